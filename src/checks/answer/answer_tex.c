#include "checks/answer/answer_tex.h"

#include "base/text.h"
#include "base/utf8.h"
#include "checks/answer/answer_names.h"
#include "engine/program_names.h"

#include <string.h>

struct writing {
    struct arena *arena;
    const struct recording *recording;
    const struct answer_names *names;
    struct printer printer;
    struct text_builder text;
    struct answer_tex_piece *pieces;
    size_t count;
};

/* ---- tensors ---- */

/* The indices of an element, as they are read: wherever they stood. */
static const char *indices_of(const struct writing *writing, const struct answer_name *name) {
    struct arena *arena = writing->arena;
    const char *row = answer_names_index(writing->names, arena, name->row);
    if (!name->column.is_letter && name->column.number == 0) {
        return row;
    }
    const char *column = answer_names_index(writing->names, arena, name->column);
    bool is_long = strlen(row) > 1 || strlen(column) > 1;
    return text_format(arena, "%s%s%s", row, is_long ? "," : "", column);
}

/* "w^{[2]}": what is raised, as a transposition, stands behind what already is. */
static bool ends_raised(const char *tex) {
    size_t length = strlen(tex);
    size_t depth = 0;
    for (size_t i = length; i-- > 1;) {
        depth += tex[i] == '}';
        depth -= tex[i] == '{' && depth > 0;
        if (depth == 0) {
            return tex[i] == '{' && tex[i - 1] == '^';
        }
    }
    return false;
}

/* Where the group ends that is lowered, "_{1}": what is lowered too stands in it, for TeX takes one
 * alone. NULL: nothing is lowered. */
static const char *lowered_end(const char *tex) {
    size_t depth = 0;
    bool is_lowered = false;
    for (const char *c = tex; *c != '\0'; c++) {
        is_lowered = is_lowered || (depth == 0 && strncmp(c, "_{", 2) == 0);
        depth += *c == '{';
        depth -= *c == '}' && depth > 0;
        if (is_lowered && *c == '}' && depth == 0) {
            return c;
        }
    }
    return NULL;
}

static void write_element(struct writing *writing, const char *tensor,
                          const struct answer_name *name) {
    const char *indices = indices_of(writing, name);
    const char *end = lowered_end(tensor);
    if (end == NULL) {
        text_append_format(&writing->text, "%s_{%s}", tensor, indices);
    } else {
        text_append_format(&writing->text, "%.*s,%s%s", (int)(end - tensor), tensor, indices, end);
    }
}

static void write_tensor(struct writing *writing, const struct answer_name *name) {
    const struct recording *recording = writing->recording;
    int tensor = recording_tensor(recording, name->symbol, name->layer);
    struct text_builder own;
    text_begin(&own, writing->arena);
    print_tensor(&writing->printer, name->symbol,
                 (struct tensor_index){name->layer < 0 ? INDEX_NONE : INDEX_NUMBER,
                                       name->layer < 0 ? 0 : name->layer},
                 &own);
    struct text_builder *text = &writing->text;
    size_t begin = text->length;
    if (name->is_slope) {
        text_append_string(text, "f'(");
    }
    if (name->is_transposed && ends_raised(own.bytes)) {
        text_append(text, own.bytes, own.length - 1);
        text_append_format(text, "%s}", writing->printer.signs->transpose[PRINT_TEX]);
    } else {
        if (name->has_element) {
            write_element(writing, own.bytes, name);
        } else {
            text_append_string(text, own.bytes);
        }
        if (name->is_transposed) {
            text_append_format(text, "^{%s}", writing->printer.signs->transpose[PRINT_TEX]);
        }
    }
    text_append_string(text, name->is_slope ? ")" : "");
    text_append_string(text, name->is_squared ? "{}^{2}" : "");
    writing->pieces[writing->count++] = (struct answer_tex_piece){begin, text->length, tensor};
}

/* ---- everything else ---- */

