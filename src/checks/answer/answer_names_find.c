#include "checks/answer/answer_names.h"

#include "checks/answer/answer_names_parts.h"

/* What stands above or below a name. */
struct suffix {
    bool is_super;
    const struct answer_sign *signs;
    size_t count;
    size_t end; /* behind the name, in signs */
};

enum { MOST_SUFFIXES = 4 };

struct suffixes {
    struct suffix items[MOST_SUFFIXES];
    size_t count, length; /* signs that they take */
};

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

/* "[2]" behind a name is its superscript; "[a + b]" is a group. */
static size_t bracket_length(const struct answer_sign *at) {
    size_t length = 1;
    while (is_digit(at[length].code)) {
        length++;
    }
    return length > 1 && at[length].code == ']' ? length + 1 : 0;
}

static size_t suffix_length(const struct answer_sign *at) {
    size_t length = 2, depth = 1;
    while (depth > 0 && at[length].code != SIGN_END) {
        depth += at[length].code == SIGN_OPEN;
        depth -= at[length].code == SIGN_CLOSE;
        length++;
    }
    return depth == 0 ? length : 0;
}

/* "_{2×3}": the shape, which says nothing new. Returns how many signs it takes; 0: it is none. */
static size_t shape_length(const struct answer_sign *at) {
    size_t length = at->code == '_' && at[1].code == SIGN_OPEN ? suffix_length(at) : 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i].code == SIGN_DOT) {
            return length;
        }
    }
    return 0;
}

/* How many signs a name takes; 0: it does not stand there. A name of several letters may have a
 * shape or an element inside, behind the one letter that has it: *ret_inside is that suffix (NULL:
 * nobody asks). */
static size_t matched(const struct answer_stream *stream, const struct answer_sign *at,
                      const struct answer_sign **ret_inside) {
    size_t length = 0;
    for (size_t i = 0; i < stream->count; i++) {
        bool is_other = at[length].code != stream->signs[i].code;
        bool is_suffix =
            (at[length].code == '_' || at[length].code == '^') && at[length + 1].code == SIGN_OPEN;
        if (is_other && is_suffix && i > 0 && ret_inside != NULL) {
            *ret_inside = shape_length(at + length) > 0 ? *ret_inside : at + length;
            length += suffix_length(at + length);
        }
        if (at[length].code != stream->signs[i].code) {
            return 0;
        }
        length++;
    }
    return length;
}

static bool take_index(const struct answer_names *names, const struct suffix *suffix, size_t *at,
                       bool is_long, struct element_index *ret);

/* An element as the note writes it; 0: it does not stand there. */
static size_t matched_pattern(const struct answer_names *names, const struct answer_entry *entry,
                              const struct answer_sign *at, struct answer_name *ret) {
    const struct suffix all = {false, at, SIZE_MAX, 0};
    size_t length = 0;
    ret->has_element = true;
    ret->row = ret->column = (struct element_index){false, 0};
    for (size_t i = 0; i < entry->base.count; i++) {
        uint32_t wanted = entry->base.signs[i].code, next = entry->base.signs[i + 1].code;
        bool is_long = next != '<' && next != '>';
        if (wanted == '<' || wanted == '>') {
            if (!take_index(names, &all, &length, is_long,
                            wanted == '<' ? &ret->row : &ret->column)) {
                return 0;
            }
        } else if (at[length++].code != wanted) {
            return 0;
        }
    }
    bool has_row = ret->row.is_letter || ret->row.number > 0;
    ret->row = has_row ? ret->row : ret->column;
    ret->column = has_row ? ret->column : (struct element_index){false, 0};
    return length;
}

