#include "typeset/prose/line_order.h"

/* The blocks that Unicode keeps for such scripts. */
static const struct {
    uint32_t first, last;
} blocks[] = {
    {0x0590, 0x08FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFF}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF},
};

bool line_order_turns(uint32_t code_point) {
    if (code_point < blocks[0].first) {
        return false;
    }
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (code_point >= blocks[i].first && code_point <= blocks[i].last) {
            return true;
        }
    }
    return false;
}

static void turn(size_t *order, size_t begin, size_t end) {
    for (; begin + 1 < end; begin++) {
        end--;
        size_t part = order[begin];
        order[begin] = order[end];
        order[end] = part;
    }
}

/* From the highest level down, what is at least at the level is turned around. What was turned
 * before stays together, so the levels may be read in the order of reading. */
void line_order_by_levels(const signed char *levels, size_t count, size_t *ret_order) {
    signed char highest = 0;
    for (size_t i = 0; i < count; i++) {
        ret_order[i] = i;
        highest = levels[i] > highest ? levels[i] : highest;
    }
    for (signed char level = highest; level > 0; level--) {
        for (size_t begin = 0, end; begin < count; begin = end + 1) {
            end = begin;
            while (end < count && levels[end] >= level) {
                end++;
            }
            turn(ret_order, begin, end);
        }
    }
}
