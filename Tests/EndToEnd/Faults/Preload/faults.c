// Preloaded into the program: calls that write fail, fall short or find their file gone, and the clock is another.
//
//   FAULT_FILES   the beginning of the paths whose writes are meant; without it none are
//   FAULT_AT      the number of the write that it happens at, counted from 1; without it, at every one
//   FAULT_ON      EIO or ENOSPC: it fails with that; SHORT: half of it is written, and the rest has no room;
//                 GONE: the file and what stands beside it lose their names just before
//   FAULT_LASTS   if it is set, all later ones fail as well
//   FAULT_WHILE   a file: it happens only while there is one of that name
//   FAULT_TOLD    a file that gets a line for each write that is meant: its kind, its file, and whether it was let through
//   CLOCK_AHEAD   so many seconds stands the clock ahead of the machine's
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define NEXT(type, name) ((type)dlsym(RTLD_NEXT, name))

typedef ssize_t write_call(int, const void *, size_t);
typedef ssize_t pwrite_call(int, const void *, size_t, off64_t);
typedef int sync_call(int);
typedef int cut_call(int, off64_t);
typedef int clock_call(clockid_t, struct timespec *);

enum fault { NONE, FAILS, SHORT };

static long count;
static int is_short_of_room;

static void tell(const char *kind, const char *path, enum fault fault) {
  const char *file = getenv("FAULT_TOLD");
  if (!file) return;
  int told = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (told < 0) return;
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%s %s %s\n", kind, path, fault ? "failed" : "passed");
  NEXT(write_call *, "write")(told, line, (size_t)length);
  close(told);
}

static void take_names(const char *files) {
  const char *ends[] = {"-wal", "-shm", ""};
  for (int i = 0; i < 3; i++) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s%s", files, ends[i]);
    unlink(path);
  }
}

static enum fault fault_of(const char *kind, int fd) {
  const char *files = getenv("FAULT_FILES");
  if (!files) return NONE;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return NONE;
  path[length] = 0;
  if (strncmp(path, files, strlen(files)) != 0) return NONE;
  const char *at = getenv("FAULT_AT"), *on = getenv("FAULT_ON"), *during = getenv("FAULT_WHILE");
  long number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
  int is_meant = !at || number == atol(at) || (number > atol(at) && getenv("FAULT_LASTS"));
  if (during && access(during, F_OK) != 0) is_meant = 0;
  enum fault fault = NONE;
  if (on && is_short_of_room) {
    is_short_of_room = 0;
    errno = ENOSPC;
    fault = FAILS;
  } else if (on && is_meant) {
    if (strcmp(on, "GONE") == 0) {
      take_names(files);
    } else if (strcmp(on, "SHORT") == 0) {
      fault = SHORT;
    } else {
      fault = FAILS;
      errno = strcmp(on, "ENOSPC") == 0 ? ENOSPC : EIO;
    }
  }
  int saved = errno;
  tell(kind, path, fault);
  errno = saved;
  return fault;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  enum fault fault = fault_of("write", fd);
  if (fault == FAILS) return -1;
  if (fault == SHORT && length > 1) { is_short_of_room = 1; length /= 2; }
  return NEXT(write_call *, "write")(fd, bytes, length);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  enum fault fault = fault_of("pwrite", fd);
  if (fault == FAILS) return -1;
  if (fault == SHORT && length > 1) { is_short_of_room = 1; length /= 2; }
  return NEXT(pwrite_call *, "pwrite64")(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
  return pwrite64(fd, bytes, length, offset);
}

// What cannot fall short fails in its place.
static int fails(const char *kind, int fd) {
  enum fault fault = fault_of(kind, fd);
  if (fault == SHORT) errno = ENOSPC;
  return fault != NONE;
}

int fsync(int fd) { return fails("fsync", fd) ? -1 : NEXT(sync_call *, "fsync")(fd); }

int fdatasync(int fd) { return fails("fdatasync", fd) ? -1 : NEXT(sync_call *, "fdatasync")(fd); }

int ftruncate64(int fd, off64_t length) {
  return fails("ftruncate", fd) ? -1 : NEXT(cut_call *, "ftruncate64")(fd, length);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

static time_t ahead(void) {
  const char *seconds = getenv("CLOCK_AHEAD");
  return seconds ? (time_t)atoll(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *found) {
  int status = NEXT(clock_call *, "clock_gettime")(clock, found);
  if (status == 0 && clock == CLOCK_REALTIME) found->tv_sec += ahead();
  return status;
}

int gettimeofday(struct timeval *restrict found, void *restrict zone) {
  (void)zone;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  found->tv_sec = now.tv_sec;
  found->tv_usec = now.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *found) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (found) *found = now.tv_sec;
  return now.tv_sec;
}
