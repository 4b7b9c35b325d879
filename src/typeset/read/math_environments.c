/* What stands between \begin and \end: the sizes are those of LaTeX. */
#include "typeset/read/math_symbols.h"

#include <string.h>

#define MATRIX(of_name, of_left, of_right)                                                         \
    { .name = (of_name), .left = (of_left), .right = (of_right), .alignment = "c", .gap = 1.0F }
#define ALIGNED(of_name)                                                                           \
    {                                                                                              \
        .name = (of_name), .alignment = "rl", .gap = 2.0F, .row_gap = 0.3F, .is_display = true,    \
        .is_paired = true                                                                          \
    }
#define GATHERED(of_name)                                                                          \
    { .name = (of_name), .alignment = "c", .gap = 1.0F, .row_gap = 0.3F, .is_display = true }

static const struct math_environment environments[] = {
    MATRIX("matrix", 0, 0),
    MATRIX("bmatrix", '[', ']'),
    MATRIX("pmatrix", '(', ')'),
    MATRIX("vmatrix", '|', '|'),
    MATRIX("Vmatrix", 0x2016, 0x2016),
    MATRIX("Bmatrix", '{', '}'),
    {.name = "smallmatrix", .alignment = "c", .gap = 0.56F, .is_small = true},
    {.name = "array", .alignment = "c", .gap = 1.0F, .margin = 0.5F, .takes_columns = true},
    {.name = "cases", .left = '{', .alignment = "l", .gap = 1.0F, .loose = 0.2F},
    ALIGNED("aligned"),
    ALIGNED("align"),
    ALIGNED("align*"),
    ALIGNED("split"),
    GATHERED("gathered"),
    GATHERED("gather"),
    GATHERED("gather*"),
    GATHERED("equation"),
    GATHERED("equation*"),
};

const struct math_environment *math_environment_find(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof environments / sizeof *environments; i++) {
        if (strlen(environments[i].name) == length &&
            memcmp(environments[i].name, name, length) == 0) {
            return &environments[i];
        }
    }
    return NULL;
}
