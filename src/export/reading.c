#include "export/reading.h"

#include "base/number.h"
#include "base/utf8.h"
#include "engine/program_names.h"
#include "engine/program_state.h"
#include "export/operation_title.h"
#include "export/reading_lines.h"
#include "export/reading_words.h"
#include "formula/print/print.h"
#include "session/ask/session_ask.h"
#include "session/strings.h"
#include "tell/sample_told.h"
#include "tell/script/narration.h"
#include "tell/sentence.h"

#include <string.h>

struct reading {
    struct text_builder *text;
    struct arena *arena;
    const struct reading_options *options;
    const struct moment *moment;
    const struct session *session;
};

/* What stands between the parts of a plain line. */
enum mark { MARK_COMMA, MARK_SEMICOLON, MARK_COLON, MARK_STOP, MARK_COUNT };

static const char *mark(const struct reading *reading, enum mark mark) {
    static const char *const marks[MARK_COUNT][LANGUAGE_COUNT] = {
        [MARK_COMMA] = {", ", "，"},
        [MARK_SEMICOLON] = {"; ", "；"},
        [MARK_COLON] = {": ", "："},
        [MARK_STOP] = {".", "。"},
    };
    return marks[mark][reading->options->language];
}

/* ---- where ---- */

static const char *layer_text(const struct reading *reading, int layer) {
    enum language language = reading->options->language;
    return layer == 0 ? string_get(language, STRING_INPUT_LAYER)
                      : STRING_FILL(reading->arena, language, STRING_LAYER,
                                    text_format(reading->arena, "%d", layer));
}

/* "step 11 / 23 · iteration 1 / 50 · backward · layer 2" and the operation's title. */
static void append_place(const struct reading *reading) {
    const struct program *program = reading->moment->program;
    enum language language = reading->options->language;
    struct arena *arena = reading->arena;
    const char *between = reading->options->is_plain ? mark(reading, MARK_COMMA) : " · ";
    text_append_string(reading->text,
                       STRING_FILL(arena, language, STRING_STEP_PLACE,
                                   number_count_text(arena, session_step(reading->session)),
                                   number_count_text(arena, program->step_count)));
    text_append_format(reading->text, "%s%s", between,
                       STRING_FILL(arena, language, STRING_ITERATION_PLACE,
                                   number_count_text(arena, reading->moment->place.iteration),
                                   number_count_text(arena, program->iterations)));
    const char *batch =
        sample_told_batch(arena, language, program, reading->moment->place.iteration);
    text_append_format(reading->text, "%s%s", batch != NULL ? between : "",
                       batch != NULL ? batch : "");
    const struct operation *operation = reading->moment->operation;
    if (operation == NULL) {
        text_append_format(reading->text, "%s%s\n", between,
                           string_get(language, STRING_BEGINNING));
        return;
    }
    int layer = program->tensors[operation->target].layer;
    text_append_format(reading->text, "%s%s", between,
                       string_get(language, string_of_pass(operation->pass)));
    if (layer >= 0) {
        text_append_format(reading->text, "%s%s", between, layer_text(reading, layer));
    }
    text_append_format(reading->text, "\n%s\n",
                       operation_title_text(reading->text->arena, language, operation));
}

/* ---- the formula ---- */

static void append_formula(const struct reading *reading) {
    if (session_ask_hides_formula(reading->session)) {
        return;
    }
    const struct operation *operation = reading->moment->operation;
    struct printer printer =
        program_printer(reading->moment->program, PRINT_TEXT, operation->layer);
    text_append_string(reading->text, reading->options->is_plain ? "" : "\n  ");
    print_statement(&printer, operation->binding.statement, reading->text, NULL);
    text_append_string(reading->text, "\n");
}

/* ---- matrices ---- */

/* Which of many rows or columns are written: the first ones, and the last behind dots. */
struct chosen {
    size_t count; /* written, the dots not counted */
    size_t of;
};

static struct chosen choose(size_t of, size_t most) {
    return (struct chosen){of <= most ? of : most - 1, of};
}

static bool has_dots(struct chosen chosen, size_t which) {
    return chosen.count < chosen.of && which + 1 == chosen.count;
}

static size_t index_of(struct chosen chosen, size_t which) {
    return has_dots(chosen, which) ? chosen.of - 1 : which;
}

struct columns {
    struct chosen chosen;
    size_t widths[READING_MOST_COLUMNS];
    int decimals;
};

static const char *cell(const struct reading *reading, struct matrix value, size_t row,
                        size_t column, int decimals) {
    return number_text(reading->arena, matrix_at(value, row, column), decimals);
}

