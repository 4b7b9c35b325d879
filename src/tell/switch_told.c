#include "tell/switch_told.h"

#include "base/number.h"
#include "session/strings.h"

/* Where it is told, and at which moment. */
struct teller {
    struct telling *telling;
    const struct moment *moment;
};

/* Roles that differ by the same factor. */
struct switch_group {
    enum role roles[ROLE_COUNT];
    size_t count;
    double factor;
};

static void say(const struct teller *teller, const char *text) {
    telling_words(teller->telling, text);
}

static void say_string(const struct teller *teller, enum string_id id) {
    say(teller, string_get(teller->telling->language, id));
}

/* ---- symbols ---- */

static void say_name(const struct teller *teller, enum role role, const char *name) {
    telling_symbol(teller->telling, name, role, QUANTITY_NONE);
}

/* "A, B and C", as this note calls them or as the one before did. */
static void say_list(const struct teller *teller, const struct notation_switch *change,
                     const struct switch_group *group, bool is_before) {
    for (size_t i = 0; i < group->count; i++) {
        if (i > 0) {
            say_string(teller, i + 1 < group->count ? STRING_SWITCH_COMMA : STRING_SWITCH_AND);
        }
        enum role role = group->roles[i];
        if (is_before) {
            say_name(teller, role, change->names[role]);
        } else {
            telling_tensor(teller->telling, teller->moment->program, change->tensors[role]);
        }
    }
}

/* "times m = 4", "divided by m = 4", or "times 0.5". */
static void say_factor(const struct teller *teller, double factor, size_t samples) {
    bool is_divided = factor == 1 / (double)samples;
    say_string(teller, is_divided ? STRING_SWITCH_DIVIDED : STRING_SWITCH_TIMES);
    if (!is_divided && factor != (double)samples) {
        say(teller, number_text(teller->telling->arena, factor, teller->moment->decimals));
        return;
    }
    int count = program_find_tensor(teller->moment->program, ROLE_SAMPLE_COUNT, -1);
    if (count >= 0) {
        telling_tensor(teller->telling, teller->moment->program, count);
        say(teller, " = ");
    }
    say(teller, number_count_text(teller->telling->arena, (long)samples));
}

/* ---- what is scaled ---- */

static bool is_at_scale(const struct notation_switch *change, enum role role, double factor) {
    const struct role_comparison *found = &change->comparison.roles[role];
    return found->is_compared && found->is_scaled && found->factor == factor &&
           change->tensors[role] >= 0;
}

/* Those at the factor of `first`; empty when an earlier role has that factor too. */
static struct switch_group group_of(const struct notation_switch *change, enum role first) {
    struct switch_group group = {.factor = change->comparison.roles[first].factor};
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        if (is_at_scale(change, role, group.factor)) {
            group.roles[group.count++] = role;
        }
    }
    if (group.count > 0 && group.roles[0] != first) {
        group.count = 0;
    }
    return group;
}

static bool has_role(const struct switch_group *group, enum role role) {
    for (size_t i = 0; i < group->count; i++) {
        if (group->roles[i] == role) {
            return true;
        }
    }
    return false;
}

/* The loss and every gradient that both notes compute: no need to name them all. */
static bool is_everything(const struct notation_switch *change, const struct switch_group *group) {
    static const enum role gradients[] = {ROLE_ACTIVATION_GRADIENT, ROLE_ERROR,
                                          ROLE_WEIGHT_GRADIENT, ROLE_BIAS_GRADIENT};
    for (size_t i = 0; i < sizeof gradients / sizeof *gradients; i++) {
        bool is_compared = change->comparison.roles[gradients[i]].is_compared;
        if (is_compared && !has_role(group, gradients[i])) {
            return false;
        }
    }
    return has_role(group, ROLE_LOSS) && group->count > 2;
}

