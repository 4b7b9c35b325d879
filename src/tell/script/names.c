#include "tell/script/names.h"

#include "engine/program_names.h"

#include <stdlib.h>
#include <string.h>

/* One way to write a tensor. */
struct name {
    const char *own, *shown; /* TeX */
    enum role role;
    int tensor;    /* of own; -1: in letters */
    size_t weight; /* bytes of own without its spaces: longer names come first */
};

struct names {
    const struct program *own, *shown;
    const struct script *script;
    struct name *items;
    size_t count;
};

/* ---- spellings ---- */

static size_t weigh(const char *tex) {
    size_t weight = 0;
    for (; *tex != '\0'; tex++) {
        weight += *tex != ' ';
    }
    return weight;
}

static void add_name(struct names *names, const char *own, const char *shown, enum role role,
                     int tensor) {
    names->items[names->count++] = (struct name){own, shown, role, tensor, weigh(own)};
}

/* The byte behind the group "{...}" at text; NULL: it is none. */
static const char *behind_group(const char *text) {
    int depth = 0;
    if (*text != '{') {
        return NULL;
    }
    for (; *text != '\0'; text++) {
        depth += *text == '{' ? 1 : *text == '}' ? -1 : 0;
        if (depth == 0) {
            return text + 1;
        }
    }
    return NULL;
}

/* "\frac{a}{b}" as it stands in a line of prose, a/b; NULL: it is no fraction. */
static const char *in_line(struct arena *arena, const char *tex) {
    static const char frac[] = "\\frac";
    size_t start = sizeof frac - 1;
    const char *above = strncmp(tex, frac, start) == 0 ? behind_group(tex + start) : NULL;
    const char *below = above != NULL ? behind_group(above) : NULL;
    if (below == NULL || *below != '\0') {
        return NULL;
    }
    return text_format(arena, "%.*s/%.*s", (int)(above - tex - (long)start) - 2, tex + start + 1,
                       (int)(below - above) - 2, above + 1);
}

/* The transposed name: w^{[2]T}, or A^{T}. */
static const char *transposed(struct arena *arena, const struct program *program, const char *tex) {
    const char *sign = program->notation->signs.transpose[PRINT_TEX];
    size_t length = strlen(tex);
    const char *raised = strrchr(tex, '^');
    bool ends_raised =
        raised != NULL && behind_group(raised + 1) == tex + length && raised[1] == '{';
    if (ends_raised) {
        return text_format(arena, "%.*s%s}", (int)length - 1, tex, sign);
    }
    bool is_plain = strncmp(tex, "\\frac", 5) != 0 && strchr(tex, '/') == NULL;
    return text_format(arena, is_plain ? "%s^{%s}" : "\\left(%s\\right)^{%s}", tex, sign);
}

/* A name that has its shape in it, W_{3\times 5}^{[2]}, as it is said without; NULL: it has none.
 */
static const char *without_shape(struct arena *arena, const char *tex) {
    for (const char *at = strstr(tex, "_{"); at != NULL; at = strstr(at + 1, "_{")) {
        const char *behind = behind_group(at + 1);
        const char *times = strstr(at, "\\times");
        if (behind != NULL && times != NULL && times < behind) {
            return text_format(arena, "%.*s%s", (int)(at - tex), tex, behind);
        }
    }
    return NULL;
}

/* What is put in a name's place stands in a line: fractions are written with a slash. */
static void add_spellings(struct names *names, struct arena *arena, const char *own,
                          const char *shown, enum role role, int tensor) {
    const char *line = in_line(arena, own);
    const char *shown_line = in_line(arena, shown);
    const char *short_name = without_shape(arena, own);
    shown = shown_line != NULL ? shown_line : shown;
    if (short_name != NULL) {
        const char *other = strcmp(own, shown) == 0 ? short_name : shown;
        add_spellings(names, arena, short_name, other, role, tensor);
    }
    add_name(names, own, shown, role, tensor);
    add_name(names, transposed(arena, names->own, own), transposed(arena, names->shown, shown),
             role, tensor);
    if (line != NULL) {
        add_name(names, line, shown, role, tensor);
    }
}

static const char *in_letters(struct arena *arena, const struct program *program, int symbol,
                              struct tensor_index index) {
    struct printer printer = program_printer(program, PRINT_TEX, -1);
    struct text_builder text;
    text_begin(&text, arena);
    print_tensor(&printer, symbol, index, &text);
    return text.bytes;
}

static const struct tensor_index letter_indexes[] = {
    {INDEX_LAYER, 0}, {INDEX_LAYER, 1}, {INDEX_LAYER, -1}, {INDEX_LAST, 0}, {INDEX_LAST, -1}};
