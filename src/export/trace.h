#ifndef BACKSTEP_EXPORT_TRACE_H
#define BACKSTEP_EXPORT_TRACE_H

/* Every step of a program, written out. The trace streams: its memory does not grow with the
 * number of iterations. */

#include "engine/program.h"
#include "export/trace_options.h"

extern const char *const trace_format_names[TRACE_FORMAT_COUNT]; /* "jsonl", "text", … */

enum trace_end {
    TRACE_DONE,
    TRACE_NOT_FINITE, /* a step gave a value that is infinite or not a number: it is the last
                         one written */
    TRACE_SINK_FAILED
};

/* Which step a run stopped at, and what in it is not finite. */
struct trace_trouble {
    long step;
    char text[240];
    char fused[160];    /* the formula without a division, "dZ[L] = A[L] - Y"; "": there is none */
    double fused_value; /* its element there, */
    size_t fused_row,
        fused_column; /* which is this, from 0: the one that broke down, or the largest */
};

/* Runs the whole program from its beginning. ret_trouble is written where a value is not finite;
 * it may be NULL. */
enum trace_end trace_run(const struct program *program, const struct trace_options *options,
                         const struct trace_sink *sink, struct trace_trouble *ret_trouble);

#endif
