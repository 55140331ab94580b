# What `cmake --install` lays out under the prefix:
#   bin/mizan  lib/mizan/libduckdb.so  share/man/man1/mizan.1  share/doc/mizan/
# The program finds its engine relative to itself (RPATH), everything else is inside it: the prefix can be
# moved.
install(FILES $<TARGET_FILE:duckdb> DESTINATION lib/mizan)
install(FILES README.md CHANGELOG.md LICENSE docs/ARCHITECTURE.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
if(EXISTS ${CMAKE_SOURCE_DIR}/docs/metrics)
    install(DIRECTORY docs/metrics DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
endif()

# The manual page is what the program says about itself.
if(NOT MIZAN_FUZZ)
    set(manual ${CMAKE_BINARY_DIR}/mizan.1)
    add_custom_command(OUTPUT ${manual}
        COMMAND ${CMAKE_SOURCE_DIR}/tools/make-manual $<TARGET_FILE:mizan> ${manual}
        DEPENDS mizan ${CMAKE_SOURCE_DIR}/tools/make-manual
        COMMENT "Writing the manual page" VERBATIM)
    add_custom_target(manual ALL DEPENDS ${manual})
    install(FILES ${manual} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
