#ifndef BACKSTEP_STEP_SHOWN_H
#define BACKSTEP_STEP_SHOWN_H

/* Which of many things in a row are shown: the first ones and the last, with dots in the place of
 * those between. */

#include <stdbool.h>
#include <stddef.h>

enum { SHOWN_MOST = 12 };

struct shown {
    size_t count; /* places, that of the dots among them */
    size_t index[SHOWN_MOST];
    bool has_dots;
    size_t dots;   /* the place of the dots */
    size_t hidden; /* how many they stand for */
};

/* At most `most` places (1..SHOWN_MOST) for count things; one place is nothing but dots. */
struct shown shown_create(size_t count, size_t most);

/* Makes sure that a thing is among those shown: in place of the last one, where it would be
 * hidden. */
void shown_keep(struct shown *shown, size_t index);

bool shown_is_dots(const struct shown *shown, size_t place);

#endif
