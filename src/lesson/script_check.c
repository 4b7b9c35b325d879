/* Whether the notation has what a script names. A stop that no step belongs to is a mistake, not a
 * stop that nobody sees. */
#include "lesson/lesson_reader.h"

#include "base/text.h"
#include "lesson/tensor_name.h"

#include <stdlib.h>
#include <string.h>

struct checker {
    struct lesson_reader *reader;
    const struct notation *notation;
    const struct lesson *lesson;
    const struct lesson_stop *stop;
};

/* ---- tensors ---- */

/* "2", "l", "l-1", "L"… up to the bracket. */
static struct tensor_index index_read(const char *text) {
    if (*text >= '0' && *text <= '9') {
        return (struct tensor_index){INDEX_NUMBER, (int)strtol(text, NULL, 10)};
    }
    int offset = text[1] == ']' ? 0 : (int)strtol(text + 1, NULL, 10);
    return (struct tensor_index){*text == 'L' ? INDEX_LAST : INDEX_LAYER, offset};
}

struct tensor_name tensor_name_read(const struct notation *notation, const char *name) {
    size_t length = strcspn(name, "[");
    struct tensor_name result = {.symbol = -1, .index = {INDEX_NONE, 0}};
    for (size_t i = 0; i < notation->symbol_count; i++) {
        const char *symbol = notation->symbols[i].name;
        if (strlen(symbol) == length && strncmp(symbol, name, length) == 0) {
            result.symbol = (int)i;
        }
    }
    if (name[length] == '[') {
        result.index = index_read(name + length + 1);
    }
    return result;
}

static int last_layer(const struct checker *checker) {
    return (int)checker->lesson->network.layer_count;
}

static void refuse_symbol(const struct checker *checker, const struct json_value *value) {
    struct arena *arena = checker->reader->arena;
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
    reader_refuse(checker->reader, value, "the notation %s has no tensor %s%s", notation->id,
                  reader_found(checker->reader, value), remark);
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
        role_definition(checker->notation->symbols[name.symbol].role);
    if (role->is_layered != (name.index.base != INDEX_NONE)) {
        reader_refuse(checker->reader, value,
                      role->is_layered
                          ? "%s has one tensor a layer (expected a layer, as in %s[%d])"
                          : "%s has no layers (expected %s)",
                      symbol, symbol, last_layer(checker));
        return;
    }
    /* l is whatever layer the step is at; that is known where the stop says it */
    bool is_known = name.index.base != INDEX_LAYER || checker->stop->layer > 0;
    int layer = tensor_index_value(name.index, (int)checker->stop->layer, last_layer(checker));
    if (role->is_layered && is_known &&
        (layer < role->first_layer || layer > last_layer(checker))) {
        reader_refuse(checker->reader, value, "%s has layers %d to %d here, found layer %d", symbol,
                      role->first_layer, last_layer(checker), layer);
    }
}

/* ---- steps ---- */

/* Whether a run of the block does this operation at a layer. */
static bool has_step(const struct checker *checker, const struct notation_block *block,
                     size_t operation, int layer) {
    int last = last_layer(checker);
    int from = block->is_loop ? tensor_index_value(block->from, 0, last) : last;
    int to = block->is_loop ? tensor_index_value(block->to, 0, last) : last;
    if (layer < (from < to ? from : to) || layer > (from < to ? to : from) ||
        (from != to && (from > to) != block->is_downward)) {
        return false;
    }
    bool is_done = false;
    for (size_t i = 0; i < block->operation_count; i++) {
        is_done = is_done || block->operations[i] == operation;
    }
    struct notation_situation situation = notation_situation_at(checker->lesson, layer);
    const struct notation_alternative *alternative =
        is_done ? notation_choose(&checker->notation->operations[operation], &situation) : NULL;
    return alternative != NULL && alternative->statement != NULL;
}

/* The layers that an operation has a step at, in any pass or one, as bits. */
static unsigned layers_of(const struct checker *checker, size_t operation, bool has_pass,
                          enum pass pass) {
    unsigned layers = 0;
    for (size_t i = 0; i < checker->notation->block_count; i++) {
        const struct notation_block *block = &checker->notation->blocks[i];
        for (int layer = 0; layer <= last_layer(checker); layer++) {
            bool fits = !has_pass || block->pass == pass;
            layers |= fits && has_step(checker, block, operation, layer) ? 1u << layer : 0;
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

static void check_step(const struct checker *checker, const struct json_value *at,
                       size_t operation) {
    struct lesson_reader *reader = checker->reader;
    const struct lesson_stop *stop = checker->stop;
    const char *name = checker->notation->operations[operation].name;
    unsigned anywhere = layers_of(checker, operation, false, PASS_FORWARD);
    unsigned layers = layers_of(checker, operation, stop->has_pass, stop->pass);
    if (anywhere == 0) {
        reader_refuse(reader, json_member(at, "operation"),
                      "%s has no step in this lesson: nothing would be said", name);
    } else if (layers == 0) {
        reader_refuse(reader, json_member(at, "pass"), "%s has no step in the %s pass", name,
                      pass_names[stop->pass]);
    } else if (stop->layer > 0 && (layers >> stop->layer & 1) == 0) {
        reader_refuse(reader, json_member(at, "layer"),
                      "%s has no step at layer %ld (its steps are at %s)", name, stop->layer,
                      layer_list(reader->arena, layers));
    }
}

static void check_at(const struct checker *checker, const struct json_value *at) {
    const struct notation *notation = checker->notation;
    const char **names =
        ARENA_ARRAY(checker->reader->arena, const char *, notation->operation_count);
    for (size_t i = 0; i < notation->operation_count; i++) {
        names[i] = notation->operations[i].name;
    }
    size_t operation;
    if (reader_word(checker->reader, json_member(at, "operation"),
                    (struct word_list){names, notation->operation_count}, &operation)) {
        check_step(checker, at, operation);
    }
}

void lesson_check_script(struct lesson_reader *reader, const struct json_value *value,
                         const struct notation *notation, const struct lesson *lesson) {
    const struct json_value *item = value != NULL ? value->first : NULL;
    for (size_t i = 0; item != NULL; item = item->next, i++) {
        const struct checker checker = {reader, notation, lesson, &lesson->stops[i]};
        check_at(&checker, json_member(item, "at"));
        const struct json_value *focus = json_member(item, "focus");
        for (const struct json_value *name = focus != NULL ? focus->first : NULL; name != NULL;
             name = name->next) {
            check_tensor(&checker, name);
        }
        check_tensor(&checker, json_member(json_member(item, "ask"), "of"));
    }
}
