#include "app/web/page_end.h"

/* There the list of keys is the page's, and never over it. */
bool page_end_is_open(const struct page *page) {
    return page->ended.is_open;
}

bool page_end_wants_lessons(const struct page *page, enum end_request request) {
    return page->ended.is_open && request == END_NEXT && page->ended.page.next == NULL;
}

static unsigned show_end(void *owner) {
    struct page *page = owner;
    enum language language = session_settings(page->opened.session)->language;
    desk_hall_look(&page->lessons, &page->library, language);
    ended_open(&page->ended, page->opened.session,
               hall_next(&page->lessons.hall, page->opened.name));
    session_hover(page->opened.session, QUANTITY_NONE);
    return SESSION_LOOKS;
}

/* The lesson that follows, where the journal says that it was left. */
static unsigned open_next(struct page *page) {
    const struct hall_lesson *next = page->ended.page.next;
    if (next == NULL) {
        return SESSION_SAME;
    }
    const struct lesson_progress *progress = next->progress;
    struct arena *arena = arena_create();
    bool is_open = *page_open(page, arena, next->name, "") == '\0';
    if (is_open && progress != NULL && !progress->is_finished) {
        session_aim_at(page->opened.session, progress->step);
    }
    arena_destroy(arena);
    return SESSION_MOVED | SESSION_LOOKS;
}

static unsigned answer(struct page *page, enum end_request request, long step) {
    return request == END_NEXT ? open_next(page)
                               : ended_answer(&page->ended, page->opened.session, request, step);
}

/* ---- what the window is told ---- */

static bool draw(void *owner, const struct cover_sight *sight, struct arena *arena,
                 struct scene *ret) {
    const struct page *page = owner;
    if (page->ended.is_open) {
        ended_draw(&page->ended, page->opened.session, sight, arena, ret);
    }
    return page->ended.is_open;
}

static bool take_key(void *owner, struct key key, unsigned *ret_changed) {
    struct page *page = owner;
    if (!page->ended.is_open) {
        return false;
    }
    enum end_request request = end_page_take_key(key);
    enum action action = key_table_action(key);
    *ret_changed = request != END_NOT_MINE     ? answer(page, request, 0)
                   : cover_is_of_looks(action) ? session_apply(page->opened.session, action)
                                               : (unsigned)SESSION_SAME;
    return true;
}

static bool point(void *owner, const struct cover_pointing *pointing, unsigned *ret_changed) {
    struct page *page = owner;
    if (!page->ended.is_open) {
        return false;
    }
    *ret_changed = SESSION_SAME;
    if (pointing->touch == TOUCH_CLICK) {
        long step = 0;
        enum end_request request = ended_click(&page->ended, pointing->scene, pointing->at, &step);
        *ret_changed = answer(page, request, step);
    }
    return true;
}

static bool can_click(void *owner, const struct scene *scene, struct scene_point at,
                      bool *ret_can) {
    const struct page *page = owner;
    *ret_can = page->ended.is_open && desk_hall_can_click(scene, at);
    return page->ended.is_open;
}

struct cover page_end_cover(struct page *page) {
    return (struct cover){.owner = page,
                          .draw = draw,
                          .take_key = take_key,
                          .point = point,
                          .can_click = can_click,
                          .show_end = show_end};
}
