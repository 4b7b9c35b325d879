#ifndef BACKSTEP_TESTS_BOARD_LINES_H
#define BACKSTEP_TESTS_BOARD_LINES_H

/* What scene_reader.h saw, in the order of reading: lines, fractions and exponents, by where their
 * parts stand. */

#include "scene_reader.h"

enum { MOST_LINES = 64 };

/* The axes on which matrices and numbers stand, from the top. */
struct lines {
    struct line {
        float axis, size; /* of the numbers */
    } lines[MOST_LINES];
    size_t count;
};
static inline void add_line(struct lines *lines, float y, float size_there) {
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
static inline const struct seen_token *direct_fraction(const struct seen_board *board,
                                                       const struct seen_token *token) {
    const struct seen_token *found = NULL;
    float x = (token->left + token->right) / 2, nearest = 0;
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *rule = &board->tokens[i];
        float own = token->kind == SEEN_MATRIX ? (token->bottom - token->top) / 2 : 0;
        float away = fabsf(seen_middle(token) - seen_middle(rule)) - own;
        bool is_one = rule->kind == SEEN_RULE && rule != token && x > rule->left &&
                      x < rule->right &&
                      away < (token->kind == SEEN_MATRIX   ? 3.0F
                              : token->kind == SEEN_NUMBER ? 2.5F
                                                           : 1.4F) *
                                 rule->size;
        /* of two that are about as near, the shorter one is inside */
        bool is_shorter = found != NULL && rule->right - rule->left < found->right - found->left;
        float lead = 0.4F * rule->size * (is_shorter ? 1 : -1);
        if (is_one && (found == NULL || away < nearest + lead)) {
            found = rule;
            nearest = away;
        }
    }
    return found;
}

/* The fraction that something stands in, beside a matrix that does so too; NULL: in none. */
static inline const struct seen_token *fraction_of(const struct seen_board *board,
                                                   const struct seen_token *token) {
    const struct seen_token *found = direct_fraction(board, token);
    float x = (token->left + token->right) / 2;
    for (size_t i = 0; i < board->count;
         i++) { /* an exponent is as far from the bar as it is high */
        const struct seen_token *base = &board->tokens[i];
        bool is_beside = base->exponent[1] != NULL && token->kind != SEEN_RULE &&
                         (fabsf(token->bottom - base->bottom) < 0.3F * base->size ||
                          (token->is_piece && token->top < seen_middle(base) &&
                           token->bottom > seen_middle(base)));
        const struct seen_token *rule =
            is_beside ? direct_fraction(board, base->exponent[1]) : NULL;
        if (rule != NULL && x > rule->left && x < rule->right) {
            return rule;
        }
    }
    for (size_t i = 0; found == NULL && i < board->count; i++) {
        const struct seen_token *matrix = &board->tokens[i];
        bool is_beside = matrix->kind == SEEN_MATRIX && token->kind != SEEN_RULE &&
                         fabsf(seen_middle(token) - seen_middle(matrix)) < 0.9F * matrix->size;
        const struct seen_token *rule = is_beside ? direct_fraction(board, matrix) : NULL;
        found = rule != NULL && x > rule->left && x < rule->right ? rule : NULL;
    }
    return found;
}

static inline bool is_on_a_line(const struct lines *lines, const struct seen_token *token) {
    for (size_t i = 0; i < lines->count; i++) {
        if (fabsf(lines->lines[i].axis - seen_middle(token)) < 0.2F * token->size) {
            return true;
        }
    }
    return false;
}

