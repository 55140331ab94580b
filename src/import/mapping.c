#include "import/mapping.h"

#include "base/translate.h"

Status mapping_read(Arena *arena, const Kind *kind, const char *name, Mapping **ret_mapping, Error *error)
{
    (void)error;
    Mapping *mapping = ARENA_NEW(arena, Mapping);
    mapping->name = name;
    mapping->kind = kind;
    mapping->guess = true;
    *ret_mapping = mapping;
    return STATUS_OK;
}