static struct columns measure(const struct reading *reading, struct matrix value,
                              struct chosen rows) {
    struct columns columns = {.chosen = choose(value.columns, READING_MOST_COLUMNS),
                              .decimals = moment_decimals(reading->moment, value)};
    for (size_t c = 0; c < columns.chosen.count; c++) {
        for (size_t r = 0; r < rows.count; r++) {
            const char *text = cell(reading, value, index_of(rows, r), index_of(columns.chosen, c),
                                    columns.decimals);
            size_t width = utf8_count(text, strlen(text));
            columns.widths[c] = width > columns.widths[c] ? width : columns.widths[c];
        }
    }
    return columns;
}

static void append_padded(struct text_builder *text, const char *number, size_t width) {
    for (size_t length = utf8_count(number, strlen(number)); length < width; length++) {
        text_append_string(text, " ");
    }
    text_append_string(text, number);
}

static const char *bracket(size_t row, size_t rows, bool is_left) {
    static const char *const brackets[][2] = {{"[", "]"}, {"⎡", "⎤"}, {"⎢", "⎥"}, {"⎣", "⎦"}};
    size_t which = rows == 1 ? 0 : row == 0 ? 1 : row + 1 == rows ? 3 : 2;
    return brackets[which][is_left ? 0 : 1];
}

static void append_row(const struct reading *reading, struct matrix value, size_t row,
                       const struct columns *columns) {
    for (size_t c = 0; c < columns->chosen.count; c++) {
        text_append_string(reading->text, has_dots(columns->chosen, c) ? "  ⋯" : "");
        text_append_string(reading->text, "  ");
        append_padded(reading->text,
                      cell(reading, value, row, index_of(columns->chosen, c), columns->decimals),
                      columns->widths[c]);
    }
}

static void append_matrix_drawn(const struct reading *reading, struct matrix value) {
    struct chosen rows = choose(value.rows, READING_MOST_ROWS);
    struct columns columns = measure(reading, value, rows);
    size_t lines = rows.count + (rows.count < rows.of);
    size_t line = 0;
    for (size_t r = 0; r < rows.count; r++) {
        if (has_dots(rows, r)) {
            text_append_format(reading->text, "      %s  ⋮\n", bracket(line++, lines, true));
        }
        text_append_format(reading->text, "      %s", bracket(line, lines, true));
        append_row(reading, value, index_of(rows, r), &columns);
        text_append_format(reading->text, "  %s\n", bracket(line++, lines, false));
    }
}

/* "row 1: 0.400, −0.300; row 2: …" */
static void append_matrix_plain(const struct reading *reading, struct matrix value) {
    enum language language = reading->options->language;
    struct chosen rows = choose(value.rows, READING_MOST_ROWS);
    struct columns columns = measure(reading, value, rows);
    for (size_t r = 0; r < rows.count; r++) {
        size_t row = index_of(rows, r);
        text_append_string(reading->text, r > 0 ? mark(reading, MARK_SEMICOLON) : "");
        if (value.rows > 1) {
            text_append_string(reading->text,
                               STRING_FILL(reading->arena, language, STRING_READING_ROW,
                                           text_format(reading->arena, "%zu", row + 1)));
        }
        for (size_t c = 0; c < columns.chosen.count; c++) {
            size_t column = index_of(columns.chosen, c);
            text_append_string(reading->text, c > 0 ? mark(reading, MARK_COMMA) : "");
            if (has_dots(columns.chosen, c)) {
                text_append_string(reading->text,
                                   STRING_FILL(reading->arena, language, STRING_READING_COLUMN,
                                               text_format(reading->arena, "%zu", column + 1)));
            }
            text_append_string(reading->text, cell(reading, value, row, column, columns.decimals));
        }
    }
    text_append_format(reading->text, "%s\n", mark(reading, MARK_STOP));
}

/* In an update the tensor that is written is also one that was read. */
static const char *name_of(const struct reading *reading, int tensor, bool is_read) {
    const struct moment *moment = reading->moment;
    const char *name = program_tensor_name(reading->arena, moment->program, tensor, PRINT_TEXT);
    bool is_replaced = tensor == moment->operation->target && moment->evaluation.before != NULL;
    return is_replaced ? STRING_FILL(reading->arena, reading->options->language,
                                     is_read ? STRING_SENTENCE_OLD : STRING_SENTENCE_NEW, name)
                       : name;
}

