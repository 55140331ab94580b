#!/usr/bin/env bash
# The commands about what people say: a comment that is changed, taken away, a question that is answered, what is one's own.
source "$(dirname "$0")/expect.sh"
says_not() { # FILE WORDS
    ! grep -qF -- "$2" "$work/$1" || not_so "does not say \"$2\"" "$work/$1"
}

expect 0 "a sample" demo "$store" --scale 0.01
expect 0 "one who sets goals" account add "$store" "Mina Manager" --mail mina@example.com --role manager
expect 0 "one who comments" account add "$store" "Otto Other" --mail otto@example.com --role member
expect 0 "one who reads" account add "$store" "Vera Viewer" --mail vera@example.com --role viewer

expect 0 "a comment" comment add "$store" kpi:recommendation "First words" --as otto@example.com
said=$(cat "$work/out")
expect 0 "a question" comment add "$store" kpi:recommendation "Why is it so?" --question --as otto@example.com
asked=$(cat "$work/out")

# One's own is changed, by who wrote it, against the revision that was read.
expect 0 "a change" comment change "$store" "$said" "Second words for @Mina Manager" --as otto@example.com
expect 5 "an old revision" comment change "$store" "$said" "Third words" --revision 1 --as otto@example.com
says err "was changed while you were changing it"
expect 0 "the revision that there is" comment change "$store" "$said" "Third words, @Mina Manager" --revision 2 --as otto@example.com
expect 16 "what another wrote" comment change "$store" "$said" "Mine now" --as mina@example.com
expect 2 "nobody's" comment change "$store" "$said" "Mine now"
says err "--as"
expect 2 "no number" comment change "$store" first "Words" --as otto@example.com
says err "NUMBER is a whole number"
expect 2 "no words" comment change "$store" "$said" " " --as otto@example.com
expect 4 "no such comment" comment change "$store" 99999 "Words" --as otto@example.com
expect 0 "the list" comment list "$store" kpi:recommendation
says out "Third words"
says_not out "First words"
expect 0 "who was mentioned is told" inbox "$store" --as mina@example.com
says out "mentioned you"

# A question is answered, and open again.
expect 16 "who only reads marks nothing" comment answer "$store" "$asked" --as vera@example.com
expect 2 "no question" comment answer "$store" "$said" --as mina@example.com
says err "only a question is answered"
expect 0 "answered" comment answer "$store" "$asked" --as mina@example.com
"$MIZAN" comment list "$store" kpi:recommendation >"$work/out"
grep -F "Why is it so?" "$work/out" | grep -q "answered" || not_so "the question is answered" "$work/out"
expect 0 "open again" comment answer "$store" "$asked" --open --as otto@example.com
"$MIZAN" comment list "$store" kpi:recommendation >"$work/out"
grep -F "Why is it so?" "$work/out" | grep -q "open question" || not_so "the question is open" "$work/out"

# What is tied to one's work: by a mention, by a share; in words and for programs.
expect 0 "what is hers" mine "$store" --as mina@example.com --format json
says out '"id":"recommendation"'
says out '"mentioned"'
expect 0 "in words" mine "$store" --as mina@example.com
says out "you were mentioned"
expect 2 "of nobody" mine "$store"

# Taken away: one's own, and others' by who sets goals; its place stays.
expect 16 "another's" comment delete "$store" "$asked" --as vera@example.com
expect 0 "one's own" comment delete "$store" "$said" --as otto@example.com
expect 0 "another's, by who sets goals" comment delete "$store" "$asked" --as mina@example.com
expect 0 "the list" comment list "$store" kpi:recommendation
says out "deleted"
says_not out "Third words"
expect 5 "what is gone is not changed" comment change "$store" "$said" "Again" --as otto@example.com

expect 0 "the log" audit list "$store" --action comment.
says out "kpi:recommendation, comment $said"
says_not out "Third words"
exit $failures
