#!/usr/bin/env bash
# The commands about objectives, key results and initiatives: what they keep, show and refuse.
source "$(dirname "$0")/expect.sh"

expect 0 "a sample" demo "$store" --scale 0.2

# What is wrong is said in a clear word, and nothing is kept of it.
expect 2 "a target without a period" objective add "$store" endless --title Endless
says err "a target without a period is never due"
expect 2 "a period in the past" objective add "$store" late --title Late --to 2020-01-01
says err "time is over already"
expect 2 "two owners" objective add "$store" two --title Two --period this-quarter --owner "Ann and Bob"
says err "one person or team answers for it, not two"
expect 2 "a period that nobody knows" objective add "$store" soon --title Soon --period soon
says err "this-quarter, next-quarter, this-year, next-year"
expect 4 "it is not there" objective show "$store" two

expect 0 "an objective of the quarter" objective add "$store" grow-calls --title "Call more" --period this-quarter --owner Support
expect 0 "a number" key-result add "$store" grow-calls --title Calls --start 0 --target 100
expect 0 "a milestone" key-result add "$store" grow-calls --title Playbook --milestone
expect 2 "a start that is its target" key-result add "$store" grow-calls --title Still --start 5 --target 5
says err "there is no way to go"
expect 0 "a check-in" key-result check "$store" grow-calls 1 --value 40 --confidence 0.6 --words "Two more call"
expect 0 "it is shown" objective show "$store" grow-calls
says out "(40 - 0) / (100 - 0) = 0.40, counted as 0.40 with weight 1"
says out "score 0.20"

# Changes are kept field by field; a revision that is not the latest is another's change.
expect 0 "a change" objective change "$store" grow-calls --title "Call even more" --reason sharper
expect 5 "an old revision" objective change "$store" grow-calls --title "Call less" --revision 1
says err "was changed by"
expect 0 "a key result is changed" key-result change "$store" grow-calls 1 --target 80
expect 5 "a key result of an old revision" key-result change "$store" grow-calls 1 --target 70 --revision 1
expect 0 "the history" objective history "$store" grow-calls
says out 'title: "Call more" -> "Call even more"'
says out 'target: "100" -> "80"'
says out "confidence 0.60  Two more call"

# A circle is refused with its path, over four steps too.
for id in a b c; do expect 0 "objective $id" objective add "$store" $id --title $id --period this-year; done
expect 0 "grow-calls serves a" objective link "$store" grow-calls a
expect 0 "a needs b" objective link "$store" a b --depends
expect 0 "b serves c" objective link "$store" b c
expect 5 "c serves grow-calls" objective link "$store" c grow-calls
says err "c -> grow-calls -> a -> b -> c"
expect 0 "what blocks it" objective show "$store" a
says out "cannot be reached unless: b (b)"
expect 0 "a link goes" objective unlink "$store" b c
expect 4 "it is not there any more" objective unlink "$store" b c

# Initiatives.
expect 0 "an initiative" initiative add "$store" grow-calls --title "Call on Mondays" --to 2059-12-31 --key-result 1 --state running
expect 4 "a key result that is not there" initiative add "$store" grow-calls --title x --to 2059-12-31 --key-result 9
expect 0 "it is done" initiative change "$store" grow-calls 1 --state done --outcome "It helped"
expect 0 "it is shown" objective show "$store" grow-calls
says out "It helped"

# What is open goes on, from where it stands; what is closed stays as it was.
expect 2 "nothing was learned" objective carry-over "$store" grow-calls grow-calls-2
says err "say what was learned"
expect 0 "it goes on" objective carry-over "$store" grow-calls grow-calls-2 --learned "Mondays work."
expect 0 "the new one" objective show "$store" grow-calls-2
says out "goes on with: grow-calls"
says out "(40 - 40) / (80 - 40) = 0.00"
expect 0 "the old one" objective show "$store" grow-calls
says out "learned: Mondays work."
expect 5 "a closed one is not changed" objective change "$store" grow-calls --title other
expect 0 "one is taken out" objective remove "$store" c --reason "not ours"
expect 4 "and is gone" objective show "$store" c

# A draft for a KPI that falls short, from what is behind it.
expect 0 "a proposal" objective propose "$store" recommendation
says out 'Bring "Customers recommend us" to its target'
expect 0 "it is set" objective propose "$store" recommendation --save --id recommend-more
expect 0 "and there" objective list "$store"
says out "(recommend-more)"
expect 4 "of a KPI that is not there" objective propose "$store" nobody

exit $failures
