// libqrencode, opened when a code is first asked for: a program that draws none does not load it, and a machine without it
// gets a sentence. What is used of its documented interface is declared in the source, so no header of it is needed to build.
#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// The most modules that a code has on a side: version 40.
#define PD_QR_SIDE 177

#define PD_QR_DONE 0
#define PD_QR_NO_LIBRARY 1
#define PD_QR_TOO_LONG 2
#define PD_QR_FAILED 3

/// Makes a code of bytes, with the least correction of errors, for it is read from a screen.
///
/// `modules` has room for `PD_QR_SIDE` squared; row by row each becomes 1 where it is dark and 0 where it is light. `side` becomes
/// how many there are in a row.
int pd_qr_encode(const char *library, const unsigned char *bytes, size_t count,
                 unsigned char *modules, int *side);

#pragma clang assume_nonnull end
