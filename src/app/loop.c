#include "app/loop.h"

#include "app/answer/answer_input.h"
#include "app/input.h"
#include "app/video.h"
#include "base/memory.h"
#include "session/way/leap.h"
#include "view/draw/scene_button.h"
#include "view/stage/answering.h"
#include "view/stage/pointing.h"

#include <SDL.h>

#include <stdio.h>
#include <stdlib.h>

enum {
    SLICE_MILLISECONDS = 4,     /* of work between two looks at the events */
    NEWS_MILLISECONDS = 80,     /* between two pictures while a long way is being gone */
    NOTICE_MILLISECONDS = 4000, /* that an answer to a key is shown */
    SLICE_OPERATIONS = 16
};

/* Of looking ahead, between two looks at the clock: well below a millisecond. */
static const double slice_work = 1e5;

struct loop {
    struct session *session;
    struct window window;
    bool has_quit;
    bool has_pointer; /* where it was last; it is not believed to point before it has moved */
    bool is_pointing; /* it has moved since the last key */
    struct scene_point pointer;
    enum stage_handle held; /* with the mouse button down */
    bool has_ahead;         /* the run was not followed to its end yet */
    long ahead_shown;       /* how far it was followed when the picture was painted */
    Uint32 answered_at;     /* SDL_GetTicks: since then the answer to a key is shown */
    struct chore chore;
    enum chore_state chore_state;
};

/* ---- what changed ---- */

static void take_changes(struct loop *loop, unsigned changed) {
    struct window *window = &loop->window;
    if ((changed & SESSION_LESSONS) != 0) {
        changed |= cover_show_lessons(&window->cover);
    }
    if ((changed & SESSION_ENDED) != 0) {
        changed |= cover_show_end(&window->cover);
    }
    if (changed != SESSION_SAME) {
        loop->answered_at = SDL_GetTicks();
    }
    window->is_stale = window->is_stale || (changed & (SESSION_MOVED | SESSION_LOOKS)) != 0;
    loop->has_quit = loop->has_quit || (changed & SESSION_QUIT) != 0;
    if ((changed & SESSION_FULL_SCREEN) != 0) {
        window_sync_full_screen(window);
    }
    if ((changed & SESSION_LOOKS) != 0) {
        window_sync_title(window);
        loop->has_ahead = true; /* another notation is another run */
    }
}

/* How far the run was followed: something else after each change that shows. */
static long ahead_mark(const struct loop *loop) {
    const struct loss_history *history = session_history(loop->session);
    return history != NULL ? loss_history_reach(history) + loss_history_stuck(history) : 0;
}

static bool refresh(struct loop *loop) {
    loop->ahead_shown = loop->window.is_stale ? ahead_mark(loop) : loop->ahead_shown;
    return window_refresh(&loop->window);
}

/* ---- keys ---- */

static bool is_about_the_picture(enum action action) {
    return action == ACTION_SELECT_NEXT || action == ACTION_SELECT_PREVIOUS ||
           action == ACTION_READ_ON || action == ACTION_READ_BACK;
}

/* Whole passes and iterations do too much at once for it. */
static bool shows_motion(const struct session *session) {
    const struct session_settings *settings = session_settings(session);
    return !settings->is_motion_reduced && settings->level >= LEVEL_OPERATION &&
           session_aim(session) == session_step(session);
}

/* Does what a key or a button asks for. Who presses keys does not point: the light goes off until
 * the pointer moves again. */
static void act(struct loop *loop, enum action action) {
    struct window *window = &loop->window;
    bool is_calm = !frames_are_moving(&window->frames) && !window->is_stale;
    window_end_motion(window);
    loop->is_pointing = loop->is_pointing && action == ACTION_NONE;
    unsigned changed =
        action != ACTION_NONE ? session_hover(loop->session, QUANTITY_NONE) : SESSION_SAME;
    const struct scene *scene =
        is_about_the_picture(action) ? window_scene(window) : &window->frames.goal.scene;
    changed |= pointing_apply(loop->session, scene, action);
    /* Who is in a hurry is not held up, not even by the sight of it. */
    bool is_step = action == ACTION_NEXT || action == ACTION_READ_ON;
    window->wants_motion =
        is_calm && is_step && (changed & SESSION_MOVED) != 0 && shows_motion(loop->session);
    take_changes(loop, changed);
}

static void take_key(struct loop *loop, const struct input_key *key) {
    unsigned changed;
    if (cover_take_key(&loop->window.cover, key->key, &changed)) {
        loop->is_pointing = false;
        take_changes(loop, changed);
        return;
    }
    if (answer_input_take_key(&loop->window, key->key, &changed)) {
        take_changes(loop, changed);
        return;
    }
    enum action action = key_table_action(key->key);
    if (!key->is_repeat || key_table_is_repeated(action)) {
        act(loop, action);
    }
}

