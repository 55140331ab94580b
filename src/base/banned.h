/*
 * Functions that this project does not use: each has a form that cannot overrun or that reports failure.
 * Included by the build into every file (-include), so that a use fails to compile.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Some are macros in a fortified build. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef alloca
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok atoi atol atoll atof
#pragma GCC poison gmtime localtime ctime asctime tmpnam mktemp alloca

#endif
