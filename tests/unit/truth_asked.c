/* What questions, hints and verdicts say is true: each number in them, in both languages and all
 * notations, whatever is typed, is the value that it names in a second run that asks nothing. The
 * line of products is reckoned as a person does; a sentence about one of its products, a unit or a
 * sample gives the number that was typed. A number that nobody here can place is a fault. */
#include "ask_tests.h"
#include "asked_line.h"

#include "engine/quantity.h"
#include "session/ask/asking.h"
#include "session/session_parts.h"
#include "tell/answer/question_told.h"

enum {
    MOST_LESSONS = 128,
    MOST_FAULTS = 40,
    MOST_LINES = 64,
    FEWER = FIXTURE_IS_SANITIZED ? 3 : 1 /* lessons in a notation and language */
};

/* What was compared. */
static struct {
    size_t operands, lines, unread, solutions, right, shapes, decimals;
    size_t named, parts, roundings, fixed, factors, options;
} heard;

/* A question, and the run that knows its answer. */
struct hearing {
    const char *path;
    struct session *session, *plain;
    enum language language;
    double right;         /* VALUE: what is asked for */
    const char *typed;    /* the last answer */
    const char *said;     /* of it, in its first line */
    const char *products; /* the line of the second hint; NULL: there is none */
};

static void tell_fault(const struct hearing *hearing, const char *what, const char *text) {
    if (test_failures++ < MOST_FAULTS) {
        printf("# %s, %s, step %ld, %s, \"%s\" typed: %s: %s\n", hearing->path,
               session_program(hearing->session)->notation->id, session_step(hearing->session),
               hearing->language == LANGUAGE_ENGLISH ? "en" : "zh",
               hearing->typed != NULL ? hearing->typed : "", what, text);
    }
}

/* What somebody typed, to its last digit. */
static bool is_typed(const struct hearing *hearing, double value) {
    /* of an option that was chosen the number that it shows */
    const struct asked *asked = session_ask_now(hearing->session);
    const char *typed = hearing->typed;
    char option[32];
    if (typed[0] >= 'a' && typed[0] <= 'z') {
        const struct asked_option *chosen = &asked->subject.options[typed[0] - 'a'];
        snprintf(option, sizeof option, "%.*f", chosen->decimals, chosen->value);
        typed = option;
    }
    return fabs(strtod(typed, NULL) - value) <= second_half_digit(typed) * (1 + 1e-5) + 1e-12;
}

static double value_there(const struct hearing *hearing, struct quantity quantity, long step) {
    return ask_value_at(hearing->plain, step, quantity);
}

/* ---- lines ---- */

static const struct asked *asked_of(const struct hearing *hearing) {
    return session_ask_now(hearing->session);
}

/* Numbers that stand for something: what the operation read. */
static void hold_operands(const struct hearing *hearing, const struct asked_line *line) {
    long before = session_step(hearing->session) - 1;
    for (size_t i = 0; i < line->count; i++) {
        const struct telling_part *part = &line->parts[i];
        bool is_number = part->kind == TELLING_WORDS && part->quantity.tensor >= 0 &&
                         part->quantity.row >= 0 && part->quantity.column >= 0;
        if (!is_number) {
            continue;
        }
        heard.operands++;
        if (!second_is_written_as(part->text, value_there(hearing, part->quantity, before))) {
            tell_fault(hearing, "another value", part->text);
        }
    }
}

/* "w = 2 · 0.5 + 1 = ?": what comes out is what is asked for. */
static void hold_products(struct arena *arena, struct hearing *hearing,
                          const struct asked_line *line) {
    const char *arithmetic = asked_line_arithmetic(arena, line);
    struct second_reader reader = {.c = arithmetic};
    bool is_softmax = strncmp(arithmetic, "softmax(", strlen("softmax(")) == 0;
    long unit =
        quantity_unit(session_program(hearing->session), asked_of(hearing)->subject.quantity);
    struct second_value value =
        is_softmax ? asked_softmax(&reader, (size_t)unit) : second_sum(&reader);
    double margin = 1e-9 * (1 + fabs(hearing->right));
    hearing->products = arithmetic;
    second_take(&reader, ""); /* a space */
    heard.unread += reader.is_lost;
    if (reader.is_lost || (strcmp(reader.c, "= ?") != 0 && strcmp(reader.c, "≈ ?") != 0)) {
        /* dots cannot be added up, nor is a number that the step makes on the way known */
        const char *open = strchr(arithmetic, '?');
        bool is_known = strstr(arithmetic, "⋯") != NULL || (open != NULL && open[1] != '\0');
        hearing->products = NULL;
        if (!is_known) {
            tell_fault(hearing, "not read", arithmetic);
        }
        return;
    }
    heard.lines++;
    if (value.low > hearing->right + margin || value.high < hearing->right - margin) {
        tell_fault(hearing,
                   text_format(arena, "comes to %g and not %g", value.value, hearing->right),
                   arithmetic);
    }
}

