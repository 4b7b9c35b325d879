#include "tell/sample_told.h"

#include "base/number.h"
#include "engine/program_state.h"

const char *sample_told_text(struct arena *arena, enum language language,
                             const struct program *program, long iteration, size_t sample,
                             bool is_brief) {
    size_t count = program->lesson->sample_count;
    if (count == 1) {
        return NULL;
    }
    const char *place = number_count_text(arena, (long)sample + 1);
    const char *batch = number_count_text(arena, (long)program->samples);
    if (program->samples == count) {
        return STRING_FILL(arena, language, STRING_SAMPLE_PLACE, place, batch);
    }
    size_t in_data = (program_batch_start(program, iteration - 1) + sample) % count;
    if (program->samples == 1 || is_brief) {
        return STRING_FILL(arena, language, STRING_SAMPLE_PLACE,
                           number_count_text(arena, (long)in_data + 1),
                           number_count_text(arena, (long)count));
    }
    return STRING_FILL(arena, language, STRING_SAMPLE_OF_BATCH,
                       number_count_text(arena, (long)in_data + 1),
                       number_count_text(arena, (long)count), place, batch);
}
