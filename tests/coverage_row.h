#ifndef BACKSTEP_TESTS_COVERAGE_ROW_H
#define BACKSTEP_TESTS_COVERAGE_ROW_H

/* A row of a table in tests/coverage: its fields, what they name, and whether its formula is one
 * that is printed. */

#include "engine/program.h"
#include "tex_normal.h"

#include <stdlib.h>

struct row {
    const char *line, *formula, *lesson, *operation, *layer, *form, *remark; /* "-": none */
    const char *numbers; /* "i1j2": which the note writes for its letters; "": the letters */
};

static inline bool is_none(const char *field) {
    return strcmp(field, "-") == 0;
}

/* A whole number from 0, or -1. */
static inline long whole_number(const char *field) {
    char *end;
    long number = strtol(field, &end, 10);
    return end == field || *end != '\0' || number < 0 ? -1 : number;
}

/* "formula" is -1; "long" and "element" are the first form of their kind, "element2" the second. */
static inline bool find_form(const struct operation *operation, const char *name, long *ret) {
    *ret = -1;
    if (strcmp(name, "formula") == 0) {
        return true;
    }
    for (int kind = 0; kind < FORM_KIND_COUNT; kind++) {
        size_t length = strlen(form_kind_names[kind]);
        if (strncmp(name, form_kind_names[kind], length) != 0) {
            continue;
        }
        long wanted = name[length] == '\0' ? 1 : whole_number(name + length);
        for (size_t i = 0; i < operation->form_count; i++) {
            wanted -= operation->forms[i].kind == (enum form_kind)kind;
            if (wanted == 0 && operation->forms[i].kind == (enum form_kind)kind) {
                *ret = (long)i;
                return true;
            }
        }
    }
    return false;
}

/* Behind the first "=", or NULL. */
static inline const char *right_side(const char *formula) {
    const char *at = strstr(formula, "=");
    return at != NULL ? at + 1 : NULL;
}

/* "a = b" as "b = a": a note may have the name behind what it names. */
static inline const char *turned(struct arena *arena, const char *formula) {
    const char *right = right_side(formula);
    return right == NULL
               ? formula
               : text_format(arena, "%s=%.*s", right, (int)(right - 1 - formula), formula);
}

/* The formula of the row is all that is printed, or either is the right side of the other. */
static inline bool are_the_same(struct arena *arena, const char *wanted, const char *printed) {
    const char *a = tex_normal(arena, wanted);
    const char *b = tex_normal(arena, printed);
    const char *right_a = right_side(a), *right_b = right_side(b);
    return strcmp(a, b) == 0 || strcmp(turned(arena, a), b) == 0 ||
           (right_b != NULL && strcmp(a, right_b) == 0) ||
           (right_a != NULL && a[0] == '=' && right_b != NULL && strcmp(right_a, right_b) == 0) ||
           (right_a != NULL && strcmp(right_a, b) == 0);
}

/* Cuts a line at its tabs; the number of fields, at most most + 1. */
static inline size_t split(char *line, const char **fields, size_t most) {
    size_t count = 0;
    for (char *at = line; at != NULL; count++) {
        char *tab = strchr(at, '\t');
        if (tab != NULL) {
            *tab = '\0';
        }
        if (count == most) {
            return most + 1;
        }
        fields[count] = at;
        at = tab != NULL ? tab + 1 : NULL;
    }
    return count;
}

#endif
