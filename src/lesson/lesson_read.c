/* Reads a lesson: the heading here, the parts in files of their own. */
#include "lesson/lesson_parts.h"

#include "notation/own_notation.h"

#include <math.h>
#include <string.h>

static const char *const lesson_keys[] = {
    "$schema",    "format",     "title",    "goal",      "summary", "closing", "minutes",
    "source",     "order",      "notation", "network",   "data",    "loss",    "learning_rate",
    "batch_size", "iterations", "script",   "constants", "state",   "formulas"};
static const char *const source_keys[] = {"note", "section"};

/* A file of a newer format: its other faults would mean nothing. */
static bool is_newer(struct fields *fields, const struct json_value *root) {
    const struct json_value *value = json_member(root, "format");
    if (value == NULL || value->kind != JSON_NUMBER || value->number <= LESSON_FORMAT ||
        floor(value->number) < value->number) {
        return false;
    }
    fields_refuse(fields, value,
                  "the lesson needs a Backstep that reads format %s (expected %d, the newest that "
                  "this one reads, found %s)",
                  fields_found(fields, value), LESSON_FORMAT, fields_found(fields, value));
    return true;
}

static void read_source(struct fields *fields, const struct json_value *value,
                        struct lesson *lesson) {
    if (fields_object(fields, value, WORD_LIST(source_keys))) {
        fields_label(fields, json_member(value, "note"), &lesson->source_note);
        fields_label(fields, json_member(value, "section"), &lesson->source_section);
    }
}

static void read_heading(struct fields *fields, const struct json_value *root,
                         const struct lesson_context *context, struct lesson *lesson) {
    int64_t format;
    fields_integer(fields, fields_required(fields, root, "format"), LESSON_FORMAT, LESSON_FORMAT,
                   &format);
    const char *schema;
    fields_string(fields, json_member(root, "$schema"), &schema);
    lesson->summary = lesson->goal = lesson->closing = NO_WORDS;
    fields_title(fields, fields_required(fields, root, "title"), &lesson->title);
    fields_title(fields, json_member(root, "goal"), &lesson->goal);
    fields_text(fields, json_member(root, "summary"), &lesson->summary);
    fields_text(fields, json_member(root, "closing"), &lesson->closing);
    int64_t minutes = 0;
    fields_integer(fields, json_member(root, "minutes"), 1, LESSON_MOST_MINUTES, &minutes);
    lesson->minutes = (int)minutes;
    read_source(fields, json_member(root, "source"), lesson);
    fields_number(fields, json_member(root, "order"), &any_number, &lesson->order);
    struct word_list ids = {context->notation_ids, context->notation_count};
    size_t notation;
    if (fields_word(fields, fields_required(fields, root, "notation"), ids, &notation)) {
        lesson->notation = ids.words[notation];
    }
}

/* The notation with an id; NULL where it is not to be had. */
static const struct notation *find_notation(const struct lesson_context *context, const char *id) {
    if (id == NULL || context->notations.at == NULL) {
        return NULL;
    }
    size_t i = 0;
    while (strcmp(context->notation_ids[i], id) != 0) {
        i++;
    }
    return context->notations.at(context->notations.owner, i);
}

static void read_formulas(struct fields *fields, const struct json_value *root,
                          const struct lesson_context *context, struct lesson *lesson) {
    lesson->has_formulas = own_notation_is_asked(root);
    if (lesson->has_formulas) {
        const struct notation *notation = find_notation(context, lesson->notation);
        lesson->own_notation = own_notation_read(fields, root, notation);
        if (lesson->own_notation != NULL && lesson->network.layer_count > 0) {
            lesson_check_state(fields, root, lesson);
        }
    }
}

/* A lesson without a script asks for no notation: most are not read before they are shown. */
static void check_script(struct fields *fields, const struct json_value *root,
                         const struct lesson_context *context, const struct lesson *lesson) {
    const struct notation *notation = lesson->own_notation != NULL
                                          ? lesson->own_notation
                                          : find_notation(context, lesson->notation);
    if (notation != NULL) {
        lesson_check_script(fields, json_member(root, "script"), notation, lesson);
    }
}

const struct lesson *lesson_read(struct arena *arena, const char *bytes, size_t length,
                                 const struct lesson_context *context,
                                 struct diagnostics *diagnostics) {
    size_t found_before = diagnostics_total(diagnostics);
    if (length > LESSON_MOST_BYTES) {
        diagnostics_add(diagnostics, 0, "", "expected at most %d bytes in a lesson, found %zu",
                        LESSON_MOST_BYTES, length);
        return NULL;
    }
    struct fields fields = {.arena = arena, .diagnostics = diagnostics};
    const struct json_limits limits = {.depth = LESSON_MOST_DEPTH,
                                       .string_bytes = LESSON_MOST_TEXT};
    const struct json_value *root = json_read(arena, bytes, length, &limits, diagnostics);
    if (root == NULL || is_newer(&fields, root) ||
        !fields_object(&fields, root, WORD_LIST(lesson_keys))) {
        return NULL;
    }
    struct lesson *lesson = ARENA_NEW(arena, struct lesson);
    read_heading(&fields, root, context, lesson);
    lesson_read_network(&fields, fields_required(&fields, root, "network"), lesson);
    lesson_read_data(&fields, root, context, lesson);
    lesson_read_script(&fields, json_member(root, "script"), context, lesson);
    read_formulas(&fields, root, context, lesson);
    if (diagnostics_total(diagnostics) == found_before) {
        check_script(&fields, root, context, lesson);
    }
    if (diagnostics_total(diagnostics) > found_before) {
        return NULL;
    }
    lesson_draw_parameters(&fields, lesson);
    return lesson;
}
