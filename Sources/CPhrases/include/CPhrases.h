#ifndef PAYDESK_PHRASES_H
#define PAYDESK_PHRASES_H

/// The table of phrases in Hindi, `hi.po`, as bytes.
extern const unsigned char *const paydesk_phrases_hi_start;
extern const long paydesk_phrases_hi_count;

#endif
