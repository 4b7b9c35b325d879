/* What stands on the board is true: a second reader, who has the picture and nothing else, finds
 * its matrices, fractions and signs by where they stand, and reckons each line again from the
 * digits that are shown. At every form of every operation of every lesson in every notation. */
#include "board_lines.h"
#include "matrix_reader.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 128, MOST_FAULTS = 40, EVERY = FIXTURE_IS_SANITIZED ? 5 : 1 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static struct seen_font font;
static const struct stage_size size = {1920, 1080};
static size_t verdicts[SECOND_COUNT], cut_lines, element_lines;
static bool has_map;      /* on the board that is looked at */
static bool shows_unread; /* with a second argument: the lines that could not be read */

/* ---- judging ---- */

static const char *written(struct arena *arena, const struct sequence *sequence) {
    struct text_builder text;
    text_begin(&text, arena);
    for (size_t i = 0; i < sequence->count; i++) {
        const struct seen_token *token = sequence->tokens[i];
        if (token->kind != SEEN_MATRIX) {
            text_append_string(&text, token->text);
        } else if (token->cells == NULL) {
            text_append_string(&text, " [?]");
        } else {
            for (size_t k = 0; k < token->rows * token->columns; k++) {
                text_append_string(&text, k == 0 ? " [" : k % token->columns == 0 ? "; " : " ");
                text_append_string(&text, token->cells[k]);
            }
            text_append_string(&text, "]");
        }
    }
    return text.bytes;
}

static void tell_fault(const char *path, const struct session *session, const char *what,
                       const char *line) {
    test_failures++;
    if (test_failures <= MOST_FAULTS) {
        printf("# %s, %s, step %ld, form %zu: %s: %s\n", path,
               session_program(session)->notation->id, session_step(session),
               session_shown_form(session), what, line);
    }
}

enum { MOST_VALUES = 8 };

/* "result = value = value", or "value = result". */
struct chain {
    struct seen_value values[MOST_VALUES];
    bool is_about[MOST_VALUES];                   /* the sign before each */
    const struct seen_token *single[MOST_VALUES]; /* NULL: it is more than a matrix or a number */
    size_t count;
};

static bool take_equals(struct matrix_reader *reader, bool *ret_is_about) {
    *ret_is_about = matrix_take(reader, "≈");
    return *ret_is_about || matrix_take(reader, "=") || matrix_take(reader, "←");
}

static struct chain read_chain(struct matrix_reader *reader) {
    struct chain chain = {.count = 0};
    bool is_about = false;
    do {
        size_t begin = reader->at;
        chain.values[chain.count] = matrix_sum(reader);
        chain.is_about[chain.count] = is_about;
        const struct seen_token *first = begin < reader->count ? reader->tokens[begin] : NULL;
        bool is_single = first != NULL && reader->at == begin + 1 &&
                         (first->kind == SEEN_NUMBER || first->kind == SEEN_MATRIX);
        chain.single[chain.count++] = is_single ? first : NULL;
    } while (!reader->is_lost && chain.count < MOST_VALUES && take_equals(reader, &is_about));
    return chain;
}

/* What a line says, at its worst. */
static enum second_verdict judge_chain(const struct matrix_reader *reader,
                                       const struct chain *chain, bool *ret_is_about) {
    if (reader->is_misfit) {
        return SECOND_FALSE;
    }
    size_t last = chain->count - 1, result = chain->single[0] != NULL ? 0 : last;
    bool is_read = !reader->is_lost && reader->at == reader->count && chain->count > 1 &&
                   chain->single[result] != NULL;
    enum second_verdict worst = is_read ? SECOND_TRUE : SECOND_NOT_READ;
    for (size_t i = 0; is_read && i < chain->count; i++) {
        bool is_about = chain->is_about[result == 0 ? i : last];
        enum second_verdict verdict =
            i == result ? SECOND_TRUE
                        : matrix_judge(chain->single[result], chain->values[i], is_about);
        *ret_is_about = verdict == SECOND_FALSE ? is_about : *ret_is_about;
        worst = verdict > worst ? verdict : worst;
    }
    return worst;
}

