#ifndef BACKSTEP_TESTS_SCENE_READER_H
#define BACKSTEP_TESTS_SCENE_READER_H

/* What a person sees of a board: numbers, matrices in brackets, and signs, by where they stand in
 * the picture and by nothing else. Names above a matrix and its shape below are not on the line. */

#include "scene_glyphs.h"

#include "view/draw/scene.h"

enum seen_kind { SEEN_NUMBER, SEEN_MATRIX, SEEN_SIGN, SEEN_RULE };

enum { SEEN_MOST_CELLS = 400 };

struct seen_token {
    enum seen_kind kind;
    float left, right, top, bottom, size, pen;
    const char *text;         /* NUMBER; SIGN: its character */
    size_t rows, columns;     /* MATRIX */
    const char *const *cells; /* of the matrix, row after row; NULL: not all can be read */
    bool is_piece;            /* SIGN: of a parenthesis that is put together */
    bool is_raised;           /* of an exponent: it stands on no line */
    const struct seen_token *exponent[2]; /* SIGN e: "−" or NULL, and what it is raised to */
    const struct seen_token *group[2];    /* parentheses around all of that; NULL: none */
};

struct seen_board {
    struct arena *arena;
    struct seen_token tokens[SEEN_MOST];
    size_t count;
};

static inline float seen_middle(const struct seen_token *token) {
    return (token->top + token->bottom) / 2;
}

static inline struct seen_token *seen_add(struct seen_board *board, struct seen_token token) {
    size_t at = board->count < SEEN_MOST ? board->count++ : SEEN_MOST - 1;
    board->tokens[at] = token;
    return &board->tokens[at];
}

static inline bool seen_is_inside(struct rect rect, float x, float y) {
    return x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
}

/* ---- from the picture ---- */

/* The pieces of a tall parenthesis are one. */
static inline bool seen_join_some(struct seen_board *board) {
    for (size_t i = 0; i < board->count; i++) {
        struct seen_token *one = &board->tokens[i];
        for (size_t k = i + 1; one->is_piece && k < board->count; k++) {
            const struct seen_token *other = &board->tokens[k];
            bool is_same = other->is_piece && fabsf(other->pen - one->pen) < 1 &&
                           strcmp(other->text, one->text) == 0;
            if (is_same && other->top <= one->bottom + 2 && other->bottom >= one->top - 2) {
                one->top = fminf(one->top, other->top);
                one->bottom = fmaxf(one->bottom, other->bottom);
                one->left = fminf(one->left, other->left);
                one->right = fmaxf(one->right, other->right);
                board->tokens[k] = board->tokens[--board->count];
                return true;
            }
        }
    }
    return false;
}

/* A stem with two feet that are drawn is a bracket of the formula, read as a parenthesis; one with
 * none is a bar of |x|. */
static inline bool seen_make_bracket(struct seen_board *board) {
    for (size_t i = 0; i < board->count; i++) {
        struct seen_token *stem = &board->tokens[i];
        float width = stem->right - stem->left, height = stem->bottom - stem->top;
        if (stem->kind != SEEN_RULE || height < 4 * width) {
            continue;
        }
        size_t feet[2], found = 0;
        for (size_t k = 0; k < board->count && found < 2; k++) {
            const struct seen_token *foot = &board->tokens[k];
            bool is_foot = foot->kind == SEEN_RULE && k != i && foot->right - foot->left < height &&
                           foot->bottom - foot->top < foot->right - foot->left &&
                           foot->right > stem->left - 1 && foot->left < stem->right + 1;
            bool is_end =
                fabsf(foot->top - stem->top) < 2 || fabsf(foot->bottom - stem->bottom) < 2;
            if (is_foot && is_end) {
                feet[found++] = k;
            }
        }
        if (found == 0) { /* of |x| */
            stem->kind = SEEN_SIGN;
            stem->text = "|";
            stem->is_piece = true;
            stem->pen = -1 - (float)i;
            return true;
        }
        if (found == 2) {
            bool opens = board->tokens[feet[0]].right > stem->right + 1;
            stem->kind = SEEN_SIGN;
            stem->text = opens ? "(" : ")";
            stem->is_piece = true;
            stem->pen = -1 - (float)i; /* joins with nothing */
            board->tokens[feet[1]] = board->tokens[--board->count];
            board->tokens[feet[0]] = board->tokens[--board->count];
            return true;
        }
    }
    return false;
}

