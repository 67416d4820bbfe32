/* What a list on ncurses costs at the least: no store, no rules, nothing to read.
 *
 *   ListFloor list N        a list of N tickets as the narrow screen shows it; j k, space b, g G
 *   ListFloor pictures F    the pictures of a file one after the other: any key the next, k the one before
 *
 * Pictures are rows of cells that a program showed; only rows that differ are handed to ncurses. */
#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

static void start(void) {
  initscr();
  raw();
  noecho();
  nonl();
  curs_set(0);
  typeahead(-1);
  start_color();
  use_default_colors();
}

/* MARK: A list */

static long count = 1000, cursor, top;
static int height, width;

static void draw_ticket(long i) {
  static const char *names[] = {"Ananya Sharma", "Suresh Iyer", "Harpreet Kaur", "Meera Joshi"};
  unsigned x = (unsigned)i * 1664525u + 1013904223u;
  char row[160] = "";
  if (i < count)
    snprintf(row, sizeof row, "    new     CX-%07ld  %-16s %8u  Vendor %04u Pune  exec%03u", 1000001 + i,
             names[(x >> 12) % 4], (x >> 9) % 16000, (x >> 5) % 2000, (x >> 3) % 150);
  if (i == cursor) attron(A_REVERSE);
  mvprintw((int)(i - top) + 3, 1, "%-*.*s", width - 2, width - 2, row);
  if (i == cursor) attroff(A_REVERSE);
}

static void draw_frame(void) {
  mvprintw(0, 1, "paydesk   Queue %ld · Mine 18 · Waiting 2 · Escalated 17", count);
  move(1, 0);
  box(stdscr, 0, 0);
  mvprintw(2, 4, "Due    Ticket      Customer         In dispute  Vendor           Holder");
  mvprintw(height - 1, 1, "open   next   vendor   proof   customer   park   keys");
}

static void list(void) {
  long page = height - 6;
  int drawn = 0;
  draw_frame();
  for (;;) {
    if (!drawn)
      for (long i = top; i < top + page; i++) draw_ticket(i);
    mvprintw(height - 2, 2, "%ld of %ld · needs me", cursor + 1, count);
    refresh();
    long was = cursor, old = top;
    switch (getch()) {
    case 'j': cursor++; break;
    case 'k': cursor--; break;
    case ' ': cursor += page, top += page; break;
    case 'b': cursor -= page, top -= page; break;
    case 'g': cursor = 0; break;
    case 'G': cursor = count - 1; break;
    case 'q': return;
    }
    if (cursor >= count) cursor = count - 1;
    if (cursor < 0) cursor = 0;
    if (top > count - page) top = count - page;
    if (top < 0) top = 0;
    if (cursor < top) top = cursor;
    if (cursor >= top + page) top = cursor - page + 1;
    drawn = old == top;
    if (drawn) draw_ticket(was), draw_ticket(cursor);
  }
}

/* MARK: Pictures */

struct cell {
  uint32_t text[5];
  uint32_t look;  /* bold, dim, italic, underline, reverse: a bit each */
  int32_t ink, ground;
};

static uint32_t header[3]; /* pictures, rows, columns */
static struct cell *cells;

static void read_pictures(const char *file) {
  FILE *in = fopen(file, "rb");
  if (!in || fread(header, sizeof header, 1, in) != 1) exit(1);
  size_t all = (size_t)header[0] * header[1] * header[2];
  cells = calloc(all, sizeof *cells);
  if (!cells || fread(cells, sizeof *cells, all, in) != all) exit(1);
  fclose(in);
}

static void draw_row(const struct cell *row, int y) {
  static cchar_t line[1024];
  static const attr_t looks[] = {A_BOLD, A_DIM, A_ITALIC, A_UNDERLINE, A_REVERSE};
  int used = 0;
  for (uint32_t x = 0; x < header[2]; x++) {
    wchar_t text[6] = {0};
    if (!row[x].text[0]) continue; /* the second half of a wide one */
    for (int i = 0; i < 5; i++) text[i] = (wchar_t)row[x].text[i];
    attr_t look = A_NORMAL;
    for (int i = 0; i < 5; i++)
      if (row[x].look >> i & 1) look |= looks[i];
    int pair = row[x].ink < 0 && row[x].ground < 0 ? 0 : alloc_pair(row[x].ink, row[x].ground);
    setcchar(&line[used++], text, look, 0, &pair);
  }
  mvadd_wchnstr(y, 0, line, used);
}

static void pictures(void) {
  uint32_t shown = 0, before = 0;
  size_t size = (size_t)header[1] * header[2];
  for (int isFirst = 1;; isFirst = 0) {
    for (uint32_t y = 0; y < header[1]; y++) {
      const struct cell *row = cells + shown * size + y * header[2];
      const struct cell *old = cells + before * size + y * header[2];
      if (isFirst || memcmp(row, old, header[2] * sizeof *row)) draw_row(row, (int)y);
    }
    refresh();
    before = shown;
    int key = getch();
    if (key == 'q') return;
    if (key == 'k') shown -= shown > 0;
    else shown += shown + 1 < header[0];
  }
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  setlocale(LC_ALL, "");
  int isList = !strcmp(argv[1], "list");
  if (isList) count = atol(argv[2]);
  else read_pictures(argv[2]);
  start();
  getmaxyx(stdscr, height, width);
  if (isList) list();
  else pictures();
  endwin();
  return 0;
}
