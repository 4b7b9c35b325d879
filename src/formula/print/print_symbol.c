#include "formula/print/print_symbol.h"

#include "base/utf8.h"

#include <string.h>

int print_known_layer(const struct printer *printer, struct tensor_index index) {
    if (printer->layer < 0 && index.base != INDEX_NUMBER) {
        return -1;
    }
    int layer = expression_index_layer(index, printer->layer, printer->last_layer);
    return layer >= 0 && layer <= printer->last_layer ? layer : -1;
}

/* "2", "l+1", "L": the layer of a tensor, in letters where the step has none. */
static const char *layer_text(const struct printer *printer, struct tensor_index index,
                              struct arena *arena) {
    bool is_letter = printer->layer < 0 && index.base != INDEX_NUMBER;
    if (!is_letter) {
        int value = expression_index_layer(index, printer->layer, printer->last_layer);
        return text_format(arena, "%d", value);
    }
    const char *letter = index.base == INDEX_LAST ? "L" : "l";
    return index.offset == 0 ? letter : text_format(arena, "%s%+d", letter, index.offset);
}

/* What "@" and "#" stand for, and for an element "<" and ">": NULL leaves them as they are. */
struct substitutes {
    const char *layer, *shape;
    const char *row, *column;
};

/* NULL: the character stands for itself. */
static const char *substitute_of(char c, const struct substitutes *substitutes) {
    switch (c) {
    case '@':
        return substitutes->layer;
    case '#':
        return substitutes->shape;
    case '<':
        return substitutes->row;
    case '>':
        return substitutes->column;
    default:
        return NULL;
    }
}

static bool is_empty_subscript(const char *at, const struct substitutes *substitutes) {
    return strncmp(at, "_{#}", 4) == 0 && *substitutes->shape == '\0';
}

static const char *substitute(struct arena *arena, const char *form,
                              const struct substitutes *substitutes) {
    struct text_builder text;
    text_begin(&text, arena);
    for (const char *c = form; *c != '\0'; c++) {
        const char *replacement = substitute_of(*c, substitutes);
        if (is_empty_subscript(c, substitutes)) {
            c += strlen("_{#}") - 1;
        } else if (replacement != NULL) {
            text_append_string(&text, replacement);
        } else {
            text_append(&text, c, 1);
        }
    }
    return text.bytes;
}

struct small_letter {
    char plain;
    const char *superscript, *subscript; /* NULL: Unicode has none */
};

static const struct small_letter small_letters[] = {
    {'0', "⁰", "₀"}, {'1', "¹", "₁"}, {'2', "²", "₂"}, {'3', "³", "₃"},  {'4', "⁴", "₄"},
    {'5', "⁵", "₅"}, {'6', "⁶", "₆"}, {'7', "⁷", "₇"}, {'8', "⁸", "₈"},  {'9', "⁹", "₉"},
    {'+', "⁺", "₊"}, {'-', "⁻", "₋"}, {'(', "⁽", "₍"}, {')', "⁾", "₎"},  {'l', "ˡ", "ₗ"},
    {'i', "ⁱ", "ᵢ"}, {'j', "ʲ", "ⱼ"}, {'k', "ᵏ", "ₖ"}, {'L', "ᴸ", NULL}, {'x', "ˣ", "ₓ"},
};

static const char *small(char c, bool is_super) {
    for (size_t i = 0; i < sizeof small_letters / sizeof *small_letters; i++) {
        if (small_letters[i].plain == c) {
            return is_super ? small_letters[i].superscript : small_letters[i].subscript;
        }
    }
    return NULL;
}

