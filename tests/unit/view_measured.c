/* Nothing is measured twice: while a picture is made, the width of a text at a size is asked for
 * once, however many columns, labels and attempts at a size need it, and so is each symbol's. */
#include "view_fixture.h"

enum {
    MOST_LESSONS = 64,
    EVERY = FIXTURE_IS_SANITIZED ? 4 : 1,
    MOST_TEXTS = 4096,
    MOST_FAULTS = 5
};

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static const struct stage_size size = {1280, 720};

/* ---- counting ---- */

/* What was asked while a picture is made. */
struct asked {
    struct arena *arena;
    struct asked_text {
        const char *text;
        enum text_face face;
        float size;
        size_t times;
    } texts[MOST_TEXTS];
    size_t count, all;
};

static float counting_width(const void *context, enum text_face face, float pixels,
                            const char *text) {
    struct asked *asked = (struct asked *)(uintptr_t)context;
    size_t at = 0;
    while (at < asked->count && (asked->texts[at].face != face ||
                                 memcmp(&asked->texts[at].size, &pixels, sizeof pixels) != 0 ||
                                 strcmp(asked->texts[at].text, text) != 0)) {
        at++;
    }
    if (at == asked->count && at < MOST_TEXTS) {
        const char *copy = arena_copy_text(asked->arena, text, strlen(text));
        asked->texts[asked->count++] = (struct asked_text){copy, face, pixels, 0};
    }
    if (at < MOST_TEXTS) {
        asked->texts[at].times++;
    }
    asked->all++;
    return view_fake_width(NULL, face, pixels, text);
}

/* A picture, and what was asked for it. */
static struct asked *asked_for(struct session *session, struct arena *arena) {
    struct asked *asked = ARENA_NEW(arena, struct asked);
    asked->arena = arena;
    struct text_metrics metrics = view_fake_metrics;
    metrics.width = counting_width;
    metrics.context = asked;
    struct scene scene;
    stage_build(session, size, &metrics, arena, &scene);
    return asked;
}

static void expect_once(const char *path, const struct session *session,
                        const struct asked *asked) {
    EXPECT(asked->count > 20 && asked->count < MOST_TEXTS);
    for (size_t i = 0; i < asked->count; i++) {
        const struct asked_text *one = &asked->texts[i];
        if (one->times > 1 && test_failures++ < MOST_FAULTS) {
            printf("# %s, step %ld: \"%s\" at %g is measured %zu times\n", path,
                   session_step(session), one->text, (double)one->size, one->times);
        }
    }
}

/* Each step of each lesson, in one notation. */
static void test_once(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    size_t all = 0, pictures = 0;
    for (size_t i = 0; i < count; i += EVERY) {
        struct arena *arena = arena_create();
        struct session *session = view_session(arena, fixture_lesson(arena, root, paths[i]),
                                               &notations, i % notations.count);
        for (long step = 1; step <= session_program(session)->operation_count; step++) {
            struct arena *own = arena_create();
            session_go_to(session, step);
            const struct asked *asked = asked_for(session, own);
            expect_once(paths[i], session, asked);
            all += asked->all;
            pictures++;
            arena_destroy(own);
        }
        session_destroy(session);
        arena_destroy(arena);
    }
    printf("# %zu pictures, on average %zu widths asked for\n", pictures, all / pictures);
    EXPECT(pictures > 400 / EVERY);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    static const struct test tests[] = {
        {"a picture measures each text once", test_once},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(shared);
    return status;
}
