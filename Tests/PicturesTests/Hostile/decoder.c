// libpng as it is once a picture has taken it over: it tries what nobody who decodes a picture has any need of. Which, is said
// when it is compiled. Each try that is not stopped ends the process with an answer that no test takes for a picture.
#define _GNU_SOURCE 1
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void attempt(void) {
#if defined(TRY_open)
  open("/etc/passwd", O_RDONLY);
#elif defined(TRY_write)
  open("/tmp/paydesk-hostile", O_WRONLY | O_CREAT, 0600);
#elif defined(TRY_unlink)
  unlink("/tmp/paydesk-hostile");
#elif defined(TRY_socket)
  socket(AF_INET, SOCK_STREAM, 0);
#elif defined(TRY_unix)
  socket(AF_UNIX, SOCK_STREAM, 0);
#elif defined(TRY_fork)
  fork();
#elif defined(TRY_execute)
  char *words[] = {"/bin/true", NULL};
  execv(words[0], words);
#elif defined(TRY_kill)
  kill(getppid(), SIGTERM);
#elif defined(TRY_trace)
  ptrace(PTRACE_TRACEME, 0, NULL, NULL);
#elif defined(TRY_code)
  mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
#elif defined(TRY_file)
  mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 1, 0);
#elif defined(TRY_protect)
  mprotect((void *)((uintptr_t)&attempt & ~(uintptr_t)4095), 4096, PROT_READ | PROT_EXEC);
#elif defined(TRY_complain)
  write(2, "x", 1);
#elif defined(TRY_sleep)
  struct timespec time = {60, 0};
  nanosleep(&time, NULL);
#elif defined(TRY_read)
  char byte;
  read(0, &byte, 1);
#elif defined(TRY_spin)
  for (volatile int turning = 1; turning;) {
  }
#elif defined(TRY_wait)
  pthread_mutex_t never = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&never);
  pthread_mutex_lock(&never);
#elif defined(TRY_talk)
  static char much[1 << 20];
  for (int i = 0; i < 64; i++) write(1, much, sizeof much);
#elif defined(TRY_lie)
  // As many bytes as an honest answer, of a picture in signs that a terminal obeys.
  uint32_t answer[16 + 2 * 60 * 30] = {0x31434450, 0, 1, 540, 1080, 60, 30, 0, 0, 1000, 1000};
  for (int i = 0; i < 60 * 30; i++) answer[16 + 2 * i] = 0x1B;
  write(1, answer, sizeof answer);
#endif
  _exit(0);
}

int png_image_begin_read_from_memory(void *image, const void *bytes, size_t count) {
  (void)image, (void)bytes, (void)count;
#if defined(TRY_allocate)
  // 4 GiB, in parts. Where there is no more of it this is a broken picture.
  for (int i = 0; i < 256; i++) {
    char *part = malloc(16u << 20);
    if (!part) return 0;
    *(volatile char *)part = 1;
  }
#endif
  attempt();
  return 0;
}

int png_image_finish_read(void *i, const void *b, void *p, int32_t s, void *m) {
  (void)i, (void)b, (void)p, (void)s, (void)m;
  return 0;
}

void png_image_free(void *image) { (void)image; }