/* ---- the pointer ---- */

static long step_at(const struct loop *loop, enum stage_handle handle, struct scene_point at) {
    const struct window *window = &loop->window;
    return stage_handle_step(loop->session, window_picture_size(window), &window->metrics, handle,
                             at.x);
}

/* Goes to the place of the run that the pointer has come to with a handle held. */
static void drag(struct loop *loop, struct scene_point at) {
    long step = step_at(loop, loop->held, at);
    loop->window.frames.pointer = at;
    leap_set_own_way(loop->session, true); /* whoever goes there wants to look there */
    take_changes(loop,
                 session_hover_step(loop->session, step) | session_jump_to(loop->session, step));
}

/* A place of the run, or a quantity of the picture. */
static void point(struct loop *loop, struct scene_point at) {
    struct window *window = &loop->window;
    enum stage_handle handle = pointing_handle(loop->session, &window->frames.goal.scene, at);
    unsigned changed = handle != HANDLE_NONE
                           ? session_hover_step(loop->session, step_at(loop, handle, at))
                           : pointing_move(loop->session, &window->frames.goal.scene, at);
    window->frames.pointer = changed != SESSION_SAME ? at : window->frames.pointer;
    take_changes(loop, changed);
}

/* Whether who stands before the lesson takes what the pointer does. */
static bool is_covered(struct loop *loop, enum cover_touch touch, int wheel) {
    const struct cover_pointing pointing = {touch, window_scene(&loop->window), loop->pointer,
                                            wheel};
    unsigned changed;
    bool is_taken = cover_point(&loop->window.cover, &pointing, &changed);
    take_changes(loop, changed);
    return is_taken;
}

/* A window that opens under the pointer is not pointed at. */
static void take_motion(struct loop *loop, const SDL_MouseMotionEvent *event) {
    struct window *window = &loop->window;
    struct scene_point at = window_in_pixels(window, event->x, event->y);
    bool has_moved = loop->has_pointer && (at.x != loop->pointer.x || at.y != loop->pointer.y);
    loop->has_pointer = true;
    loop->is_pointing = loop->is_pointing || has_moved;
    loop->pointer = at;
    if (loop->held != HANDLE_NONE) {
        drag(loop, at);
    } else if (has_moved && !window->is_stale && !is_covered(loop, TOUCH_MOVE, 0)) {
        point(loop, at);
    }
}

/* The wheel turns the pages of a long text, or goes through the lines of a derivation; with Ctrl
 * the text is larger or smaller, as everywhere. */
static void take_wheel(struct loop *loop, const SDL_MouseWheelEvent *event) {
    if (event->y != 0 && (SDL_GetModState() & KMOD_CTRL) != 0) {
        act(loop, event->y > 0 ? ACTION_LARGER : ACTION_SMALLER);
    } else if (event->y != 0 && !is_covered(loop, TOUCH_WHEEL, -event->y)) {
        take_changes(loop, pointing_wheel(loop->session, window_scene(&loop->window), loop->pointer,
                                          event->y < 0));
    }
}

/* The buttons for back and on at the side of some mice step; the right one drops the selection. */
static void take_other_button(struct loop *loop, Uint8 button) {
    if (button == SDL_BUTTON_X1 || button == SDL_BUTTON_X2) {
        act(loop, button == SDL_BUTTON_X1 ? ACTION_PREVIOUS : ACTION_NEXT);
    } else if (button == SDL_BUTTON_RIGHT) {
        take_changes(loop, session_select(loop->session, QUANTITY_NONE));
    }
}

static void take_click(struct loop *loop, const SDL_MouseButtonEvent *event) {
    struct window *window = &loop->window;
    if (window->screen.raster.pixels == NULL) {
        return;
    }
    window_end_motion(window);
    struct scene_point at = window_in_pixels(window, event->x, event->y);
    bool is_left = event->button == SDL_BUTTON_LEFT;
    loop->pointer = at;
    if (is_covered(loop, is_left ? TOUCH_CLICK : TOUCH_OTHER_BUTTON, 0)) {
        return;
    }
    if (!is_left) {
        take_other_button(loop, event->button);
        return;
    }
    unsigned changed = SESSION_SAME;
    if (answering_click(loop->session, window_scene(window), at, &changed)) {
        take_changes(loop, changed);
        return;
    }
    enum action action = (enum action)scene_button_at(window_scene(window), at.x, at.y);
    if (action != ACTION_NONE) {
        act(loop, action);
        return;
    }
    loop->held = pointing_handle(loop->session, window_scene(window), at);
    if (loop->held != HANDLE_NONE) {
        drag(loop, at);
    } else {
        take_changes(loop, pointing_click(loop->session, window_scene(window), at));
    }
}