enum { LETTER_INDEXES = sizeof letter_indexes / sizeof *letter_indexes, MOST_SPELLINGS = 6 };

static void add_letters(struct names *names, struct arena *arena, size_t symbol) {
    enum role role = names->own->notation->symbols[symbol].role;
    int shown = notation_symbol_of_role(names->shown->notation, role);
    for (size_t i = 0; i < LETTER_INDEXES && names->own->notation->table.is_layered[symbol]; i++) {
        const char *own = in_letters(arena, names->own, (int)symbol, letter_indexes[i]);
        const char *other = shown >= 0 && names->own != names->shown
                                ? in_letters(arena, names->shown, shown, letter_indexes[i])
                                : own;
        add_spellings(names, arena, own, other, role, -1);
    }
}

static int compare_names(const void *a, const void *b) {
    const struct name *left = a;
    const struct name *right = b;
    return left->weight > right->weight ? -1 : left->weight < right->weight;
}

const struct names *names_create(struct arena *arena, const struct script *script,
                                 const struct program *shown) {
    const struct program *own = script_own(script);
    struct names *names = ARENA_NEW(arena, struct names);
    size_t most =
        MOST_SPELLINGS * ((size_t)own->tensor_count + own->notation->symbol_count * LETTER_INDEXES);
    *names = (struct names){own, shown, script, ARENA_ARRAY(arena, struct name, most), 0};
    for (int i = 0; i < own->tensor_count; i++) {
        int other = script_translate(script, i);
        const char *name = program_tensor_name(arena, own, i, PRINT_TEX);
        const char *shown_name =
            other >= 0 && own != shown ? program_tensor_name(arena, shown, other, PRINT_TEX) : name;
        add_spellings(names, arena, name, shown_name, own->tensors[i].role, i);
    }
    for (size_t i = 0; i < own->notation->symbol_count; i++) {
        add_letters(names, arena, i);
    }
    qsort(names->items, names->count, sizeof *names->items, compare_names);
    return names;
}

/* ---- finding ---- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The byte behind the name at text, spaces aside; NULL: it does not stand here. */
static const char *behind_name(const char *text, const char *name) {
    const char *begin = text;
    while (*name != '\0') {
        if (*name == ' ') {
            name++;
        } else if (*text == ' ' && text > begin) {
            text++;
        } else if (*text++ != *name++) {
            return NULL;
        }
    }
    /* a command word goes as far as its letters */
    const char *word = text;
    while (word > begin && is_letter(word[-1])) {
        word--;
    }
    bool is_command = word > begin && word[-1] == '\\';
    return is_command && is_letter(*text) ? NULL : text;
}

static const struct name *name_at(const struct names *names, const char *text,
                                  const char **ret_end) {
    for (size_t i = 0; i < names->count; i++) {
        const char *end = behind_name(text, names->items[i].own);
        if (end != NULL) {
            *ret_end = end;
            return &names->items[i];
        }
    }
    return NULL;
}

/* The index behind a name: "_2", "_{2}", "_{1,3}", "_{13}"; rows and columns from 1, 0 where there
 * is none. NULL: it is another index, or none. */
static const char *behind_index(const char *text, long *ret_first, long *ret_second) {
    *ret_first = *ret_second = 0;
    if (*text != '_') {
        return NULL;
    }
    const char *end = text[1] == '{' ? behind_group(text + 1) : text + 2;
    const char *digits = text[1] == '{' ? text + 2 : text + 1;
    if (end == NULL || *digits < '1' || *digits > '9') {
        return NULL;
    }
    char *rest;
    *ret_first = text[1] == '{' ? strtol(digits, &rest, 10) : *digits - '0';
    if (text[1] == '{' && *rest == ',') {
        *ret_second = strtol(rest + 1, &rest, 10);
    } else if (text[1] == '{' && *ret_first > 10 && *ret_first < 100) {
        *ret_second = *ret_first % 10;
        *ret_first /= 10;
    }
    return text[1] == '{' && *rest != '}' ? NULL : end;
}

/* The element of a tensor that one or two indexes mean; all of it where they mean none. */
static struct quantity element_of(const struct program *program, int tensor, long first,
                                  long second) {
    struct shape shape = program->tensors[tensor].storage.shape;
    bool is_row = shape.rows == 1 && second == 0;
    long row = is_row ? 1 : first;
    long column = second > 0 ? second : is_row ? first : 1;
    bool is_there = first > 0 && (second > 0 || shape.columns == 1 || is_row) && row >= 1 &&
                    row <= (long)shape.rows && column <= (long)shape.columns;
    return is_there ? (struct quantity){tensor, row - 1, column - 1}
                    : (struct quantity){tensor, -1, -1};
}

