#ifndef BACKSTEP_APP_WEB_PAGE_STATE_H
#define BACKSTEP_APP_WEB_PAGE_STATE_H

/* What the page is told, as JSON: everything around the picture is made of it. */

#include "app/web/page.h"
#include "base/text.h"

/* The open lesson, the place in it, how it is seen, and the colors of that: an object. */
void page_state_append(struct text_builder *text, const struct page *page);

/* The keys that are the program's in a page, as an array of {"row", "words", "keys", "each"}: a row
 * of the key table, what it does, and its keys as {"label", "which"}; where each is true, every key
 * does something else. */
void page_state_append_keys(struct text_builder *text, enum language language);

/* The lessons that came along, as an array of courses: {"title", "goal", "lessons"}, each lesson
 * {"name", "title", "notation"}. What is in no course comes last, without a title. */
void page_state_append_lessons(struct text_builder *text, const struct page *page);

#endif