static inline struct lines find_lines(const struct seen_board *board) {
    struct lines lines = {.count = 0};
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool has_axis =
            (token->kind == SEEN_NUMBER || token->kind == SEEN_MATRIX) && !token->is_raised;
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
static inline bool stands_on(struct line line, const struct seen_token *token) {
    float away = seen_middle(token) - line.axis;
    bool is_whole = token->is_piece || token->size > 0.85F * line.size;
    if (token->is_raised) {
        return false;
    }
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
static inline bool is_behind(const struct seen_board *board, struct line line,
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
static inline bool is_of_a_name(const struct seen_board *board, struct line line,
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
static inline const char *raised(const struct seen_board *board, struct line line,
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
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
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

static inline void push(struct sequence *sequence, const struct seen_token *token) {
    if (sequence->count < SEEN_MOST) {
        sequence->tokens[sequence->count++] = token;
    }
}

static inline void push_sign(struct arena *arena, struct sequence *sequence, const char *text) {
    struct seen_token *token = ARENA_NEW(arena, struct seen_token);
    *token = (struct seen_token){.kind = SEEN_SIGN, .text = text};
    push(sequence, token);
}

static inline int compare_left(const void *a, const void *b) {
    const struct seen_token *one = *(const struct seen_token *const *)a;
    const struct seen_token *other = *(const struct seen_token *const *)b;
    return (one->left > other->left) - (one->left < other->left);
}

/* What stands between the parentheses of an exponent, but for names and shapes. */
static inline void push_group(const struct seen_board *board, struct sequence *sequence,
                              const struct seen_token *base) {
    struct sequence group = {.count = 0};
    float axis = seen_middle(base->exponent[1]);
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool is_inside = token->left > base->group[0]->right - 1 &&
                         token->right < base->group[1]->left + 1 &&
                         fabsf(seen_middle(token) - axis) < 0.45F * base->size;
        if (is_inside && token->is_raised) {
            push(&group, token);
        }
    }
    qsort(group.tokens, group.count, sizeof *group.tokens, compare_left);
    for (size_t i = 0; i < group.count; i++) {
        push(sequence, group.tokens[i]);
    }
}

/* "e" with what it is raised to is exp(...). */
static inline void push_whole(const struct seen_board *board, struct sequence *sequence,
                              const struct seen_token *token) {
    struct arena *arena = board->arena;
    if (token->exponent[1] == NULL) {
        push(sequence, token);
        return;
    }
    push_sign(arena, sequence, "exp");
    push_sign(arena, sequence, "(");
    if (token->exponent[0] != NULL) {
        push_sign(arena, sequence, "−");
    }
    if (token->group[0] != NULL) {
        push_sign(arena, sequence, "(");
        push_group(board, sequence, token);
        push_sign(arena, sequence, ")");
    } else {
        push(sequence, token->exponent[1]);
    }
    push_sign(arena, sequence, ")");
}

/* A parenthesis is higher where an exponent stands in it. */
static inline bool is_around(struct line line, const struct seen_token *token) {
    bool is_parenthesis = token->kind == SEEN_SIGN &&
                          (strcmp(token->text, "(") == 0 || strcmp(token->text, ")") == 0);
    return is_parenthesis && (token->is_piece || token->size > 0.85F * line.size) &&
           token->top < line.axis + 0.3F * line.size &&
           token->bottom > line.axis - 0.3F * line.size;
}

/* Above a matrix or a number. */
static inline bool is_name(const struct sequence *part, const struct seen_token *token) {
    for (size_t i = 0; i < part->count; i++) {
        const struct seen_token *matrix = part->tokens[i];
        bool is_value = matrix->kind == SEEN_MATRIX || matrix->kind == SEEN_NUMBER;
        if (is_value && token->bottom < matrix->top + 3) {
            return true;
        }
    }
    return false;
}

/* What stands above the bar, or below it, in parentheses. */
static inline void push_part(const struct seen_board *board, struct sequence *sequence,
                             const struct seen_token *rule, bool is_above) {
    struct sequence part = {.count = 0};
    struct line line = {0};
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        if (token->kind != SEEN_RULE && !token->is_raised && fraction_of(board, token) == rule &&
            (seen_middle(token) < seen_middle(rule)) == is_above) {
            push(&part, token);
            bool is_value = token->kind == SEEN_MATRIX ||
                            (token->kind == SEEN_NUMBER && line.size == 0); /* with its name */
            line = is_value ? (struct line){seen_middle(token), token->size} : line;
        }
    }
    qsort(part.tokens, part.count, sizeof *part.tokens, compare_left);
    for (size_t i = 0; i < part.count && line.size == 0; i++) { /* beside an exponent */
        const struct seen_token *base = part.tokens[i];
        line = base->exponent[1] != NULL
                   ? (struct line){seen_middle(base) - 0.1F * base->size, base->size}
                   : line;
    }
    bool is_read = part.count > 0;
    push_sign(board->arena, sequence, is_read ? "(" : "?");
    for (size_t i = 0; i < part.count; i++) {
        const char *script = line.size > 0 ? raised(board, line, part.tokens[i]) : NULL;
        if (script != NULL) {
            push_sign(board->arena, sequence, script);
        } else if (line.size == 0 || stands_on(line, part.tokens[i]) ||
                   is_around(line, part.tokens[i])) {
            push_whole(board, sequence, part.tokens[i]);
        } else if (part.tokens[i]->kind == SEEN_SIGN && strcmp(part.tokens[i]->text, "e") == 0 &&
                   !is_name(&part, part.tokens[i])) { /* raised to more than a matrix */
            push_sign(board->arena, sequence, "?");
        }
    }
    push_sign(board->arena, sequence, ")");
}
static inline void push_line(const struct seen_board *board, struct line line,
                             struct sequence *sequence) {
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
            push_whole(board, sequence, token);
        }
    }
}

/* Of a word, as in ReLU, or of a name above a matrix. */
static inline bool is_letter_of_name(const struct seen_board *board,
                                     const struct seen_token *letter) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool is_level = fabsf(token->bottom - letter->bottom) < 0.3F * letter->size;
        bool is_beside = fabsf(token->left - letter->right) < 0.2F * letter->size ||
                         fabsf(token->right - letter->left) < 0.2F * letter->size;
        bool is_letter = token->kind == SEEN_SIGN && isalpha((unsigned char)*token->text);
        float middle = (letter->left + letter->right) / 2;
        bool is_above = token->kind == SEEN_MATRIX && middle > token->left &&
                        middle < token->right && letter->bottom < token->top + 3 &&
                        letter->bottom > token->top - 2 * letter->size;
        if (token != letter && ((is_letter && is_level && is_beside) || is_above)) {
            return true;
        }
    }
    return false;
}

/* Signs about as large as the numbers that stand on no line and in no fraction: where a matrix is
 * an exponent, e^[...], what it is one of stands lower. Nobody here can read that. */
static inline bool has_exponent(const struct seen_board *board, const struct lines *lines) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool is_large = token->kind == SEEN_SIGN && token->pen > 0 && lines->count > 0 &&
                        token->size > 0.5F * lines->lines[0].size;
        bool is_there = fraction_of(board, token) != NULL;
        for (size_t k = 0; k < lines->count && !is_there; k++) {
            is_there =
                stands_on(lines->lines[k], token) || raised(board, lines->lines[k], token) != NULL;
        }
        is_large = is_large && token->exponent[1] == NULL && strcspn(token->text, "e+") == 0 &&
                   !is_letter_of_name(board, token);
        if (is_large && !is_there) {
            return true;
        }
    }
    return false;
}

#endif
