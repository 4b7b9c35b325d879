#include "app/web/page.h"

#include "base/message.h"
#include "library/refusal.h"

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
    return library_open(ret->arena, language, &ret->library, reterr);
}

/* ---- opening ---- */

static void apply_looks(struct session *session, const struct session_settings *looks) {
    session_set_language(session, looks->language);
    session_set_theme(session, looks->theme);
    session_set_text_scale(session, looks->text_scale);
    session_set_decimals(session, looks->decimals);
    session_set_motion(session, !looks->is_motion_reduced);
    session_set_level(session, looks->level);
}

/* A session on the lesson in the notation; NULL with why not. */
static struct session *create_session(const struct page *page, struct arena *arena,
                                      const struct lesson *lesson, const char *name,
                                      const char *notation, const char **reterr) {
    const struct library *library = &page->library;
    const char *id = *notation != '\0' ? notation : lesson->notation;
    int index = library_find_notation(library, id);
    if (index < 0) {
        const char *message = text_format(arena, "unknown notation \"%s\"", id);
        *reterr = text_format(arena, "%s\n", message_in(arena, library->language, message));
        return NULL;
    }
    const struct notation *shown = library_notation(library, (size_t)index);
    if (shown == NULL) {
        *reterr = notation_shelf_fault(library->notations);
        return NULL;
    }
    const struct session_notations notations = {notation_shelf_source(library->notations),
                                                notation_shelf_count(library->notations),
                                                (size_t)index};
    struct program_error error;
    struct session *session = session_create(arena, lesson, notations, &error);
    if (session == NULL) {
        *reterr =
            refusal_text(arena, library->language, shown, library_shown_name(arena, name), &error);
    }
    return session;
}

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
                                           .chore = {go_on_reading, page->library.notations}};
    enum loop_end end;
    char message[512];
    page->loop = loop_create(session, &options, &end, message, sizeof message);
    *reterr = arena_copy_text(arena, message, strlen(message));
    return page->loop != NULL;
}

static void close_lesson(struct page *page) {
    session_destroy(page->session);
    arena_destroy(page->lesson_arena);
    page->session = NULL;
    page->lesson_arena = NULL;
}

const char *page_open(struct page *page, struct arena *arena, const char *name,
                      const char *notation) {
    if (page->session != NULL) {
        page->looks = *session_settings(page->session);
    }
    page->library.language = page->looks.language;
    struct arena *own = arena_create();
    const char *error = "";
    const char *kept_name = arena_copy_text(own, name, strlen(name));
    const struct lesson *lesson = library_read_lesson(&page->library, own, kept_name, &error);
    struct session *session =
        lesson != NULL ? create_session(page, own, lesson, kept_name, notation, &error) : NULL;
    if (session != NULL && !show(page, session, arena, &error)) {
        session_destroy(session);
        session = NULL;
    }
    if (session == NULL) {
        error = arena_copy_text(arena, error, strlen(error));
        arena_destroy(own);
        return error;
    }
    apply_looks(session, &page->looks);
    close_lesson(page);
    page->has_pending = false;
    page->session = session;
    page->lesson = lesson;
    page->name = library_lesson_name(&page->library, own, kept_name);
    page->lesson_arena = own;
    return "";
}

const char *page_add_notation(struct page *page, const char *path, const char **ret_id) {
    const char *error = "";
    page->library.language =
        page->session != NULL ? session_settings(page->session)->language : page->looks.language;
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
    return session_aim(page->session) != session_step(page->session);
}

/* What of a place is within its step. */
static void arrive(struct page *page) {
    struct session *session = page->session;
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
    struct session *session = page->session;
    page->pending = place;
    page->has_pending = true;
    session_set_level(session, place.level);
    session_aim_at(session, place.step);
    session_work(session, NEAR_OPERATIONS);
    if (!is_on_the_way(page)) {
        arrive(page);
    }
}

struct page_place page_place(const struct page *page) {
    struct place at = session_place(page->session);
    return (struct page_place){.step = at.step,
                               .inside = elements_before(session_program(page->session), at),
                               .form = session_shown_form(page->session),
                               .level = session_settings(page->session)->level};
}

int page_turn(struct page *page) {
    if (page->loop == NULL || page->is_over) {
        return -1;
    }
    if (page->has_pending && !is_on_the_way(page)) {
        arrive(page);
    }
    page->is_over = !loop_turn(page->loop);
    return page->is_over ? -1 : page->has_pending ? 0 : loop_patience(page->loop);
}
