/* Compiler attributes, once, under names that say what they are for. */
#ifndef BASE_ATTRIBUTES_H
#define BASE_ATTRIBUTES_H

/* A result that must not be ignored: a lost status is a lost error. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* Arguments checked like printf's: the format's position, the first argument's position. */
#define PRINTF_LIKE(string, first) __attribute__((format(printf, string, first)))

/* Runs `function(&variable)` when the variable leaves its scope. */
#define CLEANUP(function) __attribute__((cleanup(function)))

#define UNUSED __attribute__((unused))

#endif
