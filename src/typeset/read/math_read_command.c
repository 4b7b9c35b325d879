/* What each kind of command takes and makes. */
#include "typeset/read/math_parser.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef bool read_function(struct math_parser *parser, struct math_list *list,
                           struct math_token token);

enum { NAME_BYTES = 48, MOST_SLOT = 65535 };

/* "\name" for an error. */
struct name {
    char text[NAME_BYTES];
};

static struct name name_of(struct math_token token) {
    struct name name;
    snprintf(name.text, sizeof name.text, "\\%s", token.command->name);
    return name;
}

static bool read_symbol(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_SYMBOL, token.command->class, token);
    node->code = token.command->code;
    node->limits = token.command->limits;
    node->is_wide = token.command->kind == COMMAND_LARGE;
    return true;
}

static bool read_letter(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_SYMBOL, MATH_ORD, token);
    node->code = math_alphabet_letter(parser->alphabet, token.command->code);
    return true;
}

static bool read_name(struct math_parser *parser, struct math_list *list, struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_NAME, MATH_OP, token);
    node->text = token.command->name;
    node->limits = token.command->limits;
    return true;
}

static bool read_space(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_SPACE, MATH_NO_CLASS, token);
    node->amount = token.command->amount;
    return true;
}

/* A length in braces, or bare: 2em, 3mu, 4pt. The units of print are those of 10-point type. */
static bool read_length(const char *text, size_t length, float *ret_ems) {
    char copy[NAME_BYTES];
    if (length == 0 || length >= sizeof copy) {
        return false;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *unit;
    double amount = strtod(copy, &unit);
    static const struct {
        const char *name;
        double ems;
    } units[] = {{"em", 1},   {"ex", 0.45},   {"mu", 1 / 18.0},
                 {"pt", 0.1}, {"mm", 0.2845}, {"cm", 2.845}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(unit, units[i].name) == 0 && amount > -100 && amount < 100) {
            *ret_ems = (float)(amount * units[i].ems);
            return true;
        }
    }
    return false;
}

static bool read_hspace(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    const char *text;
    size_t length;
    if (!math_read_raw(parser, &text, &length, "\\hspace")) {
        return false;
    }
    struct math_node *node = math_add_node(parser, list, NODE_SPACE, MATH_NO_CLASS, token);
    math_end_node(parser, node);
    return read_length(text, length, &node->amount) ||
           math_fail(parser, token.begin, parser->at, "\\hspace takes a length: {1em}, {3mu}");
}

static bool read_alphabet(struct math_parser *parser, struct math_list *list,
                          struct math_token token) {
    enum math_alphabet alphabet = parser->alphabet;
    const struct math_list *inner;
    enum math_alphabet wanted = (enum math_alphabet)token.command->code;
    /* \boldsymbol{\mathcal L} and \mathcal{\mathbf L} are both bold and script. */
    bool is_bold = alphabet == ALPHABET_BOLD || alphabet == ALPHABET_BOLD_ITALIC;
    if (is_bold && wanted == ALPHABET_SCRIPT) {
        wanted = ALPHABET_BOLD_SCRIPT;
    } else if (is_bold && wanted == ALPHABET_ITALIC) {
        wanted = ALPHABET_BOLD_ITALIC;
    } else if (alphabet == ALPHABET_BOLD_ITALIC && wanted == ALPHABET_UPRIGHT) {
        wanted = ALPHABET_BOLD;
    }
    parser->alphabet = wanted;
    if (!math_read_argument(parser, &inner, name_of(token).text)) {
        return false;
    }
    parser->alphabet = alphabet;
    math_add_group(parser, list, inner, token);
    return true;
}

static bool read_switch(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    (void)list;
    parser->alphabet = (enum math_alphabet)token.command->code;
    return true;
}

static bool read_style(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_STYLE, MATH_NO_CLASS, token);
    node->style = (int)token.command->code;
    return true;
}

