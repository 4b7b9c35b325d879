/* Mistakes are told back: whoever makes one of the list, in whatever notation, and types the number
 * that it gives, is told which one it was. */
#include "mistake_fixture.h"

static const char *root;
static struct arena *shared;
static const struct mistakes *mistakes;
static struct fixture_notations notations;

enum { NETWORKS = 500, MOST_MISTAKES = 200, NETWORKS_EACH = 3 };
static const double told_at_least = 0.95;

/* How often, over all networks. */
struct tally {
    long answers, told, accepted, same_digits;
    long right, refused;
    /* of each mistake in each notation, the networks on which it was told */
    long networks[MOST_MISTAKES][FIXTURE_MOST_NOTATIONS];
};
static struct tally tally;

/* One operation of one network. */
struct place {
    struct arena *arena;
    struct diagnosis_question question;
    const char *right; /* as it is typed */
};

static struct diagnosis answer(const struct place *place, const char *typed) {
    struct answer_number number;
    struct answer_fault fault;
    EXPECT(answer_number_read(place->arena, typed, &number, &fault));
    return diagnosis_of_number(place->arena, &place->question, &number);
}

static bool is_told(const struct diagnosis *diagnosis, const struct mistake *mistake) {
    for (size_t i = 0; i < diagnosis->count && i < 2; i++) {
        if (diagnosis->verdict == DIAGNOSIS_MISTAKE && diagnosis->findings[i].mistake == mistake) {
            return true;
        }
    }
    return false;
}

static void answer_with(const struct place *place, const struct candidate *candidate, bool *told) {
    const char *typed = fixture_typed(place->arena, candidate->value);
    if (strcmp(typed, place->right) == 0) {
        tally.same_digits++;
        return;
    }
    const struct diagnosis diagnosis = answer(place, typed);
    tally.answers++;
    if (diagnosis.verdict == DIAGNOSIS_RIGHT || diagnosis.verdict == DIAGNOSIS_ROUNDED) {
        tally.accepted++;
        printf("# %s typed %s accepted for %s\n", candidate->mistake->id, typed, place->right);
    }
    if (is_told(&diagnosis, candidate->mistake)) {
        tally.told++;
        told[candidate->mistake - mistakes->items] = true;
    }
}

static void try_place(struct place *place, bool *told) {
    const struct recording *recording = place->question.recording;
    telling_cell_choose(recording, mistakes, place->question.cell);
    place->right = fixture_typed(place->arena, candidates_right(recording, place->question.cell));
    tally.right++;
    if (answer(place, place->right).verdict != DIAGNOSIS_RIGHT) {
        tally.refused++;
        printf("# right %s refused\n", place->right);
    }
    const struct candidates candidates =
        candidates_create(place->arena, recording, mistakes, place->question.cell);
    for (size_t i = 0; i < candidates.count; i++) {
        if (!candidates.items[i].is_silent && !mistake_is_of_any_sum(candidates.items[i].mistake)) {
            answer_with(place, &candidates.items[i], told);
        }
    }
}

/* The second iteration of every other network: there is a value before. */
static void try_network(size_t network, size_t notation) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_random_lesson(arena, network + 1);
    const struct program *program =
        fixture_program(arena, lesson, notations.items[notation].notation, 0);
    bool told[MOST_MISTAKES] = {false};
    for (long i = 0; i < program->operation_count; i++) {
        struct place place = {.arena = arena_create()};
        struct recording recording;
        long step = (network % 2 == 0 ? 0 : program->operation_count) + i + 1;
        EXPECT(recording_of_step(place.arena, program, step, &recording));
        place.question = (struct diagnosis_question){.recording = &recording, .mistakes = mistakes};
        try_place(&place, told);
        arena_destroy(place.arena);
    }
    for (size_t i = 0; i < mistakes->count; i++) {
        tally.networks[i][notation] += told[i];
    }
    arena_destroy(arena);
}

static void test_random_networks(void) {
    size_t networks = FIXTURE_IS_SANITIZED ? NETWORKS / 5 : NETWORKS;
    for (size_t i = 0; i < networks; i++) {
        try_network(i, i % notations.count);
    }
    double told = (double)tally.told / (double)tally.answers;
    printf("# %zu networks: %ld mistaken answers, %.2f %% told back, %ld accepted; %ld with the "
           "digits of the right one\n",
           networks, tally.answers, 100 * told, tally.accepted, tally.same_digits);
    printf("# %ld right answers, %ld refused\n", tally.right, tally.refused);
    EXPECT(told >= told_at_least);
    EXPECT_INT(tally.accepted, 0);
    EXPECT_INT(tally.refused, 0);
    EXPECT(tally.same_digits * 100 < tally.answers * 2);
}

/* Where a note adds up there is no mean to be forgotten. */
static bool is_of_means(const char *id) {
    return strcmp(id, "not_divided") == 0 || strcmp(id, "divided_twice") == 0 ||
           strcmp(id, "rate_over_m") == 0 || strcmp(id, "sum_in_update") == 0;
}