/* Numbers that do not stand there cannot be reckoned with: dots, and matrices that are cut, which
 * have a map of their values beside. */
static bool is_cut(const struct sequence *sequence) {
    bool is_found = has_map;
    for (size_t i = 0; i < sequence->count; i++) {
        const struct seen_token *token = sequence->tokens[i];
        is_found = is_found || (token->kind == SEEN_MATRIX && token->cells == NULL) ||
                   (token->kind == SEEN_SIGN && strcmp(token->text, "⋯") == 0);
    }
    return is_found;
}

/* A line of words, of the element form: glyphs of formulas have a pen, matrices brackets. */
static bool is_element(const struct sequence *sequence) {
    bool are_words = sequence->count > 0;
    for (size_t i = 0; i < sequence->count; i++) {
        enum seen_kind kind = sequence->tokens[i]->kind;
        are_words = are_words && sequence->tokens[i]->pen == 0 &&
                    (kind == SEEN_SIGN || kind == SEEN_NUMBER);
    }
    return are_words;
}

static bool has_label(const struct sequence *sequence) {
    return strcmp(sequence->tokens[0]->text, "row") == 0;
}

/* "row 1, column 2: 0.5 · (−0.2) = −0.1". */
static enum second_verdict judge_element(struct arena *arena, const struct sequence *sequence) {
    struct text_builder text;
    text_begin(&text, arena);
    bool is_label = has_label(sequence);
    for (size_t i = 0; i < sequence->count; i++) {
        const char *word = sequence->tokens[i]->text;
        bool is_sign = strcmp(word, "=") == 0 || strcmp(word, "≈") == 0;
        if (!is_label) {
            text_append_format(&text, is_sign ? " %s " : "%s", word);
        }
        is_label = is_label && strchr(word, ':') == NULL;
    }
    return second_judge(text.bytes);
}

/* With whichever choice makes it true. */
static enum second_verdict judge_line(struct arena *arena, const struct sequence *sequence,
                                      bool *ret_is_about) {
    if (is_element(sequence)) {
        return judge_element(arena, sequence);
    }
    enum second_verdict verdict = SECOND_FALSE;
    bool has_choice = true;
    for (int choice = 0; choice < MATRIX_CHOICES && has_choice && verdict > SECOND_ABOUT;
         choice++) {
        struct matrix_reader reader = {
            .arena = arena, .tokens = sequence->tokens, .count = sequence->count, .choice = choice};
        struct chain chain = read_chain(&reader);
        enum second_verdict found = judge_chain(&reader, &chain, ret_is_about);
        verdict = choice > 0 && found == SECOND_NOT_READ ? verdict : found; /* no such choice */
        has_choice = reader.has_choice;
    }
    return verdict;
}

/* Each line that is not read is told with the reason, and what was seen of it where asked for. */
static void tell_unread(const char *path, const struct session *session, const char *reason,
                        const char *line) {
    printf("# not read, %s: %s %s %ld form %zu%s%s\n", reason, path,
           session_program(session)->notation->id, session_step(session),
           session_shown_form(session), shows_unread && line != NULL ? ": " : "",
           shows_unread && line != NULL ? line : "");
}

static void judge(const char *path, const struct session *session, struct arena *arena,
                  const struct sequence *sequence) {
    bool is_about = false;
    enum second_verdict verdict = judge_line(arena, sequence, &is_about);
    bool cannot = is_cut(sequence) && verdict > SECOND_ABOUT;
    cut_lines += cannot;
    verdicts[verdict] += !cannot;
    element_lines += is_element(sequence) && verdict <= SECOND_ABOUT;
    if (verdict == SECOND_NOT_READ && !cannot) {
        const char *line = written(arena, sequence);
        tell_unread(path, session,
                    strchr(line, '?') != NULL ? "an exponent alone above a bar"
                    : *line == '='            ? "a result that stands above a wide bar"
                                              : "a part of its line is signs alone",
                    line);
    }
    if (verdict == SECOND_FALSE && !cannot) {
        tell_fault(path, session, is_about ? "≈" : "=", written(arena, sequence));
    }
}

