#ifndef BACKSTEP_VIEW_HALL_HALL_PLAN_H
#define BACKSTEP_VIEW_HALL_HALL_PLAN_H

/* Where the parts of the hall stand, and what gives way where there is little room: first the goals
 * on the cards, then the foot, then the small pictures. */

#include "view/draw/layout.h"
#include "view/hall/hall.h"

struct hall_plan {
    bool has_goals, has_foot, has_pictures;
    bool has_column; /* courses in a column; else they are a row of names */
    struct rect search, language, last, courses, heading, cards, foot, hints;
    struct rect card; /* the size of one */
    float gap;
    size_t columns, rows;
};

/* For a picture of that size. */
struct hall_plan hall_plan_create(const struct layout *layout, const struct hall *hall);

/* Where a card stands, counted from the first row that is seen. */
struct rect hall_plan_card(const struct hall_plan *plan, size_t index);

/* The height of a line of text of a size. */
float hall_plan_line(float size);

#endif
