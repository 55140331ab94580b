/* Passwords that many have: what guessers try first. */
#ifndef ACCOUNT_COMMON_PASSWORD_H
#define ACCOUNT_COMMON_PASSWORD_H

#include <stdbool.h>

/*
 * Whether the password is one of those: one character or a short piece again and again, a walk along the keyboard,
 * the alphabet or the digits, or one or two words of a list (common_passwords.txt) with digits and signs around them
 * and letters written as digits ("P@ssw0rd2026!"). Words of the list stand for all passwords made of them so.
 */
bool password_is_common(const char *password);

#endif
