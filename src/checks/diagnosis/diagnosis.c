#include "checks/diagnosis/diagnosis.h"

#include <math.h>

const char *const diagnosis_verdict_names[DIAGNOSIS_VERDICT_COUNT] = {
    [DIAGNOSIS_RIGHT] = "right",     [DIAGNOSIS_FEWER_DIGITS] = "fewer_digits",
    [DIAGNOSIS_ROUNDED] = "rounded", [DIAGNOSIS_FOLLOW_THROUGH] = "follow_through",
    [DIAGNOSIS_MISTAKE] = "mistake", [DIAGNOSIS_ELSEWHERE] = "elsewhere",
    [DIAGNOSIS_PAIR] = "pair",       [DIAGNOSIS_UNKNOWN] = "unknown",
};

/* A diagnosis under way. */
struct search {
    struct arena *arena;
    const struct diagnosis_question *question;
    const struct answer_number *answer;
    struct candidates candidates;
    struct diagnosis *result;
};

static void find(struct search *search, enum diagnosis_verdict verdict,
                 const struct diagnosis_finding *finding) {
    struct diagnosis *result = search->result;
    result->verdict = verdict;
    result->total++;
    if (result->count < DIAGNOSIS_MOST) {
        result->findings[result->count++] = *finding;
    }
}

static bool matches(const struct search *search, double value) {
    return answer_number_matches(search->answer, value);
}

/* ---- right ---- */

static bool is_exact(const struct search *search, const struct candidate *candidate) {
    return !candidate->is_silent && !search->answer->is_reckoned &&
           candidates_same(candidate->value, search->answer->value);
}

/* A mistake that gives just this number: 1 is no rounded 0.6457 then. */
static bool some_is_exact(const struct search *search) {
    for (size_t i = 0; i < search->candidates.count; i++) {
        if (is_exact(search, &search->candidates.items[i])) {
            return true;
        }
    }
    return false;
}

static bool try_right(struct search *search) {
    double right = search->result->right;
    double tolerance = search->question->tolerance;
    bool is_close = tolerance > 0 && fabs(search->answer->value - right) <= tolerance;
    bool is_right = matches(search, right);
    if (!is_close && !is_right) {
        return false;
    }
    if (is_close || answer_number_has_digits(search->answer, right)) {
        search->result->verdict = DIAGNOSIS_RIGHT;
        return true;
    }
    search->result->verdict = DIAGNOSIS_FEWER_DIGITS;
    return !some_is_exact(search);
}

/* ---- rounded on the way ---- */

enum { MOST_DECIMALS = 4 };
static const double most_rounding = 0.25; /* of the right value: more is no rounding */

static bool is_near(double value, double right) {
    return value != 0 && fabs(value - right) <= most_rounding * fabs(right);
}

static bool try_rounded(struct search *search) {
    const struct diagnosis_question *question = search->question;
    for (int decimals = MOST_DECIMALS; decimals > 0; decimals--) {
        for (int inside = 0; inside < 2; inside++) {
            const struct replay replay = {.decimals = decimals, .rounds_inside = inside > 0};
            double value =
                replay_value(search->arena, question->recording, &replay, question->cell);
            if (is_near(value, search->result->right) && matches(search, value) &&
                answer_number_has_digits(search->answer, value)) {
                find(search, DIAGNOSIS_ROUNDED,
                     &(struct diagnosis_finding){
                         .mistake = mistakes_of_match(question->mistakes, MISTAKE_ROUNDING),
                         .value = search->result->right,
                         .which = (size_t)decimals,
                         .place = QUANTITY_NONE});
                return true;
            }
        }
    }
    return false;
}

/* One more or less in the last digit: cut off instead of rounded. */
static bool is_cut_off(const struct search *search) {
    const struct answer_number *answer = search->answer;
    double unit = pow(10, -answer->decimals);
    return !answer->is_reckoned && answer_number_has_digits(answer, search->result->right) &&
           fabs(answer->value) < fabs(search->result->right) &&
           answer->value * search->result->right > 0 &&
           fabs(answer->value - search->result->right) < unit;
}

/* ---- from earlier answers ---- */

static bool try_follow_through(struct search *search) {
    const struct diagnosis_question *question = search->question;
    const struct replay replay = {
        .decimals = -1, .answers = question->answers, .answer_count = question->answer_count};
    if (question->answer_count == 0) {
        return false;
    }
    double value = replay_value(search->arena, question->recording, &replay, question->cell);
    if (!isfinite(value) || candidates_same(value, search->result->right) ||
        !matches(search, value)) {
        return false;
    }
    const struct replay_answer *last = &question->answers[question->answer_count - 1];
    find(search, DIAGNOSIS_FOLLOW_THROUGH,
         &(struct diagnosis_finding){
             .mistake = mistakes_of_match(question->mistakes, MISTAKE_FOLLOW_THROUGH),
             .value = value,
             .place = {last->tensor, (long)last->row, (long)last->column}});
    return true;
}