void print_small_text(struct text_builder *text, const char *inside, bool is_super) {
    bool is_small = true;
    for (const char *c = inside; *c != '\0'; c++) {
        is_small = is_small && small(*c, is_super) != NULL;
    }
    if (is_small) {
        for (const char *c = inside; *c != '\0'; c++) {
            text_append_string(text, small(*c, is_super));
        }
    } else if (is_super && (*inside == '[' || *inside == '(')) {
        text_append_string(text, inside);
    } else {
        bool is_one = utf8_count(inside, strlen(inside)) == 1;
        text_append_format(text, is_one ? "%s%s" : "%s{%s}", is_super ? "^" : "_", inside);
    }
}

static bool is_compound(const char *base) {
    return strpbrk(base, "/_^") != NULL || strstr(base, "\\frac") != NULL ||
           strstr(base, "ᵀ") != NULL || strstr(base, "∇") != NULL;
}

/* A base with a mark of its own takes neither subscript nor superscript. */
static bool has_small_signs(const struct symbol_form *form, enum print_format format) {
    return strpbrk(form->base[format], "@#") == NULL;
}

/* The element stands where the shape of the whole tensor would. */
static bool takes_element(const struct symbol_form *form, enum print_format format) {
    return strchr(has_small_signs(form, format) ? form->subscript : form->base[format], '#') !=
           NULL;
}

/* The parts of one name, every mark replaced. */
struct symbol_parts {
    const char *base, *subscript, *superscript;
    const char *element; /* "ij", or "" */
};

static struct symbol_parts parts_of(const struct symbol_form *form, enum print_format format,
                                    const struct substitutes *substitutes, struct arena *arena) {
    bool has_small = has_small_signs(form, format);
    return (struct symbol_parts){
        .base = substitute(arena, form->base[format], substitutes),
        .subscript = has_small ? substitute(arena, form->subscript, substitutes) : "",
        .superscript = has_small ? substitute(arena, form->superscript, substitutes) : "",
        .element = "",
    };
}

/* "2,ij": both subscripts, with a comma between them. */
static const char *subscripts(const struct symbol_parts *parts, struct arena *arena) {
    bool has_both = *parts->subscript != '\0' && *parts->element != '\0';
    return text_format(arena, "%s%s%s", parts->subscript, has_both ? "," : "", parts->element);
}

static void append_small_signs(struct text_builder *text, enum print_format format,
                               const char *subscript, const char *superscript) {
    if (format == PRINT_TEXT) {
        print_small_text(text, subscript, false);
        print_small_text(text, superscript, true);
        return;
    }
    if (*subscript != '\0') {
        text_append_format(text, "_{%s}", subscript);
    }
    if (*superscript != '\0') {
        text_append_format(text, "^{%s}", superscript);
    }
}

/* The sign goes into the superscript, w^{[2]T}, or in text behind it: there it is small already. */
static void append_parts(struct text_builder *text, enum print_format format,
                         const struct symbol_parts *parts, const char *transpose) {
    bool is_marked = *transpose != '\0' || *parts->element != '\0';
    bool needs_group = is_marked && is_compound(parts->base);
    const char *small_sign = format == PRINT_TEX ? transpose : "";
    if (needs_group) {
        text_append_string(text, format == PRINT_TEX ? "\\left(" : "(");
        text_append_string(text, parts->base);
        append_small_signs(text, format, parts->subscript, parts->superscript);
        text_append_string(text, format == PRINT_TEX ? "\\right)" : ")");
        append_small_signs(text, format, parts->element, small_sign);
    } else {
        text_append_string(text, parts->base);
        append_small_signs(text, format, subscripts(parts, text->arena),
                           text_format(text->arena, "%s%s", parts->superscript, small_sign));
    }
    text_append_string(text, format == PRINT_TEXT ? transpose : "");
}

const char *print_element_text(const struct printer *printer, struct element_index index,
                               struct arena *arena) {
    size_t value = index.is_letter && printer->values != NULL ? printer->values[index.number] : 0;
    if (value > 0) {
        return text_format(arena, "%zu", value);
    }
    if (index.is_letter) {
        return printer->letters.names[index.number];
    }
    return index.number > 0 ? text_format(arena, "%d", index.number) : "";
}

