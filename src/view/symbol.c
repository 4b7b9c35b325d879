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

/* A letter with a hat is the italic letter and the hat that combines with it. */
static void append_italic(struct text_builder *text, uint32_t code_point, bool is_latin_too) {
    enum { Y_HAT = 0x177, HAT = 0x302 };
    bool has_hat = is_latin_too && code_point == Y_HAT;
    char bytes[4];
    size_t size = utf8_encode(italic_of(has_hat ? 'y' : code_point, is_latin_too), bytes);
    text_append(text, bytes, size);
    if (has_hat) {
        size = utf8_encode(HAT, bytes);
        text_append(text, bytes, size);
    }
}

static const char *italic(struct arena *arena, const char *text, size_t length, bool is_latin_too) {
    struct text_builder result;
    text_begin(&result, arena);
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        append_italic(&result, code_point, is_latin_too);
        at += size > 0 ? size : 1;
    }
    return result.bytes;
}

/* ---- names ---- */

/* Unicode's small letters, which formula/print.c writes, and the letters that are set small in
 * their place. */
struct small_letter {
    const char *small, *plain;
    bool is_raised;
};

static const struct small_letter small_letters[] = {
    {"⁰", "0", true},  {"¹", "1", true},  {"²", "2", true},  {"³", "3", true},  {"⁴", "4", true},
    {"⁵", "5", true},  {"⁶", "6", true},  {"⁷", "7", true},  {"⁸", "8", true},  {"⁹", "9", true},
    {"⁺", "+", true},  {"⁻", "−", true},  {"⁽", "(", true},  {"⁾", ")", true},  {"ˡ", "𝑙", true},
    {"ⁱ", "𝑖", true},  {"ʲ", "𝑗", true},  {"ᵏ", "𝑘", true},  {"ᴸ", "𝐿", true},  {"ᵀ", "T", true},
    {"₀", "0", false}, {"₁", "1", false}, {"₂", "2", false}, {"₃", "3", false}, {"₄", "4", false},
    {"₅", "5", false}, {"₆", "6", false}, {"₇", "7", false}, {"₈", "8", false}, {"₉", "9", false},
    {"₊", "+", false}, {"₋", "−", false}, {"₍", "(", false}, {"₎", ")", false}, {"ₗ", "𝑙", false},
    {"ᵢ", "𝑖", false}, {"ⱼ", "𝑗", false}, {"ₖ", "𝑘", false}, {"ₐ", "𝑎", false}, {"ₓ", "×", false},
};

static const struct small_letter *small_letter_at(const char *text) {
    for (size_t i = 0; i < sizeof small_letters / sizeof *small_letters; i++) {
        if (strncmp(text, small_letters[i].small, strlen(small_letters[i].small)) == 0) {
            return &small_letters[i];
        }
    }
    return NULL;
}

/* Appends the small letters at text that stand at the same height, and a "[2]" before them as it
 * is, to the script. Returns how many bytes they took. */
static size_t read_script(const char *text, bool is_raised, struct text_builder *script) {
    size_t at = 0;
    if (is_raised && text[0] == '[') {
        at = strcspn(text, "]");
        at += text[at] != '\0';
        text_append(script, text, at);
    }
    for (const struct small_letter *letter = small_letter_at(text + at);
         letter != NULL && letter->is_raised == is_raised; letter = small_letter_at(text + at)) {
        text_append_string(script, letter->plain);
        at += strlen(letter->small);
    }
    return at;
}

static size_t character_size(const char *text) {
    uint32_t code_point = 0;
    size_t size = utf8_decode(text, strlen(text), &code_point);
    return size > 0 ? size : 1;
}

/* How many bytes go before the next script. */
static size_t base_length(const char *text) {
    size_t at = 0;
    while (text[at] != '\0' && strchr("[_^ ", text[at]) == NULL &&
           small_letter_at(text + at) == NULL) {
        at += character_size(text + at);
    }
    return at;
}

