// What Swift cannot import from curses.h (macros, variadics), as inline functions.
#pragma once
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif
#define NCURSES_WIDECHAR 1
#include <wchar.h>
#include <curses.h>

/// Cells that a scalar takes in the current locale: 0, 1 or 2, and -1 for a control.
static inline int pd_wcwidth(unsigned int scalar) { return wcwidth((wchar_t)scalar); }
