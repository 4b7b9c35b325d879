#include "app/window.h"

#include "app/frames.h"
#include "app/input.h"
#include "base/memory.h"
#include "view/stage/link.h"

#include <SDL.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    DEFAULT_WIDTH = 1280,
    DEFAULT_HEIGHT = 720,
    LEAST_WIDTH = 320,
    LEAST_HEIGHT = 240,
    SLICE_MILLISECONDS = 4,     /* of work between two looks at the events */
    PROGRESS_MILLISECONDS = 80, /* between two pictures while a long way is being gone */
    SLICE_OPERATIONS = 16,
    NOTICE_MILLISECONDS = 4000, /* that an answer to a key is shown */
    FRAME_MILLISECONDS = 16     /* of a motion; what takes longer leaves frames out */
};

/* Of looking ahead, between two looks at the clock: well below a millisecond. */
static const double slice_work = 1e5;

struct window {
    struct session *session;
    SDL_Window *handle;
    struct font_set *fonts;
    struct text_metrics metrics;
    struct raster canvas; /* the window's pixels or own's; none at first */
    SDL_Surface *own;     /* NULL, unless the window's pixels are of another kind */
    struct frames frames;
    bool wants_motion; /* the next picture is that of a step forward */
    Uint32 moving_since;
    bool is_stale; /* the picture does not show the session */
    bool is_lost;  /* the window does not show the picture */
    bool has_quit;
    bool has_pointer; /* where it was last; it is not believed to point before it has moved */
    struct scene_point pointer;
    enum stage_handle held; /* with the mouse button down */
    bool has_ahead;         /* the run was not followed to its end yet */
    long ahead_shown;       /* how far it was followed when the picture was painted */
    Uint32 painted_at;      /* SDL_GetTicks */
    Uint32 answered_at;     /* the same */
};

static char error_message[512];

/* ---- painting ---- */

static struct raster raster_of(const SDL_Surface *surface) {
    return raster_on(surface->pixels, surface->w, surface->h, surface->pitch / 4);
}

/* Whether the painter's pixels can be written into the surface: the fourth byte is not shown. */
static bool has_our_pixels(const SDL_Surface *surface) {
    Uint32 format = surface->format->format;
    return (format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) &&
           surface->pitch % 4 == 0 && !SDL_MUSTLOCK(surface);
}

/* What was painted is no longer there. */
static void lose_canvas(struct window *window) {
    frames_clear(&window->frames);
    window->is_stale = true;
}

/* A canvas as large as the window: its own pixels where they are of the right kind, which saves a
 * second picture and the copying. False when there is no memory. */
static bool fit_canvas(struct window *window, SDL_Surface *surface) {
    bool is_own = !has_our_pixels(surface);
    bool has_size = window->canvas.width == surface->w && window->canvas.height == surface->h;
    if (is_own && !(has_size && window->own != NULL)) {
        SDL_FreeSurface(window->own);
        window->own =
            SDL_CreateRGBSurfaceWithFormat(0, surface->w, surface->h, 32, SDL_PIXELFORMAT_RGB888);
    }
    const SDL_Surface *target = is_own ? window->own : surface;
    if (target == NULL) {
        return false;
    }
    if (!has_size || window->canvas.pixels != target->pixels) {
        window->canvas = raster_of(target);
        lose_canvas(window);
    }
    return true;
}

/* Shows areas of the canvas in the window. */
static bool present(struct window *window, SDL_Surface *surface, const struct raster_area *areas,
                    size_t count) {
    SDL_Rect rects[PAINTER_AREAS];
    for (size_t i = 0; i < count; i++) {
        rects[i] = (SDL_Rect){areas[i].left, areas[i].top, areas[i].right - areas[i].left,
                              areas[i].bottom - areas[i].top};
        SDL_Rect target = rects[i];
        bool is_own = window->canvas.pixels != surface->pixels;
        if (is_own && SDL_BlitSurface(window->own, &rects[i], surface, &target) != 0) {
            return false;
        }
    }
    return count == 0 || SDL_UpdateWindowSurfaceRects(window->handle, rects, (int)count) == 0;
}

