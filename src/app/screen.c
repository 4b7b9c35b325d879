#define _DEFAULT_SOURCE /* madvise */

#include "app/screen.h"

#include <sys/mman.h>
#include <unistd.h>

/* Asks for all pages of fresh pixels at once: a page that is first met when a pixel is written
 * costs the system half as much again, and all of them are written. Where that is not to be had,
 * nothing is lost. */
static void fetch_pages(const struct raster *raster) {
#ifdef MADV_POPULATE_WRITE
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t bytes = (size_t)raster->stride * (size_t)raster->height * sizeof *raster->pixels;
    size_t before = (uintptr_t)raster->pixels % page;
    if (bytes > page) {
        madvise((unsigned char *)raster->pixels - before, before + bytes, MADV_POPULATE_WRITE);
    }
#else
    (void)raster;
#endif
}

static struct raster raster_of(const SDL_Surface *surface) {
    return raster_on(surface->pixels, surface->w, surface->h, surface->pitch / 4);
}

/* Whether the painter's pixels can be written into the surface: the fourth byte is not shown. */
static bool has_our_pixels(const SDL_Surface *surface) {
    Uint32 format = surface->format->format;
    return (format == SDL_PIXELFORMAT_RGB888 || format == SDL_PIXELFORMAT_ARGB8888) &&
           surface->pitch % 4 == 0 && !SDL_MUSTLOCK(surface);
}

/* SDL would make such a surface of a texture by itself where there is no other way, but one of the
 * window's units and not of its pixels: blurred on a screen of twice as many. */
bool screen_open(struct screen *ret, SDL_Window *window) {
    *ret = (struct screen){.window = window};
    if (SDL_GetWindowSurface(window) != NULL) {
        return true;
    }
    ret->renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED);
    return ret->renderer != NULL;
}

void screen_close(struct screen *screen) {
    SDL_FreeSurface(screen->own);
    if (screen->texture != NULL) {
        SDL_DestroyTexture(screen->texture);
    }
    if (screen->renderer != NULL) {
        SDL_DestroyRenderer(screen->renderer);
    }
    *screen = (struct screen){0};
}

static bool fit_own(struct screen *screen, int width, int height) {
    if (screen->own != NULL && screen->own->w == width && screen->own->h == height) {
        return true;
    }
    SDL_FreeSurface(screen->own);
    screen->own = SDL_CreateRGBSurfaceWithFormat(0, width, height, 32, SDL_PIXELFORMAT_RGB888);
    return screen->own != NULL;
}

static bool fit_texture(struct screen *screen) {
    int width = 0;
    int height = 0;
    int texture_width = 0;
    int texture_height = 0;
    if (SDL_GetRendererOutputSize(screen->renderer, &width, &height) != 0 || width < 1 ||
        height < 1 || !fit_own(screen, width, height)) {
        return false;
    }
    if (screen->texture != NULL) {
        SDL_QueryTexture(screen->texture, NULL, NULL, &texture_width, &texture_height);
        if (texture_width == width && texture_height == height) {
            return true;
        }
        SDL_DestroyTexture(screen->texture);
    }
    screen->texture = SDL_CreateTexture(screen->renderer, SDL_PIXELFORMAT_RGB888,
                                        SDL_TEXTUREACCESS_STREAMING, width, height);
    return screen->texture != NULL;
}

bool screen_fit(struct screen *screen, bool *ret_is_new) {
    const SDL_Surface *target = NULL;
    if (screen->renderer != NULL) {
        target = fit_texture(screen) ? screen->own : NULL;
    } else {
        SDL_Surface *surface = SDL_GetWindowSurface(screen->window);
        bool is_ours = surface != NULL && has_our_pixels(surface);
        bool has_own = surface != NULL && !is_ours && fit_own(screen, surface->w, surface->h);
        target = is_ours ? surface : has_own ? screen->own : NULL;
    }
    if (target == NULL) {
        return false;
    }
    const struct raster *raster = &screen->raster;
    *ret_is_new = raster->pixels != target->pixels || raster->width != target->w ||
                  raster->height != target->h;
    if (*ret_is_new) {
        screen->raster = raster_of(target);
        fetch_pages(&screen->raster);
    }
    return true;
}

static SDL_Rect rect_of(const struct raster_area *area) {
    return (SDL_Rect){area->left, area->top, area->right - area->left, area->bottom - area->top};
}

static bool show_texture(struct screen *screen, const struct raster_area *areas, size_t count) {
    for (size_t i = 0; i < count; i++) {
        SDL_Rect rect = rect_of(&areas[i]);
        const unsigned char *from = (const unsigned char *)screen->own->pixels +
                                    (ptrdiff_t)rect.y * screen->own->pitch + (ptrdiff_t)4 * rect.x;
        if (SDL_UpdateTexture(screen->texture, &rect, from, screen->own->pitch) != 0) {
            return false;
        }
    }
    bool is_copied = SDL_RenderCopy(screen->renderer, screen->texture, NULL, NULL) == 0;
    SDL_RenderPresent(screen->renderer);
    return is_copied;
}

static bool show_surface(struct screen *screen, const struct raster_area *areas, size_t count) {
    SDL_Surface *surface = SDL_GetWindowSurface(screen->window);
    SDL_Rect rects[PAINTER_AREAS];
    if (surface == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        rects[i] = rect_of(&areas[i]);
        SDL_Rect target = rects[i];
        bool is_own = screen->raster.pixels != surface->pixels;
        if (is_own && SDL_BlitSurface(screen->own, &rects[i], surface, &target) != 0) {
            return false;
        }
    }
    return SDL_UpdateWindowSurfaceRects(screen->window, rects, (int)count) == 0;
}

bool screen_show(struct screen *screen, const struct raster_area *areas, size_t count) {
    if (count == 0) {
        return true;
    }
    return screen->renderer != NULL ? show_texture(screen, areas, count)
                                    : show_surface(screen, areas, count);
}
