/*
 * What a client prefers: language and content coding (RFC 9110, section 12.5). Pure functions of headers.
 */
#ifndef HTTP_NEGOTIATE_H
#define HTTP_NEGOTIATE_H

#include <stdbool.h>

typedef enum Coding { CODING_IDENTITY, CODING_GZIP, CODING_BROTLI } Coding;

/* The language of translate_languages that `accept` (may be NULL) likes best; `fallback` where none fits. */
const char *negotiate_language(const char *accept, const char *fallback);

/* Whether `accept` (may be NULL) allows the coding: "gzip", "br"; a weight of 0 forbids. */
bool negotiate_coding(const char *accept, const char *coding);

#endif
