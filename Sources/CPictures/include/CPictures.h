// Pictures of proofs, decoded where they can do no harm: in a process of its own that has shut itself in before it looks at
// the first byte of a format. libpng, libturbojpeg and libchafa are opened when a picture is to be shown, so the program does
// not need them to run or to be built: what is used of their documented interfaces is declared in this folder.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The libraries, as the system's linker finds them.
#define PD_PICTURE_CHAFA "libchafa.so.0"
#define PD_PICTURE_PNG "libpng16.so.16"
#define PD_PICTURE_JPEG "libturbojpeg.so.0"

/// The longest file that is looked at, in bytes.
#define PD_PICTURE_BYTES (16u << 20)
/// The longest side of a picture, in pixels, and the most pixels that it has.
#define PD_PICTURE_SIDE 20000u
#define PD_PICTURE_PIXELS (32u << 20)
/// The most cells that are asked for, and the most pixels of a grey copy.
#define PD_PICTURE_COLUMNS 512u
#define PD_PICTURE_ROWS 256u
#define PD_PICTURE_GREY_SIDE 4000u
#define PD_PICTURE_GREY_PIXELS (4u << 20)
#define PD_PICTURE_ZOOM 64u

/// What is asked for: the picture in cells, or a grey copy of it.
#define PD_PICTURE_CELLS 1u
#define PD_PICTURE_GREY 2u

/// The signs that cells are made of: block elements, or ASCII; with 240 colours, or with none.
#define PD_PICTURE_ASCII 1u
#define PD_PICTURE_COLOURED 2u

/// What came of it.
#define PD_PICTURE_OK 0u
#define PD_PICTURE_OTHER 1u
#define PD_PICTURE_TOO_LARGE 2u
#define PD_PICTURE_BROKEN 3u
#define PD_PICTURE_MISSING 4u
#define PD_PICTURE_NO_MEMORY 5u
#define PD_PICTURE_UNCONFINED 6u

/// Libraries that are missing, as bits.
#define PD_PICTURE_NO_PNG 1u
#define PD_PICTURE_NO_JPEG 2u
#define PD_PICTURE_NO_CHAFA 4u

/// What a cell has.
#define PD_PICTURE_HAS_TEXT 1u
#define PD_PICTURE_HAS_GROUND 2u

#define PD_PICTURE_MAGIC 0x31434450u

/// What is asked of the child, by words on its command line.
typedef struct {
  /// `PD_PICTURE_CELLS` or `PD_PICTURE_GREY`.
  uint32_t what;
  /// Cells at most, or pixels at most of the grey copy.
  uint32_t columns, rows;
  /// How often larger than whole, and the middle of what is shown, in thousandths of the picture.
  uint32_t zoom, x, y;
  /// `PD_PICTURE_ASCII`, `PD_PICTURE_COLOURED`.
  uint32_t signs;
} pd_picture_request;

/// The beginning of the answer; cells or grey pixels follow, always as many as were asked for at most.
typedef struct {
  uint32_t magic, status, what;
  /// The picture's size in pixels.
  uint32_t width, height;
  /// Cells or grey pixels that are used of those that were asked for.
  uint32_t columns, rows;
  /// What is shown of the picture, in thousandths of it.
  uint32_t left, top, right, bottom;
  /// Whether the file is damaged: what could be read of it is shown.
  uint32_t damaged;
  /// Libraries that are missing.
  uint32_t missing;
  uint32_t zero[3];
} pd_picture_reply;

/// One cell: its sign, and the numbers of its colours, 16 to 255.
typedef struct {
  uint32_t scalar;
  uint8_t text, ground, has, zero;
} pd_picture_cell;

/// How many bytes the answer has, whatever the picture is; 0 for what cannot be asked.
size_t pd_picture_answer_size(const pd_picture_request *request);

/// Answers in this process, with nothing shut in: for the child, and for those who look for faults in what it does. A picture
/// of more pixels than `most` is refused; `answer` has the size above, and `pd_picture_load` opened what is needed.
void pd_picture_answer(
    const uint8_t *bytes, size_t count, const pd_picture_request *request, uint32_t most,
    uint8_t *answer);

/// Opens the libraries that these bytes need; the missing ones as bits.
uint32_t pd_picture_load(const uint8_t *bytes, size_t count, uint32_t what);

/// The word that makes a process the one that decodes: `paydesk picture-child WHAT COLUMNS ROWS ZOOM X Y SIGNS`, with the
/// file on its standard input. It answers on its standard output and ends.
#define PD_PICTURE_CHILD "picture-child"

/// The word that makes a process the program that reads text: `paydesk picture-reader PROGRAM WORD…`.
#define PD_PICTURE_READER "picture-reader"

/// Does what a word asks for and gives the code to exit with; -1 where the words are none of these.
int pd_picture_main(int count, char *_Nullable *_Nonnull words);

/// Shuts this process in for good: from here on it may compute, take memory up to its limit, write to standard output, and
/// end; anything else kills it. 0, or the number of what went wrong.
int pd_picture_confine(void);

/// A file in memory that holds these bytes, read from its beginning; -1 where there is none to be had.
int pd_picture_memory(const uint8_t *_Nullable bytes, size_t count);

/// A pipe whose ends no other program gets. 0, or -1.
int pd_picture_pipe(int *ends);

/// Has a program that is started get nothing that is open here but its first three descriptors; `actions` are those of
/// posix_spawn.
void pd_picture_keep_three(void *actions);

/// A descriptor that can be read from once a process has ended; -1 where there is none to be had.
int pd_picture_watch(int pid);

#pragma clang assume_nonnull end
