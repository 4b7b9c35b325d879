#ifndef BACKSTEP_APP_WEB_PAGE_H
#define BACKSTEP_APP_WEB_PAGE_H

/* The program in a page: one lesson at a time, in a loop that the page turns. What it shows and
 * what it was told are the page's to keep. */

#include "app/desk/desk_hall.h"
#include "app/desk/desk_journal.h"
#include "app/desk/ended.h"
#include "app/loop.h"
#include "library/library.h"

/* Where a reader is, as a link says it. */
struct page_place {
    long step;
    long inside; /* how many elements of the operation behind it are done */
    size_t form; /* 0: the formula */
    enum step_level level;
};

struct page {
    struct arena *arena; /* of the library */
    struct library library;
    struct font_files fonts;
    struct opened opened;          /* the lesson; nothing at first */
    struct opened ahead;           /* one that was read and is not shown yet */
    const char *ahead_name;        /* as it was asked for, in its arena */
    const char *ahead_notation;    /* that was asked for, in its arena */
    struct desk_journal journal;   /* the page keeps the file */
    struct ended ended;            /* behind the last step of the lesson */
    struct desk_hall lessons;      /* which one follows; it is never seen */
    struct cover cover;            /* who stands before the lesson; zeros: nobody */
    bool is_silent;                /* lessons ask nothing, but where the reader predicts */
    struct loop *loop;             /* NULL: nothing was shown yet */
    struct session_settings looks; /* of the next lesson that is opened */
    struct page_place pending;     /* where the way of the loop is to end */
    bool has_pending;
    bool is_over; /* the loop could not go on */
};

/* Finds the program's own files; false with *reterr, which is the page's to show. */
bool page_begin(struct page *ret, enum language language, const char **reterr);

/* Reads the lesson that is opened next, while the fonts are not there; what is wrong with it is
 * said when it is opened. */
void page_prepare(struct page *page, const char *name, const char *notation);

/* Opens a lesson: the name of a shipped one, or a file. `notation` is an id, or "" for the lesson's
 * own. "", or why it is not open, lines ended, in the arena; then what was open still is. */
const char *page_open(struct page *page, struct arena *arena, const char *name,
                      const char *notation);

/* More fonts are in the program's folder: from now on these are drawn with. "", or why not, in the
 * arena; then it is as before. */
const char *page_change_fonts(struct page *page, struct arena *arena);

/* Whether lessons ask what they have to ask: this one, and those that are opened. */
void page_set_silent(struct page *page, bool is_silent);

/* The reader leaves the page, perhaps for ever: the journal has where. */
void page_leave(struct page *page);

/* Reads a notation file, for lessons that are opened from now on; "" or why not. */
const char *page_add_notation(struct page *page, const char *path, const char **ret_id);

/* Goes to a place of the open lesson, clamped to it; to one that is far, in the turns that follow.
 */
void page_go(struct page *page, struct page_place place);
struct page_place page_place(const struct page *page);

/* A turn of the loop. Milliseconds until the next has something to do: 0 when at once, -1 when not
 * before something happens. */
int page_turn(struct page *page);

extern const char *const page_level_names[LEVEL_COUNT]; /* "iteration", … */

#endif
