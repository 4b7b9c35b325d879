/* Reading formulas: lists, scripts, arguments. Recursion follows braces, arguments and
 * environments, and math_read_list counts how deep it is. */
#include "typeset/read/math_parser.h"

static bool fail_broken(struct math_parser *parser, struct math_token token) {
    if (token.code == '#' || token.code == '$' || token.code == '%') {
        return math_fail(parser, token.begin, token.end, "\"%c\" is written \"\\%c\"",
                         (char)token.code, (char)token.code);
    }
    return math_fail(parser, token.begin, token.end,
                     token.code == 0 ? "this is no UTF-8" : "a control character");
}

/* ---- arguments ---- */

/* What ends the list before it; whoever began that list takes it. */
static bool is_ending_command(struct math_token token) {
    return math_is_command(token, COMMAND_RIGHT) || math_is_command(token, COMMAND_MIDDLE) ||
           math_is_command(token, COMMAND_END) || math_is_command(token, COMMAND_ROW);
}

static bool read_group(struct math_parser *parser, struct math_list *list, struct math_token open) {
    enum math_alphabet alphabet = parser->alphabet;
    bool stops_at_bracket = parser->stops_at_bracket;
    parser->stops_at_bracket = false;
    if (!math_read_list(parser, list)) {
        return false;
    }
    parser->alphabet = alphabet;
    parser->stops_at_bracket = stops_at_bracket;
    struct math_token close = math_next_token(parser);
    if (close.kind == TOKEN_CLOSE) {
        return true;
    }
    if (close.kind == TOKEN_CELL || math_is_command(close, COMMAND_ROW)) {
        return math_fail(parser, close.begin, close.end, "%s inside of braces",
                         close.kind == TOKEN_CELL ? "&" : "\\\\");
    }
    return math_fail(parser, open.begin, open.end, "this { has no }");
}

static bool read_atom(struct math_parser *parser, struct math_list *list, struct math_token token);

bool math_read_argument(struct math_parser *parser, const struct math_list **ret_list,
                        const char *for_what) {
    struct math_list *list = ARENA_NEW(parser->arena, struct math_list);
    struct math_token token = math_next_token(parser);
    list->begin = token.begin;
    *ret_list = list;
    bool is_read = false;
    if (token.kind == TOKEN_OPEN) {
        is_read = read_group(parser, list, token);
    } else if (token.kind == TOKEN_CHARACTER ||
               (token.kind == TOKEN_COMMAND && !is_ending_command(token))) {
        /* Arguments without braces nest too: \hat\hat\hat x. */
        if (++parser->depth > MATH_MOST_DEPTH) {
            return math_fail(parser, token.begin, token.end, "nested more than %d deep",
                             MATH_MOST_DEPTH);
        }
        is_read = read_atom(parser, list, token);
        parser->depth--;
    } else if (token.kind == TOKEN_BROKEN) {
        return fail_broken(parser, token);
    } else {
        return math_fail(parser, token.begin, token.end, "%s needs something behind it", for_what);
    }
    list->end = parser->at;
    return is_read;
}

/* ---- scripts ---- */

static void append_list(struct math_list *to, const struct math_list *from) {
    if (from->first == NULL) {
        return;
    }
    if (to->last == NULL) {
        to->first = from->first;
    } else {
        to->last->next = from->first;
    }
    to->last = from->last;
    to->end = from->end;
}

/* The atom that a script belongs to: the last one, or an empty one where there is none. */
static struct math_node *script_owner(struct math_parser *parser, struct math_list *list,
                                      struct math_token token) {
    struct math_node *last = list->last;
    if (last != NULL && last->class != MATH_NO_CLASS) {
        return last;
    }
    static const struct math_list nothing;
    token.end = token.begin;
    struct math_node *node = math_add_node(parser, list, NODE_LIST, MATH_ORD, token);
    node->first = &nothing;
    return node;
}

static bool is_prime_list(const struct math_list *list) {
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        if (node->kind != NODE_SYMBOL || node->code != 0x2032) {
            return false;
        }
    }
    return true;
}

