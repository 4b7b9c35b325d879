#include "app/desk/desk.h"

#include "base/message.h"
#include "base/text.h"
#include "view/draw/scene_button.h"

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
                         .journal = {.journal = {.descriptor = -1}}};
    const char *own_notation = notation_shelf_added_file(library->notations);
    if (own_notation != NULL) {
        watch_begin(&ret->notation_watch, own_notation, true);
    }
}

static enum language language_of(const struct desk *desk) {
    return session_settings(desk->opened.session)->language;
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
    const char *id = session_program(session)->notation->id;
    if (strcmp(id, desk->own_notation) != 0) {
        bool is_own = strcmp(id, session_lesson(session)->notation) == 0;
        kept.notation = is_own ? NULL : arena_copy_text(desk->arena, id, strlen(id));
    }
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

/* ---- a file that cannot be read ---- */

/* The picture on screen shows texts of the panel, which end with it: the next is not compared. */
static void end_broken(struct desk *desk) {
    if (desk->broken.is_open && desk->loop != NULL) {
        window_lose_picture(loop_window(desk->loop));
    }
}

static void show_broken(struct desk *desk, const char *name, const char *printed) {
    end_broken(desk);
    broken_open(&desk->broken, name, printed);
    watch_begin(&desk->watch, desk->broken.name, true);
}

/* ---- the lesson on it ---- */

static void put(struct desk *desk, struct opened opened, bool is_stand_in) {
    struct opened before = desk->opened;
    bool is_first = before.session == NULL;
    if (!is_first) {
        desk_journal_add(&desk->journal, &desk->opened, JOURNAL_LEFT);
        keep_settings(desk);
    }
    desk->opened = opened;
    desk->is_stand_in = is_stand_in;
    desk->begun = *session_settings(opened.session);
    desk->own_notation = session_program(opened.session)->notation->id;
    desk_journal_turn(&desk->journal, is_stand_in);
    if (is_first) {
        bool is_kept = desk_journal_open(&desk->journal, desk->arena, language_of(desk));
        if (!is_kept) {
            session_notify(opened.session, STRING_NOTICE_NOT_KEPT, 0);
        }
    }
    ended_close(&desk->ended);
    broken_close(&desk->broken);
    watch_begin(&desk->watch, opened.name, false);
    session_set_end_page(opened.session, !is_stand_in);
    if (desk->loop != NULL) {
        loop_show(desk->loop, opened.session);
    }
    opened_close(&before);
    desk_journal_add(&desk->journal, &desk->opened, JOURNAL_OPENED);
}

void desk_put(struct desk *desk, struct opened opened) {
    put(desk, opened, false);
}

void desk_put_hall(struct desk *desk, struct opened opened) {
    put(desk, opened, true);
    desk_hall_open(&desk->hall, desk->library, language_of(desk));
}

void desk_put_broken(struct desk *desk, struct opened stand_in, const char *name,
                     const char *printed) {
    put(desk, stand_in, true);
    show_broken(desk, name, printed);
}

/* ---- the hall ---- */

static unsigned show_lessons(void *owner) {
    struct desk *desk = owner;
    desk_journal_add(&desk->journal, &desk->opened,
                     JOURNAL_LEFT); /* so that the hall knows where the reader is */
    desk->journal.since = journal_now();
    desk->hall.has_lesson = !desk->is_stand_in;
    desk_hall_open(&desk->hall, desk->library, language_of(desk));
    if (desk->ended.is_open) { /* what the hall knew before is gone */
        desk->ended.page.next = hall_next(&desk->hall.hall, desk->opened.name);
    }
    session_hover(desk->opened.session, QUANTITY_NONE);
    return SESSION_LOOKS;
}

/* Reads a lesson; what is said of one that cannot be read is in the reader's language. */
static bool read_lesson(const struct desk *desk, const char *name, const char *notation,
                        struct arena *arena, struct opened *ret, const char **reterr) {
    struct library own = *desk->library;
    own.language = language_of(desk);
    const struct opened_way way = {
        .notation = notation, .is_wish = true, .looks = session_settings(desk->opened.session)};
    *reterr = "";
    return opened_read(ret, &own, name, &way, arena, reterr);
}

/* Opens a lesson where it was left, or at its beginning; of one that cannot be read a panel says
 * why. */
static bool open_lesson(struct desk *desk, const char *name,
                        const struct lesson_progress *progress) {
    struct arena *arena = arena_create();
    bool has_notation = progress != NULL && progress->notation != NULL;
    struct opened opened;
    const char *error;
    bool is_open = read_lesson(desk, name, has_notation ? progress->notation : desk->kept.notation,
                               arena, &opened, &error);
    if (is_open) {
        put(desk, opened, false);
        opened_begin_closely(opened.session);
        if (progress != NULL && progress->step < progress->steps) { /* again, or not yet over */
            session_aim_at(opened.session, progress->step);
        }
    } else {
        show_broken(desk, name, error);
    }
    arena_destroy(arena);
    return is_open;
}

static unsigned answer(struct desk *desk, enum hall_request request) {
    const struct hall_lesson *chosen;
    switch (request) {
    case HALL_NOT_MINE:
        return SESSION_SAME;
    case HALL_CHANGED:
        break;
    case HALL_LANGUAGE:
        return session_apply(desk->opened.session, ACTION_LANGUAGE);
    case HALL_CLOSE:
        desk->hall.is_open = desk->is_stand_in;
        break;
    case HALL_OPEN:
    case HALL_OPEN_FRESH:
        chosen = hall_chosen(&desk->hall.hall);
        open_lesson(desk, chosen->name, request == HALL_OPEN ? chosen->progress : NULL);
        desk->hall.is_open = false;
        return SESSION_MOVED | SESSION_LOOKS;
    }
    return SESSION_LOOKS;
}

/* ---- a file that is saved while it is open ---- */

/* The reader stays at the step; journal and settings go on as if nothing had happened. */
static void replace(struct desk *desk, struct opened opened) {
    struct opened before = desk->opened;
    long step = session_aim(before.session), last = session_program(opened.session)->step_count;
    desk_journal_add_answers(&desk->journal, &desk->opened);
    broken_close(&desk->broken);
    ended_close(&desk->ended);
    desk->opened = opened;
    desk->journal.answers = (struct desk_answers){.count = 0};
    watch_begin(&desk->watch, opened.name, false);
    session_set_end_page(opened.session, true);
    session_aim_at(opened.session, step);
    session_notify(opened.session,
                   step <= last ? STRING_NOTICE_READ_AGAIN : STRING_NOTICE_READ_NEARER,
                   step <= last ? step : last);
    loop_show(desk->loop, opened.session);
    opened_close(&before);
}

/* Whether the panel is that of the reader's own notation. */
static bool is_notation_broken(const struct desk *desk) {
    const char *path = desk->notation_watch.path;
    return desk->broken.is_open && path != NULL && strcmp(desk->broken.name, path) == 0;
}

/* Reads the broken file, or the open one, again; in another notation where one is named. */
static unsigned read_lesson_again(struct desk *desk, const char *notation) {
    struct arena *arena = arena_create();
    const char *name = desk->broken.is_open ? desk->broken.name : desk->opened.name;
    bool is_same = !desk->is_stand_in && strcmp(name, desk->opened.name) == 0;
    if (is_same && notation == NULL) {
        notation = session_program(desk->opened.session)->notation->id;
    }
    const char *error;
    struct opened opened;
    if (!read_lesson(desk, name, notation, arena, &opened, &error)) {
        show_broken(desk, arena_copy_text(arena, name, strlen(name)), error);
    } else if (is_same) {
        replace(desk, opened);
    } else {
        put(desk, opened, false);
    }
    arena_destroy(arena);
    return SESSION_MOVED | SESSION_LOOKS;
}

/* Reads the reader's own notation again, and what is shown in it. A stand-in that nobody asked for
 * and what came from standard input stay as they are until another lesson is opened. */
static unsigned read_notation_again(struct desk *desk) {
    struct notation_shelf *shelf = desk->library->notations;
    const char *id = session_program(desk->opened.session)->notation->id, *error;
    bool is_shown = notation_shelf_is_added(shelf, id);
    const char *now;
    if (!notation_shelf_read_again(shelf, language_of(desk), &now, &error)) {
        end_broken(desk);
        broken_open(&desk->broken, notation_shelf_added_file(shelf), error);
        return SESSION_LOOKS;
    }
    if (is_notation_broken(desk)) {
        end_broken(desk);
        broken_close(&desk->broken);
    }
    bool is_file = !desk->is_stand_in && strcmp(desk->opened.name, "-") != 0;
    return desk->broken.is_open || is_file ? read_lesson_again(desk, is_shown ? now : NULL)
                                           : (unsigned)SESSION_LOOKS;
}

static unsigned read_again(struct desk *desk) {
    return is_notation_broken(desk) ? read_notation_again(desk) : read_lesson_again(desk, NULL);
}

/* ---- behind the last step ---- */

static unsigned show_end(void *owner) {
    struct desk *desk = owner;
    desk_hall_look(&desk->hall, desk->library, language_of(desk));
    ended_open(&desk->ended, desk->opened.session, hall_next(&desk->hall.hall, desk->opened.name));
    session_hover(desk->opened.session, QUANTITY_NONE);
    return SESSION_LOOKS;
}

/* The lesson that follows, where the journal says that it was left; all of them behind the last. */
static unsigned open_next(struct desk *desk) {
    const struct hall_lesson *next = desk->ended.page.next;
    if (next == NULL) {
        ended_close(&desk->ended);
        return show_lessons(desk);
    }
    return open_lesson(desk, next->name, next->progress) ? SESSION_MOVED | SESSION_LOOKS
                                                         : (unsigned)SESSION_LOOKS;
}

static unsigned answer_end(struct desk *desk, enum end_request request, long step) {
    return request == END_NEXT ? open_next(desk)
                               : ended_answer(&desk->ended, desk->opened.session, request, step);
}

/* Nothing is under way in the hall and behind the end, so that nothing is asked before quitting. */
static unsigned take_action(struct desk *desk, enum action action) {
    return action == ACTION_QUIT || action == ACTION_QUIT_NOW ? (unsigned)SESSION_QUIT
           : action == ACTION_LESSONS                         ? answer(desk, HALL_CLOSE)
           : cover_is_of_looks(action) ? session_apply(desk->opened.session, action)
                                       : (unsigned)SESSION_SAME;
}

/* ---- what the window is told ---- */

/* The list of keys lies over everything. */
static bool has_help(const struct desk *desk) {
    return session_settings(desk->opened.session)->is_help_open;
}

static bool is_in_hall(const struct desk *desk) {
    return desk->hall.is_open && !has_help(desk);
}

static bool is_behind_end(const struct desk *desk) {
    return desk->ended.is_open && !desk->hall.is_open && !has_help(desk);
}

static bool is_over_broken(const struct desk *desk) {
    return desk->broken.is_open && !desk->hall.is_open && !has_help(desk);
}

static bool draw(void *owner, const struct cover_sight *sight, struct arena *arena,
                 struct scene *ret) {
    struct desk *desk = owner;
    const struct session_settings *settings = session_settings(desk->opened.session);
    if (is_over_broken(desk)) {
        broken_draw(&desk->broken, desk->opened.session, !desk->is_stand_in, sight, arena, ret);
        return true;
    }
    if (is_behind_end(desk)) {
        ended_draw(&desk->ended, desk->opened.session, sight, arena, ret);
        return true;
    }
    if (!is_in_hall(desk)) {
        return false;
    }
    desk_hall_draw(&desk->hall, settings, sight, arena, ret);
    return true;
}

static bool take_key(void *owner, struct key key, unsigned *ret_changed) {
    struct desk *desk = owner;
    enum broken_request broken;
    *ret_changed = SESSION_LOOKS;
    if (is_over_broken(desk) &&
        broken_take_key(&desk->broken, key, desk->opened.session, &broken)) {
        *ret_changed = broken == BROKEN_READ ? read_again(desk) : (unsigned)SESSION_LOOKS;
        return true;
    }
    if (is_over_broken(desk) && desk->is_stand_in) { /* there is no lesson to step in */
        enum action action = key_table_action(key);
        *ret_changed = action == ACTION_LESSONS ? show_lessons(desk) : take_action(desk, action);
        return true;
    }
    if (is_behind_end(desk)) {
        enum end_request end = end_page_take_key(key);
        enum action action = key_table_action(key);
        *ret_changed = end != END_NOT_MINE        ? answer_end(desk, end, 0)
                       : action == ACTION_LESSONS ? show_lessons(desk)
                                                  : take_action(desk, action);
        return true;
    }
    if (!is_in_hall(desk)) {
        return false;
    }
    enum hall_request request = hall_take_key(&desk->hall.hall, key, language_of(desk));
    *ret_changed =
        request == HALL_NOT_MINE ? take_action(desk, key_table_action(key)) : answer(desk, request);
    return true;
}

static unsigned click_end(struct desk *desk, const struct cover_pointing *pointing) {
    long step = 0;
    bool wants_all =
        scene_button_at(pointing->scene, pointing->at.x, pointing->at.y) == ACTION_LESSONS;
    enum end_request request = ended_click(&desk->ended, pointing->scene, pointing->at, &step);
    return wants_all ? show_lessons(desk) : answer_end(desk, request, step);
}

static bool point(void *owner, const struct cover_pointing *pointing, unsigned *ret_changed) {
    struct desk *desk = owner;
    enum broken_request broken;
    *ret_changed = SESSION_SAME;
    if (is_over_broken(desk) &&
        broken_point(&desk->broken, pointing, desk->opened.session, &broken)) {
        *ret_changed = broken == BROKEN_READ           ? read_again(desk)
                       : broken == BROKEN_LESSONS      ? show_lessons(desk)
                       : pointing->touch == TOUCH_MOVE ? (unsigned)SESSION_SAME
                                                       : (unsigned)SESSION_LOOKS;
        return true;
    }
    if (is_behind_end(desk)) {
        if (pointing->touch == TOUCH_CLICK) {
            *ret_changed = click_end(desk, pointing);
        }
        return true;
    }
    if (!is_in_hall(desk)) {
        return false;
    }
    *ret_changed = answer(desk, desk_hall_point(&desk->hall, pointing));
    return true;
}

static bool can_click(void *owner, const struct scene *scene, struct scene_point at,
                      bool *ret_can) {
    *ret_can = desk_hall_can_click(scene, at);
    bool is_panel =
        is_over_broken(owner) && scene_button_at(scene, at.x, at.y) >= broken_view_first_action();
    return is_in_hall(owner) || is_behind_end(owner) || is_panel;
}

static unsigned drop(void *owner, const char *path) {
    struct desk *desk = owner;
    open_lesson(desk, path, NULL);
    desk->hall.is_open = false; /* over it nothing would be seen of what is wrong */
    return SESSION_MOVED | SESSION_LOOKS;
}

static unsigned look(void *owner) {
    struct desk *desk = owner;
    desk_journal_follow(&desk->journal, &desk->opened);
    bool is_lesson = watch_has_changed(&desk->watch);
    return watch_has_changed(&desk->notation_watch) ? read_notation_again(desk)
           : is_lesson                              ? read_again(desk)
                                                    : (unsigned)SESSION_SAME;
}

/* The one of two times to wait that ends first; -1 has no end. */
static int sooner(int a, int b) {
    return a < 0 || (b >= 0 && b < a) ? b : a;
}

static int patience(void *owner) {
    const struct desk *desk = owner;
    int files = sooner(watch_patience(&desk->watch), watch_patience(&desk->notation_watch));
    return sooner(files, desk_journal_patience(&desk->journal, &desk->opened));
}

struct cover desk_cover(struct desk *desk) {
    return (struct cover){.owner = desk,
                          .draw = draw,
                          .take_key = take_key,
                          .point = point,
                          .can_click = can_click,
                          .show_lessons = show_lessons,
                          .show_end = show_end,
                          .drop = drop,
                          .look = look,
                          .patience = patience};
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
    if (desk->opened.session != NULL) {
        desk_journal_add(&desk->journal, &desk->opened, JOURNAL_LEFT);
        keep_settings(desk);
    }
    watch_end(&desk->watch);
    watch_end(&desk->notation_watch);
    ended_close(&desk->ended);
    broken_close(&desk->broken);
    opened_close(&desk->opened);
    desk_hall_end(&desk->hall);
    journal_close(&desk->journal.journal);
}
