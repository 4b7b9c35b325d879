/* "data" that names a CSV file: which columns are inputs and targets, classes one-hot, inputs
 * standardized. Faults of the lesson are at their place in the lesson, those of the table at theirs
 * in the table. */
#include "lesson/lesson_parts.h"

#include "base/text.h"
#include "lesson/csv.h"

#include <math.h>
#include <string.h>

static const char *const table_keys[] = {"csv",     "inputs",      "targets",
                                         "one_hot", "standardize", "batch_size"};

/* A column of the table for each name. */
struct column_list {
    const size_t *columns;
    size_t count;
};

/* A file beside the lesson: a bare name, so that no other folder can be reached. */
static bool read_file_name(struct fields *fields, const struct json_value *value,
                           const char **ret) {
    const char *name;
    if (!fields_label(fields, value, &name)) {
        return false;
    }
    if (*name == '.' || strpbrk(name, "/\\:") != NULL) {
        fields_refuse(fields, value, "expected the name of a file beside the lesson, found %s",
                      fields_found(fields, value));
        return false;
    }
    *ret = name;
    return true;
}

/* The table, with what its messages call it; NULL when it cannot be had. */
static const struct csv_table *read_table(struct fields *fields, const struct json_value *value,
                                          const struct lesson_context *context,
                                          struct diagnostic_source *source) {
    const char *name;
    if (!read_file_name(fields, value, &name)) {
        return NULL;
    }
    if (context->read_beside == NULL) {
        fields_refuse(fields, value, "a lesson without a folder has no file beside it");
        return NULL;
    }
    const char *error;
    if (!context->read_beside(context->owner, fields->arena, name, source, &error)) {
        fields_refuse(fields, value, "%s", error);
        return NULL;
    }
    source->bytes = csv_with_line_feeds(fields->arena, source->bytes, source->length);
    fields->diagnostics->source = source;
    const struct csv_table *table = csv_read(fields->arena, source->bytes, source->length,
                                             LESSON_MOST_SAMPLES, fields->diagnostics);
    fields->diagnostics->source = NULL;
    return table;
}

static struct word_list header_words(struct fields *fields, const struct csv_table *table) {
    const char **words = ARENA_ARRAY(fields->arena, const char *, table->columns);
    for (size_t i = 0; i < table->columns; i++) {
        words[i] = table->header[i].text;
    }
    return (struct word_list){words, table->columns};
}

static bool read_columns(struct fields *fields, const struct json_value *value,
                         const struct csv_table *table, struct column_list *ret) {
    if (!fields_array(fields, value, "columns", 1, CSV_MOST_COLUMNS)) {
        return false;
    }
    size_t *columns = ARENA_ARRAY(fields->arena, size_t, value->count);
    struct word_list words = header_words(fields, table);
    bool is_read = true;
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        is_read = fields_word(fields, item, words, &columns[item->index]) && is_read;
    }
    *ret = (struct column_list){columns, value->count};
    return is_read;
}

/* "0,5", as half the world writes it. */
static bool has_decimal_comma(const char *text) {
    size_t sign = *text == '-' || *text == '+';
    size_t whole = strspn(text + sign, "0123456789");
    const char *comma = text + sign + whole;
    size_t behind = *comma == ',' ? strspn(comma + 1, "0123456789") : 0;
    return whole > 0 && behind > 0 && comma[1 + behind] == '\0';
}

/* Neither a number nor the beginning of one. */
static bool is_word(const char *text) {
    return *text != '\0' && strchr("+-.0123456789", *text) == NULL;
}

static void refuse_cell(struct fields *fields, const struct csv_table *table, size_t row,
                        size_t column, const char *expected) {
    const struct csv_cell *cell = &table->cells[row * table->columns + column];
    diagnostics_add(fields->diagnostics, cell->offset, "",
                    has_decimal_comma(cell->text)
                        ? "in the column \"%s\": expected %s, found \"%.40s\" (a number has a "
                          "decimal point, no comma)"
                        : "in the column \"%s\": expected %s, found \"%.40s\"",
                    table->header[column].text, expected, cell->text);
}