/* The part of a name at text; returns how many bytes it takes. */
static size_t add_part(struct paragraph *paragraph, color_argb color, const char *text) {
    struct arena *arena = paragraph->canvas->arena;
    size_t length = base_length(text);
    if (length > 0) {
        paragraph_add(paragraph, FACE_MATH, color, italic(arena, text, length, true));
        return length;
    }
    if (*text == ' ') {
        return 1;
    }
    if (*text == '_' || *text == '^') {
        const char *end = text[1] == '{' ? strchr(text, '}') : NULL;
        size_t begin = end != NULL ? 2 : 1;
        length = end != NULL       ? (size_t)(end - text) - begin
                 : text[1] != '\0' ? character_size(text + 1)
                                   : 0;
        if (length > 0) {
            paragraph_add_script(paragraph, FACE_MATH, color,
                                 italic(arena, text + begin, length, true), *text == '^');
        }
        return begin + length + (end != NULL);
    }
    const struct small_letter *letter = small_letter_at(text);
    bool is_raised = letter == NULL || letter->is_raised;
    struct text_builder script;
    text_begin(&script, arena);
    length = read_script(text, is_raised, &script);
    paragraph_add_script(paragraph, FACE_MATH, color, script.bytes, is_raised);
    return length;
}

void symbol_add(struct paragraph *paragraph, color_argb color, const char *name) {
    for (const char *c = name; *c != '\0';) {
        c += add_part(paragraph, color, c);
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

/* How much of its color a symbol keeps beside the term in question. */
#define DIMMED 0.45F

struct formula_text formula_text_print(const struct canvas *canvas,
                                       const struct operation *operation) {
    const struct statement *statement = operation->binding.statement;
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

/* The bytes [begin, end) of the formula; those outside of focus are dimmed. */
static void add_bytes(struct paragraph *paragraph, const struct formula_text *formula,
                      const struct operation *operation, struct print_piece bytes,
                      struct print_piece focus) {
    const struct canvas *canvas = paragraph->canvas;
    const struct statement *statement = operation->binding.statement;
    for (size_t at = bytes.begin; at < bytes.end;) {
        bool is_lit = at >= focus.begin && at < focus.end;
        /* a run ends where the light changes */
        size_t turn = at < focus.begin ? focus.begin : is_lit ? focus.end : bytes.end;
        size_t end = turn < bytes.end ? turn : bytes.end;
        const struct print_piece *tensor = next_tensor(formula, statement, at);
        bool is_tensor_here = tensor != NULL && tensor->begin == at;
        if (is_tensor_here) {
            color_argb color = tensor_color(canvas, statement, tensor->node);
            symbol_add(paragraph, is_lit ? color : theme_fade(color, DIMMED),
                       part(canvas->arena, formula, at, tensor->end));
            at = tensor->end;
            continue;
        }
        size_t until = tensor != NULL && tensor->begin < end ? tensor->begin : end;
        symbol_add_signs(paragraph, canvas_color(canvas, is_lit ? COLOR_TEXT : COLOR_TEXT_DIM),
                         part(canvas->arena, formula, at, until));
        at = until;
    }
}

/* The piece of a node; the whole formula when nothing was printed for it. */
static struct print_piece piece_of_node(const struct formula_text *formula, int node) {
    for (size_t i = 0; i < formula->pieces.count; i++) {
        if (formula->pieces.items[i].node == node) {
            return formula->pieces.items[i];
        }
    }
    return (struct print_piece){.end = strlen(formula->text)};
}

void formula_text_add(struct paragraph *paragraph, const struct formula_text *formula,
                      const struct operation *operation, const size_t *focus) {
    struct print_piece whole = {.end = strlen(formula->text)};
    add_bytes(paragraph, formula, operation, whole,
              focus != NULL ? piece_of_node(formula, (int)*focus) : whole);
}

void formula_text_add_node(struct paragraph *paragraph, const struct formula_text *formula,
                           const struct operation *operation, int node) {
    struct print_piece piece = piece_of_node(formula, node);
    add_bytes(paragraph, formula, operation, piece, piece);
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
