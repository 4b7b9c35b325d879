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

const char *sample_told_batch(struct arena *arena, enum language language,
                              const struct program *program, long iteration) {
    size_t count = program->lesson->sample_count;
    if (program->samples == count) {
        return NULL;
    }
    size_t first = program_batch_start(program, iteration > 0 ? iteration - 1 : 0) % count;
    size_t last = first + program->samples - 1;
    const char *begin = number_count_text(arena, (long)first + 1);
    const char *end = number_count_text(arena, (long)(last % count) + 1);
    const char *all = number_count_text(arena, (long)count);
    if (first == last) {
        return STRING_FILL(arena, language, STRING_SAMPLE_PLACE, begin, all);
    }
    return STRING_FILL(arena, language,
                       last < count ? STRING_BATCH_PLACE : STRING_BATCH_PLACE_AROUND, begin, end,
                       all);
}
