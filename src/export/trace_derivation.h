#ifndef BACKSTEP_EXPORT_TRACE_DERIVATION_H
#define BACKSTEP_EXPORT_TRACE_DERIVATION_H

/* The proofs in a trace. Only the formats use it. */

#include "engine/derivation/derivation.h"
#include "export/trace_parts.h"

/* A line of a proof, with its value. */
struct trace_derivation_line {
    const struct derivation *derivation;
    size_t number; /* from 1, as on screen; of a misprinted one that of the right one behind it */
    size_t index;
    bool is_misprint, has_value; /* no value where it does not fit */
    struct matrix value;
};
typedef void trace_derivation_begin(const struct trace_step *step,
                                    const struct derivation *derivation, bool is_first);
typedef void trace_derivation_append(const struct trace_step *step,
                                     const struct trace_derivation_line *line, bool is_first);

/* The proofs that belong to the step, of the first iteration: those of its operation, and behind
 * the last operation those of the note that prove none. For each its beginning, its lines, and
 * `close`. */
void trace_derivation_each(const struct trace_step *step, trace_derivation_begin *begin,
                           trace_derivation_append *line, const char *close);

/* "✓ because the loss depends on z through a alone", or ✗ where the note misprints it, and
 * that it is right by chance where it is. */
const char *trace_derivation_reason(const struct trace_step *step,
                                    const struct trace_derivation_line *line);

#endif