const struct symbol_form *print_form_of(const struct printer *printer,
                                        const struct expression *tensor) {
    return printer->symbol(printer->context, tensor->symbol,
                           print_known_layer(printer, tensor->index));
}

/* "ij", "12", and with a comma where the digits would run together: "1,12"; of a column "i". */
static const char *element_pair(const struct printer *printer, const struct expression *tensor,
                                struct arena *arena) {
    const char *row = print_element_text(printer, tensor->row, arena);
    const char *column =
        tensor->is_vector ? "" : print_element_text(printer, tensor->column, arena);
    enum symbol_index index =
        printer->index != NULL ? printer->index(printer->context, tensor->symbol) : SYMBOL_HAS_BOTH;
    if (index == SYMBOL_HAS_ROWS && *row != '\0') {
        return row;
    }
    if (index == SYMBOL_HAS_COLUMNS && *column != '\0') {
        return column;
    }
    bool is_pair = *row != '\0' && *column != '\0';
    bool is_long = is_pair && (strlen(row) > 1 || strlen(column) > 1);
    return text_format(arena, "%s%s%s", row, is_long ? "," : "", column);
}

bool print_has_compound_base(const struct printer *printer, const struct expression *tensor) {
    return is_compound(print_form_of(printer, tensor)->base[printer->format]);
}

/* "5\\times 3", in text "5x3": its x becomes small with the figures. */
static const char *shape_text_of(const struct printer *printer, const struct expression *tensor,
                                 struct arena *arena) {
    struct shape shape;
    int layer = print_known_layer(printer, tensor->index);
    bool is_step = layer >= 0 || (tensor->index.base == INDEX_NONE && printer->layer >= 0);
    if (!is_step || tensor->has_element || printer->shape == NULL ||
        !printer->shape(printer->context, tensor->symbol, layer, &shape)) {
        return "";
    }
    const char *form = printer->format == PRINT_TEX ? "%zu\\times %zu" : "%zux%zu";
    return text_format(arena, form, shape.rows, shape.columns);
}

static const char *element_form(const struct printer *printer, const struct symbol_form *form,
                                const struct expression *tensor) {
    bool has_form = form->element != NULL && *form->element != '\0';
    return has_form && tensor->has_element && printer->format == PRINT_TEX ? form->element : NULL;
}

const char *print_element_form(const struct printer *printer, const struct expression *tensor) {
    return element_form(printer, print_form_of(printer, tensor), tensor);
}

/* An element as its own form says: "a_{2}^{(1)}". One number needs no sign for its transpose. */
static void append_element(const struct printer *printer, const struct expression *node,
                           const char *form, struct text_builder *text) {
    const struct substitutes substitutes = {
        .layer =
            node->index.base == INDEX_NONE ? "" : layer_text(printer, node->index, text->arena),
        .shape = "",
        .row = print_element_text(printer, node->row, text->arena),
        .column = print_element_text(printer, node->column, text->arena),
    };
    text_append_string(text, substitute(text->arena, form, &substitutes));
}

void print_tensor_in_form(const struct printer *printer, const struct symbol_form *form,
                          const struct expression *node, bool transposed,
                          struct text_builder *text) {
    struct arena *arena = text->arena;
    const char *own_form = element_form(printer, form, node);
    if (own_form != NULL) {
        append_element(printer, node, own_form, text);
        return;
    }
    const char *element = node->has_element ? element_pair(printer, node, arena) : "";
    bool is_in_place = node->has_element && takes_element(form, printer->format);
    const struct substitutes substitutes = {
        .layer = node->index.base == INDEX_NONE ? "" : layer_text(printer, node->index, arena),
        .shape = is_in_place ? element : shape_text_of(printer, node, arena),
    };
    struct symbol_parts parts = parts_of(form, printer->format, &substitutes, arena);
    if (!is_in_place) {
        parts.element = element;
    }
    const char *transpose = transposed ? printer->signs->transpose[printer->format] : "";
    append_parts(text, printer->format, &parts, transpose);
}

