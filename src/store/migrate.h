/* The schema of a store: what it has, what this program knows, and the way from one to the other. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "schema/kind.h"
#include "store/engines.h"

typedef struct SchemaState {
    int facts, records; /* the last migration that was applied; 0: none */
    bool kinds_behind;  /* a kind of src/schema has a table or column that the store lacks, or never noted */
} SchemaState;

Status migrate_state(Facts *facts, Records *records, SchemaState *ret_state, Error *error) MUST_CHECK;
/* The last migration of the records that was applied; 0: none. */
Status migrate_records_version(Records *records, int *ret_version, Error *error) MUST_CHECK;
/* STATUS_STORE_NEWER where the store knows a migration that this program does not. */
Status migrate_refuse_newer(const SchemaState *state, Error *error) MUST_CHECK;
bool migrate_needed(const SchemaState *state);
/* Applies what is missing; each engine in one transaction. */
Status migrate_apply(Facts *facts, Records *records, const SchemaState *state, Error *error) MUST_CHECK;
/* Another for every schema: the kinds' tables and the last migrations that this program knows. */
int64_t migrate_schema_hash(void);
int migrate_latest_facts(void);
int migrate_latest_records(void);


enum { COLUMNS_LIMIT = 96 };
typedef struct KindColumn {
    const char *name, *type;
    bool required;
} KindColumn;
/* The columns of a kind's table: fields, local days, `day`, `batch`. A store that was upgraded may have
 * them in another order. */
size_t migrate_kind_columns(const Kind *kind, KindColumn columns[COLUMNS_LIMIT]);

#endif
