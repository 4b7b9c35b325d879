/* Of app/words/text_runs: a page has no font of a script that runs from right to left. */

#include "app/words/text_runs.h"

#include <string.h>

bool text_runs_levels(const uint32_t *characters, size_t count, signed char *ret_levels) {
    (void)characters;
    memset(ret_levels, 0, count);
    return false;
}
