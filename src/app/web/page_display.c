#include "app/web/page_display.h"

#include "base/memory.h"

#include <emscripten.h>

#include <stdlib.h>

static struct page_display current = {0, 0, 1};

/* Bytes of red, green, blue and opacity, as a canvas takes them; width x height of them. */
EM_JS(void, put_pixels, (const uint8_t *bytes, int x, int y, int width, int height),
      { Module.put(bytes, x, y, width, height); })

struct page_display page_display_get(void) {
    return current;
}

void page_display_set(struct page_display display) {
    current = display;
}

void page_display_show(const struct raster *raster, struct raster_area area) {
    static uint8_t *bytes;
    static size_t room;
    int width = area.right - area.left;
    int height = area.bottom - area.top;
    size_t count = (size_t)width * (size_t)height;
    if (count > room) {
        bytes = memory_resize(bytes, 4 * count);
        room = count;
    }
    uint8_t *to = bytes;
    for (int y = area.top; y < area.bottom; y++) {
        const uint32_t *from = raster->pixels + (size_t)y * (size_t)raster->stride + area.left;
        for (int x = 0; x < width; x++, to += 4) {
            to[0] = (uint8_t)(from[x] >> 16);
            to[1] = (uint8_t)(from[x] >> 8);
            to[2] = (uint8_t)from[x];
            to[3] = 0xFF;
        }
    }
    put_pixels(bytes, area.left, area.top, width, height);
}