static bool attach_script(struct math_parser *parser, struct math_list *list,
                          struct math_token token, bool is_super, const struct math_list *script) {
    struct math_node *owner = script_owner(parser, list, token);
    const struct math_list **place = is_super ? &owner->superscript : &owner->subscript;
    owner->whole_end = parser->at;
    if (*place == NULL) {
        *place = script;
        return true;
    }
    if (is_super && (is_prime_list(*place) || is_prime_list(script))) {
        struct math_list *both = ARENA_NEW(parser->arena, struct math_list);
        *both = **place;
        append_list(both, script);
        *place = both;
        return true;
    }
    return math_fail(parser, token.begin, token.end, "two %sscripts behind one symbol: use braces",
                     is_super ? "super" : "sub");
}

static bool read_script(struct math_parser *parser, struct math_list *list,
                        struct math_token token) {
    bool is_super = token.kind == TOKEN_SUPERSCRIPT;
    const struct math_list *script;
    enum math_alphabet alphabet = parser->alphabet;
    bool is_read = math_read_argument(parser, &script, is_super ? "^" : "_");
    parser->alphabet = alphabet;
    return is_read && attach_script(parser, list, token, is_super, script);
}

static bool read_character(struct math_parser *parser, struct math_list *list,
                           struct math_token token);

/* One sign as a script: a prime, or a small digit that was typed. */
static bool add_script_sign(struct math_parser *parser, struct math_list *list,
                            struct math_token token, bool is_super, uint32_t sign) {
    struct math_list *script = ARENA_NEW(parser->arena, struct math_list);
    script->begin = token.begin;
    script->end = token.end;
    if (sign == 0x2032) {
        math_add_node(parser, script, NODE_SYMBOL, MATH_ORD, token)->code = sign;
    } else {
        token.code = sign;
        read_character(parser, script, token);
    }
    /* Several in a row are one script: ¹², ⁻¹. */
    struct math_node *owner = script_owner(parser, list, token);
    const struct math_list **place = is_super ? &owner->superscript : &owner->subscript;
    if (*place != NULL && (*place)->end == token.begin) {
        struct math_list *both = ARENA_NEW(parser->arena, struct math_list);
        *both = **place;
        append_list(both, script);
        *place = both;
        owner->whole_end = parser->at;
        return true;
    }
    return attach_script(parser, list, token, is_super, script);
}

/* ---- characters ---- */

static bool add_words(struct math_parser *parser, struct math_list *list, struct math_token token) {
    struct math_node *last = list->last;
    size_t begin = token.begin;
    if (last != NULL && last->kind == NODE_WORDS && last->whole_end == token.begin) {
        begin = last->begin; /* neighbours are one word */
    } else {
        last = math_add_node(parser, list, NODE_WORDS, MATH_ORD, token);
    }
    last->text = arena_copy_text(parser->arena, parser->source + begin, token.end - begin);
    math_end_node(parser, last);
    return true;
}

/* A letter, a digit or a sign. */
static bool read_character(struct math_parser *parser, struct math_list *list,
                           struct math_token token) {
    uint32_t code = token.code;
    if (math_is_letter(code) || (code >= '0' && code <= '9')) {
        struct math_node *node = math_add_node(parser, list, NODE_SYMBOL, MATH_ORD, token);
        node->code = math_alphabet_letter(parser->alphabet, code);
        return true;
    }
    const struct math_command *sign = math_character_find(code);
    if (sign == NULL && code >= 0x1D400 && code <= 0x1D7FF) {
        math_add_node(parser, list, NODE_SYMBOL, MATH_ORD, token)->code = code;
        return true;
    }
    if (sign == NULL) {
        return add_words(parser, list, token);
    }
    if (sign->kind == COMMAND_PRIME) {
        return add_script_sign(parser, list, token, true, sign->code);
    }
    struct math_node *node = math_add_node(parser, list, NODE_SYMBOL, sign->class, token);
    node->code = sign->code;
    node->limits = sign->limits;
    node->is_wide = sign->kind == COMMAND_LARGE;
    return true;
}

static bool add_accented(struct math_parser *parser, struct math_list *list,
                         struct math_token token, uint32_t letter, uint32_t accent) {
    struct math_list *inner = ARENA_NEW(parser->arena, struct math_list);
    struct math_node *node = math_add_node(parser, list, NODE_ACCENT, MATH_ORD, token);
    node->code = accent;
    node->first = inner;
    token.code = letter;
    return read_character(parser, inner, token);
}

