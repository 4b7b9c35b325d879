#ifndef BACKSTEP_SESSION_ANSWERING_ANSWER_STATE_H
#define BACKSTEP_SESSION_ANSWERING_ANSWER_STATE_H

#include "session/ask/asked.h"
#include "typing/typed_line.h"

/* What a session keeps of its answer line, as long as it is that of this question. */
struct answer_line {
    const struct asked *of; /* NULL: none was typed in */
    struct typed_line line;
    bool is_in_palette; /* keys choose a sign of the palette */
    size_t chosen;      /* which */
};

#endif
