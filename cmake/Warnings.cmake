# One place for what every C file of the project is compiled with.
add_library(mizan_flags INTERFACE)
target_compile_options(mizan_flags INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes
    -Wmissing-prototypes -Wvla -Wformat=2 -Wundef -Wwrite-strings -Wcast-align
    -fno-common -fstack-protector-strong
    -include ${CMAKE_SOURCE_DIR}/src/base/banned.h)
target_compile_definitions(mizan_flags INTERFACE _GNU_SOURCE DUCKDB_API_NO_DEPRECATED
    MIZAN_VERSION="${PROJECT_VERSION}" $<$<CONFIG:RelWithDebInfo,Release>:_FORTIFY_SOURCE=2>)

if(MIZAN_SANITIZE)
    target_compile_options(mizan_flags INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=all
                           -fno-omit-frame-pointer)
    target_link_options(mizan_flags INTERFACE -fsanitize=address,undefined)
endif()
if(MIZAN_COVERAGE)
    target_compile_options(mizan_flags INTERFACE --coverage)
    target_link_options(mizan_flags INTERFACE --coverage)
endif()
if(MIZAN_FUZZ)
    target_compile_options(mizan_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
