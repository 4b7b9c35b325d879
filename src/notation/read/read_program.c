/* "program" in a notation file: the operations of each pass, layer after layer. */
#include "notation/read/notation_parts.h"

#include <stdlib.h>
#include <string.h>

/* "3", "L", "L-1" at *at; moves *at behind it. */
static bool scan_bound(const char **at, struct tensor_index *ret) {
    struct tensor_index index = {.base = INDEX_NUMBER};
    const char *c = *at;
    if (*c == 'L') {
        index.base = INDEX_LAST;
        c++;
        if (*c != '+' && *c != '-') {
            *at = c;
            *ret = index;
            return true;
        }
    }
    char *end;
    long number = strtol(c, &end, 10);
    bool has_digit = end > c && end[-1] >= '0' && end[-1] <= '9';
    if (!has_digit || number < -NETWORK_MOST_LAYERS || number > NETWORK_MOST_LAYERS) {
        return false;
    }
    index.offset = (int)number;
    *at = end;
    *ret = index;
    return true;
}

/* Whether a run of layers goes down: from L to a number, or to a smaller offset. */
static bool is_downward(struct tensor_index from, struct tensor_index to) {
    return from.base == to.base ? from.offset > to.offset : from.base == INDEX_LAST;
}

/* "l=1..L" or "l=L-1..1", without blanks. */
static bool scan_loop(const char *at, struct notation_block *block) {
    if (strncmp(at, "l=", 2) != 0) {
        return false;
    }
    at += 2;
    if (!scan_bound(&at, &block->from) || strncmp(at, "..", 2) != 0) {
        return false;
    }
    at += 2;
    return scan_bound(&at, &block->to) && *at == '\0';
}

/* Blanks may stand anywhere. */
static void read_loop(struct fields *fields, const struct json_value *value,
                      struct notation_block *block) {
    const char *source;
    if (!fields_string(fields, value, &source)) {
        return;
    }
    char packed[32];
    size_t length = 0;
    for (const char *c = source; *c != '\0' && length + 1 < sizeof packed; c++) {
        if (*c != ' ') {
            packed[length++] = *c;
        }
    }
    packed[length] = '\0';
    bool is_whole = length + 1 < sizeof packed; /* nothing was left out */
    block->is_loop = is_whole && scan_loop(packed, block);
    if (!block->is_loop) {
        fields_refuse(fields, value,
                      "expected a run of layers such as \"l = 1..L\" or \"l = L-1..1\", found %s",
                      fields_found(fields, value));
        return;
    }
    block->is_downward = is_downward(block->from, block->to);
}

static void read_block_operations(struct fields *fields, const struct json_value *value,
                                  const struct notation *notation, struct notation_block *block) {
    if (!fields_array(fields, value, "operations", 1, NOTATION_MOST_OPERATIONS)) {
        return;
    }
    size_t *operations = ARENA_ARRAY(fields->arena, size_t, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        const struct notation_operation *named = read_operations_named(fields, item, notation);
        operations[item->index] = named != NULL ? (size_t)(named - notation->operations) : 0;
    }
    block->operations = operations;
    block->operation_count = value->count;
}

static const char *const block_keys[] = {"pass", "for", "do"};

static void read_block(struct fields *fields, const struct json_value *value,
                       const struct notation *notation, struct notation_block *block) {
    if (!fields_object(fields, value, WORD_LIST(block_keys))) {
        return;
    }
    size_t pass = block->pass;
    fields_word(fields, fields_required(fields, value, "pass"), WORD_LIST(pass_names), &pass);
    block->pass = (enum pass)pass;
    const struct json_value *loop = json_member(value, "for");
    if (loop != NULL) {
        read_loop(fields, loop, block);
    }
    read_block_operations(fields, fields_required(fields, value, "do"), notation, block);
}

void read_program(struct fields *fields, const struct json_value *value,
                  struct notation *notation) {
    if (!fields_array(fields, value, "blocks", 1, NOTATION_MOST_OPERATIONS)) {
        return;
    }
    struct notation_block *blocks = ARENA_ARRAY(fields->arena, struct notation_block, value->count);
    enum pass pass = PASS_FORWARD;
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct notation_block *block = &blocks[item->index];
        block->pass = pass; /* what stays where the file has none that is known */
        read_block(fields, item, notation, block);
        if (block->pass < pass) {
            fields_refuse(fields, item, "the %s pass cannot come behind the %s pass",
                          pass_names[block->pass], pass_names[pass]);
        }
        pass = block->pass;
    }
    notation->blocks = blocks;
    notation->block_count = value->count;
}
