// One answer: which part of the picture is shown, how large, in cells or in grey.
#include <stdlib.h>
#include <string.h>

#include "decode.h"

static uint32_t least(uint32_t a, uint32_t b) { return a < b ? a : b; }

static uint32_t whole(double number, uint32_t limit) {
  if (!(number > 1)) return 1;
  return number >= limit ? limit : (uint32_t)(number + 0.5);
}

size_t pd_picture_answer_size(const pd_picture_request *request) {
  uint64_t columns = request->columns, rows = request->rows;
  if (columns == 0 || rows == 0 || request->x > 1000 || request->y > 1000) return 0;
  if (request->zoom == 0 || request->zoom > PD_PICTURE_ZOOM) return 0;
  if (request->what == PD_PICTURE_CELLS && columns <= PD_PICTURE_COLUMNS && rows <= PD_PICTURE_ROWS)
    return sizeof(pd_picture_reply) + columns * rows * sizeof(pd_picture_cell);
  if (request->what == PD_PICTURE_GREY && columns <= PD_PICTURE_GREY_SIDE &&
      rows <= PD_PICTURE_GREY_SIDE && columns * rows <= PD_PICTURE_GREY_PIXELS)
    return sizeof(pd_picture_reply) + columns * rows;
  return 0;
}

uint32_t pd_picture_load(const uint8_t *bytes, size_t count, uint32_t what) {
  uint32_t missing = 0;
  pd_kind kind = pd_kind_of(bytes, count);
  if (!pd_load_decoder(kind)) missing |= kind == PD_KIND_PNG ? PD_PICTURE_NO_PNG : PD_PICTURE_NO_JPEG;
  if (what == PD_PICTURE_CELLS && !pd_load_chafa()) missing |= PD_PICTURE_NO_CHAFA;
  return missing;
}

// What is see-through lies on white, as receipts do.
static void put_on_white(uint8_t *pixels, uint32_t width, uint32_t height, uint32_t stride) {
  for (uint32_t row = 0; row < height; row++, pixels += stride) {
    uint8_t *pixel = pixels;
    for (uint32_t column = 0; column < width; column++, pixel += 4) {
      uint32_t cover = pixel[3];
      if (cover == 255) continue;
      for (int i = 0; i < 3; i++)
        pixel[i] = (uint8_t)((pixel[i] * cover + 255 * (255 - cover)) / 255);
      pixel[3] = 255;
    }
  }
}

static uint32_t answer_cells(
    const pd_picture_request *request, pd_pixels *from, pd_picture_reply *reply,
    pd_picture_cell *cells) {
  // A cell is about twice as high as it is wide.
  double width = from->width, height = from->height;
  double across = request->columns / width, down = request->rows * 2.0 / height;
  double scale = (across < down ? across : down) * request->zoom;
  uint32_t shown_width = whole(request->columns / scale, from->width);
  uint32_t shown_height = whole(request->rows * 2.0 / scale, from->height);
  double left = width * request->x / 1000 - shown_width / 2.0;
  double top = height * request->y / 1000 - shown_height / 2.0;
  uint32_t first_column = left <= 0 ? 0 : least((uint32_t)left, from->width - shown_width);
  uint32_t first_row = top <= 0 ? 0 : least((uint32_t)top, from->height - shown_height);
  reply->columns = whole(shown_width * scale, request->columns);
  reply->rows = whole(shown_height * scale / 2, request->rows);
  reply->left = (uint32_t)(first_column * 1000ull / from->width);
  reply->top = (uint32_t)(first_row * 1000ull / from->height);
  reply->right = (uint32_t)((first_column + shown_width) * 1000ull / from->width);
  reply->bottom = (uint32_t)((first_row + shown_height) * 1000ull / from->height);
  uint32_t stride = from->width * 4;
  uint8_t *pixels = from->pixels + (size_t)first_row * stride + (size_t)first_column * 4;
  put_on_white(pixels, shown_width, shown_height, stride);
  return pd_draw(
             pixels, shown_width, shown_height, stride, reply->columns, reply->rows,
             request->signs, cells, request->columns)
             ? PD_PICTURE_OK
             : PD_PICTURE_NO_MEMORY;
}

// As large as it is, or a whole part of it: each grey pixel is the mean of a square.
static void answer_grey(
    const pd_picture_request *request, pd_pixels *from, pd_picture_reply *reply, uint8_t *grey) {
  uint32_t side = 1;
  while ((from->width + side - 1) / side > request->columns ||
         (from->height + side - 1) / side > request->rows)
    side++;
  uint32_t stride = from->width * 4;
  put_on_white(from->pixels, from->width, from->height, stride);
  reply->columns = (from->width + side - 1) / side;
  reply->rows = (from->height + side - 1) / side;
  reply->right = reply->bottom = 1000;
  for (uint32_t row = 0; row < reply->rows; row++) {
    for (uint32_t column = 0; column < reply->columns; column++) {
      uint64_t sum = 0, count = 0;
      for (uint32_t y = row * side; y < least((row + 1) * side, from->height); y++) {
        for (uint32_t x = column * side; x < least((column + 1) * side, from->width); x++) {
          const uint8_t *pixel = from->pixels + (size_t)y * stride + (size_t)x * 4;
          sum += 77u * pixel[0] + 150u * pixel[1] + 29u * pixel[2];
          count++;
        }
      }
      grey[(size_t)row * request->columns + column] = (uint8_t)(sum / count / 256);
    }
  }
}

void pd_picture_answer(
    const uint8_t *bytes, size_t count, const pd_picture_request *request, uint32_t most,
    uint8_t *answer) {
  pd_picture_reply reply;
  memset(&reply, 0, sizeof reply);
  reply.magic = PD_PICTURE_MAGIC;
  reply.what = request->what;
  pd_pixels pixels;
  reply.status = pd_decode(bytes, count, most, &pixels);
  reply.width = pixels.whole_width;
  reply.height = pixels.whole_height;
  reply.damaged = (uint32_t)pixels.damaged;
  uint8_t *rest = answer + sizeof reply;
  memset(rest, 0, pd_picture_answer_size(request) - sizeof reply);
  if (reply.status == PD_PICTURE_OK) {
    if (request->what == PD_PICTURE_CELLS)
      reply.status = answer_cells(request, &pixels, &reply, (pd_picture_cell *)(void *)rest);
    else
      answer_grey(request, &pixels, &reply, rest);
    free(pixels.pixels);
  }
  memcpy(answer, &reply, sizeof reply);
}