static void test_every_mistake(void) {
    size_t rewritten = 0;
    for (size_t i = 0; i < mistakes->count; i++) {
        const struct mistake *mistake = &mistakes->items[i];
        bool is_tried = mistake->match == MISTAKE_REWRITE && !mistake_is_of_any_sum(mistake);
        rewritten += is_tried;
        for (size_t n = 0; is_tried && n < notations.count; n++) {
            const struct notation *notation = notations.items[n].notation;
            /* under the sanitizers there are too few networks for the rare ones */
            long least = FIXTURE_IS_SANITIZED ? 0 : NETWORKS_EACH;
            bool is_none = is_of_means(mistake->id) && notation->reduction == REDUCTION_SUM;
            long found = tally.networks[i][n];
            if (is_none ? found != 0 : found < least) {
                test_failures++;
                printf("# %s in %s: told on %ld networks\n", mistake->id, notation->id, found);
            }
        }
    }
    EXPECT_INT(mistakes->count, 83);
    EXPECT_INT(rewritten, 78);
}

/* ---- by hand ---- */

/* The published numbers of Mazur's network, and the mistakes of the list made on it. */
struct known {
    const char *notation;
    long step;
    size_t cell[2];
    const char *typed;
    const char *verdict, *mistake;
};

static const struct known known_answers[] = {
    {"four", 8, {1, 1}, "0.0088", "right", NULL},
    {"four", 8, {1, 1}, "0.00877", "right", NULL},
    {"four", 8, {1, 1}, "0.009", "fewer_digits", NULL},
    {"four", 8, {1, 1}, "0.0364", "mistake", "no_slope"},
    {"four", 8, {1, 1}, "0.00923", "mistake", "no_transpose"},
    {"four", 8, {1, 1}, "0.00295", "mistake", "dw_for_w"},
    {"four", 8, {1, 1}, "0.0144", "mistake", "dw_for_w"},
    {"four", 8, {1, 1}, "0.00729", "mistake", "updated_weights"},
    {"four", 8, {1, 1}, "0.0134", "mistake", "lost_sum"},
    {"four", 8, {1, 1}, "0.0454", "mistake", "raw_error_back"},
    {"four", 8, {1, 1}, "-0.00877", "mistake", "flipped_sign"},
    {"four", 8, {1, 1}, "0.0877", "mistake", "power_of_ten"},
    {"four", 7, {1, 1}, "0.7414", "mistake", "no_slope_output"},
    {"four", 7, {1, 1}, "0.1422", "mistake", "slope_of_error"},
    {"four", 9, {1, 1}, "0.1041", "mistake", "own_activation"},
    {"four", 9, {1, 2}, "-0.0226", "mistake", "transposed_gradient"},
    {"four", 12, {1, 1}, "0.4411", "mistake", "uphill"},
    {"four", 12, {1, 1}, "0.3178", "mistake", "no_rate"},
    {"four", 12, {1, 1}, "-0.0411", "mistake", "change_only"},
    {"four", 12, {1, 1}, "0.3308", "mistake", "delta_for_gradient"},
    {"four", 12, {1, 1}, "0.4", "mistake", "stale"},
    {"four", 12, {1, 1}, "0.4087", "elsewhere", "neighbour"}, /* the new w₁₂ */
    {"ladder", 9, {1, 1}, "0.0364", "mistake", "no_slope"},
    {"ladder", 9, {1, 1}, "0.00923", "mistake", "no_transpose"},
    {"ladder", 9, {1, 1}, "0.0134", "mistake", "lost_sum"},
    {"four", 8, {1, 1}, "0.1234", "unknown", NULL},
};

static void expect_known(const struct known *known) {
    struct place place = {.arena = arena_create()};
    const struct lesson *lesson = fixture_lesson(place.arena, root, "tests/lessons/mazur.json");
    const struct program *program = fixture_program(
        place.arena, lesson, fixture_notation(place.arena, root, known->notation), 0);
    struct recording recording;
    EXPECT(recording_of_step(place.arena, program, known->step, &recording));
    place.question = (struct diagnosis_question){
        .recording = &recording, .mistakes = mistakes, .cell = {known->cell[0], known->cell[1]}};
    const struct diagnosis diagnosis = answer(&place, known->typed);
    printf("# %s, step %ld, %s\n", known->notation, known->step, known->typed);
    EXPECT_STRING(diagnosis_verdict_names[diagnosis.verdict], known->verdict);
    if (known->mistake != NULL && diagnosis.count > 0) {
        bool is_named = false;
        for (size_t i = 0; i < diagnosis.count; i++) {
            is_named = is_named || strcmp(diagnosis.findings[i].mistake->id, known->mistake) == 0;
        }
        EXPECT(is_named);
    }
    arena_destroy(place.arena);
}

static void test_known_answers(void) {
    for (size_t i = 0; i < TEST_COUNT(known_answers); i++) {
        expect_known(&known_answers[i]);
    }
}

/* δ of the hidden layer by Mazur's numbers, with 3 decimals kept on the way, and from an output
 * error that was wrong. */
