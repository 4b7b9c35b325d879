#include "app/frames.h"

void frames_clear(struct frames *frames) {
    arena_destroy(frames->moved.arena);
    arena_destroy(frames->goal.arena);
    *frames = (struct frames){.pointer = frames->pointer};
}

bool frames_are_moving(const struct frames *frames) {
    return frames->moved.arena != NULL;
}

static size_t paint_next(const struct frames *frames, struct font_set *fonts,
                         const struct raster *raster, const struct scene *next,
                         struct raster_area ret_areas[PAINTER_AREAS]) {
    if (frames->goal.arena == NULL) {
        painter_paint_all(fonts, raster, next);
        ret_areas[0] = raster->clip;
        return 1;
    }
    const struct scene *before =
        frames_are_moving(frames) ? &frames->moved.scene : &frames->goal.scene;
    return painter_repaint(fonts, raster, before, next, ret_areas);
}

size_t frames_paint(struct frames *frames, struct font_set *fonts, const struct raster *raster,
                    const struct frames_subject *subject,
                    struct raster_area ret_areas[PAINTER_AREAS]) {
    struct frames next = {.goal.arena = arena_create(), .pointer = frames->pointer};
    const struct text_metrics metrics = font_metrics(fonts);
    struct stage_size size = {raster->width, raster->height};
    const struct cover_sight sight = {size, frames->pointer, &metrics};
    bool is_covered = cover_draw(subject->cover, &sight, next.goal.arena, &next.goal.scene);
    if (!is_covered) {
        stage_build_pointed(subject->session, size, frames->pointer, &metrics, next.goal.arena,
                            &next.goal.scene);
    }
    if (!is_covered && subject->wants_motion && frames->goal.arena != NULL) {
        next.motion =
            motion_create(subject->session, size, &metrics, next.goal.arena, &next.goal.scene);
    }
    if (next.motion.count > 0) {
        next.moved.arena = arena_create();
        motion_frame(&next.motion, 0, next.moved.arena, &next.moved.scene);
    }
    const struct scene *scene = next.motion.count > 0 ? &next.moved.scene : &next.goal.scene;
    size_t count = paint_next(frames, fonts, raster, scene, ret_areas);
    frames_clear(frames);
    *frames = next;
    frames->motion.scene = &frames->goal.scene;
    return count;
}

size_t frames_move(struct frames *frames, struct font_set *fonts, const struct raster *raster,
                   float part, struct raster_area ret_areas[PAINTER_AREAS]) {
    struct frame next = {0};
    if (part < 1) {
        next.arena = arena_create();
        motion_frame(&frames->motion, part, next.arena, &next.scene);
    }
    const struct scene *scene = part < 1 ? &next.scene : &frames->goal.scene;
    size_t count = paint_next(frames, fonts, raster, scene, ret_areas);
    arena_destroy(frames->moved.arena);
    frames->moved = next;
    return count;
}
