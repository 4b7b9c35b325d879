#ifndef BACKSTEP_EXPORT_TRACE_OPTIONS_H
#define BACKSTEP_EXPORT_TRACE_OPTIONS_H

/* What a trace is to hold, in which format, and where it goes. */

#include "notation/words.h"

#include <stdbool.h>
#include <stddef.h>

enum trace_format { TRACE_JSONL, TRACE_TEXT, TRACE_TEX, TRACE_MARKDOWN, TRACE_FORMAT_COUNT };

struct trace_options {
    const char *lesson; /* the name in the header */
    enum trace_format format;
    enum language language;
    bool with_elements; /* how each element of each inner value comes about */
    bool with_operands; /* the tensors that each operation read, with their values */
    bool with_forms;    /* the other forms of each operation, with their own values (not in tex) */
    bool with_derivations; /* the proofs of each operation of the first iteration, line by line */
};

/* Where the text goes; false when it can take no more. */
struct trace_sink {
    void *context;
    bool (*write)(void *context, const char *bytes, size_t length);
};

#endif
