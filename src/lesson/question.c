/* "ask" in a script. The names of tensors are checked for their form only; whether the notation has
 * them is for lesson_script_check. */
#include "lesson/question.h"

#include "base/text.h"
#include "lesson/lesson_limits.h"
#include "lesson/tensor_name.h"
#include "notation/derivation.h"
#include "notation/fields.h"

#include <string.h>

enum { QUESTION_MOST_OPTIONS = 26 };

/* What a question of each kind may hold. */

#define KEYS_OF_ALL "kind", "text", "hint", "explain"

static const char *const value_keys[] = {KEYS_OF_ALL, "of", "element", "tolerance"};
static const char *const tensor_keys[] = {KEYS_OF_ALL, "of"};
static const char *const element_keys[] = {KEYS_OF_ALL, "of", "element"};
static const char *const choice_keys[] = {KEYS_OF_ALL, "options", "answer"};
static const char *const plain_keys[] = {KEYS_OF_ALL};
static const char *const line_keys[] = {KEYS_OF_ALL, "derivation", "line"};

const char *const question_kind_names[QUESTION_KIND_COUNT] = {
    [QUESTION_VALUE] = "value",     [QUESTION_SHAPE] = "shape", [QUESTION_SIGN] = "sign",
    [QUESTION_CHOICE] = "choice",   [QUESTION_ORDER] = "order", [QUESTION_CELL] = "cell",
    [QUESTION_FORMULA] = "formula", [QUESTION_LINE] = "line",
};

static struct word_list question_keys(enum question_kind kind) {
    const struct word_list keys[] = {
        [QUESTION_VALUE] = WORD_LIST(value_keys),   [QUESTION_SHAPE] = WORD_LIST(tensor_keys),
        [QUESTION_SIGN] = WORD_LIST(element_keys),  [QUESTION_CHOICE] = WORD_LIST(choice_keys),
        [QUESTION_ORDER] = WORD_LIST(plain_keys),   [QUESTION_CELL] = WORD_LIST(element_keys),
        [QUESTION_FORMULA] = WORD_LIST(plain_keys), [QUESTION_LINE] = WORD_LIST(line_keys),
    };
    _Static_assert(sizeof keys / sizeof *keys == QUESTION_KIND_COUNT, "keys for each kind");
    return keys[kind];
}

static void read_element(struct fields *fields, const struct json_value *value,
                         struct question *question) {
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY || value->count != 2) {
        const char *found = value->kind == JSON_ARRAY
                                ? text_format(fields->arena, "an array of %zu", value->count)
                                : fields_found(fields, value);
        fields_refuse(fields, value, "expected [row, column], both from 1, found %s", found);
        return;
    }
    int64_t row = 0;
    int64_t column = 0;
    fields_integer(fields, value->first, 1, LESSON_MOST_SAMPLES, &row);
    fields_integer(fields, value->first->next, 1, LESSON_MOST_SAMPLES, &column);
    question->row = (size_t)row;
    question->column = (size_t)column;
}

static const char *const option_keys[] = {"text", "why"};

/* A text, or one with what is wrong with it. */
static void read_option(struct fields *fields, const struct json_value *value,
                        struct question_option *ret) {
    *ret = (struct question_option){NO_WORDS, NO_WORDS};
    bool is_object = value->kind == JSON_OBJECT && json_member(value, "text") != NULL;
    if (!is_object) {
        fields_text(fields, value, &ret->text);
    } else if (fields_object(fields, value, WORD_LIST(option_keys))) {
        fields_text(fields, json_member(value, "text"), &ret->text);
        fields_text(fields, json_member(value, "why"), &ret->why);
    }
}

/* What two of them say in one language: whoever picks one cannot know which is meant. NULL: none.
 */
static const char *said_before(const struct question_option *options, size_t count,
                               const struct question_option *option) {
    for (size_t i = 0; i < count; i++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *text = option->text.in[language];
            if (*text != '\0' && strcmp(options[i].text.in[language], text) == 0) {
                return text;
            }
        }
    }
    return NULL;
}