/* Whether the targets are words. It is said once: one is the same fault as all. */
static bool refuse_words(struct fields *fields, const struct csv_table *table,
                         struct column_list list, const struct number_range *range) {
    const size_t column = list.columns[0];
    const struct csv_cell *cell = &table->cells[column];
    if (list.count != 1 || !is_word(cell->text)) {
        return false;
    }
    diagnostics_add(fields->diagnostics, cell->offset, "",
                    "in the column \"%s\": expected %s, found \"%.40s\" (with \"one_hot\": true "
                    "words become classes)",
                    table->header[column].text, range->words, cell->text);
    return true;
}

/* Rows by columns; every cell that is no such number is reported. */
static bool read_numbers(struct fields *fields, const struct csv_table *table,
                         struct column_list list, const struct number_range *range,
                         struct matrix *ret) {
    struct matrix matrix = {table->rows, list.count,
                            ARENA_ARRAY(fields->arena, double, table->rows *list.count)};
    size_t faults = 0;
    for (size_t row = 0; row < table->rows; row++) {
        for (size_t i = 0; i < list.count; i++) {
            double number;
            const struct csv_cell *cell = &table->cells[row * table->columns + list.columns[i]];
            if (csv_number(cell, &number) && number >= range->least && number <= range->most) {
                matrix.values[row * list.count + i] = number;
            } else {
                refuse_cell(fields, table, row, list.columns[i], range->words);
                faults++;
            }
        }
    }
    *ret = matrix;
    return faults == 0;
}

/* The words of a column, each once, in the order in which they first stand there; class_of is one a
 * row. More than `most` are counted as most + 1. */
static size_t find_classes(const struct csv_table *table, size_t column, size_t most,
                           size_t *class_of, const char **classes) {
    size_t count = 0;
    for (size_t row = 0; row < table->rows; row++) {
        const char *text = table->cells[row * table->columns + column].text;
        size_t found = 0;
        while (found < count && strcmp(classes[found], text) != 0) {
            found++;
        }
        if (found == most) {
            return most + 1;
        }
        classes[found] = text;
        count += found == count;
        class_of[row] = found;
    }
    return count;
}

/* A row of the targets has a 1 at its class and 0 elsewhere. */
static bool read_classes(struct fields *fields, const struct json_value *value,
                         const struct csv_table *table, struct column_list list,
                         struct lesson *lesson) {
    if (list.count != 1) {
        fields_refuse(fields, value, "one_hot needs 1 column of classes, found %zu", list.count);
        return false;
    }
    const struct network *network = &lesson->network;
    size_t units = network->layer_count > 0 ? network_units(network, network->layer_count) : 0;
    size_t *class_of = ARENA_ARRAY(fields->arena, size_t, table->rows);
    const char **classes = ARENA_ARRAY(fields->arena, const char *, units + 1);
    size_t count = find_classes(table, list.columns[0], units, class_of, classes);
    if (count != units) {
        fields_refuse(fields, value,
                      count > units
                          ? "more classes in \"%s\" than the last layer has units (expected %zu)"
                          : "fewer classes in \"%s\" than the last layer has units (expected %zu)",
                      table->header[list.columns[0]].text, units);
        return false;
    }
    struct matrix targets = {table->rows, units,
                             ARENA_ARRAY(fields->arena, double, table->rows *units)};
    for (size_t row = 0; row < table->rows; row++) {
        targets.values[row * units + class_of[row]] = 1;
    }
    lesson->targets = targets;
    return true;
}

/* x' = (x - mean) / s, where s^2 is the mean of (x - mean)^2: each column then has the mean 0 and
 * the standard deviation 1. */