/* Whether a value stands behind an e and higher; its shape may stand between. */
static inline bool seen_is_exponent(const struct seen_token *base, const struct seen_token *value) {
    float gap = value->left - base->right;
    return (value->kind == SEEN_MATRIX || value->kind == SEEN_NUMBER) && gap > -0.3F * base->size &&
           gap < 1.8F * base->size && seen_middle(value) < seen_middle(base) - 0.15F * base->size &&
           value->bottom < base->bottom + 0.5F * base->size &&
           value->bottom > base->top - 2.5F * base->size;
}

/* Whether the next letter stands right behind it: exp. */
static inline bool seen_is_word(const struct seen_board *board, const struct seen_token *letter) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        if (token->kind == SEEN_SIGN && isalpha((unsigned char)*token->text) && token != letter &&
            fabsf(token->left - letter->right) < 0.2F * letter->size && token->pen > letter->pen &&
            fabsf(seen_middle(token) - seen_middle(letter)) < 0.2F * letter->size) {
            return true;
        }
    }
    return false;
}

static inline bool seen_is_parenthesis(const struct seen_token *token, const char *which) {
    return token->kind == SEEN_SIGN && strcmp(token->text, which) == 0;
}

/* A parenthesis around the value that an e is raised to, and its partner; false: there is none. */
static inline bool seen_find_group(struct seen_board *board, const struct seen_token *base,
                                   const struct seen_token *value,
                                   const struct seen_token *group[2]) {
    const struct seen_token *open = NULL, *close = NULL;
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        bool is_around = token->top < value->top + 0.3F * base->size &&
                         token->bottom > value->bottom - 0.3F * base->size;
        bool is_open = seen_is_parenthesis(token, "(") && token->left > base->right - 2 &&
                       token->right < value->left + 2;
        bool is_close = seen_is_parenthesis(token, ")") && token->left > value->right - 2;
        open = is_around && is_open ? token : open;
        close =
            is_around && is_close && (close == NULL || token->left < close->left) ? token : close;
    }
    group[0] = open;
    group[1] = close;
    return open != NULL && close != NULL && fabsf(open->top - close->top) < 2 &&
           fabsf(open->bottom - close->bottom) < 2;
}

/* What stands in the parentheses stands on no line. */
static inline void seen_raise_group(struct seen_board *board, const struct seen_token *base) {
    const float least = base->group[0]->top - 0.3F * base->size; /* a matrix may be taller */
    const float most = base->group[1]->bottom + 0.3F * base->size;
    for (size_t i = 0; i < board->count; i++) {
        struct seen_token *token = &board->tokens[i];
        bool is_within =
            token->left > base->group[0]->left - 1 && token->right < base->group[1]->right + 1;
        token->is_raised =
            token->is_raised || (is_within && token->top > least && token->bottom < most);
    }
}

/* Of a name above a matrix, where nothing is raised to a matrix. */
static inline bool seen_is_name(const struct seen_board *board, const struct seen_token *letter) {
    float x = (letter->left + letter->right) / 2;
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        if (token->kind == SEEN_MATRIX && x > token->left && x < token->right &&
            letter->bottom < token->top + 3 && letter->bottom > token->top - 2 * letter->size) {
            return true;
        }
    }
    return false;
}

/* What an e is raised to, with its sign: "e^−[…]". */
static inline void seen_find_exponents(struct seen_board *board) {
    for (size_t i = 0; i < board->count; i++) {
        struct seen_token *base = &board->tokens[i], *value = NULL;
        bool is_base = base->kind == SEEN_SIGN && strcmp(base->text, "e") == 0 &&
                       !seen_is_word(board, base) && !seen_is_name(board, base);
        for (size_t k = 0; is_base && k < board->count; k++) {
            struct seen_token *token = &board->tokens[k];
            bool is_nearer = value == NULL || token->left < value->left;
            value = is_nearer && seen_is_exponent(base, token) ? token : value;
        }
        for (size_t k = 0; value != NULL && k < board->count; k++) {
            struct seen_token *token = &board->tokens[k];
            bool is_between = token->left > base->right - 2 && token->right < value->left + 2 &&
                              seen_middle(token) > value->top && seen_middle(token) < value->bottom;
            if (is_between && token->kind == SEEN_SIGN && strcmp(token->text, "−") == 0) {
                token->is_raised = true;
                base->exponent[0] = token;
            }
        }
        if (value != NULL) {
            value->is_raised = true;
            base->exponent[1] = value;
            if (seen_find_group(board, base, value, base->group)) {
                seen_raise_group(board, base);
            } else {
                base->group[0] = base->group[1] = NULL;
            }
        }
    }
}

