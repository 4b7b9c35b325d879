/* "script": where the author stops, what is said and asked there. Names of operations and tensors
 * are checked for their form only; whether the notation has them is for lesson_script_check. */
#include "lesson/lesson_parts.h"

#include "lesson/tensor_name.h"
#include "notation/derivation.h"

#include <string.h>

enum { SCRIPT_MOST_STOPS = 10000 };

static const char *const stop_keys[] = {"at", "say", "show", "focus", "ask", "notations"};
static const char *const at_keys[] = {"pass",      "operation",  "layer",
                                      "iteration", "derivation", "line"};
static const char *const shown_forms[] = {"operation", "term", "element", "long"}; /* lesson_show */
_Static_assert(sizeof shown_forms / sizeof *shown_forms == SHOW_COUNT - SHOW_OPERATION,
               "a word for each");

static void read_operation(struct fields *fields, const struct json_value *value,
                           const char **ret) {
    const char *name;
    if (!fields_string(fields, value, &name)) {
        return;
    }
    const char *end = fields_behind_name(name);
    if ((end == NULL || *end != '\0') && !tensor_name_may_be_title(name)) {
        fields_refuse_kind(fields, value, "the name of an operation, such as \"activation\"");
        return;
    }
    *ret = name;
}

/* A line, which belongs to a derivation. */
static void read_line(struct fields *fields, const struct json_value *at,
                      struct lesson_stop *stop) {
    fields_string(fields, json_member(at, "derivation"), &stop->derivation);
    const struct json_value *value = json_member(at, "line");
    int64_t line = 0;
    fields_integer(fields, value, 1, DERIVATION_MOST_LINES, &line);
    stop->line = (size_t)line;
    if (value != NULL && json_member(at, "derivation") == NULL) {
        fields_refuse_key(fields, value,
                          "a line of which derivation? (expected \"derivation\" too)");
    }
}

static void read_at(struct fields *fields, const struct json_value *value,
                    const struct lesson *lesson, struct lesson_stop *stop) {
    if (!fields_object(fields, value, WORD_LIST(at_keys))) {
        return;
    }
    size_t pass;
    if (fields_word(fields, json_member(value, "pass"), WORD_LIST(pass_names), &pass)) {
        stop->has_pass = true;
        stop->pass = (enum pass)pass;
    }
    read_operation(fields, json_member(value, "operation"), &stop->operation);
    size_t layers = lesson->network.layer_count;
    int64_t layer = 0;
    fields_integer(fields, json_member(value, "layer"), 1,
                   layers > 0 ? (int64_t)layers : NETWORK_MOST_LAYERS, &layer);
    stop->layer = (long)layer;
    int64_t iteration = 0;
    fields_integer(fields, json_member(value, "iteration"), 1, lesson->iterations, &iteration);
    stop->iteration = (long)iteration;
    read_line(fields, value, stop);
}

static void read_focus(struct fields *fields, const struct json_value *value,
                       struct lesson_stop *stop) {
    if (!fields_array(fields, value, "tensors", 1, SCRIPT_MOST_STOPS)) {
        return;
    }
    const char **names = ARENA_ARRAY(fields->arena, const char *, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        tensor_name_field(fields, item, &names[item->index]);
    }
    stop->focus = names;
    stop->focus_count = value->count;
}

/* In which notations the stop is there: what is said about numbers or about the order of operations
 * may be true in some only. */
static void read_notations(struct fields *fields, const struct json_value *value,
                           const struct lesson_context *context, struct lesson_stop *stop) {
    if (!fields_array(fields, value, "notations", 1, context->notation_count)) {
        return;
    }
    struct word_list ids = {context->notation_ids, context->notation_count};
    const char **found = ARENA_ARRAY(fields->arena, const char *, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        size_t id;
        if (!fields_word(fields, item, ids, &id)) {
            continue;
        }
        bool is_repeated = false;
        for (size_t i = 0; i < stop->notation_count; i++) {
            is_repeated = is_repeated || strcmp(found[i], ids.words[id]) == 0;
        }
        if (is_repeated) {
            fields_refuse(fields, item, "expected each notation once, found %s twice",
                          fields_found(fields, item));
        } else {
            found[stop->notation_count++] = ids.words[id];
        }
    }
    stop->notations = found;
}

static void read_stop(struct fields *fields, const struct json_value *value,
                      const struct lesson_context *context, const struct lesson *lesson,
                      struct lesson_stop *stop) {
    *stop = (struct lesson_stop){.offset = value->offset, .say = NO_WORDS};
    if (!fields_object(fields, value, WORD_LIST(stop_keys))) {
        return;
    }
    read_at(fields, fields_required(fields, value, "at"), lesson, stop);
    fields_text(fields, json_member(value, "say"), &stop->say);
    size_t form;
    if (fields_word(fields, json_member(value, "show"), WORD_LIST(shown_forms), &form)) {
        stop->show = (enum lesson_show)(form + SHOW_OPERATION);
    }
    read_focus(fields, json_member(value, "focus"), stop);
    read_notations(fields, json_member(value, "notations"), context, stop);
    const struct question_line place = {stop->derivation, stop->line};
    stop->question = question_read(fields, json_member(value, "ask"), place);
}

void lesson_read_script(struct fields *fields, const struct json_value *value,
                        const struct lesson_context *context, struct lesson *lesson) {
    if (!fields_array(fields, value, "stops", 0, SCRIPT_MOST_STOPS)) {
        return;
    }
    struct lesson_stop *stops = ARENA_ARRAY(fields->arena, struct lesson_stop, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_stop(fields, item, context, lesson, &stops[item->index]);
    }
    lesson->stops = stops;
    lesson->stop_count = value->count;
}