static bool read_fraction(struct math_parser *parser, struct math_list *list,
                          struct math_token token) {
    /* LaTeX's \frac is \over within braces: an ordinary atom, unlike \over itself. */
    struct math_node *node = math_add_node(parser, list, NODE_FRACTION, MATH_ORD, token);
    struct name name = name_of(token);
    node->style = (int)token.command->code - 1;
    node->has_rule = true;
    if (!math_read_argument(parser, &node->first, name.text) ||
        !math_read_argument(parser, &node->second, name.text)) {
        return false;
    }
    math_end_node(parser, node);
    return true;
}

static struct math_segment *fence(struct math_parser *parser, uint32_t code,
                                  struct math_token token) {
    struct math_segment *segment = ARENA_NEW(parser->arena, struct math_segment);
    segment->code = code;
    segment->begin = token.begin;
    segment->end = token.end;
    return segment;
}

static bool read_binomial(struct math_parser *parser, struct math_list *list,
                          struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_FENCED, MATH_ORD, token);
    struct math_segment *open = fence(parser, '(', token);
    struct math_segment *close = fence(parser, ')', token);
    open->next = close;
    node->segments = open;
    bool is_read = read_fraction(parser, &close->list, token);
    close->list.first->has_rule = false;
    close->list.first->style = -1;
    math_end_node(parser, node);
    return is_read;
}

/* [n] behind \sqrt: a list up to the bracket. */
static bool read_degree(struct math_parser *parser, struct math_node *node) {
    struct math_token open = math_peek_token(parser);
    if (open.kind != TOKEN_CHARACTER || open.code != '[') {
        return true;
    }
    parser->at = open.end;
    struct math_list *degree = ARENA_NEW(parser->arena, struct math_list);
    bool stops_at_bracket = parser->stops_at_bracket;
    parser->stops_at_bracket = true;
    if (!math_read_list(parser, degree)) {
        return false;
    }
    parser->stops_at_bracket = stops_at_bracket;
    struct math_token close = math_next_token(parser);
    if (close.kind != TOKEN_CHARACTER || close.code != ']') {
        return math_fail(parser, open.begin, open.end, "this [ has no ]");
    }
    node->second = degree->first != NULL ? degree : NULL;
    return true;
}

static bool read_root(struct math_parser *parser, struct math_list *list, struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_RADICAL, MATH_ORD, token);
    if (!read_degree(parser, node) || !math_read_argument(parser, &node->first, "\\sqrt")) {
        return false;
    }
    math_end_node(parser, node);
    return true;
}

static bool read_over(struct math_parser *parser, struct math_list *list, struct math_token token,
                      enum math_node_kind kind) {
    struct math_node *node = math_add_node(parser, list, kind, MATH_ORD, token);
    node->code = token.command->code;
    node->limits = token.command->limits;
    node->is_wide = token.command->kind == COMMAND_WIDE_ACCENT;
    node->is_below = token.command->kind == COMMAND_UNDERLINE;
    if (!math_read_argument(parser, &node->first, name_of(token).text)) {
        return false;
    }
    math_end_node(parser, node);
    return true;
}

static bool read_accent(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    return read_over(parser, list, token, NODE_ACCENT);
}

static bool read_line(struct math_parser *parser, struct math_list *list, struct math_token token) {
    return read_over(parser, list, token, NODE_LINE);
}

static bool read_brace(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    if (!read_over(parser, list, token, NODE_ACCENT)) {
        return false;
    }
    list->last->is_wide = true;
    list->last->is_below = token.command->code == 0x23DF;
    list->last->class = MATH_OP; /* for the limits; TeX does the same */
    return true;
}

static bool read_phantom(struct math_parser *parser, struct math_list *list,
                         struct math_token token) {
    return read_over(parser, list, token, NODE_PHANTOM);
}

/* The class of the only atom of a list. */
static enum math_class class_of(const struct math_list *list) {
    const struct math_node *only = list->first;
    return only != NULL && only->next == NULL &&
                   (only->class == MATH_BIN || only->class == MATH_REL || only->class == MATH_OP)
               ? only->class
               : MATH_ORD;
}

