#include "app/picture.h"

#include "app/painter.h"
#include "app/png_file.h"

#include <assert.h>

static bool is_within_limits(int side) {
    return side >= PICTURE_LEAST_SIDE && side <= PICTURE_MOST_SIDE;
}

bool picture_render(const struct session *session, struct stage_size size,
                    const struct font_files *fonts, const char *path, char *reterr_message,
                    size_t message_size) {
    assert(is_within_limits(size.width) && is_within_limits(size.height));
    struct font_set *set = font_open(fonts, reterr_message, message_size);
    if (set == NULL) {
        return false;
    }
    font_use_system(set);
    struct arena *arena = arena_create();
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, (size_t)size.width * (size_t)size.height);
    struct raster raster = raster_on(pixels, size.width, size.height, size.width);
    struct text_metrics metrics = font_metrics(set);
    struct scene scene;
    stage_build(session, size, &metrics, arena, &scene);
    painter_paint_all(set, &raster, &scene);
    bool is_done = png_file_write(&raster, path, reterr_message, message_size);
    arena_destroy(arena);
    font_close(set);
    return is_done;
}
