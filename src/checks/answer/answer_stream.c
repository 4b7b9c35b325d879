#include "checks/answer/answer_stream.h"

#include "base/text.h"
#include "checks/answer/answer_characters.h"

#include <string.h>

struct reader {
    struct arena *arena;
    const char *text;
    const struct answer_character *at;
    struct answer_fault *fault;
    struct answer_stream *stream;
    size_t capacity;
    int depth;
};

static bool fail(struct reader *reader, const struct answer_character *at, size_t end,
                 const char *message) {
    *reader->fault = (struct answer_fault){at->begin, end, message};
    return false;
}

static void put(struct reader *reader, uint32_t code, size_t begin, size_t end) {
    struct answer_stream *stream = reader->stream;
    stream->signs = arena_grow(reader->arena, stream->signs, stream->count, sizeof *stream->signs,
                               &reader->capacity);
    stream->signs[stream->count] = (struct answer_sign){code, begin, end};
    stream->count += code != SIGN_END;
}

/* ---- commands ---- */

enum command_kind {
    COMMAND_SIGN,  /* stands for a sign */
    COMMAND_LOOKS, /* says how what follows looks, or nothing */
    COMMAND_NAME,  /* a function: its letters */
    COMMAND_FRACTION,
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

static bool read_unit(struct reader *reader);

/* "{...}", or the one sign that follows. */
static bool read_argument(struct reader *reader) {
    while (reader->at->code == ' ') {
        reader->at++;
    }
    return reader->at->code != 0 ||
                   fail(reader, reader->at, reader->at->end, "something is missing here")
               ? read_unit(reader)
               : false;
}

static bool read_fraction(struct reader *reader, size_t begin) {
    put(reader, '(', begin, reader->at->begin);
    if (!read_argument(reader)) {
        return false;
    }
    put(reader, ')', begin, reader->at->begin);
    put(reader, '/', begin, reader->at->begin);
    put(reader, '(', begin, reader->at->begin);
    if (!read_argument(reader)) {
        return false;
    }
    put(reader, ')', begin, reader->at->begin);
    return true;
}

static bool do_command(struct reader *reader, const struct command *command, size_t begin) {
    switch (command->kind) {
    case COMMAND_SIGN:
        put(reader, command->code, begin, reader->at->begin);
        return true;
    case COMMAND_LOOKS:
        return true;
    case COMMAND_NAME:
        for (const char *c = command->name; *c != '\0'; c++) {
            put(reader, (uint32_t)*c, begin, reader->at->begin);
        }
        return true;
    case COMMAND_FRACTION:
        return read_fraction(reader, begin);
    case COMMAND_ACCENT:
        if (!read_argument(reader)) {
            return false;
        }
        put(reader, command->code, begin, reader->at->begin);
        return true;
    }
    return false;
}

static bool read_command(struct reader *reader) {
    const struct answer_character *begin = reader->at++;
    size_t from = reader->at->begin;
    if (is_letter(reader->at->code)) {
        while (is_letter(reader->at->code)) {
            reader->at++;
        }
    } else if (reader->at->code != 0) {
        reader->at++;
    }
    size_t length = reader->at->begin - from;
    for (const struct command *command = commands; command->name != NULL; command++) {
        if (strlen(command->name) == length &&
            strncmp(command->name, reader->text + from, length) == 0) {
            return do_command(reader, command, begin->begin);
        }
    }
    return fail(reader, begin, reader->at->begin, "this command is not known");
}

/* ---- scripts ---- */

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

static bool read_script(struct reader *reader) {
    const struct answer_character *begin = reader->at++;
    put(reader, begin->code, begin->begin, begin->end);
    put(reader, SIGN_OPEN, begin->begin, begin->end);
    const struct small_sign *small = small_sign(reader->at->code);
    if (small != NULL) { /* "^ᵀ" */
        put(reader, small->plain, reader->at->begin, reader->at->end);
        reader->at++;
    } else if (!read_argument(reader)) {
        return false;
    }
    put(reader, SIGN_CLOSE, begin->begin, reader->at->begin);
    return true;
}

/* Small digits in a row are one script. */
static void read_small(struct reader *reader, const struct small_sign *small) {
    size_t begin = reader->at->begin;
    bool is_super = small->is_super;
    put(reader, is_super ? '^' : '_', begin, reader->at->end);
    put(reader, SIGN_OPEN, begin, reader->at->end);
    while (small != NULL && small->is_super == is_super) {
        put(reader, small->plain, reader->at->begin, reader->at->end);
        reader->at++;
        small = small_sign(reader->at->code);
    }
    put(reader, SIGN_CLOSE, begin, reader->at->begin);
}

/* ---- signs ---- */

static bool read_group(struct reader *reader) {
    const struct answer_character *begin = reader->at++;
    while (reader->at->code != '}') {
        if (reader->at->code == 0) {
            return fail(reader, begin, begin->end, "this brace is not closed");
        }
        if (!read_unit(reader)) {
            return false;
        }
    }
    reader->at++;
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

static void read_sign(struct reader *reader) {
    const struct answer_character *at = reader->at;
    bool is_pair = at->code == '.' && (at[1].code == '*' || at[1].code == '/');
    if (is_pair) {
        put(reader, at[1].code == '*' ? SIGN_HADAMARD : SIGN_DIVIDE_ELEMENTS, at->begin, at[1].end);
        reader->at += 2;
        return;
    }
    reader->at++;
    for (size_t i = 0; i < sizeof sign_rows / sizeof *sign_rows; i++) {
        if (sign_rows[i].typed == at->code) {
            put(reader, sign_rows[i].first, at->begin, at->end);
            if (sign_rows[i].second != 0) {
                put(reader, sign_rows[i].second, at->begin, at->end);
            }
            return;
        }
    }
    bool is_dot = at->code == '*' && reader->text[at->begin] != '*';
    put(reader, is_dot ? SIGN_DOT : at->code, at->begin, at->end);
}

enum { MOST_DEPTH = 40 };

static bool read_unit(struct reader *reader) {
    const struct small_sign *small = small_sign(reader->at->code);
    bool is_read = true;
    if (++reader->depth > MOST_DEPTH) {
        return fail(reader, reader->at, reader->at->end, "too many braces inside each other");
    }
    if (reader->at->code == '\\') {
        is_read = read_command(reader);
    } else if (reader->at->code == '^' || reader->at->code == '_') {
        is_read = read_script(reader);
    } else if (reader->at->code == '{') {
        is_read = read_group(reader);
    } else if (small != NULL) {
        read_small(reader, small);
    } else if (reader->at->code == ' ' || reader->at->code == '$' || reader->at->code == '~' ||
               reader->at->code == '&') {
        reader->at++;
    } else if (reader->at->code == '}') {
        is_read = fail(reader, reader->at, reader->at->end, "this brace closes nothing");
    } else {
        read_sign(reader);
    }
    reader->depth--;
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
    struct reader reader = {.arena = arena,
                            .text = text,
                            .at = answer_characters(arena, text, &count),
                            .fault = fault,
                            .stream = ret};
    while (reader.at->code != 0) {
        if (!read_unit(&reader)) {
            return false;
        }
    }
    put(&reader, SIGN_END, length, length);
    return true;
}
