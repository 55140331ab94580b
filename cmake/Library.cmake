# mizan_library(NAME SOURCES ... USES ... PRIVATE_USES ...): the static library of one folder of src/.
#
# A folder's headers are found only by those that name it in USES (or reach it through one that does):
# each library exports an include folder that holds a link to itself alone. An arrow that
# docs/ARCHITECTURE.md does not draw therefore fails at its #include.
function(mizan_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;PRIVATE_USES" ${ARGN})
    set(exported ${CMAKE_BINARY_DIR}/include/${name})
    file(MAKE_DIRECTORY ${exported})
    file(CREATE_LINK ${CMAKE_SOURCE_DIR}/src/${name} ${exported}/${name} SYMBOLIC)
    add_library(${name} STATIC ${ARG_SOURCES})
    target_include_directories(${name} PUBLIC ${exported})
    target_link_libraries(${name} PUBLIC ${ARG_USES} PRIVATE mizan_flags ${ARG_PRIVATE_USES})
endfunction()
