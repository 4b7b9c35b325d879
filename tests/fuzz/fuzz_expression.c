/* A formula is refused with a message and a place inside it, or it can be printed, bound,
 * computed and explained in every element. */
#include "fuzz_target.h"

#include "base/text.h"
#include "base/utf8.h"
#include "formula/explain/explanation.h"
#include "formula_fixture.h"

#include <math.h>
#include <stdlib.h>

/* Above this a single formula would take seconds; the limits are the bind's own business. */
enum { MOST_SCRATCH = 20000, MOST_TURNS = 1000 };

static void demand(bool condition) {
    if (!condition) {
        abort();
    }
}

static void check_utf8(const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        size_t size = utf8_decode(bytes + at, length - at, &code_point);
        demand(size > 0 && code_point != 0);
        at += size;
    }
}

static void check_error(const struct formula_error *error, size_t length) {
    demand(error->begin <= error->end && error->end <= length);
    demand(error->message[0] != '\0');
    check_utf8(error->message, strlen(error->message));
}

static void check_printed(const struct fixture *fixture, const struct statement *statement,
                          enum print_format format, int layer) {
    struct printer printer = fixture_printer(fixture, format, layer);
    struct text_builder text;
    text_begin(&text, fixture->arena);
    struct print_pieces pieces = {
        ARENA_ARRAY(fixture->arena, struct print_piece, statement->node_count + 1), 0};
    print_statement(&printer, statement, &text, &pieces);
    check_utf8(text.bytes, text.length);
    demand(pieces.count <= statement->node_count + 1);
    int depth = 0; /* braces */
    for (const char *c = text.bytes; *c != '\0'; c++) {
        depth += (*c == '{') - (*c == '}');
        demand(depth >= 0);
    }
    demand(depth == 0);
    for (size_t i = 0; i < pieces.count; i++) {
        const struct print_piece *piece = &pieces.items[i];
        demand(piece->begin < piece->end && piece->end <= text.length);
        check_utf8(text.bytes + piece->begin, piece->end - piece->begin);
    }
}

static bool is_same(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

static void check_explanation(const struct explanation *explanation) {
    double sum = 0;
    for (size_t i = 0; i < explanation->term_count; i++) {
        const struct explanation_term *term = &explanation->terms[i];
        demand(term->factor_count >= 1 && term->factor_count <= 2);
        demand(term->factors[0].node < explanation->result.node);
        sum += term->value;
    }
    demand(explanation->kind != EXPLANATION_SUM || is_same(sum, explanation->result.value));
}

static void check_bound(const struct fixture *fixture, const struct binding *binding) {
    for (size_t i = 0; i < binding->node_count; i++) {
        demand(binding->nodes[i].shape.rows > 0 && binding->nodes[i].shape.columns > 0);
    }
    double turns = 1;
    for (size_t i = 0; i < binding->node_count; i++) {
        size_t sum = binding->nodes[i].loop;
        turns *= sum > 0 ? binding->nodes[sum].constant : 1;
    }
    if (binding->scratch_count > MOST_SCRATCH || turns > MOST_TURNS) {
        return;
    }
    struct evaluation evaluation = {
        .state = fixture->state,
        .scratch = ARENA_ARRAY(fixture->arena, double, binding->scratch_count),
        .element = {1, 1, 1},
    };
    for (size_t i = 0; i < FORMULA_MOST_INDICES; i++) { /* the last element that may be asked for */
        size_t limit = binding->element_limits[i];
        evaluation.element[i] = limit > 0 ? limit : 1;
    }
    binding_compute(binding, &evaluation);
    binding_unfold(binding, &evaluation);
    struct arena *terms = arena_create();
    for (size_t i = 0; i < binding->node_count; i++) {
        struct shape shape = binding->nodes[i].shape;
        for (size_t at = 0; at < shape_count(shape); at++) {
            struct explanation explanation = explanation_of_element(
                terms, binding, &evaluation, i, at / shape.columns, at % shape.columns);
            check_explanation(&explanation);
        }
    }
    arena_destroy(terms);
    if (binding->target.offset != BINDING_NO_TARGET) {
        binding_store(binding, &evaluation);
    }
}

static void check_notation(int notation, const char *source, size_t length) {
    struct fixture fixture = {
        .arena = arena_create(),
        .notation = notation,
        .axis = notation == FIXTURE_LADDER ? SAMPLES_AS_ROWS : SAMPLES_AS_COLUMNS,
        .last_layer = 2,
        .units = {3, 2, 3},
        .samples = 1 + length % 2,
        .activations = {ACTIVATION_LINEAR, (enum activation)(length / 2 % ACTIVATION_COUNT),
                        length % 3 == 0 ? ACTIVATION_SIGMOID : ACTIVATION_SOFTMAX},
    };
    fixture_begin(&fixture);
    fixture_run_forward(&fixture, length % 5 == 0 ? LAYOUT_NUMERATOR : LAYOUT_DENOMINATOR);
    fixture.scope.element_limits[0] = 2;
    fixture.scope.element_limits[1] = 1;
    struct formula_error error;
    const struct statement *statement =
        statement_parse_line(fixture.arena, source, length, &fixture.table, &error);
    if (statement == NULL) {
        check_error(&error, length);
        arena_destroy(fixture.arena);
        return;
    }
    for (int layer = -1; layer <= fixture.last_layer; layer++) {
        check_printed(&fixture, statement, PRINT_TEX, layer);
        check_printed(&fixture, statement, PRINT_TEXT, layer);
        fixture.scope.layer = layer;
        struct binding binding;
        if (layer < 0) {
            continue;
        }
        if (statement_bind(fixture.arena, statement, &fixture.scope, &binding, &error)) {
            check_bound(&fixture, &binding);
        } else {
            check_error(&error, length);
        }
    }
    arena_destroy(fixture.arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const char *source = length > 0 ? (const char *)bytes : "";
    for (int notation = 0; notation < FIXTURE_NOTATIONS; notation++) {
        check_notation(notation, source, length);
    }
    return 0;
}
