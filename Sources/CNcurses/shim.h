// What Swift cannot import from curses.h (macros, variadics), as inline functions.
#pragma once
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <wchar.h>

#include <curses.h>

/// Cells that a scalar takes in the current locale: 0, 1 or 2, and -1 for a control.
static inline int pd_wcwidth(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

/// A screen on the standard input and output; null for an unknown terminal.
static inline SCREEN *pd_newterm(const char *name) { return newterm(name, stdout, stdin); }

/// Has a terminal's description read without a screen; 1 where there is none. What declares it brings macros of common words.
int setupterm(const char *name, int fd, int *failure);
static inline int pd_describe(const char *name, int fd) {
  int failure;
  return setupterm(name, fd, &failure) != OK;
}

static inline WINDOW *pd_screen(void) { return stdscr; }

/// Colours that the terminal's description promises; unlike `COLORS`, without `start_color`.
static inline int pd_colors(void) { return tigetnum("colors"); }

/// The attributes of curses for bits of bold 1, underline 2, reverse 4, italic 8, dim 16.
static inline attr_t pd_attributes(unsigned int bits) {
  return (bits & 1 ? A_BOLD : 0) | (bits & 2 ? A_UNDERLINE : 0) | (bits & 4 ? A_REVERSE : 0) |
         (bits & 8 ? A_ITALIC : 0) | (bits & 16 ? A_DIM : 0);
}

/// Fills one cell with a scalar and up to four marks, 0 for none. The pair goes through the options,
/// past the limit of a short.
static inline void pd_cell(cchar_t *cell, unsigned int scalar, const unsigned int marks[4],
                           attr_t attributes, int pair) {
  wchar_t text[6] = {(wchar_t)scalar};
  if (marks)
    for (int i = 0; i < 4; i++) text[i + 1] = (wchar_t)marks[i];
  setcchar(cell, text, attributes, 0, &pair);
}

/// A string of the terminal's description; null when it has none.
static inline const char *pd_string(const char *name) {
  const char *found = tigetstr(name);
  return found == (char *)-1 ? 0 : found;
}

/// A string of the description that moves the cursor, filled in with a place; valid until the next one is asked for.
char *tiparm(const char *text, ...);
static inline const char *pd_place(const char *text, int row, int column) {
  return tiparm(text, row, column);
}

/// Whether the terminal's description has a flag.
static inline int pd_flag(const char *name) { return tigetflag(name) > 0; }

/// Whether the terminal takes colours as red, green and blue of eight bits each.
static inline int pd_is_direct(void) {
  if (pd_colors() < (1 << 24)) return 0;
  return tigetflag("RGB") > 0 || tigetnum("RGB") == 8;
}

/// The size that the terminal has now, into `columns` and `rows`; 0 when it does not say.
static inline int pd_size(int fd, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return 0;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return 1;
}

/// The codeset of the current locale.
static inline const char *pd_codeset(void) { return nl_langinfo(CODESET); }
static inline const char *pd_set_ctype(const char *name) { return setlocale(LC_CTYPE, name); }
