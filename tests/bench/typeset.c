/* How fast formulas are read and set: typeset SOURCE_ROOT prints the slowest of the formulas of
 * tests/golden/typeset, and the sum of all. "first" is with a font that has measured no glyph yet.
 * Nothing fails by time. */
#include "bench.h"
#include "formulas_fixture.h"

enum { ROUNDS = 200, ROWS = 8, SIZE = 30 };

struct measured {
    size_t which, parts;
    double first, read, set; /* seconds */
};

static size_t read_and_set(struct formulas *formulas, size_t which, struct measured *ret) {
    struct arena *arena = arena_create();
    struct math_options options = formula_options(formulas, which, SIZE);
    double begin = bench_seconds();
    const struct math_list *list = formula_parse(formulas, which, arena);
    double middle = bench_seconds();
    struct math_box box = {0};
    if (list != NULL) {
        box = math_set(arena, list, &options);
    }
    ret->set = bench_seconds() - middle;
    ret->read = middle - begin;
    arena_destroy(arena);
    return box.part_count;
}

static struct measured measure(struct formulas *formulas, size_t which) {
    struct measured all = {.which = which}, one;
    double reads[ROUNDS], sets[ROUNDS];
    all.parts = read_and_set(formulas, which, &one);
    all.first = one.read + one.set;
    for (size_t i = 0; i < ROUNDS; i++) {
        read_and_set(formulas, which, &one);
        reads[i] = one.read;
        sets[i] = one.set;
    }
    all.read = bench_quantile(reads, ROUNDS, 0.5);
    all.set = bench_quantile(sets, ROUNDS, 0.5);
    return all;
}

static int by_time(const void *a, const void *b) {
    const struct measured *left = a, *right = b;
    double l = left->read + left->set, r = right->read + right->set;
    return (l < r) - (l > r);
}

int main(int count, char **arguments) {
    struct formulas formulas = formulas_open(count > 1 ? arguments[1] : ".");
    static struct measured all[MOST_FORMULAS];
    double seconds = 0;
    size_t parts = 0;
    for (size_t i = 0; i < formulas.count; i++) {
        all[i] = measure(&formulas, i);
        seconds += all[i].read + all[i].set;
        parts += all[i].parts;
    }
    qsort(all, formulas.count, sizeof *all, by_time);
    printf("parts   first µs   read µs    set µs   µs/part\n");
    for (size_t i = 0; i < formulas.count && i < ROWS; i++) {
        const struct measured *row = &all[i];
        printf("%5zu %10.1f %9.1f %9.1f %9.2f  %.40s\n", row->parts, 1e6 * row->first,
               1e6 * row->read, 1e6 * row->set, 1e6 * (row->read + row->set) / (double)row->parts,
               formulas.items[row->which].source);
    }
    printf("%5zu parts of %zu formulas: %.0f µs, %.2f µs a part, %.1f µs for 50\n", parts,
           formulas.count, 1e6 * seconds, 1e6 * seconds / (double)parts,
           50e6 * seconds / (double)parts);
    formulas_close(&formulas);
    return 0;
}
