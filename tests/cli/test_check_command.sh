#!/usr/bin/env bash
# `mizan check`: what it says of a sound store, of a broken one, and what --repair mends.
set -uo pipefail
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
store=$work/store
failures=0

expect() { # STATUS WHAT ARGUMENTS...
    local status=$1 what=$2
    shift 2
    "$MIZAN" "$@" >"$work/out" 2>"$work/err"
    local got=$?
    [ $got = "$status" ] && return
    echo "not so: $what: exit status $got instead of $status"
    sed 's/^/    /' "$work/out" "$work/err"
    failures=1
}
says() { # FILE WORDS
    grep -qF -- "$2" "$work/$1" && return
    echo "not so: says \"$2\""
    sed 's/^/    /' "$work/$1"
    failures=1
}

expect 0 "a store is made" init "$store" --time-zone Asia/Tehran
expect 0 "a new store is sound" check "$store"
says out "Broken: 0. Warnings: 0. Notes: 0."

# A time zone that was stored and not applied, as after a stop between the two. (test_check tries the same without sqlite3.)
if command -v sqlite3 >/dev/null; then
    sqlite3 "$store/records.sqlite" "UPDATE setting SET value = 'Europe/Moscow' WHERE name = 'time_zone'"
    expect 3 "older settings are broken" check "$store"
    says out "settings-not-applied"
    says err "--repair"
    expect 0 "they are mended" check "$store" --repair
    expect 0 "and stay so" check "$store"
    says out "Broken: 0."
fi

expect 4 "no store is said" check "$work/nothing"
expect 2 "a store must be named" check
exit $failures
