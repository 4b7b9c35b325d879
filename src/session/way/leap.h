#ifndef BACKSTEP_SESSION_WAY_LEAP_H
#define BACKSTEP_SESSION_WAY_LEAP_H

/* A lesson tells its first iteration and some later ones; what lies between was seen. The way on
 * leaps over it, to what is told next or to the end, so that one key leads through a lesson. Only
 * where something comes behind its end, and nobody asked for smaller steps. */

#include "session/session.h"

/* The step that the way on leads to from the reader's place; -1: the next one, without a leap. */
long leap_target(const struct session *session);

/* From now on the reader steps through every operation, or no longer. */
void leap_set_own_way(struct session *session, bool is_own);

/* One more operation was stepped to: where the lesson speaks, its way goes on. */
void leap_end_own_way(struct session *session);

/* Leaps, where there is something to leap over; false where there is not. */
bool leap_on(struct session *session, unsigned *ret_changed);

/* Undoes the leap that led here: behind it every step is the reader's own. False: none did. */
bool leap_back(struct session *session, unsigned *ret_changed);

/* Where the last leap began; -1: there was none. */
long leap_origin(const struct session *session);

#endif
