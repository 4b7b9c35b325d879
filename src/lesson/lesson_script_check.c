/* Whether the notation has what a script names. A stop that no step belongs to is a mistake, not a
 * stop that nobody sees. */
#include "lesson/lesson_parts.h"

#include "base/text.h"
#include "lesson/lesson_script_lines.h"
#include "lesson/tensor_name.h"

#include <string.h>
#include <strings.h>

struct checker {
    struct fields *fields;
    const struct notation *notation;
    const struct lesson *lesson;
    const struct lesson_stop *stop;
    unsigned steps; /* what l is at the steps of the stop, as bits; 0: not known */
};

enum { BEYOND = NETWORK_MOST_LAYERS + 1 }; /* the bit of all layers that no network has */

/* ---- titles ---- */

/* Whether a text is a title, with any capitals. */
static bool is_title(const char *text, const struct localized_text *title) {
    for (int i = 0; i < LANGUAGE_COUNT; i++) {
        if (strcasecmp(text, title->in[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* What is meant by a title in the place of a name. True: it is one, and refused. */
static bool refuse_title(const struct checker *checker, const struct json_value *value,
                         const char *name) {
    if (name == NULL) {
        return false;
    }
    fields_refuse(checker->fields, value, "%s is a title (expected the name \"%s\")",
                  fields_found(checker->fields, value), name);
    return true;
}

/* ---- tensors ---- */

static int last_layer(const struct checker *checker) {
    return (int)checker->lesson->network.layer_count;
}

/* The tensor of a title, with the layer that is written behind it; NULL: none. */
static const char *symbol_of_title(const struct checker *checker, const struct json_value *value) {
    struct arena *arena = checker->fields->arena;
    const char *title = arena_copy_text(arena, value->string, strcspn(value->string, "["));
    for (size_t i = 0; i < checker->notation->symbol_count; i++) {
        const struct notation_symbol *symbol = &checker->notation->symbols[i];
        if (is_title(title, &symbol->title)) {
            return text_format(arena, "%s%s", symbol->name, value->string + strlen(title));
        }
    }
    return NULL;
}

static void refuse_symbol(const struct checker *checker, const struct json_value *value) {
    if (refuse_title(checker, value, symbol_of_title(checker, value))) {
        return;
    }
    struct arena *arena = checker->fields->arena;
    const struct notation *notation = checker->notation;
    const char **names = ARENA_ARRAY(arena, const char *, notation->symbol_count);
    struct text_builder list;
    text_begin(&list, arena);
    for (size_t i = 0; i < notation->symbol_count; i++) {
        names[i] = notation->symbols[i].name;
        text_append_format(&list, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    const char *name = arena_copy_text(arena, value->string, strcspn(value->string, "["));
    const char *near = text_nearest(name, names, notation->symbol_count);
    const char *index = value->string + strlen(name);
    const char *remark = near != NULL ? text_format(arena, "; did you mean \"%s%s\"?", near, index)
                                      : text_format(arena, " (it has %s)", list.bytes);
    fields_refuse(checker->fields, value, "the notation %s has no tensor %s%s", notation->id,
                  fields_found(checker->fields, value), remark);
}

/* The layers that a name may mean at the steps of the stop, as bits; l is that of each step. */
static unsigned layers_meant(const struct checker *checker, struct tensor_index index) {
    unsigned steps = index.base == INDEX_LAYER ? checker->steps : 1;
    unsigned layers = 0;
    for (int l = 0; steps >> l != 0; l++) {
        int layer = expression_index_layer(index, l, last_layer(checker));
        bool is_step = (steps >> l & 1) != 0;
        layers |= is_step && layer >= 0 && layer <= NETWORK_MOST_LAYERS ? 1u << layer : 0;
        layers |= is_step && (layer < 0 || layer > NETWORK_MOST_LAYERS) ? 1u << BEYOND : 0;
    }
    return layers;
}

static void check_tensor(const struct checker *checker, const struct json_value *value) {
    if (value == NULL) {
        return;
    }
    struct tensor_name name = tensor_name_read(checker->notation, value->string);
    if (name.symbol < 0) {
        refuse_symbol(checker, value);
        return;
    }
    const char *symbol = checker->notation->symbols[name.symbol].name;
    const struct role_definition *role =
        role_definition(checker->notation->symbols[name.symbol].like);
    if (role->is_layered != (name.index.base != INDEX_NONE)) {
        fields_refuse(checker->fields, value,
                      role->is_layered
                          ? "%s has one tensor a layer (expected a layer, as in %s[%d])"
                          : "%s has no layers (expected %s)",
                      symbol, symbol, last_layer(checker));
        return;
    }
    unsigned there = (2u << last_layer(checker)) - (1u << role->first_layer);
    if (role->is_layered && (layers_meant(checker, name.index) & ~there) != 0) {
        fields_refuse(checker->fields, value, "expected %s[%d] to %s[%d], found %s", symbol,
                      role->first_layer, symbol, last_layer(checker), value->string);
    }
}

/* ---- steps ---- */

/* The layer of what an operation writes when l is a layer; 0: it has none. */
static int target_layer(const struct checker *checker, const struct statement *statement, int l) {
    int layer = expression_index_layer(statement->target->index, l, last_layer(checker));
    return layer > 0 ? layer : 0;
}

/* What an operation of a block computes when l is a layer; NULL: nothing. */
static const struct statement *statement_at(const struct checker *checker,
                                            const struct notation_block *block, size_t operation,
                                            int l) {
    int last = last_layer(checker);
    int from = block->is_loop ? expression_index_layer(block->from, 0, last) : last;
    int to = block->is_loop ? expression_index_layer(block->to, 0, last) : last;
    bool is_run = l >= (from < to ? from : to) && l <= (from < to ? to : from) &&
                  (from == to || (from > to) == block->is_downward);
    bool is_done = false;
    for (size_t i = 0; i < block->operation_count; i++) {
        is_done = is_done || block->operations[i] == operation;
    }
    struct situation situation = lesson_situation_at(checker->lesson, l);
    const struct notation_alternative *alternative =
        is_run && is_done ? notation_choose(&checker->notation->operations[operation], &situation)
                          : NULL;
    return alternative != NULL ? alternative->statement : NULL;
}

/* The steps that an operation has, as bits: by l, and by the layer of what they write. */
struct step_layers {
    unsigned l, target;
};

/* In any pass or in one, at any layer or (layer > 0) at one. */
static struct step_layers layers_of(const struct checker *checker, size_t operation, bool has_pass,
                                    enum pass pass, long layer) {
    struct step_layers layers = {0, 0};
    for (size_t i = 0; i < checker->notation->block_count; i++) {
        const struct notation_block *block = &checker->notation->blocks[i];
        for (int l = 0; l <= last_layer(checker) && (!has_pass || block->pass == pass); l++) {
            const struct statement *statement = statement_at(checker, block, operation, l);
            int target = statement != NULL ? target_layer(checker, statement, l) : 0;
            if (statement != NULL && (layer == 0 || layer == target)) {
                layers.l |= 1u << l;
                layers.target |= 1u << target;
            }
        }
    }
    return layers;
}

/* "1, 2": which bits are set. */
static const char *layer_list(struct arena *arena, unsigned layers) {
    struct text_builder text;
    text_begin(&text, arena);
    for (int layer = 0; layers >> layer != 0; layer++) {
        if ((layers >> layer & 1) != 0) {
            text_append_format(&text, "%s%d", text.length > 0 ? ", " : "", layer);
        }
    }
    return text.bytes;
}

static void check_step(struct checker *checker, const struct json_value *at, size_t operation) {
    struct fields *fields = checker->fields;
    const struct lesson_stop *stop = checker->stop;
    const char *name = checker->notation->operations[operation].name;
    struct step_layers anywhere = layers_of(checker, operation, false, PASS_FORWARD, 0);
    struct step_layers in_pass = layers_of(checker, operation, stop->has_pass, stop->pass, 0);
    checker->steps = layers_of(checker, operation, stop->has_pass, stop->pass, stop->layer).l;
    if (anywhere.l == 0) {
        const struct json_value *named = json_member(at, "operation");
        fields_refuse(fields, named != NULL ? named : json_member(at, "derivation"),
                      "%s has no step in this lesson: nothing would be said", name);
    } else if (in_pass.l == 0) {
        fields_refuse(fields, json_member(at, "pass"), "%s has no step in the %s pass", name,
                      pass_names[stop->pass]);
    } else if (checker->steps == 0) {
        bool is_layered = in_pass.target != 1; /* bit 0: what has no layer */
        fields_refuse(fields, json_member(at, "layer"),
                      is_layered ? "%s has no step at layer %ld (its steps are at %s)"
                                 : "%s belongs to no layer, found %ld",
                      name, stop->layer, layer_list(fields->arena, in_pass.target));
    }
}

/* The operation of a title; NULL: none. */
static const char *operation_of_title(const struct notation *notation,
                                      const struct json_value *value) {
    bool is_text = value != NULL && value->kind == JSON_STRING;
    for (size_t i = 0; is_text && i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        if (is_title(value->string, &operation->title) &&
            strcmp(value->string, operation->name) != 0) {
            return operation->name;
        }
    }
    return NULL;
}

/* Which operation the stop belongs to: the one that it names, or that its derivation proves. */
static bool find_operation(struct checker *checker, const struct json_value *at,
                           const struct notation_derivation *definition, size_t *ret) {
    const struct notation *notation = checker->notation;
    const char **names =
        ARENA_ARRAY(checker->fields->arena, const char *, notation->operation_count);
    for (size_t i = 0; i < notation->operation_count; i++) {
        names[i] = notation->operations[i].name;
    }
    const struct json_value *name = json_member(at, "operation");
    if (name == NULL && definition != NULL && definition->operation != NULL) {
        *ret = (size_t)(definition->operation - notation->operations);
        return true;
    }
    return !refuse_title(checker, name, operation_of_title(notation, name)) &&
           fields_word(checker->fields, name, (struct word_list){names, notation->operation_count},
                       ret);
}

static void check_at(struct checker *checker, const struct json_value *at) {
    const struct line_checker lines = {checker->fields, checker->notation, checker->lesson};
    const struct notation_derivation *definition =
        lesson_check_line(&lines, at, checker->stop->line);
    size_t operation;
    if (find_operation(checker, at, definition, &operation)) {
        check_step(checker, at, operation);
    }
    if (definition != NULL && checker->steps != 0) {
        lesson_check_line_steps(&lines, at, definition, checker->steps);
    } else if (definition != NULL && definition->operation == NULL) {
        lesson_check_line_steps(&lines, at, definition, 0);
    }
}

/* ---- questions ---- */

/* Units along one axis, what is beside them along the other: the notation says which. */
static struct shape tensor_shape(const struct checker *checker, enum role role, int layer) {
    const struct network *network = &checker->lesson->network;
    size_t samples = checker->lesson->batch_size;
    size_t units = network_units(network, layer > 0 ? (size_t)layer : network->layer_count);
    units = layer == 0 ? network->inputs : units;
    size_t down = units, across = samples;
    if (role == ROLE_WEIGHT || role == ROLE_WEIGHT_GRADIENT) {
        across = layer > 0 ? network_units(network, (size_t)layer - 1) : 1;
    } else if (role == ROLE_BIAS || role == ROLE_BIAS_GRADIENT) {
        across = 1;
    } else if (role == ROLE_LOSS || role_is_number(role)) {
        down = across = 1;
    }
    return sample_axis_turn(checker->notation->samples, (struct shape){down, across});
}

/* The layer that a name means where that is one; -1: it has none, or several. */
static int only_layer(const struct checker *checker, struct tensor_index index) {
    unsigned layers = layers_meant(checker, index);
    int layer = 0;
    while (layers >> layer > 1) {
        layer++;
    }
    return index.base == INDEX_NONE || layers != 1u << layer || layer > last_layer(checker) ? -1
                                                                                            : layer;
}

/* An element that is not there would be asked for at no step. */
static void check_element(const struct checker *checker, const struct json_value *ask) {
    const struct json_value *of = json_member(ask, "of"), *element = json_member(ask, "element");
    const struct question *question = checker->stop->question;
    struct tensor_name name = {-1, {INDEX_NONE, 0}};
    if (of != NULL && element != NULL && question->row > 0) {
        name = tensor_name_read(checker->notation, of->string);
    }
    int layer = name.symbol >= 0 ? only_layer(checker, name.index) : -1;
    if (name.symbol < 0 || (name.index.base != INDEX_NONE && layer < 0)) {
        return;
    }
    struct shape shape = tensor_shape(checker, checker->notation->symbols[name.symbol].like, layer);
    if (question->row > shape.rows || question->column > shape.columns) {
        fields_refuse(checker->fields, element, "%s is %zu×%zu here, found row %zu, column %zu",
                      of->string, shape.rows, shape.columns, question->row, question->column);
    }
}

static void check_question(const struct checker *checker, const struct json_value *ask) {
    if (ask == NULL || checker->stop->question == NULL) {
        return;
    }
    check_tensor(checker, json_member(ask, "of"));
    check_element(checker, ask);
    const struct line_checker lines = {checker->fields, checker->notation, checker->lesson};
    lesson_check_line(&lines, ask, checker->stop->question->line);
}

void lesson_check_script(struct fields *fields, const struct json_value *value,
                         const struct notation *notation, const struct lesson *lesson) {
    const struct json_value *item = value != NULL ? value->first : NULL;
    for (size_t i = 0; item != NULL; item = item->next, i++) {
        const struct lesson_stop *stop = &lesson->stops[i];
        struct checker checker = {fields, notation, lesson, stop, 0};
        checker.steps = stop->layer > 0 ? 1u << stop->layer : 0;
        check_at(&checker, json_member(item, "at"));
        const struct json_value *focus = json_member(item, "focus");
        for (const struct json_value *name = focus != NULL ? focus->first : NULL; name != NULL;
             name = name->next) {
            check_tensor(&checker, name);
        }
        check_question(&checker, json_member(item, "ask"));
    }
}
