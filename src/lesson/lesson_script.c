/* "script": where the author stops, what is said and asked there. Names of operations and
 * tensors are checked for their form only; whether the notation has them is for the program that
 * binds both. */
#include "lesson/lesson_reader.h"

#include "base/text.h"

#include <string.h>

enum { SCRIPT_MOST_STOPS = 10000, SCRIPT_MOST_OPTIONS = 26 };

const char *const pass_names[PASS_COUNT] = {
    [PASS_FORWARD] = "forward", [PASS_BACKWARD] = "backward", [PASS_UPDATE] = "update"};

static const char *const stop_keys[] = {"at", "say", "show", "focus", "ask", "notations"};
static const char *const at_keys[] = {"pass", "operation", "layer", "iteration"};
static const char *const shown_forms[] = {"operation", "term", "element", "long"}; /* lesson_show */
_Static_assert(sizeof shown_forms / sizeof *shown_forms == SHOW_COUNT - SHOW_OPERATION,
               "a word for each");

/* ---- names ---- */

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static const char *behind_name(const char *text) {
    if (!is_letter(*text)) {
        return NULL;
    }
    while (is_letter(*text) || is_digit(*text)) {
        text++;
    }
    return text;
}

static const char *behind_digits(const char *text) {
    const char *start = text;
    while (is_digit(*text)) {
        text++;
    }
    return text > start ? text : NULL;
}

/* Behind "[2]", "[l]", "[L-1]"…; the grammar's index. */
static const char *behind_index(const char *text) {
    text++;
    if (*text == 'l' || *text == 'L') {
        text++;
        if (*text == '+' || *text == '-') {
            text = behind_digits(text + 1);
        }
    } else {
        text = behind_digits(text);
    }
    return text != NULL && *text == ']' ? text + 1 : NULL;
}

static bool read_operation(struct lesson_reader *reader, const struct json_value *value,
                           const char **ret) {
    const char *name;
    if (!reader_string(reader, value, &name)) {
        return false;
    }
    const char *end = behind_name(name);
    if (end == NULL || *end != '\0') {
        reader_refuse_kind(reader, value, "the name of an operation, such as \"activation\"");
        return false;
    }
    *ret = name;
    return true;
}

static bool read_tensor(struct lesson_reader *reader, const struct json_value *value,
                        const char **ret) {
    const char *name;
    if (!reader_string(reader, value, &name)) {
        return false;
    }
    const char *end = behind_name(name);
    if (end != NULL && *end == '[') {
        end = behind_index(end);
    }
    if (end == NULL || *end != '\0') {
        reader_refuse_kind(reader, value, "the name of a tensor, such as \"W[2]\"");
        return false;
    }
    *ret = name;
    return true;
}

/* ---- questions ---- */

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

static void read_element(struct lesson_reader *reader, const struct json_value *value,
                         struct lesson_question *question) {
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY || value->count != 2) {
        const char *found = value->kind == JSON_ARRAY
                                ? text_format(reader->arena, "an array of %zu", value->count)
                                : reader_found(reader, value);
        reader_refuse(reader, value, "expected [row, column], both from 1, found %s", found);
        return;
    }
    int64_t row = 0;
    int64_t column = 0;
    reader_integer(reader, value->first, 1, LESSON_MOST_SAMPLES, &row);
    reader_integer(reader, value->first->next, 1, LESSON_MOST_SAMPLES, &column);
    question->row = (size_t)row;
    question->column = (size_t)column;
}

static void read_choice(struct lesson_reader *reader, const struct json_value *value,
                        struct lesson_question *question) {
    const struct json_value *options = reader_required(reader, value, "options");
    const struct json_value *answer = reader_required(reader, value, "answer");
    if (!reader_array(reader, options, "options", 2, SCRIPT_MOST_OPTIONS)) {
        return;
    }
    struct localized_text *texts =
        ARENA_ARRAY(reader->arena, struct localized_text, options->count);
    for (const struct json_value *item = options->first; item != NULL; item = item->next) {
        reader_text(reader, item, &texts[item->index]);
    }
    question->options = texts;
    question->option_count = options->count;
    int64_t found = 0;
    reader_integer(reader, answer, 0, (int64_t)options->count - 1, &found);
    question->answer = (size_t)found;
}

static const struct localized_text no_text = {{"", ""}};

