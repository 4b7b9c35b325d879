/* The top level of a formula as a row of items, which a caller breaks over lines. Where fences
 * grow, what they hold is in the row too: it is flattened first, and a bracket is set when its
 * partner is reached, as high as what was between. */
#include "typeset/set/math_setter.h"
#include "typeset/set/math_space.h"

#include <math.h>

/* An atom, or a fence that grows. */
struct entry {
    const struct math_node *node; /* NULL: a fence of \left ... \right */
    uint32_t fence;               /* its code, where it grows; 0 with is_fence: "." */
    bool is_fence, opens, closes; /* \middle does neither */
    enum math_class class;
    const struct math_node *scripts; /* whose scripts it has, or NULL */
    float space;                     /* ems before it, beside those of the classes */
    bool has_space;
    struct math_style style;
    struct math_range range;
};

/* What an open fence holds so far. */
struct open_fence {
    size_t entry;
    size_t last_middle; /* chained through middles; 0: none */
    float content, slots;
};

struct row {
    struct math_setter *setter;
    struct entry *entries;
    size_t count;
    struct math_frame *frames;
    struct math_style style;
    float space; /* waiting for the next entry */
    bool has_space;
    struct open_fence *open;
    size_t open_count;
    size_t *middles; /* of an entry: the one before it in the same fence, plus one */
};

/* ---- flattening ---- */

static size_t count_entries(const struct math_list *list, bool grows) {
    size_t count = 0;
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        count++;
        if (grows && node->kind == NODE_FENCED) {
            for (const struct math_segment *s = node->segments; s != NULL; s = s->next) {
                count += 1 + count_entries(&s->list, grows);
            }
        }
    }
    return count;
}

static struct entry *add_entry(struct row *row, enum math_class class, struct math_range range) {
    struct entry *entry = &row->entries[row->count++];
    *entry = (struct entry){.class = class,
                            .range = range,
                            .space = row->space,
                            .has_space = row->has_space,
                            .style = row->style};
    row->space = 0;
    row->has_space = false;
    return entry;
}

static void flatten(struct row *row, const struct math_list *list);

static void flatten_fenced(struct row *row, const struct math_node *node) {
    for (const struct math_segment *s = node->segments; s != NULL; s = s->next) {
        struct math_style style = row->style;
        flatten(row, &s->list);
        row->style = style;
        bool is_first = s == node->segments, is_last = s->next == NULL;
        enum math_class class = is_first ? MATH_OPEN : is_last ? MATH_CLOSE : MATH_REL;
        struct math_range range = {s->begin, is_last ? node->whole_end : s->end};
        struct entry *entry = add_entry(row, class, range);
        entry->is_fence = true;
        entry->fence = s->code;
        entry->opens = is_first;
        entry->closes = is_last;
        entry->scripts = is_last ? node : NULL;
        entry->range.end = s->end;
    }
}

static void flatten(struct row *row, const struct math_list *list) {
    bool grows = row->setter->options->grows_fences;
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        if (node->kind == NODE_SPACE) {
            row->space += node->amount;
            row->has_space = row->has_space || node->amount > 0;
        } else if (node->kind == NODE_STYLE) {
            row->style.kind = node->style;
        } else if (grows && node->kind == NODE_FENCED) {
            flatten_fenced(row, node);
        } else {
            struct entry *entry = add_entry(row, math_left_class(node),
                                            (struct math_range){node->begin, node->whole_end});
            entry->node = node;
            if (grows && node->partner != NULL) {
                entry->is_fence = true;
                entry->fence = node->code;
                entry->opens = node->class == MATH_OPEN;
                entry->closes = !entry->opens;
                entry->scripts = node;
                entry->range.end = node->end;
            }
        }
    }
}

/* ---- setting ---- */

static void grow(struct open_fence *fence, float content, float slots) {
    fence->content = fmaxf(fence->content, content);
    fence->slots = fmaxf(fence->slots, slots);
}

/* The height of the slots of a frame above and below the axis. */
static float slot_extent(const struct math_setter *setter, const struct math_frame *frame,
                         float axis) {
    float extent = 0;
    for (size_t i = frame->first; i < frame->end; i++) {
        const struct math_part *part = &setter->parts[i];
        if (part->kind == MATH_SLOT) {
            extent =
                fmaxf(extent, fmaxf(part->ascent - part->y - axis, part->descent + part->y + axis));
        }
    }
    return extent;
}

/* A matrix is held whole, with a little to spare. */
#define SLOT_MARGIN 0.06F

static void set_fence(struct row *row, size_t which, float half) {
    struct math_setter *setter = row->setter;
    const struct entry *entry = &row->entries[which];
    struct math_frame frame =
        math_set_fence(setter, entry->fence, half, entry->style, entry->range);
    if (entry->scripts != NULL) {
        frame = math_set_scripts(setter, frame, entry->scripts->superscript,
                                 entry->scripts->subscript, entry->style);
    }
    row->frames[which] = frame;
}