/* The product of matrices as the note has it; where it is only a space, and nothing stands behind
 * it or a number does, a point says that it is one. */
static const char *product_tex(const struct writing *writing, uint32_t next) {
    bool is_digit = next >= '0' && next <= '9';
    return next == SIGN_END || is_digit ? " \\cdot " : writing->printer.signs->product[PRINT_TEX];
}

/* NULL: it is written as it is. */
static const char *sign_tex(const struct writing *writing, const struct answer_sign *at) {
    uint32_t code = at->code;
    switch (code) {
    case SIGN_OPEN:
    case SIGN_BRACE_LEFT:
        return code == SIGN_OPEN ? "{" : "\\{";
    case SIGN_CLOSE:
    case SIGN_BRACE_RIGHT:
        return code == SIGN_CLOSE ? "}" : "\\}";
    case SIGN_DOT:
        return " \\cdot ";
    case '*':
        return product_tex(writing, at[1].code);
    case SIGN_HADAMARD:
        return writing->printer.signs->hadamard[PRINT_TEX];
    case SIGN_DIVIDE_ELEMENTS:
        return " \\oslash ";
    case '\\':
    case '#':
    case '%':
    case '&':
    case '$':
    case '~':
        return " ";
    default:
        return NULL;
    }
}

static void write_sign(struct writing *writing, const struct answer_sign *at) {
    const char *tex = sign_tex(writing, at);
    if (tex != NULL) {
        text_append_string(&writing->text, tex);
        return;
    }
    /* a suffix of nothing stands behind an empty sign, so that it is one */
    bool is_suffix = at->code == '^' || at->code == '_';
    bool is_first = writing->text.length == 0;
    char bytes[4];
    size_t length = utf8_encode(at->code, bytes);
    text_append_string(&writing->text, is_suffix && is_first ? "{}" : "");
    text_append(&writing->text, bytes, length);
}

/* Functions by their sign: "f(" of whatever layer is f. */
static size_t write_function(struct writing *writing, const struct answer_sign *at) {
    enum activation activation;
    size_t length = 0;
    if (!answer_names_function(writing->names, at, &activation, &length)) {
        return 0;
    }
    text_append_string(&writing->text, activation == ACTIVATION_COUNT
                                           ? "f"
                                           : activation_definition(activation)->tex);
    return length;
}

static bool is_operator(uint32_t code) {
    return code == '+' || code == '-' || code == '*' || code == '/' || code == '(' || code == '=' ||
           code == SIGN_DOT || code == SIGN_HADAMARD || code == SIGN_DIVIDE_ELEMENTS;
}

bool answer_tex_read(struct arena *arena, const struct recording *recording, const char *text,
                     struct answer_tex *ret) {
    struct answer_stream stream;
    struct answer_fault fault;
    if (!answer_stream_read(arena, text, &stream, &fault)) {
        return false;
    }
    struct writing writing = {
        .arena = arena,
        .recording = recording,
        .names = answer_names_create(arena, recording),
        .printer = recording_printer(recording, PRINT_TEX),
        .pieces = ARENA_ARRAY(arena, struct answer_tex_piece, stream.count + 1),
    };
    text_begin(&writing.text, arena);
    *ret = (struct answer_tex){.pieces = writing.pieces};
    for (size_t i = 0; i < stream.count;) {
        struct answer_name name;
        const struct answer_sign *at = &stream.signs[i];
        ret->has_left_side = ret->has_left_side || at->code == '=';
        if (answer_names_tensor(writing.names, at, &name, &fault)) {
            write_tensor(&writing, &name);
            i += name.length;
            continue;
        }
        size_t length = write_function(&writing, at);
        if (length == 0) {
            write_sign(&writing, at);
            length = 1;
        }
        i += length;
    }
    ret->tex = writing.text.bytes;
    ret->count = writing.count;
    ret->is_open = stream.count == 0 || is_operator(stream.signs[stream.count - 1].code);
    return true;
}
