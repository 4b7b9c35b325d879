#ifndef BACKSTEP_APP_SCREEN_H
#define BACKSTEP_APP_SCREEN_H

/* The pixels of one window. Where the system lets a program write them (X11), they are written in
 * place; elsewhere (Wayland) they go through a texture, one of its pixels to one of the screen's.
 */

#include "app/painter.h"

#include <SDL.h>

struct screen {
    SDL_Window *window;     /* borrowed */
    SDL_Renderer *renderer; /* NULL: the window's own surface */
    SDL_Texture *texture;
    SDL_Surface *own; /* what is painted on, unless that is the window's surface; or NULL */
    struct raster raster;
};

/* Begins with no pixels. False, with SDL's message, when the window can show none. */
bool screen_open(struct screen *ret, SDL_Window *window);
void screen_close(struct screen *screen);

/* As many pixels as the window has now, in screen->raster; *ret_is_new: they are others than
 * before, and nothing of what was painted is there. False, with SDL's message, on failure. */
bool screen_fit(struct screen *screen, bool *ret_is_new);

/* Shows areas of the raster in the window. False, with SDL's message, on failure. */
bool screen_show(struct screen *screen, const struct raster_area *areas, size_t count);

#endif
