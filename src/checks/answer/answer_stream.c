#include "checks/answer/answer_stream.h"

#include "base/text.h"
#include "checks/answer/answer_characters.h"

#include <string.h>

struct parser {
    struct arena *arena;
    const char *text;
    const struct answer_character *at;
    struct answer_fault *fault;
    struct answer_stream *stream;
    size_t capacity;
    int depth;
};

static bool fail(struct parser *parser, const struct answer_character *at, size_t end,
                 const char *message) {
    *parser->fault = (struct answer_fault){at->begin, end, message};
    return false;
}

static void put(struct parser *parser, uint32_t code, size_t begin, size_t end) {
    struct answer_stream *stream = parser->stream;
    stream->signs = arena_grow(parser->arena, stream->signs, stream->count, sizeof *stream->signs,
                               &parser->capacity);
    stream->signs[stream->count] = (struct answer_sign){code, begin, end};
    stream->count += code != SIGN_END;
}

/* ---- commands ---- */

enum command_kind {
    COMMAND_SIGN,  /* stands for a sign */
    COMMAND_LOOKS, /* says how what follows looks, or nothing */
    COMMAND_NAME,  /* a function: its letters */
    COMMAND_FRACTION,
    COMMAND_ROOT,
    COMMAND_ACCENT
};

struct command {
    const char *name;
    enum command_kind kind;
    uint32_t code;
};

static const struct command commands[] = {
    {"alpha", COMMAND_SIGN, 0x3B1},
    {"beta", COMMAND_SIGN, 0x3B2},
    {"gamma", COMMAND_SIGN, 0x3B3},
    {"delta", COMMAND_SIGN, 0x3B4},
    {"Delta", COMMAND_SIGN, 0x394},
    {"epsilon", COMMAND_SIGN, 0x3B5},
    {"eta", COMMAND_SIGN, 0x3B7},
    {"theta", COMMAND_SIGN, 0x3B8},
    {"lambda", COMMAND_SIGN, 0x3BB},
    {"mu", COMMAND_SIGN, 0x3BC},
    {"sigma", COMMAND_SIGN, 0x3C3},
    {"phi", COMMAND_SIGN, 0x3C6},
    {"varphi", COMMAND_SIGN, 0x3C6},
    {"Sigma", COMMAND_SIGN, 0x3A3},
    {"sum", COMMAND_SIGN, 0x3A3},
    {"nabla", COMMAND_SIGN, 0x2207},
    {"partial", COMMAND_SIGN, 0x2202},
    {"cdot", COMMAND_SIGN, SIGN_DOT},
    {"times", COMMAND_SIGN, SIGN_DOT},
    {"odot", COMMAND_SIGN, SIGN_HADAMARD},
    {"circ", COMMAND_SIGN, SIGN_HADAMARD},
    {"oslash", COMMAND_SIGN, SIGN_DIVIDE_ELEMENTS},
    {"top", COMMAND_SIGN, 'T'},
    {"intercal", COMMAND_SIGN, 'T'},
    {"prime", COMMAND_SIGN, '\''},
    {"leftarrow", COMMAND_SIGN, '='},
    {"gets", COMMAND_SIGN, '='},
    {"ell", COMMAND_SIGN, 'l'},
    {"lvert", COMMAND_SIGN, '|'},
    {"rvert", COMMAND_SIGN, '|'},
    {"vert", COMMAND_SIGN, '|'},
    {"{", COMMAND_SIGN, SIGN_BRACE_LEFT},
    {"}", COMMAND_SIGN, SIGN_BRACE_RIGHT},
    {"_", COMMAND_SIGN, '_'},
    {"left", COMMAND_LOOKS, 0},
    {"right", COMMAND_LOOKS, 0},
    {"big", COMMAND_LOOKS, 0},
    {"Big", COMMAND_LOOKS, 0},
    {"bigl", COMMAND_LOOKS, 0},
    {"bigr", COMMAND_LOOKS, 0},
    {"quad", COMMAND_LOOKS, 0},
    {"limits", COMMAND_LOOKS, 0},
    {"mathbf", COMMAND_LOOKS, 0},
    {"mathrm", COMMAND_LOOKS, 0},
    {"boldsymbol", COMMAND_LOOKS, 0},
    {"mathit", COMMAND_LOOKS, 0},
    {"text", COMMAND_LOOKS, 0},
    {"operatorname", COMMAND_LOOKS, 0},
    {"displaystyle", COMMAND_LOOKS, 0},
    {",", COMMAND_LOOKS, 0},
    {";", COMMAND_LOOKS, 0},
    {":", COMMAND_LOOKS, 0},
    {"!", COMMAND_LOOKS, 0},
    {" ", COMMAND_LOOKS, 0},
    {"log", COMMAND_NAME, 0},
    {"ln", COMMAND_NAME, 0},
    {"exp", COMMAND_NAME, 0},
    {"tanh", COMMAND_NAME, 0},
    {"max", COMMAND_NAME, 0},
    {"frac", COMMAND_FRACTION, 0},
    {"tfrac", COMMAND_FRACTION, 0},
    {"dfrac", COMMAND_FRACTION, 0},
    {"sqrt", COMMAND_ROOT, 0x221A},
    {"hat", COMMAND_ACCENT, 0x302},
    {"widehat", COMMAND_ACCENT, 0x302},
    {"tilde", COMMAND_ACCENT, 0x303},
    {"bar", COMMAND_ACCENT, 0x304},
    {"mathcal", COMMAND_LOOKS, 0},
    {NULL, COMMAND_LOOKS, 0},
};

