#include "test.h"

#include "typing/cluster.h"
#include "typing/typed_line.h"

#include <stdlib.h>

static struct typed_line line;

static void begin_with(const char *text) {
    typed_line_begin(&line);
    typed_line_insert(&line, text);
}

/* The text with | for the caret and [ ] around what is selected. */
static const char *seen(void) {
    static char shown[TYPED_MOST + 4];
    size_t begin = 0;
    size_t end = 0;
    typed_line_selection(&line, &begin, &end);
    const struct typed_state *now = &line.now;
    size_t count = 0;
    for (size_t i = 0; i <= now->length; i++) {
        if (i == begin && begin < end) {
            shown[count++] = '[';
        }
        if (i == now->caret) {
            shown[count++] = '|';
        }
        if (i == end && begin < end) {
            shown[count++] = ']';
        }
        shown[count++] = now->text[i];
    }
    return shown;
}

static void test_clusters(void) {
    static const struct {
        const char *text;
        size_t first, last; /* bytes of the first and of the last cluster */
    } cases[] = {
        {"ab", 1, 1},
        {"δ⊙", 2, 3},
        {"e\xCC\x81x", 3, 1},                                       /* e with an acute accent */
        {"y\xCC\x82\xCC\x82", 5, 5},                                /* two hats */
        {"中文", 3, 3},                                             /* two characters */
        {"\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA\xF0\x9F\x87\xAB", 8, 4}, /* a flag and half of one */
        {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB", 11, 11},   /* two pictures, joined */
        {"\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD", 8, 8},                 /* a hand of a color */
        {"\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 9, 9},             /* han, by its letters */
        {"\xFF\xFE", 1, 1},
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        size_t length = strlen(cases[i].text);
        EXPECT_INT(cluster_next(cases[i].text, length, 0), cases[i].first);
        EXPECT_INT(length - cluster_previous(cases[i].text, length), cases[i].last);
        EXPECT_INT(cluster_next(cases[i].text, length, length), length);
    }
    EXPECT_INT(cluster_previous("a", 0), 0);
    EXPECT_INT(cluster_floor("aδb", 4, 2), 1);
}

static void test_typing(void) {
    begin_with("0.5");
    EXPECT_STRING(seen(), "0.5|");
    typed_line_move(&line, TYPED_LEFT, false);
    typed_line_insert(&line, "1");
    EXPECT_STRING(seen(), "0.1|5");
    typed_line_move(&line, TYPED_HOME, true);
    EXPECT_STRING(seen(), "[|0.1]5");
    typed_line_insert(&line, "−");
    EXPECT_STRING(seen(), "−|5");
    typed_line_delete(&line, TYPED_LEFT);
    EXPECT_STRING(seen(), "|5");
    EXPECT(!typed_line_delete(&line, TYPED_LEFT));
    typed_line_delete(&line, TYPED_RIGHT);
    EXPECT_STRING(seen(), "|");
    EXPECT(!typed_line_insert(&line, ""));
}

static void test_moving(void) {
    begin_with("w[2]^T * δ[2]");
    EXPECT(!typed_line_move(&line, TYPED_END, false));
    typed_line_move(&line, TYPED_WORD_LEFT, false);
    EXPECT_STRING(seen(), "w[2]^T * δ[2|]");
    typed_line_move(&line, TYPED_WORD_LEFT, false);
    typed_line_move(&line, TYPED_WORD_LEFT, false);
    typed_line_move(&line, TYPED_WORD_LEFT, true);
    EXPECT_STRING(seen(), "w[2]^T * [|δ][2]");
    typed_line_move(&line, TYPED_RIGHT, false);
    EXPECT_STRING(seen(), "w[2]^T * δ|[2]");
    typed_line_move(&line, TYPED_HOME, false);
    typed_line_move(&line, TYPED_WORD_RIGHT, false);
    EXPECT_STRING(seen(), "w|[2]^T * δ[2]");
    typed_line_delete(&line, TYPED_WORD_RIGHT);
    EXPECT_STRING(seen(), "w|2]^T * δ[2]");
    typed_line_select_all(&line);
    EXPECT_STRING(seen(), "[w2]^T * δ[2]|]");
    typed_line_move(&line, TYPED_LEFT, false);
    EXPECT_STRING(seen(), "|w2]^T * δ[2]");
    typed_line_put_caret(&line, 9, false); /* inside of δ */
    EXPECT_STRING(seen(), "w2]^T * |δ[2]");
    typed_line_put_caret(&line, 0, false);
    typed_line_put_caret(&line, 2, true);
    EXPECT_STRING(seen(), "[w2|]]^T * δ[2]");
    char copied[TYPED_MOST + 1];
    typed_line_copy(&line, copied);
    EXPECT_STRING(copied, "w2");
}

/* Whatever is pasted: one line of clean text that is not too long. */
static void test_pasting(void) {
    begin_with("a\r\nb\tc\x01\xFF\xE2\x80\xAE"
               "d");
    EXPECT_STRING(seen(), "a b cd|");
    char large[3 * TYPED_MOST + 1];
    for (size_t i = 0; i < TYPED_MOST; i++) {
        memcpy(large + 3 * i, "中", 3);
    }
    large[3 * TYPED_MOST] = '\0';
    begin_with(large);
    EXPECT_INT(line.now.length, TYPED_MOST / 3 * 3);
    EXPECT(typed_line_insert(&line, "xy"));
    EXPECT_INT(line.now.length, TYPED_MOST);
    EXPECT(!typed_line_insert(&line, "z"));
    EXPECT(!typed_line_insert(&line, "\x01"));
    typed_line_select_all(&line);
    EXPECT(typed_line_insert(&line, "e\xCC\x81"));
    EXPECT_STRING(seen(), "e\xCC\x81|");
    typed_line_delete(&line, TYPED_LEFT); /* the letter with its accent */
    EXPECT_STRING(seen(), "|");
}

static void test_undo(void) {
    begin_with("");
    typed_line_insert(&line, "1");
    typed_line_insert(&line, "2");
    typed_line_insert(&line, "3");
    typed_line_move(&line, TYPED_LEFT, false);
    typed_line_insert(&line, "9");
    EXPECT_STRING(seen(), "129|3");
    EXPECT(typed_line_undo(&line));
    EXPECT_STRING(seen(), "12|3");
    EXPECT(typed_line_undo(&line)); /* what was typed in one go */
    EXPECT_STRING(seen(), "|");
    EXPECT(!typed_line_undo(&line));
    EXPECT(typed_line_redo(&line) && typed_line_redo(&line) && !typed_line_redo(&line));
    EXPECT_STRING(seen(), "129|3");
    typed_line_undo(&line);
    typed_line_insert(&line, "8");
    EXPECT(!typed_line_redo(&line)); /* another way was taken */
    for (int i = 0; i < 3 * TYPED_MOST_UNDO; i++) {
        typed_line_insert(&line, " ");
    }
    int count = 0;
    while (typed_line_undo(&line)) {
        count++;
    }
    EXPECT_INT(count, TYPED_MOST_UNDO);
    EXPECT(typed_line_replace(&line, "0.25") && !typed_line_replace(&line, "0.25"));
    EXPECT_STRING(seen(), "0.25|");
}

static void test_composing(void) {
    begin_with("ab");
    typed_line_move(&line, TYPED_LEFT, false);
    EXPECT(typed_line_compose(&line, "zhong", 2));
    EXPECT(!typed_line_compose(&line, "zhong", 2));
    char all[TYPED_MOST + TYPED_MOST_COMPOSED + 1];
    size_t caret = 0;
    size_t begin = 0;
    size_t end = 0;
    typed_line_seen(&line, all, &caret, &begin, &end);
    EXPECT_STRING(all, "azhongb");
    EXPECT_INT(caret, 3);
    EXPECT_INT(begin, 1);
    EXPECT_INT(end, 6);
    EXPECT_STRING(seen(), "a|b"); /* nothing is written yet */
    typed_line_compose(&line, "", 0);
    typed_line_insert(&line, "中");
    EXPECT_STRING(seen(), "a中|b");
    typed_line_seen(&line, all, &caret, &begin, &end);
    EXPECT_STRING(all, "a中b");
    EXPECT_INT(begin, end);
}

/* After whatever is done in whatever order, the text is clean and the caret between clusters. */
static void test_anything(void) {
    static const char *const texts[] = {"x",
                                        "δ",
                                        "\xCC\x81",
                                        "中 ",
                                        "\xF0\x9F\x87\xA9",
                                        "\xE2\x80\x8D",
                                        "\xF0\x9F\x91\xA9",
                                        "0.25",
                                        "\xE1\x85\xA1",
                                        "\xFF"};
    srand(1);
    typed_line_begin(&line);
    for (int i = 0; i < 20000; i++) {
        int what = rand() % 8;
        enum typed_move move = (enum typed_move)(rand() % TYPED_MOVE_COUNT);
        if (what < 3) {
            typed_line_insert(&line, texts[(size_t)rand() % TEST_COUNT(texts)]);
        } else if (what == 3) {
            typed_line_delete(&line, move);
        } else if (what == 4) {
            typed_line_undo(&line);
        } else if (what == 5) {
            typed_line_put_caret(&line, (size_t)rand() % (TYPED_MOST + 1), rand() % 2 == 0);
        } else {
            typed_line_move(&line, move, rand() % 2 == 0);
        }
        const struct typed_state *now = &line.now;
        if (cluster_floor(now->text, now->length, now->caret) != now->caret ||
            cluster_floor(now->text, now->length, now->anchor) != now->anchor ||
            now->text[now->length] != '\0' || strlen(now->text) != now->length ||
            now->length > TYPED_MOST) {
            EXPECT_INT(i, -1);
            return;
        }
    }
}

int main(void) {
    static const struct test tests[] = {
        {"what is one character", test_clusters},
        {"typing and deleting", test_typing},
        {"moving and selecting", test_moving},
        {"pasting whatever there is", test_pasting},
        {"the way back", test_undo},
        {"an input method", test_composing},
        {"anything in any order", test_anything},
    };
    return test_run(tests, TEST_COUNT(tests));
}