/* ---- mistakes ---- */

enum { FEWEST_DIGITS = 3 }; /* a number with fewer meets too many others by chance */
enum { VAGUE_DIGITS = 1, VAGUE_DECIMALS = 3 }; /* -0.1 is about anything from -0.15 to -0.05 */

static bool has_digits(const struct search *search) {
    return search->answer->significant >= FEWEST_DIGITS || search->answer->is_reckoned;
}

static bool is_named(const struct diagnosis *result, const struct mistake *mistake) {
    for (size_t i = 0; i < result->count; i++) {
        if (result->findings[i].mistake == mistake) {
            return true;
        }
    }
    return false;
}

/* How sure a mistake is: reported by others; thought of, and told of a number with enough digits;
 * possible in any sum. */
enum rank { RANK_SEEN, RANK_THOUGHT_OF, RANK_ANY_SUM };

static enum rank rank_of(const struct mistake *mistake) {
    return mistake->seen > 0                ? RANK_SEEN
           : mistake_is_thought_of(mistake) ? RANK_THOUGHT_OF
                                            : RANK_ANY_SUM;
}

static bool is_vague(const struct search *search) {
    return search->answer->significant <= VAGUE_DIGITS &&
           search->answer->decimals <= VAGUE_DECIMALS && !search->answer->is_reckoned;
}

/* With few digits a mistake that gives just this number is meant, not one that rounds to it: -1 is
 * no -1.5. One digit alone is never what another number rounds to. */
static bool is_exact_wanted(const struct search *search, enum rank rank) {
    bool is_wanted = is_vague(search);
    for (size_t i = 0; i < search->candidates.count && !has_digits(search); i++) {
        const struct candidate *candidate = &search->candidates.items[i];
        is_wanted =
            is_wanted || (rank_of(candidate->mistake) == rank && is_exact(search, candidate));
    }
    return is_wanted;
}

static bool try_mistakes(struct search *search, enum rank rank) {
    if (rank == RANK_THOUGHT_OF && !has_digits(search)) {
        return false;
    }
    const bool is_picky = is_exact_wanted(search, rank);
    for (size_t i = 0; i < search->candidates.count; i++) {
        const struct candidate *candidate = &search->candidates.items[i];
        if (rank_of(candidate->mistake) == rank && !candidate->is_silent &&
            matches(search, candidate->value) && (!is_picky || is_exact(search, candidate)) &&
            !is_named(search->result, candidate->mistake)) {
            find(search, DIAGNOSIS_MISTAKE,
                 &(struct diagnosis_finding){.mistake = candidate->mistake,
                                             .formula = candidate->formula,
                                             .value = candidate->value,
                                             .which = candidate->rewritten.which,
                                             .place = QUANTITY_NONE});
        }
    }
    return search->result->count > 0;
}

static bool try_power_of_ten(struct search *search) {
    const double powers[] = {10, 0.1, 100, 0.01, 1000, 0.001};
    double right = search->result->right;
    for (size_t i = 0; right != 0 && i < sizeof powers / sizeof *powers; i++) {
        if (search->answer->significant >= 2 && matches(search, right * powers[i]) &&
            answer_number_has_digits(search->answer, right * powers[i])) {
            find(search, DIAGNOSIS_MISTAKE,
                 &(struct diagnosis_finding){
                     .mistake = mistakes_of_match(search->question->mistakes, MISTAKE_POWER_OF_TEN),
                     .value = right * powers[i],
                     .place = QUANTITY_NONE});
            return true;
        }
    }
    return false;
}

/* ---- elsewhere ---- */

/* Tensors of the same role, then of the same layer, then others. */
static int distance(const struct program *program, int tensor, int target) {
    const struct tensor *a = &program->tensors[tensor], *b = &program->tensors[target];
    return tensor == target ? 0 : a->role == b->role ? 1 : a->layer == b->layer ? 2 : 3;
}

static bool is_placed(const struct diagnosis *result, struct quantity place) {
    for (size_t i = 0; i < result->count; i++) {
        if (quantity_equal(result->findings[i].place, place)) {
            return true;
        }
    }
    return false;
}

/* What the tensor holds at a time of the recording. */
static void try_tensor(struct search *search, int tensor, enum recorded_time time) {
    const struct recording *recording = search->question->recording;
    const struct tensor *found = &recording->program->tensors[tensor];
    size_t columns = found->storage.shape.columns, count = shape_count(found->storage.shape);
    const double *values =
        recording->state + (size_t)time * recording->program->state_count + found->storage.offset;
    for (size_t i = 0; i < count; i++) {
        const struct quantity place = {tensor, (long)(i / columns), (long)(i % columns)};
        if (isfinite(values[i]) && values[i] != 0 && matches(search, values[i]) &&
            !is_placed(search->result, place)) {
            find(search, DIAGNOSIS_ELSEWHERE,
                 &(struct diagnosis_finding){
                     .mistake = mistakes_of_match(search->question->mistakes, MISTAKE_NEIGHBOUR),
                     .value = values[i],
                     .place = place});
        }
    }
}