static bool is_letter(uint32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static bool read_unit(struct parser *parser);

/* "{...}", or the one sign that follows. */
static bool read_argument(struct parser *parser) {
    while (parser->at->code == ' ') {
        parser->at++;
    }
    return parser->at->code != 0 ||
                   fail(parser, parser->at, parser->at->end, "something is missing here")
               ? read_unit(parser)
               : false;
}

static bool read_fraction(struct parser *parser, size_t begin) {
    put(parser, '(', begin, parser->at->begin);
    if (!read_argument(parser)) {
        return false;
    }
    put(parser, ')', begin, parser->at->begin);
    put(parser, '/', begin, parser->at->begin);
    put(parser, '(', begin, parser->at->begin);
    if (!read_argument(parser)) {
        return false;
    }
    put(parser, ')', begin, parser->at->begin);
    return true;
}

/* "√(...)": what stands under the sign is in brackets. */
static bool read_root(struct parser *parser, uint32_t sign, size_t begin) {
    put(parser, sign, begin, parser->at->begin);
    put(parser, '(', begin, parser->at->begin);
    if (!read_argument(parser)) {
        return false;
    }
    put(parser, ')', begin, parser->at->begin);
    return true;
}

static bool do_command(struct parser *parser, const struct command *command, size_t begin) {
    switch (command->kind) {
    case COMMAND_SIGN:
        put(parser, command->code, begin, parser->at->begin);
        return true;
    case COMMAND_LOOKS:
        return true;
    case COMMAND_NAME:
        for (const char *c = command->name; *c != '\0'; c++) {
            put(parser, (uint32_t)*c, begin, parser->at->begin);
        }
        return true;
    case COMMAND_FRACTION:
        return read_fraction(parser, begin);
    case COMMAND_ROOT:
        return read_root(parser, command->code, begin);
    case COMMAND_ACCENT:
        if (!read_argument(parser)) {
            return false;
        }
        put(parser, command->code, begin, parser->at->begin);
        return true;
    }
    return false;
}

static bool read_command(struct parser *parser) {
    const struct answer_character *begin = parser->at++;
    size_t from = parser->at->begin;
    if (is_letter(parser->at->code)) {
        while (is_letter(parser->at->code)) {
            parser->at++;
        }
    } else if (parser->at->code != 0) {
        parser->at++;
    }
    size_t length = parser->at->begin - from;
    for (const struct command *command = commands; command->name != NULL; command++) {
        if (strlen(command->name) == length &&
            strncmp(command->name, parser->text + from, length) == 0) {
            return do_command(parser, command, begin->begin);
        }
    }
    return fail(parser, begin, parser->at->begin, "this command is not known");
}

/* ---- suffixes ---- */

struct small_sign {
    uint32_t code, plain;
    bool is_super;
};

static const struct small_sign small_signs[] = {
    {0x2070, '0', true},       {0xB9, '1', true},    {0xB2, '2', true},    {0xB3, '3', true},
    {0x2074, '4', true},       {0x2075, '5', true},  {0x2076, '6', true},  {0x2077, '7', true},
    {0x2078, '8', true},       {0x2079, '9', true},  {0x207A, '+', true},  {0x207B, '-', true},
    {0x207D, '(', true},       {0x207E, ')', true},  {0x1D40, 'T', true},  {0x1D38, 'L', true},
    {0x02E1, 'l', true},       {0x2071, 'i', true},  {0x02B2, 'j', true},  {0x1D4F, 'k', true},
    {0x2080, '0', false},      {0x2081, '1', false}, {0x2082, '2', false}, {0x2083, '3', false},
    {0x2084, '4', false},      {0x2085, '5', false}, {0x2086, '6', false}, {0x2087, '7', false},
    {0x2088, '8', false},      {0x2089, '9', false}, {0x208A, '+', false}, {0x208B, '-', false},
    {0x2097, 'l', false},      {0x1D62, 'i', false}, {0x2C7C, 'j', false}, {0x2096, 'k', false},
    {0x2093, SIGN_DOT, false}, {0x2090, 'a', false}, {0x208D, '(', false}, {0x208E, ')', false},
};

static const struct small_sign *small_sign(uint32_t code) {
    for (size_t i = 0; i < sizeof small_signs / sizeof *small_signs; i++) {
        if (small_signs[i].code == code) {
            return &small_signs[i];
        }
    }
    return NULL;
}

static bool read_suffix(struct parser *parser) {
    const struct answer_character *begin = parser->at++;
    put(parser, begin->code, begin->begin, begin->end);
    put(parser, SIGN_OPEN, begin->begin, begin->end);
    const struct small_sign *small = small_sign(parser->at->code);
    if (small != NULL) { /* "^ᵀ" */
        put(parser, small->plain, parser->at->begin, parser->at->end);
        parser->at++;
    } else if (!read_argument(parser)) {
        return false;
    }
    put(parser, SIGN_CLOSE, begin->begin, parser->at->begin);
    return true;
}

/* Small digits in a row are one suffix. */
static void read_small_signs(struct parser *parser, const struct small_sign *small) {
    size_t begin = parser->at->begin;
    bool is_super = small->is_super;
    put(parser, is_super ? '^' : '_', begin, parser->at->end);
    put(parser, SIGN_OPEN, begin, parser->at->end);
    while (small != NULL && small->is_super == is_super) {
        put(parser, small->plain, parser->at->begin, parser->at->end);
        parser->at++;
        small = small_sign(parser->at->code);
    }
    put(parser, SIGN_CLOSE, begin, parser->at->begin);
}

/* ---- signs ---- */

static bool read_group(struct parser *parser) {
    const struct answer_character *begin = parser->at++;
    while (parser->at->code != '}') {
        if (parser->at->code == 0) {
            return fail(parser, begin, begin->end, "this brace is not closed");
        }
        if (!read_unit(parser)) {
            return false;
        }
    }
    parser->at++;
    return true;
}

struct sign_row {
    uint32_t typed, first, second; /* second 0: none */
};

static const struct sign_row sign_rows[] = {
    {0x2299, SIGN_HADAMARD, 0}, {0x2218, SIGN_HADAMARD, 0},
    {0x25E6, SIGN_HADAMARD, 0}, {0x2298, SIGN_DIVIDE_ELEMENTS, 0},
    {0x2190, '=', 0},           {0x2211, 0x3A3, 0},
    {0x0177, 'y', 0x302},       {0x0176, 'Y', 0x302},
    {0x2225, '|', 0},           {0x22A4, 'T', 0},
    {0x2112, 'L', 0},
};

static void read_sign(struct parser *parser) {
    const struct answer_character *at = parser->at;
    bool is_pair = at->code == '.' && (at[1].code == '*' || at[1].code == '/');
    if (is_pair) {
        put(parser, at[1].code == '*' ? SIGN_HADAMARD : SIGN_DIVIDE_ELEMENTS, at->begin, at[1].end);
        parser->at += 2;
        return;
    }
    parser->at++;
    if (at->code == '.' && at[1].code == '^') { /* a power is one of elements anyway */
        return;
    }
    for (size_t i = 0; i < sizeof sign_rows / sizeof *sign_rows; i++) {
        if (sign_rows[i].typed == at->code) {
            put(parser, sign_rows[i].first, at->begin, at->end);
            if (sign_rows[i].second != 0) {
                put(parser, sign_rows[i].second, at->begin, at->end);
            }
            return;
        }
    }
    bool is_dot = at->code == '*' && parser->text[at->begin] != '*';
    put(parser, is_dot ? SIGN_DOT : at->code, at->begin, at->end);
}

enum { MOST_DEPTH = 40 };

static bool read_unit(struct parser *parser) {
    const struct small_sign *small = small_sign(parser->at->code);
    bool is_read = true;
    if (++parser->depth > MOST_DEPTH) {
        return fail(parser, parser->at, parser->at->end, "too many braces inside each other");
    }
    if (parser->at->code == '\\') {
        is_read = read_command(parser);
    } else if (parser->at->code == '^' || parser->at->code == '_') {
        is_read = read_suffix(parser);
    } else if (parser->at->code == '{') {
        is_read = read_group(parser);
    } else if (small != NULL) {
        read_small_signs(parser, small);
    } else if (parser->at->code == ' ' || parser->at->code == '$' || parser->at->code == '~' ||
               parser->at->code == '&') {
        parser->at++;
    } else if (parser->at->code == '}') {
        is_read = fail(parser, parser->at, parser->at->end, "this brace closes nothing");
    } else {
        read_sign(parser);
    }
    parser->depth--;
    return is_read;
}

enum { MOST_BYTES = 1000 };

bool answer_stream_read(struct arena *arena, const char *text, struct answer_stream *ret,
                        struct answer_fault *fault) {
    size_t count, length = strlen(text);
    if (length > MOST_BYTES) {
        *fault = (struct answer_fault){0, length, "the answer is too long"};
        return false;
    }
    *ret = (struct answer_stream){NULL, 0};
    struct parser parser = {.arena = arena,
                            .text = text,
                            .at = answer_characters(arena, text, &count),
                            .fault = fault,
                            .stream = ret};
    while (parser.at->code != 0) {
        if (!read_unit(&parser)) {
            return false;
        }
    }
    put(&parser, SIGN_END, length, length);
    return true;
}
