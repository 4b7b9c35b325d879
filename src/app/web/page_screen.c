/* app/screen for a page: the raster is memory of our own, and the canvas gets what changed. */

#include "app/screen.h"

#include "app/web/page_display.h"

bool screen_open(struct screen *ret, SDL_Window *window) {
    *ret = (struct screen){.window = window};
    return true;
}

void screen_close(struct screen *screen) {
    SDL_FreeSurface(screen->own);
    *screen = (struct screen){0};
}

bool screen_fit(struct screen *screen, bool *ret_is_new) {
    struct page_display display = page_display_get();
    const SDL_Surface *own = screen->own;
    *ret_is_new = own == NULL || own->w != display.width || own->h != display.height;
    if (!*ret_is_new) {
        return true;
    }
    SDL_FreeSurface(screen->own);
    screen->own = SDL_CreateRGBSurfaceWithFormat(0, display.width, display.height, 32,
                                                 SDL_PIXELFORMAT_RGB888);
    if (screen->own == NULL) {
        return false;
    }
    screen->raster = raster_on(screen->own->pixels, display.width, display.height,
                               screen->own->pitch / (int)sizeof(uint32_t));
    return true;
}

bool screen_show(struct screen *screen, const struct raster_area *areas, size_t count) {
    for (size_t i = 0; i < count; i++) {
        page_display_show(&screen->raster, areas[i]);
    }
    return true;
}
