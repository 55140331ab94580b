#!/usr/bin/env bash
# `mizan init` and `mizan settings`: what they make, show, change and refuse.
source "$(dirname "$0")/expect.sh"

expect 0 "a store is made" init "$store" --name "Sample & Sons" --time-zone Asia/Riyadh --calendar islamic \
    --first-day-of-week sunday --weekend friday,saturday --holidays 2026-09-23 --currency SAR \
    --fiscal-year-start 04-01 --language ar --sla-first-reply-minutes 30
says out "Made the store $store."
says out "mizan import $store"
grep -q 'week begins on Monday' "$work/out" && not_so "a week that was given is not asked for" "$work/out"
for file in facts.duckdb records.sqlite; do
    [ -f "$store/$file" ] || not_so "$file is there"
done

expect 0 "settings are shown" settings "$store"
says out "time_zone                Asia/Riyadh"
says out "weekend                  friday,saturday"
says out "working_hours            sunday-thursday 09:00-17:00" # follows from the weekend
says out "fiscal_year_start        04-01"
says out "sla_first_reply_minutes  30"
says out "sla_resolution_minutes   1440"

expect 0 "settings are changed" settings "$store" --time-zone Europe/Moscow --weekend ""
says out "time_zone                Europe/Moscow"
says out "weekend                  -"
expect 0 "working hours begin on a day" settings "$store" --working-hours "monday-friday 08:00-16:00" --from 2026-12-01
says out "working_hours            from 2026-12-01: monday-friday 08:00-16:00"
says out "working_hours            sunday-thursday 09:00-17:00"

# Another week is asked for where one is likely, in a form that can be typed.
expect 0 "a store of a Persian company" init "$work/persian" --language fa
says out "The week begins on Monday"
line=$(sed -n 's/^  mizan settings [^ ]* //p' "$work/out")
eval "expect 0 'what it says can be typed' settings '$work/persian' $line"
says out "first_day_of_week        saturday"
says out "weekend                  friday"
says out "working_hours            saturday-thursday 09:00-17:00"
expect 0 "a store of the default week" init "$work/english" --language en
grep -q 'week begins on Monday' "$work/out" && not_so "the default week is not asked about" "$work/out"

expect 5 "a store is not made twice" init "$store"
expect 2 "a bad value is refused" init "$work/other" --time-zone Mars/Olympus
says err "--time-zone"
says err "Mars/Olympus"
[ ! -e "$work/other" ] || not_so "a refused store is not made"
expect 2 "a bad change is refused" settings "$store" --currency SAR --working-hours never
expect 2 "--from alone is refused" settings "$store" --from 2026-12-01
expect 2 "--from goes with one setting" settings "$store" --from 2026-12-01 --working-hours "monday 09:00-10:00" --currency SAR
expect 2 "a bad --from is refused" settings "$store" --from tomorrow --working-hours "monday 09:00-10:00"
expect 2 "an unknown option is refused" settings "$store" --timezone UTC
says err "--time-zone"
expect 4 "no store is said" settings "$work/nothing"
MIZAN_CURRENCY=RUB expect 0 "the environment changes nothing" settings "$store"
says out "currency                 SAR"
# Times in SQL are UTC, whatever the zone of who asks.
TZ=Asia/Tehran expect 0 "a time in UTC" query "$store" "SELECT CAST(TIMESTAMPTZ '2026-11-28 10:00:00+03' AS VARCHAR) AS at" --format csv
says out "2026-11-28 07:00:00+00"

exit $failures
