/* What stands on the board is true: a second reader, who has the picture and nothing else, finds
 * its matrices, fractions and signs by where they stand, and reckons each line again from the
 * digits that are shown. At every form of every operation of every lesson in every notation. */
#include "matrix_reader.h"
#include "view_fixture.h"

enum { MOST_LESSONS = 128, MOST_LINES = 64, MOST_FAULTS = 40 };

static const char *root;
static struct arena *shared;
static struct view_notations notations;
static struct seen_font font;
static const struct stage_size size = {1920, 1080};
static size_t verdicts[SECOND_COUNT];
static bool shows_unread; /* with a second argument: the lines that could not be read */

/* ---- lines ---- */

/* The axes on which matrices and numbers stand, from the top. */
struct lines {
    struct line {
        float axis, size; /* of the numbers */
    } lines[MOST_LINES];
    size_t count;
};
static void add_line(struct lines *lines, float y, float size_there) {
    size_t at = 0;
    while (at < lines->count && lines->lines[at].axis < y - 2) {
        at++;
    }
    bool is_there = at < lines->count && fabsf(lines->lines[at].axis - y) <= 2;
    if (!is_there && lines->count < MOST_LINES) {
        memmove(&lines->lines[at + 1], &lines->lines[at],
                (lines->count - at) * sizeof *lines->lines);
        lines->lines[at] = (struct line){y, size_there};
        lines->count++;
    }
}

/* The bar that something is right above or below; NULL: none. */
static const struct seen_token *direct_fraction(const struct seen_board *board,
                                                const struct seen_token *token) {
    const struct seen_token *found = NULL;
    float x = (token->left + token->right) / 2;
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *rule = &board->tokens[i];
        float own = token->kind == SEEN_MATRIX ? (token->bottom - token->top) / 2 : 0;
        float away = fabsf(seen_middle(token) - seen_middle(rule)) - own;
        if (rule->kind == SEEN_RULE && rule != token && x > rule->left && x < rule->right &&
            away < (token->kind == SEEN_MATRIX ? 3.0F : 1.4F) * rule->size &&
            (found == NULL || rule->right - rule->left < found->right - found->left)) {
            found = rule;
        }
    }
    return found;
}

/* The fraction that something stands in, beside a matrix that does so too; NULL: in none. */
static const struct seen_token *fraction_of(const struct seen_board *board,
                                            const struct seen_token *token) {
    const struct seen_token *found = direct_fraction(board, token);
    float x = (token->left + token->right) / 2;
    for (size_t i = 0; found == NULL && i < board->count; i++) {
        const struct seen_token *matrix = &board->tokens[i];
        bool is_beside = matrix->kind == SEEN_MATRIX && token->kind != SEEN_RULE &&
                         fabsf(seen_middle(token) - seen_middle(matrix)) < 0.9F * matrix->size;
        const struct seen_token *rule = is_beside ? direct_fraction(board, matrix) : NULL;
        found = rule != NULL && x > rule->left && x < rule->right ? rule : NULL;
    }
    return found;
}

static bool is_on_a_line(const struct lines *lines, const struct seen_token *token) {
    for (size_t i = 0; i < lines->count; i++) {
        if (fabsf(lines->lines[i].axis - seen_middle(token)) < 0.2F * token->size) {
            return true;
        }
    }
    return false;
}

static struct lines find_lines(const struct seen_board *board) {
    struct lines lines = {.count = 0};
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool has_axis = token->kind == SEEN_NUMBER || token->kind == SEEN_MATRIX;
        if (has_axis && fraction_of(board, token) == NULL) {
            add_line(&lines, seen_middle(token), token->size);
        }
    }
    for (size_t i = 0; i < board->count; i++) { /* of nothing but a fraction, or dots */
        const struct seen_token *token = &board->tokens[i];
        bool has_dots = token->kind == SEEN_SIGN && strcmp(token->text, "⋯") == 0;
        if ((token->kind == SEEN_RULE || has_dots) && fraction_of(board, token) == NULL &&
            !is_on_a_line(&lines, token)) {
            add_line(&lines, seen_middle(token), token->size);
        }
    }
    return lines;
}
static bool stands_on(struct line line, const struct seen_token *token) {
    float away = seen_middle(token) - line.axis;
    bool is_whole = token->is_piece || token->size > 0.85F * line.size;
    switch (token->kind) {
    case SEEN_NUMBER:
    case SEEN_MATRIX:
        return fabsf(away) <= 2;
    case SEEN_RULE:
        return fabsf(away) < 0.12F * line.size;
    case SEEN_SIGN:
        return fabsf(away) < 0.45F * line.size && is_whole;
    }
    return false;
}

