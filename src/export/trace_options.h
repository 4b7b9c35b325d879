#ifndef BACKSTEP_EXPORT_TRACE_OPTIONS_H
#define BACKSTEP_EXPORT_TRACE_OPTIONS_H

/* What a trace is to hold, and in which format. */

#include "notation/words.h"

#include <stdbool.h>

enum trace_format { TRACE_JSONL, TRACE_TEXT, TRACE_TEX, TRACE_MARKDOWN, TRACE_FORMAT_COUNT };

struct trace_options {
    const char *lesson; /* the name in the header */
    enum trace_format format;
    enum language language;
    bool with_elements; /* how each element of each inner value comes about */
    bool with_forms;    /* the other forms of each operation, with their own values (not in tex) */
};

#endif