/* A line that goes on with the one before begins with a sign. */
static bool goes_on(const struct sequence *line) {
    static const char *const signs[] = {"=", "≈", "←", "+", "−", "·", "∘",
                                        "⊙", "*", "/", "⊘", ")", "?"};
    bool is_sign = line->count > 0 && line->tokens[0]->kind == SEEN_SIGN;
    for (size_t i = 0; is_sign && i < TEST_COUNT(signs); i++) {
        if (strcmp(line->tokens[0]->text, signs[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* The board without the strip below it, whose line truth_lines reads. */
static struct rect above_strip(const struct scene *scene, struct rect board) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_strip = item->kind == SCENE_BOX && item->color == scene->background &&
                        item->bounds.width > board.width / 2 &&
                        seen_is_inside(board, item->bounds.x, item->bounds.y);
        if (is_strip) {
            board.height = item->bounds.y - board.y;
        }
    }
    return board;
}

static void look(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    struct seen_board *board =
        seen_read(arena, &font, &scene, above_strip(&scene, stage_layout(session, size).board));
    has_map = false;
    for (size_t i = 0; i < scene.count; i++) {
        has_map = has_map || (scene.items[i].kind == SCENE_HEAT &&
                              seen_is_inside(stage_layout(session, size).board,
                                             scene.items[i].bounds.x, scene.items[i].bounds.y));
    }
    struct lines lines = find_lines(board);
    if (has_exponent(board, &lines)) {
        if (!has_map) {
            tell_unread(path, session, "an exponent of more than a matrix", NULL);
        }
        cut_lines += has_map;
        verdicts[SECOND_NOT_READ] += !has_map;
        arena_destroy(arena);
        return;
    }
    struct sequence *sequence = ARENA_NEW(arena, struct sequence);
    struct sequence *line = ARENA_NEW(arena, struct sequence);
    for (size_t i = 0; i < lines.count; i++) {
        line->count = 0;
        push_line(board, lines.lines[i], line);
        bool is_rest = is_element(sequence) && is_element(line) && !has_label(line);
        if (sequence->count > 0 && !goes_on(line) && !is_rest) {
            judge(path, session, arena, sequence);
            sequence->count = 0;
        }
        for (size_t k = 0; k < line->count; k++) {
            push(sequence, line->tokens[k]);
        }
    }
    judge(path, session, arena, sequence);
    arena_destroy(arena);
}

static void check_session(const char *path, struct session *session) {
    const struct program *program = session_program(session);
    for (long step = 1; step <= program->operation_count; step++) {
        session_go_to(session, step);
        const struct operation *operation = &program->operations[step - 1];
        for (size_t form = 0; form <= operation->form_count; form++) {
            look(path, session);
            session_apply(session, ACTION_FORM);
        }
    }
}

static void test_boards(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_all_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = i % EVERY; n < notations.count; n += EVERY) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            check_session(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu of elements\n", element_lines);
    printf("# %zu hold, %zu say ≈, %zu leave numbers out, %zu are not read\n",
           verdicts[SECOND_TRUE], verdicts[SECOND_ABOUT], cut_lines, verdicts[SECOND_NOT_READ]);
    EXPECT(verdicts[SECOND_TRUE] > FIXTURE_FLOOR(26500, EVERY));
    EXPECT(verdicts[SECOND_ABOUT] > FIXTURE_FLOOR(4500, EVERY));
    EXPECT(element_lines > FIXTURE_FLOOR(20000, EVERY));
    size_t lines = verdicts[SECOND_TRUE] + verdicts[SECOND_ABOUT];
    EXPECT(70 * cut_lines < lines);
    EXPECT(900 * verdicts[SECOND_NOT_READ] < lines); /* roots, exponents in sums and fractions */
}

/* ---- the reader ---- */

/* "[1,2;3,4]" as a matrix, other words as numbers or signs. */
static struct seen_token *token_of(struct arena *arena, const char *word) {
    struct seen_token *token = ARENA_NEW(arena, struct seen_token);
    *token = (struct seen_token){.kind = SEEN_SIGN, .text = word, .pen = 1};
    token->kind = seen_is_number(word) ? SEEN_NUMBER : SEEN_SIGN;
    if (*word != '[') {
        return token;
    }
    const char **cells = ARENA_ARRAY(arena, const char *, SEEN_MOST_CELLS);
    size_t count = 0;
    token->kind = SEEN_MATRIX;
    token->rows = 1;
    for (const char *c = word + 1; *c != '\0'; c += strcspn(c, ",;]") + 1) {
        size_t length = strcspn(c, ",;]");
        cells[count++] = arena_copy_text(arena, c, length);
        token->rows += c[length] == ';';
    }
    token->cells = cells;
    token->columns = count / token->rows;
    return token;
}

static enum second_verdict verdict_of(struct arena *arena, const char *line) {
    struct sequence *sequence = ARENA_NEW(arena, struct sequence);
    sequence->count = 0;
    for (const char *c = line; *c != '\0'; c += strspn(c, " ")) {
        size_t length = strcspn(c, " ");
        push(sequence, token_of(arena, arena_copy_text(arena, c, length)));
        c += length;
    }
    return judge_line(arena, sequence, &(bool){false});
}

static void test_reader(void) {
    static const struct {
        const char *line;
        enum second_verdict verdict;
    } cases[] = {
        {"[1.0,2.0] = [1.0,2.0]", SECOND_TRUE},
        {"[1.0,2.0] = [1.0;2.0]", SECOND_FALSE},
        {"[1.0;2.0] = [1.0,2.0] ^T", SECOND_TRUE},
        {"[1.0,2.0] = 1.0", SECOND_FALSE},
        {"[1.0,2.0] = [1.0,2.0,3.0] + [1.0,2.0]", SECOND_FALSE},
        {"[5.0] = [1.0,2.0] · [1.0;2.0]", SECOND_TRUE},
        {"[5.0] = [1.0,2.0] · [1.0,2.0]", SECOND_FALSE},
        {"[0.0,2.0] = max ( [−1.0,2.0] , 0 )", SECOND_TRUE},
        {"[0.1,2.0] = max ( 0 , [−1.0,2.0] )", SECOND_FALSE},
        {"[0.25;0.50;0.25] = softmax ( [0.000;0.693;0.000] )", SECOND_TRUE},
        {"[0.25;0.51;0.25] = softmax ( [0.000;0.693;0.000] )", SECOND_FALSE},
        {"[0.5,0.5;0.5,0.5] = softmax ( [1.0,1.0;2.0,2.0] )", SECOND_TRUE}, /* of rows */
        {"[0.5,0.5;0.5,0.5] = softmax ( [1.0,2.0;1.0,2.0] )", SECOND_TRUE}, /* of columns */
        {"[0.762] = g ( [1.000] )", SECOND_TRUE},
        {"[0.763] = g ( [1.000] )", SECOND_FALSE},
        {"[2.718] = exp ( [1.000] )", SECOND_TRUE},
        {"[2.0] = | [1.0] − [3.0] |", SECOND_TRUE},
        {"[−2.0] = | [1.0] − [3.0] |", SECOND_FALSE},
        {"[1.0] = J ( [1.0] )", SECOND_NOT_READ},
        {"[0.745;−0.745] = J ( [1.055;−0.016] ) ^T · [0.000;−3.918]", SECOND_TRUE},
        {"[0.745;−0.755] = J ( [1.055;−0.016] ) ^T · [0.000;−3.918]", SECOND_FALSE},
        {"[0.186,−0.186] = [0.000,−0.979] · J ( [1.055,−0.016] )", SECOND_TRUE},
        {"[−0.111] = [−0.451] · J ( [0.218] )", SECOND_TRUE}, /* of a sigmoid */
    };
    for (size_t i = 0; i < TEST_COUNT(cases); i++) {
        struct arena *arena = arena_create();
        enum second_verdict verdict = verdict_of(arena, cases[i].line);
        if (verdict != cases[i].verdict) {
            test_failures++;
            printf("# %s: %d\n", cases[i].line, (int)verdict);
        }
        arena_destroy(arena);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shows_unread = argc > 2;
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    seen_font_begin(&font, view_fake_metrics.math);
    static const struct test tests[] = {
        {"the reader of matrices", test_reader},
        {"each line of each board holds for its digits, or says ≈", test_boards},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(shared);
    return status;
}
