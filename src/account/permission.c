#include "account/principal.h"

#include <string.h>

typedef struct PermissionRow {
    const char *name;
    Role least;      /* this role and all above it have the permission */
    bool whole_only; /* never for someone who is limited to some rows: it concerns the whole organization */
    bool always;     /* a token has it whatever its scopes */
} PermissionRow;

/* The table of docs/access.md; a test holds the two together. */
static const PermissionRow permissions[PERMISSION_COUNT] = {
    [PERMISSION_UNSET] = {"unset", ROLE_OWNER, .whole_only = true},
    [PERMISSION_PUBLIC] = {"public", ROLE_NONE, .always = true},
    [PERMISSION_SIGNED_IN] = {"signed-in", ROLE_VIEWER, .always = true},
    [PERMISSION_READ_VALUES] = {"read-values", ROLE_VIEWER},
    [PERMISSION_READ_FACTS] = {"read-facts", ROLE_MANAGER},
    [PERMISSION_WRITE_FACTS] = {"write-facts", ROLE_ANALYST, .whole_only = true},
    [PERMISSION_QUERY] = {"query", ROLE_ANALYST},
    [PERMISSION_GOALS] = {"goals", ROLE_MANAGER},
    [PERMISSION_COMMENT] = {"comment", ROLE_MEMBER},
    [PERMISSION_SETTINGS] = {"settings", ROLE_ADMINISTRATOR, .whole_only = true},
    [PERMISSION_MEMBERS] = {"members", ROLE_ADMINISTRATOR, .whole_only = true},
    [PERMISSION_AUDIT] = {"audit", ROLE_ADMINISTRATOR, .whole_only = true},
    [PERMISSION_PERSONAL_DATA] = {"personal-data", ROLE_ADMINISTRATOR, .whole_only = true},
    [PERMISSION_OWNER] = {"owner", ROLE_OWNER, .whole_only = true},
};

static const char *const roles[] = {
    [ROLE_NONE] = "none",       [ROLE_VIEWER] = "viewer",   [ROLE_MEMBER] = "member",
    [ROLE_MANAGER] = "manager", [ROLE_ANALYST] = "analyst", [ROLE_ADMINISTRATOR] = "administrator",
    [ROLE_OWNER] = "owner",
};

const Principal principal_nobody = {.name = "", .rows_key = ""};
const Principal principal_console = {.name = "console", .role = ROLE_OWNER, .rows_key = ""};

bool principal_may(const Principal *principal, Permission permission)
{
    if ((unsigned)permission >= (unsigned)PERMISSION_COUNT)
        return false;
    const PermissionRow *row = &permissions[permission];
    if (principal->role < row->least || (row->whole_only && !row_scope_is_all(&principal->rows)))
        return false;
    /* What every account may is open to a limited token too: without it no answer could be understood. */
    bool limited = principal->scopes != 0 && !row->always;
    return !limited || (permission != PERMISSION_UNSET && (principal->scopes & (1U << permission)) != 0);
}

const char *role_name(Role role)
{
    return roles[role];
}

bool role_find(const char *name, Role *ret_role)
{
    for (size_t i = ROLE_VIEWER; i <= ROLE_OWNER; i++)
        if (strcmp(roles[i], name) == 0) {
            *ret_role = (Role)i;
            return true;
        }
    return false;
}

const char *permission_name(Permission permission)
{
    return permissions[permission].name;
}

bool permission_find(const char *name, Permission *ret_permission)
{
    for (size_t i = PERMISSION_READ_VALUES; i < PERMISSION_COUNT; i++)
        if (strcmp(permissions[i].name, name) == 0) {
            *ret_permission = (Permission)i;
            return true;
        }
    return false;
}
