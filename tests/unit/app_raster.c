#include "app/raster/raster.h"
#include "app/raster/raster_plane.h"
#include "test.h"

#include <math.h>

enum { WIDTH = 64, HEIGHT = 48, GUARD = 16 };

static const color_argb black = 0xFF000000;
static const color_argb white = 0xFFFFFFFF;
static const uint32_t untouched = 0xDEADBEEF;

static uint32_t memory[(HEIGHT + 2) * (WIDTH + GUARD)];

/* A black picture between pixels that nobody may touch. */
static struct raster make_raster(void) {
    for (size_t i = 0; i < sizeof memory / sizeof *memory; i++) {
        memory[i] = untouched;
    }
    struct raster raster = raster_on(memory + WIDTH + GUARD, WIDTH, HEIGHT, WIDTH + GUARD);
    raster_fill(&raster, raster.clip, black);
    return raster;
}

static uint32_t at(const struct raster *raster, int x, int y) {
    return raster->pixels[y * raster->stride + x];
}

static int level(const struct raster *raster, int x, int y) {
    return (int)(at(raster, x, y) & 0xFF);
}

/* What the picture holds of a white shape, in pixels. */
static double inked(const struct raster *raster) {
    double sum = 0;
    for (int y = 0; y < raster->height; y++) {
        for (int x = 0; x < raster->width; x++) {
            sum += level(raster, x, y) / 255.0;
        }
    }
    return sum;
}

static void expect_guards(void) {
    for (int y = 0; y < HEIGHT + 2; y++) {
        for (int x = 0; x < WIDTH + GUARD; x++) {
            if (y == 0 || y == HEIGHT + 1 || x >= WIDTH) {
                EXPECT(memory[y * (WIDTH + GUARD) + x] == untouched);
            }
        }
    }
}

static void whole_edges_are_crisp(void) {
    struct raster raster = make_raster();
    raster_box(&raster, (struct rect){10, 10, 20, 8}, 0, white, 0, 0);
    EXPECT_INT(at(&raster, 10, 10), white);
    EXPECT_INT(at(&raster, 29, 17), white);
    EXPECT_INT(at(&raster, 9, 10), black);
    EXPECT_INT(at(&raster, 30, 17), black);
    EXPECT_NEAR(inked(&raster), 160, 0);
    raster = make_raster();
    raster_line(&raster, (struct scene_point){10, 20}, (struct scene_point){40, 20}, 2, 0, white);
    EXPECT_INT(at(&raster, 20, 19), white);
    EXPECT_INT(at(&raster, 20, 20), white);
    EXPECT_INT(at(&raster, 20, 18), black);
    EXPECT_INT(at(&raster, 20, 21), black);
}

static void outlines_are_crisp_and_inside(void) {
    struct raster raster = make_raster();
    raster_box(&raster, (struct rect){10, 10, 20, 8}, 0, 0xFF0000FF, 2, white);
    EXPECT_INT(at(&raster, 10, 10), white);
    EXPECT_INT(at(&raster, 11, 11), white);
    EXPECT_INT(at(&raster, 12, 12), 0xFF0000FF);
    EXPECT_INT(at(&raster, 29, 17), white);
    EXPECT_INT(at(&raster, 30, 17), black);
}

static void areas_are_right(void) {
    struct raster raster = make_raster();
    raster_box(&raster, (struct rect){10.25F, 5, 30, 30}, 15, white, 0, 0);
    EXPECT_NEAR(inked(&raster), 3.14159265 * 225, 0.002);
    raster = make_raster();
    raster_box(&raster, (struct rect){10, 5, 30, 30}, 15, 0, 3, white);
    EXPECT_NEAR(inked(&raster), 3.14159265 * (225 - 144), 0.01);
    raster = make_raster(); /* a thin slanted line, with its round ends */
    raster_line(&raster, (struct scene_point){5, 7}, (struct scene_point){45, 37}, 1, 0, white);
    EXPECT_NEAR(inked(&raster), 50 + 0.785, 0.02);
    raster = make_raster();
    raster_line(&raster, (struct scene_point){5, 7}, (struct scene_point){45, 37}, 0.5F, 0, white);
    EXPECT_NEAR(inked(&raster), 25 + 0.2, 0.03);
    raster = make_raster();
    raster_box(&raster, (struct rect){10, 10.25F, 20, 0.5F}, 0, white, 0, 0);
    EXPECT_NEAR(inked(&raster), 10, 0.01);
}

