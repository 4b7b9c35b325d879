#ifndef BACKSTEP_TESTS_COVERAGE_LETTERS_H
#define BACKSTEP_TESTS_COVERAGE_LETTERS_H

/* The last column of a table in tests/coverage: how the note names what is printed under another
 * name. "i1j2" are numbers for letters, and letters for letters; "h_{i}>x" are symbols, several
 * with
 * ";" between them. Symbols alone: nothing in it may reckon. */

#include "engine/program_names.h"
#include "formula/statement.h"

#include <string.h>

/* Whether a column is of the second kind. */
static inline bool coverage_names_symbols(const char *column) {
    return strchr(column, '>') != NULL;
}

/* No sign of reckoning, but for a layer above or below, "l+1", "L-2", or "i-1" as a note counts;
 * and below a sum of all elements a note may have their letters. */
static inline bool coverage_column_is_fair(const char *column) {
    static const char letters_of_sum[] = "\\sum>\\sum_{(e,k)}";
    if (strcmp(column, letters_of_sum) == 0) {
        return true;
    }
    for (const char *at = strpbrk(column, "+-"); at != NULL; at = strpbrk(at + 1, "+-")) {
        if (at == column || strchr("lLi", at[-1]) == NULL || at[1] < '1' || at[1] > '2') {
            return false;
        }
    }
    return strpbrk(column, "=/*") == NULL && strstr(column, "\\sum") == NULL &&
           strstr(column, "\\frac") == NULL && strstr(column, "\\cdot") == NULL;
}

static inline const char *coverage_replace(struct arena *arena, const char *text, const char *from,
                                           size_t length, const char *to, size_t to_length) {
    struct text_builder built;
    text_begin(&built, arena);
    while (*text != '\0') {
        bool is_there = length > 0 && strncmp(text, from, length) == 0;
        text_append(&built, is_there ? to : text, is_there ? to_length : 1);
        text += is_there ? length : 1;
    }
    return built.bytes;
}

/* What is printed, with the note's symbols. */
static inline const char *coverage_rename(struct arena *arena, const char *printed,
                                          const char *column) {
    while (coverage_names_symbols(column)) {
        size_t length = strcspn(column, ";");
        const char *sign = strchr(column, '>');
        size_t from = (size_t)(sign - column);
        printed = coverage_replace(arena, printed, column, from, sign + 1, length - from - 1);
        column += length + (column[length] == ';');
    }
    return printed;
}

/* What a column of pairs has for a letter; the letter itself where it has nothing. */
static inline char coverage_for(const char *column, char letter) {
    for (; column[0] != '\0' && column[1] != '\0'; column += 2) {
        if (column[0] == letter) {
            return column[1];
        }
    }
    return letter;
}

/* Letters that count, raised or lowered, become what the column has behind them. */
static inline const char *coverage_count(struct arena *arena, const char *printed,
                                         const char *column) {
    char *text = arena_copy_text(arena, printed, strlen(printed));
    for (char *at = strpbrk(text, "_^"); at != NULL; at = strpbrk(at + 1, "_^")) {
        bool is_power = *at == '^' && at > text && at[-1] == 'e';
        bool is_counted = at[1] == '{' && !is_power;
        for (char *c = at + 2; is_counted && *c != '}' && *c != '\0'; c++) {
            *c = coverage_for(column, *c);
        }
    }
    return text;
}

static inline const char *coverage_as_named(struct arena *arena, const char *printed,
                                            const char *column) {
    return coverage_names_symbols(column) ? coverage_rename(arena, printed, column)
                                          : coverage_count(arena, printed, column);
}

/* The numbers of a column for the letters of a statement; 0 for those that it leaves out: they are
 * printed as letters. */
static inline void coverage_numbers(const struct statement *statement, const char *column,
                                    size_t ret[FORMULA_MOST_INDICES]) {
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) {
        char name = i < statement->indices.count ? *statement->indices.names[i] : '\0';
        char number = name != '\0' ? coverage_for(column, name) : '\0';
        ret[i] = number >= '1' && number <= '9' ? (size_t)(number - '0') : 0;
    }
}

/* The note's own formula where the lesson has so many samples as a column says, "m4": of 1, 2, 3,
 * …, m the dots then stand for nothing. */
static inline const char *coverage_with_samples(struct arena *arena, const char *formula,
                                                const char *column) {
    char samples = coverage_names_symbols(column) ? 'm' : coverage_for(column, 'm');
    if (samples == 'm') {
        return formula;
    }
    const char last[] = {samples, '\0'};
    static const char dots[] = "\\dots + ", letter[] = "\\{m\\}";
    const char *number = text_format(arena, "\\{%s\\}", last);
    formula = coverage_replace(arena, formula, dots, strlen(dots), "", 0);
    return coverage_replace(arena, formula, letter, strlen(letter), number, strlen(number));
}

#endif
