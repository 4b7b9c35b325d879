#include "step/filled_tex.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "formula/print/print_group.h"
#include "step/filled_holds.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of the formula that are written differently: a text in their place, or what a node is
 * worth. */
struct replacement {
    size_t begin, end;
    const char *text;        /* NULL: the value of the node */
    size_t slot, slot_count; /* of the value; several: the summands of a sum */
    int node;
};

struct writer {
    const struct filling *filling;
    struct replacement *items;
    size_t count;
    const char *before, *behind; /* TeX around it */
    struct text_builder tex;
    struct filled_writing writing;
};

static void write_digits(struct writer *writer, int node) {
    const struct filling *filling = writer->filling;
    struct text_builder *tex = &writer->tex;
    double value =
        *binding_node_value(&filling->operation->binding, &filling->evaluation, (size_t)node)
             .values;
    size_t begin = tex->length;
    struct number_parts parts = number_parts(tex->arena, value, 15);
    text_append_string(tex, parts.mantissa);
    if (parts.has_power) {
        text_append_format(tex, " \\cdot 10^{%d}", parts.exponent);
    }
    writer->writing.digits[writer->writing.digits_count++] =
        (struct filled_digits){begin, tex->length, node};
}

/* A value; or a sum as its summands, the first ones and the last: in parentheses where it is not
 * all there is. */
static void write_slots(struct writer *writer, const struct replacement *item) {
    const struct filling *filling = writer->filling;
    struct text_builder *tex = &writer->tex;
    if (item->slot_count == 1) {
        text_append_format(tex, "\\slot{%zu}", item->slot);
        return;
    }
    bool is_all = filling->equation->tex[item->end] == '\0' && item->begin >= 2 &&
                  strncmp(filling->equation->tex + item->begin - 2, "= ", 2) == 0;
    double summands = filling->operation->binding.nodes[item->node].constant;
    bool has_dots = summands > (double)item->slot_count;
    text_append_string(tex, is_all ? "" : "\\left(");
    for (size_t i = 0; i < item->slot_count; i++) {
        bool is_last = i + 1 == item->slot_count;
        text_append_string(tex, i > 0 ? " + " : "");
        text_append_string(tex, has_dots && is_last ? "\\cdots + " : "");
        text_append_format(tex, "\\slot{%zu}", item->slot + i);
    }
    text_append_string(tex, is_all ? "" : "\\right)");
}

static void write_replacement(struct writer *writer, const struct replacement *item) {
    if (item->text != NULL) {
        text_append_string(&writer->tex, item->text);
    } else if (filling_is_digits(writer->filling, item->node)) {
        write_digits(writer, item->node);
    } else {
        write_slots(writer, item);
    }
}

static int by_place(const void *a, const void *b) {
    const struct replacement *left = a;
    const struct replacement *right = b;
    return left->begin < right->begin ? -1 : left->begin > right->begin;
}

static struct filled_writing write(struct writer *writer) {
    const struct filling *filling = writer->filling;
    struct arena *arena = filling->equation->moment->arena;
    writer->writing.digits = ARENA_ARRAY(arena, struct filled_digits, writer->count);
    qsort(writer->items, writer->count, sizeof *writer->items, by_place);
    text_begin(&writer->tex, arena);
    text_append_string(&writer->tex, writer->before);
    size_t at = 0;
    for (size_t i = 0; i < writer->count; i++) {
        assert(writer->items[i].begin >= at);
        text_append(&writer->tex, filling->equation->tex + at, writer->items[i].begin - at);
        write_replacement(writer, &writer->items[i]);
        at = writer->items[i].end;
    }
    text_append_string(&writer->tex, filling->equation->tex + at);
    text_append_string(&writer->tex, writer->behind);
    writer->writing.tex = writer->tex.bytes;
    return writer->writing;
}

static bool has_slot_in(const struct writer *writer, const struct print_piece *piece) {
    for (size_t i = 0; i < writer->count; i++) {
        const struct replacement *item = &writer->items[i];
        if (item->text == NULL && !filling_is_digits(writer->filling, item->node) &&
            item->begin >= piece->begin && item->end <= piece->end) {
            return true;
        }
    }
    return false;
}

static void replace(struct writer *writer, size_t begin, size_t length, const char *text) {
    writer->items[writer->count++] =
        (struct replacement){.begin = begin, .end = begin + length, .text = text};
}

/* ---- dots ---- */

static bool is_replaced(const struct writer *writer, size_t begin) {
    for (size_t i = 0; i < writer->count; i++) {
        if (writer->items[i].begin <= begin && writer->items[i].end > begin) {
            return true;
        }
    }
    return false;
}

/* Two values side by side would be read as one number where a number scales something: those get
 * a dot. */
static void add_dots(struct writer *writer) {
    static const char space[] = " \\, ";
    const size_t length = sizeof space - 1;
    const struct filling *filling = writer->filling;
    struct printer printer =
        program_printer(filling->program, PRINT_TEX, filling->operation->layer);
    for (size_t i = 0; i < filling->operation->binding.node_count; i++) {
        const struct expression *node = filling_node(filling, (int)i);
        const struct print_piece *left =
            node->kind == EXPRESSION_PRODUCT
                ? equation_piece(filling->equation, node->operands[0]->id)
                : NULL;
        if (left != NULL && print_is_scaling(&printer, node) &&
            strncmp(filling->equation->tex + left->end, space, length) == 0 &&
            !is_replaced(writer, left->end)) {
            replace(writer, left->end, length, " \\cdot ");
        }
    }
}

