# What `cmake --install` lays out under the prefix:
#   bin/mizan  lib/mizan/libduckdb.so  share/man/man1/mizan.1  share/doc/mizan/
# The program finds its engine relative to itself (RPATH), everything else is inside it: the prefix can be
# moved.
install(FILES $<TARGET_FILE:duckdb> DESTINATION lib/mizan)
install(FILES README.md CHANGELOG.md LICENSE docs/ARCHITECTURE.md DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
if(EXISTS ${CMAKE_SOURCE_DIR}/docs/metrics)
    install(DIRECTORY docs/metrics DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
endif()
install(FILES ${MIZAN_MANUAL} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 OPTIONAL)
install(FILES packaging/mizan.service DESTINATION ${CMAKE_INSTALL_DOCDIR})