static struct raster_area whole(const struct window *window) {
    return (struct raster_area){0, 0, window->canvas.width, window->canvas.height};
}

/* How far the run was followed: something else after each change that shows. */
static long ahead_mark(const struct window *window) {
    const struct loss_history *history = session_history(window->session);
    return history != NULL ? loss_history_reach(history) + loss_history_stuck(history) : 0;
}

/* Paints the session as it is now, or the beginning of the motion to it. */
static size_t paint(struct window *window, struct raster_area ret_areas[PAINTER_AREAS]) {
    size_t count = frames_paint(&window->frames, window->fonts, &window->metrics, &window->canvas,
                                window->session, window->wants_motion, ret_areas);
    window->is_stale = false;
    window->wants_motion = false;
    window->ahead_shown = ahead_mark(window);
    window->painted_at = SDL_GetTicks();
    window->moving_since = window->painted_at;
    return count;
}

/* Paints where the motion is by the clock: it takes its time, however few frames that gives. */
static size_t move(struct window *window, struct raster_area ret_areas[PAINTER_AREAS]) {
    Uint32 now = SDL_GetTicks();
    float part = (float)(now - window->moving_since) / MOTION_MILLISECONDS;
    window->painted_at = now;
    return frames_move(&window->frames, window->fonts, &window->canvas, part, ret_areas);
}

/* The motion is over at once. */
static void end_motion(struct window *window) {
    window->moving_since = SDL_GetTicks() - MOTION_MILLISECONDS;
}

/* How long until the next frame of a motion is due; 0 when it is, or when nothing moves. */
static int until_next_frame(const struct window *window) {
    Uint32 now = SDL_GetTicks();
    bool is_over = now - window->moving_since >= MOTION_MILLISECONDS;
    Uint32 since = now - window->painted_at;
    bool is_due = is_over || since >= FRAME_MILLISECONDS;
    return frames_are_moving(&window->frames) && !is_due ? FRAME_MILLISECONDS - (int)since : 0;
}

/* Brings the window up to date. */
static bool refresh(struct window *window) {
    SDL_Surface *surface = SDL_GetWindowSurface(window->handle);
    if (surface == NULL || !fit_canvas(window, surface)) {
        return false;
    }
    struct raster_area areas[PAINTER_AREAS];
    size_t count = window->is_stale                     ? paint(window, areas)
                   : frames_are_moving(&window->frames) ? move(window, areas)
                                                        : 0;
    if (window->is_lost) {
        areas[0] = whole(window);
        count = 1;
    }
    window->is_lost = false;
    return present(window, surface, areas, count);
}

/* ---- events ---- */

