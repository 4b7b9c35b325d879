#include "library/journal/progress_text.h"

#include "base/utf8.h"
#include "session/strings.h"

#include <assert.h>
#include <string.h>

enum { SECONDS_A_MINUTE = 60 };

static long minutes_of(const struct lesson_progress *lesson) {
    return (lesson->seconds + SECONDS_A_MINUTE / 2) / SECONDS_A_MINUTE;
}

/* ---- the table ---- */

enum column {
    COLUMN_LESSON,
    COLUMN_STATE,
    COLUMN_STEP,
    COLUMN_QUESTIONS,
    COLUMN_FIRST_TRY,
    COLUMN_MINUTES,
    COLUMN_LAST,
    COLUMN_COUNT
};

static const enum string_id headings[] = {
    [COLUMN_LESSON] = STRING_PROGRESS_LESSON,       [COLUMN_STATE] = STRING_PROGRESS_STATE,
    [COLUMN_STEP] = STRING_PROGRESS_STEP,           [COLUMN_QUESTIONS] = STRING_PROGRESS_QUESTIONS,
    [COLUMN_FIRST_TRY] = STRING_PROGRESS_FIRST_TRY, [COLUMN_MINUTES] = STRING_PROGRESS_MINUTES,
    [COLUMN_LAST] = STRING_PROGRESS_LAST,
};
static_assert(sizeof headings / sizeof *headings == COLUMN_COUNT, "a heading for each column");

struct row {
    const char *cells[COLUMN_COUNT];
};

static const char *share(struct arena *arena, size_t part, size_t of) {
    return of > 0 ? text_format(arena, "%zu/%zu", part, of) : "-";
}

static struct row row_of(struct arena *arena, const struct lesson_progress *lesson,
                         enum language language) {
    size_t asked = lesson->question_count;
    const char *time = journal_time_text(arena, lesson->last);
    return (struct row){
        {[COLUMN_LESSON] = text_visible(arena, lesson->name),
         [COLUMN_STATE] = string_get(language, lesson->is_finished ? STRING_PROGRESS_DONE
                                                                   : STRING_PROGRESS_BEGUN),
         [COLUMN_STEP] = text_format(arena, "%ld/%ld", lesson->step, lesson->steps),
         [COLUMN_QUESTIONS] = share(arena, progress_right(lesson), asked),
         [COLUMN_FIRST_TRY] = share(arena, progress_right_at_once(lesson), asked),
         [COLUMN_MINUTES] = text_format(arena, "%ld", minutes_of(lesson)),
         [COLUMN_LAST] = arena_copy_text(arena, time, strcspn(time, "T"))}};
}

static void widen(int widths[COLUMN_COUNT], const struct row *row) {
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        int columns = utf8_columns(row->cells[i]);
        widths[i] = columns > widths[i] ? columns : widths[i];
    }
}

static void append_row(struct text_builder *text, const struct row *row,
                       const int widths[COLUMN_COUNT]) {
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        bool is_last = i + 1 == COLUMN_COUNT;
        int blanks = is_last ? 0 : widths[i] - utf8_columns(row->cells[i]) + 2;
        text_append_format(text, "%s%*s", row->cells[i], blanks, "");
    }
    text_append_string(text, "\n");
}

static const char *name_of(struct arena *arena, const struct mistakes *mistakes, const char *id,
                           enum language language) {
    for (size_t i = 0; mistakes != NULL && i < mistakes->count; i++) {
        if (strcmp(mistakes->items[i].id, id) == 0) {
            return mistake_name(arena, &mistakes->items[i], NULL, language);
        }
    }
    return id;
}

static void append_mistakes(struct text_builder *text, const struct lesson_progress *lesson,
                            const struct mistakes *mistakes, enum language language) {
    for (size_t i = 0; i < lesson->mistake_count; i++) {
        const struct mistake_tally *tally = &lesson->mistakes[i];
        const char *name = name_of(text->arena, mistakes, tally->id, language);
        text_append_format(text, "    %s\n",
                           STRING_FILL(text->arena, language, STRING_PROGRESS_MISTAKE,
                                       text_format(text->arena, "%zu", tally->count),
                                       text_visible(text->arena, name)));
    }
}

void progress_text_append(struct text_builder *text, const struct progress *progress,
                          const struct mistakes *mistakes, enum language language) {
    if (progress->count == 0) {
        text_append_format(text, "%s\n", string_get(language, STRING_PROGRESS_NONE));
        return;
    }
    struct row *rows = ARENA_ARRAY(text->arena, struct row, progress->count + 1);
    int widths[COLUMN_COUNT] = {0};
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        rows[0].cells[i] = string_get(language, headings[i]);
    }
    widen(widths, &rows[0]);
    for (size_t i = 0; i < progress->count; i++) {
        rows[i + 1] = row_of(text->arena, &progress->lessons[i], language);
        widen(widths, &rows[i + 1]);
    }
    append_row(text, &rows[0], widths);
    for (size_t i = 0; i < progress->count; i++) {
        append_row(text, &rows[i + 1], widths);
        append_mistakes(text, &progress->lessons[i], mistakes, language);
    }
}

/* ---- CSV ---- */

/* Between quotes where that is needed. A spreadsheet takes what begins with = + - @ for a formula:
 * a blank in front of it keeps it a text. */
static void append_field(struct text_builder *text, const char *value) {
    bool is_formula = *value != '\0' && strchr("=+-@", *value) != NULL;
    bool is_quoted = is_formula || strpbrk(value, ",\"\r\n") != NULL;
    text_append_string(text, is_quoted ? "\"" : "");
    text_append_string(text, is_formula ? " " : "");
    for (const char *c = value; *c != '\0'; c++) {
        text_append(text, c, 1);
        text_append(text, c, *c == '"' ? 1 : 0);
    }
    text_append_string(text, is_quoted ? "\"" : "");
}

static void append_csv_row(struct text_builder *text, const struct lesson_progress *lesson) {
    append_field(text, lesson->name);
    text_append_format(text, ",%s,", lesson->is_finished ? "done" : "begun");
    append_field(text, lesson->notation != NULL ? lesson->notation : "");
    text_append_format(text, ",%ld,%ld,%zu,%zu,%zu,%ld,%s,", lesson->step, lesson->steps,
                       lesson->question_count, progress_right(lesson),
                       progress_right_at_once(lesson), lesson->seconds,
                       journal_time_text(text->arena, lesson->last));
    struct text_builder mistakes;
    text_begin(&mistakes, text->arena);
    for (size_t i = 0; i < lesson->mistake_count; i++) {
        text_append_format(&mistakes, "%s%s:%zu", i > 0 ? " " : "", lesson->mistakes[i].id,
                           lesson->mistakes[i].count);
    }
    append_field(text, mistakes.bytes);
    text_append_string(text, "\n");
}

void progress_text_append_csv(struct text_builder *text, const struct progress *progress) {
    text_append_string(text, "lesson,state,notation,step,steps,questions,right,right_at_once,"
                             "seconds,last,mistakes\n");
    for (size_t i = 0; i < progress->count; i++) {
        append_csv_row(text, &progress->lessons[i]);
    }
}
