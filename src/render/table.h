/* A table for a terminal: columns as wide as their widest cell, numbers to the end. */
#ifndef RENDER_TABLE_H
#define RENDER_TABLE_H

#include "base/text.h"

typedef struct TableColumn {
    const char *title;
    bool number; /* aligned to the end */
} TableColumn;

/* `cells`: row by row, `columns` each; NULL is an empty cell. */
void render_table(TextBuilder *out, const TableColumn *columns, size_t column_count, const char *const *cells,
                  size_t row_count);

#endif
