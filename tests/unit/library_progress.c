/* How far a reader is, as the entries of a journal come to it. */
#include "test.h"

#include "library/journal/progress_text.h"

#include <string.h>

static const struct journal_entry story[] = {
    {.deed = JOURNAL_OPENED, .time = 1000, .lesson = "xor", .notation = "four", .steps = 11},
    {.deed = JOURNAL_LEFT,
     .time = 1100,
     .lesson = "xor",
     .notation = "four",
     .step = 5,
     .steps = 11,
     .seconds = 100},
    {.deed = JOURNAL_ANSWERED,
     .time = 2000,
     .lesson = "a/b",
     .notation = "four",
     .step = 3,
     .question = "value z",
     .answer = "1",
     .verdict = JOURNAL_WRONG,
     .tries = 1,
     .mistakes = {"no_slope"},
     .mistake_count = 1},
    {.deed = JOURNAL_ANSWERED,
     .time = 2001,
     .lesson = "a/b",
     .notation = "four",
     .step = 3,
     .question = "value z",
     .answer = "2",
     .verdict = JOURNAL_RIGHT,
     .tries = 2},
    {.deed = JOURNAL_ANSWERED,
     .time = 2002,
     .lesson = "a/b",
     .notation = "four",
     .step = 4,
     .question = "value z",
     .answer = "2",
     .verdict = JOURNAL_ROUNDED,
     .tries = 1},
    {.deed = JOURNAL_ANSWERED,
     .time = 2003,
     .lesson = "a/b",
     .notation = "four",
     .step = 5,
     .question = "value z",
     .verdict = JOURNAL_SKIPPED},
    {.deed = JOURNAL_ANSWERED,
     .time = 2004,
     .lesson = "a/b",
     .notation = "four",
     .step = 6,
     .question = "value z",
     .answer = "2",
     .verdict = JOURNAL_RIGHT,
     .tries = 1,
     .hints = 1},
    {.deed = JOURNAL_FINISHED, .time = 2005, .lesson = "a/b", .notation = "four", .step = 9},
    {.deed = JOURNAL_LEFT,
     .time = 2006,
     .lesson = "a/b",
     .notation = "ladder",
     .step = 9,
     .steps = 9,
     .seconds = 95},
};

static struct progress read_story(struct arena *arena) {
    static const struct lesson_name renamed[] = {{"xor", "beyond/02-xor"}};
    const struct courses courses = {.renamed = renamed, .renamed_count = 1};
    const struct journal_entries entries = {story, sizeof story / sizeof *story, 0};
    return progress_create(arena, &entries, &courses);
}

static void test_progress(void) {
    struct arena *arena = arena_create();
    struct progress progress = read_story(arena);
    EXPECT_INT(progress.count, 2);
    const struct lesson_progress * xor = progress_find(&progress, "beyond/02-xor");
    const struct lesson_progress *ab = progress_find(&progress, "a/b");
    EXPECT(xor != NULL && !xor->is_finished && xor->step == 5 && xor->seconds == 100);
    EXPECT(ab != NULL && ab->is_finished);
    EXPECT_STRING(ab->notation, "ladder");
    EXPECT_INT(ab->question_count, 4);
    EXPECT_INT(progress_right(ab), 3);
    EXPECT_INT(progress_right_at_once(ab), 1); /* a second try and a hint are not at once */
    EXPECT_INT(ab->mistake_count, 1);
    EXPECT_STRING(ab->questions[0].wrong->answer, "1");
    EXPECT(ab->questions[2].is_skipped && !ab->questions[2].is_right);
    EXPECT(progress_find(&progress, "xor") == NULL);
    arena_destroy(arena);
}

/* A window that never came to say that it was left: the last answer knows the place. */
static void test_killed(void) {
    static const struct journal_entry entries[] = {
        {.deed = JOURNAL_OPENED, .time = 1000, .lesson = "a/b", .steps = 9},
        {.deed = JOURNAL_LEFT, .time = 1010, .lesson = "a/b", .step = 2, .steps = 9, .seconds = 10},
        {.deed = JOURNAL_ANSWERED,
         .time = 1020,
         .lesson = "a/b",
         .step = 7,
         .steps = 9,
         .question = "value z",
         .answer = "1",
         .verdict = JOURNAL_WRONG,
         .tries = 1},
    };
    struct arena *arena = arena_create();
    const struct courses courses = {.renamed_count = 0};
    const struct journal_entries journal = {entries, sizeof entries / sizeof *entries, 0};
    const struct progress progress = progress_create(arena, &journal, &courses);
    const struct lesson_progress *found = progress_find(&progress, "a/b");
    EXPECT_INT(found->step, 7);
    EXPECT_INT(found->steps, 9);
    EXPECT_INT(found->seconds, 10);
    arena_destroy(arena);
}

