#ifndef BACKSTEP_LESSON_LESSON_SCRIPT_LINES_H
#define BACKSTEP_LESSON_LESSON_SCRIPT_LINES_H

/* Lines of derivations that a script names. Only lesson_script_check.c includes this. */

#include "lesson/lesson.h"
#include "notation/fields.h"
#include "notation/notation.h"

struct line_checker {
    struct fields *fields;
    const struct notation *notation;
    const struct lesson *lesson;
};

/* The derivation that "derivation" of an object names, which has `line` lines or more; NULL when it
 * names none, or none that there is, which is reported. */
const struct notation_derivation *lesson_check_line(const struct line_checker *checker,
                                                    const struct json_value *object, size_t line);

/* Reports where no step of a stop has the derivation; steps: what l is at them, as bits. */
void lesson_check_line_steps(const struct line_checker *checker, const struct json_value *at,
                             const struct notation_derivation *definition, unsigned steps);

#endif
