// What the files of this folder know of each other.
#pragma once
#include "CPictures.h"

/// Pixels of four bytes, red, green, blue and what covers; freed by whoever asked for them.
typedef struct {
  uint8_t *pixels;
  uint32_t width, height;
  /// The size that the file says, which may be larger.
  uint32_t whole_width, whole_height;
  int damaged;
} pd_pixels;

/// What a file's first bytes say that it is.
typedef enum { PD_KIND_OTHER, PD_KIND_PNG, PD_KIND_JPEG } pd_kind;

pd_kind pd_kind_of(const uint8_t *bytes, size_t count);

/// Open the libraries; 0 where one is missing or is another than is known.
int pd_load_decoder(pd_kind kind);
int pd_load_chafa(void);

/// Decodes a file of so many pixels at most: `PD_PICTURE_OK`, or what is wrong with it.
uint32_t pd_decode(const uint8_t *bytes, size_t count, uint32_t most, pd_pixels *pixels);

/// How a photograph was held, 1 to 8 as Exif numbers it, and its pixels turned so that it stands upright.
uint32_t pd_orientation(const uint8_t *bytes, size_t count);
void pd_turn(pd_pixels *pixels, uint32_t orientation);

/// Draws a part of the pixels into cells; 0 where there is no memory.
int pd_draw(
    const uint8_t *pixels, uint32_t width, uint32_t height, uint32_t stride, uint32_t columns,
    uint32_t rows, uint32_t signs, pd_picture_cell *cells, uint32_t line);

/// The limits of a child: seconds of work, bytes of memory.
void pd_limit(unsigned seconds, unsigned long memory);
