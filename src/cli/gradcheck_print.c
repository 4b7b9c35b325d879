#include "cli/gradcheck_print.h"

#include "base/number.h"
#include "base/text.h"
#include "cli/terminal.h"
#include "engine/program_names.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

enum check_word {
    WORD_GRADIENT,
    WORD_NUMERIC,
    WORD_TANGENT,
    WORD_ERROR,
    WORD_WORST,
    WORD_ALL_AT_KINKS,
    WORD_FAILED,
    WORD_OK,
    WORD_NONE,
    WORD_NONE_AT_KINK,
    WORD_COUNT
};
static const char *const check_words[][LANGUAGE_COUNT] = {
    [WORD_GRADIENT] = {"gradient", "梯度"},
    [WORD_NUMERIC] = {"differences", "差分"},
    [WORD_TANGENT] = {"tangent", "切线"},
    [WORD_ERROR] = {"error", "误差"},
    [WORD_WORST] = {"worst error", "最大误差"},
    [WORD_ALL_AT_KINKS] = {"all at kinks", "全部位于折点"},
    [WORD_FAILED] = {"FAILED", "未通过"},
    [WORD_OK] = {"ok", "通过"},
    [WORD_NONE] = {"none", "无"},
    [WORD_NONE_AT_KINK] = {"none across a kink", "折点两侧不能相减"},
};
static_assert(sizeof check_words / sizeof *check_words == WORD_COUNT, "one row a word");

static const char *const verdict_words[][LANGUAGE_COUNT] = {
    [GRADCHECK_AGREES] = {"agrees", "一致"},
    [GRADCHECK_BY_TANGENT] = {"differences cannot tell here; the tangent agrees",
                              "此处差分无法判断，与切线一致"},
    [GRADCHECK_AT_KINK] = {"at a kink", "位于折点"},
    [GRADCHECK_DIFFERS] = {"FAILED", "未通过"},
};
static_assert(sizeof verdict_words / sizeof *verdict_words == GRADCHECK_VERDICT_COUNT,
              "one row a verdict");

enum { VALUE_DIGITS = 10, ERROR_DECIMALS = 1, VALUE_COLUMNS = 17, DIFFERENCES_COLUMNS = 25 };

/* Under each other, with room for a minus sign. */
static const char *value_text(struct arena *arena, double value) {
    const char *digits = number_plain_text(arena, value, VALUE_DIGITS);
    return text_format(arena, "%s%s", *digits == '-' ? "" : " ", digits);
}

/* "gradient  0.5", filled up to where the next one stands. */
static void print_witness(enum check_word word, const char *text, int columns,
                          enum language language) {
    printf("  %s %s%*s", check_words[word][language], text, terminal_padding(text, columns), "");
}

/* By how much a gradient is wrong, where there is a witness against it. */
static const char *error_text(struct arena *arena, double error, enum language language) {
    return isnan(error) ? check_words[WORD_NONE][language]
                        : number_error_text(arena, error, ERROR_DECIMALS);
}

static void print_element(struct arena *arena, const struct gradcheck_tensor *tensor, size_t i,
                          enum language language) {
    const struct gradcheck_element *element = &tensor->elements[i];
    bool is_at_kink = element->verdict == GRADCHECK_AT_KINK;
    const char *no_differences = check_words[is_at_kink ? WORD_NONE_AT_KINK : WORD_NONE][language];
    const char *differences =
        isnan(element->numeric)
            ? text_format(arena, " %s", no_differences)
            : text_format(arena, "%-*s ± %s", VALUE_COLUMNS, value_text(arena, element->numeric),
                          number_error_text(arena, element->numeric_error, 0));
    const char *tangent = isnan(element->tangent)
                              ? text_format(arena, " %s", check_words[WORD_NONE][language])
                              : value_text(arena, element->tangent);
    printf("  (%zu, %zu)", i / tensor->shape.columns + 1, i % tensor->shape.columns + 1);
    print_witness(WORD_GRADIENT, value_text(arena, element->analytic), VALUE_COLUMNS, language);
    print_witness(WORD_NUMERIC, differences, DIFFERENCES_COLUMNS, language);
    print_witness(WORD_TANGENT, tangent, VALUE_COLUMNS, language);
    printf("  %s %s  %s\n", check_words[WORD_ERROR][language],
           error_text(arena, element->error, language), verdict_words[element->verdict][language]);
}

/* "dw[1] for w[1]  3×2". */
static const char *tensor_label(struct arena *arena, const struct program *program,
                                const struct gradcheck_tensor *tensor, enum language language) {
    const char *gradient = program_tensor_name(arena, program, tensor->gradient, PRINT_TEXT);
    const char *parameter = program_tensor_name(arena, program, tensor->parameter, PRINT_TEXT);
    return text_format(arena, "%s%s%s  %zu×%zu", gradient,
                       language == LANGUAGE_CHINESE ? " 对 " : " for ", parameter,
                       tensor->shape.rows, tensor->shape.columns);
}

static void print_tensor_check(struct arena *arena, const struct gradcheck_tensor *tensor,
                               const char *label, int columns, const struct options *options) {
    enum language language = options->language;
    printf("%s%*s  ", label, terminal_padding(label, columns), "");
    if (tensor->worst == shape_count(tensor->shape)) {
        printf("%s", check_words[WORD_ALL_AT_KINKS][language]);
    } else {
        printf("%s %s", check_words[WORD_WORST][language],
               error_text(arena, tensor->elements[tensor->worst].error, language));
    }
    bool has_failed = tensor->verdicts[GRADCHECK_DIFFERS] > 0;
    printf("  %s\n", check_words[has_failed ? WORD_FAILED : WORD_OK][language]);
    for (size_t i = 0; i < shape_count(tensor->shape); i++) {
        if (options->with_elements || tensor->elements[i].verdict == GRADCHECK_DIFFERS) {
            print_element(arena, tensor, i, language);
        }
    }
}

void gradcheck_print_all(struct arena *arena, const struct program *program,
                         const struct gradcheck *check, const struct options *options) {
    const char **labels = ARENA_ARRAY(arena, const char *, check->count + 1);
    int columns = 0;
    for (size_t i = 0; i < check->count; i++) {
        labels[i] = tensor_label(arena, program, &check->tensors[i], options->language);
        int width = terminal_width(labels[i]);
        columns = width > columns ? width : columns;
    }
    for (size_t i = 0; i < check->count; i++) {
        print_tensor_check(arena, &check->tensors[i], labels[i], columns, options);
    }
    static const char *const totals[LANGUAGE_COUNT] = {
        "%zu elements: %zu agree, %zu by the tangent alone, %zu at a kink, %zu failed; worst error "
        "%s\n",
        "共 %zu 个元素：%zu 个一致，%zu 个仅由切线判断，%zu 个位于折点，%zu 个未通过；最大误差 "
        "%s\n"};
    const size_t *verdicts = check->verdicts;
    printf(totals[options->language], check->elements, verdicts[GRADCHECK_AGREES],
           verdicts[GRADCHECK_BY_TANGENT], verdicts[GRADCHECK_AT_KINK], verdicts[GRADCHECK_DIFFERS],
           error_text(arena, check->worst_error, options->language));
}
