/* The matrix product, blocked for registers and cache.
 *
 * A panel of COLUMNS columns of b is packed for DEPTH values of k, so that it stays in the cache
 * while every block of ROWS rows of a is multiplied with it. The block's sums live in registers;
 * the compiler works on several columns at once. Each sum still takes its products one by one in
 * the order of k: whatever the width of a machine's vectors, the same operands give the same bits.
 */

#include "formula/matrix.h"

#include <assert.h>

/* The same C compiled for wider vectors too; the processor's are chosen when the program starts.
 * Where a compiler cannot do that, the plain version gives the same bits more slowly; also with
 * BACKSTEP_NO_CLONES, for who counts what is run: of the clones one is, whatever the machine. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&       \
    !defined(__SANITIZE_ADDRESS__) && !defined(BACKSTEP_NO_CLONES)
#define WIDE_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#define FORCE_INLINE __attribute__((always_inline)) /* into each clone */
#else
#define WIDE_CLONES
#define FORCE_INLINE
#endif

enum { ROWS = 6, COLUMNS = 16, DEPTH = 128 };

/* Element (i, k) of an operand that may be read transposed. */
struct operand {
    const double *values;
    size_t down, along; /* from one row, from one column to the next */
};

static struct operand operand_of(struct matrix matrix, bool is_transposed) {
    return is_transposed ? (struct operand){matrix.values, 1, matrix.columns}
                         : (struct operand){matrix.values, matrix.columns, 1};
}

/* The operand from its element (row, column) on. */
static struct operand operand_from(struct operand operand, size_t row, size_t column) {
    return (struct operand){operand.values + row * operand.down + column * operand.along,
                            operand.down, operand.along};
}

/* A part of b: `depth` values of k, from `first` on, of `columns` columns. */
struct panel {
    size_t first, depth;
    size_t column, columns;
    double values[DEPTH * COLUMNS]; /* row after row; columns beyond the matrix are 0 */
};

/* sums(r, c) += Σ_k a(r, k) panel(k, c) for a block of rows rows. */
static inline FORCE_INLINE void add_products(double *restrict sums, struct operand a,
                                             const double *restrict panel, size_t depth,
                                             const size_t rows) {
    double block[ROWS][COLUMNS];
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            block[r][c] = sums[r * COLUMNS + c];
        }
    }
    for (size_t k = 0; k < depth; k++) {
        for (size_t r = 0; r < rows; r++) {
            double factor = a.values[r * a.down + k * a.along];
            for (size_t c = 0; c < COLUMNS; c++) {
                block[r][c] += factor * panel[k * COLUMNS + c];
            }
        }
    }
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            sums[r * COLUMNS + c] = block[r][c];
        }
    }
}

/* A call with constant strides and rows lets the compiler keep the whole block in registers. */
WIDE_CLONES
static void add_block(double *restrict sums, struct operand a, const double *restrict panel,
                      size_t depth, size_t rows) {
    if (rows == ROWS && a.along == 1) {
        add_products(sums, (struct operand){a.values, a.down, 1}, panel, depth, ROWS);
    } else if (rows == ROWS && a.down == 1) {
        add_products(sums, (struct operand){a.values, 1, a.along}, panel, depth, ROWS);
    } else {
        for (size_t r = 0; r < rows; r++) {
            struct operand row = {a.values + r * a.down, 0, a.along};
            add_products(sums + r * COLUMNS, row, panel, depth, 1);
        }
    }
}

/* Fills a panel from b. The sums of columns beyond the matrix are thrown away. A transposed operand
 * is read along its rows, as it lies in memory. */
static void pack(struct panel *panel, struct operand b) {
    b = operand_from(b, panel->first, panel->column);
    if (b.down == 1) {
        for (size_t c = 0; c < COLUMNS; c++) {
            for (size_t k = 0; k < panel->depth; k++) {
                bool is_inside = c < panel->columns;
                panel->values[k * COLUMNS + c] = is_inside ? b.values[k + c * b.along] : 0;
            }
        }
        return;
    }
    for (size_t k = 0; k < panel->depth; k++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            bool is_inside = c < panel->columns;
            panel->values[k * COLUMNS + c] = is_inside ? b.values[k * b.down + c * b.along] : 0;
        }
    }
}

/* Adds to a block of the result, from that row on, its products with the panel. */
static void multiply_rows(struct matrix result, size_t row, struct operand a,
                          const struct panel *panel) {
    size_t rows = result.rows - row < ROWS ? result.rows - row : ROWS;
    double sums[ROWS * COLUMNS] = {0};
    double *corner = result.values + row * result.columns + panel->column;
    for (size_t r = 0; panel->first > 0 && r < rows; r++) {
        for (size_t c = 0; c < panel->columns; c++) {
            sums[r * COLUMNS + c] = corner[r * result.columns + c];
        }
    }
    add_block(sums, operand_from(a, row, panel->first), panel->values, panel->depth, rows);
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < panel->columns; c++) {
            corner[r * result.columns + c] = sums[r * COLUMNS + c];
        }
    }
}

static void multiply_blocked(struct matrix result, struct operand a, struct operand b,
                             size_t inner) {
    struct panel panel; /* of which as much is filled as it has of the matrix */
    for (size_t column = 0; column < result.columns; column += COLUMNS) {
        panel.column = column;
        panel.columns = result.columns - column < COLUMNS ? result.columns - column : COLUMNS;
        for (size_t k = 0; k < inner; k += DEPTH) {
            panel.first = k;
            panel.depth = inner - k < DEPTH ? inner - k : DEPTH;
            pack(&panel, b);
            for (size_t row = 0; row < result.rows; row += ROWS) {
                multiply_rows(result, row, a, &panel);
            }
        }
    }
}

/* Small matrices: packing would cost more than it saves. */
static void multiply_small(struct matrix result, struct operand a, struct operand b, size_t inner) {
    for (size_t i = 0; i < result.rows; i++) {
        for (size_t j = 0; j < result.columns; j++) {
            double sum = 0;
            for (size_t k = 0; k < inner; k++) {
                sum += a.values[i * a.down + k * a.along] * b.values[k * b.down + j * b.along];
            }
            result.values[i * result.columns + j] = sum;
        }
    }
}

enum { SMALL_PRODUCT = 2048 }; /* multiplications */

void matrix_multiply_into(struct matrix result, struct matrix a, bool a_is_transposed,
                          struct matrix b, bool b_is_transposed) {
    size_t inner = a_is_transposed ? a.rows : a.columns;
    assert(inner == (b_is_transposed ? b.columns : b.rows));
    assert(result.rows == (a_is_transposed ? a.columns : a.rows));
    assert(result.columns == (b_is_transposed ? b.rows : b.columns));
    struct operand left = operand_of(a, a_is_transposed);
    struct operand right = operand_of(b, b_is_transposed);
    bool is_small = result.rows * result.columns * inner <= SMALL_PRODUCT || result.columns < 3;
    is_small ? multiply_small(result, left, right, inner)
             : multiply_blocked(result, left, right, inner);
}
