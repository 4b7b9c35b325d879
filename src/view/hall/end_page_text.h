#ifndef BACKSTEP_VIEW_HALL_END_PAGE_TEXT_H
#define BACKSTEP_VIEW_HALL_END_PAGE_TEXT_H

/* The page behind the last step, for ears. */

#include "base/text.h"
#include "view/hall/end_page.h"

/* Appends what the page says, several lines: the lesson, its goal, how the questions went, and what
 * comes next. */
void end_page_text_append(struct text_builder *text, const struct end_page *page,
                          enum language language);

#endif