static void sync_full_screen(struct window *window) {
    bool is_full = session_settings(window->session)->is_full_screen;
    SDL_SetWindowFullscreen(window->handle, is_full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    if (is_full) {
        SDL_DisableScreenSaver();
    } else {
        SDL_EnableScreenSaver();
    }
    window->is_lost = true;
}

static void set_title(struct window *window) {
    enum language language = session_settings(window->session)->language;
    char title[256];
    snprintf(title, sizeof title, "%s · Backstep",
             session_lesson(window->session)->title.in[language]);
    SDL_SetWindowTitle(window->handle, title);
}

static void take_changes(struct window *window, unsigned changed) {
    if (changed != SESSION_SAME) {
        window->answered_at = SDL_GetTicks();
    }
    window->is_stale = window->is_stale || (changed & (SESSION_MOVED | SESSION_LOOKS)) != 0;
    window->has_quit = window->has_quit || (changed & SESSION_QUIT) != 0;
    if ((changed & SESSION_FULL_SCREEN) != 0) {
        sync_full_screen(window);
    }
    if ((changed & SESSION_LOOKS) != 0) {
        set_title(window);
        window->has_ahead = true; /* another notation is another run */
    }
}

/* The picture that a click or a key is about must be that of now: another notation numbers its
 * tensors anew. When it cannot be painted, the next turn says so. */
static const struct scene *scene_of_now(struct window *window) {
    if (window->is_stale) {
        refresh(window);
    }
    return &window->frames.goal.scene;
}

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

/* Who presses keys does not point: the light goes off until the pointer moves again. */
static void take_key(struct window *window, const SDL_KeyboardEvent *event) {
    bool is_calm = !frames_are_moving(&window->frames) && !window->is_stale;
    end_motion(window);
    enum action action = action_of_key(input_key(event));
    if (event->repeat != 0 && !action_is_repeated(action)) {
        return;
    }
    unsigned changed =
        action != ACTION_NONE ? session_hover(window->session, QUANTITY_NONE) : SESSION_SAME;
    const struct scene *scene =
        is_about_the_picture(action) ? scene_of_now(window) : &window->frames.goal.scene;
    changed |= link_apply(window->session, scene, action);
    /* Who is in a hurry is not held up, not even by the sight of it. */
    bool is_step = action == ACTION_NEXT || action == ACTION_READ_ON;
    window->wants_motion =
        is_calm && is_step && (changed & SESSION_MOVED) != 0 && shows_motion(window->session);
    take_changes(window, changed);
}

/* Events count in the window's units, pictures in pixels. */
static struct scene_point in_pixels(const struct window *window, int x, int y) {
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window->handle, &width, &height);
    bool has_canvas = window->canvas.pixels != NULL && width > 0 && height > 0;
    float x_scale = has_canvas ? (float)window->canvas.width / (float)width : 1;
    float y_scale = has_canvas ? (float)window->canvas.height / (float)height : 1;
    return (struct scene_point){((float)x + 0.5F) * x_scale, ((float)y + 0.5F) * y_scale};
}

static struct stage_size picture_size(const struct window *window) {
    return (struct stage_size){window->canvas.width, window->canvas.height};
}

/* Goes to the place of the run that the pointer has come to with a handle held. */
static void drag(struct window *window, struct scene_point at) {
    long step = stage_handle_step(window->session, picture_size(window), &window->metrics,
                                  window->held, at.x);
    take_changes(window, session_aim_at(window->session, step));
}

/* A window that opens under the pointer is not pointed at. */
static void take_motion(struct window *window, const SDL_MouseMotionEvent *event) {
    struct scene_point at = in_pixels(window, event->x, event->y);
    bool has_moved =
        window->has_pointer && (at.x != window->pointer.x || at.y != window->pointer.y);
    window->has_pointer = true;
    window->pointer = at;
    if (window->held != HANDLE_NONE) {
        drag(window, at);
    } else if (has_moved && !window->is_stale) {
        unsigned changed = link_point(window->session, &window->frames.goal.scene, at);
        window->frames.pointer = changed != SESSION_SAME ? at : window->frames.pointer;
        take_changes(window, changed);
    }
}

static void take_click(struct window *window, const SDL_MouseButtonEvent *event) {
    if (event->button != SDL_BUTTON_LEFT || window->canvas.pixels == NULL) {
        return;
    }
    end_motion(window);
    struct scene_point at = in_pixels(window, event->x, event->y);
    window->held = stage_handle_at(window->session, picture_size(window), at.x, at.y);
    if (window->held != HANDLE_NONE) {
        drag(window, at);
    } else {
        take_changes(window, link_click(window->session, scene_of_now(window), at));
    }
}

static void take_leave(struct window *window) {
    window->has_pointer = false;
    take_changes(window, session_hover(window->session, QUANTITY_NONE));
}

static void take_event(struct window *window, const SDL_Event *event) {
    switch (event->type) {
    case SDL_QUIT:
        window->has_quit = true;
        return;
    case SDL_KEYDOWN:
        take_key(window, &event->key);
        return;
    case SDL_MOUSEMOTION:
        take_motion(window, &event->motion);
        return;
    case SDL_MOUSEBUTTONDOWN:
        take_click(window, &event->button);
        return;
    case SDL_MOUSEBUTTONUP:
        window->held = HANDLE_NONE;
        return;
    case SDL_WINDOWEVENT:
        if (event->window.event == SDL_WINDOWEVENT_EXPOSED ||
            event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED ||
            event->window.event == SDL_WINDOWEVENT_SHOWN ||
            event->window.event == SDL_WINDOWEVENT_RESTORED) {
            window->is_lost = true;
        }
        if (event->window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
            lose_canvas(window); /* even when the new one has the old one's size and place */
        }
        if (event->window.event == SDL_WINDOWEVENT_LEAVE) {
            take_leave(window);
        }
        return;
    default:
        return;
    }
}

