# mizan_test(NAME [SOURCES ...] [USES ...] [LABELS fast] [TIMEOUT seconds] [ENVIRONMENT ...]):
# one cmocka program, registered as one test of that name.
#
# SOURCES default to NAME.c; USES are libraries of src/ and others; the label is `fast` where none is
# given: `fast` (a part of seconds), `slow`, `browser`. The test runs in its build folder and finds the
# program in MIZAN, the repository in MIZAN_SOURCE.
function(mizan_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;USES;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT ARG_SOURCES)
        set(ARG_SOURCES ${name}.c)
    endif()
    add_executable(${name} ${ARG_SOURCES})
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE MIZAN_SOURCE="${CMAKE_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE ${ARG_USES} mizan_flags PkgConfig::CMOCKA)
    add_test(NAME ${name} COMMAND ${name})
    mizan_test_properties(${name} "${ARG_LABELS}" "${ARG_TIMEOUT}" "${ARG_ENVIRONMENT}")
endfunction()

# mizan_script_test(NAME COMMAND ... [LABELS fast] [TIMEOUT seconds] [ENVIRONMENT ...]): the same for a
# program that is not ours to compile: a shell or Node script. Exit status 77 says "skipped".
function(mizan_script_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "COMMAND;LABELS;ENVIRONMENT" ${ARGN})
    add_test(NAME ${name} COMMAND ${ARG_COMMAND})
    mizan_test_properties(${name} "${ARG_LABELS}" "${ARG_TIMEOUT}" "${ARG_ENVIRONMENT}")
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

function(mizan_test_properties name labels timeout environment)
    if(NOT labels)
        set(labels fast)
    endif()
    if(NOT timeout)
        set(timeout 240)
    endif()
    set_tests_properties(${name} PROPERTIES LABELS "${labels}" TIMEOUT "${timeout}"
        ENVIRONMENT "MIZAN=$<TARGET_FILE:mizan>;MIZAN_SOURCE=${CMAKE_SOURCE_DIR};${environment}")
endfunction()
