// Which way up a photograph is: a camera writes how it was held (Exif, tag 0x0112) and leaves the pixels as they came.
#include "decode.h"

#include <stdlib.h>
#include <string.h>

static uint32_t number(const uint8_t *bytes, int count, int isLittle) {
  uint32_t value = 0;
  for (int i = 0; i < count; i++) value = value << 8 | bytes[isLittle ? count - 1 - i : i];
  return value;
}

// The tag's value in a block of Exif, 1 to 8; 1 where there is none.
static uint32_t orientation_in(const uint8_t *tiff, size_t count) {
  if (count < 8) return 1;
  int isLittle = memcmp(tiff, "II*\0", 4) == 0;
  if (!isLittle && memcmp(tiff, "MM\0*", 4) != 0) return 1;
  size_t list = number(tiff + 4, 4, isLittle);
  if (list > count || count - list < 2) return 1;
  size_t entries = number(tiff + list, 2, isLittle);
  for (size_t at = list + 2; entries && count - at >= 12; entries--, at += 12) {
    if (number(tiff + at, 2, isLittle) != 0x0112) continue;
    uint32_t value = number(tiff + at + 8, 2, isLittle);
    return number(tiff + at + 2, 2, isLittle) == 3 && value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

uint32_t pd_orientation(const uint8_t *bytes, size_t count) {
  size_t at = 2;
  // Segments follow each other up to the picture itself.
  while (at + 4 <= count && bytes[at] == 0xFF && bytes[at + 1] != 0xDA) {
    size_t length = number(bytes + at + 2, 2, 0);
    if (length < 2 || length > count - at - 2) break;
    const uint8_t *body = bytes + at + 4;
    if (bytes[at + 1] == 0xE1 && length >= 8 && memcmp(body, "Exif\0\0", 6) == 0)
      return orientation_in(body + 6, length - 8);
    at += 2 + length;
  }
  return 1;
}

void pd_turn(pd_pixels *found, uint32_t orientation) {
  if (orientation <= 1 || orientation > 8) return;
  uint32_t width = found->width, height = found->height;
  int isAcross = orientation >= 5;
  uint32_t columns = isAcross ? height : width;
  uint8_t *turned = malloc((size_t)width * height * 4);
  // Lying on its side it can be read still.
  if (!turned) return;
  for (uint32_t y = 0; y < height; y++) {
    for (uint32_t x = 0; x < width; x++) {
      int isMirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
      int isUpturned = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
      uint32_t across = isMirrored ? width - 1 - x : x, down = isUpturned ? height - 1 - y : y;
      size_t place = isAcross ? (size_t)across * columns + down : (size_t)down * columns + across;
      memcpy(turned + place * 4, found->pixels + ((size_t)y * width + x) * 4, 4);
    }
  }
  free(found->pixels);
  found->pixels = turned;
  if (!isAcross) return;
  found->width = height;
  found->height = width;
  uint32_t whole = found->whole_width;
  found->whole_width = found->whole_height;
  found->whole_height = whole;
}