static bool read_sign(struct math_parser *parser, struct math_list *list, struct math_token token) {
    if (token.code == '\'') {
        return add_script_sign(parser, list, token, true, 0x2032);
    }
    if (token.code == '~' || token.code == 0xA0) {
        math_add_node(parser, list, NODE_SPACE, MATH_NO_CLASS, token)->amount = 0.25F;
        return true;
    }
    uint32_t base = 0, accent = 0;
    int direction = math_character_script(token.code, &base);
    if (direction != 0) {
        return add_script_sign(parser, list, token, direction > 0, base);
    }
    base = math_character_accented(token.code, &accent);
    if (base != 0) {
        return add_accented(parser, list, token, base, accent);
    }
    return read_character(parser, list, token);
}

static bool read_atom(struct math_parser *parser, struct math_list *list, struct math_token token) {
    if (token.kind == TOKEN_COMMAND) {
        return math_read_command(parser, list, token);
    }
    return read_sign(parser, list, token);
}

/* ---- lists ---- */

static bool ends_list(const struct math_parser *parser, struct math_token token) {
    switch (token.kind) {
    case TOKEN_END:
    case TOKEN_CLOSE:
    case TOKEN_CELL:
        return true;
    case TOKEN_CHARACTER:
        return parser->stops_at_bracket && token.code == ']';
    case TOKEN_COMMAND:
        return is_ending_command(token);
    case TOKEN_OPEN:
    case TOKEN_SUPERSCRIPT:
    case TOKEN_SUBSCRIPT:
    case TOKEN_BROKEN:
        return false;
    }
    return false;
}

static bool read_item(struct math_parser *parser, struct math_list *list, struct math_token token) {
    switch (token.kind) {
    case TOKEN_OPEN: {
        struct math_list *inner = ARENA_NEW(parser->arena, struct math_list);
        inner->begin = token.begin;
        if (!read_group(parser, inner, token)) {
            return false;
        }
        inner->end = parser->at;
        math_add_group(parser, list, inner, token);
        return true;
    }
    case TOKEN_SUPERSCRIPT:
    case TOKEN_SUBSCRIPT:
        return read_script(parser, list, token);
    case TOKEN_CHARACTER:
    case TOKEN_COMMAND:
        return read_atom(parser, list, token);
    case TOKEN_BROKEN:
    case TOKEN_END:
    case TOKEN_CLOSE:
    case TOKEN_CELL:
        return fail_broken(parser, token);
    }
    return false;
}

bool math_read_list(struct math_parser *parser, struct math_list *list) {
    struct math_token token = math_peek_token(parser);
    if (parser->depth >= MATH_MOST_DEPTH) {
        return math_fail(parser, token.begin, token.end, "nested more than %d deep",
                         MATH_MOST_DEPTH);
    }
    parser->depth++;
    list->begin = parser->at;
    for (; !ends_list(parser, token); token = math_peek_token(parser)) {
        parser->at = token.end;
        if (!read_item(parser, list, token)) {
            return false;
        }
    }
    list->end = parser->at;
    math_pair_brackets(parser->arena, list);
    parser->depth--;
    return true;
}

static bool fail_ending(struct math_parser *parser, struct math_token token) {
    switch (token.kind) {
    case TOKEN_CLOSE:
        return math_fail(parser, token.begin, token.end, "this } has no {");
    case TOKEN_CELL:
        return math_fail(parser, token.begin, token.end, "& outside of a matrix");
    case TOKEN_COMMAND:
        return math_fail(parser, token.begin, token.end,
                         token.command->kind == COMMAND_END   ? "\\end without \\begin"
                         : token.command->kind == COMMAND_ROW ? "\\\\ outside of a matrix"
                                                              : "\\%s without \\left",
                         token.command->name);
    case TOKEN_END:
    case TOKEN_CHARACTER:
    case TOKEN_OPEN:
    case TOKEN_SUPERSCRIPT:
    case TOKEN_SUBSCRIPT:
    case TOKEN_BROKEN:
        return true;
    }
    return true;
}

const struct math_list *math_parse(struct arena *arena, const char *source, size_t length,
                                   struct math_error *error) {
    struct math_error own;
    struct math_parser parser = {
        .arena = arena, .source = source, .length = length, .error = error ? error : &own};
    parser.error->message[0] = '\0';
    if (length > MATH_MOST_BYTES) {
        math_fail(&parser, MATH_MOST_BYTES, length, "longer than %d bytes", MATH_MOST_BYTES);
        return NULL;
    }
    struct math_list *list = ARENA_NEW(arena, struct math_list);
    if (!math_read_list(&parser, list) || !fail_ending(&parser, math_peek_token(&parser))) {
        return NULL;
    }
    return list;
}
