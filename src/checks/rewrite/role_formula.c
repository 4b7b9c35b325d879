#include "checks/rewrite/role_formula.h"

#include "base/text.h"

#include <string.h>

enum { NAME_RIGHT = ROLE_COUNT * RECORDED_TIMES, NAME_IT, NAME_COUNT };

/* ---- reading ---- */

/* "weight_after", without a format: each formula of each mistake asks for all of them. */
static const char *name_with(struct arena *arena, const char *name, const char *ending) {
    size_t length = strlen(name), more = strlen(ending) + 1;
    char *text = ARENA_ARRAY(arena, char, length + more);
    memcpy(text, name, length);
    memcpy(text + length, ending, more);
    return text;
}

static struct symbol_table role_table(struct arena *arena) {
    static const char *const endings[RECORDED_TIMES] = {"", "_after", "_before"};
    const char **names = ARENA_ARRAY(arena, const char *, NAME_COUNT);
    bool *layered = ARENA_ARRAY(arena, bool, NAME_COUNT);
    for (size_t i = 0; i < NAME_RIGHT; i++) {
        names[i] = name_with(arena, role_names[i % ROLE_COUNT], endings[i / ROLE_COUNT]);
        layered[i] = role_definition((enum role)(i % ROLE_COUNT))->is_layered;
    }
    names[NAME_RIGHT] = "right";
    names[NAME_IT] = "it";
    return (struct symbol_table){.names = names, .is_layered = layered, .count = NAME_COUNT};
}

const struct tree *role_formula_read(struct arena *arena, const char *text, size_t length,
                                     struct formula_error *error) {
    static const char before[] = "it = "; /* a statement needs a left side */
    struct arena *own = arena_create(); /* of hundreds of names, for each of hundreds of formulas */
    struct symbol_table table = role_table(own);
    const char *source = text_format(own, "%s%.*s", before, (int)length, text);
    const struct statement *statement = statement_parse(own, source, strlen(source), &table, error);
    const struct tree *tree = NULL;
    if (statement != NULL) {
        tree = tree_of_expression(arena, statement->value, false);
    } else {
        size_t shift = sizeof before - 1;
        error->begin = error->begin > shift ? error->begin - shift : 0;
        error->end = error->end > shift ? error->end - shift : 0;
    }
    arena_destroy(own);
    return tree;
}

bool role_formula_is_right(const struct tree *formula) {
    return formula->kind == EXPRESSION_TENSOR && formula->symbol == NAME_RIGHT;
}

/* ---- translating ---- */

struct translation {
    const struct recording *recording;
    struct arena *arena;
    const struct role_meaning *meaning;
    int layer; /* that l means */
    bool are_rows;
};

static struct tree *translate(const struct translation *translation, const struct tree *formula);

static int layer_of(const struct translation *translation, struct tensor_index index) {
    int last = (int)translation->recording->program->lesson->network.layer_count;
    return expression_index_layer(index, translation->layer, last);
}

static struct element_index letter(const struct translation *translation,
                                   struct element_index index) {
    return index.is_letter ? translation->meaning->letters[index.number] : index;
}

static struct tree *translate_tensor(const struct translation *translation,
                                     const struct tree *formula) {
    if (formula->symbol >= NAME_RIGHT) {
        const struct tree *stands_for =
            formula->symbol == NAME_RIGHT ? translation->meaning->right : translation->meaning->it;
        return stands_for != NULL ? tree_copy(translation->arena, stands_for) : NULL;
    }
    int layer = layer_of(translation, formula->index);
    int symbol = recording_symbol(translation->recording, (enum role)(formula->symbol % ROLE_COUNT),
                                  (enum recorded_time)(formula->symbol / ROLE_COUNT));
    if (symbol < 0 || recording_tensor(translation->recording, symbol, layer) < 0) {
        return NULL;
    }
    struct tensor_index index = {formula->index.base == INDEX_NONE ? INDEX_NONE : INDEX_NUMBER,
                                 layer < 0 ? 0 : layer};
    struct tree *tree = tree_tensor(translation->arena, symbol, index);
    tree->has_element = formula->has_element;
    struct element_index unit = letter(translation, formula->row);
    struct element_index across = letter(translation, formula->column);
    tree->row = translation->are_rows ? across : unit;
    tree->column = translation->are_rows ? unit : across;
    return tree;
}

/* Nothing but numbers, counts and rates. */
static bool is_scalar(const struct tree *formula) {
    if (formula->kind == EXPRESSION_TENSOR) {
        enum role role = (enum role)(formula->symbol % ROLE_COUNT);
        return formula->has_element || (formula->symbol < NAME_RIGHT && role_is_number(role));
    }
    for (size_t i = 0; i < formula->operand_count; i++) {
        if (!is_scalar(formula->operands[i])) {
            return false;
        }
    }
    return formula->operand_count > 0 || formula->kind == EXPRESSION_NUMBER;
}

static enum function turned(enum function function) {
    switch ((int)function) {
    case FUNCTION_ROW_SUM:
        return FUNCTION_COLUMN_SUM;
    case FUNCTION_COLUMN_SUM:
        return FUNCTION_ROW_SUM;
    case FUNCTION_ROWS:
        return FUNCTION_COLUMNS;
    case FUNCTION_COLUMNS:
        return FUNCTION_ROWS;
    default:
        return function;
    }
}

/* (A B)^T is B^T A^T: where samples are rows, products are the other way round. */
static struct tree *translate_operation(const struct translation *translation,
                                        const struct tree *formula) {
    struct tree *tree = ARENA_NEW(translation->arena, struct tree);
    *tree = *formula;
    bool is_swapped = translation->are_rows && formula->kind == EXPRESSION_PRODUCT &&
                      !is_scalar(formula->operands[0]) && !is_scalar(formula->operands[1]);
    for (size_t i = 0; i < formula->operand_count; i++) {
        size_t from = is_swapped ? 1 - i : i;
        tree->operands[i] = translate(translation, formula->operands[from]);
        if (tree->operands[i] == NULL) {
            return NULL;
        }
    }
    if (translation->are_rows && tree->kind == EXPRESSION_CALL) {
        tree->function = turned(tree->function);
    }
    return tree;
}

static struct tree *translate(const struct translation *translation, const struct tree *formula) {
    if (formula->kind == EXPRESSION_TENSOR) {
        return translate_tensor(translation, formula);
    }
    return translate_operation(translation, formula);
}

struct tree *role_formula_translate(const struct recording *recording, struct arena *arena,
                                    const struct tree *formula,
                                    const struct role_meaning *meaning) {
    const struct operation *operation = recording_operation(recording);
    int layer = recording->program->tensors[operation->target].layer;
    const struct translation translation = {
        .recording = recording,
        .arena = arena,
        .meaning = meaning,
        .layer = layer >= 0 ? layer : (int)recording->program->lesson->network.layer_count,
        .are_rows = !sample_axis_has_units_down(recording->program->notation->samples),
    };
    return translate(&translation, formula);
}