/* Where each note divides by the number of samples. */
static enum string_id reason(const struct notation_switch *change,
                             const struct switch_group *group) {
    bool is_larger = group->factor > 1;
    if (has_role(group, ROLE_LOSS)) {
        return is_larger ? STRING_SWITCH_ADDS_UP : STRING_SWITCH_AVERAGES;
    }
    bool is_error = has_role(group, ROLE_ERROR) || has_role(group, ROLE_ACTIVATION_GRADIENT);
    if (is_error && is_at_scale(change, ROLE_WEIGHT_GRADIENT, 1)) {
        return is_larger ? STRING_SWITCH_AVERAGES_LATE : STRING_SWITCH_AVERAGES_EARLY;
    }
    return STRING_SENTENCE_END;
}

static void say_group(const struct teller *teller, const struct notation_switch *change,
                      const struct switch_group *group) {
    if (is_everything(change, group)) {
        say_string(teller, STRING_SWITCH_ALL_BEGIN);
        telling_tensor(teller->telling, teller->moment->program, change->tensors[ROLE_LOSS]);
        say_string(teller, STRING_SWITCH_ALL_END);
    } else {
        say_list(teller, change, group, false);
        say_string(teller, group->count > 1 ? STRING_SWITCH_ARE : STRING_SWITCH_IS);
        say_list(teller, change, group, true);
        say(teller, " ");
    }
    say_factor(teller, group->factor, change->comparison.samples);
    say_string(teller, reason(change, group));
}

/* ---- all of it ---- */

/* English sentences are set apart by a space. */
static void begin_sentence(const struct teller *teller) {
    if (teller->telling->count > 0 && teller->telling->language == LANGUAGE_ENGLISH) {
        say(teller, " ");
    }
}

/* Returns whether any number differs. */
static bool say_numbers(const struct teller *teller, const struct notation_switch *change) {
    bool is_any = false;
    for (enum role role = 0; role < ROLE_COUNT; role++) {
        const struct role_comparison *found = &change->comparison.roles[role];
        if (!found->is_compared || change->tensors[role] < 0 || role == ROLE_RATE) {
            continue; /* the rate has a sentence of its own */
        }
        if (!found->is_scaled) {
            begin_sentence(teller);
            telling_tensor(teller->telling, teller->moment->program, change->tensors[role]);
            say_string(teller, STRING_SWITCH_DIFFERS_FROM);
            say_name(teller, role, change->names[role]);
            say_string(teller, STRING_SWITCH_DIFFERS_END);
            is_any = true;
            continue;
        }
        struct switch_group group = group_of(change, role);
        if (group.factor != 1 && group.count > 0) {
            begin_sentence(teller);
            say_group(teller, change, &group);
            is_any = true;
        }
    }
    return is_any;
}

/* "The learning rate η is 0.125 here, so that the weights stay the same." */
static void say_rate(const struct teller *teller, const struct notation_switch *change) {
    const struct program *program = teller->moment->program;
    int rate = program_find_tensor(program, ROLE_RATE, -1);
    if (change->rate_factor == 1 || rate < 0) {
        return;
    }
    begin_sentence(teller);
    say_string(teller, STRING_SWITCH_RATE_BEGIN);
    telling_tensor(teller->telling, teller->moment->program, rate);
    say(teller, " = ");
    say(teller, number_significant_text(teller->telling->arena, program->learning_rate, 6));
    say_string(teller, STRING_SWITCH_RATE_END);
}

bool switch_told_add(struct telling *telling, const struct moment *moment,
                     const struct notation_switch *change) {
    const struct teller words = {telling, moment};
    const struct teller *teller = &words;
    if (change == NULL) {
        return false;
    }
    bool is_transposed = change->comparison.is_transposed;
    if (is_transposed) {
        bool is_rows = !sample_axis_has_units_down(teller->moment->program->notation->samples);
        say_string(teller, is_rows ? STRING_SWITCH_TO_ROWS : STRING_SWITCH_TO_COLUMNS);
    }
    if (!say_numbers(teller, change)) {
        begin_sentence(teller);
        say_string(teller, is_transposed ? STRING_SWITCH_SAME_NUMBERS : STRING_SWITCH_ONLY_NAMES);
    }
    say_rate(teller, change);
    return true;
}
