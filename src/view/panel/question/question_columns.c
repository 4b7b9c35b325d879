#include "view/panel/question/question_columns.h"

#include <math.h>
#include <string.h>

enum { NO_COLUMN = -1 };

/* The formulas while they are moved apart. */
struct aligning {
    struct arena *arena;
    const struct difference *difference;
    const struct columns_side *sides;
    int *columns[2]; /* by part: the column that it belongs to */
    struct columns_extent *extents[2];
    float *reach[2];  /* by column: where it begins with the brackets before it */
    float *shifts[2]; /* by column */
};

static bool is_column(const struct difference_column *column) {
    return column->kind != DIFFERENCE_SIGN;
}

/* The smallest column around a byte. */
static int column_at(const struct aligning *aligning, size_t side, size_t byte) {
    const struct difference *difference = aligning->difference;
    int found = NO_COLUMN;
    size_t least = SIZE_MAX;
    for (size_t k = 0; k < difference->count; k++) {
        const struct columns_bytes bytes = aligning->sides[side].bytes[k];
        bool is_in = byte >= bytes.begin && byte < bytes.end;
        if (is_in && is_column(&difference->columns[k]) && bytes.end - bytes.begin < least) {
            least = bytes.end - bytes.begin;
            found = (int)k;
        }
    }
    return found;
}

