# Libraries from Debian through pkg-config; DuckDB, which Debian lacks, from pinned npm packages.
# docs/dependencies.md says why each is here.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3>=3.40)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(MICROHTTPD REQUIRED IMPORTED_TARGET libmicrohttpd)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl>=7.85)
pkg_check_modules(GNUTLS REQUIRED IMPORTED_TARGET gnutls>=3.7)
pkg_check_modules(YAML REQUIRED IMPORTED_TARGET yaml-0.1)
pkg_check_modules(LIBZIP REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(GSL REQUIRED IMPORTED_TARGET gsl)
pkg_check_modules(CMOCKA IMPORTED_TARGET cmocka)

# A system copy: -DDUCKDB_ROOT=PREFIX with lib/libduckdb.so and include/duckdb.h.
set(DUCKDB_ROOT "" CACHE PATH "Prefix of an installed DuckDB; empty: fetch the pinned npm packages")
if(DUCKDB_ROOT STREQUAL "")
    set(duckdb_prefix ${CMAKE_SOURCE_DIR}/build/duckdb)
    execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/fetch-duckdb ${duckdb_prefix}
                    COMMAND_ERROR_IS_FATAL ANY)
else()
    set(duckdb_prefix ${DUCKDB_ROOT})
endif()
find_library(DUCKDB_LIBRARY duckdb PATHS ${duckdb_prefix}/lib NO_DEFAULT_PATH REQUIRED NO_CACHE)
find_path(DUCKDB_INCLUDE duckdb.h PATHS ${duckdb_prefix}/include NO_DEFAULT_PATH REQUIRED NO_CACHE)
add_library(duckdb SHARED IMPORTED)
set_target_properties(duckdb PROPERTIES IMPORTED_LOCATION ${DUCKDB_LIBRARY} IMPORTED_NO_SONAME ON)
# Its header does not satisfy our warnings: a system include.
target_include_directories(duckdb SYSTEM INTERFACE ${DUCKDB_INCLUDE})

# Common passwords that are refused: one a line, in the order of their bytes. Another list: -DPASSWORDS=FILE.
set(PASSWORDS "" CACHE FILEPATH "File of common passwords; empty: make it of the pinned npm package")
if(PASSWORDS STREQUAL "")
    set(passwords_file ${CMAKE_SOURCE_DIR}/build/passwords/published.txt)
    execute_process(COMMAND ${CMAKE_SOURCE_DIR}/tools/fetch-passwords ${CMAKE_SOURCE_DIR}/build/passwords
                    COMMAND_ERROR_IS_FATAL ANY)
else()
    get_filename_component(passwords_file ${PASSWORDS} ABSOLUTE)
endif()