static struct suffixes read_suffixes(const struct answer_sign *at) {
    struct suffixes suffixes = {.count = 0};
    while (suffixes.count < MOST_SUFFIXES) {
        const struct answer_sign *here = at + suffixes.length;
        bool is_suffix = (here->code == '^' || here->code == '_') && here[1].code == SIGN_OPEN;
        size_t length = is_suffix ? suffix_length(here) : 0;
        size_t bracket = here->code == '[' ? bracket_length(here) : 0;
        if (length > 0) {
            suffixes.items[suffixes.count++] =
                (struct suffix){here->code == '^', here + 2, length - 3, suffixes.length + length};
        } else if (bracket > 0) {
            suffixes.items[suffixes.count++] =
                (struct suffix){true, here, bracket, suffixes.length + bracket};
        } else {
            break;
        }
        suffixes.length += length + bracket;
    }
    return suffixes;
}

/* A name while its suffixes are read. */
struct reading {
    const struct answer_names *names;
    const struct answer_entry *entry;
    struct answer_name *name;
    bool has_sub, has_super; /* those that say the layer */
    bool has_sample;
    bool has_failed;
};

/* The letters that stand for indices: the notation's, or the usual ones. */
static const char *const *letters_of(const struct answer_names *names, size_t *ret_count) {
    static const char *const usual[] = {"i", "j", "k"};
    const struct index_letters *letters = &names->recording->symbols.table.indices;
    *ret_count = letters->count > 0 ? letters->count : sizeof usual / sizeof *usual;
    return letters->count > 0 ? letters->names : usual;
}

const char *answer_names_index(const struct answer_names *names, struct arena *arena,
                               struct element_index index) {
    size_t count;
    const char *const *all = letters_of(names, &count);
    return index.is_letter ? all[index.number] : text_format(arena, "%d", index.number);
}

int answer_names_letter(const struct answer_names *names, uint32_t code) {
    size_t count;
    const char *const *all = letters_of(names, &count);
    for (size_t i = 0; i < count; i++) {
        if ((uint32_t)(unsigned char)all[i][0] == code && all[i][1] == '\0') {
            return (int)i;
        }
    }
    return -1;
}

/* One index: a digit, digits up to a comma, or a letter. */
static bool take_index(const struct answer_names *names, const struct suffix *suffix, size_t *at,
                       bool is_long, struct element_index *ret) {
    int letter = *at < suffix->count ? answer_names_letter(names, suffix->signs[*at].code) : -1;
    if (letter >= 0) {
        *ret = (struct element_index){true, letter};
        *at += 1;
        return true;
    }
    int number = 0;
    size_t begin = *at;
    while (*at < suffix->count && is_digit(suffix->signs[*at].code) && number < 100000) {
        number = number * 10 + (int)(suffix->signs[*at].code - '0');
        *at += 1;
        if (!is_long) {
            break;
        }
    }
    *ret = (struct element_index){false, number};
    return *at > begin && number > 0;
}

static bool has_comma(const struct suffix *suffix, size_t from) {
    for (size_t i = from; i < suffix->count; i++) {
        if (suffix->signs[i].code == ',') {
            return true;
        }
    }
    return false;
}

/* "(3)" or "{3}" above a name: the sample, beside the unit that stands below. */
static bool read_sample(struct reading *reading, const struct suffix *suffix, size_t from) {
    struct answer_name *name = reading->name;
    struct element_index sample;
    size_t at = from + 1;
    uint32_t open = from < suffix->count ? suffix->signs[from].code : 0;
    if ((open != '(' && open != SIGN_BRACE_LEFT) ||
        !take_index(reading->names, suffix, &at, true, &sample) || at + 1 != suffix->count) {
        return false;
    }
    bool are_rows =
        !sample_axis_has_units_down(reading->names->recording->program->notation->samples);
    const struct element_index unit = name->has_element ? name->row : sample;
    name->row = are_rows ? sample : unit;
    name->column = are_rows ? unit : sample;
    reading->has_sample = true;
    name->has_element = true;
    return true;
}

/* The unit below a name whose sample was read. */
static void put_unit(struct reading *reading, struct element_index unit) {
    bool are_rows =
        !sample_axis_has_units_down(reading->names->recording->program->notation->samples);
    *(are_rows ? &reading->name->column : &reading->name->row) = unit;
}