static inline void seen_add_glyphs(struct seen_board *board, const struct seen_font *font,
                                   const struct scene_item *item) {
    for (size_t i = 0; i < item->glyph_count; i++) {
        const struct scene_glyph *glyph = &item->glyphs[i];
        if (glyph->glyph == 0) {
            seen_add(board, (struct seen_token){.kind = SEEN_RULE,
                                                .left = glyph->x,
                                                .right = glyph->x + glyph->width,
                                                .top = glyph->y,
                                                .bottom = glyph->y + glyph->height,
                                                .size = glyph->size});
            continue;
        }
        const struct seen_glyph *found = seen_font_find(font, glyph->glyph);
        struct math_glyph ink = math_font_glyph(font->font, glyph->glyph);
        struct seen_token token = {.kind = SEEN_SIGN,
                                   .left = glyph->x + ink.left * glyph->size,
                                   .right = glyph->x + ink.right * glyph->size,
                                   .top = glyph->y - ink.ascent * glyph->size,
                                   .bottom = glyph->y + ink.descent * glyph->size,
                                   .size = glyph->size,
                                   .pen = glyph->x,
                                   .text = found != NULL ? found->text : "?",
                                   .is_piece = found != NULL && found->is_piece};
        seen_add(board, token);
    }
}

static inline bool seen_is_number(const char *text) {
    const char *c = strncmp(text, "−", strlen("−")) == 0 ? text + strlen("−") : text;
    if (!isdigit((unsigned char)*c)) {
        return false;
    }
    struct second_reader reader = {.c = c};
    second_number(&reader);
    return *reader.c == '\0' && !reader.is_lost;
}

/* A stem with feet to the right opens, to the left closes. */
struct seen_stem {
    struct rect bounds;
    bool opens;
};

static inline size_t seen_stems(const struct scene *scene, struct rect rect,
                                struct seen_stem *stems, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i + 1 < scene->count && count < most; i++) {
        const struct scene_item *stem = &scene->items[i], *foot = &scene->items[i + 1];
        bool is_stem = stem->kind == SCENE_BOX && foot->kind == SCENE_BOX && stem->radius == 0 &&
                       stem->bounds.height > 5 * stem->bounds.width && stem->bounds.width < 8 &&
                       stem->stroke == 0 && foot->bounds.y == stem->bounds.y &&
                       foot->color == stem->color && foot->bounds.height < stem->bounds.height / 4;
        if (is_stem && seen_is_inside(rect, stem->bounds.x, stem->bounds.y)) {
            stems[count++] =
                (struct seen_stem){stem->bounds, foot->bounds.x >= stem->bounds.x - 0.5F};
        }
    }
    return count;
}

/* The texts between two brackets, as rows; NULL where they are no full rows of numbers. */
static inline void seen_fill_matrix(struct seen_board *board, const struct scene *scene,
                                    struct seen_token *matrix) {
    const char **cells = ARENA_ARRAY(board->arena, const char *, SEEN_MOST_CELLS);
    float at[SEEN_MOST_CELLS][2];
    size_t count = 0;
    bool is_good = true;
    for (size_t i = 0; i < scene->count && count < SEEN_MOST_CELLS; i++) {
        const struct scene_item *item = &scene->items[i];
        float x = item->bounds.x + item->bounds.width / 2;
        float y = item->bounds.y + item->bounds.height / 2;
        if (item->kind == SCENE_HEAT &&
            seen_is_inside((struct rect){matrix->left, matrix->top, matrix->right - matrix->left,
                                         matrix->bottom - matrix->top},
                           x, y)) {
            is_good = false;
        }
        if (item->kind != SCENE_TEXT || x < matrix->left || x > matrix->right || y < matrix->top ||
            y > matrix->bottom) {
            continue;
        }
        is_good = is_good && seen_is_number(item->text);
        size_t k = count++;
        for (;
             k > 0 && (at[k - 1][1] > y + 2 || (fabsf(at[k - 1][1] - y) <= 2 && at[k - 1][0] > x));
             k--) {
            cells[k] = cells[k - 1];
            memcpy(at[k], at[k - 1], sizeof at[k]);
        }
        cells[k] = item->text;
        at[k][0] = x;
        at[k][1] = y;
        matrix->size = item->size;
    }
    size_t columns = 0;
    while (columns < count && fabsf(at[columns][1] - at[0][1]) <= 2) {
        columns++;
    }
    is_good = is_good && count > 0 && count % columns == 0;
    matrix->rows = is_good ? count / columns : 0;
    matrix->columns = columns;
    matrix->cells = is_good ? cells : NULL;
}

