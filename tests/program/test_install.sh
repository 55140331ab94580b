#!/usr/bin/env bash
# `cmake --install` lays out a prefix that still runs after it was moved, from any folder.
set -euo pipefail
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cmake --install "$build" --prefix "$work/first" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
mv "$work/first" "$work/moved"
cd /
env -u LD_LIBRARY_PATH LC_ALL=C "$work/moved/bin/mizan" --version | tee "$work/version"

failures=0
expect() { # WHAT COMMAND...
    local what=$1
    shift
    "$@" || { echo "not so: $what"; failures=1; }
}
expect "the first line names the program" grep -qx 'mizan [0-9]*\.[0-9]*\.[0-9]*' "$work/version"
for file in bin/mizan lib/mizan/libduckdb.so share/man/man1/mizan.1 share/doc/mizan/LICENSE; do
    expect "$file is installed" test -f "$work/moved/$file"
done
expect "the manual page has the commands" grep -q '^\.SS mizan version' "$work/moved/share/man/man1/mizan.1"
expect "the engine is taken from the prefix" \
    test "$(ldd "$work/moved/bin/mizan" | sed -n 's/.*libduckdb.so => \([^ ]*\).*/\1/p' | xargs realpath)" \
    = "$work/moved/lib/mizan/libduckdb.so"
expect "the engine's version is said" grep -qx 'DuckDB [0-9.]*' "$work/version"
expect "the record engine's version is said" grep -qx 'SQLite [0-9.]*' "$work/version"
exit $failures