/* ---- hints ---- */

static void hold_hints(struct arena *arena, struct hearing *hearing) {
    const struct asked *asked = asked_of(hearing);
    struct moment moment = moment_create(hearing->session, arena);
    const struct script *script = asked->stop != NULL ? session_script(hearing->session) : NULL;
    struct telling telling = telling_begin(arena, hearing->language);
    question_told_add_hint(&telling, &moment, script, asked, 2);
    struct asked_line lines[MOST_LINES];
    size_t count = asked_lines(&telling, lines, MOST_LINES);
    const char *no_more = string_get(hearing->language, STRING_HINT_NO_MORE);
    for (size_t i = 0; i < count; i++) {
        hold_operands(hearing, &lines[i]);
        if (strcmp(asked_line_words(arena, &lines[i]), no_more) != 0) {
            hold_products(arena, hearing, &lines[i]);
        }
    }
}

/* "w_{12} = −0.25", or a shape, or the option; the author's last word is read elsewhere. */
static void hold_solution(struct arena *arena, struct hearing *hearing) {
    const struct asked *asked = asked_of(hearing);
    struct moment moment = moment_create(hearing->session, arena);
    const struct script *script = asked->stop != NULL ? session_script(hearing->session) : NULL;
    struct telling telling = telling_begin(arena, hearing->language);
    question_told_add_hint(&telling, &moment, script, asked, ASKED_MOST_HINTS);
    struct asked_line lines[MOST_LINES];
    size_t count = asked_lines(&telling, lines, MOST_LINES);
    bool is_explained =
        asked->stop != NULL && *asked->stop->question->explain.in[hearing->language] != '\0';
    for (size_t i = 0; i + is_explained < count; i++) {
        const char *words = asked_line_words(arena, &lines[i]);
        size_t rows = 0, columns = 0;
        const char *shape = asked_shape(words, &rows, &columns);
        if (asked->kind == QUESTION_SHAPE && shape != NULL) {
            heard.shapes++;
            const struct shape right = asked->subject.shape;
            if (rows != right.rows || columns != right.columns) {
                tell_fault(hearing, "another shape", words);
            }
        } else if (asked->kind == QUESTION_SIGN && strcmp(words + 3, "0") == 0) {
            heard.solutions++;
            double value = ask_right_value(hearing->session, hearing->plain);
            if (words[1] != (value > 0 ? '>' : value < 0 ? '<' : '=')) {
                tell_fault(hearing, "another sign", words);
            }
        } else if (strncmp(words, " = ", 3) == 0 && lines[i].parts[0].kind == TELLING_SYMBOL) {
            double value =
                value_there(hearing, asked->subject.quantity, session_step(hearing->session));
            heard.solutions++;
            bool is_line = strstr(words + 3, " = ") != NULL || strstr(words + 3, " ≈ ") != NULL;
            if (is_line ? second_judge(words + 3) == SECOND_FALSE
                        : !second_is_written_as(words + 3, value)) {
                tell_fault(hearing, text_format(arena, "another value than %.17g", value), words);
            }
        }
    }
}

/* ---- verdicts ---- */

