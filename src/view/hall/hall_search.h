#ifndef BACKSTEP_VIEW_HALL_HALL_SEARCH_H
#define BACKSTEP_VIEW_HALL_HALL_SEARCH_H

/* Which lessons have what is searched for: in their titles, their goals, the names of the formulas
 * that they stop at, or their words. Letters are alike in both cases. */

#include "view/hall/hall_lesson.h"

/* Where a text has the query; NULL: nowhere, or there is no query. */
const char *hall_search_find(const char *text, const char *query);

/* Writes the indices of the lessons that have the query, best first, at most `count` of them;
 * returns how many. */
size_t hall_search_hits(const struct hall_lesson *lessons, size_t count, const char *query,
                        enum language language, size_t *ret_hits);

#endif
