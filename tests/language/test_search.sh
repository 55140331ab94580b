#!/usr/bin/env bash
# What is looked for with one keyboard's letters is found where another's were written: metrics, and filters of facts.
set -uo pipefail
mizan=${MIZAN:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 LANGUAGE=
failures=0
expect() { # WHAT WANTED GOT
    [ "$2" = "$3" ] && return
    echo "$1: \"$3\" and not \"$2\""
    failures=1
}

"$mizan" init "$work/store" >/dev/null || exit 1
{
    echo "answer,question,score,brand,asked_at,answered_at"
    for i in 1 2 3; do echo "a$i,nps,10,کیان,2026-10-0$i,2026-10-0$i"; done
    echo "b1,nps,0,كيان,2026-10-05,2026-10-05"
    for i in 1 2; do echo "c$i,nps,0,أحمد,2026-10-0$i,2026-10-0$i"; done
} >"$work/answers.csv"
"$mizan" import "$work/store" answer "$work/answers.csv" --quiet >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

sample() { # BRAND: how many answers a filter counts
    "$mizan" metric value "$work/store" nps --period all --as-of 2026-11-01 --where "brand=$1" --format json |
        jq -r '.[0].components.answers // 0'
}
expect "as one keyboard writes it" 3 "$(sample کیان)"
expect "as the other does: it is there" 1 "$(sample كيان)"
expect "in letters that are not there: all that read so" 4 "$(sample كیان)"
expect "without its hamza" 2 "$(sample احمد)"
expect "another name" 0 "$(sample حامد)"
expect "metrics by a word" "nps enps" "$("$mizan" metric list --format json promoter net | jq -r '[.[].id] | join(" ")')"
expect "metrics in Arabic letters, by a Persian name" csat \
    "$(LC_ALL=fa_IR.UTF-8 LANG=fa "$mizan" metric list --format json رضايت مشتري | jq -r '.[0].id')"
exit $failures
