# What the scripts of the commands share: source it. A folder `work` that goes with the script, the path `store` within it,
# `failures` to exit with, and:
set -uo pipefail
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
store=$work/store
failures=0

not_so() { # WHAT [FILE]
    echo "not so: $1"
    [ -z "${2:-}" ] || sed 's/^/    /' "$2"
    failures=1
}
# STATUS WHAT ARGUMENTS...: runs mizan, expects the exit status; what it said is in $work/out and $work/err.
expect() {
    local status=$1 what=$2
    shift 2
    "$MIZAN" "$@" >"$work/out" 2>"$work/err"
    local got=$?
    [ $got = "$status" ] || not_so "$what: exit status $got instead of $status" "$work/err"
}
says() { # FILE WORDS
    grep -qF -- "$2" "$work/$1" || not_so "says \"$2\"" "$work/$1"
}
