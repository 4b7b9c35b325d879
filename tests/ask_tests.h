#ifndef BACKSTEP_TESTS_ASK_TESTS_H
#define BACKSTEP_TESTS_ASK_TESTS_H

/* What tests of questions begin with: the notations and the mistakes that come along. */

#include "ask_fixture.h"

static const char *root;
static struct arena *shared; /* until the last test is over */
static struct view_notations notations;
static const struct mistakes *mistakes;

/* Everything that such a test program does: its first argument is the source's root. */
static inline int ask_tests_run(int count, char **arguments, const struct test tests[],
                                size_t test_count) {
    if (count < 2) {
        return 2;
    }
    root = arguments[1];
    shared = arena_create();
    notations = view_notations_read(shared, root);
    mistakes = fixture_mistakes(shared, root);
    view_open_font(root);
    int status = test_run(tests, test_count);
    arena_destroy(shared);
    return status;
}

#endif
