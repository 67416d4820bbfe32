#include "CPhrases.h"

// The tables are files that translators' tools read and write; they are part of the program, so that it stays one file.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char hi[] = {
#embed "hi.po"
};
const unsigned char *const paydesk_phrases_hi_start = hi;
const long paydesk_phrases_hi_count = sizeof hi;