/* "12", "1,2", "jk", "2": row and column, or one index. */
static bool read_element(struct reading *reading, const struct suffix *suffix, size_t from) {
    size_t at = from;
    bool is_long = has_comma(suffix, from);
    struct answer_name *name = reading->name;
    struct element_index first;
    if (!take_index(reading->names, suffix, &at, is_long, &first)) {
        return false;
    }
    if (reading->has_sample) {
        put_unit(reading, first);
        return at == suffix->count;
    }
    name->row = first;
    name->has_element = true;
    name->column = (struct element_index){false, 0};
    if (at == suffix->count) {
        return true;
    }
    at += suffix->signs[at].code == ',';
    return take_index(reading->names, suffix, &at, is_long, &name->column) && at == suffix->count;
}

static bool is_shape(const struct suffix *suffix) {
    return shape_length(suffix->signs - 2) > 0;
}

/* "T", "2", or both. */
static bool read_marks(struct reading *reading, const struct suffix *suffix, size_t from) {
    for (size_t i = from; i < suffix->count; i++) {
        uint32_t code = suffix->signs[i].code;
        if (code == 'T' && !reading->name->is_transposed) {
            reading->name->is_transposed = true;
        } else if (code == '2' && !reading->name->is_squared) {
            reading->name->is_squared = true;
        } else {
            return false;
        }
    }
    return true;
}

static size_t suffix_matched(const struct answer_stream *wanted, const struct suffix *suffix) {
    if (wanted->count == 0 || wanted->count > suffix->count) {
        return 0;
    }
    for (size_t i = 0; i < wanted->count; i++) {
        if (wanted->signs[i].code != suffix->signs[i].code) {
            return 0;
        }
    }
    return wanted->count;
}

static bool read_super(struct reading *reading, const struct suffix *suffix) {
    size_t layer = reading->has_super ? 0 : suffix_matched(&reading->entry->super, suffix);
    reading->has_super = reading->has_super || layer > 0;
    if (read_marks(reading, suffix, layer) &&
        !(layer == 0 && reading->entry->has_element_above && reading->name->is_squared)) {
        return true;
    }
    reading->name->is_squared = false;
    return read_sample(reading, suffix, layer) ||
           (layer == 0 && reading->entry->has_element_above && read_element(reading, suffix, 0));
}

static bool read_sub(struct reading *reading, const struct suffix *suffix) {
    size_t layer = reading->has_sub ? 0 : suffix_matched(&reading->entry->sub, suffix);
    if (layer > 0) {
        reading->has_sub = true;
        bool has_more = layer < suffix->count;
        return !has_more ||
               (suffix->signs[layer].code == ',' && read_element(reading, suffix, layer + 1));
    }
    bool is_free =
        reading->entry->sub.count == 0 && (!reading->name->has_element || reading->has_sample);
    return is_free &&
           ((reading->entry->takes_shape && is_shape(suffix)) || read_element(reading, suffix, 0));
}

/* "(1,2)" or "(i)" behind a name of the notation's file: an element. */
static size_t parenthesis_length(struct reading *reading, const struct answer_sign *at) {
    if (at->code != '(') {
        return 0;
    }
    size_t length = 1;
    while (at[length].code != SIGN_END && at[length].code != ')' && length < 12) {
        length++;
    }
    const struct suffix inside = {false, at + 1, length - 1, 0};
    struct answer_name before = *reading->name;
    bool is_index = inside.count == 1 || has_comma(&inside, 0);
    if (at[length].code == ')' && is_index && read_element(reading, &inside, 0)) {
        return length + 1;
    }
    *reading->name = before;
    return 0;
}

/* "T" or "2" alone. */
static bool is_mark(const struct suffix *suffix) {
    return suffix->is_super && suffix->count == 1 &&
           (suffix->signs[0].code == 'T' || suffix->signs[0].code == '2');
}

