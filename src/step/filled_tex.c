#include "step/filled_tex.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "formula/print/print.h"
#include "step/filled_holds.h"

#include <string.h>

/* What stands in the place of a piece: digits, or slots; several are the summands of a sum. */
struct item {
    int node;
    bool is_jacobian; /* of J(z)^T g only J(z) */
    size_t slot, slot_count;
};

struct writer {
    const struct filling *filling;
    const struct item *items;
    size_t count;
    enum filled_writing_kind kind;
    bool is_part;  /* the equation is a part of its statement */
    bool is_value; /* it says what its target is: "=", no "←" */
    enum print_relation relation;
    bool is_inline; /* some fraction of it was written on the line */
    struct filled_writing writing;
};

static const struct item *find_item(const struct writer *writer, int node, bool is_jacobian) {
    for (size_t i = 0; i < writer->count; i++) {
        if (writer->items[i].node == node && writer->items[i].is_jacobian == is_jacobian) {
            return &writer->items[i];
        }
    }
    return NULL;
}

/* ---- what is written for a node ---- */

static void write_digits(struct writer *writer, int node, struct text_builder *tex) {
    const struct filling *filling = writer->filling;
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
static void write_slots(const struct writer *writer, const struct item *item,
                        struct text_builder *tex) {
    if (item->slot_count == 1) {
        text_append_format(tex, "\\slot{%zu}", item->slot);
        return;
    }
    const struct binding *binding = &writer->filling->operation->binding;
    bool is_all = writer->is_value && (size_t)item->node + 1 == binding->node_count;
    bool has_dots = binding->nodes[item->node].constant > (double)item->slot_count;
    text_append_string(tex, is_all ? "" : "\\left(");
    for (size_t i = 0; i < item->slot_count; i++) {
        bool is_last = i + 1 == item->slot_count;
        text_append_string(tex, i > 0 ? " + " : "");
        text_append_string(tex, has_dots && is_last ? "\\cdots + " : "");
        text_append_format(tex, "\\slot{%zu}", item->slot + i);
    }
    text_append_string(tex, is_all ? "" : "\\right)");
}

static bool write_item(void *context, int node, bool is_jacobian, struct text_builder *tex) {
    struct writer *writer = context;
    const struct item *item = find_item(writer, node, is_jacobian);
    if (item == NULL) {
        return false;
    }
    if (filling_is_digits(writer->filling, node)) {
        write_digits(writer, node, tex);
    } else {
        write_slots(writer, item, tex);
    }
    return true;
}

/* ---- fractions on the line ---- */

static bool holds_slot(const struct writer *writer, const struct expression *node) {
    if (find_item(writer, node->id, true) != NULL) {
        return true;
    }
    if (find_item(writer, node->id, false) != NULL) {
        return !filling_is_digits(writer->filling, node->id);
    }
    for (size_t i = 0; i < node->operand_count; i++) {
        if (holds_slot(writer, node->operands[i])) {
            return true;
        }
    }
    return false;
}

/* A matrix above a bar and a number below it make a tall fraction of nothing: where a number
 * divides a matrix it is always on the line. */
static bool is_on_the_line(void *context, const struct expression *quotient) {
    struct writer *writer = context;
    if (equation_piece(writer->filling->equation, quotient->id) == NULL) {
        return false; /* it is around the part that the equation is */
    }
    bool is_above = holds_slot(writer, quotient->operands[0]);
    bool is_below = holds_slot(writer, quotient->operands[1]);
    bool is_inline = writer->kind == FILLED_STACKED ? is_above && !is_below : is_above || is_below;
    writer->is_inline = writer->is_inline || (is_inline && is_below);
    return is_inline;
}

static bool is_single(void *context, const struct expression *sum) {
    const struct writer *writer = context;
    return filling_is_single(writer->filling, sum->id);
}

/* ---- what does not add up ---- */

static enum print_relation relation_of(const struct filling *filling) {
    const struct filled_slot *target = &filling->values.slots[0];
    size_t last = filling->operation->binding.node_count - 1;
    bool is_whole = filling->values.slot_count > 0 && target->matrix.is_target;
    if (filling->equation->moment->trouble != NULL && matrix_is_finite(target->matrix.value)) {
        return PRINT_UNEQUAL;
    }
    bool is_doubted = is_whole && !filled_holds(filling, last, &target->matrix);
    return is_doubted ? PRINT_APPROXIMATE : PRINT_AS_STATED;
}

/* ---- all together ---- */

/* What the part of the statement wrote that the equation is; its digits from its begin. */
static const char *cut(struct writer *writer, const struct print_pieces *pieces, const char *tex,
                       size_t before) {
    const struct print_pieces *own = &writer->filling->equation->pieces;
    int root = own->items[own->count - 1].node; /* an outer node is behind its inner ones */
    for (size_t i = 0; i < pieces->count; i++) {
        const struct print_piece *piece = &pieces->items[i];
        if (piece->node == root) {
            for (size_t d = 0; d < writer->writing.digits_count; d++) {
                writer->writing.digits[d].begin += before - piece->begin;
                writer->writing.digits[d].end += before - piece->begin;
            }
            return arena_copy_text(writer->filling->equation->moment->arena, tex + piece->begin,
                                   piece->end - piece->begin);
        }
    }
    return tex;
}

static void write(struct writer *writer, const char *before, const char *behind) {
    const struct filling *filling = writer->filling;
    const struct statement *statement = filling->operation->binding.statement;
    struct arena *arena = filling->equation->moment->arena;
    const struct print_piece *target = equation_piece(filling->equation, -1);
    writer->is_part = target == NULL;
    writer->is_value =
        target != NULL && strncmp(filling->equation->tex + target->end, " = ", 3) == 0;
    writer->writing.digits = ARENA_ARRAY(arena, struct filled_digits, writer->count);
    struct print_pieces pieces = {
        .items = ARENA_ARRAY(arena, struct print_piece, statement->node_count + 1)};
    const struct print_filling print = {writer, write_item, is_on_the_line, is_single,
                                        writer->relation};
    struct printer printer =
        program_printer(filling->program, PRINT_TEX, filling->operation->layer);
    struct text_builder text;
    text_begin(&text, arena);
    print_filled(&printer, statement, &print, &text, &pieces);
    const char *tex =
        writer->is_part ? cut(writer, &pieces, text.bytes, strlen(before)) : text.bytes;
    writer->writing.tex = text_format(arena, "%s%s%s", before, tex, behind);
}

static size_t slots_of(const struct filling *filling, const struct print_piece *piece) {
    size_t count = 0;
    for (size_t i = 0; i < filling->values.slot_count; i++) {
        const struct print_piece *other = &filling->values.slots[i].piece;
        count +=
            other->begin == piece->begin && other->end == piece->end && other->node == piece->node;
    }
    return count;
}

/* J(z) of J(z)^T g is a piece inside of the one that the call of vjp wrote. */
static bool is_jacobian(const struct filling *filling, const struct print_piece *piece) {
    const struct expression *node = piece->node < 0 ? NULL : filling_node(filling, piece->node);
    const struct print_piece *whole = equation_piece(filling->equation, piece->node);
    return node != NULL && node->kind == EXPRESSION_CALL && node->function == FUNCTION_VJP &&
           whole != NULL && (whole->begin != piece->begin || whole->end != piece->end);
}

void filled_tex_write(struct filling *filling, const struct print_piece *pieces, size_t count,
                      const char *before, const char *behind) {
    struct filled *values = &filling->values;
    struct item *items = ARENA_ARRAY(filling->equation->moment->arena, struct item, count);
    size_t slot = 0;
    for (size_t i = 0; i < count; i++) {
        size_t slots = slots_of(filling, &pieces[i]);
        items[i] = (struct item){pieces[i].node, is_jacobian(filling, &pieces[i]), slot, slots};
        slot += slots;
    }
    struct writer stacked = {filling, items, count, .kind = FILLED_STACKED,
                             .relation = relation_of(filling)};
    struct writer on_line = stacked;
    on_line.kind = FILLED_INLINE;
    write(&stacked, before, behind);
    write(&on_line, before, behind);
    values->writings[values->writing_count++] = stacked.writing;
    if (on_line.is_inline) {
        values->writings[values->writing_count++] = on_line.writing;
    }
}
