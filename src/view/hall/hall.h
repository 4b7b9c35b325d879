#ifndef BACKSTEP_VIEW_HALL_HALL_H
#define BACKSTEP_VIEW_HALL_HALL_H

/* The hall that lessons are chosen in: courses, their lessons, what was done of them, what is
 * searched for, and what the reader is at. It opens nothing: it says what is asked for. */

#include "library/library.h"
#include "session/key_table.h"
#include "view/hall/hall_lesson.h"

/* A course, and lessons [first, first + count) of it. */
struct hall_course {
    struct localized_text title, goal; /* "": what is in no course */
    size_t first, count, done;
};

enum { HALL_MOST_QUERY = 60 };

struct hall {
    const struct hall_lesson *lessons; /* course by course */
    size_t lesson_count;
    const struct hall_course *courses;
    size_t course_count;
    const struct hall_lesson *last; /* looked at last, or what follows it; NULL: none was */
    size_t course;                  /* whose lessons are shown, unless something is searched for */
    size_t chosen;                  /* of the shown lessons */
    bool is_at_last;                /* the reader is at "go on", or at "begin" */
    bool is_searching;
    char query[HALL_MOST_QUERY + 1];
    size_t *hits; /* lessons that have the query, best first */
    size_t hit_count;
    size_t top; /* the first row of lessons that is seen */
    /* As the picture had them last, for keys that go from row to row. */
    size_t columns, rows;
};

/* The lessons of a shelf in their courses, all borrowed, with what was done of them. The reader is
 * at "go on", which without that is the first lesson. */
struct hall hall_create(struct arena *arena, const struct lesson_shelf *shelf,
                        const struct courses *listed, const struct progress *progress);

/* The lessons that are shown: those of the course, or the hits. */
size_t hall_shown_count(const struct hall *hall);
const struct hall_lesson *hall_shown(const struct hall *hall, size_t index);

/* The lesson that the reader is at; NULL: nothing was found. */
const struct hall_lesson *hall_chosen(const struct hall *hall);

/* The lesson that follows in the courses, also behind one that was opened as a file (the name is
 * its path); NULL behind the last. */
const struct hall_lesson *hall_next(const struct hall *hall, const char *name);

enum hall_request {
    HALL_NOT_MINE, /* the hall has no use for it */
    HALL_CHANGED,
    HALL_OPEN,       /* the chosen lesson, where it was left */
    HALL_OPEN_FRESH, /* from its beginning */
    HALL_LANGUAGE,   /* the other one */
    HALL_CLOSE
};
enum hall_request hall_take_key(struct hall *hall, struct key key, enum language language);

/* ---- the pointer ---- */

enum hall_target {
    HALL_TARGET_NONE,
    HALL_TARGET_LAST,
    HALL_TARGET_COURSE,
    HALL_TARGET_LESSON, /* of the shown ones */
    HALL_TARGET_OPEN,
    HALL_TARGET_SEARCH,
    HALL_TARGET_LANGUAGE,
    HALL_TARGET_CLOSE
};

/* A target as the action of a scene's button, and back: no session's action has that number. */
int hall_target_action(enum hall_target target, size_t index);
enum hall_target hall_target_of(int action, size_t *ret_index);

enum hall_request hall_click(struct hall *hall, enum hall_target target, size_t index);
enum hall_request hall_hover(struct hall *hall, enum hall_target target, size_t index);
enum hall_request hall_scroll(struct hall *hall, int rows);

#endif
