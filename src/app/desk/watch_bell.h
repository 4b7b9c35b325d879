#ifndef BACKSTEP_APP_DESK_WATCH_BELL_H
#define BACKSTEP_APP_DESK_WATCH_BELL_H

/* The system's own word that something happened to a file, so that nobody has to look at it again
 * and again while nothing does. A ring is an SDL event, which ends a wait for events. */

struct watch_bell;

/* Rings from now on when the file is written, moved, removed, or put where none was. NULL where the
 * system says nothing of files, or not of this one: whoever wants to know looks by himself. Caller
 * owns, and takes it down; the path is borrowed until then. */
struct watch_bell *watch_bell_hang(const char *path);

/* NULL does nothing. */
void watch_bell_take_down(struct watch_bell *bell);

#endif
