#define _GNU_SOURCE
#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

static const int asked[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT};
static const int deadly[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
enum { ASKED = sizeof asked / sizeof *asked, DEADLY = sizeof deadly / sizeof *deadly };

static struct sigaction asked_before[ASKED], deadly_before[DEADLY];
static int ends[2] = {-1, -1};
static volatile sig_atomic_t is_open, is_armed, is_aside_now, is_ending;

static int terminal = -1;
static struct termios modes;
static int has_modes;
static char reset_text[1024];
static size_t reset_length;

static void give_back(void) {
  if (!is_armed || is_aside_now) return;
  is_armed = 0;
  // A terminal that nobody reads must not keep the process from dying.
  int flags = fcntl(terminal, F_GETFL);
  if (flags >= 0) fcntl(terminal, F_SETFL, flags | O_NONBLOCK);
  const char *at = reset_text;
  size_t left = reset_length;
  while (left > 0) {
    ssize_t written = write(terminal, at, left);
    if (written > 0) { at += written; left -= (size_t)written; }
    else if (written < 0 && errno == EINTR) continue;
    else break;
  }
  if (flags >= 0) fcntl(terminal, F_SETFL, flags);
  if (has_modes) tcsetattr(terminal, TCSANOW, &modes);
}

static void end_by(int number) {
  give_back();
  signal(number, SIG_DFL);
  raise(number);
}

// How long it may take to keep and record what waits, once the process was asked to end.
enum { SECONDS_TO_END = 15 };
static volatile sig_atomic_t asked_by;

static void time_is_up(int number) {
  (void)number;
  end_by(asked_by);
}

static void ask(int number) {
  int saved = errno;
  // What is typed at another program is for that one; where it stops, this one is told by it.
  if (is_aside_now && (number == SIGINT || number == SIGQUIT || number == SIGTSTP)) return;
  if (number == SIGINT || number == SIGTERM || number == SIGHUP || number == SIGQUIT) {
    if (is_ending) {
      end_by(number);
      return;
    }
    is_ending = 1;
    asked_by = number;
    // The loop may be held in a write by a terminal that nobody reads: what it waits to show is thrown away.
    if (!is_aside_now) tcflush(terminal, TCOFLUSH);
    alarm(SECONDS_TO_END);
  }
  unsigned char byte = (unsigned char)number;
  ssize_t ignored = write(ends[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static void die(int number) {
  give_back();
  for (int i = 0; i < DEADLY; i++)
    if (deadly[i] == number) sigaction(number, &deadly_before[i], NULL);
  // Blocked until this returns; what was there before then sees the place of the crash.
  raise(number);
}

static void catch_asked(int index) {
  struct sigaction action = {0};
  action.sa_handler = ask;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  sigaction(asked[index], &action, NULL);
}

int pd_signals_open(void) {
  if (is_open) return -2;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  is_open = 1;
  is_ending = 0;
  is_aside_now = 0;
  for (int i = 0; i < ASKED; i++) {
    sigaction(asked[i], NULL, &asked_before[i]);
    // `nohup` and the like: what is ignored stays so.
    if (asked[i] != SIGWINCH && asked[i] != SIGTSTP && asked_before[i].sa_handler == SIG_IGN)
      continue;
    catch_asked(i);
  }

  struct sigaction up = {0};
  up.sa_handler = time_is_up;
  sigemptyset(&up.sa_mask);
  sigaction(SIGALRM, &up, NULL);

  static char stack[64 * 1024];
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) {
    stack_t own = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&own, NULL);
  }
  struct sigaction action = {0};
  action.sa_handler = die;
  action.sa_flags = SA_ONSTACK;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < DEADLY; i++) sigaction(deadly[i], &action, &deadly_before[i]);

  static int registered;
  if (!registered) {
    registered = 1;
    atexit(give_back);
  }
  return ends[0];
}

void pd_signals_close(void) {
  if (!is_open) return;
  is_open = 0;
  is_armed = 0;
  alarm(0);
  for (int i = 0; i < ASKED; i++) sigaction(asked[i], &asked_before[i], NULL);
  for (int i = 0; i < DEADLY; i++) sigaction(deadly[i], &deadly_before[i], NULL);
  close(ends[0]);
  close(ends[1]);
  ends[0] = ends[1] = -1;
}

void pd_signals_remember(int fd) {
  terminal = fd;
  has_modes = tcgetattr(fd, &modes) == 0;
}

void pd_signals_arm(const char *reset, size_t length) {
  is_armed = 0;
  reset_length = length < sizeof reset_text ? length : sizeof reset_text;
  for (size_t i = 0; i < reset_length; i++) reset_text[i] = reset[i];
  is_armed = 1;
}

void pd_signals_disarm(void) { is_armed = 0; }

void pd_signals_aside(int is_aside) { is_aside_now = is_aside; }

void pd_signals_heard(void) { is_ending = 0; }

void pd_signals_stop(void) {
  signal(SIGTSTP, SIG_DFL);
  kill(0, SIGTSTP);
  for (int i = 0; i < ASKED; i++)
    if (asked[i] == SIGTSTP) catch_asked(i);
}
