#include "app/web/page.h"

#include "session/ask/session_ask.h"

#include <assert.h>
#include <string.h>

const char *const page_level_names[] = {
    [LEVEL_ITERATION] = "iteration", [LEVEL_PASS] = "pass",       [LEVEL_OPERATION] = "operation",
    [LEVEL_TERM] = "term",           [LEVEL_ELEMENT] = "element",
};
static_assert(sizeof page_level_names / sizeof *page_level_names == LEVEL_COUNT,
              "a name for each level");

bool page_begin(struct page *ret, enum language language, const char **reterr) {
    *ret = (struct page){.arena = arena_create()};
    ret->looks = (struct session_settings){.language = language,
                                           .text_scale = 100,
                                           .decimals = DECIMALS_DEFAULT,
                                           .level = LEVEL_OPERATION};
    desk_journal_open(&ret->journal, ret->arena, language);
    return library_open(ret->arena, language, &ret->library, reterr);
}

/* ---- opening ---- */

/* The notations that nobody has asked for yet. */
static enum chore_state go_on_reading(void *notations) {
    bool is_more = notation_shelf_go_on(notations);
    return notation_shelf_fault(notations) != NULL ? CHORE_FAILED
           : is_more                               ? CHORE_MORE
                                                   : CHORE_DONE;
}

/* False with why nothing can be shown, in the arena. */
static bool show(struct page *page, struct session *session, struct arena *arena,
                 const char **reterr) {
    if (page->loop != NULL) {
        loop_show(page->loop, session);
        return true;
    }
    if (page->fonts.folder == NULL &&
        !library_open_fonts(&page->library, page->arena, &page->fonts, reterr)) {
        return false;
    }
    const struct window_options options = {.fonts = &page->fonts,
                                           .chore = {go_on_reading, page->library.notations},
                                           .cover = page->cover};
    enum loop_end end;
    char message[512];
    page->loop = loop_create(session, &options, &end, message, sizeof message);
    *reterr = arena_copy_text(arena, message, strlen(message));
    return page->loop != NULL;
}

static bool read_lesson(const struct page *page, const char *name, const char *notation,
                        struct opened *ret, struct arena *arena, const char **reterr) {
    const struct opened_way way = {.notation = notation, .looks = &page->looks};
    return opened_read(ret, &page->library, name, &way, arena, reterr);
}

void page_prepare(struct page *page, const char *name, const char *notation) {
    struct arena *arena = arena_create();
    const char *ignored = "";
    opened_close(&page->ahead);
    page->ahead = (struct opened){.arena = NULL};
    if (read_lesson(page, name, notation, &page->ahead, arena, &ignored)) {
        page->ahead_name = arena_copy_text(page->ahead.arena, name, strlen(name));
        page->ahead_notation = arena_copy_text(page->ahead.arena, notation, strlen(notation));
    }
    arena_destroy(arena);
}

/* The lesson that was prepared, if it is that one. */
static bool take_prepared(struct page *page, const char *name, const char *notation,
                          struct opened *ret) {
    bool is_it = page->ahead.session != NULL && strcmp(page->ahead_name, name) == 0 &&
                 strcmp(page->ahead_notation, notation) == 0;
    if (is_it) {
        *ret = page->ahead;
        page->ahead = (struct opened){.arena = NULL};
    }
    return is_it;
}

static void ask(const struct page *page, const struct opened *opened) {
    session_ask_set_mode(opened->session, page->is_silent ? ASK_NOTHING : ASK_LESSON);
}

const char *page_open(struct page *page, struct arena *arena, const char *name,
                      const char *notation) {
    if (page->opened.session != NULL) {
        page->looks = *session_settings(page->opened.session);
    }
    page->library.language = page->looks.language;
    const char *error = "";
    struct opened next;
    if (!take_prepared(page, name, notation, &next) &&
        !read_lesson(page, name, notation, &next, arena, &error)) {
        return error;
    }
    ask(page, &next);
    if (!show(page, next.session, arena, &error)) {
        opened_close(&next);
        return error;
    }
    page_leave(page);
    ended_close(&page->ended);
    opened_close(&page->opened);
    page->has_pending = false;
    page->opened = next;
    session_set_end_page(next.session, true);
    opened_begin_closely(next.session);
    desk_journal_turn(&page->journal, false);
    desk_journal_add(&page->journal, &page->opened, JOURNAL_OPENED);
    return "";
}