static void read_choice(struct fields *fields, const struct json_value *value,
                        struct question *question) {
    fields_required(fields, value, "text"); /* options alone are no question */
    const struct json_value *options = fields_required(fields, value, "options");
    const struct json_value *answer = fields_required(fields, value, "answer");
    if (!fields_array(fields, options, "options", 2, QUESTION_MOST_OPTIONS)) {
        return;
    }
    struct question_option *found =
        ARENA_ARRAY(fields->arena, struct question_option, options->count);
    for (const struct json_value *item = options->first; item != NULL; item = item->next) {
        read_option(fields, item, &found[item->index]);
        const char *again = said_before(found, item->index, &found[item->index]);
        if (again != NULL) {
            fields_refuse(fields, item, "expected each option once, found %s twice",
                          text_format(fields->arena, "\"%s\"", again));
        }
    }
    question->options = found;
    question->option_count = options->count;
    int64_t which = 0;
    fields_integer(fields, answer, 0, (int64_t)options->count - 1, &which);
    question->answer = (size_t)which;
}

/* That of the stop, which nothing has to say again. */
static void take_line(struct fields *fields, const struct json_value *value,
                      struct question_line at, struct question *question) {
    const struct json_value *again = json_member(value, "derivation");
    again = again != NULL ? again : json_member(value, "line");
    if (again != NULL) {
        fields_refuse_key(fields, again, "the line that is asked for is that of the stop");
    }
    if (at.line == 0) {
        fields_refuse(fields, value, "which line is asked for? (expected \"line\" in \"at\")");
    }
    question->derivation = at.derivation;
    question->line = at.line;
}

static void read_line(struct fields *fields, const struct json_value *value,
                      struct question_line at, struct question *question) {
    int64_t line = 0;
    if (at.derivation != NULL) {
        take_line(fields, value, at, question);
        return;
    }
    fields_string(fields, fields_required(fields, value, "derivation"), &question->derivation);
    fields_integer(fields, fields_required(fields, value, "line"), 1, DERIVATION_MOST_LINES, &line);
    question->line = (size_t)line;
}

static void read_quantity(struct fields *fields, const struct json_value *value,
                          struct question *question) {
    if (question->kind == QUESTION_CELL) { /* nothing says what is meant but the author */
        fields_required(fields, value, "text");
        fields_required(fields, value, "of");
        fields_required(fields, value, "element");
    }
    tensor_name_field(fields, json_member(value, "of"), &question->of);
    read_element(fields, json_member(value, "element"), question);
    fields_number(fields, json_member(value, "tolerance"), &positive_number, &question->tolerance);
}

/* What a proof is about is its lines and their reasons; of numbers its operation is asked. */
static bool fits_line(struct fields *fields, const struct json_value *value,
                      enum question_kind kind) {
    bool fits = kind == QUESTION_LINE || kind == QUESTION_CHOICE;
    if (!fits) {
        fields_refuse(fields, json_member(value, "kind"),
                      "at a line a question is of the kind \"line\" or \"choice\", found \"%s\"",
                      question_kind_names[kind]);
    }
    return fits;
}

const struct question *question_read(struct fields *fields, const struct json_value *value,
                                     struct question_line at) {
    if (value == NULL) {
        return NULL;
    }
    if (value->kind != JSON_OBJECT) {
        fields_refuse_kind(fields, value, "an object");
        return NULL;
    }
    size_t kind;
    if (!fields_word(fields, fields_required(fields, value, "kind"), WORD_LIST(question_kind_names),
                     &kind) ||
        (at.derivation != NULL && !fits_line(fields, value, (enum question_kind)kind))) {
        return NULL;
    }
    struct question *question = ARENA_NEW(fields->arena, struct question);
    *question = (struct question){
        .kind = (enum question_kind)kind, .text = NO_WORDS, .hint = NO_WORDS, .explain = NO_WORDS};
    fields_object(fields, value, question_keys(question->kind));
    fields_text(fields, json_member(value, "text"), &question->text);
    fields_text(fields, json_member(value, "hint"), &question->hint);
    fields_text(fields, json_member(value, "explain"), &question->explain);
    if (question->kind == QUESTION_CHOICE) {
        read_choice(fields, value, question);
    } else if (question->kind == QUESTION_LINE) {
        read_line(fields, value, at, question);
    } else {
        read_quantity(fields, value, question);
    }
    return question;
}
