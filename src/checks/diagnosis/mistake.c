#include "checks/diagnosis/mistake.h"

#include "base/text.h"
#include "engine/program_names.h"

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

bool mistake_is_of_any_sum(const struct mistake *mistake) {
    return mistake->rewrite_count > 0 && mistake->rewrites[0].rewrite.verb >= REWRITE_LOSE_TERM;
}

bool mistake_is_thought_of(const struct mistake *mistake) {
    return mistake->seen == 0 && !mistake_is_of_any_sum(mistake);
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

/* ---- words of a note ---- */

static const char word_key[] = "word ";
static const char usual_key[] = ": ";

/* What the note calls the tensors of a role; NULL: it has none. */
static const char *word_of_note(const struct program *program, const char *name, size_t length,
                                enum language language) {
    for (int i = 0; program != NULL && i < program->tensor_count; i++) {
        const char *role = role_names[program->tensors[i].role];
        if (strlen(role) == length && memcmp(role, name, length) == 0) {
            return program_tensor_title(program, i)->in[language];
        }
    }
    return NULL;
}

bool mistake_word(struct arena *arena, const struct mistake_words *words,
                  const struct program *program, enum language language, const char **ret) {
    const size_t key = sizeof word_key - 1;
    if (!words->is_name || words->length < key || memcmp(words->bytes, word_key, key) != 0) {
        return false;
    }
    const char *whole = arena_copy_text(arena, words->bytes + key, words->length - key);
    const char *usual = strstr(whole, usual_key);
    if (usual == NULL) {
        return false;
    }
    const char *own = word_of_note(program, whole, (size_t)(usual - whole), language);
    *ret = own != NULL ? own : usual + sizeof usual_key - 1;
    return true;
}

const char *mistake_name(struct arena *arena, const struct mistake *mistake,
                         const struct program *program, enum language language) {
    struct text_builder text;
    text_begin(&text, arena);
    struct mistake_words words;
    const char *at = mistake->name.in[language];
    while (mistake_next_words(&at, &words)) {
        const char *word;
        if (mistake_word(arena, &words, program, language, &word)) {
            text_append_string(&text, word);
        } else {
            text_append(&text, words.bytes, words.length);
        }
    }
    return text.bytes;
}
