/* What of a window is the page's. Title, pointer and full screen are told to the page with the rest
 * of the state: page_state.h. */

#include "app/web/page_display.h"
#include "app/window.h"

bool window_system_open(struct window *window, const struct window_options *options) {
    (void)options;
    return screen_open(&window->screen, NULL);
}

void window_system_close(struct window *window) {
    screen_close(&window->screen);
}

void window_show_hand(struct window *window, bool is_hand) {
    window->is_hand = is_hand;
}

void window_sync_full_screen(struct window *window) {
    (void)window;
}

void window_sync_title(struct window *window) {
    (void)window;
}

/* Events have the middle of a unit of the page. */
struct scene_point window_in_pixels(const struct window *window, int x, int y) {
    (void)window;
    float ratio = page_display_get().ratio;
    return (struct scene_point){((float)x + 0.5F) * ratio, ((float)y + 0.5F) * ratio};
}
