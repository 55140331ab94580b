/* cmocka with the headers that it asks for to stand before it. */
#ifndef TESTING_H
#define TESTING_H

/* clang-format off */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#endif
