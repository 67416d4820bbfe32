// PNG through libpng's simplified interface, JPEG through libturbojpeg. Neither lets an error of a file jump into this code.
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"

// png.h, "The simplified API".
typedef struct {
  void *opaque;
  uint32_t version, width, height, format, flags, colormap_entries, warning_or_error;
  char message[64];
} png_image;

#define PNG_IMAGE_VERSION 1
#define PNG_FORMAT_RGBA 3

// turbojpeg.h
#define TJPF_RGBA 7
#define TJPF_CMYK 11
#define TJCS_CMYK 3
#define TJCS_YCCK 4
#define TJERR_WARNING 0
#define TJFLAG_LIMITSCANS 32768

static struct {
  int (*begin)(png_image *, const void *, size_t);
  int (*finish)(png_image *, const void *, void *, int32_t, void *);
  void (*drop)(png_image *);
} png;

static struct {
  void *(*init)(void);
  int (*header)(void *, const unsigned char *, unsigned long, int *, int *, int *, int *);
  int (*decompress)(
      void *, const unsigned char *, unsigned long, unsigned char *, int, int, int, int, int);
  int (*error)(void *);
  int (*destroy)(void *);
} jpeg;

static int find(void *library, const char *name, void *place) {
  void *found = library ? dlsym(library, name) : NULL;
  if (!found) return 0;
  memcpy(place, &found, sizeof found);
  return 1;
}

pd_kind pd_kind_of(const uint8_t *bytes, size_t count) {
  static const uint8_t png_mark[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  static const uint8_t jpeg_mark[3] = {0xFF, 0xD8, 0xFF};
  if (count >= sizeof png_mark && !memcmp(bytes, png_mark, sizeof png_mark)) return PD_KIND_PNG;
  if (count >= sizeof jpeg_mark && !memcmp(bytes, jpeg_mark, sizeof jpeg_mark)) return PD_KIND_JPEG;
  return PD_KIND_OTHER;
}

int pd_load_decoder(pd_kind kind) {
  if (kind == PD_KIND_PNG) {
    void *library = dlopen(PD_PICTURE_PNG, RTLD_NOW | RTLD_LOCAL);
    return find(library, "png_image_begin_read_from_memory", &png.begin) &&
           find(library, "png_image_finish_read", &png.finish) &&
           find(library, "png_image_free", &png.drop);
  }
  if (kind == PD_KIND_JPEG) {
    void *library = dlopen(PD_PICTURE_JPEG, RTLD_NOW | RTLD_LOCAL);
    return find(library, "tjInitDecompress", &jpeg.init) &&
           find(library, "tjDecompressHeader3", &jpeg.header) &&
           find(library, "tjDecompress2", &jpeg.decompress) &&
           find(library, "tjGetErrorCode", &jpeg.error) &&
           find(library, "tjDestroy", &jpeg.destroy);
  }
  return 1;
}

static int fits(uint32_t width, uint32_t height, uint32_t most) {
  return width > 0 && height > 0 && width <= PD_PICTURE_SIDE && height <= PD_PICTURE_SIDE &&
         (uint64_t)width * height <= most;
}

static uint32_t decode_png(
    const uint8_t *bytes, size_t count, uint32_t most, pd_pixels *found) {
  png_image image;
  memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  if (!png.begin(&image, bytes, count)) return PD_PICTURE_BROKEN;
  found->whole_width = image.width;
  found->whole_height = image.height;
  if (!fits(image.width, image.height, most)) {
    png.drop(&image);
    return PD_PICTURE_TOO_LARGE;
  }
  image.format = PNG_FORMAT_RGBA;
  found->pixels = malloc((size_t)image.width * image.height * 4);
  if (!found->pixels) {
    png.drop(&image);
    return PD_PICTURE_NO_MEMORY;
  }
  found->width = image.width;
  found->height = image.height;
  return png.finish(&image, NULL, found->pixels, 0, NULL) ? PD_PICTURE_OK : PD_PICTURE_BROKEN;
}

// Four inks as Adobe's programs write them, the other way round: 255 is none.
static void mix_inks(uint8_t *pixels, size_t count) {
  for (uint8_t *pixel = pixels; count; count--, pixel += 4) {
    uint32_t black = pixel[3];
    for (int i = 0; i < 3; i++) pixel[i] = (uint8_t)(pixel[i] * black / 255);
    pixel[3] = 255;
  }
}

static uint32_t decompress(
    void *handle, const uint8_t *bytes, size_t count, uint32_t most, pd_pixels *found) {
  int width = 0, height = 0, sampling = 0, space = 0;
  if (jpeg.header(handle, bytes, count, &width, &height, &sampling, &space) != 0 &&
      jpeg.error(handle) != TJERR_WARNING)
    return PD_PICTURE_BROKEN;
  if (width <= 0 || height <= 0) return PD_PICTURE_BROKEN;
  found->whole_width = (uint32_t)width;
  found->whole_height = (uint32_t)height;
  if (!fits(found->whole_width, found->whole_height, most)) return PD_PICTURE_TOO_LARGE;
  // A photograph is read at a half, a quarter or an eighth: a terminal shows no more of it.
  uint32_t part = 1;
  while (part < 8 && (uint64_t)width * height / part / part > 8u << 20) part *= 2;
  found->width = ((uint32_t)width + part - 1) / part;
  found->height = ((uint32_t)height + part - 1) / part;
  found->pixels = calloc((size_t)found->width * found->height, 4);
  if (!found->pixels) return PD_PICTURE_NO_MEMORY;
  int inks = space == TJCS_CMYK || space == TJCS_YCCK;
  int result = jpeg.decompress(
      handle, bytes, count, found->pixels, (int)found->width, 0, (int)found->height,
      inks ? TJPF_CMYK : TJPF_RGBA, TJFLAG_LIMITSCANS);
  if (result != 0) {
    if (jpeg.error(handle) != TJERR_WARNING) return PD_PICTURE_BROKEN;
    found->damaged = 1;
  }
  if (inks) mix_inks(found->pixels, (size_t)found->width * found->height);
  return PD_PICTURE_OK;
}

uint32_t pd_decode(const uint8_t *bytes, size_t count, uint32_t most, pd_pixels *found) {
  uint32_t status = PD_PICTURE_OTHER;
  memset(found, 0, sizeof *found);
  switch (pd_kind_of(bytes, count)) {
    case PD_KIND_PNG: status = decode_png(bytes, count, most, found); break;
    case PD_KIND_JPEG: {
      void *handle = jpeg.init();
      if (!handle) return PD_PICTURE_NO_MEMORY;
      status = decompress(handle, bytes, count, most, found);
      jpeg.destroy(handle);
      if (status == PD_PICTURE_OK) pd_turn(found, pd_orientation(bytes, count));
      break;
    }
    case PD_KIND_OTHER: break;
  }
  if (status == PD_PICTURE_OK) return status;
  free(found->pixels);
  found->pixels = NULL;
  return status;
}
