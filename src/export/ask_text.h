#ifndef BACKSTEP_EXPORT_ASK_TEXT_H
#define BACKSTEP_EXPORT_ASK_TEXT_H

/* A session's questions as lines of text. */

#include "base/text.h"
#include "export/reading.h"

/* The step with what is hidden in it, what is asked, and the options with their letters. There is a
 * question. */
void ask_text_append_question(struct text_builder *text, const struct session *session,
                              const struct reading_options *options);

/* What the last answer is, and of a mistake the right formula with the mistaken one under it. Where
 * it settled the question, also what the lesson says of the step. */
void ask_text_append_verdict(struct text_builder *text, const struct session *session,
                             const struct reading_options *options);

/* The last hint that was opened. */
void ask_text_append_hint(struct text_builder *text, const struct session *session,
                          const struct reading_options *options);

/* How it went, with the mistakes that were made. */
void ask_text_append_score(struct text_builder *text, const struct session *session,
                           const struct reading_options *options);

#endif
