#!/usr/bin/env bash
# What somebody who mistypes is told: what was wrong, and what to do.
set -uo pipefail
export LC_ALL=C MIZAN_LANGUAGE=en
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

slip() { # STATUS WORDS ARGUMENTS...: the exit status, and words that are said
    local status=$1 words=$2
    shift 2
    "$MIZAN" "$@" >"$work/said" 2>&1
    local got=$?
    [ $got = "$status" ] && grep -qF -- "$words" "$work/said" && return
    echo "not so: mizan $*: exit status $got (expected $status), says \"$words\""
    sed 's/^/    /' "$work/said"
    failures=1
}

# A slip in either word of a command.
slip 2 'did you mean "mizan import"?' imprt store
slip 2 'did you mean "mizan metric value"?' metric valu store nps
slip 2 'did you mean "mizan metric list"?' metrik list
slip 2 'did you mean "mizan kpi list"?' kpis list store
slip 2 '"mizan --help" lists the commands' zzzzzz qqqqqq

# Help, before or after what it is asked about.
slip 0 'usage: mizan import STORE KIND FILE...' import --help
slip 0 'usage: mizan import STORE KIND FILE...' help import
slip 0 'usage: mizan import STORE KIND FILE...' --help import
slip 0 'usage: mizan metric value STORE ID' help metric value
slip 0 'usage: mizan metric ...' help metric
slip 0 '  objective carry-over' help
slip 2 'did you mean "mizan import"?' help imprt

# The explanations stand in one column, however long a name is.
"$MIZAN" help | awk '/^  [a-z]/ { match($0, /^  [a-z -]*  +/); if (!RLENGTH || (width && RLENGTH != width)) exit 1; width = RLENGTH }' ||
    { echo "not so: the commands are explained in one column"; failures=1; }

exit $failures
