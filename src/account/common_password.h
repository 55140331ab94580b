/* Passwords that many have: what guessers try first. */
#ifndef ACCOUNT_COMMON_PASSWORD_H
#define ACCOUNT_COMMON_PASSWORD_H

#include <stdbool.h>

/*
 * Whether the password is one of those: one of a published list of 20,000 (tools/fetch-passwords); one character or a
 * short piece again and again; a walk along the keyboard, the alphabet or the digits; one or two words of a list of our
 * own (common_passwords.txt). Each also with digits and signs around it, letters written as digits ("P@ssw0rd2026!"),
 * capitals, and the digits of Arabic and Persian.
 */
bool password_is_common(const char *password);

#endif
