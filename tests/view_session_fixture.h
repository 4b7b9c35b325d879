#ifndef BACKSTEP_TESTS_VIEW_SESSION_FIXTURE_H
#define BACKSTEP_TESTS_VIEW_SESSION_FIXTURE_H

/* Sessions on lessons by the ids of notations. */

#include "view_fixture.h"

static const char *root;
static struct arena *shared;
static struct view_notations notations;

static inline size_t index_of(const char *id) {
    size_t index = 0;
    while (strcmp(notations.items[index]->id, id) != 0) {
        index++;
    }
    return index;
}

static inline struct session *session_on(const char *path, const char *notation) {
    return view_session(shared, fixture_lesson(shared, root, path), &notations, index_of(notation));
}

static inline bool is_same(const struct scene *a, const struct scene *b) {
    struct rect rect;
    return scene_difference(a, b, &rect, 1) == 0;
}

static inline void finish(struct session *session) {
    while (session_work(session, 1000)) {
    }
}

#endif
