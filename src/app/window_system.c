/* What of a window is the window system's, by SDL. */

#include "app/window.h"

#include <SDL.h>

#include <stdio.h>
#include <string.h>

enum {
    DEFAULT_WIDTH = 1280, /* at least, where the screen has room for it */
    DEFAULT_HEIGHT = 720,
    LEAST_WIDTH = 320,
    LEAST_HEIGHT = 240
};

/* Of the part of the screen that is free, in percent. */
enum { DEFAULT_SHARE = 80 };

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
    if (options->is_size_remembered) {
        width = width < usable.w ? width : usable.w;
        height = height < usable.h ? height : usable.h;
    }
    return SDL_CreateWindow("Backstep", SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, width,
                            height, SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
}

bool window_system_open(struct window *window, const struct window_options *options) {
    window->handle = create_window(options);
    if (window->handle == NULL || !screen_open(&window->screen, window->handle)) {
        return false;
    }
    SDL_SetWindowMinimumSize(window->handle, LEAST_WIDTH, LEAST_HEIGHT);
    window_sync_title(window);
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

void window_system_close(struct window *window) {
    if (window->handle != NULL) {
        window_show_hand(window, false);
        SDL_FreeCursor(window->hand);
        screen_close(&window->screen);
        destroy_window(window->handle);
    }
}

/* ---- while it is open ---- */

bool window_size(const struct window *window, int *ret_width, int *ret_height) {
    const Uint32 not_the_readers =
        SDL_WINDOW_FULLSCREEN | SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_MAXIMIZED;
    SDL_GetWindowSize(window->handle, ret_width, ret_height);
    return (SDL_GetWindowFlags(window->handle) & not_the_readers) == 0;
}

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
