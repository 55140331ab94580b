/*
 * Import: files into facts. Files are read by the engine, checked as whole columns, and committed as one
 * batch; what is refused goes to a file of rejects with its line, column, value and reason.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include "schema/kind.h"
#include "store/store.h"

typedef struct ImportProgress {
    int64_t bytes_done, bytes_total; /* of all files; total 0: not known */
    int64_t rows;
    const char *stage; /* N_(): "reading", "checking", "writing" */
} ImportProgress;

typedef struct ImportOptions {
    const char *const *files;
    size_t file_count;
    const char *map;      /* a mapping file, or the name of a shipped one ("zendesk"); NULL: by header names */
    Text mapping;         /* a mapping itself, in place of `map`; bytes NULL: none */
    const char *rejects;  /* where to write rejects; NULL: STORE/rejects/<batch>.csv */
    const char *source;   /* said in the list of imports; NULL: the files' names */
    const char *idempotency_key; /* a batch with this key is not imported again; NULL: none */
    const char *digest;          /* of what came with the key: another content under it is a conflict; NULL: any */
    bool dry_run;         /* check and count, change nothing */
    void (*progress)(const ImportProgress *progress, void *context); /* NULL: none; about 10 times a second */
    void *progress_context;
} ImportOptions;

typedef struct ImportResult {
    int64_t batch;      /* 0 for a dry run */
    int64_t read, added, changed, unchanged, rejected;
    bool repeated;      /* the idempotency key was seen: these are the counts of then */
    const char *rejects; /* the file of rejects; NULL: none were rejected */
    struct ImportNote { const char *column, *message; } *notes; /* unmapped columns, assumed scales, ... */
    size_t note_count;
} ImportResult;

/* Imports files of one kind as one transaction. Texts of the result live in `arena`. `session` may be
 * interrupted from another thread: nothing is stored then. */
Status import_files(Store *store, FactsSession *session, Arena *arena, const Kind *kind,
                    const ImportOptions *options, ImportResult *ret_result, Error *error) MUST_CHECK;

/* What the undoing of an import came to. */
typedef struct ImportUndone {
    const Kind *kind;
    int64_t removed, restored;   /* rows that it had added; rows that it had changed and that are as before */
    const int64_t *confirming;   /* later imports that found rows as they were, perhaps those of this one */
    size_t confirming_count;
} ImportUndone;

/* Takes the import of that batch back, as one transaction: rows that it added go, rows that it changed get their
 * earlier form. STATUS_NOT_FOUND: there is none. STATUS_CONFLICT: it was undone already; a later import, which the
 * error names, changed the same rows; or what it replaced is no longer kept (90 days). */
Status import_undo(Store *store, FactsSession *session, Arena *arena, int64_t batch, ImportUndone *ret_undone,
                   Error *error) MUST_CHECK;

/* Where facts of a kind come from. Files whose names differ in their folder and in numbers alone, as those of a
 * weekly export do, are one source. Imports that were undone do not count. */
typedef struct ImportSource {
    const Kind *kind;
    const char *name;      /* as the last import said it */
    int64_t imports, batch; /* how many, and the last */
    int64_t imported_at;   /* the last: microseconds since 1970 */
    int64_t rejected;      /* rows that the last one refused */
    int64_t rows;          /* that are held of it now */
    bool has_day;
    int32_t last_day;      /* the day that its facts reach; dimensions have none */
} ImportSource;
/* The latest import first. */
Status import_sources(FactsSession *session, Arena *arena, ImportSource **ret_sources, size_t *ret_count,
                      Error *error) MUST_CHECK;

/* A look at a file before importing it: its columns and first rows, which field each column fills, the first rows
 * as they would be stored, and the first that would be refused. */
typedef struct ImportPreview {
    const char *format, *encoding, *delimiter;
    int64_t rows;           /* of the file, the header left out; -1: not known */
    size_t column_count;
    struct PreviewColumn { const char *name, *field; } *columns; /* field: what it fills; NULL: nothing */
    const Kind *likely;     /* the kind that the columns' names are of, whichever was asked for; NULL: none stands out */
    size_t row_count;
    const char *const *cells; /* as in the file, row by row; at most PREVIEW_ROWS rows */
    const struct Mapping *mapping;   /* import/mapping.h: what was asked for */
    size_t map_count;
    const struct FieldMap *const *maps; /* of each field that the file fills, also of those guessed */
    const Error *problem;   /* why the file cannot be imported so; NULL: it can. Without what follows then */
    size_t field_count;
    const Field *const *fields;
    size_t stored_count;
    const Value *stored;    /* as they would be stored, row by row, a value a field */
    int64_t looked_at;      /* rows, from the first on, that the rejects are of: at most PREVIEW_LOOK */
    int64_t rejected;
    size_t reject_count;    /* at most PREVIEW_ROWS */
    struct PreviewReject { int64_t line; const char *column, *value, *reason; } *rejects; /* line 0: none */
} ImportPreview;

enum { PREVIEW_ROWS = 20, PREVIEW_LOOK = 10000 };

/* `map` and `mapping` are as in ImportOptions. What the mapping gets wrong about the file is no failure but
 * `ret_preview->problem`. Changes nothing. */
Status import_preview(Store *store, FactsSession *session, Arena *arena, const Kind *kind, const char *file,
                      const char *map, Text mapping, ImportPreview *ret_preview, Error *error) MUST_CHECK;

#endif