void print_tensor_node(const struct printer *printer, const struct expression *node,
                       bool transposed, struct text_builder *text) {
    print_tensor_in_form(printer, print_form_of(printer, node), node, transposed, text);
}

const struct symbol_form *print_function_form(const struct printer *printer,
                                              const struct expression *call) {
    const struct expression *argument = call->operands[0];
    bool is_known =
        call->kind == EXPRESSION_CALL && printer->function != NULL &&
        (call->function == FUNCTION_ACTIVATION ||
         (call->function == FUNCTION_DERIVATIVE && argument->kind == EXPRESSION_TENSOR));
    return is_known ? printer->function(printer->context, call->function,
                                        print_known_layer(printer, call->index))
                    : NULL;
}

bool print_function_name(const struct printer *printer, const struct expression *call,
                         struct text_builder *text) {
    const struct symbol_form *form =
        printer->function != NULL ? printer->function(printer->context, FUNCTION_ACTIVATION,
                                                      print_known_layer(printer, call->index))
                                  : NULL;
    if (form == NULL) {
        return false;
    }
    bool has_layer = call->index.base != INDEX_NONE;
    const struct substitutes substitutes = {
        .layer = has_layer ? layer_text(printer, call->index, text->arena) : "", .shape = ""};
    struct symbol_parts parts = parts_of(form, printer->format, &substitutes, text->arena);
    append_parts(text, printer->format, &parts, "");
    return true;
}

/* ---- names of parts ---- */

/* The layer of the name, or beside it. */
static const char *layer_beside(const struct printer *printer, const struct expression *node,
                                int beside, struct arena *arena) {
    struct tensor_index index = node->piece_index;
    index.offset += beside;
    return layer_text(printer, index, arena);
}

/* "@", "@-1", "@+1": appends the layer and returns how long the mark was. */
static size_t append_layer_mark(const struct printer *printer, const struct expression *node,
                                const char *at, struct text_builder *text) {
    bool is_beside = (at[1] == '-' || at[1] == '+') && at[2] == '1';
    int beside = !is_beside ? 0 : at[1] == '-' ? -1 : 1;
    text_append_string(text, layer_beside(printer, node, beside, text->arena));
    return is_beside ? 3 : 1;
}

/* "<j>": appends the letter, or the number that it stands for, and returns how long the mark was; 0
 * where it is none. */
static size_t append_letter_mark(const struct printer *printer, const char *at,
                                 struct text_builder *text) {
    for (size_t i = 0; i < printer->letters.count; i++) {
        const char *name = printer->letters.names[i];
        size_t length = strlen(name);
        if (strncmp(at + 1, name, length) == 0 && at[1 + length] == '>') {
            const struct element_index letter = {.is_letter = true, .number = (int)i};
            text_append_string(text, print_element_text(printer, letter, text->arena));
            return length + 2;
        }
    }
    return 0;
}

void print_piece_name(const struct printer *printer, const struct expression *node,
                      struct text_builder *text) {
    const char *form = printer->format == PRINT_TEX ? node->piece->tex : node->piece->text;
    while (*form != '\0') {
        size_t length = *form == '@'   ? append_layer_mark(printer, node, form, text)
                        : *form == '<' ? append_letter_mark(printer, form, text)
                                       : 0;
        if (length == 0) {
            text_append(text, form, 1);
            length = 1;
        }
        form += length;
    }
}

bool print_is_raised(const struct printer *printer, const struct expression *node) {
    const char *form = printer->format == PRINT_TEX ? node->piece->tex : node->piece->text;
    int depth = 0;
    for (; *form != '\0'; form++) {
        depth += (*form == '{' || *form == '(') - (*form == '}' || *form == ')');
        if (depth == 0 && *form == '^') {
            return true;
        }
    }
    return false;
}