/* Right behind a matrix or a parenthesis, at its top. */
static bool is_behind(const struct seen_board *board, struct line line,
                      const struct seen_token *token) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *tall = &board->tokens[i];
        bool is_tall =
            tall->kind == SEEN_MATRIX || (tall->kind == SEEN_SIGN && strcmp(tall->text, ")") == 0);
        float gap = token->left - tall->right;
        if (is_tall && stands_on(line, tall) && gap > -0.3F * line.size && gap < 0.3F * line.size &&
            token->bottom > tall->top - 0.4F * line.size &&
            seen_middle(token) < seen_middle(tall)) {
            return true;
        }
    }
    return false;
}

/* Whether something that is not on the line goes on with it: a name above a matrix may be wider. */
static bool is_of_a_name(const struct seen_board *board, struct line line,
                         const struct seen_token *token) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *before = &board->tokens[i];
        bool is_raised = before->kind == SEEN_SIGN && !stands_on(line, before) &&
                         seen_middle(before) < line.axis;
        if (is_raised && before != token && before->left < token->left &&
            fabsf(before->right - token->left) < 0.2F * token->size &&
            fabsf(seen_middle(before) - seen_middle(token)) < 0.6F * line.size) {
            return true;
        }
    }
    return false;
}

/* A small sign above the line, behind something: "^T", "^2", "′"; NULL: it is none. */
static const char *raised(const struct seen_board *board, struct line line,
                          const struct seen_token *token) {
    float away = line.axis - seen_middle(token);
    bool is_small = token->kind == SEEN_SIGN && token->size < 0.85F * line.size;
    float most = is_behind(board, line, token) ? HUGE_VALF : 0.9F * line.size;
    if (!is_small || away < 0.1F * line.size || away > most || is_of_a_name(board, line, token)) {
        return NULL;
    }
    for (size_t i = 0; i < board->count; i++) { /* a name above a matrix */
        const struct seen_token *matrix = &board->tokens[i];
        if (matrix->kind == SEEN_MATRIX && stands_on(line, matrix) &&
            token->left > matrix->left - 2 && token->left < matrix->right - 2) {
            return NULL;
        }
    }
    static const char *const scripts[][2] = {{"T", "^T"}, {"2", "^2"}, {"′", "′"}, {"'", "′"}};
    for (size_t i = 0; i < TEST_COUNT(scripts); i++) {
        if (strcmp(token->text, scripts[i][0]) == 0) {
            return scripts[i][1];
        }
    }
    return NULL;
}

/* ---- in the order of reading ---- */

struct sequence {
    const struct seen_token *tokens[SEEN_MOST];
    size_t count;
};

static void push(struct sequence *sequence, const struct seen_token *token) {
    if (sequence->count < SEEN_MOST) {
        sequence->tokens[sequence->count++] = token;
    }
}

static void push_sign(struct arena *arena, struct sequence *sequence, const char *text) {
    struct seen_token *token = ARENA_NEW(arena, struct seen_token);
    *token = (struct seen_token){.kind = SEEN_SIGN, .text = text};
    push(sequence, token);
}

static int compare_left(const void *a, const void *b) {
    const struct seen_token *one = *(const struct seen_token *const *)a;
    const struct seen_token *other = *(const struct seen_token *const *)b;
    return (one->left > other->left) - (one->left < other->left);
}

/* What stands above the bar, or below it, in parentheses. */
static void push_part(const struct seen_board *board, struct sequence *sequence,
                      const struct seen_token *rule, bool is_above) {
    struct sequence part = {.count = 0};
    struct line line = {0};
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        if (token->kind != SEEN_RULE && fraction_of(board, token) == rule &&
            (seen_middle(token) < seen_middle(rule)) == is_above) {
            push(&part, token);
            line =
                token->kind == SEEN_MATRIX ? (struct line){seen_middle(token), token->size} : line;
        }
    }
    qsort(part.tokens, part.count, sizeof *part.tokens, compare_left);
    bool is_read = part.count > 0;
    push_sign(board->arena, sequence, is_read ? "(" : "?");
    for (size_t i = 0; i < part.count; i++) {
        const char *script = line.size > 0 ? raised(board, line, part.tokens[i]) : NULL;
        if (script != NULL) {
            push_sign(board->arena, sequence, script);
        } else if (line.size == 0 || stands_on(line, part.tokens[i])) {
            push(sequence, part.tokens[i]);
        } else if (part.tokens[i]->kind == SEEN_SIGN && part.tokens[i]->pen > 0 &&
                   strcspn(part.tokens[i]->text, "e+") == 0) { /* of an exponent */
            push_sign(board->arena, sequence, "?");
        }
    }
    push_sign(board->arena, sequence, ")");
}
static void push_line(const struct seen_board *board, struct line line, struct sequence *sequence) {
    struct sequence all = {.count = 0};
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool is_part = token->kind != SEEN_RULE && fraction_of(board, token) != NULL;
        if (!is_part && (stands_on(line, token) || raised(board, line, token) != NULL)) {
            push(&all, token);
        }
    }
    qsort(all.tokens, all.count, sizeof *all.tokens, compare_left);
    for (size_t i = 0; i < all.count; i++) {
        const struct seen_token *token = all.tokens[i];
        const char *script = raised(board, line, token);
        if (token->kind == SEEN_RULE) {
            push_part(board, sequence, token, true);
            push_sign(board->arena, sequence, "/");
            push_part(board, sequence, token, false);
        } else if (script != NULL) {
            push_sign(board->arena, sequence, script);
        } else {
            push(sequence, token);
        }
    }
}

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

