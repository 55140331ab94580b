#!/usr/bin/env bash
# Each checker is shown, in a small repository of its own, code that keeps its rule and code that does not.
set -uo pipefail
source=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# Lays out a fresh repository with the checkers and a lawful source.
fresh() {
    rm -rf "$work/repository"
    mkdir -p "$work/repository/src/base" "$work/repository/web/src" "$work/repository/tools"
    cd "$work/repository" || exit 1
    git init -q .
    cp "$source"/tools/check-* tools/
    cp "$source/src/base/banned.h" src/base/
    printf '/* One. */\n#ifndef BASE_ONE_H\n#define BASE_ONE_H\nint one(void);\n#endif\n' >src/base/one.h
    printf '#include "base/one.h"\nint one(void)\n{\n    return 1;\n}\n' >src/base/one.c
    printf '.card { margin-inline-start: 1rem; border-left-width: 0; /* physical: the chart */ }\n' >web/src/a.css
}
expect() { # passes|fails CHECKER WHAT
    local outcome=passes
    "tools/$2" >"$work/log" 2>&1 || outcome=fails
    [ "$outcome" = "$1" ] && return
    echo "$2 $outcome where it should not: $3"
    cat "$work/log"
    failures=$((failures + 1))
}

fresh
for checker in size words sql headers web; do
    # Without pmccabe the size of functions is skipped (77), which is no verdict.
    [ $checker = size ] && ! command -v pmccabe >/dev/null && continue
    expect passes check-$checker "lawful code"
done

yes 'int more;' | head -n 600 >src/base/long.h
expect fails check-size "a file of 600 lines"
sed -i '1i /* size: a table */' src/base/long.h
command -v pmccabe >/dev/null && expect passes check-size "a long file that says why"
if command -v pmccabe >/dev/null; then
    fresh
    { printf 'int two(void)\n{\n'; yes '    one();' | head -n 70; printf '    return 2;\n}\n'; } >src/base/two.c
    expect fails check-size "a function of 70 lines"
    { printf 'int three(int a)\n{\n'; yes '    if (a) a++;' | head -n 16; printf '    return a;\n}\n'; } >src/base/two.c
    expect fails check-size "a function of complexity 17"
fi

fresh
printf 'see %s for more\n' "/ho""me/somebody/notes" >NOTES.md
expect fails check-words "a folder of one machine"
fresh
printf 'from %s\n' "https://registry.npm""js.org/x" >NOTES.md
expect fails check-words "a registry"
fresh
printf '{"resolved": %s}\n' '"https://example.org/a.tgz"' >package-lock.json
expect fails check-words "a lock file with addresses"

fresh
printf 'void f(char *b, const char *v)\n{\n    snprintf(b, 9, "SELECT a "\n        "WHERE b = %%s", v);\n}\n' >src/base/one.c
expect fails check-sql "a value formatted into SQL"
sed -i 's|snprintf(|snprintf(/* sql: a name of the schema */ |' src/base/one.c
expect passes check-sql "formatted SQL that says why"

fresh
sed -i 's/BASE_ONE_H/ONE_H/' src/base/one.h
expect fails check-headers "a guard of another name"
fresh
printf '/* One. */\n#ifndef BASE_ONE_H\n#define BASE_ONE_H\nunknown_type one(void);\n#endif\n' >src/base/one.h
expect fails check-headers "a header that does not compile alone"

fresh
printf '.card { margin-left: 1rem }\n' >web/src/a.css
expect fails check-web "a physical side"
fresh
mkdir -p web/dist
printf 'a="http://www.w3.org/2000/svg"' >web/dist/a.js
expect passes check-web "the name of an XML space"
printf 'fetch("https://cdn.example.org/a.js")' >web/dist/a.js
expect fails check-web "another host"

fresh
printf 'see [one](src/base/one.h) and [elsewhere](https://example.org)\n' >NOTES.md
expect passes check-links "a link to a file"
printf 'see [two](src/base/two.h)\n' >NOTES.md
expect fails check-links "a link to nothing"

[ $failures = 0 ] && echo "all checkers find what they look for"
exit $((failures > 0))
