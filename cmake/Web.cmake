# The web app, built by Vite once and put into the library `http` as `http_web`, compressed as far as it goes.
# Without it (MIZAN_WEB=OFF) one small page says that it was not built.
#
# Vite decides the files' names, so the list of files is made when it has run: tools/embed-web.mjs writes
# the C file, in the form of mizan_embed().
set(web_source ${CMAKE_SOURCE_DIR}/web)
if(NOT MIZAN_WEB OR NOT EXISTS ${web_source}/package.json)
    mizan_embed(http http_web ${CMAKE_CURRENT_SOURCE_DIR}/fallback ${CMAKE_CURRENT_SOURCE_DIR}/fallback/index.html)
    return()
endif()
find_program(NODE node REQUIRED)
find_program(NPM npm REQUIRED)
file(GLOB_RECURSE web_inputs CONFIGURE_DEPENDS ${web_source}/src/* ${web_source}/public/* ${web_source}/tools/*
     ${CMAKE_SOURCE_DIR}/po/*.po)
list(APPEND web_inputs ${web_source}/index.html ${web_source}/vite.config.ts ${web_source}/tsconfig.json
     ${web_source}/package.json)
set(web_modules ${CMAKE_BINARY_DIR}/web-modules.stamp)
set(web_generated ${CMAKE_CURRENT_BINARY_DIR}/http_web.c)
add_custom_command(OUTPUT ${web_modules}
    COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error
    COMMAND ${CMAKE_COMMAND} -E touch ${web_modules}
    DEPENDS ${web_source}/package-lock.json
    WORKING_DIRECTORY ${web_source} COMMENT "Installing what builds the web app" VERBATIM)
add_custom_command(OUTPUT ${web_generated}
    COMMAND ${NPM} run --silent build
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/tools/embed-web.mjs ${web_source}/dist ${CMAKE_CURRENT_BINARY_DIR}/web ${web_generated}
    DEPENDS ${web_modules} ${web_inputs} ${CMAKE_SOURCE_DIR}/tools/embed-web.mjs
    WORKING_DIRECTORY ${web_source} COMMENT "Building the web app" VERBATIM)
target_sources(http PRIVATE ${web_generated})
