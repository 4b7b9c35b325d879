/* The Unicode bidirectional algorithm, by FriBidi. */

#include "app/words/text_runs.h"
#include "base/memory.h"

#include <fribidi.h>

#include <stdlib.h>

bool text_runs_levels(const uint32_t *characters, size_t count, signed char *ret_levels) {
    FriBidiStrIndex length = (FriBidiStrIndex)count;
    FriBidiCharType *types = memory_allocate((count + 1) * sizeof *types);
    FriBidiBracketType *brackets = memory_allocate((count + 1) * sizeof *brackets);
    fribidi_get_bidi_types(characters, length, types);
    fribidi_get_bracket_types(characters, length, types, brackets);
    FriBidiParType base = FRIBIDI_PAR_ON;
    if (count > 0 &&
        fribidi_get_par_embedding_levels_ex(types, brackets, length, &base, ret_levels) == 0) {
        memory_out();
    }
    free(types);
    free(brackets);
    return FRIBIDI_IS_RTL(base);
}