static bool read_stack(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    struct math_node *node = math_add_node(parser, list, NODE_STACK, MATH_ORD, token);
    const struct math_list *outer;
    struct name name = name_of(token);
    if (!math_read_argument(parser, &outer, name.text) ||
        !math_read_argument(parser, &node->first, name.text)) {
        return false;
    }
    *(token.command->code == 1 ? &node->second : &node->third) = outer;
    node->class = class_of(node->first);
    math_end_node(parser, node);
    return true;
}

/* What a text command holds, without its braces and backslashes. */
static const char *plain_text(struct math_parser *parser, const char *text, size_t length) {
    struct text_builder plain;
    text_begin(&plain, parser->arena);
    for (size_t i = 0; i < length; i++) {
        bool is_escape = text[i] == '\\' && i + 1 < length;
        if (is_escape) {
            i++;
        }
        if (is_escape || (text[i] != '{' && text[i] != '}' && text[i] != '\\')) {
            char c = text[i] == '~' && !is_escape ? ' ' : text[i];
            text_append(&plain, (unsigned char)c < 0x20 ? " " : &c, 1);
        }
    }
    return plain.bytes;
}

static bool read_text(struct math_parser *parser, struct math_list *list, struct math_token token) {
    const char *text;
    size_t length;
    if (!math_read_raw(parser, &text, &length, name_of(token).text)) {
        return false;
    }
    size_t begin = (size_t)(text - parser->source);
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = utf8_decode(text + i, length - i, &code);
        if (size == 0) {
            return math_fail(parser, begin + i, begin + i + 1, "this is no UTF-8");
        }
        i += size;
    }
    struct math_node *node = math_add_node(parser, list, NODE_WORDS, MATH_ORD, token);
    node->text = plain_text(parser, text, length);
    math_end_node(parser, node);
    return true;
}

static bool read_operator(struct math_parser *parser, struct math_list *list,
                          struct math_token token) {
    enum math_alphabet alphabet = parser->alphabet;
    const struct math_list *inner;
    parser->alphabet = ALPHABET_UPRIGHT;
    if (!math_read_argument(parser, &inner, "\\operatorname")) {
        return false;
    }
    parser->alphabet = alphabet;
    struct math_node *node = math_add_node(parser, list, NODE_LIST, MATH_OP, token);
    node->first = inner;
    node->limits = parser->source[token.end - 1] == '*' ? LIMITS_IN_DISPLAY : LIMITS_NEVER;
    math_end_node(parser, node);
    return true;
}

static bool read_class(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    const struct math_list *inner;
    if (!math_read_argument(parser, &inner, name_of(token).text)) {
        return false;
    }
    struct math_node *node = math_add_group(parser, list, inner, token);
    node->class = token.command->class;
    node->limits = token.command->limits;
    return true;
}

static bool read_slot(struct math_parser *parser, struct math_list *list, struct math_token token) {
    const char *text;
    size_t length;
    if (!math_read_raw(parser, &text, &length, "\\slot")) {
        return false;
    }
    struct math_node *node = math_add_node(parser, list, NODE_SLOT, MATH_ORD, token);
    math_end_node(parser, node);
    bool is_number = length > 0;
    for (size_t i = 0; i < length && is_number; i++) {
        is_number = text[i] >= '0' && text[i] <= '9' && node->slot <= MOST_SLOT;
        node->slot = node->slot * 10 + (size_t)(text[i] - '0');
    }
    return (is_number && node->slot <= MOST_SLOT) ||
           math_fail(parser, token.begin, parser->at, "\\slot takes a number: \\slot{0}");
}

static bool read_limits(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    if (list->last == NULL || list->last->class != MATH_OP) {
        return math_fail(parser, token.begin, token.end, "\\%s is not behind an operator",
                         token.command->name);
    }
    list->last->limits = (enum math_limits)token.command->code;
    return true;
}