static inline void seen_add_matrices(struct seen_board *board, const struct scene *scene,
                                     struct rect rect) {
    struct seen_stem stems[256];
    size_t count = seen_stems(scene, rect, stems, 256);
    for (size_t i = 0; i < count; i++) {
        const struct seen_stem *close = NULL;
        for (size_t k = 0; stems[i].opens && k < count; k++) {
            bool is_partner = !stems[k].opens && stems[k].bounds.y == stems[i].bounds.y &&
                              stems[k].bounds.height == stems[i].bounds.height &&
                              stems[k].bounds.x > stems[i].bounds.x;
            close = is_partner && (close == NULL || stems[k].bounds.x < close->bounds.x) ? &stems[k]
                                                                                         : close;
        }
        if (close != NULL) {
            struct rect open = stems[i].bounds;
            struct seen_token matrix = {.kind = SEEN_MATRIX,
                                        .left = open.x,
                                        .right = close->bounds.x + close->bounds.width,
                                        .top = open.y,
                                        .bottom = open.y + open.height};
            seen_fill_matrix(board, scene, &matrix);
            seen_add(board, matrix);
        }
    }
}

static inline bool seen_is_in_matrix(const struct seen_board *board, float x, float y) {
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *token = &board->tokens[i];
        if (token->kind == SEEN_MATRIX && x > token->left && x < token->right && y > token->top &&
            y < token->bottom) {
            return true;
        }
    }
    return false;
}

/* Small numbers right before a matrix or above it are those of its rows and columns. */
static inline bool seen_is_index(const struct seen_board *board, const struct scene_item *item) {
    const struct rect at = item->bounds;
    const float x = at.x + at.width / 2, y = at.y + at.height / 2;
    bool is_index = false;
    for (size_t i = 0; i < board->count; i++) {
        const struct seen_token *matrix = &board->tokens[i];
        float before = matrix->left - at.x - at.width, above = matrix->top - at.y - at.height;
        bool is_row = y > matrix->top && y < matrix->bottom && before >= 0;
        bool is_column = x > matrix->left && x < matrix->right && above >= -matrix->size;
        is_index = is_index || (matrix->kind == SEEN_MATRIX && item->size < matrix->size &&
                                ((is_row && before < matrix->size) ||
                                 (is_column && above < matrix->size && at.y < matrix->top)));
    }
    return is_index;
}

/* Bars of fractions are as large as the numbers. */
static inline void seen_size_rules(struct seen_board *board) {
    float size = 0;
    for (size_t i = 0; i < board->count; i++) {
        enum seen_kind kind = board->tokens[i].kind;
        bool is_number = kind == SEEN_NUMBER || kind == SEEN_MATRIX;
        size = is_number ? fmaxf(size, board->tokens[i].size) : size;
    }
    for (size_t i = 0; i < board->count; i++) {
        struct seen_token *token = &board->tokens[i];
        token->size = token->kind == SEEN_RULE ? size : token->size;
    }
}

/* The formula that the board is about stands first: its values come below it. */
static inline int seen_first_formula(const struct scene *scene, struct rect rect) {
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_MATH && seen_is_inside(rect, item->bounds.x, item->bounds.y)) {
            return item->formula;
        }
    }
    return 0;
}

/* A matrix's shape, and whether shapes fit. */
static inline bool seen_is_label(const char *text) {
    return strstr(text, " × ") != NULL || strstr(text, "✓") != NULL;
}

/* The values in a rectangle of the picture. */
static inline struct seen_board *seen_read(struct arena *arena, const struct seen_font *font,
                                           const struct scene *scene, struct rect rect) {
    struct seen_board *board = ARENA_NEW(arena, struct seen_board);
    board->arena = arena;
    int symbols = seen_first_formula(scene, rect);
    seen_add_matrices(board, scene, rect);

    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        float x = item->bounds.x + item->bounds.width / 2;
        float y = item->bounds.y + item->bounds.height / 2;
        if (!seen_is_inside(rect, x, y)) {
            continue;
        }
        if (item->kind == SCENE_MATH && item->formula == symbols) {
            continue;
        }
        if (item->kind == SCENE_MATH) {
            seen_add_glyphs(board, font, item);
        } else if (item->kind == SCENE_TEXT && !seen_is_in_matrix(board, x, y) &&
                   !seen_is_label(item->text) && !seen_is_index(board, item)) {
            seen_add(board, (struct seen_token){.kind = seen_is_number(item->text) ? SEEN_NUMBER
                                                                                   : SEEN_SIGN,
                                                .left = item->bounds.x,
                                                .right = item->bounds.x + item->bounds.width,
                                                .top = item->bounds.y,
                                                .bottom = item->bounds.y + item->bounds.height,
                                                .size = item->size,
                                                .text = item->text});
        }
    }
    while (seen_join_some(board) || seen_make_bracket(board)) {
    }
    seen_size_rules(board);
    seen_find_exponents(board);
    return board;
}

#endif
