// Pixels to cells through libchafa.
#include <dlfcn.h>
#include <string.h>

#include "decode.h"

// chafa-common.h, chafa-canvas-config.h, chafa-symbol-map.h
#define PIXEL_RGBA8_UNASSOCIATED 4
#define MODE_INDEXED_240 2
#define MODE_FGBG 5
#define TAG_SPACE (1 << 0)
#define TAG_SOLID (1 << 1)
#define TAG_BLOCK (1 << 3)
#define TAG_QUAD (1 << 7)
#define TAG_HALF (1 << 8 | 1 << 9)
#define TAG_ASCII (1 << 14)

static struct {
  void *(*new_map)(void);
  void (*add_tags)(void *, int);
  void (*drop_map)(void *);
  void *(*new_config)(void);
  void (*set_geometry)(void *, int, int);
  void (*set_mode)(void *, int);
  void (*set_map)(void *, const void *);
  void (*drop_config)(void *);
  void *(*new_canvas)(const void *);
  void (*draw)(void *, int, const uint8_t *, int, int, int);
  uint32_t (*sign)(const void *, int, int);
  void (*colours)(const void *, int, int, int *, int *);
  void (*drop_canvas)(void *);
  void (*set_threads)(int);
} chafa;

int pd_load_chafa(void) {
  void *library = dlopen(PD_PICTURE_CHAFA, RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  const struct {
    const char *name;
    void *place;
  } wanted[] = {
      {"chafa_symbol_map_new", &chafa.new_map},
      {"chafa_symbol_map_add_by_tags", &chafa.add_tags},
      {"chafa_symbol_map_unref", &chafa.drop_map},
      {"chafa_canvas_config_new", &chafa.new_config},
      {"chafa_canvas_config_set_geometry", &chafa.set_geometry},
      {"chafa_canvas_config_set_canvas_mode", &chafa.set_mode},
      {"chafa_canvas_config_set_symbol_map", &chafa.set_map},
      {"chafa_canvas_config_unref", &chafa.drop_config},
      {"chafa_canvas_new", &chafa.new_canvas},
      {"chafa_canvas_draw_all_pixels", &chafa.draw},
      {"chafa_canvas_get_char_at", &chafa.sign},
      {"chafa_canvas_get_raw_colors_at", &chafa.colours},
      {"chafa_canvas_unref", &chafa.drop_canvas},
      {"chafa_set_n_threads", &chafa.set_threads},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    void *found = dlsym(library, wanted[i].name);
    if (!found) return 0;
    memcpy(wanted[i].place, &found, sizeof found);
  }
  // A process that is shut in starts no threads.
  chafa.set_threads(1);
  return 1;
}

static int is_colour(int number) { return number >= 16 && number <= 255; }

int pd_draw(
    const uint8_t *pixels, uint32_t width, uint32_t height, uint32_t stride, uint32_t columns,
    uint32_t rows, uint32_t signs, pd_picture_cell *cells, uint32_t line) {
  void *map = chafa.new_map();
  void *config = chafa.new_config();
  if (!map || !config) return 0;
  int blocks = TAG_SPACE | TAG_SOLID | TAG_BLOCK | TAG_QUAD | TAG_HALF;
  chafa.add_tags(map, signs & PD_PICTURE_ASCII ? TAG_ASCII : blocks);
  chafa.set_geometry(config, (int)columns, (int)rows);
  chafa.set_mode(config, signs & PD_PICTURE_COLOURED ? MODE_INDEXED_240 : MODE_FGBG);
  chafa.set_map(config, map);
  void *canvas = chafa.new_canvas(config);
  if (!canvas) return 0;
  chafa.draw(
      canvas, PIXEL_RGBA8_UNASSOCIATED, pixels, (int)width, (int)height, (int)stride);
  for (uint32_t row = 0; row < rows; row++) {
    for (uint32_t column = 0; column < columns; column++) {
      pd_picture_cell *cell = cells + (size_t)row * line + column;
      int text = -1, ground = -1;
      cell->scalar = chafa.sign(canvas, (int)column, (int)row);
      // The right half of what takes two cells; no sign that was asked for does.
      if (cell->scalar == 0) cell->scalar = ' ';
      if (!(signs & PD_PICTURE_COLOURED)) continue;
      chafa.colours(canvas, (int)column, (int)row, &text, &ground);
      if (is_colour(text)) {
        cell->text = (uint8_t)text;
        cell->has |= PD_PICTURE_HAS_TEXT;
      }
      if (is_colour(ground)) {
        cell->ground = (uint8_t)ground;
        cell->has |= PD_PICTURE_HAS_GROUND;
      }
    }
  }
  chafa.drop_canvas(canvas);
  chafa.drop_config(config);
  chafa.drop_map(map);
  return 1;
}
