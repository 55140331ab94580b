#!/usr/bin/env bash
# `mizan metric check`, `add`, `change`, `retire` and `mizan measurement`: what they keep, show and refuse.
source "$(dirname "$0")/expect.sh"

"$MIZAN" demo "$store" --scale 0.02 --until 2026-11-20 >/dev/null 2>&1 || not_so "a store is made"

# A shipped definition is a start; under its own name it is not taken.
"$MIZAN" metric show --definition reopen_rate >"$work/own.sql"
expect 3 "a shipped name is refused" metric check "$store" "$work/own.sql"
says err "comes with Mizan"
says err "line 1"
sed -e 's/^-- id: .*/-- id: own_reopen_rate/' -e '/^-- aliases:/d' -e 's/^-- title: .*/-- title: Ours/' "$work/own.sql" >"$work/ours.sql"
expect 0 "a definition is tried" metric check "$store" "$work/ours.sql"
says out "Ours"
says out "November 2026"
expect 4 "nothing is kept of it" metric show "$store" own_reopen_rate

expect 0 "it is added" metric add "$store" "$work/ours.sql" --reason "asked for"
expect 5 "not twice" metric add "$store" "$work/ours.sql"
expect 0 "it is listed" metric list "$store" own_reopen
says out "own_reopen_rate"
expect 0 "the shipped catalogue is as it was" metric list own_reopen
grep -q own_reopen_rate "$work/out" && not_so "the shipped catalogue has it" "$work/out"
expect 0 "it is shown" metric show "$store" own_reopen_rate
says out "Ours (own_reopen_rate)"
"$MIZAN" metric value "$store" own_reopen_rate --format csv --period year >"$work/ours.csv"
"$MIZAN" metric value "$store" reopen_rate --format csv --period year >"$work/shipped.csv"
sed 's/own_reopen_rate/reopen_rate/' "$work/ours.csv" | cmp -s - "$work/shipped.csv" || not_so "a copy gives the same values" "$work/ours.csv"
expect 0 "causes are found of it" metric causes "$store" own_reopen_rate

expect 0 "a KPI is measured by it" kpi add "$store" fewer --metric own_reopen_rate --title "Fewer come back"
expect 5 "it stays while it is in use" metric retire "$store" own_reopen_rate
says err "Fewer come back"
sed 's/Ours/Ours, said better/' "$work/ours.sql" >"$work/better.sql"
expect 0 "it is changed" metric change "$store" "$work/better.sql" --reason "clearer"
expect 5 "an older revision is a conflict" metric change "$store" "$work/ours.sql" --revision 1
says err "was changed by"
expect 3 "a slip is said with its line" metric check "$store" - < <(sed 's/^FROM .*/FROM ticket t/' "$work/better.sql")
says err "{ticket}"
expect 4 "a shipped one is not retired" metric retire "$store" nps

expect 0 "a value is entered" measurement add "$store" brand_awareness 2026-11-15 41.5 --brand Noor --sample 900
expect 0 "and corrected" measurement add "$store" brand_awareness 2026-11-15 42 --brand Noor --sample 900 --reason "counted again"
expect 0 "what it was is listed" measurement list "$store" brand_awareness
says out "counted again"
says out "earlier"
says out "41.5"
expect 0 "it counts" metric value "$store" brand_awareness --where brand=Noor --period all --format csv
says out "42"
expect 2 "a day to come is refused" measurement add "$store" brand_awareness 2099-01-01 1
expect 2 "words are no value" measurement add "$store" brand_awareness 2026-11-15 much
expect 0 "it is in the log" audit list "$store" --action measurement.
says out "measurement.enter"

exit $failures
