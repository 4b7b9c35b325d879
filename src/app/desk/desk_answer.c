#include "app/desk/desk_answer.h"

#include "base/text.h"
#include "engine/program_names.h"
#include "session/session_look.h"

#include <assert.h>

/* Of answers that settle nothing, neither for nor against the reader, nothing is written. */
static bool is_written(const struct ask_answer *answer) {
    return answer->event != ASK_EVENT_ANSWER || answer->verdict != ASKED_FEWER_DIGITS;
}

static enum journal_verdict verdict_of(const struct ask_answer *answer) {
    static const enum journal_verdict verdicts[] = {
        [ASKED_UNANSWERED] = JOURNAL_SKIPPED, [ASKED_UNREADABLE] = JOURNAL_WRONG,
        [ASKED_FEWER_DIGITS] = JOURNAL_WRONG, [ASKED_FOLLOW_THROUGH] = JOURNAL_FOLLOWED,
        [ASKED_WRONG] = JOURNAL_WRONG,        [ASKED_RIGHT] = JOURNAL_RIGHT,
        [ASKED_ROUNDED] = JOURNAL_ROUNDED,
    };
    static_assert(sizeof verdicts / sizeof *verdicts == ASKED_VERDICT_COUNT, "one for each");
    return answer->event == ASK_EVENT_REVEALED  ? JOURNAL_SHOWN
           : answer->event == ASK_EVENT_SKIPPED ? JOURNAL_SKIPPED
                                                : verdicts[answer->verdict];
}

/* "value dw[1] 2,1", "value dZ[1] term 1 2,1", "shape z[2]", "line softmax 3", "choice": the same
 * whenever it is asked. */
static const char *question_words(struct arena *arena, const struct program *program,
                                  const struct asked *asked) {
    const char *kind = question_kind_names[asked->kind];
    const struct quantity about = asked->subject.quantity;
    if (asked->kind == QUESTION_LINE) {
        const struct question *question = asked->stop != NULL ? asked->stop->question : asked->line;
        return text_format(arena, "%s %s %zu", kind, question->derivation, question->line);
    }
    if (about.tensor < 0 || about.tensor >= program->tensor_count) {
        return kind;
    }
    const char *name = program_tensor_name(arena, program, about.tensor, PRINT_TEXT);
    if (asked->term > 0) {
        return text_format(arena, "%s %s term %zu %zu,%zu", kind, name, asked->term,
                           asked->term_cell[0], asked->term_cell[1]);
    }
    return about.row >= 0 && about.column >= 0
               ? text_format(arena, "%s %s %ld,%ld", kind, name, about.row + 1, about.column + 1)
               : text_format(arena, "%s %s", kind, name);
}

void desk_answer_look(struct desk_answers *answers, const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    if (answers->asked != asked) {
        answers->asked = asked;
        answers->since = journal_now();
    }
}

bool desk_answer_next(struct desk_answers *answers, const struct session *session,
                      struct arena *arena, struct journal_entry *entry) {
    struct ask_answer answer;
    do {
        if (answers->count >= session_ask_answer_count(session)) {
            return false;
        }
        answer = session_ask_answer(session, answers->count++);
    } while (!is_written(&answer));
    int64_t now = journal_now();
    bool has_clock = answers->asked == answer.asked && answers->since > 0;
    entry->step = answer.step;
    entry->seconds = has_clock ? (long)(now - answers->since) : 0;
    entry->question = question_words(arena, session_program(session), answer.asked);
    entry->answer = answer.event == ASK_EVENT_ANSWER && *answer.text != '\0' ? answer.text : NULL;
    entry->verdict = verdict_of(&answer);
    entry->tries = answer.tries;
    entry->hints = answer.hints;
    if (answer.mistake != NULL && entry->verdict == JOURNAL_WRONG) {
        entry->mistakes[entry->mistake_count++] = answer.mistake->id;
    }
    answers->since = now;
    return true;
}
