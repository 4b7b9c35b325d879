#include "app/desk/desk.h"

#include "base/message.h"
#include "base/text.h"
#include "engine/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void desk_begin(struct desk *ret, struct arena *arena, const struct library *library,
                const struct kept_settings *kept) {
    *ret = (struct desk){.arena = arena,
                         .library = library,
                         .settings_path = settings_file_path(arena),
                         .kept = *kept,
                         .journal = {.descriptor = -1}};
}

static enum language language_of(const struct desk *desk) {
    return session_settings(desk->opened.session)->language;
}

/* ---- the journal ---- */

static void open_journal(struct desk *desk) {
    const char *path = journal_path(desk->arena);
    const char *error = NULL;
    if (path != NULL) {
        desk->journal = journal_open(desk->arena, path, language_of(desk), &error);
    }
    if (error != NULL) {
        fputs(error, stderr);
    }
}

/* A lesson of the reader's own is found again by its whole path. */
static const char *journal_name(const struct desk *desk, struct arena *arena) {
    const char *name = desk->opened.name;
    char *path = strcmp(name, "-") != 0 ? realpath(name, NULL) : NULL;
    const char *found = path != NULL ? arena_copy_text(arena, path, strlen(path)) : name;
    free(path);
    return found;
}

static void add(struct desk *desk, enum journal_deed deed) {
    struct arena *arena = arena_create();
    const struct session *session = desk->opened.session;
    const struct program *program = session_program(session);
    int64_t now = journal_now();
    const struct journal_entry entry = {
        .deed = deed,
        .time = now,
        .lesson = journal_name(desk, arena),
        .notation = program->notation->id,
        .step = deed == JOURNAL_OPENED ? 0 : session_step(session),
        .steps = program->step_count,
        .seconds = deed == JOURNAL_LEFT ? (long)(now - desk->opened_at) : 0,
    };
    const char *error = NULL;
    journal_add(&desk->journal, arena, &entry, deed != JOURNAL_OPENED, language_of(desk), &error);
    if (error != NULL) {
        fputs(error, stderr);
    }
    arena_destroy(arena);
}

/* The last words of the lesson are on the screen, or its last step. */
static bool is_at_end(const struct session *session) {
    struct program_place place = session_program_place(session);
    const struct script *script = session_script(session);
    return session_step(session) == session_program(session)->step_count ||
           (script != NULL && script_is_end(script, place));
}

/* ---- what is kept ---- */

/* Only what the reader changed here: what the command line asked for is not a wish for ever. */
static struct kept_settings settings_now(const struct desk *desk) {
    const struct session *session = desk->opened.session;
    const struct session_settings *now = session_settings(session), *then = &desk->begun;
    struct kept_settings kept = desk->kept;
    if (now->language != then->language) {
        kept.has_language = true;
        kept.language = now->language;
    }
    if (now->theme != then->theme) {
        kept.has_theme = true;
        kept.theme = now->theme;
    }
    if (now->is_motion_reduced != then->is_motion_reduced) {
        kept.has_motion = true;
        kept.is_motion_on = !now->is_motion_reduced;
    }
    kept.text_scale = now->text_scale != then->text_scale ? now->text_scale : kept.text_scale;
    kept.decimals = now->decimals != then->decimals ? now->decimals : kept.decimals;
    kept.width = desk->width > 0 ? desk->width : kept.width;
    kept.height = desk->height > 0 ? desk->height : kept.height;
    return kept;
}

static void keep_settings(struct desk *desk) {
    struct kept_settings now = settings_now(desk);
    if (desk->settings_path == NULL || settings_file_equal(&now, &desk->kept)) {
        return;
    }
    if (!settings_file_write(desk->arena, desk->settings_path, &now)) {
        const char *message =
            text_format(desk->arena, "the settings are not kept: %s", strerror(errno));
        fputs(message_line(desk->arena, language_of(desk), message), stderr);
    }
    desk->kept = now;
}

/* ---- the lesson on it ---- */

static void leave(struct desk *desk) {
    if (desk->opened.session != NULL) {
        add(desk, JOURNAL_LEFT);
        keep_settings(desk);
        opened_close(&desk->opened);
    }
}

void desk_put(struct desk *desk, struct opened opened) {
    bool is_first = desk->opened.session == NULL;
    struct opened before = desk->opened;
    if (!is_first) {
        add(desk, JOURNAL_LEFT);
    }
    desk->opened = opened;
    if (is_first) {
        desk->begun = *session_settings(opened.session);
        open_journal(desk);
    }
    if (desk->loop != NULL) {
        loop_show(desk->loop, opened.session);
    }
    opened_close(&before);
    desk->opened_at = journal_now();
    desk->is_finished = false;
    add(desk, JOURNAL_OPENED);
}

static unsigned look(void *owner) {
    struct desk *desk = owner;
    const struct session *session = desk->opened.session;
    bool is_there = session_aim(session) == session_step(session);
    if (!desk->is_finished && is_there && is_at_end(session)) {
        desk->is_finished = true;
        add(desk, JOURNAL_FINISHED);
    }
    return SESSION_SAME;
}

struct cover desk_cover(struct desk *desk) {
    return (struct cover){.owner = desk, .look = look};
}

enum loop_end desk_run(struct desk *desk, const struct window_options *options,
                       char *reterr_message, size_t message_size) {
    enum loop_end end = LOOP_FAILED;
    desk->loop = loop_create(desk->opened.session, options, &end, reterr_message, message_size);
    if (desk->loop != NULL) {
        struct window *window = loop_window(desk->loop);
        int before[2], after[2];
        window_size(window, &before[0], &before[1]);
        end = loop_run(desk->loop, reterr_message, message_size);
        bool is_own = window_size(window, &after[0], &after[1]);
        if (is_own && (after[0] != before[0] || after[1] != before[1])) {
            desk->width = after[0];
            desk->height = after[1];
        }
        loop_destroy(desk->loop);
        desk->loop = NULL;
    }
    return end;
}

void desk_end(struct desk *desk) {
    leave(desk);
    journal_close(&desk->journal);
}
