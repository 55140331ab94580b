#include "base/lazy.h"

#include <dlfcn.h>
#include <stdio.h>
#include <unistd.h>

enum { EXIT_NOT_LOADED = 127 };

void *lazy_find(const LazyLibrary *library, unsigned index)
{
    /* Opened once more for every function: that only counts. */
    void *handle = dlopen(library->soname, RTLD_LAZY | RTLD_LOCAL);
    void *address = handle ? dlsym(handle, library->names[index]) : NULL;
    if (!address) {
        const char *reason = dlerror();
        fprintf(stderr, "mizan: %s\n", reason ? reason : library->names[index]);
        _exit(EXIT_NOT_LOADED);
    }
    __atomic_store_n(&library->slots[index], address, __ATOMIC_RELEASE);
    return address;
}
