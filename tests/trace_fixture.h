#ifndef BACKSTEP_TESTS_TRACE_FIXTURE_H
#define BACKSTEP_TESTS_TRACE_FIXTURE_H

/* A whole trace as one text. */

#include "engine_fixture.h"

#include "export/trace.h"

static inline bool append(void *context, const char *bytes, size_t length) {
    text_append(context, bytes, length);
    return true;
}

static inline const char *trace(struct arena *arena, const struct program *program,
                                const struct trace_options *options) {
    struct text_builder text;
    text_begin(&text, arena);
    const struct trace_sink sink = {&text, append};
    EXPECT_INT(trace_run(program, options, &sink, NULL), TRACE_DONE);
    return text.bytes;
}

#endif