static void take_leave(struct loop *loop) {
    loop->has_pointer = false;
    loop->is_pointing = false;
    take_changes(loop, session_hover(loop->session, QUANTITY_NONE));
}

/* Whether a click at the pointer does something. */
static bool can_click(const struct loop *loop) {
    const struct window *window = &loop->window;
    const struct scene_point at = loop->pointer;
    bool can = false;
    if (cover_can_click(&window->cover, &window->frames.goal.scene, at, &can)) {
        return can;
    }
    return loop->is_pointing &&
           (!quantity_is_none(session_selection(loop->session)->hovered) ||
            scene_button_at(&window->frames.goal.scene, at.x, at.y) != ACTION_NONE ||
            answering_can_click(loop->session, &window->frames.goal.scene, at) ||
            !quantity_is_none(scene_button_quantity_at(&window->frames.goal.scene, at.x, at.y)) ||
            pointing_handle(loop->session, &window->frames.goal.scene, at) != HANDLE_NONE);
}

/* ---- events ---- */

static void take_window_event(struct loop *loop, Uint8 event) {
    struct window *window = &loop->window;
    if (event == SDL_WINDOWEVENT_EXPOSED || event == SDL_WINDOWEVENT_SIZE_CHANGED ||
        event == SDL_WINDOWEVENT_SHOWN || event == SDL_WINDOWEVENT_RESTORED) {
        window->is_lost = true;
    }
    if (event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        window_lose_picture(window); /* even when the new one has the old one's size and place */
    }
    if (event == SDL_WINDOWEVENT_LEAVE) {
        take_leave(loop);
    }
}

static void take_event(struct loop *loop, const SDL_Event *event) {
    struct input_key key;
    struct input_text text;
    if (input_take(event, &key)) {
        take_key(loop, &key);
        return;
    }
    if (input_take_text(event, &text)) {
        take_changes(loop, answer_input_take_text(&loop->window, &text));
        return;
    }
    switch (event->type) {
    case SDL_QUIT:
        loop->has_quit = true;
        return;
    case SDL_MOUSEMOTION:
        take_motion(loop, &event->motion);
        return;
    case SDL_MOUSEBUTTONDOWN:
        take_click(loop, &event->button);
        return;
    case SDL_MOUSEWHEEL:
        take_wheel(loop, &event->wheel);
        return;
    case SDL_MOUSEBUTTONUP:
        loop->held = HANDLE_NONE;
        return;
    case SDL_DROPFILE:
        take_changes(loop, cover_drop(&loop->window.cover, event->drop.file));
        SDL_free(event->drop.file);
        return;
    case SDL_RENDER_TARGETS_RESET:
    case SDL_RENDER_DEVICE_RESET:
        loop->window.is_lost = true;
        return;
    case SDL_WINDOWEVENT:
        take_window_event(loop, event->window.event);
        return;
    default:
        return;
    }
}

/* Milliseconds that the answer to a key is still shown; -1 when there is none, or one that is long
 * and stays until the next key. */
static int until_notice_ends(const struct loop *loop) {
    Uint32 since = SDL_GetTicks() - loop->answered_at;
    const struct session_notice *notice = session_notice(loop->session);
    return notice == NULL || notice->broken != NULL ? -1
           : since < NOTICE_MILLISECONDS            ? NOTICE_MILLISECONDS - (int)since
                                                    : 0;
}

static void take_events(struct loop *loop) {
    SDL_Event event;
    while (!loop->has_quit && SDL_PollEvent(&event) != 0) {
        take_event(loop, &event);
        answer_input_sync(&loop->window);
    }
    take_changes(loop, cover_look(&loop->window.cover));
    if (until_notice_ends(loop) == 0) {
        take_changes(loop, session_end_notice(loop->session));
    }
    window_show_hand(&loop->window, can_click(loop));
}

/* ---- work ---- */

static bool is_working(const struct loop *loop) {
    return session_aim(loop->session) != session_step(loop->session);
}

static bool is_shown(const struct window *window) {
    return !window->is_stale && !window->is_lost && !frames_are_moving(&window->frames);
}

static bool looks_ahead(const struct loop *loop) {
    return !is_working(loop) && loop->has_ahead && is_shown(&loop->window);
}

static bool has_chore(const struct loop *loop) {
    return loop->chore_state == CHORE_MORE && !is_working(loop) && is_shown(&loop->window);
}

static bool is_news_due(const struct loop *loop) {
    return SDL_GetTicks() - loop->window.painted_at >= NEWS_MILLISECONDS;
}

/* Goes on towards a far step for a moment. */
static void work(struct loop *loop) {
    Uint32 start = SDL_GetTicks();
    while (is_working(loop) && SDL_GetTicks() - start < SLICE_MILLISECONDS) {
        session_work(loop->session, SLICE_OPERATIONS);
    }
    bool is_due = !is_working(loop) || is_news_due(loop);
    loop->window.is_stale = loop->window.is_stale || is_due;
}

