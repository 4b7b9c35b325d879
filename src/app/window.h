#ifndef BACKSTEP_APP_WINDOW_H
#define BACKSTEP_APP_WINDOW_H

/* One window on a session: it shows the session's picture, and the motion to the next. Events are
 * the loop's. */

#include "app/cover.h"
#include "app/frames.h"
#include "app/screen.h"
#include "session/session_look.h"
#include "view/stage/stage.h"

#include <stdbool.h>

/* What can wait until the first picture is shown: it is gone on with, for a moment each time, while
 * nothing else is to be done. */
enum chore_state { CHORE_MORE, CHORE_DONE, CHORE_FAILED };
struct chore {
    enum chore_state (*go_on)(void *owner); /* NULL: there is nothing */
    void *owner;
};

struct window_options {
    const struct font_files *fonts; /* borrowed while the window is open */
    int width, height;              /* of the window at first; 0: most of the screen */
    bool is_size_remembered;        /* from another day: no larger than this screen */
    struct chore chore;
    struct cover cover; /* zeros: none */
};

struct window {
    struct session *session; /* borrowed */
    struct cover cover;
    SDL_Window *handle;
    struct screen screen;
    struct font_set *fonts;
    struct text_metrics metrics;
    struct frames frames;
    bool wants_motion; /* the next picture is that of a step forward */
    Uint32 moving_since;
    SDL_Cursor *hand;  /* NULL until it is shown */
    bool is_hand;      /* the pointer is one now */
    bool is_stale;     /* the picture does not show the session */
    bool is_lost;      /* the window does not show the picture */
    Uint32 painted_at; /* SDL_GetTicks */
};

/* Opens a window, with nothing in it yet; video must be open. False with one line in
 * reterr_message when that fails; the window is to be closed then too. */
bool window_open(struct window *ret, struct session *session, const struct window_options *options,
                 char *reterr_message, size_t message_size);
void window_close(struct window *window);

/* Brings the window up to date: paints what has changed, or the next frame of a motion. False, with
 * SDL's message, on failure. */
bool window_refresh(struct window *window);

/* The picture of the session as it is now, painted if need be: where another notation numbers its
 * tensors anew, a click is about these. */
const struct scene *window_scene(struct window *window);

/* From now on draws with these fonts, borrowed, which have all characters of the ones before in the
 * same shapes: the picture that is seen stays. False with one line in reterr_message; then those
 * before are still used, and are to be kept. */
bool window_change_fonts(struct window *window, const struct font_files *fonts,
                         char *reterr_message, size_t message_size);

/* What was painted is no longer there. */
void window_lose_picture(struct window *window);

/* The motion is over at once. */
void window_end_motion(struct window *window);

/* Milliseconds until the next frame of a motion is due; 0 when it is, or when nothing moves. */
int window_until_next_frame(const struct window *window);

/* That of its picture, in pixels of the screen. */
struct stage_size window_picture_size(const struct window *window);

/* ---- what is the window system's ---- */

/* Makes the window itself and its screen, when the fonts are open. False with SDL's message. */
bool window_system_open(struct window *window, const struct window_options *options);
void window_system_close(struct window *window);

/* The pointer is a hand, or what it always is. */
void window_show_hand(struct window *window, bool is_hand);

/* Full screen and title, as the session has them. */
void window_sync_full_screen(struct window *window);
void window_sync_title(struct window *window);

/* Its size in units, as the options have it; false while that is not the reader's: full screen. */
bool window_size(const struct window *window, int *ret_width, int *ret_height);

/* Where a place in the window's units, as events have it, is in the picture. */
struct scene_point window_in_pixels(const struct window *window, int x, int y);

#endif
