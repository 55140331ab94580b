/*
 * The web app: files that the build put into the program, compressed there.
 */
#ifndef HTTP_WEB_H
#define HTTP_WEB_H

#include "http/answer.h"

typedef struct WebFiles WebFiles;

WebFiles *web_files_new(bool tls);
void web_files_free(WebFiles *web); /* NULL is allowed */

/* The file at `path` in the best coding that `accept_encoding` (may be NULL) allows. A path of the app's own
 * views, which has no file, gives the page. NULL: there is none. The reference stays the table's. */
Answer *web_files_find(WebFiles *web, Text path, const char *accept_encoding);

#endif