/* Follows the run ahead of the reader for a moment, so that the loss curve grows: only while
 * nothing else is to be done. */
static void look_ahead(struct loop *loop) {
    Uint32 start = SDL_GetTicks();
    do {
        loop->has_ahead = session_look_ahead(loop->session, slice_work);
    } while (loop->has_ahead && SDL_GetTicks() - start < SLICE_MILLISECONDS);
    bool has_news = ahead_mark(loop) != loop->ahead_shown;
    bool is_due = loop->has_ahead ? is_news_due(loop) : has_news;
    loop->window.is_stale = loop->window.is_stale || is_due;
}

bool loop_turn(struct loop *loop) {
    struct window *window = &loop->window;
    if (is_working(loop)) {
        work(loop);
    } else if (has_chore(loop)) {
        loop->chore_state = loop->chore.go_on(loop->chore.owner);
    } else if (looks_ahead(loop)) {
        look_ahead(loop);
    }
    take_events(loop);
    if (loop->has_quit || loop->chore_state == CHORE_FAILED) {
        return false;
    }
    /* While a way is being gone, the picture waits until it is due. */
    bool is_early = is_working(loop) && !is_news_due(loop);
    bool is_frame_due = frames_are_moving(&window->frames) && window_until_next_frame(window) == 0;
    bool wants_picture = window->is_lost || (window->is_stale && !is_early) || is_frame_due;
    bool is_good = !wants_picture || refresh(loop);
    answer_input_sync(&loop->window); /* what is asked now is in the picture only now */
    return is_good;
}

bool loop_has_quit(const struct loop *loop) {
    return loop->has_quit;
}

/* -1 is never. */
static int sooner(int a, int b) {
    return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

int loop_patience(const struct loop *loop) {
    const struct window *window = &loop->window;
    int frame = window_until_next_frame(window);
    if (frame > 0) {
        return frame;
    }
    bool is_busy = is_working(loop) || has_chore(loop) || looks_ahead(loop) || !is_shown(window);
    return is_busy ? 0 : sooner(until_notice_ends(loop), cover_patience(&window->cover));
}

void loop_wait(struct loop *loop) {
    int patience = loop_patience(loop);
    if (patience != 0) {
        SDL_WaitEventTimeout(NULL, patience); /* -1: for ever */
    }
}

struct window *loop_window(struct loop *loop) {
    return &loop->window;
}

void loop_show(struct loop *loop, struct session *session) {
    loop->session = session;
    loop->window.session = session;
    loop->has_ahead = true;
    loop->ahead_shown = 0;
    loop->is_pointing = false;
    loop->held = HANDLE_NONE;
    window_lose_picture(&loop->window);
    window_sync_title(&loop->window);
}

/* ---- beginning and end ---- */

static bool open_window(struct loop *loop, const struct window_options *options,
                        char *reterr_message, size_t message_size) {
    while (!window_open(&loop->window, loop->session, options, reterr_message, message_size)) {
        bool has_fonts = loop->window.fonts != NULL;
        window_close(&loop->window);
        if (!has_fonts || !video_open_next()) {
            return false;
        }
    }
    return true;
}

struct loop *loop_create(struct session *session, const struct window_options *options,
                         enum loop_end *ret_end, char *reterr_message, size_t message_size) {
    if (!video_open(session_settings(session)->language)) {
        *ret_end = LOOP_NO_DISPLAY;
        snprintf(reterr_message, message_size, "%s", SDL_GetError());
        return NULL;
    }
    struct loop *loop = memory_allocate(sizeof *loop);
    *ret_end = LOOP_FAILED;
    *loop = (struct loop){.session = session, .has_ahead = true, .chore = options->chore};
    loop->chore_state = loop->chore.go_on != NULL ? CHORE_MORE : CHORE_DONE;
    if (!open_window(loop, options, reterr_message, message_size)) {
        free(loop);
        video_close();
        return NULL;
    }
    input_open();
    return loop;
}

void loop_destroy(struct loop *loop) {
    if (loop != NULL) {
        window_close(&loop->window);
        video_close();
        free(loop);
    }
}

enum loop_end loop_run(struct loop *loop, char *reterr_message, size_t message_size) {
    while (loop_turn(loop)) {
        loop_wait(loop);
    }
    enum loop_end end = loop_has_quit(loop)                 ? LOOP_CLOSED
                        : loop->chore_state == CHORE_FAILED ? LOOP_CHORE_FAILED
                                                            : LOOP_FAILED;
    snprintf(reterr_message, message_size, "%s", end == LOOP_FAILED ? SDL_GetError() : "");
    return end;
}
