# What the program says about itself, written down.

# The manual page: of every build.
set(MIZAN_MANUAL ${CMAKE_BINARY_DIR}/mizan.1)
add_custom_command(OUTPUT ${MIZAN_MANUAL}
    COMMAND ${CMAKE_SOURCE_DIR}/tools/make-manual $<TARGET_FILE:mizan> ${MIZAN_MANUAL}
    DEPENDS mizan ${CMAKE_SOURCE_DIR}/tools/make-manual
    COMMENT "Writing the manual page" VERBATIM)
if(NOT MIZAN_FUZZ)
    add_custom_target(manual ALL DEPENDS ${MIZAN_MANUAL})
endif()

# docs/metrics/: written when asked for, and kept in the repository; a test says when it is behind.
find_program(NODE node)
add_custom_target(docs-metrics
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/make-metric-docs $<TARGET_FILE:mizan> ${CMAKE_SOURCE_DIR}/docs/metrics
    DEPENDS mizan VERBATIM)
