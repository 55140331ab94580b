# Counts test cases in what CTest said and in its LastTest.log: the log has each program's output, but calls
# also passed what was skipped or is not there. A cmocka or TAP program counts each of its cases, another
# program is one case; a program that failed without naming a failed case (a crash) is one failure.
FNR == NR {
    if ($0 ~ /Test +#[0-9]+: .*\*\*\*Skipped/)
        was_skipped[name_of($0)] = 1
    else if ($0 ~ /Test +#[0-9]+: .*\*\*\*Not Run/)
        missing[name_of($0)] = 1
    next
}
/^[0-9]+\/[0-9]+ Testing: / { name = $3; passed = failed = skipped = 0 }
/^\[  PASSED  \] [0-9]+ test\(s\)/ { passed += $4 }
/^\[  FAILED  \] [0-9]+ test\(s\)/ { failed += $4 }
/^\[  SKIPPED \] [0-9]+ test\(s\)/ { skipped += $4 }
/^(#|ℹ) pass [0-9]+$/ { passed += $3 }
/^(#|ℹ) fail [0-9]+$/ { failed += $3 }
/^(#|ℹ) skipped [0-9]+$/ { skipped += $3 }
/^SKIPPED: / { reason[name] = ": " substr($0, 10) }
/^Test Passed\./ { close_test(!(name in missing)) }
/^Test Failed\./ { close_test(0) }
function name_of(line)
{
    sub(/.*Test +#[0-9]+: /, "", line)
    sub(/ .*/, "", line)
    return line
}
function close_test(ok)
{
    if (name in was_skipped) {
        skips[++skip_count] = name reason[name]
        return
    }
    if (ok && passed + failed + skipped == 0)
        passed = 1
    if (!ok && failed == 0)
        failed = 1
    all_passed += passed
    all_failed += failed
    if (skipped)
        skips[++skip_count] = name ": " skipped " cases"
}
END {
    for (i = 1; i <= skip_count; i++)
        print "skipped: " skips[i]
    printf "%d passed, %d failed\n", all_passed, all_failed
    exit all_passed == 0 || all_failed > 0
}
