#include "CQRCode.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>

// As libqrencode 4 documents it.
typedef struct {
  int version;
  int width;
  unsigned char *data;
} code;

typedef code *(*encode_bytes)(int size, const unsigned char *data, int version, int level);
typedef void (*free_code)(code *);

int pd_qr_encode(const char *library, const unsigned char *bytes, size_t count,
                 unsigned char *modules, int *side) {
  // Never closed: the loader counts, and finds it open the next time.
  void *opened = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!opened) return PD_QR_NO_LIBRARY;
  encode_bytes encode = (encode_bytes)dlsym(opened, "QRcode_encodeData");
  free_code release = (free_code)dlsym(opened, "QRcode_free");
  if (!encode || !release) return PD_QR_NO_LIBRARY;
  if (count > INT_MAX) return PD_QR_TOO_LONG;
  errno = 0;
  // The smallest version that holds them, at level L.
  code *made = encode((int)count, bytes, 0, 0);
  if (!made) return errno == ERANGE ? PD_QR_TOO_LONG : PD_QR_FAILED;
  int result = made->width > 0 && made->width <= PD_QR_SIDE ? PD_QR_DONE : PD_QR_FAILED;
  if (result == PD_QR_DONE) {
    *side = made->width;
    for (int i = 0; i < made->width * made->width; i++) modules[i] = made->data[i] & 1;
  }
  release(made);
  return result;
}
