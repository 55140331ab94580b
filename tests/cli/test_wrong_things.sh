#!/usr/bin/env bash
# What somebody is told who names a wrong file, folder, number or day: what it is, and what to do.
. "$(dirname "$0")/expect.sh"
export MIZAN_LANGUAGE=en
cd "$work" || exit 1
expect 0 "a store is made" init store
mkdir folder full && touch full/file

# A file that is not what its name says: text is read and said so, anything else refused.
printf 'answer,question,score,answered_at\n1,nps,9,2026-01-01\n' >text.csv
for name in text.xlsx text.csv.gz; do
    cp text.csv $name
    expect 0 "text in $name is read" import store answer $name --dry-run
    says out '1 added'
    says err "note: $name: is plain text although its name says otherwise; it was read as such"
done
expect 0 "text in a .csv" import store answer text.csv --dry-run
[ ! -s err ] || not_so "text in a .csv is nothing to note" err
for name in broken.xlsx broken.gz; do
    printf 'PK\005\006\001\002\003\004\000\000\000\000\007\016\017' >$name
    expect 3 "what is no $name is refused" import store answer $name
    says err 'holds neither what its name says'
    says err 'fetch or export the file again'
done

printf '\n<!DOCTYPE HTML><html><table></table></html>' >page.csv
expect 7 "a page instead of a table" import store answer page.csv
says err 'page.csv is a web page (HTML), not a table'

# Days of two calendars in one column.
printf 'answer,question,score,answered_at\n1,nps,9,2026-01-01\n2,nps,9,2026-01-02\n3,nps,8,1404/10/11\n' >mixed.csv
expect 0 "days of two calendars" import store answer mixed.csv --dry-run --rejects mixed.rejected
grep -q '1404/10/11,a year of the Persian or the Islamic calendar among Gregorian ones' mixed.rejected ||
    not_so "the year of the other calendar is named" mixed.rejected

# A folder where a file is needed.
expect 2 "a folder as a mapping" import store answer text.csv --map folder
says err 'folder is a folder, not a file'
says err 'where: --map'
expect 2 "a folder for rejects" import store answer text.csv --rejects folder
says err 'where: --rejects'
expect 4 "rejects in a folder that is not there" import store answer text.csv --rejects nowhere/rejects.csv
says err 'nowhere: No such file or directory'
says err 'where: --rejects'
mkdir zendesk
expect 3 "a shipped mapping beside a folder of its name" import store ticket text.csv --map zendesk
grep -q 'is a folder' err && not_so "the shipped mapping is meant" err

# Something is there already.
expect 5 "a store is there" init store
says err 'store is a store already'
says err 'name a folder that is not there yet'
expect 5 "a folder of something else" init full
says err 'the folder full is not empty'
expect 4 "a folder in no folder" init no/such
says err 'make the folder above it first'
expect 0 "a backup" backup store store.backup
expect 5 "a backup is there" backup store store.backup
says err 'nothing was overwritten; give the backup another name'
expect 5 "a store where the backup goes" restore store.backup store
says err 'store is a store already'
says err 'nothing in it was changed'
expect 15 "the store comes first" backup store.backup store
says err 'mizan backup store store.backup'
expect 5 "the backup comes first" restore store store.backup
says err 'the backup comes first'
expect 3 "what is no backup" restore text.csv new
says err 'a backup is a file that "mizan backup" makes'
expect 0 "a KPI" kpi add store abc --metric nps
expect 5 "a KPI of that name is there" kpi add store abc --metric nps
says err 'to change the one that is there: mizan kpi change store abc'

# Nothing of that name or number.
expect 4 "no such import" undo store 999
says err 'mizan batch list store'
expect 4 "no such KPI, with none near" kpi show store xyzw
says err 'there are: abc'
expect 4 "no such KPI, with one near" kpi link store abc abd
says err 'did you mean "abc"?'
expect 4 "no such KPI to share" share add store kpi:xyzw --everyone
says err 'there are: abc'
expect 2 "no such objective of a KPI" kpi add store def --metric nps --objective zz
says err 'there is no objective "zz"'
says err 'where: objective'
expect 4 "no such objective to share" share add store objective:zz --everyone
says err 'those that are there: mizan objective list store'
expect 0 "no metric of these words" metric list zzzz
says err 'no metric has all these words'
expect 4 "no such objective" objective show store xyz
says err 'mizan objective list store'
expect 4 "no such review" review show store 5
says err 'mizan review list store'
expect 4 "no such perspective" perspective change store xyz --title T
says err 'there are: financial, customers, processes, learning'

# An option of another command, an address, days.
expect 2 "no such option" metric value store nps --form 2026-01-01
says err 'where: mizan metric value'
says err 'did you mean --from?'
expect 2 "no such port" serve store --listen 127.0.0.1:99999
says err 'a port is a number from 1 to 65535'
expect 2 "no such day" metric value store nps --from yesterday
says err 'a day is written year-month-day'
expect 2 "no day of a measurement" measurement add store nps yesterday 5
says err 'value: yesterday'
expect 2 "a day of another calendar" metric value store nps --from 1405-02-30
says err 'with the calendar persian or islamic'
expect 2 "a range the wrong way round" metric value store nps --from 2026-02-01 --to 2026-01-01
says err 'is after the last'
says err 'value: 2026-02-01 > 2026-01-01'
expect 2 "a city" settings store --time-zone tehran
says err 'did you mean "Asia/Tehran"?'
expect 2 "a slip in a zone" settings store --time-zone Europe/Mosow
says err 'did you mean "Europe/Moscow"?'
expect 2 "no zone near" settings store --time-zone Mars/Base
says err 'zones are named as'
expect 0 "what is often typed for the version" -v
says out 'mizan '

expect 0 "a review" review prepare store weekly --of 2026-01-07
expect 5 "the same review" review prepare store weekly --of 2026-01-07
says err 'mizan review prepare store weekly --of 2026-01-07 --again'
exit $failures