/* A tensor that the program has values of. */
static bool is_recorded(const struct recording *recording, int tensor) {
    const struct tensor *found = &recording->program->tensors[tensor];
    return found->first_write < recording->program->operation_count;
}

static bool try_elsewhere(struct search *search) {
    const struct recording *recording = search->question->recording;
    const struct program *program = recording->program;
    int target = recording_operation(recording)->target;
    for (int far = 0; has_digits(search) && far <= 3 && search->result->count == 0; far++) {
        for (int i = 0; i < program->tensor_count; i++) {
            if (distance(program, i, target) == far && is_recorded(recording, i)) {
                bool is_known = program_is_written(program, i, recording->operation);
                try_tensor(search, i, is_known ? RECORDED_NOW : RECORDED_AFTER);
                try_tensor(search, i, RECORDED_AFTER); /* of weights also the new ones */
            }
        }
    }
    return search->result->count > 0;
}

/* Who is asked for a part of the formula may have gone on to its end. */
static bool try_whole(struct search *search) {
    const struct recording *recording = search->question->recording;
    if (recording->part < 0 || !has_digits(search)) {
        return false;
    }
    try_tensor(search, recording_operation(recording)->target, RECORDED_AFTER);
    return search->result->count > 0;
}

/* ---- two at once ---- */

enum { PAIRED_MOST = 12 };

/* The mistakes seen most that change this formula. */
static size_t first_mistakes(const struct search *search, const struct candidate **ret) {
    size_t count = 0;
    for (size_t i = 0; i < search->candidates.count && count < PAIRED_MOST; i++) {
        const struct candidate *candidate = &search->candidates.items[i];
        bool is_new = count == 0 || ret[count - 1]->mistake != candidate->mistake;
        if (is_new && !candidate->is_silent && candidate->mistake->seen > 0 &&
            !candidate->rewritten.tree.target.has_element) {
            ret[count++] = candidate;
        }
    }
    return count;
}

static void try_second(struct search *search, const struct candidate *first,
                       const struct mistake *second) {
    struct candidates both = candidates_of(search->arena, search->question->recording,
                                           &first->rewritten.tree, second, search->question->cell);
    for (size_t i = 0; i < both.count; i++) {
        bool is_new = !is_named(search->result, second) || search->result->count == 0;
        if (is_new && !both.items[i].is_silent && matches(search, both.items[i].value)) {
            find(search, DIAGNOSIS_PAIR,
                 &(struct diagnosis_finding){.mistake = first->mistake,
                                             .second = second,
                                             .formula = both.items[i].formula,
                                             .value = both.items[i].value,
                                             .place = QUANTITY_NONE});
        }
    }
}

/* Only where exactly one pair fits. */
static bool try_pairs(struct search *search) {
    const struct candidate *first[PAIRED_MOST];
    size_t count = has_digits(search) ? first_mistakes(search, first) : 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            if (i != j) {
                try_second(search, first[i], first[j]->mistake);
            }
        }
    }
    bool is_one = search->result->count > 0;
    for (size_t i = 1; i < search->result->count; i++) {
        is_one =
            is_one && search->result->findings[i].mistake == search->result->findings[0].second;
    }
    search->result->count = is_one ? 1 : 0;
    search->result->total = search->result->count;
    return is_one;
}

/* ---- the order ---- */

struct diagnosis diagnosis_of_number(struct arena *arena, const struct diagnosis_question *question,
                                     const struct answer_number *answer) {
    struct diagnosis result = {.verdict = DIAGNOSIS_UNKNOWN,
                               .right = candidates_right(question->recording, question->cell)};
    struct search search = {
        .arena = arena,
        .question = question,
        .answer = answer,
        .candidates =
            candidates_create(arena, question->recording, question->mistakes, question->cell),
        .result = &result,
    };
    if (try_right(&search) || try_whole(&search) || try_follow_through(&search) ||
        try_mistakes(&search, RANK_SEEN) || try_mistakes(&search, RANK_THOUGHT_OF)) {
        return result;
    }
    if (try_rounded(&search)) {
        return result;
    }
    if (is_cut_off(&search)) {
        result.verdict = DIAGNOSIS_RIGHT;
        return result;
    }
    if (try_elsewhere(&search) || try_mistakes(&search, RANK_ANY_SUM) ||
        try_power_of_ten(&search) || try_pairs(&search)) {
        return result;
    }
    result.verdict = DIAGNOSIS_UNKNOWN;
    return result;
}
