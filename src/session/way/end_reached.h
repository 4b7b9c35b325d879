#ifndef BACKSTEP_SESSION_WAY_END_REACHED_H
#define BACKSTEP_SESSION_WAY_END_REACHED_H

#include "session/session.h"

/* The reader is at the last step, behind the last line of what is derived there, and something
 * comes behind it. */
bool end_reached(const struct session *session);

#endif