/* The entry with what stands around it; 0 where it does not stand there. */
static size_t read_entry(const struct answer_names *names, const struct answer_entry *entry,
                         const struct answer_sign *at, struct answer_name *ret, bool *ret_is_base) {
    *ret = (struct answer_name){
        .symbol = entry->symbol, .layer = entry->layer, .is_slope = entry->is_slope};
    if (entry->is_pattern) {
        return matched_pattern(names, entry, at, ret);
    }
    const struct answer_sign *inside = NULL;
    size_t base = matched(&entry->base, at, &inside);
    if (base == 0) {
        return 0;
    }
    struct reading reading = {.names = names, .entry = entry, .name = ret};
    if (inside != NULL) {
        const struct suffix suffix = {inside->code == '^', inside + 2, suffix_length(inside) - 3,
                                      0};
        reading.has_failed = !read_element(&reading, &suffix, 0);
    }
    struct suffixes suffixes = read_suffixes(at + base);
    for (size_t i = 0; i < suffixes.count; i++) {
        if (is_mark(&suffixes.items[i]) && (ret->is_transposed || ret->is_squared)) {
            suffixes.length = suffixes.items[i - 1].end; /* what follows is not the name's */
            break;
        }
        bool is_read = suffixes.items[i].is_super ? read_super(&reading, &suffixes.items[i])
                                                  : read_sub(&reading, &suffixes.items[i]);
        reading.has_failed = reading.has_failed || !is_read;
    }
    bool is_whole = !reading.has_failed && (entry->sub.count == 0 || reading.has_sub) &&
                    (entry->super.count == 0 || reading.has_super);
    *ret_is_base = *ret_is_base || !is_whole;
    if (!is_whole) {
        return 0;
    }
    size_t length = base + suffixes.length;
    length += ret->has_element ? 0 : parenthesis_length(&reading, at + length);
    for (; at[length].code == 'T' && !ret->is_transposed; length++) { /* a bare ᵀ behind brackets */
        ret->is_transposed = true;
    }
    return length;
}

bool answer_names_tensor(const struct answer_names *names, const struct answer_sign *at,
                         struct answer_name *ret, struct answer_fault *fault) {
    size_t longest = 0, base = 0;
    for (size_t i = 0; i < names->count; i++) {
        struct answer_name name;
        bool is_base = false;
        size_t length = read_entry(names, &names->entries[i], at, &name, &is_base);
        if (length > longest) {
            longest = length;
            *ret = name;
            ret->length = length;
        }
        if (is_base && names->entries[i].base.count > base) {
            base = names->entries[i].base.count;
        }
    }
    if (longest == 0 && base > 0) {
        size_t end = base + read_suffixes(at + base).length;
        *fault = (struct answer_fault){at->begin, at[end - 1].end,
                                       "this is no tensor of the network: which layer?"};
    }
    return longest > 0;
}

bool answer_names_indices(const struct answer_names *names, const struct answer_sign **at,
                          struct element_index *ret_row, struct element_index *ret_column) {
    size_t length = (*at)[1].code == SIGN_OPEN ? suffix_length(*at) : 0;
    struct answer_name name = {.length = 0};
    struct reading reading = {.names = names, .name = &name};
    if (length == 0) {
        return false;
    }
    const struct suffix suffix = {false, *at + 2, length - 3, 0};
    if (!read_element(&reading, &suffix, 0)) {
        return false;
    }
    *at += length;
    *ret_row = name.row;
    *ret_column = name.column;
    return true;
}

/* ---- functions ---- */

/* Of two that are as long the note's own is first. */
bool answer_names_function(const struct answer_names *names, const struct answer_sign *at,
                           enum activation *ret, size_t *ret_length) {
    *ret_length = 0;
    for (size_t i = 0; i < names->function_count; i++) {
        size_t length = matched(&names->functions[i].name, at, NULL);
        if (length > *ret_length) {
            *ret_length = length;
            *ret = names->functions[i].activation;
        }
    }
    return *ret_length > 0;
}
