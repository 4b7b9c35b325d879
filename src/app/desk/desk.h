#ifndef BACKSTEP_APP_DESK_DESK_H
#define BACKSTEP_APP_DESK_DESK_H

/* Where a reader works: the lesson that is open in the window, what is kept of how it is seen, and
 * the journal of what is done. */

#include "app/desk/broken.h"
#include "app/desk/desk_hall.h"
#include "app/desk/desk_journal.h"
#include "app/desk/ended.h"
#include "app/desk/watch.h"
#include "app/loop.h"
#include "library/journal/settings_file.h"

struct desk {
    struct arena *arena; /* of what stays while the program runs */
    const struct library *library;
    const char *settings_path;     /* NULL: the system has no place for it */
    struct kept_settings kept;     /* as the file has them */
    struct session_settings begun; /* how lessons were seen at first */
    struct desk_journal journal;
    struct opened opened; /* the desk's own; loop shows it */
    bool is_stand_in;     /* nobody asked for it: it is under the hall until a lesson is chosen */
    const char *own_notation; /* that it was opened in */
    struct desk_hall hall;
    struct ended ended;
    struct broken broken; /* a file that was to be opened, or the open one since it was saved */
    struct watch watch;   /* of the broken file, or of the open one */
    struct watch notation_watch; /* of the reader's own notation */
    int width, height;           /* of the window, when the reader changed it; else 0 */
    struct loop *loop;           /* NULL: there is no window yet */
};

/* A desk with nothing on it, and the settings that were kept. */
void desk_begin(struct desk *ret, struct arena *arena, const struct library *library,
                const struct kept_settings *kept);

/* Puts a lesson on it that is its own from now on. What there is to say of the journal is printed
 * on stderr, once. */
void desk_put(struct desk *desk, struct opened opened);

/* Puts a lesson under the hall, which is open until one is chosen; nothing is written of it. */
void desk_put_hall(struct desk *desk, struct opened opened);

/* The same, under the panel of a file that cannot be read, with what there is to say of it as it is
 * printed; the file opens as soon as it can be. */
void desk_put_broken(struct desk *desk, struct opened stand_in, const char *name,
                     const char *printed);

/* What a window needs to know of it. */
struct cover desk_cover(struct desk *desk);

/* Shows it in a window until the reader quits; as loop_run. */
enum loop_end desk_run(struct desk *desk, const struct window_options *options,
                       char *reterr_message, size_t message_size);

/* Writes down where the lesson is left and what is to be kept, and closes everything. */
void desk_end(struct desk *desk);

#endif
