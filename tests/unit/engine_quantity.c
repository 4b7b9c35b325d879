/* Units and samples are rows and columns as the notation puts them, and what a node stands for. */
#include "engine/quantity.h"

#include "engine_fixture.h"
#include "test.h"

static const char *root;

/* At least three units and two inputs: an index is not mistaken for the other. */
static const struct program *open_in(struct arena *arena, const struct notation *notation) {
    return fixture_program(arena, fixture_lesson(arena, root, "tests/lessons/four-equations.json"),
                           notation, 1);
}

static void test_units_follow_the_notation(void) {
    struct arena *arena = arena_create();
    struct fixture_notations all = fixture_notations(arena, root);
    size_t turned = 0;
    for (size_t i = 0; i < all.count; i++) {
        const struct program *program = open_in(arena, all.items[i].notation);
        int weight = program_find_tensor(program, ROLE_WEIGHT, 1);
        struct quantity last =
            quantity_of_unit(program, weight, (long)network_units(&program->lesson->network, 1) - 1,
                             (long)program->lesson->network.inputs - 1);
        struct shape shape = program->tensors[weight].storage.shape;
        EXPECT_INT(last.row, (long)shape.rows - 1);
        EXPECT_INT(last.column, (long)shape.columns - 1);
        struct quantity one = quantity_of_unit(program, weight, 2, 1);
        bool is_down = all.items[i].notation->samples == SAMPLES_AS_COLUMNS;
        turned += !is_down;
        EXPECT_INT(one.row, is_down ? 2 : 1);
        EXPECT_INT(one.column, is_down ? 1 : 2);
        EXPECT_INT(quantity_unit(program, one), 2);
        EXPECT_INT(quantity_across(program, one), 1);
    }
    EXPECT(turned > 0 && turned < all.count); /* both ways were there */
    arena_destroy(arena);
}

/* The same element in every notation, and another sample of it. */
static void test_translation_keeps_unit_and_sample(void) {
    struct arena *arena = arena_create();
    struct fixture_notations all = fixture_notations(arena, root);
    const struct program *from = open_in(arena, all.items[0].notation);
    for (size_t i = 1; i < all.count; i++) {
        const struct program *to = open_in(arena, all.items[i].notation);
        int here = program_find_tensor(from, ROLE_ACTIVATION, 1);
        struct quantity found = quantity_translate(from, to, quantity_of_unit(from, here, 2, 0));
        EXPECT_INT(found.tensor, program_find_tensor(to, ROLE_ACTIVATION, 1));
        EXPECT_INT(quantity_unit(to, found), 2);
        EXPECT_INT(quantity_across(to, found), 0);
        size_t sample = 9;
        EXPECT(quantity_sample(to, quantity_with_sample(to, found, 0), &sample));
        EXPECT_INT(sample, 0);
    }
    arena_destroy(arena);
}

/* Every node that is a tensor is the one that its symbol and its layer name; others are none. */
static void test_nodes_are_their_tensors(void) {
    struct arena *arena = arena_create();
    struct fixture_notations all = fixture_notations(arena, root);
    for (size_t i = 0; i < all.count; i++) {
        const struct program *program = open_in(arena, all.items[i].notation);
        for (long k = 0; k < program->operation_count; k++) {
            const struct operation *operation = &program->operations[k];
            for (size_t n = 0; n < operation->binding.node_count; n++) {
                const struct expression *node = operation->binding.nodes[n].expression;
                int tensor = program_node_tensor(program, &operation->binding, n);
                if (node->kind != EXPRESSION_TENSOR) {
                    EXPECT_INT(tensor, -1);
                    continue;
                }
                EXPECT(tensor >= 0 && tensor < program->tensor_count);
                EXPECT_INT(program->tensors[tensor].symbol, node->symbol);
                if (program->tensors[tensor].layer >= 0) {
                    int last = (int)program->lesson->network.layer_count;
                    EXPECT_INT(program->tensors[tensor].layer,
                               expression_index_layer(node->index, operation->layer, last));
                }
            }
        }
    }
    arena_destroy(arena);
}

/* From one element to another, to the end of its matrix and no further; from nothing to nothing. */
static void test_moves(void) {
    struct arena *arena = arena_create();
    const struct program *program = open_in(arena, fixture_notation(arena, root, "four"));
    int weight = program_find_tensor(program, ROLE_WEIGHT, 1);
    struct quantity at = quantity_of_unit(program, weight, 0, 0);
    struct quantity next = quantity_move(program, at, 1, 1);
    EXPECT_INT(next.tensor, weight);
    EXPECT_INT(next.row, 1);
    EXPECT_INT(next.column, 1);
    EXPECT(quantity_equal(quantity_move(program, at, -1, 0), at));
    EXPECT(quantity_is_none(quantity_move(program, QUANTITY_NONE, 1, 0)));
    arena_destroy(arena);
}

/* Every tensor of every lesson is found again by what it is, also where a lesson keeps several of
 * one role at a layer: as Adam does, two means of gradients. */
static void test_tensors_are_told_apart(void) {
    enum { MOST_LESSONS = 64 };
    struct arena *arena = arena_create();
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(arena, root, paths, MOST_LESSONS);
    size_t later = 0;
    for (size_t i = 0; i < count; i++) {
        const struct lesson *lesson = fixture_lesson(arena, root, paths[i]);
        const struct notation *notation = fixture_notation(arena, root, lesson->notation);
        const struct program *one = fixture_program(arena, lesson, notation, 1);
        const struct program *other = fixture_program(arena, lesson, notation, 1);
        for (int tensor = 0; tensor < one->tensor_count; tensor++) {
            struct quantity first = quantity_normal(one, (struct quantity){tensor, 0, 0});
            EXPECT_INT(quantity_tensor_of(other, one, tensor), tensor);
            EXPECT(quantity_equal(quantity_translate(one, other, first), first));
            later += quantity_tensor_rank(one, tensor) > 0;
        }
    }
    printf("# %zu tensors are not the first of their role\n", later);
    EXPECT(later > 1);
    arena_destroy(arena);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"units follow the notation", test_units_follow_the_notation},
        {"translation keeps unit and sample", test_translation_keeps_unit_and_sample},
        {"nodes are their tensors", test_nodes_are_their_tensors},
        {"moves", test_moves},
        {"tensors are told apart", test_tensors_are_told_apart},
    };
    return test_run(tests, TEST_COUNT(tests));
}