/* How long the answer to a key is still shown; -1 when there is none. */
static int until_notice_ends(const struct window *window) {
    Uint32 since = SDL_GetTicks() - window->answered_at;
    return session_notice(window->session) == NULL ? -1
           : since < NOTICE_MILLISECONDS           ? NOTICE_MILLISECONDS - (int)since
                                                   : 0;
}

/* Takes all events that are there; waits for one when there is nothing else to do, or until the
 * next frame is due. */
static bool take_events(struct window *window, bool may_sleep) {
    SDL_Event event;
    int wait = until_next_frame(window);
    wait = wait == 0 && may_sleep ? until_notice_ends(window) : wait;
    if (wait > 0) {
        if (SDL_WaitEventTimeout(&event, wait) != 0) {
            take_event(window, &event);
        }
    } else if (may_sleep && wait < 0) {
        if (SDL_WaitEvent(&event) == 0) {
            return false;
        }
        take_event(window, &event);
    }
    while (!window->has_quit && SDL_PollEvent(&event) != 0) {
        take_event(window, &event);
    }
    return true;
}

static bool is_working(const struct window *window) {
    return session_aim(window->session) != session_step(window->session);
}

/* Goes on towards a far step for a moment. */
static void work(struct window *window) {
    Uint32 start = SDL_GetTicks();
    while (is_working(window) && SDL_GetTicks() - start < SLICE_MILLISECONDS) {
        session_work(window->session, SLICE_OPERATIONS);
    }
    bool is_due = SDL_GetTicks() - window->painted_at >= PROGRESS_MILLISECONDS;
    window->is_stale = window->is_stale || !is_working(window) || is_due;
}

/* Follows the run ahead of the reader for a moment, so that the loss curve grows: only while
 * nothing else is to be done. */
static void look_ahead(struct window *window) {
    Uint32 start = SDL_GetTicks();
    do {
        window->has_ahead = session_look_ahead(window->session, slice_work);
    } while (window->has_ahead && SDL_GetTicks() - start < SLICE_MILLISECONDS);
    bool is_due = SDL_GetTicks() - window->painted_at >= PROGRESS_MILLISECONDS;
    bool has_news = ahead_mark(window) != window->ahead_shown;
    window->is_stale = window->is_stale || (window->has_ahead ? is_due : has_news);
}

/* One turn of the loop; false when the window cannot go on. */
static bool turn(struct window *window) {
    bool has_work = is_working(window);
    bool is_moving = frames_are_moving(&window->frames);
    bool is_shown = !window->is_stale && !window->is_lost && !is_moving;
    bool looks_ahead = !has_work && is_shown && window->has_ahead;
    if (has_work) {
        work(window);
    } else if (looks_ahead) {
        look_ahead(window);
    }
    bool may_sleep = !has_work && !looks_ahead && is_shown;
    if (!take_events(window, may_sleep)) {
        return false;
    }
    if (until_notice_ends(window) == 0) {
        take_changes(window, session_end_notice(window->session));
    }
    /* While a way is being gone, the picture waits until it is due. */
    bool is_early =
        is_working(window) && SDL_GetTicks() - window->painted_at < PROGRESS_MILLISECONDS;
    bool is_frame_due = frames_are_moving(&window->frames) && until_next_frame(window) == 0;
    bool wants_picture = window->is_lost || (window->is_stale && !is_early) || is_frame_due;
    return window->has_quit || !wants_picture || refresh(window);
}

/* ---- beginning and end ---- */

static enum window_end fail(const char **reterr, enum window_end end, const char *message) {
    snprintf(error_message, sizeof error_message, "%s", message);
    *reterr = error_message;
    return end;
}

