#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <locale.h>
#include <pty.h>
#include <unistd.h>
#include <wchar.h>

int bench_spawn(const char *path, char *const arguments[], char *const environment[], int rows,
                int columns, pid_t *process) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  int descriptor = -1;
  *process = forkpty(&descriptor, NULL, NULL, &size);
  if (*process < 0) return -1;
  if (*process == 0) {
    execve(path, arguments, environment);
    _exit(127);
  }
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  return descriptor;
}

int bench_width(uint32_t scalar) {
  static int isSet;
  if (!isSet) isSet = setlocale(LC_CTYPE, "C.UTF-8") ? 1 : -1;
  int width = wcwidth((wchar_t)scalar);
  return width < 0 ? 1 : width;
}
