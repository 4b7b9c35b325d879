#ifndef BACKSTEP_TELL_SCRIPT_NARRATION_H
#define BACKSTEP_TELL_SCRIPT_NARRATION_H

/* What is said where the run is: what the step did, in a plain sentence, and what the lesson says.
 */

#include "engine/script.h"
#include "step/moment.h"
#include "tell/telling.h"

/* The program's own words: what the operation did, or that this is the beginning. */
void narration_tell_step(struct telling *telling, const struct moment *moment);

/* Behind it, why it is computed so, as the notation says it. Nothing where a formula of the
 * lesson's own is computed: that may have another reason. */
void narration_tell_why(struct telling *telling, const struct moment *moment);

/* An open question is told in the place of both: what else is said tells its answer. */

/* What the stops of this place say, one after another; false: there are none (script NULL: the
 * lesson says nothing). */
bool narration_tell_stops(struct telling *telling, const struct moment *moment,
                          const struct script *script);

/* The same of the stops at a line of a derivation. */
bool narration_tell_line(struct telling *telling, const struct moment *moment,
                         const struct script *script, struct script_line line);

#endif
