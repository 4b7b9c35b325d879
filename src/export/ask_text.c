#include "export/ask_text.h"

#include "export/diagnosis_text.h"
#include "export/reading_lines.h"
#include "session/ask/session_ask.h"
#include "session/strings.h"
#include "tell/answer/question_told.h"
#include "tell/script/narration.h"

/* Appends a telling, if anything is told. */
static void append_told(struct text_builder *text, struct telling *telling) {
    if (telling->count > 0) {
        diagnosis_text_append_telling(text, telling);
    }
}

/* In a derivation what of it is written: where the newest line itself is asked about, not why it
 * holds. */
static void append_proof(struct text_builder *text, struct arena *arena,
                         const struct session *session, const struct moment *moment,
                         enum language language) {
    const struct asked *asked = session_ask_now(session);
    const struct reading_part part = {0, session_proof(session)->written,
                                      asked->kind != QUESTION_LINE, READING_COLUMNS};
    reading_lines_append_open(text, session, moment, language, &part);
    struct telling telling = telling_begin(arena, language);
    question_told_add(&telling, moment, session_script(session), asked);
    text_append_string(text, "\n");
    append_told(text, &telling);
}

void ask_text_append_question(struct text_builder *text, const struct session *session,
                              const struct reading_options *options) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    const struct moment moment = moment_create(session, arena);
    if (session_proof(session) != NULL) {
        append_proof(text, arena, session, &moment, options->language);
    } else {
        struct telling lines = telling_begin(arena, options->language);
        reading_append(text, session, options);
        question_told_add_lines(&lines, asked);
        append_told(text, &lines);
    }
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        struct telling telling = telling_begin(arena, options->language);
        telling_words(&telling, text_format(arena, "%c  ", (char)('A' + i)));
        question_told_add_option(&telling, &moment, session_script(session), asked, i);
        append_told(text, &telling);
    }
    arena_destroy(arena);
}

/* What the lesson says of a step whose question is settled. */
static void append_said(struct text_builder *text, struct arena *arena,
                        const struct session *session, const struct moment *moment,
                        enum language language) {
    if (session_ask_is_open(session)) {
        return;
    }
    const struct proof *proof = session_proof(session);
    if (proof != NULL) {
        size_t line = proof->written + (session_ask_now(session)->kind == QUESTION_LINE);
        reading_lines_append_open(text, session, moment, language,
                                  &(struct reading_part){line, line, false, READING_COLUMNS});
        return;
    }
    struct telling telling = telling_begin(arena, language);
    narration_tell_stops(&telling, moment, session_script(session));
    append_told(text, &telling);
}

void ask_text_append_verdict(struct text_builder *text, const struct session *session,
                             const struct reading_options *options) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, options->language);
    question_told_add_verdict(&telling, &moment, session_script(session), asked);
    append_told(text, &telling);
    const struct asked_finding *finding = &asked->finding;
    size_t number_count = finding->number != NULL ? finding->number->count : 0;
    size_t formula_count = finding->formula != NULL ? finding->formula->count : 0;
    for (size_t i = 0; i < number_count && asked->verdict == ASKED_WRONG; i++) {
        diagnosis_text_append_formulas(text, options->language, finding->context,
                                       &finding->number->findings[i]);
    }
    for (size_t i = 0; i < formula_count; i++) {
        diagnosis_text_append_formulas(text, options->language, finding->context,
                                       &finding->formula->findings[i]);
    }
    append_said(text, arena, session, &moment, options->language);
    arena_destroy(arena);
}

void ask_text_append_hint(struct text_builder *text, const struct session *session,
                          const struct reading_options *options) {
    struct arena *arena = arena_create();
    const struct asked *asked = session_ask_now(session);
    const struct moment moment = moment_create(session, arena);
    struct telling telling = telling_begin(arena, options->language);
    question_told_add_hint(&telling, &moment, session_script(session), asked, asked->hints);
    append_told(text, &telling);
    append_said(text, arena, session, &moment, options->language);
    arena_destroy(arena);
}

void ask_text_append_score(struct text_builder *text, const struct session *session,
                           const struct reading_options *options) {
    struct arena *arena = arena_create();
    const struct ask_score score = session_ask_score(session, arena);
    const char *parts[STRING_MOST_PARTS] = {text_format(arena, "%ld", score.asked),
                                            text_format(arena, "%ld", score.right_at_once),
                                            text_format(arena, "%ld", score.right_later),
                                            text_format(arena, "%ld", score.revealed),
                                            text_format(arena, "%ld", score.skipped),
                                            text_format(arena, "%ld", score.open)};
    const enum string_id words = score.open > 0 ? STRING_ASK_SCORE_OPEN : STRING_ASK_SCORE;
    text_append_format(text, "%s\n", string_fill(arena, options->language, words, parts));
    for (size_t i = 0; i < score.mistake_count; i++) {
        text_append_format(text, "%ld × %s\n", score.mistakes[i].count,
                           mistake_name(arena, score.mistakes[i].mistake, session_program(session),
                                        options->language));
    }
    arena_destroy(arena);
}