/* What a finding says in full, and about which product, sample or place. */
static void hold_finding(struct arena *arena, struct hearing *hearing,
                         const struct diagnosis_finding *finding, const struct asked_line *line) {
    const struct asked *asked = asked_of(hearing);
    const char *words = asked_line_words(arena, line);
    const char *say = finding->mistake->say.in[LANGUAGE_ENGLISH];
    struct quantity there = finding->place;
    long numbers[2] = {0};
    size_t count = asked_wholes(words, numbers, 2);
    if (finding->second != NULL || strchr(say, '{') == NULL) {
        heard.fixed++;
        bool is_factor = strcmp(finding->mistake->id, "lost_or_extra_two") == 0;
        if (finding->second == NULL && is_factor && !is_typed(hearing, 2 * hearing->right) &&
            !is_typed(hearing, hearing->right / 2)) {
            tell_fault(hearing, "no factor of 2", words);
        }
    } else if (strstr(say, "decimals") != NULL) {
        heard.roundings++;
        const char *value = asked_last_number(words);
        if (count < 1 || numbers[0] < 1 || numbers[0] > 4 ||
            !second_is_written_as(value, hearing->right)) {
            tell_fault(hearing, "another value", words);
        }
    } else if (strstr(say, "{name}") != NULL && strstr(say, "your own") == NULL) {
        heard.named++;
        /* also what is computed later: somebody may be ahead */
        long here = session_step(hearing->session);
        long operations = session_program(hearing->session)->operation_count;
        long end = (here + operations - 1) / operations * operations;
        /* of what an update changes the numbers from before stand on the board too, as operands */
        bool is_operand = there.tensor == asked->subject.quantity.tensor &&
                          is_typed(hearing, value_there(hearing, there, here - 1));
        if (!is_operand && !is_typed(hearing, value_there(hearing, there, here)) &&
            !is_typed(hearing, value_there(hearing, there, end))) {
            tell_fault(hearing, "does not stand there", words);
        }
    } else if (strstr(say, "right for sample") != NULL) {
        heard.parts++;
        struct quantity other = asked->subject.quantity;
        bool is_row = session_program(hearing->session)->notation->samples == SAMPLES_AS_ROWS;
        *(is_row ? &other.row : &other.column) = numbers[0] - 1;
        if (count != 1 ||
            !is_typed(hearing, value_there(hearing, other, session_step(hearing->session)))) {
            tell_fault(hearing, "another sample", words);
        }
    } else if (strstr(say, "{which}") != NULL) {
        heard.parts++;
        const struct asked_typed given = {hearing->typed,
                                          (double)session_lesson(hearing->session)->batch_size};
        size_t which = (size_t)numbers[0];
        bool is_known =
            hearing->products == NULL ||
            (strstr(say, "product") != NULL ? asked_is_lost(arena, hearing->products, given, which)
             : strstr(say, "sample") != NULL
                 ? asked_is_sample(arena, hearing->products, given, which)
                 : asked_is_way(arena, hearing->products, given, which));
        if (count != 1 || !is_known) {
            tell_fault(hearing, "another part", words);
        }
    }
}

static void hold_number_verdict(struct arena *arena, struct hearing *hearing,
                                const struct asked_line *lines, size_t count) {
    const struct diagnosis *number = asked_of(hearing)->finding.number;
    const char *words = asked_line_words(arena, &lines[0]);
    if (number->verdict == DIAGNOSIS_RIGHT) {
        heard.right++;
        if (!second_is_written_as(asked_last_number(words), hearing->right)) {
            tell_fault(hearing, "another value", words);
        }
    } else if (number->verdict == DIAGNOSIS_FEWER_DIGITS) {
        long decimals = 0;
        heard.decimals++;
        asked_wholes(words, &decimals, 1);
        double shown = number_rounded(hearing->right, (int)decimals);
        if (decimals < 4 || fabs(shown - hearing->right) > 0.005 * fabs(hearing->right) + 5e-5) {
            tell_fault(hearing, "not enough decimals", words);
        }
    }
    bool has_head = number->count > 1 && number->verdict == DIAGNOSIS_MISTAKE;
    for (size_t i = 0; i < number->count && i + has_head < count; i++) {
        hold_finding(arena, hearing, &number->findings[i], &lines[i + has_head]);
    }
}

/* The verdict of what was typed last. */
static void hold_verdict(struct arena *arena, struct hearing *hearing) {
    const struct asked *asked = asked_of(hearing);
    struct moment moment = moment_create(hearing->session, arena);
    const struct script *script = asked->stop != NULL ? session_script(hearing->session) : NULL;
    struct telling telling = telling_begin(arena, hearing->language);
    question_told_add_verdict(&telling, &moment, script, asked);
    struct asked_line lines[MOST_LINES];
    size_t count = asked_lines(&telling, lines, MOST_LINES);
    if (count == 0) {
        tell_fault(hearing, "nothing is said", "");
        return;
    }
    hearing->said = asked_line_words(arena, &lines[0]);
    if (asked->finding.number != NULL) {
        hold_number_verdict(arena, hearing, lines, count);
        return;
    }
    const char *words = asked_line_words(arena, &lines[0]);
    size_t rows = 0, columns = 0;
    if (asked->kind == QUESTION_SHAPE && asked_shape(words, &rows, &columns) != NULL) {
        heard.shapes++;
        const struct shape right = asked->subject.shape;
        if (rows != right.rows || columns != right.columns) {
            tell_fault(hearing, "another shape", words);
        }
    }
}