/* Of a tensor whose shape is asked for even the rows of its "?" would tell it. */
static void append_tensor(const struct reading *reading, const char *name, int tensor,
                          struct matrix value) {
    if (session_ask_hides_shape(reading->session, tensor)) {
        value = (struct matrix){.rows = 1, .columns = 1, .values = value.values};
    }
    enum language language = reading->options->language;
    struct arena *arena = reading->arena;
    if (value.rows == 1 && value.columns == 1) {
        int decimals = moment_decimals(reading->moment, value);
        const char *number = cell(reading, value, 0, 0, decimals);
        if (reading->options->is_plain) {
            text_append_format(reading->text, "%s%s%s%s\n", name, mark(reading, MARK_COLON), number,
                               mark(reading, MARK_STOP));
        } else {
            text_append_format(reading->text, "  %s = %s\n", name, number);
        }
        return;
    }
    const char *shape = STRING_FILL(
        arena, language,
        reading->options->is_plain ? STRING_READING_SHAPE_PLAIN : STRING_READING_SHAPE,
        text_format(arena, "%zu", value.rows), text_format(arena, "%zu", value.columns));
    if (reading->options->is_plain) {
        text_append_format(reading->text, "%s%s%s%s", name, mark(reading, MARK_COMMA), shape,
                           mark(reading, MARK_COLON));
        append_matrix_plain(reading, value);
    } else {
        text_append_format(reading->text, "  %s, %s\n", name, shape);
        append_matrix_drawn(reading, value);
    }
}

/* What a tensor was worth when the operation read it. */
static struct matrix value_read(const struct reading *reading, int tensor) {
    const struct moment *moment = reading->moment;
    struct matrix value = program_tensor_value(moment->program, tensor, moment->state);
    if (tensor == moment->operation->target && moment->evaluation.before != NULL) {
        size_t count = value.rows * value.columns;
        double *before = ARENA_ARRAY(reading->arena, double, count);
        memcpy(before, moment->evaluation.before, count * sizeof *before);
        value.values = before;
    }
    return value;
}

/* ---- all of it ---- */

static void append_values(const struct reading *reading) {
    enum { MOST_OPERANDS = 16 };
    const struct moment *moment = reading->moment;
    int operands[MOST_OPERANDS];
    int count =
        sentence_operands(moment->program, &moment->operation->binding, operands, MOST_OPERANDS);
    text_append_string(reading->text, reading->options->is_plain ? "" : "\n");
    append_tensor(reading, name_of(reading, moment->operation->target, false),
                  moment->operation->target,
                  program_tensor_value(moment->program, moment->operation->target, moment->state));
    if (count > 0) {
        text_append_format(reading->text, reading->options->is_plain ? "%s\n" : "  %s\n",
                           string_get(reading->options->language, STRING_READING_FROM));
    }
    for (int i = 0; i < count; i++) {
        append_tensor(reading, name_of(reading, operands[i], true), operands[i],
                      value_read(reading, operands[i]));
    }
}

/* What somebody can do after the lesson, and how long it takes. */
static void append_goal(const struct reading *reading) {
    const struct lesson *lesson = reading->moment->program->lesson;
    enum language language = reading->options->language;
    if (*lesson->goal.in[language] != '\0') {
        text_append_format(reading->text, "%s\n", lesson->goal.in[language]);
    }
    if (lesson->minutes > 0) {
        const char *minutes = text_format(reading->arena, "%d", lesson->minutes);
        text_append_format(reading->text, "%s\n",
                           STRING_FILL(reading->arena, language, STRING_MINUTES, minutes));
    }
}

static void append_said(const struct reading *reading, const struct telling *telling) {
    if (telling->count > 0) {
        text_append_string(reading->text, reading->options->is_plain ? "" : "\n");
        reading_words_append(reading->text, telling,
                             reading->options->is_plain ? 0 : READING_COLUMNS);
    }
}

void reading_append(struct text_builder *text, const struct session *session,
                    const struct reading_options *options) {
    struct arena *arena = arena_create();
    struct moment moment = moment_create(session, arena);
    const struct reading reading = {text, arena, options, &moment, session};
    append_place(&reading);
    if (moment.operation != NULL) {
        append_formula(&reading);
        append_values(&reading);
    } else {
        append_goal(&reading);
    }
    struct telling step = telling_begin(arena, options->language);
    narration_tell_step(&step, &moment);
    narration_tell_why(&step, &moment);
    append_said(&reading, &step);
    struct telling stops = telling_begin(arena, options->language);
    narration_tell_stops(&stops, &moment, session_script(session));
    append_said(&reading, &stops);
    reading_lines_append(text, session, &moment, options->language,
                         options->is_plain ? 0 : READING_COLUMNS);
    arena_destroy(arena);
}
