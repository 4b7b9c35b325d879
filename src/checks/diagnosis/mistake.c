#include "checks/diagnosis/mistake.h"

#include <string.h>

static bool allows(unsigned set, unsigned which) {
    return set == 0 || (set >> which & 1) != 0;
}

static const struct tensor *target_of(const struct recording *recording) {
    return &recording->program->tensors[recording_operation(recording)->target];
}

static bool holds(unsigned roles, const struct condition *when, const struct recording *recording) {
    const struct tensor *target = target_of(recording);
    const struct lesson *lesson = recording->program->lesson;
    int last = (int)lesson->network.layer_count;
    struct situation situation =
        lesson_situation_at(lesson, target->layer < 0 ? last : target->layer);
    situation.samples = recording->program->samples;
    return allows(roles, (unsigned)target->role) && condition_holds(when, &situation);
}

bool mistake_applies(const struct mistake *mistake, const struct recording *recording) {
    return allows(mistake->reductions, (unsigned)recording->program->notation->reduction) &&
           holds(mistake->roles, &mistake->when, recording);
}

bool mistake_rewrite_applies(const struct mistake_rewrite *rewrite,
                             const struct recording *recording) {
    return holds(rewrite->roles, &rewrite->when, recording);
}

const struct mistake *mistakes_of_match(const struct mistakes *mistakes, enum mistake_match match) {
    for (size_t i = 0; i < mistakes->count; i++) {
        if (mistakes->items[i].match == match) {
            return &mistakes->items[i];
        }
    }
    return NULL;
}

bool mistake_next_words(const char **at, struct mistake_words *ret) {
    const char *begin = *at;
    if (*begin == '\0') {
        return false;
    }
    const char *end = *begin == '{' ? strchr(begin, '}') : NULL;
    if (end != NULL) {
        *ret = (struct mistake_words){begin + 1, (size_t)(end - begin - 1), true};
        *at = end + 1;
        return true;
    }
    size_t length = 1 + strcspn(begin + 1, "{");
    *ret = (struct mistake_words){begin, length, false};
    *at = begin + length;
    return true;
}
