# mizan_lazy(NAME PREFIX): the target Lazy::NAME, used in place of PkgConfig::PREFIX: the same headers, but each of its
# shared libraries is loaded when the first of its functions is called (base/lazy.h) and not when the program starts.
#
# Most commands need few of the libraries, and what the loader does for them and for those that they need takes
# longer than many a question. For each function that a library exports a stub of that name is generated, which
# jumps to the function once its address is known. A library's variables cannot be had that way. Where the stubs
# are not written for the machine, and where a library is static, Lazy::NAME is PkgConfig::PREFIX.
function(mizan_lazy name prefix)
    add_library(lazy_${name} INTERFACE)
    add_library(Lazy::${name} ALIAS lazy_${name})
    set(libraries ${${prefix}_LINK_LIBRARIES})
    list(FILTER libraries EXCLUDE REGEX "/lib[mz]\\.so$") # the program's own, or those of the library
    set(others ${libraries})
    list(FILTER others EXCLUDE REGEX "\\.so$")
    if(NOT CMAKE_SYSTEM_PROCESSOR STREQUAL x86_64 OR others)
        target_link_libraries(lazy_${name} INTERFACE PkgConfig::${prefix})
        return()
    endif()
    target_include_directories(lazy_${name} SYSTEM INTERFACE ${${prefix}_INCLUDE_DIRS})
    target_compile_options(lazy_${name} INTERFACE ${${prefix}_CFLAGS_OTHER})
    foreach(library ${libraries})
        get_filename_component(part ${library} NAME_WE)
        string(MAKE_C_IDENTIFIER ${part} part)
        mizan_stubs(${part} ${library})
        target_link_libraries(lazy_${name} INTERFACE ${part}_stubs)
    endforeach()
endfunction()

# mizan_stubs(NAME FILE): the static library NAME_stubs with a stub for each function of the shared library FILE.
function(mizan_stubs name library)
    execute_process(COMMAND ${CMAKE_OBJDUMP} -p ${library} OUTPUT_VARIABLE head COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${CMAKE_NM} -D --defined-only ${library} OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCH "SONAME +([^\n ]+)" ignored "${head}")
    set(soname ${CMAKE_MATCH_1})
    # "0000 T name@@VERSION": functions, in their default version. Those of C++ are called by nobody here.
    string(REGEX MATCHALL " [TW] [A-Za-z0-9_]+(@@[^\n]*)?\n" found "${symbols}")
    list(TRANSFORM found REPLACE " [TW] ([A-Za-z0-9_]+).*" "\\1")
    list(FILTER found EXCLUDE REGEX "^_Z")
    list(REMOVE_ITEM found _init _fini)
    list(REMOVE_DUPLICATES found)
    set(stubs "")
    set(names "")
    set(index 0)
    foreach(function ${found})
        string(APPEND stubs "        \"STUB ${function}, ${index}\\n\"\n")
        string(APPEND names "    \"${function}\",\n")
        math(EXPR index "${index} + 1")
    endforeach()
    if(index EQUAL 0) # nothing but data
        add_library(${name}_stubs INTERFACE)
        return()
    endif()
    configure_file(${CMAKE_SOURCE_DIR}/cmake/lazy.c.in ${CMAKE_BINARY_DIR}/lazy/${name}.c @ONLY)
    add_library(${name}_stubs STATIC ${CMAKE_BINARY_DIR}/lazy/${name}.c)
    target_include_directories(${name}_stubs PRIVATE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(${name}_stubs PUBLIC base PRIVATE mizan_flags)
endfunction()