static void judge(const char *path, const struct session *session, struct arena *arena,
                  const struct sequence *sequence) {
    struct matrix_reader reader = {
        .arena = arena, .tokens = sequence->tokens, .count = sequence->count};
    struct chain chain = read_chain(&reader);
    bool is_read = !reader.is_lost && reader.at == reader.count && chain.count > 1;
    size_t last = chain.count - 1;
    size_t result = chain.single[0] != NULL ? 0 : last;
    is_read = is_read && chain.single[result] != NULL;
    verdicts[SECOND_NOT_READ] += !is_read;
    if (!is_read && shows_unread) {
        printf("# unread %s %s %ld form %zu: %s\n", path, session_program(session)->notation->id,
               session_step(session), session_shown_form(session), written(arena, sequence));
    }
    for (size_t i = 0; is_read && i < chain.count; i++) {
        if (i == result) {
            continue;
        }
        bool is_about = chain.is_about[result == 0 ? i : last];
        enum second_verdict verdict = matrix_judge(chain.single[result], chain.values[i], is_about);
        verdicts[verdict]++;
        if (verdict == SECOND_FALSE) {
            tell_fault(path, session, is_about ? "≈" : "=", written(arena, sequence));
        }
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

/* Signs about as large as the numbers that stand on no line and in no fraction: where a matrix is
 * an exponent, e^[...], what it is one of stands lower. Nobody here can read that. */
static bool has_exponent(const struct seen_board *board, const struct lines *lines) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool is_large = token->kind == SEEN_SIGN && token->pen > 0 && lines->count > 0 &&
                        token->size > 0.5F * lines->lines[0].size;
        bool is_there = fraction_of(board, token) != NULL;
        for (size_t k = 0; k < lines->count && !is_there; k++) {
            is_there =
                stands_on(lines->lines[k], token) || raised(board, lines->lines[k], token) != NULL;
        }
        if (is_large && !is_there && strcspn(token->text, "e+") == 0) {
            return true;
        }
    }
    return false;
}

static void look(const char *path, const struct session *session) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(session, size, &view_fake_metrics, arena, &scene);
    struct seen_board *board =
        seen_read(arena, &font, &scene, above_strip(&scene, stage_layout(session, size).board));
    struct lines lines = find_lines(board);
    if (has_exponent(board, &lines)) {
        verdicts[SECOND_NOT_READ]++;
        arena_destroy(arena);
        return;
    }
    struct sequence *sequence = ARENA_NEW(arena, struct sequence);
    struct sequence *line = ARENA_NEW(arena, struct sequence);
    for (size_t i = 0; i < lines.count; i++) {
        line->count = 0;
        push_line(board, lines.lines[i], line);
        if (sequence->count > 0 && !goes_on(line)) {
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
            if (form == 0 || operation->forms[form - 1].kind == FORM_LONG) {
                look(path, session);
            }
            session_apply(session, ACTION_FORM);
        }
    }
}

static void test_boards(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_all_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            struct arena *arena = arena_create();
            struct session *session =
                view_session(arena, fixture_lesson(arena, root, paths[i]), &notations, n);
            check_session(paths[i], session);
            session_destroy(session);
            arena_destroy(arena);
        }
    }
    printf("# %zu hold, %zu say ≈, %zu are not read\n", verdicts[SECOND_TRUE],
           verdicts[SECOND_ABOUT], verdicts[SECOND_NOT_READ]);
    EXPECT(verdicts[SECOND_TRUE] > 6000);
    EXPECT(verdicts[SECOND_ABOUT] > 1200);
    EXPECT(verdicts[SECOND_NOT_READ] < 2000); /* dots, exponents, g, max and softmax */
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    shows_unread = argc > 2;
    shared = arena_create();
    notations = view_notations_read(shared, root);
    view_open_font(root);
    seen_font_begin(&font, view_fake_metrics.math);
    static const struct test tests[] = {
        {"each line of each board holds for its digits, or says ≈", test_boards},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    math_font_close((struct math_font *)(uintptr_t)view_fake_metrics.math);
    arena_destroy(shared);
    return status;
}
