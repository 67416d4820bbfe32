// What has to happen inside a signal handler, where Swift must not run: giving the terminal back
// when the process dies, and telling the loop about everything else through a pipe.
#pragma once
#include <stddef.h>

/// Starts to catch: SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP and SIGCONT come as one byte
/// each, the signal's number, from the descriptor that is returned; deadly ones give the terminal
/// back first. -1 when the pipe cannot be made, -2 when this was called already.
int pd_signals_open(void);

/// Puts back what was there before `pd_signals_open`.
void pd_signals_close(void);

/// Notes the modes that the terminal has now, before they are changed.
void pd_signals_remember(int fd);

/// From here on a death writes `reset`, at most 1024 bytes of it, and restores the modes noted.
void pd_signals_arm(const char *reset, size_t length);

/// From here on a death leaves the terminal alone.
void pd_signals_disarm(void);

/// While another program has the terminal, SIGINT and SIGQUIT are meant for that one, and a death
/// leaves the terminal to it.
void pd_signals_aside(int is_aside);

/// A request to end was taken up. Until this is called, a second request ends the process at once.
void pd_signals_heard(void);

/// Stops the process group as Ctrl-Z does, and returns when it goes on.
void pd_signals_stop(void);