/* A stroke through the next sign. */
static bool read_not(struct math_parser *parser, struct math_list *list, struct math_token token) {
    static const struct {
        uint32_t plain, struck;
    } known[] = {{'=', 0x2260}, {0x2208, 0x2209}, {0x2203, 0x2204}};
    const struct math_list *inner;
    if (!math_read_argument(parser, &inner, "\\not")) {
        return false;
    }
    struct math_node *node = math_add_group(parser, list, inner, token);
    node->class = MATH_REL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (node->kind == NODE_SYMBOL && node->code == known[i].plain) {
            node->code = known[i].struck;
            return true;
        }
    }
    return math_fail(parser, token.begin, parser->at, "\\not stands before =, \\in or \\exists");
}

static bool read_nothing(struct math_parser *parser, struct math_list *list,
                         struct math_token token) {
    (void)parser, (void)list, (void)token;
    return true;
}

static bool read_prime(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    math_add_node(parser, list, NODE_SYMBOL, MATH_ORD, token)->code = token.command->code;
    return true;
}

/* Those that end a list are read by whoever began it. */
static read_function *const readers[COMMAND_KIND_COUNT] = {
    [COMMAND_SYMBOL] = read_symbol,
    [COMMAND_LETTER] = read_letter,
    [COMMAND_LARGE] = read_symbol,
    [COMMAND_NAME] = read_name,
    [COMMAND_SPACE] = read_space,
    [COMMAND_ALPHABET] = read_alphabet,
    [COMMAND_SWITCH] = read_switch,
    [COMMAND_STYLE] = read_style,
    [COMMAND_FRACTION] = read_fraction,
    [COMMAND_BINOMIAL] = read_binomial,
    [COMMAND_ROOT] = read_root,
    [COMMAND_ACCENT] = read_accent,
    [COMMAND_WIDE_ACCENT] = read_accent,
    [COMMAND_OVERLINE] = read_line,
    [COMMAND_UNDERLINE] = read_line,
    [COMMAND_BRACE] = read_brace,
    [COMMAND_STACK] = read_stack,
    [COMMAND_TEXT] = read_text,
    [COMMAND_OPERATOR] = read_operator,
    [COMMAND_LEFT] = math_read_fenced,
    [COMMAND_BIG] = math_read_big,
    [COMMAND_BEGIN] = math_read_array,
    [COMMAND_SLOT] = read_slot,
    [COMMAND_LIMITS] = read_limits,
    [COMMAND_NOT] = read_not,
    [COMMAND_PHANTOM] = read_phantom,
    [COMMAND_SUBSTACK] = math_read_substack,
    [COMMAND_CLASS] = read_class,
    [COMMAND_NOTHING] = read_nothing,
    [COMMAND_PRIME] = read_prime,
    [COMMAND_HSPACE] = read_hspace,
};

static bool fail_unknown(struct math_parser *parser, struct math_token token) {
    const char *name = parser->source + token.begin + 1;
    size_t length = token.end - token.begin - 1;
    if (length == 0) {
        return math_fail(parser, token.begin, token.end, "\\ at the end");
    }
    for (size_t i = 0; i < length;) {
        uint32_t code;
        size_t size = utf8_decode(name + i, length - i, &code);
        if (size == 0 || code < 0x20 || code == 0x7F) {
            return math_fail(parser, token.begin, token.end, "\\ before what is no name");
        }
        i += size;
    }
    const char *near = math_command_near(name, length);
    int shown = length < 40 ? (int)length : 40;
    if (near != NULL) {
        return math_fail(parser, token.begin, token.end,
                         "unknown command \\%.*s; did you mean \\%s?", shown, name, near);
    }
    return math_fail(parser, token.begin, token.end, "unknown command \\%.*s", shown, name);
}

bool math_read_command(struct math_parser *parser, struct math_list *list,
                       struct math_token token) {
    if (token.command == NULL) {
        return fail_unknown(parser, token);
    }
    return readers[token.command->kind](parser, list, token);
}
