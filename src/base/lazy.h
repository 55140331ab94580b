/*
 * Libraries that are loaded when the first of their functions is called: cmake/Lazy.cmake makes the stubs.
 *
 * A library that is not there ends the program with a message and the status 127, as the loader would have done at
 * the start.
 */
#ifndef BASE_LAZY_H
#define BASE_LAZY_H

typedef struct LazyLibrary {
    const char *soname;       /* "libcurl-gnutls.so.4" */
    const char *const *names; /* of its functions */
    void **slots;             /* their addresses; NULL: not looked for yet */
} LazyLibrary;

/* The address of a function, kept in its slot. Any thread. */
void *lazy_find(const LazyLibrary *library, unsigned index);

#endif
