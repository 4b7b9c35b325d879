#ifndef BACKSTEP_ENGINE_SCRIPT_H
#define BACKSTEP_ENGINE_SCRIPT_H

/* Which step of a program each stop of the lesson's script belongs to. Scripts are written in the
 * lesson's own notation; in another one a stop goes to the operation that writes the same role at
 * the same layer, and where there is none to the nearest later one. A stop that names notations and
 * not the shown one is not there. */

#include "engine/place.h"
#include "engine/program.h"
#include "engine/quantity.h"

struct script;

/* The script of the lesson, for a reader of `shown`; own is the lesson in its own notation, and may
 * be the same. Both must stay. */
const struct script *script_create(struct arena *arena, const struct program *own,
                                   const struct program *shown);

/* One stop, and the operation of `own` that it belongs to: NULL for the beginning. */
struct script_stop {
    const struct lesson_stop *stop;
    const struct operation *operation;
};

/* The stops that speak at a place, in the script's order: at the beginning those whose "at" gives
 * nothing, inside an operation those of the operation; none that belong to a line of a derivation.
 * At most `most` are written; returns how many. */
size_t script_stops_at(const struct script *script, struct program_place place,
                       struct script_stop *ret, size_t most);

/* How many stops ask in the lesson's own notation and not in the shown one. */
size_t script_questions_missed(const struct script *script);

/* Whether a place is the lesson's last step, where its closing is said; false where it has none. */
bool script_is_end(const struct script *script, struct program_place place);

/* So many lines of a derivation are written at a step; NULL: none is open there. */
struct script_line {
    const struct notation_derivation *derivation; /* of the shown notation */
    size_t line;
};

/* The stops that speak at a line of a derivation, in the notation that they are written for. */
size_t script_stops_at_line(const struct script *script, struct program_place place,
                            struct script_line line, struct script_stop *ret, size_t most);

/* The nearest line behind or before one with a stop at the same place, in the order of the
 * notation: the place itself, NULL, is before all of them. False: there is none. */
bool script_line_beside(const struct script *script, struct program_place place,
                        struct script_line line, bool is_forward, struct script_line *ret);

/* Whether one speaks when an operation (from 0; -1: none yet) of an iteration (from 1) is done. */
bool script_has_stop(const struct script *script, long operation, long iteration);

/* The nearest step behind or before `step` at which a stop speaks; -1: there is none. */
long script_next(const struct script *script, long step);
long script_previous(const struct script *script, long step);

/* The nearest step behind `step` at which a stop speaks for the first time, whatever the lesson
 * says at its end; -1: all of it was said. */
long script_next_news(const struct script *script, long step);

/* How the first stop of a place that says so wants it shown; SHOW_ANY: none does. */
enum lesson_show script_show(const struct script *script, struct program_place place);

/* The tensors of the shown program that the stops of a place name as their focus: lit[tensor]
 * becomes true, the others false. Returns whether there are any. */
bool script_focus(const struct script *script, struct program_place place, bool *lit);

/* The shown program's tensor that stands for a tensor of `own`, by role and layer; -1: it does
 * without. */
int script_translate(const struct script *script, int own_tensor);

/* What the question of a stop is about, in the shown program: the tensor that it names or its step
 * writes, and the element where it names one. None where there is no such thing. */
struct quantity script_asked(const struct script *script, const struct script_stop *stop);

/* Whether a stop of a lesson belongs to its beginning, or speaks in some iteration when an
 * operation of the lesson's own program is done. */
bool script_speaks_at_beginning(const struct lesson_stop *stop);
bool script_stop_fits(const struct program *own, const struct lesson_stop *stop,
                      const struct operation *operation);

/* The program of the lesson's own notation, in which its stops are counted. */
const struct program *script_own(const struct script *script);

#endif
