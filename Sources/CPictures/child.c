// The process that decodes: it reads the file, opens the libraries, shuts itself in, and only then looks at the picture.
#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "decode.h"

static int number(const char *word, uint32_t *value) {
  if (word[0] < '0' || word[0] > '9') return 0;
  char *end = NULL;
  errno = 0;
  unsigned long long read = strtoull(word, &end, 10);
  if (errno || *end || read > UINT32_MAX) return 0;
  *value = (uint32_t)read;
  return 1;
}

/// The bytes on standard input, one more than may be at most; NULL where there is no memory for them.
static uint8_t *input(size_t *count) {
  size_t room = PD_PICTURE_BYTES + 1;
  uint8_t *bytes = malloc(room);
  if (!bytes) return NULL;
  *count = 0;
  while (*count < room) {
    ssize_t got = read(STDIN_FILENO, bytes + *count, room - *count);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    *count += (size_t)got;
  }
  return bytes;
}

static int output(const uint8_t *bytes, size_t count) {
  while (count > 0) {
    ssize_t put = write(STDOUT_FILENO, bytes, count);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return 1;
    bytes += put;
    count -= (size_t)put;
  }
  return 0;
}

/// Draws something of our own, so that a library's first use, which looks around, is over before nothing may be looked at.
static void warm_up(void) {
  static const uint8_t pixels[4 * 4 * 4] = {255};
  pd_picture_cell cells[4] = {{0}};
  for (uint32_t signs = 0; signs < 4; signs++) pd_draw(pixels, 4, 4, 16, 2, 2, signs, cells, 2);
}

static int decode(char *const *words) {
  pd_picture_request request;
  uint32_t *fields[7] = {
      &request.what, &request.columns, &request.rows, &request.zoom,
      &request.x,    &request.y,       &request.signs};
  for (int i = 0; i < 7; i++)
    if (!number(words[i], fields[i])) return 64;
  size_t size = pd_picture_answer_size(&request);
  if (size == 0) return 64;
  pd_limit(3, 768ul << 20);
  size_t count = 0;
  uint8_t *bytes = input(&count);
  uint8_t *answer = calloc(1, size);
  if (!bytes || !answer) return 71;
  close(STDIN_FILENO);
  pd_picture_reply reply;
  memset(&reply, 0, sizeof reply);
  reply.magic = PD_PICTURE_MAGIC;
  reply.what = request.what;
  if (count > PD_PICTURE_BYTES) reply.status = PD_PICTURE_TOO_LARGE;
  // What is no picture needs nothing to say so.
  else if (pd_kind_of(bytes, count) == PD_KIND_OTHER) reply.status = PD_PICTURE_OTHER;
  else if ((reply.missing = pd_picture_load(bytes, count, request.what)) != 0)
    reply.status = PD_PICTURE_MISSING;
  else {
    if (request.what == PD_PICTURE_CELLS) warm_up();
    if (pd_picture_confine() != 0) reply.status = PD_PICTURE_UNCONFINED;
  }
  if (reply.status == PD_PICTURE_OK) pd_picture_answer(bytes, count, &request, PD_PICTURE_PIXELS, answer);
  else memcpy(answer, &reply, sizeof reply);
  return output(answer, size);
}

/// Becomes the program that reads text from a grey copy, with limits that it cannot lift.
static int read_text(char *const *words) {
  pd_limit(20, 2048ul << 20);
  execv(words[0], words);
  return 69;
}

int pd_picture_main(int count, char **words) {
  if (count < 2) return -1;
  if (count == 9 && !strcmp(words[1], PD_PICTURE_CHILD)) {
    signal(SIGPIPE, SIG_IGN);
    // Nothing is to be put in order at its end.
    _exit(decode(words + 2));
  }
  if (count >= 3 && !strcmp(words[1], PD_PICTURE_READER)) return read_text(words + 2);
  return -1;
}

int pd_picture_memory(const uint8_t *bytes, size_t count) {
  int file = (int)syscall(SYS_memfd_create, "picture", 1u /* MFD_CLOEXEC */);
  if (file < 0) return -1;
  while (count > 0) {
    ssize_t put = write(file, bytes, count);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) {
      close(file);
      return -1;
    }
    bytes += put;
    count -= (size_t)put;
  }
  lseek(file, 0, SEEK_SET);
  return file;
}

int pd_picture_pipe(int *ends) { return pipe2(ends, O_CLOEXEC); }

void pd_picture_keep_three(void *actions) { posix_spawn_file_actions_addclosefrom_np(actions, 3); }

int pd_picture_watch(int pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
