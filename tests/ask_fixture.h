#ifndef BACKSTEP_TESTS_ASK_FIXTURE_H
#define BACKSTEP_TESTS_ASK_FIXTURE_H

/* Sessions that ask, and answers to their questions, found by running the lesson a second time in a
 * session that asks nothing. */

#include "mistake_fixture.h"
#include "view_fixture.h"

#include "base/number.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "session/ask/session_ask.h"

static inline size_t ask_notation(const struct view_notations *notations, const char *id) {
    size_t index = 0;
    while (strcmp(notations->items[index]->id, id) != 0) {
        index++;
    }
    return index;
}

static inline struct session *ask_session(struct arena *arena, const struct lesson *lesson,
                                          const struct view_notations *notations, size_t notation,
                                          const struct mistakes *mistakes) {
    struct session *session = view_session(arena, lesson, notations, notation);
    session_ask_set_mistakes(session, mistakes);
    session_ask_set_mode(session, ASK_LESSON);
    return session;
}

/* To the next stop that asks a question of the kind; there is one. */
static inline void ask_go_to_kind(struct session *session, enum question_kind kind) {
    long step = 0;
    do {
        step = script_next(session_script(session), step);
        session_go_to(session, step);
    } while (session_ask_now(session) == NULL || session_ask_now(session)->kind != kind);
}

/* A tensor's element as the run has it when `done` operations of the iteration are done. */
static inline double ask_value_at(struct session *plain, long step, struct quantity quantity) {
    session_go_to(plain, step);
    return matrix_at(
        program_tensor_value(session_program(plain), quantity.tensor, session_state(plain)),
        (size_t)quantity.row, (size_t)quantity.column);
}

/* The number that the question of a session is about; the other session asks nothing. */
static inline double ask_right_value(struct session *session, struct session *plain) {
    const struct asked *asked = session_ask_now(session);
    const struct program *program = session_program(session);
    const struct quantity quantity = asked->subject.quantity;
    long begin = (asked->iteration - 1) * program->operation_count;
    long here = session_step(session);
    for (long i = 0; i < program->operation_count; i++) {
        const struct operation *operation = &program->operations[i];
        bool is_here = begin + i + 1 == here;
        if (operation->target == quantity.tensor && (operation->pass != PASS_UPDATE || is_here)) {
            double value = ask_value_at(plain, begin + i + 1, quantity);
            bool is_change =
                asked->kind == QUESTION_SIGN && operation->pass == PASS_UPDATE && is_here;
            return is_change ? value - ask_value_at(plain, begin + i, quantity) : value;
        }
    }
    return ask_value_at(plain, here, quantity);
}

static inline const char *ask_letter(struct arena *arena, size_t option) {
    return text_format(arena, "%c", (char)('a' + option));
}

static inline const char *ask_order_text(struct arena *arena, const struct asked *asked) {
    struct text_builder text;
    text_begin(&text, arena);
    long last = -1;
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        size_t next = asked->subject.option_count;
        for (size_t k = 0; k < asked->subject.option_count; k++) {
            long operation = asked->subject.options[k].operation;
            bool is_nearer = next == asked->subject.option_count ||
                             operation < asked->subject.options[next].operation;
            next = operation > last && is_nearer ? k : next;
        }
        last = asked->subject.options[next].operation;
        text_append_format(&text, "%c", (char)('A' + next));
    }
    return text.bytes;
}

static inline size_t ask_option(const struct asked *asked, bool is_right) {
    size_t i = 0;
    while (asked->subject.options[i].is_right != is_right) {
        i++;
    }
    return i;
}

/* What somebody types who knows. */
static inline const char *ask_right_text(struct arena *arena, struct session *session,
                                         struct session *plain) {
    const struct asked *asked = session_ask_now(session);
    double value = 0;
    switch (asked->kind) {
    case QUESTION_VALUE:
        return fixture_typed(arena, ask_right_value(session, plain));
    case QUESTION_SIGN:
        value = ask_right_value(session, plain);
        return value > 0 ? "+" : value < 0 ? "−" : "0";
    case QUESTION_SHAPE:
        return text_format(arena, "%zux%zu", asked->subject.shape.rows,
                           asked->subject.shape.columns);
    case QUESTION_CHOICE:
    case QUESTION_LINE:
        return ask_letter(arena, ask_option(asked, true));
    case QUESTION_ORDER:
        return ask_order_text(arena, asked);
    case QUESTION_CELL:
        return program_element_name(arena, session_program(session), asked->subject.quantity.tensor,
                                    (size_t)asked->subject.quantity.row,
                                    (size_t)asked->subject.quantity.column, PRINT_TEXT);
    case QUESTION_FORMULA:
        return session_program(session)
            ->operations[asked->subject.operation]
            .binding.statement->source;
    case QUESTION_KIND_COUNT:
        break;
    }
    return NULL;
}

/* What somebody types who does not; NULL: whatever he says is right. */
static inline const char *ask_wrong_text(struct arena *arena, struct session *session,
                                         struct session *plain) {
    const struct asked *asked = session_ask_now(session);
    switch (asked->kind) {
    case QUESTION_VALUE:
        return "1234.5";
    case QUESTION_SIGN:
        return ask_right_value(session, plain) > 0 ? "-" : "+";
    case QUESTION_SHAPE:
        return text_format(arena, "%zux%zu", asked->subject.shape.rows + 1,
                           asked->subject.shape.columns);
    case QUESTION_CHOICE:
    case QUESTION_LINE:
        return ask_letter(arena, ask_option(asked, false));
    case QUESTION_CELL:
        return program_element_name(arena, session_program(session), 0, 0, 0, PRINT_TEXT);
    case QUESTION_FORMULA:
        return "1";
    case QUESTION_ORDER:
    case QUESTION_KIND_COUNT:
        break;
    }
    return NULL;
}

/* The bar beside an open question is that of a question, or of what is wrong. */
static inline bool ask_has_bar(const struct session *session, const struct scene *scene,
                               struct rect panel) {
    bool is_wrong = session_ask_now(session)->verdict == ASKED_WRONG;
    const struct theme *theme = theme_get(session_settings(session)->theme);
    return view_speech_bar(scene, panel) == theme->colors[is_wrong ? COLOR_BAD : COLOR_BACKWARD];
}

#endif
