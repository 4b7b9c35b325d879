#include "view/symbol.h"

#include <math.h>
#include <string.h>

/* Where Unicode's italic letters for formulas begin. */
enum {
    ITALIC_CAPITAL = 0x1D434,
    ITALIC_SMALL = 0x1D44E,
    ITALIC_H = 0x210E, /* the one that stands elsewhere */
    ITALIC_GREEK = 0x1D6FC
};

static uint32_t italic_of(uint32_t c, bool is_latin_too) {
    if (c >= 0x3B1 && c <= 0x3C9) {
        return ITALIC_GREEK + (c - 0x3B1);
    }
    if (is_latin_too && c >= 'A' && c <= 'Z') {
        return ITALIC_CAPITAL + (c - 'A');
    }
    if (is_latin_too && c >= 'a' && c <= 'z') {
        return c == 'h' ? ITALIC_H : ITALIC_SMALL + (c - 'a');
    }
    return c;
}

static const char *italic(struct arena *arena, const char *text, size_t length, bool is_latin_too) {
    struct text_builder result;
    text_begin(&result, arena);
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        char bytes[4];
        size_t encoded = utf8_encode(italic_of(code_point, is_latin_too), bytes);
        text_append(&result, bytes, encoded);
        at += size > 0 ? size : 1;
    }
    return result.bytes;
}

/* ---- names ---- */

static size_t character_size(const char *text) {
    uint32_t code_point = 0;
    size_t size = utf8_decode(text, strlen(text), &code_point);
    return size > 0 ? size : 1;
}

/* "[2]ᵀ" at text: its length, with the transpose sign that may follow. */
static size_t raised_length(const char *text) {
    static const char transpose[] = "ᵀ";
    const char *end = strchr(text, ']');
    size_t length = end != NULL ? (size_t)(end - text) + 1 : strlen(text);
    bool is_transposed = strncmp(text + length, transpose, strlen(transpose)) == 0;
    return length + (is_transposed ? strlen(transpose) : 0);
}

/* Raised, the sign is a plain letter. */
static const char *raised_text(struct arena *arena, const char *text, size_t length) {
    static const char transpose[] = "ᵀ";
    size_t sign = strlen(transpose);
    bool is_transposed = length > sign && strncmp(text + length - sign, transpose, sign) == 0;
    return is_transposed ? text_format(arena, "%.*sT", (int)(length - sign), text)
                         : arena_copy_text(arena, text, length);
}

void symbol_add(struct paragraph *paragraph, color_argb color, const char *name) {
    struct arena *arena = paragraph->canvas->arena;
    for (const char *c = name; *c != '\0';) {
        size_t length = strcspn(c, "[_ ");
        if (length > 0) {
            paragraph_add(paragraph, FACE_MATH, color, italic(arena, c, length, true));
        } else if (*c == '[') {
            length = raised_length(c);
            paragraph_add_script(paragraph, FACE_MATH, color, raised_text(arena, c, length), true);
        } else if (*c == '_' && c[1] != '\0') {
            length = 1 + character_size(c + 1);
            paragraph_add_script(paragraph, FACE_MATH, color,
                                 italic(arena, c + 1, length - 1, true), false);
        } else {
            length = 1;
        }
        c += length;
    }
}

const char *symbol_signs_text(struct arena *arena, const char *text) {
    return italic(arena, text, strlen(text), false);
}

void symbol_add_signs(struct paragraph *paragraph, color_argb color, const char *text) {
    paragraph_add(paragraph, FACE_MATH, color, symbol_signs_text(paragraph->canvas->arena, text));
}

float symbol_width(const struct canvas *canvas, float size, const char *name) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    symbol_add(&paragraph, 0, name);
    return paragraph_measure(&paragraph, size, INFINITY).width;
}

void symbol_draw(const struct canvas *canvas, float x, float y, enum text_align align, float size,
                 color_argb color, const char *name) {
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    symbol_add(&paragraph, color, name);
    float width = paragraph_measure(&paragraph, size, INFINITY).width;
    float left = align == ALIGN_LEFT ? x : align == ALIGN_CENTER ? x - width / 2 : x - width;
    float height = PARAGRAPH_LINE * size;
    paragraph_draw(&paragraph, size, (struct rect){left, y - height / 2, width + 1, height});
}

/* ---- formulas ---- */

struct formula_text formula_text_print(const struct canvas *canvas,
                                       const struct operation *operation) {
    const struct statement *statement = operation->alternative->statement;
    struct formula_text formula = {
        .pieces = {.items =
                       ARENA_ARRAY(canvas->arena, struct print_piece, statement->node_count + 1)}};
    struct printer printer =
        program_printer(session_program(canvas->session), PRINT_TEXT, operation->layer);
    struct text_builder text;
    text_begin(&text, canvas->arena);
    print_statement(&printer, statement, &text, &formula.pieces);
    formula.text = text.bytes;
    return formula;
}

static bool is_tensor(const struct statement *statement, int node) {
    return node < 0 || statement->nodes[node]->kind == EXPRESSION_TENSOR;
}

/* The tensor that begins at a byte, or else the first after it; NULL when there is none. */
static const struct print_piece *next_tensor(const struct formula_text *formula,
                                             const struct statement *statement, size_t from) {
    const struct print_piece *next = NULL;
    for (size_t i = 0; i < formula->pieces.count; i++) {
        const struct print_piece *piece = &formula->pieces.items[i];
        if (piece->begin >= from && is_tensor(statement, piece->node) &&
            (next == NULL || piece->begin < next->begin)) {
            next = piece;
        }
    }
    return next;
}

static color_argb tensor_color(const struct canvas *canvas, const struct statement *statement,
                               int node) {
    const struct notation *notation = session_program(canvas->session)->notation;
    int symbol = node < 0 ? statement->target->symbol : statement->nodes[node]->symbol;
    return canvas_color(canvas, theme_role_color(notation->symbols[symbol].role));
}

static const char *part(struct arena *arena, const struct formula_text *formula, size_t begin,
                        size_t end) {
    return arena_copy_text(arena, formula->text + begin, end - begin);
}

void formula_text_add(struct paragraph *paragraph, const struct formula_text *formula,
                      const struct operation *operation) {
    const struct canvas *canvas = paragraph->canvas;
    const struct statement *statement = operation->alternative->statement;
    color_argb plain = canvas_color(canvas, COLOR_TEXT);
    size_t length = strlen(formula->text);
    for (size_t at = 0; at < length;) {
        const struct print_piece *tensor = next_tensor(formula, statement, at);
        size_t until = tensor != NULL ? tensor->begin : length;
        symbol_add_signs(paragraph, plain, part(canvas->arena, formula, at, until));
        at = until;
        if (tensor != NULL) {
            symbol_add(paragraph, tensor_color(canvas, statement, tensor->node),
                       part(canvas->arena, formula, tensor->begin, tensor->end));
            at = tensor->end;
        }
    }
}

const char *formula_text_of_node(struct arena *arena, const struct formula_text *formula,
                                 int node) {
    for (size_t i = 0; i < formula->pieces.count; i++) {
        const struct print_piece *piece = &formula->pieces.items[i];
        if (piece->node == node) {
            return part(arena, formula, piece->begin, piece->end);
        }
    }
    return "";
}
