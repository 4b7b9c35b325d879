#include "app/desk/opened.h"

#include "base/message.h"
#include "base/text.h"
#include "library/refusal.h"
#include "session/ask/session_ask.h"

#include <string.h>

void opened_ask(const struct opened *opened, const struct library *library) {
    const char *error;
    session_ask_set_mistakes(opened->session, library_mistakes(library, opened->arena, &error));
    session_ask_set_mode(opened->session, ASK_LESSON);
}

void opened_apply_looks(struct session *session, const struct session_settings *looks) {
    session_set_language(session, looks->language);
    session_set_theme(session, looks->theme);
    session_set_text_scale(session, looks->text_scale);
    session_set_decimals(session, looks->decimals);
    session_set_motion(session, !looks->is_motion_reduced);
    session_set_level(session, looks->level);
}

void opened_begin_closely(struct session *session) {
    if (session_settings(session)->level < LEVEL_OPERATION) {
        session_set_level(session, LEVEL_OPERATION);
    }
}

/* A session on the lesson in the notation; NULL with why not. */
static struct session *create_session(const struct library *library, struct arena *arena,
                                      const struct lesson *lesson, const char *shown,
                                      const char *id, const char **reterr) {
    int index = library_find_notation(library, id);
    if (index < 0) {
        const char *message = text_format(arena, "unknown notation \"%s\"", id);
        *reterr = text_format(arena, "%s\n", message_in(arena, library->language, message));
        return NULL;
    }
    const struct notation *notation = library_notation(library, (size_t)index);
    if (notation == NULL) {
        *reterr = notation_shelf_fault(library->notations);
        return NULL;
    }
    const struct session_notations notations = {notation_shelf_source(library->notations),
                                                notation_shelf_count(library->notations),
                                                (size_t)index};
    struct program_error error;
    struct session *session = session_create(arena, lesson, notations, &error);
    if (session == NULL) {
        *reterr = refusal_text(arena, library->language, notation, shown, &error);
    }
    return session;
}

static struct session *open_session(const struct library *library, struct arena *arena,
                                    const struct lesson *lesson, const char *name,
                                    const struct opened_way *way, const char **reterr) {
    const char *shown = library_shown_name(arena, name);
    bool has_wish = way->notation != NULL && *way->notation != '\0';
    struct session *session =
        has_wish ? create_session(library, arena, lesson, shown, way->notation, reterr) : NULL;
    if (session == NULL && (!has_wish || way->is_wish)) {
        session = create_session(library, arena, lesson, shown, lesson->notation, reterr);
    }
    return session;
}

bool opened_read(struct opened *ret, const struct library *library, const char *name,
                 const struct opened_way *way, struct arena *arena, const char **reterr) {
    struct arena *own = arena_create();
    const char *error = "";
    const char *kept_name = arena_copy_text(own, name, strlen(name));
    const struct lesson *lesson = library_read_lesson(library, own, kept_name, &error);
    struct session *session =
        lesson != NULL ? open_session(library, own, lesson, kept_name, way, &error) : NULL;
    if (session == NULL) {
        *reterr = arena_copy_text(arena, error, strlen(error));
        arena_destroy(own);
        return false;
    }
    opened_apply_looks(session, way->looks);
    *ret = (struct opened){own, session, library_lesson_name(library, own, kept_name)};
    opened_ask(ret, library);
    return true;
}

void opened_close(struct opened *opened) {
    session_destroy(opened->session);
    arena_destroy(opened->arena);
    *opened = (struct opened){.arena = NULL};
}
