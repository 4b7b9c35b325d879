#ifndef BACKSTEP_APP_LOOP_H
#define BACKSTEP_APP_LOOP_H

/* What happens while a window is open: events become actions, long ways are gone in slices, and
 * what changed is painted. A turn never waits, so that a browser, which calls back, can drive it;
 * who may wait does so between two turns. */

#include "app/window.h"

struct loop;

enum loop_end {
    LOOP_CLOSED,     /* the reader quit */
    LOOP_NO_DISPLAY, /* there is nothing to show a window on */
    LOOP_CHORE_FAILED,
    LOOP_FAILED
};

/* Opens a window on the session, which is borrowed. NULL with the reason in *ret_end, and one line
 * in reterr_message, when that fails. */
struct loop *loop_create(struct session *session, const struct window_options *options,
                         enum loop_end *ret_end, char *reterr_message, size_t message_size);

/* Closes the window. NULL is accepted. */
void loop_destroy(struct loop *loop);

/* Takes the events that are there, works for some milliseconds and paints. False when it is over:
 * the reader has quit, or the chore has failed, or with SDL's message the window cannot go on. */
bool loop_turn(struct loop *loop);
bool loop_has_quit(const struct loop *loop);

/* Milliseconds until the next turn has something to do by itself: 0 while there is work or a
 * picture is due, -1 when it is only events that it waits for. */
int loop_patience(const struct loop *loop);

/* Waits for that long, or until there is an event. */
void loop_wait(struct loop *loop);

/* What is shown, and the picture that is seen. */
struct window *loop_window(struct loop *loop);

/* Shows another session from now on, which is borrowed too; the one before may be destroyed. */
void loop_show(struct loop *loop, struct session *session);

/* Turns until the reader quits, or it cannot go on. */
enum loop_end loop_run(struct loop *loop, char *reterr_message, size_t message_size);

#endif