static void dashes_have_gaps(void) {
    struct raster raster = make_raster();
    raster_line(&raster, (struct scene_point){0, 20}, (struct scene_point){60, 20}, 2, 10, white);
    EXPECT_INT(at(&raster, 5, 20), white);
    EXPECT_INT(at(&raster, 15, 20), black);
    EXPECT_INT(at(&raster, 25, 20), white);
    EXPECT_INT(at(&raster, 35, 20), black);
    EXPECT_INT(at(&raster, 45, 20), white);
    raster = make_raster(); /* no dash goes beyond the end: half of one is left out */
    raster_line(&raster, (struct scene_point){0, 20}, (struct scene_point){25, 20}, 2, 10, white);
    EXPECT_INT(at(&raster, 5, 20), white);
    EXPECT_INT(at(&raster, 22, 20), black);
    EXPECT_INT(at(&raster, 28, 20), black);
}

static void joints_are_laid_over_once(void) {
    struct raster raster = make_raster();
    const struct scene_point bend[] = {{10, 10}, {30, 10}, {30, 30}};
    raster_polyline(&raster, bend, 3, 6, 0x80FFFFFF);
    EXPECT_INT(level(&raster, 15, 10), 128);
    EXPECT_INT(level(&raster, 29, 10), 128);
    EXPECT_INT(level(&raster, 30, 12), 128);
    EXPECT_INT(level(&raster, 30, 25), 128);
}

static void blending_is_exact_at_the_ends(void) {
    struct raster raster = make_raster();
    struct raster_area all = raster.clip;
    raster_fill(&raster, all, 0xFF123456);
    raster_fill(&raster, all, 0x00FFFFFF);
    EXPECT_INT(at(&raster, 3, 3), 0xFF123456);
    raster_fill(&raster, all, 0x80FFFFFF);
    EXPECT_INT(at(&raster, 3, 3), 0xFF899AAB);
    for (int i = 0; i < 100; i++) { /* the same color does not drift */
        raster_fill(&raster, all, 0x5A899AAB);
    }
    EXPECT_INT(at(&raster, 3, 3), 0xFF899AAB);
}

static void heat_cells_are_seamless(void) {
    struct raster raster = make_raster();
    const double values[] = {1, -1, 0, (double)NAN, 2, -0.5};
    struct scene_item heat = {.kind = SCENE_HEAT,
                              .bounds = {2, 2, 15, 10},
                              .values = values,
                              .rows = 2,
                              .columns = 3,
                              .most = 1,
                              .negative_color = 0xFFFF0000,
                              .middle_color = 0xFF808080,
                              .positive_color = 0xFF0000FF};
    raster_heat(&raster, &heat);
    EXPECT_INT(at(&raster, 2, 2), 0xFF0000FF);
    EXPECT_INT(at(&raster, 6, 6), 0xFF0000FF);
    EXPECT_INT(at(&raster, 7, 6), 0xFFFF0000);
    EXPECT_INT(at(&raster, 12, 2), 0xFF808080);
    EXPECT_INT(at(&raster, 2, 7), black); /* no number, no cell */
    EXPECT_INT(at(&raster, 7, 11), 0xFF0000FF);
    EXPECT_INT(at(&raster, 16, 11), 0xFFC04040);
    EXPECT_INT(at(&raster, 17, 11), black);
}

static void small_cells_show_the_largest(void) {
    struct raster raster = make_raster();
    static double values[1000];
    values[777] = -1;
    struct scene_item heat = {.kind = SCENE_HEAT,
                              .bounds = {0, 0, 10, 1},
                              .values = values,
                              .rows = 1,
                              .columns = 1000,
                              .most = 1,
                              .negative_color = white,
                              .middle_color = black,
                              .positive_color = black};
    raster_heat(&raster, &heat);
    EXPECT_INT(at(&raster, 7, 0), white);
    EXPECT_INT(at(&raster, 6, 0), black);
}

/* From -1 at the left to 1 at the right over 40 pixels: each side has its color at the edge, and
 * where the values are 0 stands a line of 4 pixels. A value that is no number leaves its cells
 * out. */
static void a_plane_goes_from_side_to_side(void) {
    double values[] = {-1, 0, 1, -1, 0, 1};
    struct raster raster = make_raster();
    struct scene_item plane = {.kind = SCENE_HEAT,
                               .is_smooth = true,
                               .bounds = {4, 6, 40, 30},
                               .values = values,
                               .rows = 2,
                               .columns = 3,
                               .most = 1,
                               .negative_color = 0xFFC80000,
                               .middle_color = black,
                               .positive_color = 0xFF0000C8,
                               .stroke = 4,
                               .stroke_color = white};
    raster_plane(&raster, &plane);
    for (int y = 6; y < 36; y++) {
        EXPECT_INT(at(&raster, 3, y), black);
        EXPECT_INT(at(&raster, 44, y), black);
        EXPECT(at(&raster, 4, y) >> 16 > 0xFFBE);
        EXPECT_INT(at(&raster, 4, y) & 0xFFFF, 0);
        EXPECT_NEAR(level(&raster, 34, y), 105, 0.02); /* 10.5 of 20 pixels */
        for (int x = 22; x < 26; x++) {
            EXPECT_INT(at(&raster, x, y), white);
        }
        EXPECT(at(&raster, 20, y) != white && at(&raster, 27, y) != white);
    }
    plane.stroke = 0; /* no line: the two colors meet */
    plane.bounds.width = 41;
    raster_plane(&raster, &plane);
    EXPECT_INT(at(&raster, 24, 20), black);
    plane.stroke = 4;
    plane.bounds.width = 40;
    values[2] = (double)NAN;
    raster = make_raster();
    raster_plane(&raster, &plane);
    EXPECT_INT(at(&raster, 40, 20), black);
    EXPECT(at(&raster, 5, 20) != black);
    expect_guards();
}

