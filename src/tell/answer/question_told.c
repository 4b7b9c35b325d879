#include "tell/answer/question_told.h"

#include "base/message.h"
#include "base/number.h"
#include "base/text.h"
#include "engine/program_names.h"
#include "formula/print/print.h"
#include "session/strings.h"
#include "tell/answer/diagnosis_told.h"
#include "tell/answer/formula_told.h"
#include "tell/quantity_told.h"
#include "tell/script/prose.h"
#include "tell/script/told_number.h"

#include <assert.h>
#include <string.h>

/* ---- an author's words ---- */

static bool find_stop(const struct question_told *told, struct script_stop *ret) {
    enum { MOST_STOPS = 16 };
    struct script_stop stops[MOST_STOPS];
    size_t count = told->script == NULL
                       ? 0
                       : script_stops_at(told->script, told->moment->place, stops, MOST_STOPS);
    for (size_t i = 0; i < count; i++) {
        if (stops[i].stop == told->asked->stop) {
            *ret = stops[i];
            return true;
        }
    }
    return false;
}

static bool add_authors(struct telling *telling, const struct question_told *told,
                        const struct localized_text *text) {
    struct script_stop stop;
    const char *words = text->in[telling->language];
    if (*words == '\0' || !find_stop(told, &stop)) {
        return false;
    }
    prose_tell(telling, told_numbers(told->moment, told->script, &stop, words),
               names_create(telling->arena, told->script, told->moment->program));
    return true;
}

static const struct question *authors(const struct question_told *told) {
    return told->asked->stop != NULL ? told->asked->stop->question : NULL;
}

bool question_told_add_hint(struct telling *telling, const struct question_told *told) {
    const struct question *question = authors(told);
    return question != NULL && add_authors(telling, told, &question->hint);
}

/* ---- the program's words ---- */

void question_told_add_name(struct telling *telling, const struct question_told *told) {
    const struct program *program = told->moment->program;
    const struct quantity asked = told->asked->subject.quantity;
    if (quantity_is_none(asked)) {
        return;
    }
    if (asked.row < 0 || asked.column < 0) {
        telling_tensor(telling, program, asked.tensor);
        return;
    }
    telling_symbol(telling,
                   program_element_name(telling->arena, program, asked.tensor, (size_t)asked.row,
                                        (size_t)asked.column, PRINT_TEX),
                   program->tensors[asked.tensor].role, asked);
}

static enum string_id sentence_of(const struct asked *asked) {
    static const enum string_id sentences[] = {
        [QUESTION_VALUE] = STRING_ASK_VALUE,     [QUESTION_SHAPE] = STRING_ASK_SHAPE,
        [QUESTION_SIGN] = STRING_ASK_SIGN,       [QUESTION_CHOICE] = STRING_ASK_CHOICE,
        [QUESTION_ORDER] = STRING_ASK_ORDER,     [QUESTION_CELL] = STRING_ASK_CELL,
        [QUESTION_FORMULA] = STRING_ASK_FORMULA, [QUESTION_LINE] = STRING_ASK_LINE,
    };
    static_assert(sizeof sentences / sizeof *sentences == QUESTION_KIND_COUNT,
                  "a sentence for each kind");
    bool is_plain = asked->kind == QUESTION_CHOICE && quantity_is_none(asked->subject.quantity);
    return is_plain                                                   ? STRING_ASK_CHOICE_PLAIN
           : asked->kind == QUESTION_SIGN && asked->subject.is_change ? STRING_ASK_CHANGE
                                                                      : sentences[asked->kind];
}

/* A sentence with the name of what is asked for in the place of {1}. */
static void add_sentence(struct telling *telling, const struct question_told *told) {
    const char *words = string_get(telling->language, sentence_of(told->asked));
    const char *hole = strstr(words, "{1}");
    if (hole == NULL) {
        telling_words(telling, words);
        return;
    }
    telling_words(telling, arena_copy_text(telling->arena, words, (size_t)(hole - words)));
    if (told->asked->kind == QUESTION_CELL) {
        telling_words(telling,
                      quantity_told_words(telling->arena, told->moment->program, telling->language,
                                          told->asked->subject.quantity));
    } else {
        question_told_add_name(telling, told);
    }
    telling_words(telling, hole + strlen("{1}"));
}

void question_told_add(struct telling *telling, const struct question_told *told) {
    const struct question *question = authors(told);
    if (question == NULL || !add_authors(telling, told, &question->text)) {
        add_sentence(telling, told);
    }
}

/* ---- options ---- */

static void add_line(struct telling *telling, const struct question_told *told, size_t line) {
    const struct question *question = authors(told);
    const struct program *program = told->moment->program;
    const struct notation_derivation *derivation =
        question != NULL && question->derivation != NULL
            ? notation_find_derivation(program->notation, question->derivation)
            : NULL;
    if (derivation == NULL || line == 0 || line > derivation->line_count) {
        return;
    }
    struct printer printer = program_printer(program, PRINT_TEX, -1);
    struct text_builder text;
    text_begin(&text, telling->arena);
    print_statement(&printer, derivation->lines[line - 1].statement, &text, NULL);
    telling_formula(telling, text.bytes, NULL, 0);
}

