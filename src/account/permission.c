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
    [PERMISSION_UNSET] = {"unset", ROLE_OWNER, true, false},
    [PERMISSION_PUBLIC] = {"public", ROLE_NONE, false, true},
    [PERMISSION_SIGNED_IN] = {"signed-in", ROLE_VIEWER, false, true},
    [PERMISSION_READ_VALUES] = {"read-values", ROLE_VIEWER, false, false},
    [PERMISSION_READ_FACTS] = {"read-facts", ROLE_MANAGER, false, false},
    [PERMISSION_WRITE_FACTS] = {"write-facts", ROLE_ANALYST, true, false},
    [PERMISSION_QUERY] = {"query", ROLE_ANALYST, false, false},
    [PERMISSION_GOALS] = {"goals", ROLE_MANAGER, false, false},
    [PERMISSION_REVIEWS] = {"reviews", ROLE_MANAGER, true, false},
    [PERMISSION_COMMENT] = {"comment", ROLE_MEMBER, false, false},
    [PERMISSION_SETTINGS] = {"settings", ROLE_ADMINISTRATOR, true, false},
    [PERMISSION_MEMBERS] = {"members", ROLE_ADMINISTRATOR, true, false},
    [PERMISSION_AUDIT] = {"audit", ROLE_ADMINISTRATOR, true, false},
    [PERMISSION_PERSONAL_DATA] = {"personal-data", ROLE_ADMINISTRATOR, true, false},
    [PERMISSION_OWNER] = {"owner", ROLE_OWNER, true, false},
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
    if (principal->needs_factor && permission != PERMISSION_PUBLIC)
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

bool role_needs_factor(Role role, const char *who)
{
    return role != ROLE_NONE && (strcmp(who, "everyone") == 0 || (strcmp(who, "administrators") == 0 && role >= ROLE_ADMINISTRATOR));
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