const char *page_change_fonts(struct page *page, struct arena *arena) {
    struct font_files next;
    const char *error = "";
    char message[512] = "";
    if (!library_open_fonts(&page->library, arena, &next, &error)) {
        return error;
    }
    if (!window_change_fonts(loop_window(page->loop), &next, message, sizeof message)) {
        font_files_close(&next);
        return arena_copy_text(arena, message, strlen(message));
    }
    next.folder = page->fonts.folder; /* the arena is the caller's */
    font_files_close(&page->fonts);
    page->fonts = next;
    return "";
}

void page_set_silent(struct page *page, bool is_silent) {
    page->is_silent = is_silent;
    if (page->opened.session != NULL) {
        ask(page, &page->opened);
        window_lose_picture(loop_window(page->loop));
    }
}

void page_leave(struct page *page) {
    if (page->opened.session != NULL) {
        desk_journal_add(&page->journal, &page->opened, JOURNAL_LEFT);
        page->journal.since = journal_now();
    }
}

const char *page_add_notation(struct page *page, const char *path, const char **ret_id) {
    const char *error = "";
    page->library.language = page->opened.session != NULL
                                 ? session_settings(page->opened.session)->language
                                 : page->looks.language;
    return library_add_notation(&page->library, path, ret_id, &error) ? "" : error;
}

/* ---- places ---- */

/* The place so many elements behind a step, as far as the operation there has them. */
static struct place place_inside(const struct program *program, long step, long inside) {
    struct place place = {.step = step};
    for (long i = 0; i < inside; i++) {
        struct place next = place_next(program, place, LEVEL_ELEMENT, true);
        if (next.step != step || place_equal(next, place)) {
            break;
        }
        place = next;
    }
    return place;
}

/* The other way round. */
static long elements_before(const struct program *program, struct place at) {
    long inside = 0;
    for (struct place place = {.step = at.step}; place.step == at.step && !place_equal(place, at);
         place = place_next(program, place, LEVEL_ELEMENT, true)) {
        inside++;
    }
    return inside;
}

static bool is_on_the_way(const struct page *page) {
    return session_aim(page->opened.session) != session_step(page->opened.session);
}

/* What of a place is within its step. */
static void arrive(struct page *page) {
    struct session *session = page->opened.session;
    const struct page_place place = page->pending;
    page->has_pending = false;
    if (place.inside > 0) {
        long step = session_step(session);
        session_go_inside(session, place_inside(session_program(session), step, place.inside));
    }
    for (size_t i = 0; i < place.form; i++) {
        session_apply(session, ACTION_FORM);
    }
    session_end_notice(session);
    window_lose_picture(loop_window(page->loop));
}

void page_go(struct page *page, struct page_place place) {
    enum { NEAR_OPERATIONS = 200 }; /* nobody sees the time that they take */
    struct session *session = page->opened.session;
    page->pending = place;
    page->has_pending = true;
    ended_close(&page->ended);
    session_set_level(session, place.level);
    session_aim_at(session, place.step);
    session_work(session, NEAR_OPERATIONS);
    if (!is_on_the_way(page)) {
        arrive(page);
    }
}

struct page_place page_place(const struct page *page) {
    struct place at = session_place(page->opened.session);
    return (struct page_place){.step = at.step,
                               .inside = elements_before(session_program(page->opened.session), at),
                               .form = session_shown_form(page->opened.session),
                               .level = session_settings(page->opened.session)->level};
}

int page_turn(struct page *page) {
    if (page->loop == NULL || page->is_over) {
        return -1;
    }
    if (page->has_pending && !is_on_the_way(page)) {
        arrive(page);
    }
    page->is_over = !loop_turn(page->loop);
    desk_journal_follow(&page->journal, &page->opened);
    return page->is_over ? -1 : page->has_pending ? 0 : loop_patience(page->loop);
}
