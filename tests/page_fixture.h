#ifndef BACKSTEP_TESTS_PAGE_FIXTURE_H
#define BACKSTEP_TESTS_PAGE_FIXTURE_H

/* A page without its browser, with a lesson in a window on SDL's driver that shows nothing. */

#include "test.h"

#include "app/web/page.h"
#include "app/web/page_end.h"

/* It must stay where it is. */
static inline void page_fixture_begin(struct page *ret, const char *lesson) {
    const char *error = "";
    EXPECT(page_begin(ret, LANGUAGE_ENGLISH, &error));
    ret->cover = page_end_cover(ret);
    EXPECT_STRING(page_open(ret, ret->arena, lesson, ""), "");
}

static inline void page_fixture_end(struct page *page) {
    ended_close(&page->ended);
    opened_close(&page->opened);
    loop_destroy(page->loop);
    font_files_close(&page->fonts);
    desk_hall_end(&page->lessons);
    arena_destroy(page->arena);
}

#endif
