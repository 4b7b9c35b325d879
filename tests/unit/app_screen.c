/* The pixels of a window: in place where the system lets a program write them, through a texture
 * elsewhere; after another size they are others. */
#include "test.h"

#include "app/screen.h"

#include <stdlib.h>

enum { WIDTH = 64, HEIGHT = 48 };

static SDL_Window *window;

static SDL_Window *new_window(void) {
    return SDL_CreateWindow("screen", 0, 0, WIDTH, HEIGHT, SDL_WINDOW_RESIZABLE);
}

static void fill(const struct raster *raster, uint32_t color) {
    for (int i = 0; i < raster->stride * raster->height; i++) {
        raster->pixels[i] = color;
    }
}

static const struct raster_area areas[] = {{0, 0, 10, 10}, {20, 10, WIDTH, HEIGHT}};

static void test_surface(void) {
    struct screen screen;
    bool is_new = false;
    EXPECT(screen_open(&screen, window));
    EXPECT(screen.renderer == NULL);
    EXPECT(screen_fit(&screen, &is_new) && is_new);
    EXPECT_INT(screen.raster.width, WIDTH);
    EXPECT_INT(screen.raster.height, HEIGHT);
    EXPECT(screen.raster.pixels == SDL_GetWindowSurface(window)->pixels);
    fill(&screen.raster, 0x123456);
    EXPECT(screen_show(&screen, areas, 0));
    EXPECT(screen_show(&screen, areas, TEST_COUNT(areas)));
    EXPECT(screen_fit(&screen, &is_new) && !is_new);
    SDL_SetWindowSize(window, 2 * WIDTH, HEIGHT);
    EXPECT(screen_fit(&screen, &is_new) && is_new);
    EXPECT_INT(screen.raster.width, 2 * WIDTH);
    EXPECT(screen_show(&screen, areas, TEST_COUNT(areas)));
    screen_close(&screen);
    EXPECT(screen.window == NULL);
}

static uint32_t shown(SDL_Renderer *renderer, int x, int y) {
    uint32_t pixel = 0;
    EXPECT_INT(
        SDL_RenderReadPixels(renderer, &(SDL_Rect){x, y, 1, 1}, SDL_PIXELFORMAT_RGB888, &pixel, 4),
        0);
    return pixel & 0xFFFFFF;
}

/* Only the areas that are shown are new. A window of its own: SDL 3 gives none with a surface a
 * renderer. */
static void test_texture(void) {
    SDL_Window *other = new_window();
    struct screen screen = {.window = other,
                            .renderer = SDL_CreateRenderer(other, -1, SDL_RENDERER_SOFTWARE)};
    bool is_new = false;
    EXPECT(screen.renderer != NULL);
    EXPECT(screen_fit(&screen, &is_new) && is_new);
    EXPECT(screen.raster.pixels == screen.own->pixels);
    const struct raster_area all = {0, 0, WIDTH, HEIGHT};
    fill(&screen.raster, 0x123456);
    EXPECT(screen_show(&screen, &all, 1));
    EXPECT_INT(shown(screen.renderer, 5, 5), 0x123456);
    fill(&screen.raster, 0x654321);
    EXPECT(screen_show(&screen, areas, TEST_COUNT(areas)));
    EXPECT_INT(shown(screen.renderer, 5, 5), 0x654321);
    EXPECT_INT(shown(screen.renderer, 30, 20), 0x654321);
    EXPECT_INT(shown(screen.renderer, 15, 5), 0x123456);
    const SDL_Texture *before = screen.texture;
    EXPECT(screen_fit(&screen, &is_new) && !is_new);
    EXPECT(screen.texture == before);
    SDL_SetWindowSize(other, WIDTH, 2 * HEIGHT);
    EXPECT(screen_fit(&screen, &is_new) && is_new);
    EXPECT_INT(screen.raster.height, 2 * HEIGHT);
    screen_close(&screen);
    SDL_DestroyWindow(other);
}

/* What cannot show anything says so. */
static void test_nothing(void) {
    struct screen screen;
    EXPECT(!screen_open(&screen, NULL));
    bool is_new = false;
    EXPECT(!screen_fit(&screen, &is_new));
    EXPECT(!screen_show(&screen, areas, 1));
    screen_close(&screen);
}

int main(void) {
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    if (SDL_Init(SDL_INIT_VIDEO) != 0) {
        printf("Bail out! %s\n", SDL_GetError());
        return 1;
    }
    window = new_window();
    static const struct test tests[] = {
        {"the surface of the window", test_surface},
        {"a texture", test_texture},
        {"nothing to show it on", test_nothing},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    SDL_DestroyWindow(window);
    SDL_Quit();
    return status;
}
