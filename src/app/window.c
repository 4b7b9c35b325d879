#include "app/window.h"

#include <SDL.h>

#include <stdio.h>
#include <string.h>

enum {
    DEFAULT_WIDTH = 1280, /* at least, where the screen has room for it */
    DEFAULT_HEIGHT = 720,
    LEAST_WIDTH = 320,
    LEAST_HEIGHT = 240,
    FRAME_MILLISECONDS = 16 /* of a motion; what takes longer leaves frames out */
};

/* Of the part of the screen that is free, in percent. */
enum { DEFAULT_SHARE = 80 };

/* ---- painting ---- */

void window_lose_picture(struct window *window) {
    frames_clear(&window->frames);
    window->is_stale = true;
}

static struct raster_area whole(const struct window *window) {
    return (struct raster_area){0, 0, window->screen.raster.width, window->screen.raster.height};
}

/* Paints the session as it is now, or the beginning of the motion to it. */
static size_t paint(struct window *window, struct raster_area ret_areas[PAINTER_AREAS]) {
    size_t count =
        frames_paint(&window->frames, window->fonts, &window->metrics, &window->screen.raster,
                     window->session, window->wants_motion, ret_areas);
    window->is_stale = false;
    window->wants_motion = false;
    window->painted_at = SDL_GetTicks();
    window->moving_since = window->painted_at;
    return count;
}

/* Paints where the motion is by the clock: it takes its time, however few frames that gives. */
static size_t move(struct window *window, struct raster_area ret_areas[PAINTER_AREAS]) {
    Uint32 now = SDL_GetTicks();
    float part = (float)(now - window->moving_since) / MOTION_MILLISECONDS;
    window->painted_at = now;
    return frames_move(&window->frames, window->fonts, &window->screen.raster, part, ret_areas);
}

void window_end_motion(struct window *window) {
    window->moving_since = SDL_GetTicks() - MOTION_MILLISECONDS;
}

int window_until_next_frame(const struct window *window) {
    Uint32 now = SDL_GetTicks();
    bool is_over = now - window->moving_since >= MOTION_MILLISECONDS;
    Uint32 since = now - window->painted_at;
    bool is_due = is_over || since >= FRAME_MILLISECONDS;
    return frames_are_moving(&window->frames) && !is_due ? FRAME_MILLISECONDS - (int)since : 0;
}

bool window_refresh(struct window *window) {
    bool is_new = false;
    if (!screen_fit(&window->screen, &is_new)) {
        return false;
    }
    if (is_new) {
        window_lose_picture(window);
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
    return screen_show(&window->screen, areas, count);
}

const struct scene *window_scene(struct window *window) {
    if (window->is_stale) {
        window_refresh(window); /* when it fails, the next turn of the loop says so */
    }
    return &window->frames.goal.scene;
}

/* ---- the window ---- */

void window_sync_full_screen(struct window *window) {
    bool is_full = session_settings(window->session)->is_full_screen;
    SDL_SetWindowFullscreen(window->handle, is_full ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0);
    if (is_full) {
        SDL_DisableScreenSaver();
    } else {
        SDL_EnableScreenSaver();
    }
    window->is_lost = true;
}

void window_sync_title(struct window *window) {
    enum language language = session_settings(window->session)->language;
    char title[1024];
    snprintf(title, sizeof title, "%s · Backstep",
             session_lesson(window->session)->title.in[language]);
    /* the window system is told of a new title only, not of each look and hover */
    if (strcmp(SDL_GetWindowTitle(window->handle), title) != 0) {
        SDL_SetWindowTitle(window->handle, title);
    }
}

struct scene_point window_in_pixels(const struct window *window, int x, int y) {
    const struct raster *raster = &window->screen.raster;
    int width = 0;
    int height = 0;
    SDL_GetWindowSize(window->handle, &width, &height);
    bool has_picture = raster->pixels != NULL && width > 0 && height > 0;
    float x_scale = has_picture ? (float)raster->width / (float)width : 1;
    float y_scale = has_picture ? (float)raster->height / (float)height : 1;
    return (struct scene_point){((float)x + 0.5F) * x_scale, ((float)y + 0.5F) * y_scale};
}

struct stage_size window_picture_size(const struct window *window) {
    return (struct stage_size){window->screen.raster.width, window->screen.raster.height};
}

/* ---- beginning and end ---- */

/* Most of the screen; all of it where it is small. */
static int default_side(int free, int least) {
    int share = free * DEFAULT_SHARE / 100;
    int side = share > least ? share : least;
    return side < free ? side : free;
}

static SDL_Window *create_window(const struct window_options *options) {
    SDL_Rect usable = {0, 0, DEFAULT_WIDTH, DEFAULT_HEIGHT};
    SDL_GetDisplayUsableBounds(0, &usable);
    bool is_default = options->width <= 0 || options->height <= 0;
    int width = is_default ? default_side(usable.w, DEFAULT_WIDTH) : options->width;
    int height = is_default ? default_side(usable.h, DEFAULT_HEIGHT) : options->height;
    return SDL_CreateWindow("Backstep", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, width,
                            height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
}

bool window_open(struct window *ret, struct session *session, const struct window_options *options,
                 char *reterr_message, size_t message_size) {
    *ret = (struct window){.session = session, .is_stale = true, .is_lost = true};
    ret->fonts = font_open(options->fonts, reterr_message, message_size);
    if (ret->fonts == NULL) {
        return false;
    }
    font_use_system(ret->fonts);
    ret->metrics = font_metrics(ret->fonts);
    ret->handle = create_window(options);
    if (ret->handle == NULL || !screen_open(&ret->screen, ret->handle)) {
        snprintf(reterr_message, message_size, "%s", SDL_GetError());
        return false;
    }
    SDL_SetWindowMinimumSize(ret->handle, LEAST_WIDTH, LEAST_HEIGHT);
    window_sync_title(ret);
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

void window_show_hand(struct window *window, bool is_hand) {
    if (window->is_hand == is_hand) {
        return;
    }
    if (window->hand == NULL) {
        window->hand = SDL_CreateSystemCursor(SDL_SYSTEM_CURSOR_HAND);
    }
    window->is_hand = is_hand;
    bool is_shown = is_hand && window->hand != NULL; /* not every system has one */
    SDL_SetCursor(is_shown ? window->hand : SDL_GetDefaultCursor());
}

void window_close(struct window *window) {
    frames_clear(&window->frames);
    if (window->handle != NULL) {
        window_show_hand(window, false);
        SDL_FreeCursor(window->hand);
        screen_close(&window->screen);
        destroy_window(window->handle);
    }
    font_close(window->fonts);
    *window = (struct window){0};
}
