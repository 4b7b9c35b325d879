/* "ask" in a script. The names of tensors are checked for their form only; whether the notation has
 * them is for lesson_script_check. */
#include "lesson/question.h"

#include "base/text.h"
#include "lesson/lesson_limits.h"
#include "lesson/tensor_name.h"
#include "notation/fields.h"

enum { QUESTION_MOST_OPTIONS = 26 };

/* What a question of each kind may hold. */

static const char *const value_keys[] = {"kind", "hint", "explain", "of", "element", "tolerance"};
static const char *const tensor_keys[] = {"kind", "hint", "explain", "of"};
static const char *const sign_keys[] = {"kind", "hint", "explain", "of", "element"};
static const char *const choice_keys[] = {"kind", "hint", "explain", "options", "answer"};
static const char *const order_keys[] = {"kind", "hint", "explain"};

static const char *const question_names[QUESTION_KIND_COUNT] = {
    [QUESTION_VALUE] = "value",   [QUESTION_SHAPE] = "shape", [QUESTION_SIGN] = "sign",
    [QUESTION_CHOICE] = "choice", [QUESTION_ORDER] = "order",
};

static struct word_list question_keys(enum question_kind kind) {
    const struct word_list keys[] = {
        [QUESTION_VALUE] = WORD_LIST(value_keys), [QUESTION_SHAPE] = WORD_LIST(tensor_keys),
        [QUESTION_SIGN] = WORD_LIST(sign_keys),   [QUESTION_CHOICE] = WORD_LIST(choice_keys),
        [QUESTION_ORDER] = WORD_LIST(order_keys),
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

static void read_choice(struct fields *fields, const struct json_value *value,
                        struct question *question) {
    const struct json_value *options = fields_required(fields, value, "options");
    const struct json_value *answer = fields_required(fields, value, "answer");
    if (!fields_array(fields, options, "options", 2, QUESTION_MOST_OPTIONS)) {
        return;
    }
    struct localized_text *texts =
        ARENA_ARRAY(fields->arena, struct localized_text, options->count);
    for (const struct json_value *item = options->first; item != NULL; item = item->next) {
        fields_text(fields, item, &texts[item->index]);
    }
    question->options = texts;
    question->option_count = options->count;
    int64_t found = 0;
    fields_integer(fields, answer, 0, (int64_t)options->count - 1, &found);
    question->answer = (size_t)found;
}

const struct question *question_read(struct fields *fields, const struct json_value *value) {
    if (value == NULL) {
        return NULL;
    }
    if (value->kind != JSON_OBJECT) {
        fields_refuse_kind(fields, value, "an object");
        return NULL;
    }
    size_t kind;
    if (!fields_word(fields, fields_required(fields, value, "kind"), WORD_LIST(question_names),
                     &kind)) {
        return NULL;
    }
    struct question *question = ARENA_NEW(fields->arena, struct question);
    *question =
        (struct question){.kind = (enum question_kind)kind, .hint = NO_WORDS, .explain = NO_WORDS};
    fields_object(fields, value, question_keys(question->kind));
    fields_text(fields, json_member(value, "hint"), &question->hint);
    fields_text(fields, json_member(value, "explain"), &question->explain);
    if (question->kind == QUESTION_CHOICE) {
        read_choice(fields, value, question);
    } else if (question->kind != QUESTION_ORDER) {
        tensor_name_field(fields, json_member(value, "of"), &question->of);
        read_element(fields, json_member(value, "element"), question);
        fields_number(fields, json_member(value, "tolerance"), &positive_number,
                      &question->tolerance);
    }
    return question;
}
