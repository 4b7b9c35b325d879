#ifndef BACKSTEP_APP_WEB_PAGE_END_H
#define BACKSTEP_APP_WEB_PAGE_END_H

/* What comes behind the last step of a lesson, in a page. All lessons are in a dialog of the page's
 * own, which is asked for with what a key or a click wants there. */

#include "app/web/page.h"

/* What the loop of a page needs to know of it. */
struct cover page_end_cover(struct page *page);

/* Whether it is seen instead of the lesson. */
bool page_end_is_open(const struct page *page);

/* Whether what is asked for there is the dialog of all lessons: there is no next one. */
bool page_end_wants_lessons(const struct page *page, enum end_request request);

#endif