static const struct lesson_question *read_question(struct lesson_reader *reader,
                                                   const struct json_value *value) {
    if (value == NULL) {
        return NULL;
    }
    if (value->kind != JSON_OBJECT) {
        reader_refuse_kind(reader, value, "an object");
        return NULL;
    }
    size_t kind;
    if (!reader_word(reader, reader_required(reader, value, "kind"), WORD_LIST(question_names),
                     &kind)) {
        return NULL;
    }
    struct lesson_question *question = ARENA_NEW(reader->arena, struct lesson_question);
    *question = (struct lesson_question){
        .kind = (enum question_kind)kind, .hint = no_text, .explain = no_text};
    reader_object(reader, value, question_keys(question->kind));
    reader_text(reader, json_member(value, "hint"), &question->hint);
    reader_text(reader, json_member(value, "explain"), &question->explain);
    if (question->kind == QUESTION_CHOICE) {
        read_choice(reader, value, question);
    } else if (question->kind != QUESTION_ORDER) {
        read_tensor(reader, json_member(value, "of"), &question->of);
        read_element(reader, json_member(value, "element"), question);
        reader_number(reader, json_member(value, "tolerance"), &positive_number,
                      &question->tolerance);
    }
    return question;
}

/* ---- stops ---- */

static void read_at(struct lesson_reader *reader, const struct json_value *value,
                    const struct lesson *lesson, struct lesson_stop *stop) {
    if (!reader_object(reader, value, WORD_LIST(at_keys))) {
        return;
    }
    size_t pass;
    if (reader_word(reader, json_member(value, "pass"), WORD_LIST(pass_names), &pass)) {
        stop->has_pass = true;
        stop->pass = (enum pass)pass;
    }
    read_operation(reader, json_member(value, "operation"), &stop->operation);
    size_t layers = lesson->network.layer_count;
    int64_t layer = 0;
    reader_integer(reader, json_member(value, "layer"), 1,
                   layers > 0 ? (int64_t)layers : NETWORK_MOST_LAYERS, &layer);
    stop->layer = (long)layer;
    int64_t iteration = 0;
    reader_integer(reader, json_member(value, "iteration"), 1, lesson->iterations, &iteration);
    stop->iteration = (long)iteration;
}

static void read_focus(struct lesson_reader *reader, const struct json_value *value,
                       struct lesson_stop *stop) {
    if (!reader_array(reader, value, "tensors", 1, SCRIPT_MOST_STOPS)) {
        return;
    }
    const char **names = ARENA_ARRAY(reader->arena, const char *, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_tensor(reader, item, &names[item->index]);
    }
    stop->focus = names;
    stop->focus_count = value->count;
}

/* In which notations the stop is there: what is said about numbers or about the order of operations
 * may be true in some only. */
static void read_notations(struct lesson_reader *reader, const struct json_value *value,
                           struct lesson_stop *stop) {
    if (!reader_array(reader, value, "notations", 1, reader->context->notation_count)) {
        return;
    }
    struct word_list ids = {reader->context->notation_ids, reader->context->notation_count};
    const char **found = ARENA_ARRAY(reader->arena, const char *, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        size_t id;
        if (!reader_word(reader, item, ids, &id)) {
            continue;
        }
        bool is_repeated = false;
        for (size_t i = 0; i < stop->notation_count; i++) {
            is_repeated = is_repeated || strcmp(found[i], ids.words[id]) == 0;
        }
        if (is_repeated) {
            reader_refuse(reader, item, "expected each notation once, found %s twice",
                          reader_found(reader, item));
        } else {
            found[stop->notation_count++] = ids.words[id];
        }
    }
    stop->notations = found;
}

static void read_stop(struct lesson_reader *reader, const struct json_value *value,
                      const struct lesson *lesson, struct lesson_stop *stop) {
    *stop = (struct lesson_stop){.offset = value->offset, .say = no_text};
    if (!reader_object(reader, value, WORD_LIST(stop_keys))) {
        return;
    }
    read_at(reader, reader_required(reader, value, "at"), lesson, stop);
    reader_text(reader, json_member(value, "say"), &stop->say);
    size_t form;
    if (reader_word(reader, json_member(value, "show"), WORD_LIST(shown_forms), &form)) {
        stop->show = (enum lesson_show)(form + SHOW_OPERATION);
    }
    read_focus(reader, json_member(value, "focus"), stop);
    read_notations(reader, json_member(value, "notations"), stop);
    stop->question = read_question(reader, json_member(value, "ask"));
}

void lesson_read_script(struct lesson_reader *reader, const struct json_value *value,
                        struct lesson *lesson) {
    if (!reader_array(reader, value, "stops", 0, SCRIPT_MOST_STOPS)) {
        return;
    }
    struct lesson_stop *stops = ARENA_ARRAY(reader->arena, struct lesson_stop, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_stop(reader, item, lesson, &stops[item->index]);
    }
    lesson->stops = stops;
    lesson->stop_count = value->count;
}