/* A line keeps its width whatever the slope: 6 pixels along 30 rows. */
static void a_planes_line_has_its_width(void) {
    for (int steep = 1; steep <= 1000; steep *= 10) {
        double values[] = {-steep, steep, -steep, steep};
        struct raster raster = make_raster();
        struct scene_item plane = {.bounds = {4, 6, 40, 30},
                                   .values = values,
                                   .rows = 2,
                                   .columns = 2,
                                   .most = 1e9,
                                   .negative_color = black,
                                   .middle_color = black,
                                   .positive_color = black,
                                   .stroke = 6,
                                   .stroke_color = white};
        raster_plane(&raster, &plane);
        EXPECT_NEAR(inked(&raster), 180, 0.01);
    }
}

static void draw_everything(const struct raster *raster, float x, float y, float size) {
    const struct scene_point points[] = {{x, y}, {x + size, y}, {x, y + size}};
    const double values[] = {1, -1, 0.5, 0};
    struct scene_item heat = {.bounds = {x, y, size, size},
                              .values = values,
                              .rows = 2,
                              .columns = 2,
                              .most = 1,
                              .negative_color = white,
                              .middle_color = black,
                              .positive_color = white};
    struct scene_item plane = heat;
    plane.is_smooth = true;
    plane.stroke = 3;
    plane.stroke_color = 0xFF55BB99;
    raster_plane(raster, &plane);
    raster_line(raster, points[0], points[2], 3, 0, 0xC0FFAA11);
    raster_line(raster, points[1], points[2], 3, 7, 0xC0FFAA11);
    raster_polyline(raster, points, 3, 2.5F, 0xFF11AAFF);
    raster_box(raster, heat.bounds, 6, 0x80336699, 2, white);
    raster_box(raster, heat.bounds, size / 2, 0xFF336699, 1.5F, 0x90FFFFFF);
    raster_heat(raster, &heat);
}

static void strange_coordinates_are_harmless(void) {
    const float odd[] = {0,    -30,    50,    1e3F, -1e5F,    9e5F,     1e6F,
                         1e9F, -1e20F, 3e38F, NAN,  INFINITY, -INFINITY};
    struct raster raster = make_raster();
    size_t count = sizeof odd / sizeof *odd;
    for (size_t i = 0; i < count * count * count; i++) {
        draw_everything(&raster, odd[i % count], odd[i / count % count],
                        odd[i / count / count % count]);
    }
    const struct raster_mask mask = {(const uint8_t[4]){255, 255, 255, 255}, 2, 2, 2};
    raster_mask(&raster, 60, 40, &mask, white);
    raster_mask(&raster, -1, -1, &mask, white);
    expect_guards();
}

static void a_clip_changes_no_pixel(void) {
    static uint32_t whole[sizeof memory / sizeof *memory];
    struct raster raster = make_raster();
    draw_everything(&raster, 5.3F, 4.7F, 37.4F);
    memcpy(whole, memory, sizeof memory);
    raster = make_raster();
    for (int y = 0; y < HEIGHT; y += 7) {
        for (int x = 0; x < WIDTH; x += 5) {
            raster_set_clip(&raster, (struct raster_area){x, y, x + 5, y + 7});
            draw_everything(&raster, 5.3F, 4.7F, 37.4F);
        }
    }
    EXPECT(memcmp(whole, memory, sizeof memory) == 0);
}

/* ---- boxes, by their definition ---- */

static float length_within(float low, float high, float middle) {
    return fmaxf(fminf(high, middle + 0.5F) - fmaxf(low, middle - 0.5F), 0);
}

/* How much of the pixel a box takes: the area along straight edges, in the corners by how far it is
 * from the arc. */