/* ---- answers ---- */

static void answer(struct arena *arena, struct hearing *hearing, const char *text) {
    if (asked_of(hearing)->is_settled) {
        session_ask_enter(hearing->session);
    }
    hearing->typed = text;
    session_ask_type(hearing->session, text);
    session_ask_check(hearing->session);
    hold_verdict(arena, hearing);
}

/* What stands in the next row, or else in the next column. */
static void answer_neighbour(struct arena *arena, struct hearing *hearing) {
    struct quantity beside = asked_of(hearing)->subject.quantity;
    const struct tensor *tensor = &session_program(hearing->session)->tensors[beside.tensor];
    if (tensor->storage.shape.rows > 1) {
        beside.row = (beside.row + 1) % (long)tensor->storage.shape.rows;
    } else if (tensor->storage.shape.columns > 1) {
        beside.column = (beside.column + 1) % (long)tensor->storage.shape.columns;
    } else {
        return;
    }
    double value = value_there(hearing, beside, session_step(hearing->session));
    answer(arena, hearing, fixture_typed(arena, value));
}

/* Everything that somebody gets by a usual mistake, by rounding, elsewhere, or by nothing. */
static void answer_values(struct arena *arena, struct hearing *hearing) {
    const struct asked *asked = asked_of(hearing);
    asking_record(hearing->session);
    session_refresh(hearing->session);
    const struct recording *recording = session_ask_recording(hearing->session);
    const size_t cell[2] = {(size_t)asked->subject.quantity.row + 1,
                            (size_t)asked->subject.quantity.column + 1};
    if (recording != NULL) {
        const struct candidates candidates = candidates_create(arena, recording, mistakes, cell);
        for (size_t i = 0; i < candidates.count; i++) {
            answer(arena, hearing, fixture_typed(arena, candidates.items[i].value));
        }
        for (int decimals = 1; decimals < 4; decimals++) {
            const struct replay replay = {.decimals = decimals, .rounds_inside = true};
            answer(arena, hearing,
                   fixture_typed(arena, replay_value(arena, recording, &replay, cell)));
        }
    }
    answer_neighbour(arena, hearing);
    answer(arena, hearing, text_format(arena, "%.2f", hearing->right));
    answer(arena, hearing, fixture_typed(arena, 10 * hearing->right));
    answer(arena, hearing, fixture_typed(arena, -hearing->right));
    answer(arena, hearing, fixture_typed(arena, hearing->right));
}

/* Three times the right formula, and its transpose. */
static void answer_formulas(struct arena *arena, struct hearing *hearing) {
    const struct program *program = session_program(hearing->session);
    const struct operation *operation = &program->operations[asked_of(hearing)->subject.operation];
    const struct shape shape = program->tensors[operation->target].storage.shape;
    const char *right = ask_right_text(arena, hearing->session, hearing->plain);
    const char *equals = strchr(right, '=');
    const char *value = equals != NULL ? equals + 1 : right;
    long numbers[4] = {0};
    answer(arena, hearing, text_format(arena, "3 * (%s)", value));
    size_t count = asked_wholes(hearing->said, numbers, 4);
    heard.factors += count > 0;
    if (count > 0 && numbers[0] != 3) {
        tell_fault(hearing, "another factor", hearing->said);
    }
    answer(arena, hearing, text_format(arena, "(%s)^T", value));
    count = asked_wholes(hearing->said, numbers, 4);
    heard.shapes += count == 4;
    if (count == 4 && (numbers[0] != (long)shape.columns || numbers[1] != (long)shape.rows ||
                       numbers[2] != (long)shape.rows || numbers[3] != (long)shape.columns)) {
        tell_fault(hearing, "another shape", hearing->said);
    }
}

