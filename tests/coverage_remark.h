#ifndef BACKSTEP_TESTS_COVERAGE_REMARK_H
#define BACKSTEP_TESTS_COVERAGE_REMARK_H

/* What a row of tests/coverage says beside its formula: "as printed, …: erratum:sum_from_zero". */

#include "notation/notation.h"

#include <string.h>

/* The first misprint that it names and that the notation does not tell of; NULL: none. */
static inline const char *coverage_remark_unknown(const struct notation *notation,
                                                  const char *remark) {
    static const char mark[] = "erratum:";
    const char *at = remark;
    while ((at = strstr(at, mark)) != NULL) {
        at += strlen(mark);
        size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_");
        bool is_known = false;
        for (size_t i = 0; i < notation->erratum_count; i++) {
            const char *name = notation->errata[i].name;
            is_known = is_known || (strlen(name) == length && strncmp(name, at, length) == 0);
        }
        if (!is_known) {
            return at;
        }
    }
    return NULL;
}

#endif
