#ifndef BACKSTEP_LIBRARY_JOURNAL_PROGRESS_TEXT_H
#define BACKSTEP_LIBRARY_JOURNAL_PROGRESS_TEXT_H

/* What a reader has done, as it is printed. */

#include "base/text.h"
#include "checks/diagnosis/mistake.h"
#include "library/journal/progress.h"

/* A table, a line a lesson, and below each lesson the mistakes that were made in it, by their names
 * in `mistakes` (NULL: by their ids); one line where nothing was done. */
void progress_text_append(struct text_builder *text, const struct progress *progress,
                          const struct mistakes *mistakes, enum language language);

/* The same as CSV (RFC 4180, but with ends of lines of one character): a header and a line a
 * lesson, its words the same in every language. */
void progress_text_append_csv(struct text_builder *text, const struct progress *progress);

#endif