/* In a hall: one of the numbers that are offered is right, no other reads so. */
static void hold_options(struct arena *arena, struct hearing *hearing) {
    session_ask_set_hall(hearing->session, true);
    const struct asked *asked = asked_of(hearing);
    struct moment moment = moment_create(hearing->session, arena);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        struct telling telling = telling_begin(arena, hearing->language);
        question_told_add_option(&telling, &moment, NULL, asked, i);
        const struct asked_line line = {telling.parts, telling.count};
        const char *words = asked_line_words(arena, &line);
        heard.options++;
        if (second_is_written_as(words, hearing->right) != asked->subject.options[i].is_right) {
            tell_fault(hearing, text_format(arena, "an option beside %g", hearing->right), words);
        }
    }
    session_ask_set_hall(hearing->session, false);
}

static void hold_question(struct hearing *hearing) {
    struct arena *arena = arena_create();
    const struct asked *asked = asked_of(hearing);
    bool is_value = asked->kind == QUESTION_VALUE;
    hearing->right = is_value ? ask_right_value(hearing->session, hearing->plain) : 0;
    hearing->products = hearing->typed = NULL;
    if (is_value) {
        hold_options(arena, hearing);
        hold_hints(arena, hearing);
        answer_values(arena, hearing);
    } else {
        if (asked->kind == QUESTION_FORMULA) {
            answer_formulas(arena, hearing);
        }
        const char *wrong = ask_wrong_text(arena, hearing->session, hearing->plain);
        if (wrong != NULL) {
            answer(arena, hearing, wrong);
        }
        answer(arena, hearing, ask_right_text(arena, hearing->session, hearing->plain));
    }
    session_ask_enter(hearing->session);
    session_ask_reveal(hearing->session);
    hold_solution(arena, hearing);
    arena_destroy(arena);
}

static void hold_lesson(struct hearing *hearing) {
    for (long step = 0; step >= 0; step = script_next(session_script(hearing->session), step)) {
        session_go_to(hearing->session, step);
        if (session_ask_is_open(hearing->session)) {
            hold_question(hearing);
        }
    }
}

static void hold_every_step(struct hearing *hearing) {
    session_ask_predict(hearing->session);
    for (long step = 1; step <= session_program(hearing->session)->operation_count; step++) {
        session_go_to(hearing->session, step);
        if (session_ask_is_open(hearing->session)) {
            hold_question(hearing);
        }
    }
}

static void test_asked(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count * notations.count * LANGUAGE_COUNT; i += FEWER) {
        struct arena *arena = arena_create();
        size_t notation = i / LANGUAGE_COUNT % notations.count;
        struct hearing hearing = {.path = paths[i / LANGUAGE_COUNT / notations.count],
                                  .language = (enum language)(i % LANGUAGE_COUNT)};
        const struct lesson *lesson = fixture_lesson(arena, root, hearing.path);
        hearing.session = ask_session(arena, lesson, &notations, notation, mistakes);
        hearing.plain = view_session(arena, lesson, &notations, notation);
        session_set_language(hearing.session, hearing.language);
        if (session_script(hearing.session) != NULL) {
            hold_lesson(&hearing);
        }
        hold_every_step(&hearing);
        session_destroy(hearing.plain);
        session_destroy(hearing.session);
        arena_destroy(arena);
    }
    printf("# %zu operands, %zu lines of products (%zu more with dots), %zu solutions, %zu right, "
           "%zu shapes, %zu "
           "decimals\n",
           heard.operands, heard.lines, heard.unread, heard.solutions, heard.right, heard.shapes,
           heard.decimals);
    printf("# %zu numbers of another place, %zu parts, %zu roundings, %zu sentences without one, "
           "%zu factors, %zu options\n",
           heard.named, heard.parts, heard.roundings, heard.fixed, heard.factors, heard.options);
    const size_t many = FIXTURE_IS_SANITIZED ? 4 : 1;
    EXPECT(heard.operands * many > 10000 && heard.lines * many > 3000 && heard.unread < 100);
    EXPECT(heard.solutions * many > 4000 && heard.right * many > 15000 &&
           heard.shapes * many > 2000);
    EXPECT(heard.named * many > 1500 && heard.parts * many > 5000 && heard.roundings * many > 2000);
    EXPECT(heard.decimals * many > 500 && heard.factors * many > 10 &&
           heard.options * many > 10000);
}

int main(int argc, char **argv) {
    static const struct test tests[] = {
        {"each number of a question, a hint and a verdict is the value that it names", test_asked},
    };
    return ask_tests_run(argc, argv, tests, TEST_COUNT(tests));
}