/* A bracket that opens goes with what is in it, a fraction's bar with what is above it. */
static bool opens(const char *tex, size_t byte) {
    static const char *const openers[] = {"\\left", "\\big", "\\frac", "\\sqrt", "(", "["};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        if (strncmp(tex + byte, openers[i], strlen(openers[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* The nearest column that ends before a byte, or begins behind it. */
static int column_beside(const struct aligning *aligning, size_t side, size_t byte,
                         bool is_behind) {
    int found = NO_COLUMN;
    size_t least = SIZE_MAX;
    for (size_t k = 0; k < aligning->difference->count; k++) {
        const struct columns_bytes bytes = aligning->sides[side].bytes[k];
        bool is_beside = is_behind ? bytes.begin >= byte : bytes.end <= byte;
        size_t apart = is_behind ? bytes.begin - byte : byte - bytes.end;
        if (bytes.begin < bytes.end && is_column(&aligning->difference->columns[k]) && is_beside &&
            apart < least) {
            least = apart;
            found = (int)k;
        }
    }
    return found;
}

/* A sign between columns goes with the one before it. */
static void find_columns(struct aligning *aligning, size_t side) {
    const struct columns_side *own = &aligning->sides[side];
    aligning->columns[side] = ARENA_ARRAY(aligning->arena, int, own->box.part_count + 1);
    for (size_t i = 0; i < own->box.part_count; i++) {
        const size_t byte = own->box.parts[i].begin;
        int column = column_at(aligning, side, byte);
        aligning->columns[side][i] =
            byte < own->begin     ? NO_COLUMN
            : column != NO_COLUMN ? column
                                  : column_beside(aligning, side, byte, opens(own->tex, byte));
    }
}

static float right_of(const struct math_part *part) {
    return part->x + (part->kind == MATH_GLYPH ? fmaxf(part->right, part->width) : part->width);
}

static void find_extents(struct aligning *aligning, size_t side) {
    const struct math_box *box = &aligning->sides[side].box;
    struct columns_extent *extents =
        ARENA_ARRAY(aligning->arena, struct columns_extent, aligning->difference->count + 1);
    float *reach = ARENA_ARRAY(aligning->arena, float, aligning->difference->count + 1);
    for (size_t k = 0; k < aligning->difference->count; k++) {
        reach[k] = INFINITY;
    }
    for (size_t i = 0; i < box->part_count; i++) {
        int column = column_at(aligning, side, box->parts[i].begin);
        int group = aligning->columns[side][i];
        if (group != NO_COLUMN) {
            reach[group] = fminf(reach[group], box->parts[i].x);
        }
        if (column == NO_COLUMN) {
            continue;
        }
        struct columns_extent *extent = &extents[column];
        bool is_first = extent->left == extent->right;
        float left = box->parts[i].x, right = right_of(&box->parts[i]);
        extent->left = is_first ? left : fminf(extent->left, left);
        extent->right = is_first ? right : fmaxf(extent->right, right);
    }
    aligning->extents[side] = extents;
    aligning->reach[side] = reach;
}

static bool is_there(const struct columns_extent *extent) {
    return extent->left < extent->right;
}

/* From the left: what is in both begins where it does in the one that has it further to the right;
 * what is in one of them begins behind what the other one has before, and leaves a gap there. */
static void find_shifts(struct aligning *aligning) {
    float moved[2] = {0, 0}, begin[2] = {-INFINITY, -INFINITY}, end[2] = {0, 0};
    const size_t count = aligning->difference->count;
    for (size_t side = 0; side < 2; side++) {
        aligning->shifts[side] = ARENA_ARRAY(aligning->arena, float, count + 1);
    }
    for (size_t k = 0; k < count; k++) {
        const struct columns_extent *extent[2] = {&aligning->extents[0][k],
                                                  &aligning->extents[1][k]};
        bool is_both = is_there(extent[0]) && is_there(extent[1]), is_ordered = true;
        float place = -INFINITY;
        for (size_t side = 0; side < 2; side++) {
            bool is_here = is_there(extent[side]);
            float before = is_here ? extent[side]->left - aligning->reach[side][k] : 0;
            is_ordered = is_ordered && (!is_here || extent[side]->left > begin[side]);
            place = fmaxf(place, is_here ? extent[side]->left + moved[side] : -INFINITY);
            place = fmaxf(place, is_here && is_both ? end[1 - side] + before : end[1 - side]);
        }
        for (size_t side = 0; side < 2; side++) {
            if (is_there(extent[side]) && is_ordered) {
                moved[side] = place - extent[side]->left;
                begin[side] = extent[side]->left;
                end[side] = extent[side]->right + moved[side];
            }
            aligning->shifts[side][k] = moved[side];
        }
    }
}

static float shift_of(const struct aligning *aligning, size_t side, int column) {
    return column == NO_COLUMN ? 0 : aligning->shifts[side][column];
}

/* The column of the last byte that a bar lies over. */
static int last_column(const struct aligning *aligning, size_t side, const struct math_part *bar) {
    const struct math_box *box = &aligning->sides[side].box;
    int last = NO_COLUMN;
    for (size_t i = 0; i < box->part_count; i++) {
        const struct math_part *part = &box->parts[i];
        bool is_under = part->x >= bar->x && part->x < bar->x + bar->width && part != bar;
        last = is_under ? aligning->columns[side][i] : last;
    }
    return last;
}

static struct math_box moved(const struct aligning *aligning, size_t side) {
    struct math_box box = aligning->sides[side].box;
    struct math_part *parts = ARENA_ARRAY(aligning->arena, struct math_part, box.part_count + 1);
    float most = 0;
    for (size_t i = 0; i < box.part_count; i++) {
        parts[i] = box.parts[i];
        float shift = shift_of(aligning, side, aligning->columns[side][i]);
        if (parts[i].kind == MATH_RULE) {
            int last = last_column(aligning, side, &box.parts[i]);
            parts[i].width += fmaxf(shift_of(aligning, side, last) - shift, 0);
        }
        parts[i].x += shift;
        most = fmaxf(most, shift);
    }
    for (size_t k = 0; k < aligning->difference->count; k++) {
        aligning->extents[side][k].left += aligning->shifts[side][k];
        aligning->extents[side][k].right += aligning->shifts[side][k];
    }
    box.parts = parts;
    box.width += most;
    return box;
}

struct columns_set question_columns_align(struct arena *arena, const struct difference *difference,
                                          const struct columns_side sides[2]) {
    struct aligning aligning = {.arena = arena, .difference = difference, .sides = sides};
    for (size_t side = 0; side < 2; side++) {
        find_columns(&aligning, side);
        find_extents(&aligning, side);
    }
    find_shifts(&aligning);
    struct columns_set set = {.extents = {aligning.extents[0], aligning.extents[1]}};
    for (size_t side = 0; side < 2; side++) {
        set.boxes[side] = moved(&aligning, side);
    }
    return set;
}