/* Without a display SDL quietly takes one of the drivers that show nothing. */
static bool has_display(void) {
    const char *asked = SDL_getenv("SDL_VIDEODRIVER");
    const char *got = SDL_GetCurrentVideoDriver();
    bool shows_nothing = strcmp(got, "offscreen") == 0 || strcmp(got, "dummy") == 0;
    return !shows_nothing || (asked != NULL && *asked != '\0');
}

/* SDL opens the X server's input method, for which libX11 reads a table of all compose sequences:
 * more than a quarter of all work of starting, for text that nobody types here. An empty table will
 * do. */
static void skip_compose_table(void) {
    SDL_setenv("XCOMPOSEFILE", "/dev/null", 0);
}

/* SDL notes a signal for the next time that it looks at its queue: one that comes between that look
 * and its waiting is noticed with the next event only, which may be never. The window has nothing
 * to save, so it can end where it is. */
static void end_now(int signal) {
    (void)signal;
    _exit(0);
}

static void end_at_signals(void) {
    const struct sigaction action = {.sa_handler = end_now};
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
}

static void set_hints(void) {
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Backstep");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
}

static bool open_window(struct window *window, const struct window_options *options) {
    SDL_Rect usable = {0, 0, DEFAULT_WIDTH, DEFAULT_HEIGHT};
    SDL_GetDisplayUsableBounds(0, &usable);
    bool is_default = options->width <= 0 || options->height <= 0;
    int width = is_default ? SDL_min(DEFAULT_WIDTH, usable.w) : options->width;
    int height = is_default ? SDL_min(DEFAULT_HEIGHT, usable.h) : options->height;
    window->handle = SDL_CreateWindow("Backstep", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                                      width, height, SDL_WINDOW_RESIZABLE);
    if (window->handle == NULL) {
        return false;
    }
    SDL_SetWindowMinimumSize(window->handle, LEAST_WIDTH, LEAST_HEIGHT);
    set_title(window);
    SDL_StopTextInput(); /* on from the beginning: an input method would swallow letters */
    if (options->is_full_screen != session_settings(window->session)->is_full_screen) {
        session_apply(window->session, ACTION_FULL_SCREEN);
    }
    if (options->is_full_screen) {
        sync_full_screen(window);
    }
    return true;
}

/* When an event ends its waiting, SDL sends the window a message over a second connection, which
 * the server may read after the window is gone: an X error, and the program would end with status
 * 1. So the window is hidden at once, and destroyed a moment later. */
static void destroy_window(SDL_Window *handle) {
    enum { MOMENT_MILLISECONDS = 20 };
    SDL_HideWindow(handle);
    SDL_PumpEvents();
    SDL_Delay(MOMENT_MILLISECONDS);
    SDL_DestroyWindow(handle);
}

static void close_window(struct window *window) {
    frames_clear(&window->frames);
    SDL_FreeSurface(window->own);
    if (window->handle != NULL) {
        destroy_window(window->handle);
    }
    font_close(window->fonts);
    SDL_Quit();
}

enum window_end window_run(struct session *session, const struct window_options *options,
                           const char **reterr) {
    set_hints();
    end_at_signals();
    skip_compose_table();
    SDL_SetMemoryFunctions(memory_allocate, memory_allocate_zeroed, memory_resize, free);
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        return fail(reterr, WINDOW_NO_DISPLAY, SDL_GetError());
    }
    struct window window = {
        .session = session, .is_stale = true, .is_lost = true, .has_ahead = true};
    enum window_end end = WINDOW_CLOSED;
    if (!has_display()) {
        end = fail(reterr, WINDOW_NO_DISPLAY, "no display");
    } else if ((window.fonts = font_open(options->fonts, error_message, sizeof error_message)) ==
               NULL) {
        *reterr = error_message;
        end = WINDOW_FAILED;
    } else if (!open_window(&window, options)) {
        end = fail(reterr, WINDOW_FAILED, SDL_GetError());
    } else {
        window.metrics = font_metrics(window.fonts);
        while (!window.has_quit && end == WINDOW_CLOSED) {
            end = turn(&window) ? WINDOW_CLOSED : fail(reterr, WINDOW_FAILED, SDL_GetError());
        }
    }
    close_window(&window);
    return end;
}
