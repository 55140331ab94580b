/*
 * A look at every byte of a text file before the engine reads it: how records are cut, and what is wrong.
 *
 * The scanner is fed the file in pieces of any size and keeps no text, so that its memory does not depend on
 * the file. It follows RFC 4180: fields are separated by one byte, may stand in double quotes, in which a
 * quote is doubled. A file is `regular` when every record has the header's number of fields, quotes only
 * open and close whole fields, lines end all alike, and the text is UTF-8 without NUL; the engine reads such
 * a file as it is. Any other file is rewritten first (clean.h).
 */
#ifndef IMPORT_SCAN_H
#define IMPORT_SCAN_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A record longer than this is refused: no table has such, and memory stays bounded. */
enum { RECORD_CEILING = 16 * 1024 * 1024 };

typedef enum LineEnd { LINE_END_NONE, LINE_END_LF, LINE_END_CRLF, LINE_END_MIXED } LineEnd;

typedef struct ScanOptions {
    const char *name;   /* the file, for errors */
    char delimiter;     /* ',' ';' '\t' '|'; '\0': none, a record is a line (NDJSON) */
    int64_t lines_before; /* lines of the file that come before the first byte fed */
} ScanOptions;

typedef struct Scan {
    int64_t bytes;
    int64_t records;       /* with the header, without blank lines */
    int64_t lines;         /* as an editor counts them, with those before */
    int64_t columns;       /* fields of the first record */
    int64_t longest;       /* bytes of the longest record */
    int64_t ragged;        /* records with another number of fields */
    int64_t blank;         /* lines with nothing on them */
    int64_t quoted_lines;  /* line ends within quotes */
    int64_t stray_quotes;  /* quotes that do not open or close a whole field */
    int64_t nul_bytes;
    int64_t invalid_bytes; /* bytes that UTF-8 does not allow where they stand */
    int64_t wide;          /* well-formed characters of more than one byte */
    LineEnd line_end;
    bool open_quote;       /* the file ends within quotes ... */
    int64_t open_line;     /* ... of the record that begins on this line */
} Scan;

typedef struct Scanner {
    ScanOptions options;
    Scan scan;
    /* Carried from block to block of 64 bytes. */
    uint64_t in_quotes;         /* all ones within quotes */
    uint64_t may_open;          /* 1: the byte before allows a quote to open */
    uint64_t was_close;         /* 1: the byte before closed a quote */
    uint64_t was_cr;            /* 1: the byte before was CR outside quotes */
    int64_t offset;             /* of the block in the file */
    int64_t record_start, record_line, fields;
    int64_t crlf, lf, lone_cr;
    unsigned char utf8_need, utf8_low, utf8_high;
    unsigned char block[64];    /* what did not fill a block yet */
    size_t held;
} Scanner;

void scanner_start(Scanner *scanner, const ScanOptions *options);
/* Fails with STATUS_TOO_LARGE at a record beyond the ceiling, naming its line. */
Status scanner_feed(Scanner *scanner, const unsigned char *bytes, size_t length, Error *error) MUST_CHECK;
Status scanner_finish(Scanner *scanner, Scan *ret_scan, Error *error) MUST_CHECK;

/* Whether the engine may read the file as it is. */
bool scan_regular(const Scan *scan);

#endif
