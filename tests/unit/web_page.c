/* A lesson that was read ahead is the one that is opened, by whatever name it is asked for, and no
 * other. Whether a window can be opened here makes no difference. */

#include "test.h"

#include "app/web/page.h"

#include <stdlib.h>

static const struct pair {
    const char *ahead_name, *ahead_notation, *name, *notation;
    bool is_taken;
} pairs[] = {
    {"four-equations", "", "four-equations", "", true}, /* an old name */
    {"four/06-four-equations", "", "four/06-four-equations", "", true},
    {"xor", "layer", "xor", "layer", true},
    {"xor", "layer", "xor", "", false},
    {"xor", "", "four-equations", "", false},
};

static void test_ahead(void) {
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const struct pair *pair = &pairs[i];
        struct page page;
        const char *error = "";
        EXPECT(page_begin(&page, LANGUAGE_ENGLISH, &error));
        EXPECT_STRING(error, "");
        page_prepare(&page, pair->ahead_name, pair->ahead_notation);
        EXPECT(page.ahead.session != NULL);
        page_open(&page, page.arena, pair->name, pair->notation);
        EXPECT_INT(page.ahead.session == NULL, pair->is_taken);
        opened_close(&page.ahead);
        if (page.loop != NULL) {
            loop_destroy(page.loop);
            opened_close(&page.opened);
            font_files_close(&page.fonts);
        }
        arena_destroy(page.arena);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        return 2;
    }
    setenv("BACKSTEP_DATA", argv[1], 1);
    setenv("XDG_DATA_HOME", "/dev/null/nowhere", 1);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    static const struct test tests[] = {{"what was read ahead is opened", test_ahead}};
    return test_run(tests, TEST_COUNT(tests));
}