struct translator {
    struct arena *arena;
    const struct names *names;
    struct text_builder text;
    struct telling_span *spans;
    size_t count;
};

/* Appends the name at text as the shown notation has it; returns the byte behind it. */
static const char *translate_name(struct translator *translator, const struct name *name,
                                  const char *text, const char *end) {
    const struct names *names = translator->names;
    struct telling_span *span = &translator->spans[translator->count++];
    *span = (struct telling_span){
        .begin = translator->text.length, .role = name->role, .quantity = QUANTITY_NONE};
    long first = 0;
    long second = 0;
    const char *behind = name->tensor >= 0 ? behind_index(end, &first, &second) : NULL;
    if (name->tensor >= 0) {
        span->quantity = quantity_translate(names->own, names->shown,
                                            element_of(names->own, name->tensor, first, second));
    }
    struct quantity shown = span->quantity;
    bool is_element = behind != NULL && shown.row >= 0 && names->own != names->shown;
    bool is_same = names->own == names->shown || strcmp(name->own, name->shown) == 0;
    if (is_element) {
        text_append_string(&translator->text,
                           program_element_name(translator->arena, names->shown, shown.tensor,
                                                (size_t)shown.row, (size_t)shown.column,
                                                PRINT_TEX));
    } else if (is_same) {
        end = behind != NULL ? behind : end;
        text_append(&translator->text, text, (size_t)(end - text));
    } else {
        text_append_string(&translator->text, name->shown);
    }
    span->end = translator->text.length;
    return behind != NULL ? behind : end;
}

/* One command word or one other character. */
static size_t token_length(const char *text) {
    if (*text != '\\') {
        return 1;
    }
    size_t length = 1;
    while (is_letter(text[length])) {
        length++;
    }
    return length > 1 ? length : text[1] != '\0' ? 2 : 1;
}

/* As notes also print a name: w_{21}^{[1]} for w^{[1]}_{21}, z_1 for z_{1}. The text with the name
 * that begins here as it is spelled; the same text where none does. */
static const char *respelled(struct arena *arena, const struct names *names, const char *text) {
    size_t length = token_length(text);
    const char *index = text + length;
    const char *behind = *index != '_'     ? NULL
                         : index[1] == '{' ? behind_group(index + 1)
                                           : index + 2;
    if (behind == NULL || index[1] == '\0' || !is_letter(index[-1])) {
        return text;
    }
    const char *raised = *behind == '^' ? behind_group(behind + 1) : NULL;
    const char *spelled =
        raised != NULL
            ? text_format(arena, "%.*s%.*s", (int)length, text, (int)(raised - behind), behind)
            : text_format(arena, "%.*s_{%c}", (int)length, text, index[1]);
    long first, second;
    const char *end = NULL;
    bool is_one = (raised != NULL || index[1] != '{') && name_at(names, spelled, &end) != NULL &&
                  *end == '\0';
    /* letters in the place of numbers are what this notation writes */
    bool is_said = names->own == names->shown || raised == NULL ||
                   behind_index(index, &first, &second) == behind;
    if (!is_one || !is_said) {
        return text;
    }
    return raised != NULL
               ? text_format(arena, "%s%.*s%s", spelled, (int)(behind - index), index, raised)
               : text_format(arena, "%s%s", spelled, behind);
}

/* Words, and scripts that belong to something else: an L in them is no loss. */
static const char *behind_closed(const char *text) {
    static const char *const words[] = {"\\text", "\\mathrm", "\\operatorname"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if (strncmp(text, words[i], length) == 0 && text[length] == '{') {
            return behind_group(text + length);
        }
    }
    return (*text == '^' || *text == '_') && text[1] == '{' ? behind_group(text + 1) : NULL;
}

struct named_math names_translate(struct arena *arena, const struct names *names, const char *tex) {
    struct translator translator = {
        .arena = arena,
        .names = names,
        .spans = ARENA_ARRAY(arena, struct telling_span, strlen(tex) + 1),
    };
    text_begin(&translator.text, arena);
    while (*tex != '\0') {
        const char *end = NULL;
        const struct name *name = name_at(names, tex, &end);
        if (name == NULL) {
            tex = respelled(arena, names, tex);
            name = name_at(names, tex, &end);
        }
        if (name != NULL) {
            tex = translate_name(&translator, name, tex, end);
            continue;
        }
        const char *closed = behind_closed(tex);
        size_t length = closed != NULL ? (size_t)(closed - tex) : token_length(tex);
        text_append(&translator.text, tex, length);
        tex += length;
    }
    return (struct named_math){translator.text.bytes, translator.spans, translator.count};
}
