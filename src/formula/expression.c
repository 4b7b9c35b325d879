#include "formula/expression.h"

#include <assert.h>

static const struct function_definition functions[] = {
    [FUNCTION_ACTIVATION] = {"f", 1},      [FUNCTION_DERIVATIVE] = {"f'", 1},
    [FUNCTION_JACOBIAN] = {"jacobian", 1}, [FUNCTION_VJP] = {"vjp", 2},
    [FUNCTION_LOG] = {"log", 1},           [FUNCTION_EXP] = {"exp", 1},
    [FUNCTION_ABS] = {"abs", 1},           [FUNCTION_SIGN] = {"sign", 1},
    [FUNCTION_ROOT] = {"sqrt", 1},         [FUNCTION_SUM] = {"sum", 1},
    [FUNCTION_SUM_OVER] = {"add", 2},      [FUNCTION_STACK] = {"column", 2},
    [FUNCTION_BESIDE] = {"row", 2},        [FUNCTION_NORM] = {"norm2", 1},
    [FUNCTION_IDENTITY] = {"identity", 1}, [FUNCTION_ROW_SUM] = {"rowsum", 1},
    [FUNCTION_COLUMN_SUM] = {"colsum", 1}, [FUNCTION_MAX] = {"max", 2},
    [FUNCTION_PARTIAL] = {"partial", 2},   [FUNCTION_DIAGONAL] = {"diag", 1},
    [FUNCTION_UNIT] = {"unit", 2},         [FUNCTION_ROWS] = {"rows", 1},
    [FUNCTION_COLUMNS] = {"cols", 1},
};
static_assert(sizeof functions / sizeof *functions == FUNCTION_COUNT, "one row a function");

const struct function_definition *function_definition(enum function function) {
    return &functions[function];
}

bool function_runs_over(enum function function) {
    return function == FUNCTION_SUM_OVER || function == FUNCTION_STACK ||
           function == FUNCTION_BESIDE;
}

bool expression_runs_over(const struct expression *expression) {
    return expression->kind == EXPRESSION_CALL && function_runs_over(expression->function);
}

int expression_index_layer(struct tensor_index index, int layer, int last_layer) {
    switch (index.base) {
    case INDEX_NONE:
        return -1;
    case INDEX_NUMBER:
        return index.offset;
    case INDEX_LAYER:
        return layer + index.offset;
    case INDEX_LAST:
        return last_layer + index.offset;
    }
    return -1;
}

bool expression_holds(enum relation relation, double a, double b) {
    switch (relation) {
    case RELATION_ABOVE:
        return a > b;
    case RELATION_BELOW:
        return a < b;
    case RELATION_AT_LEAST:
        return a >= b;
    case RELATION_AT_MOST:
        return a <= b;
    case RELATION_EQUAL:
        return a == b;
    case RELATION_COUNT:
        break;
    }
    return false;
}
