#include "view/stage/match.h"

static bool covers(struct quantity whole, struct quantity part) {
    return whole.tensor == part.tensor && (whole.row < 0 || whole.row == part.row) &&
           (whole.column < 0 || whole.column == part.column);
}

enum match match_quantities(struct quantity lit, struct quantity item) {
    if (quantity_is_none(lit) || quantity_is_none(item)) {
        return MATCH_NONE;
    }
    bool is_in_item = covers(item, lit);
    bool is_in_lit = covers(lit, item);
    return is_in_item && is_in_lit ? MATCH_FULL : is_in_item || is_in_lit ? MATCH_SOFT : MATCH_NONE;
}
