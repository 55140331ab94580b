/*
 * The router: which end point a method and a path mean. Pure.
 */
#ifndef HTTP_ROUTER_H
#define HTTP_ROUTER_H

#include "http/endpoint.h"

typedef struct Route {
    const Endpoint *endpoint;
    Words path; /* the values of {name} in the end point's path */
} Route;

/* Finds the end point of `method` and `path` (raw, without the query string). HEAD is GET without a body. A
 * literal segment wins over a {name}. Without one: STATUS_NOT_FOUND with the nearest path as a hint; where
 * only the method is wrong: STATUS_NOT_ALLOWED, and `*ret_allow` the methods there are ("GET, HEAD"). */
Status router_find(Arena *arena, const Endpoint *const *table, size_t count, const char *method, Text path,
                   Route *ret_route, const char **ret_allow, Error *error) MUST_CHECK;

#endif
