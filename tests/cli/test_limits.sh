#!/usr/bin/env bash
# What the system limits: files are made for their owner alone, and a file that may not grow is an error that
# loses nothing.
set -uo pipefail
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
store=$work/store
failures=0
wrong() {
    echo "not so: $1"
    failures=1
}

umask 022
mkdir "$store" # there already, and open to all
"$MIZAN" init "$store" >"$work/out" 2>&1 || wrong "a store is made: $(cat "$work/out")"
open=$(find "$store" -type f -perm /077)
[ -z "$open" ] || wrong "files are their owner's alone: $open"

awk 'BEGIN { print "ticket,opened_at"; for (i = 0; i < 200000; i++) printf "t%06d-%s,2026-01-05 10:00:00\n", i, "some text that takes room" }' \
    >"$work/tickets.csv"
(ulimit -f 1024 && "$MIZAN" import "$store" ticket "$work/tickets.csv") >"$work/out" 2>&1
status=$?
[ "$status" -gt 0 ] && [ "$status" -lt 128 ] || wrong "a file at its limit is an error, not a signal: $status"
grep -q "space" "$work/out" || wrong "it says that there is no space: $(cat "$work/out")"
"$MIZAN" check "$store" >"$work/out" 2>&1 || wrong "the store is sound after that: $(cat "$work/out")"
"$MIZAN" import "$store" ticket "$work/tickets.csv" >"$work/out" 2>&1 || wrong "it imports without the limit: $(cat "$work/out")"
grep -q "200.\?000" "$work/out" || wrong "all rows are there: $(cat "$work/out")"

exit $failures