static float box_coverage(struct rect box, float radius, int column, int row) {
    float x = (float)column + 0.5F;
    float y = (float)row + 0.5F;
    float right = box.x + box.width;
    float bottom = box.y + box.height;
    float beyond_x = fmaxf(box.x + radius - x, x - right + radius);
    float beyond_y = fmaxf(box.y + radius - y, y - bottom + radius);
    if (beyond_x > 0 && beyond_y > 0 && radius > 0) {
        float distance = sqrtf(beyond_x * beyond_x + beyond_y * beyond_y);
        return fminf(fmaxf(radius + 0.5F - distance, 0), 1);
    }
    return length_within(box.x, right, x) * length_within(box.y, bottom, y);
}

static uint32_t laid_over(uint32_t below, color_argb color, float coverage) {
    int opacity = (int)(color >> 24) + (int)(color >> 31);
    int part = (int)(coverage * (float)opacity + 0.5F);
    uint32_t result = 0xFF000000;
    for (int shift = 0; shift < 24; shift += 8) {
        int over = (int)(color >> shift & 0xFF);
        int under = (int)(below >> shift & 0xFF);
        result |= (uint32_t)((over * part + under * (256 - part) + 128) >> 8) << shift;
    }
    return part > 0 ? result : below;
}

/* Black, with a filled box and its outline. */
static uint32_t pixel_of(struct rect box, float radius, float stroke, int column, int row) {
    const color_argb fill = 0xA0336699;
    const color_argb outline = 0xC0FFAA11;
    struct rect inner = {box.x + stroke, box.y + stroke, 0, 0};
    inner.width = box.x + box.width - stroke - inner.x;
    inner.height = box.y + box.height - stroke - inner.y;
    float outside = box_coverage(box, radius, column, row);
    uint32_t pixel = laid_over(black, fill, outside);
    float inside = box_coverage(inner, fmaxf(radius - stroke, 0), column, row);
    return stroke > 0 ? laid_over(pixel, outline, outside - inside) : pixel;
}

static void a_box_is_its_coverage(void) {
    static const struct rect boxes[] = {{3, 2, 40, 30},
                                        {3.25F, 2.5F, 40.5F, 30.25F},
                                        {-4.6F, -3.3F, 50, 31.7F},
                                        {9.9F, 8.2F, 17, 17}};
    static const float radii[] = {0, 0.4F, 2.5F, 6, 8.5F};
    static const float strokes[] = {0, 0.7F, 1.5F, 4, 7};
    for (size_t i = 0; i < TEST_COUNT(boxes) * TEST_COUNT(radii) * TEST_COUNT(strokes); i++) {
        struct rect box = boxes[i % TEST_COUNT(boxes)];
        float radius = radii[i / TEST_COUNT(boxes) % TEST_COUNT(radii)];
        float stroke = strokes[i / TEST_COUNT(boxes) / TEST_COUNT(radii)];
        struct raster raster = make_raster();
        int wrong = 0;
        raster_box(&raster, box, radius, 0xA0336699, stroke, 0xC0FFAA11);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                uint32_t is = raster.pixels[y * raster.stride + x];
                wrong += is != pixel_of(box, radius, stroke, x, y);
            }
        }
        EXPECT_INT(wrong, 0);
    }
    expect_guards();
}

/* What has no points, no width or no color leaves every pixel as it was. */
static void nothing_is_drawn(void) {
    static const struct scene_point points[] = {{1, 1}, {9, 9}};
    struct raster raster = make_raster();
    raster_polyline(&raster, points, 0, 2, 0xFFFFFFFF);
    raster_polyline(&raster, points, 2, 0, 0xFFFFFFFF);
    raster_polyline(&raster, points, 2, 2, 0x00FFFFFF);
    for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
            EXPECT(at(&raster, x, y) == black);
        }
    }
}

int main(void) {
    static const struct test tests[] = {
        {"edges on whole coordinates are crisp", whole_edges_are_crisp},
        {"outlines are crisp and inside", outlines_are_crisp_and_inside},
        {"shapes have their area", areas_are_right},
        {"dashes have gaps", dashes_have_gaps},
        {"joints are laid over once", joints_are_laid_over_once},
        {"blending is exact at its ends and does not drift", blending_is_exact_at_the_ends},
        {"heat cells have no seams", heat_cells_are_seamless},
        {"cells smaller than a pixel show the largest", small_cells_show_the_largest},
        {"a plane goes from side to side", a_plane_goes_from_side_to_side},
        {"a plane's line has its width", a_planes_line_has_its_width},
        {"a box is its coverage", a_box_is_its_coverage},
        {"nothing is drawn of nothing", nothing_is_drawn},
        {"strange coordinates are harmless", strange_coordinates_are_harmless},
        {"a clip changes no pixel", a_clip_changes_no_pixel},
    };
    return test_run(tests, TEST_COUNT(tests));
}