static void close_fence(struct row *row, size_t which) {
    struct open_fence fence = row->open[--row->open_count];
    float size = math_style_size(row->setter, row->entries[which].style);
    float half = math_fence_half(fence.content, size);
    if (fence.slots > 0) {
        half = fmaxf(half, fence.slots + SLOT_MARGIN * size);
    }
    set_fence(row, fence.entry, half);
    for (size_t middle = fence.last_middle; middle != 0; middle = row->middles[middle - 1]) {
        set_fence(row, middle - 1, half);
    }
    set_fence(row, which, half);
    if (row->open_count > 0) {
        grow(&row->open[row->open_count - 1], fence.content, fence.slots > 0 ? half : 0);
    }
}

static void set_entry(struct row *row, size_t which) {
    const struct entry *entry = &row->entries[which];
    if (entry->is_fence && entry->opens) {
        row->open[row->open_count++] = (struct open_fence){.entry = which};
    } else if (entry->is_fence && entry->closes) {
        close_fence(row, which);
    } else if (entry->is_fence) {
        struct open_fence *fence = &row->open[row->open_count - 1];
        row->middles[which] = fence->last_middle;
        fence->last_middle = which + 1;
    } else {
        struct math_frame frame = math_set_node(row->setter, entry->node, entry->style);
        row->frames[which] = frame;
        if (row->open_count > 0) {
            float axis = math_style_axis(row->setter, entry->style);
            grow(&row->open[row->open_count - 1], fmaxf(frame.ascent - axis, frame.descent + axis),
                 slot_extent(row->setter, &frame, axis));
        }
    }
}

/* ---- where lines may break ---- */

enum { RANK_RELATION = 1, RANK_SUM = 2, RANK_PRODUCT = 3, RANK_FACTOR = 4, RANK_COUNT = 4 };

static bool is_sum_sign(const struct math_node *node) {
    return node != NULL && node->kind == NODE_SYMBOL &&
           (node->code == '+' || node->code == 0x2212 || node->code == 0xB1 ||
            node->code == 0x2213);
}

/* A sign alone: a digit of a number, a letter in front of its bracket. */
static bool is_bare(const struct entry *entry) {
    return entry->node != NULL && entry->node->kind == NODE_SYMBOL &&
           entry->node->superscript == NULL && entry->node->subscript == NULL;
}

static bool is_operand(enum math_class class) {
    return class == MATH_ORD || class == MATH_INNER;
}

/* Between two factors without a sign. A bracket behind a letter may be its argument: there a line
 * breaks only where the author put a space. */
static bool is_between_factors(const struct entry *before, enum math_class class_before,
                               const struct entry *entry, enum math_class class) {
    bool ends = is_operand(class_before) || class_before == MATH_CLOSE;
    bool begins = is_operand(class) || class == MATH_OPEN || class == MATH_OP;
    if (!ends || !begins) {
        return false;
    }
    if (entry->has_space) {
        return true;
    }
    if (class == MATH_OPEN) {
        return class_before == MATH_CLOSE;
    }
    return !is_bare(before) && !is_bare(entry);
}

/* A number or a fraction of numbers: it stays with what it multiplies. A slot may be a matrix. */
static bool is_number(const struct row *row, size_t which) {
    const struct math_node *node = row->entries[which].node;
    bool is_digit = node != NULL && node->kind == NODE_SYMBOL && node->code >= '0' &&
                    node->code <= '9' && node->superscript == NULL;
    bool is_fraction = node != NULL && node->kind == NODE_FRACTION;
    const struct math_frame *frame = &row->frames[which];
    for (size_t i = frame->first; i < frame->end; i++) {
        is_fraction = is_fraction && row->setter->parts[i].kind != MATH_SLOT;
    }
    return is_digit || is_fraction;
}

static int rank_of(const struct entry *before, enum math_class class_before,
                   const struct entry *entry, enum math_class class, int depth) {
    int rank = 0;
    if (class == MATH_REL && class_before != MATH_REL && class_before != MATH_OPEN) {
        rank = RANK_RELATION;
    } else if (class == MATH_BIN) {
        rank = is_sum_sign(entry->node) ? RANK_SUM : RANK_PRODUCT;
    } else if (class_before == MATH_PUNCT) {
        rank = RANK_SUM;
    } else if (is_between_factors(before, class_before, entry, class)) {
        rank = RANK_FACTOR;
    }
    return rank > 0 ? rank + depth * RANK_COUNT : 0;
}

/* ---- the row ---- */

static enum math_class class_at(const struct row *row, size_t which, enum math_class before) {
    enum math_class next = which + 1 < row->count ? row->entries[which + 1].class : MATH_NO_CLASS;
    return math_effective_class_of(row->entries[which].class, before, next);
}