static void standardize(struct fields *fields, const struct csv_table *table,
                        struct column_list list, struct matrix inputs) {
    for (size_t i = 0; i < list.count; i++) {
        double sum = 0, squares = 0;
        for (size_t row = 0; row < inputs.rows; row++) {
            sum += inputs.values[row * inputs.columns + i];
        }
        double mean = sum / (double)inputs.rows;
        for (size_t row = 0; row < inputs.rows; row++) {
            double distance = inputs.values[row * inputs.columns + i] - mean;
            squares += distance * distance;
        }
        double deviation = sqrt(squares / (double)inputs.rows);
        if (!(deviation > 0) || !isfinite(deviation)) {
            diagnostics_add(fields->diagnostics, table->header[list.columns[i]].offset, "",
                            "the column \"%s\" cannot be standardized: its numbers are all alike, "
                            "or too large",
                            table->header[list.columns[i]].text);
            continue;
        }
        for (size_t row = 0; row < inputs.rows; row++) {
            double *x = &inputs.values[row * inputs.columns + i];
            *x = (*x - mean) / deviation;
        }
    }
}

static bool has_as_many(struct fields *fields, const struct json_value *value, size_t count,
                        size_t expected, const char *because) {
    if (expected != 0 && count != expected) {
        fields_refuse(fields, value, "%zu column%s, but %s (expected %zu)", count,
                      count == 1 ? "" : "s", because, expected);
    }
    return expected == 0 || count == expected;
}

static void take_inputs(struct fields *fields, const struct json_value *data,
                        const struct csv_table *table, const struct diagnostic_source *source,
                        struct lesson *lesson) {
    const struct json_value *value = fields_required(fields, data, "inputs");
    struct column_list list;
    size_t inputs = lesson->network.inputs;
    const char *because =
        text_format(fields->arena, "the network has %zu input%s", inputs, inputs == 1 ? "" : "s");
    bool is_standardized = false;
    fields_boolean(fields, json_member(data, "standardize"), &is_standardized);
    if (!read_columns(fields, value, table, &list) ||
        !has_as_many(fields, value, list.count, inputs, because)) {
        return;
    }
    fields->diagnostics->source = source;
    if (read_numbers(fields, table, list, &any_number, &lesson->inputs) && is_standardized) {
        standardize(fields, table, list, lesson->inputs);
    }
    fields->diagnostics->source = NULL;
}

static void take_targets(struct fields *fields, const struct json_value *data,
                         const struct csv_table *table, const struct diagnostic_source *source,
                         const struct number_range *range, struct lesson *lesson) {
    const struct json_value *value = fields_required(fields, data, "targets");
    struct column_list list;
    bool is_one_hot = false;
    const struct json_value *one_hot = json_member(data, "one_hot");
    bool is_known = fields_boolean(fields, one_hot, &is_one_hot) || one_hot == NULL;
    if (!read_columns(fields, value, table, &list) || !is_known) {
        return;
    }
    if (is_one_hot) {
        read_classes(fields, value, table, list, lesson);
        return;
    }
    const struct network *network = &lesson->network;
    size_t units = network->layer_count > 0 ? network_units(network, network->layer_count) : 0;
    const char *because =
        text_format(fields->arena, "the last layer has %zu unit%s", units, units == 1 ? "" : "s");
    if (has_as_many(fields, value, list.count, units, because)) {
        fields->diagnostics->source = source;
        if (!refuse_words(fields, table, list, range)) {
            read_numbers(fields, table, list, range, &lesson->targets);
        }
        fields->diagnostics->source = NULL;
    }
}

void lesson_read_table(struct fields *fields, const struct json_value *data,
                       const struct lesson_context *context, const struct number_range *range,
                       struct lesson *lesson) {
    if (!fields_object(fields, data, WORD_LIST(table_keys))) {
        return;
    }
    struct diagnostic_source *source = ARENA_NEW(fields->arena, struct diagnostic_source);
    const struct csv_table *table = read_table(fields, json_member(data, "csv"), context, source);
    if (table == NULL) {
        return;
    }
    lesson->sample_count = table->rows;
    take_inputs(fields, data, table, source, lesson);
    take_targets(fields, data, table, source, range, lesson);
}
