#ifndef BACKSTEP_TYPESET_PROSE_MARKUP_H
#define BACKSTEP_TYPESET_PROSE_MARKUP_H

/* The text of a lesson's author: **bold**, *emphasis*, `code`, $math$, lists ("- " at a line's
 * start) and paragraphs (an empty line). A backslash before one of * ` $ \ takes its meaning away.
 * What is not closed within its paragraph stands for itself. */

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum markup_kind {
    MARKUP_TEXT,
    MARKUP_CODE,
    MARKUP_MATH, /* TeX, without the dollar signs */
    MARKUP_END,  /* a new paragraph begins */
    MARKUP_ITEM, /* a new item of a list begins */
    MARKUP_KIND_COUNT
};

struct markup_run {
    enum markup_kind kind;
    const char *text; /* "" for END and ITEM; newlines within a paragraph are spaces */
    bool is_bold, is_emphasis;
    size_t begin, end; /* bytes of the source that the text comes from */
};

struct markup {
    const struct markup_run *runs;
    size_t count;
};

/* The parts of a text, in the arena. What is not markup is text: nothing is refused. */
struct markup markup_parse(struct arena *arena, const char *text);

/* Where a text opens something that it does not close: its byte, and what it is ("$"); NULL:
 * nowhere. */
const char *markup_unclosed(const char *text, size_t *ret_at);

#endif