static void test_own_ways(void) {
    struct place place = {.arena = arena_create()};
    const struct lesson *lesson = fixture_lesson(place.arena, root, "tests/lessons/mazur.json");
    const struct program *program =
        fixture_program(place.arena, lesson, fixture_notation(place.arena, root, "four"), 0);
    struct recording recording;
    EXPECT(recording_of_step(place.arena, program, 8, &recording));
    place.question =
        (struct diagnosis_question){.recording = &recording, .mistakes = mistakes, .cell = {1, 1}};
    /* 0.4 · 0.138 − 0.5 · 0.038 = 0.036, σ′(0.378) = 0.241: 0.036 · 0.241 */
    struct diagnosis diagnosis = answer(&place, "0.00868");
    EXPECT_STRING(diagnosis_verdict_names[diagnosis.verdict], "rounded");
    EXPECT_INT(diagnosis.findings[0].which, 3);
    int error = program_find_tensor(program, ROLE_ERROR, 2);
    const struct replay_answer earlier = {error, 0, 0, 0.7414};
    place.question.answers = &earlier;
    place.question.answer_count = 1;
    /* (0.4 · 0.7414 − 0.5 · 0.0381) · 0.241301 */
    diagnosis = answer(&place, "0.06696");
    EXPECT_STRING(diagnosis_verdict_names[diagnosis.verdict], "follow_through");
    EXPECT_INT(diagnosis.findings[0].place.tensor, error);
    /* no slope, and the sign */
    place.question.answer_count = 0;
    diagnosis = answer(&place, "-0.03635");
    EXPECT_STRING(diagnosis_verdict_names[diagnosis.verdict], "pair");
    arena_destroy(place.arena);
}

/* ---- words ---- */

static const enum role worded[] = {ROLE_BIAS, ROLE_LOSS};

/* What a note calls it, for one sample and for many. */
static const char *word_of(size_t notation, enum role role, size_t samples,
                           enum language language) {
    const struct notation *note = notations.items[notation].notation;
    for (size_t s = 0; s < note->symbol_count; s++) {
        if (note->symbols[s].role == role) {
            return notation_symbol_title(note, (int)s, 1, 1, samples)->in[language];
        }
    }
    return NULL;
}

/* The words of a sentence, without the formulas in it. */
static const char *words_of(struct arena *arena, const struct mistake *mistake,
                            const struct program *program, enum language language) {
    struct text_builder text;
    text_begin(&text, arena);
    struct mistake_words words;
    const char *word, *at = mistake->say.in[language];
    text_append_format(&text, "%s · ", mistake_name(arena, mistake, program, language));
    while (mistake_next_words(&at, &words)) {
        if (mistake_word(arena, &words, program, language, &word)) {
            text_append_string(&text, word);
        } else if (!words.is_name) {
            text_append(&text, words.bytes, words.length);
        }
    }
    return text.bytes;
}

/* A word of another note is foreign where it is no part of the own one. */
static long foreign_words(const char *said, size_t notation, size_t samples,
                          enum language language) {
    long found = 0;
    for (size_t i = 0; i < TEST_COUNT(worded) * notations.count * 2; i++) {
        enum role role = worded[i / 2 % TEST_COUNT(worded)];
        const char *own = word_of(notation, role, samples, language);
        const char *other = word_of(i / 2 / TEST_COUNT(worded), role, 1 + i % 2, language);
        bool is_foreign = strstr(own, other) == NULL && strstr(said, other) != NULL;
        found += is_foreign;
        if (is_foreign) {
            printf("# %s in %s: %s\n", other, notations.items[notation].notation->id, said);
        }
    }
    return found;
}

/* Of one sample and of many, see fixture_random_lesson. */
static void test_words(void) {
    static const uint64_t seeds[] = {3, 4};
    long foreign = 0, said = 0;
    for (size_t i = 0; i < TEST_COUNT(seeds) * notations.count * LANGUAGE_COUNT; i++) {
        struct arena *arena = arena_create();
        enum language language = (enum language)(i % LANGUAGE_COUNT);
        size_t notation = i / LANGUAGE_COUNT % notations.count;
        const struct lesson *lesson =
            fixture_random_lesson(arena, seeds[i / LANGUAGE_COUNT / notations.count]);
        const struct program *program =
            fixture_program(arena, lesson, notations.items[notation].notation, 0);
        for (size_t m = 0; m < mistakes->count; m++, said++) {
            const char *words = words_of(arena, &mistakes->items[m], program, language);
            foreign += foreign_words(words, notation, program->samples, language);
            EXPECT(strchr(words, '{') == NULL);
        }
        arena_destroy(arena);
    }
    printf("# %ld sentences\n", said);
    EXPECT_INT(foreign, 0);
}

int main(int count, char **arguments) {
    root = count > 1 ? arguments[1] : ".";
    shared = arena_create();
    mistakes = fixture_mistakes(shared, root);
    notations = fixture_notations(shared, root);
    const struct test tests[] = {
        {"mistakes on random networks are told back", test_random_networks},
        {"every mistake in every notation on three networks", test_every_mistake},
        {"answers about Mazur's network", test_known_answers},
        {"rounded, followed through, two at once", test_own_ways},
        {"mistakes are named in the note's own words", test_words},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
