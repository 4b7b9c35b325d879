#ifndef BACKSTEP_APP_WEB_PAGE_DISPLAY_H
#define BACKSTEP_APP_WEB_PAGE_DISPLAY_H

/* The canvas of the page: how many pixels it has, and how they get there. There is one. */

#include "app/raster/raster.h"

struct page_display {
    int width, height; /* pixels of the screen */
    float ratio;       /* of them to a unit of the page */
};

/* What the page said last; 0 x 0 before that. */
struct page_display page_display_get(void);

/* The canvas has another size from now on, at least 1 x 1. */
void page_display_set(struct page_display display);

/* Puts an area of the raster into the canvas. */
void page_display_show(const struct raster *raster, struct raster_area area);

#endif