void question_told_add_option(struct telling *telling, const struct question_told *told,
                              const struct asked_option *option) {
    const struct program *program = told->moment->program;
    if (option->author != NULL) {
        if (!add_authors(telling, told, &option->author->text)) {
            telling_words(telling, option->author->text.in[telling->language]);
        }
    } else if (option->operation >= 0) {
        const struct operation *operation = &program->operations[option->operation];
        telling_words(telling, operation->title->in[telling->language]);
        telling_words(telling, " ");
        telling_tensor(telling, program, operation->target);
    } else if (option->line > 0) {
        add_line(telling, told, option->line);
    } else {
        telling_words(telling, number_text(telling->arena, option->value, option->decimals));
    }
}

/* ---- what came of it ---- */

static void add_words(struct telling *telling, enum string_id words) {
    telling_words(telling, string_get(telling->language, words));
}

static void add_unreadable(struct telling *telling, const struct asked *asked) {
    telling_words(telling, STRING_FILL(telling->arena, telling->language, STRING_ASK_UNREADABLE,
                                       message_in(telling->arena, telling->language,
                                                  asked->finding.fault.message)));
}

static void add_option_why(struct telling *telling, const struct question_told *told) {
    const struct asked *asked = told->asked;
    size_t typed = asked->finding.typed_option;
    const struct asked_option *option =
        typed < asked->subject.option_count ? &asked->subject.options[typed] : NULL;
    add_words(telling, STRING_ASK_WRONG);
    if (option != NULL && option->author != NULL && option->author->why.in[telling->language][0]) {
        telling_words(telling, " ");
        add_authors(telling, told, &option->author->why);
    } else if (option != NULL && option->mistake != NULL) {
        telling_words(telling, " ");
        telling_words(telling, option->mistake->name.in[telling->language]);
        add_words(telling, STRING_ANSWER_FULL_STOP);
    }
}

static const char *title_of_option(const struct telling *telling, const struct question_told *told,
                                   size_t which) {
    const struct asked_option *option = &told->asked->subject.options[which];
    return told->moment->program->operations[option->operation].title->in[telling->language];
}

static void add_order(struct telling *telling, const struct question_told *told) {
    const struct asked_finding *finding = &told->asked->finding;
    add_words(telling, STRING_ASK_WRONG);
    telling_words(telling, " ");
    telling_words(telling, STRING_FILL(telling->arena, telling->language, STRING_ASK_ORDER_WRONG,
                                       title_of_option(telling, told, finding->before),
                                       title_of_option(telling, told, finding->behind)));
}

/* The sentences of the diagnosis. */
static void add_diagnosis(struct telling *telling, const struct question_told *told) {
    const struct asked *asked = told->asked;
    const struct asked_finding *finding = &asked->finding;
    const struct recording *recording =
        finding->context != NULL ? finding->context->recording : NULL;
    if (finding->number != NULL && recording != NULL) {
        diagnosis_told_add(telling, recording, finding->number);
    } else if (finding->formula != NULL && recording != NULL) {
        formula_told_add(telling, recording, finding->formula);
    } else if (asked->kind == QUESTION_SHAPE) {
        formula_told_add_shape(telling, finding->typed_shape, asked->subject.shape);
    } else if (asked->kind == QUESTION_SIGN) {
        add_words(telling, STRING_ANSWER_SIGN_WRONG);
    } else if (asked->kind == QUESTION_ORDER) {
        add_order(telling, told);
    } else if (asked->kind == QUESTION_CHOICE || asked->kind == QUESTION_LINE) {
        add_option_why(telling, told);
    } else if (asked->kind == QUESTION_CELL) {
        add_words(telling, STRING_ASK_WRONG);
        telling_words(telling, " ");
        telling_words(telling, quantity_told_words(telling->arena, told->moment->program,
                                                   telling->language, finding->typed_quantity));
        add_words(telling, STRING_ANSWER_FULL_STOP);
    } else {
        add_words(telling, STRING_ASK_WRONG);
    }
}

static void add_explanation(struct telling *telling, const struct question_told *told) {
    const struct question *question = authors(told);
    if (question != NULL && question->explain.in[telling->language][0] != '\0') {
        telling_words(telling, " ");
        add_authors(telling, told, &question->explain);
    }
}

void question_told_add_verdict(struct telling *telling, const struct question_told *told) {
    const struct asked *asked = told->asked;
    if (asked->is_revealed) {
        add_words(telling, STRING_ASK_REVEALED);
        add_explanation(telling, told);
        return;
    }
    switch (asked->verdict) {
    case ASKED_UNANSWERED:
        break;
    case ASKED_UNREADABLE:
        add_unreadable(telling, asked);
        break;
    case ASKED_FOLLOW_THROUGH:
        add_words(telling, STRING_ASK_FOLLOW_THROUGH);
        break;
    case ASKED_FEWER_DIGITS:
    case ASKED_WRONG:
        add_diagnosis(telling, told);
        break;
    case ASKED_ROUNDED:
        add_words(telling, STRING_ASK_ROUNDED);
        add_explanation(telling, told);
        break;
    case ASKED_RIGHT:
        add_words(telling, STRING_ASK_RIGHT);
        add_explanation(telling, told);
        break;
    case ASKED_VERDICT_COUNT:
        break;
    }
}
