#include "view/derivation/derivation_cells.h"

#include "formula/explain/explanation.h"
#include "tell/derived/derived_told.h"

struct lighter {
    struct filled *values;
    struct arena *arena;
    const struct derivation_line *line;
    size_t left; /* elements that may still be looked at */
};

enum { MOST_ELEMENTS = 4096 };

/* The range grows to hold the cell. */
static void light_cell(struct filled_matrix *matrix, size_t row, size_t column) {
    struct cell_range *lit = &matrix->lit;
    if (!matrix->is_lit) {
        *lit = (struct cell_range){row, row + 1, column, column + 1};
        matrix->is_lit = true;
        return;
    }
    lit->row = row < lit->row ? row : lit->row;
    lit->row_end = row >= lit->row_end ? row + 1 : lit->row_end;
    lit->column = column < lit->column ? column : lit->column;
    lit->column_end = column >= lit->column_end ? column + 1 : lit->column_end;
}

static bool light_slot(const struct lighter *lighter, int node, size_t row, size_t column) {
    bool is_found = false;
    for (size_t i = 0; i < lighter->values->slot_count; i++) {
        struct filled_slot *slot = &lighter->values->slots[i];
        struct matrix value = slot->matrix.value;
        if (slot->piece.node == node && row < value.rows && column < value.columns) {
            light_cell(&slot->matrix, row, column);
            is_found = true;
        }
    }
    return is_found;
}

/* What stands in a slot is seen; of anything else what it is made of. */
static void light_element(struct lighter *lighter, size_t node, size_t row, size_t column) {
    if (light_slot(lighter, (int)node, row, column) || lighter->left == 0) {
        return;
    }
    lighter->left--;
    const struct explanation explanation =
        explanation_of_element(lighter->arena, &lighter->line->operation.binding,
                               &lighter->line->evaluation, node, row, column);
    for (size_t i = 0; explanation.kind != EXPLANATION_LEAF && i < explanation.term_count; i++) {
        const struct explanation_term *term = &explanation.terms[i];
        for (size_t k = 0; k < term->factor_count; k++) {
            light_element(lighter, term->factors[k].node, term->factors[k].row,
                          term->factors[k].column);
        }
    }
}

void derivation_cells_light(struct filled *values, const struct proof *proof, size_t line) {
    size_t letters[FORMULA_MOST_INDICES];
    const struct derivation_line *found = &proof->derivation->lines[line];
    struct matrix value = derivation_value(proof->derivation, line);
    if (proof_letters(proof, letters) == 0 || value.rows * value.columns == 1) {
        return;
    }
    size_t row, column;
    derived_told_element(proof, value, &row, &column);
    struct lighter lighter = {values, values->equation->moment->arena, found, MOST_ELEMENTS};
    light_slot(&lighter, -1, row, column);
    light_element(&lighter, (size_t)found->definition->statement->value->id, row, column);
}