/* ---- what does not add up ---- */

/* Behind the target: ≈ in the place of = or ← where the numbers that are shown do not give it. */
static void doubt(struct writer *writer) {
    static const char *const relations[] = {" = ", " \\leftarrow "};
    const struct filling *filling = writer->filling;
    const struct filled_slot *target = &filling->values.slots[0];
    size_t last = filling->operation->binding.node_count - 1;
    bool is_whole = filling->values.slot_count > 0 && target->matrix.is_target;
    if (!is_whole || filled_holds(filling, last, &target->matrix)) {
        return;
    }
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        size_t length = strlen(relations[i]);
        if (strncmp(filling->equation->tex + target->piece.end, relations[i], length) == 0) {
            replace(writer, target->piece.end, length, " \\approx ");
        }
    }
}

/* ---- fractions on the line ---- */

static bool is_sum(const struct expression *node) {
    return node->kind == EXPRESSION_ADD || node->kind == EXPRESSION_SUBTRACT;
}

static bool needs_brackets_below(const struct expression *node) {
    return is_sum(node) || node->kind == EXPRESSION_PRODUCT || node->kind == EXPRESSION_HADAMARD;
}

/* The bar groups what is above it and below it; on the line brackets do. only_numbers: where a
 * number divides a matrix. */
static void flatten(struct writer *writer, const struct expression *node, bool only_numbers) {
    const struct equation *equation = writer->filling->equation;
    const struct expression *upper = node->operands[0];
    upper = upper->kind == EXPRESSION_NEGATE ? upper->operands[0] : upper;
    const struct print_piece *above = equation_piece(equation, upper->id);
    const struct print_piece *below = equation_piece(equation, node->operands[1]->id);
    if (above == NULL || below == NULL ||
        !(has_slot_in(writer, above) || has_slot_in(writer, below)) ||
        (only_numbers && has_slot_in(writer, below))) {
        return;
    }
    const size_t bar = strlen("\\frac{");
    bool is_upper_sum = is_sum(upper);
    bool is_lower_sum = needs_brackets_below(node->operands[1]);
    replace(writer, above->begin - bar, bar, is_upper_sum ? "\\left(" : "");
    /* matrices are divided element by element, which a slash does not say */
    bool is_by_element = node->kind == EXPRESSION_HADAMARD_QUOTIENT;
    replace(writer, above->end, below->begin - above->end,
            text_format(equation->moment->arena, "%s %s %s", is_upper_sum ? "\\right)" : "",
                        is_by_element ? "\\oslash" : "/", is_lower_sum ? "\\left(" : ""));
    replace(writer, below->end, 1, is_lower_sum ? "\\right)" : "");
}

static void flatten_all(struct writer *writer, bool only_numbers) {
    for (size_t i = 0; i < writer->filling->operation->binding.node_count; i++) {
        const struct expression *node = filling_node(writer->filling, (int)i);
        if (node->kind == EXPRESSION_QUOTIENT || node->kind == EXPRESSION_HADAMARD_QUOTIENT) {
            flatten(writer, node, only_numbers);
        }
    }
}

/* ---- all together ---- */

static size_t slots_of(const struct filling *filling, const struct print_piece *piece) {
    size_t count = 0;
    for (size_t i = 0; i < filling->values.slot_count; i++) {
        const struct print_piece *other = &filling->values.slots[i].piece;
        count +=
            other->begin == piece->begin && other->end == piece->end && other->node == piece->node;
    }
    return count;
}

void filled_tex_write(struct filling *filling, const struct print_piece *pieces, size_t count,
                      const char *before, const char *behind) {
    struct arena *arena = filling->equation->moment->arena;
    struct filled *values = &filling->values;
    const size_t most = count + 1 + 4 * filling->operation->binding.node_count;
    struct writer stacked = {
        .filling = filling,
        .items = ARENA_ARRAY(arena, struct replacement, most),
        .before = before,
        .behind = behind,
    };
    size_t slot = 0;
    for (size_t i = 0; i < count; i++) {
        size_t slots = slots_of(filling, &pieces[i]);
        stacked.items[stacked.count++] =
            (struct replacement){pieces[i].begin, pieces[i].end, NULL, slot, slots, pieces[i].node};
        slot += slots;
    }
    add_dots(&stacked);
    doubt(&stacked);
    struct writer flat = stacked;
    flat.items = ARENA_ARRAY(arena, struct replacement, most);
    if (stacked.count > 0) {
        memcpy(flat.items, stacked.items, stacked.count * sizeof *flat.items);
    }
    /* a matrix above a bar and a number below it make a tall fraction of nothing */
    flatten_all(&flat, false);
    flatten_all(&stacked, true);
    values->writings[values->writing_count++] = write(&stacked);
    if (flat.count > stacked.count) {
        values->writings[values->writing_count++] = write(&flat);
    }
}