/* A matrix in a slot keeps away from the bracket around it, in ems. */
#define SLOT_GAP 0.1F

static bool is_slot(const struct entry *entry) {
    return entry->node != NULL && entry->node->kind == NODE_SLOT;
}

/* Pixels before an entry. */
static float gap_of(const struct row *row, size_t which, enum math_class before,
                    enum math_class class) {
    const struct entry *entry = &row->entries[which];
    const struct math_node *previous = which > 0 ? entry[-1].node : NULL;
    float ems = math_atom_gap(previous, entry->node, before, class, entry->style) + entry->space;
    bool is_held = (before == MATH_OPEN && is_slot(entry)) ||
                   (class == MATH_CLOSE && which > 0 && is_slot(&entry[-1]));
    return (ems + (is_held ? SLOT_GAP : 0)) * math_style_size(row->setter, entry->style);
}

/* Moves a hanging sign within its item, so that it is in place at the begin of a line too. */
static void keep_overhang(const struct row *row, size_t which, enum math_class before) {
    struct math_frame *frame = &row->frames[which];
    float size = math_style_size(row->setter, row->entries[which].style);
    float right = math_overhang_gap(frame, before, size);
    math_move(row->setter, frame, right, 0);
    frame->width += right;
}

static void make_items(const struct row *row, struct math_item *items) {
    enum math_class before = MATH_NO_CLASS;
    int depth = 0;
    for (size_t i = 0; i < row->count; i++) {
        const struct entry *entry = &row->entries[i];
        const struct math_frame *frame = &row->frames[i];
        enum math_class class = class_at(row, i, before);
        struct math_item *item = &items[i];
        size_t part_count = frame->end - frame->first;
        depth -= class == MATH_CLOSE && depth > 0;
        keep_overhang(row, i, before);
        item->box =
            (struct math_box){.width = frame->width,
                              .ascent = frame->ascent,
                              .descent = frame->descent,
                              .parts = part_count > 0 ? row->setter->parts + frame->first : NULL,
                              .part_count = part_count};
        item->gap = gap_of(row, i, before, class);
        item->break_rank = i == 0 ? 0 : rank_of(&row->entries[i - 1], before, entry, class, depth);
        if (i > 0 && class == MATH_BIN && !is_sum_sign(entry->node) && is_number(row, i - 1)) {
            item->break_rank = 0;
        }
        item->lacks_sign = item->break_rank > 0 && item->break_rank % RANK_COUNT == 0;
        item->begin = entry->range.begin;
        item->end = entry->scripts != NULL ? entry->scripts->whole_end : entry->range.end;
        class = entry->node != NULL ? math_right_class(entry->node, class) : class;
        depth += class == MATH_OPEN;
        before = class;
    }
}

struct math_row math_set_row(struct arena *arena, const struct math_list *list,
                             const struct math_options *options) {
    struct math_setter setter = {.arena = arena, .options = options, .font = options->font};
    size_t most = count_entries(list, options->grows_fences) + 1;
    struct row row = {
        .setter = &setter,
        .entries = ARENA_ARRAY(arena, struct entry, most),
        .frames = ARENA_ARRAY(arena, struct math_frame, most),
        .open = ARENA_ARRAY(arena, struct open_fence, most),
        .middles = ARENA_ARRAY(arena, size_t, most),
        .style = {options->is_display ? STYLE_DISPLAY : STYLE_TEXT, false},
    };
    flatten(&row, list);
    for (size_t i = 0; i < row.count; i++) {
        set_entry(&row, i);
    }
    struct math_item *items = ARENA_ARRAY(arena, struct math_item, most);
    make_items(&row, items);
    return (struct math_row){items, row.count};
}

/* A line is its items one behind another. Fences come out of order, so the parts are copied. */
struct math_box math_set(struct arena *arena, const struct math_list *list,
                         const struct math_options *options) {
    struct math_row row = math_set_row(arena, list, options);
    struct math_box box = {0};
    for (size_t i = 0; i < row.count; i++) {
        box.part_count += row.items[i].box.part_count;
    }
    struct math_part *parts = ARENA_ARRAY(arena, struct math_part, box.part_count + 1);
    size_t next = 0;
    for (size_t i = 0; i < row.count; i++) {
        const struct math_item *item = &row.items[i];
        box.width += item->gap;
        for (size_t p = 0; p < item->box.part_count; p++) {
            parts[next] = item->box.parts[p];
            parts[next++].x += box.width;
        }
        box.width += item->box.width;
        box.ascent = fmaxf(box.ascent, item->box.ascent);
        box.descent = fmaxf(box.descent, item->box.descent);
    }
    box.parts = parts;
    return box;
}