static void test_progress_text(void) {
    struct arena *arena = arena_create();
    struct progress progress = read_story(arena);
    struct text_builder text;
    text_begin(&text, arena);
    progress_text_append(&text, &progress, NULL, LANGUAGE_ENGLISH);
    EXPECT_STRING(text.bytes,
                  "lesson         state  step  answered  first try  minutes  last\n"
                  "beyond/02-xor  begun  5/11  -         -          2        1970-01-01\n"
                  "a/b            done   9/9   3/4       1/4        2        1970-01-01\n"
                  "    1 × no_slope\n");
    text_begin(&text, arena);
    progress_text_append_csv(&text, &progress);
    EXPECT_STRING(text.bytes, "lesson,state,notation,step,steps,questions,right,right_at_once,"
                              "seconds,last,mistakes\n"
                              "beyond/02-xor,begun,four,5,11,0,0,0,100,1970-01-01T00:18:20Z,\n"
                              "a/b,done,ladder,9,9,4,3,1,95,1970-01-01T00:33:26Z,no_slope:1\n");
    text_begin(&text, arena);
    progress.lessons[0].name = "=cmd(\"x\"),";
    progress.count = 1;
    progress_text_append_csv(&text, &progress);
    EXPECT(strstr(text.bytes, "\n\" =cmd(\"\"x\"\"),\",begun") != NULL);
    text_begin(&text, arena);
    progress.count = 0;
    progress_text_append(&text, &progress, NULL, LANGUAGE_CHINESE);
    EXPECT_STRING(text.bytes, "还没有学习记录\n");
    arena_destroy(arena);
}

/* How often each mistake was made, the commonest first, by its name where it has one. */
static void test_mistakes(void) {
    static const struct journal_entry entries[] = {
        {.deed = JOURNAL_ANSWERED,
         .lesson = "a",
         .steps = 9,
         .question = "value z",
         .verdict = JOURNAL_WRONG,
         .tries = 1,
         .mistakes = {"no_slope", "stale"},
         .mistake_count = 2},
        {.deed = JOURNAL_ANSWERED,
         .lesson = "a",
         .steps = 9,
         .question = "value z",
         .verdict = JOURNAL_WRONG,
         .tries = 2,
         .mistakes = {"own", "stale"},
         .mistake_count = 2},
    };
    static const struct mistake known[] = {
        {.id = "no_slope", .name = {{"slope left out", "漏乘斜率"}}},
        {.id = "stale", .name = {{"numbers of the step before", "用了上一步的数"}}},
    };
    struct arena *arena = arena_create();
    const struct courses courses = {.renamed_count = 0};
    const struct journal_entries journal = {entries, sizeof entries / sizeof *entries, 0};
    const struct progress progress = progress_create(arena, &journal, &courses);
    const struct mistakes mistakes = {.items = known, .count = sizeof known / sizeof *known};
    struct text_builder text;
    text_begin(&text, arena);
    progress_text_append(&text, &progress, &mistakes, LANGUAGE_ENGLISH);
    EXPECT(strstr(text.bytes, "    2 × numbers of the step before\n    1 × slope left out\n"
                              "    1 × own\n") != NULL);
    text_begin(&text, arena);
    progress_text_append(&text, &progress, &mistakes, LANGUAGE_CHINESE);
    EXPECT(strstr(text.bytes, "用了上一步的数") != NULL);
    arena_destroy(arena);
}

int main(void) {
    static const struct test tests[] = {
        {"progress is what the entries come to", test_progress},
        {"a lesson is where its last answer was given", test_killed},
        {"progress as a table and as CSV", test_progress_text},
        {"mistakes by their names, the commonest first", test_mistakes},
    };
    return test_run(tests, sizeof tests / sizeof *tests);
}
