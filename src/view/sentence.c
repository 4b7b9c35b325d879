#include "view/sentence.h"

#include "view/draw/symbol.h"

enum { MOST_OPERANDS = 8 };

/* ---- what is read ---- */

/* Only how large it is matters: rows(h) is the end of a sum and the length of a unit vector, and h
 * is nowhere to be seen. */
static bool is_size_only(const struct statement *statement, const struct expression *tensor) {
    for (size_t i = 0; i < statement->node_count; i++) {
        const struct expression *node = statement->nodes[i];
        bool is_size = node->kind == EXPRESSION_CALL &&
                       (node->function == FUNCTION_ROWS || node->function == FUNCTION_COLUMNS);
        if (is_size && node->operands[0] == tensor) {
            return true;
        }
    }
    return false;
}

static int find_tensor(const struct program *program, size_t offset) {
    int tensor = 0;
    while (program->tensors[tensor].place.offset != offset) {
        tensor++;
    }
    return tensor;
}

static bool is_among(const int tensors[], int count, int tensor) {
    for (int i = 0; i < count; i++) {
        if (tensors[i] == tensor) {
            return true;
        }
    }
    return false;
}

int sentence_operands(const struct program *program, const struct binding *binding, int ret[],
                      int most) {
    int count = 0;
    for (size_t i = 0; i < binding->node_count; i++) {
        const struct bound_node *node = &binding->nodes[i];
        if (node->expression->kind != EXPRESSION_TENSOR ||
            is_size_only(binding->statement, node->expression)) {
            continue;
        }
        int tensor = find_tensor(program, node->tensor.offset);
        if (count < most && !is_among(ret, count, tensor)) {
            ret[count++] = tensor;
        }
    }
    return count;
}

/* ---- the words ---- */

static void say_string(struct paragraph *paragraph, enum string_id id, const char *part) {
    const struct canvas *canvas = paragraph->canvas;
    paragraph_add(paragraph, FACE_REGULAR, canvas_color(canvas, COLOR_TEXT),
                  STRING_FILL(canvas->arena, canvas->language, id, part));
}

static const char *tensor_title(const struct canvas *canvas, int tensor) {
    const struct program *program = canvas->moment->program;
    const struct tensor *found = &program->tensors[tensor];
    bool is_input = found->role == ROLE_ACTIVATION && found->layer == 0;
    return is_input ? string_get(canvas->language, STRING_INPUT_LAYER)
                    : program_tensor_title(program, tensor)->in[canvas->language];
}

/* "(3 × 5)", which no line ends in. */
static void say_shape(struct paragraph *paragraph, int tensor) {
    const struct canvas *canvas = paragraph->canvas;
    struct shape shape = canvas->moment->program->tensors[tensor].place.shape;
    if (shape_count(shape) > 1) {
        say_string(paragraph, STRING_SHAPE_IN_TEXT,
                   text_format(canvas->arena, "%zu\u00A0×\u00A0%zu", shape.rows, shape.columns));
    }
}

/* What an operation reads, and whether what it writes is there before: then there is an old one
 * and a new one of it. */
struct sentence {
    struct paragraph *paragraph;
    int target;
    int operands[MOST_OPERANDS];
    int count;
    bool is_update;
};

static const char *title_of(const struct sentence *sentence, int tensor, enum string_id age) {
    const struct canvas *canvas = sentence->paragraph->canvas;
    const char *title = tensor_title(canvas, tensor);
    bool is_aged = sentence->is_update && tensor == sentence->target;
    return is_aged ? STRING_FILL(canvas->arena, canvas->language, age, title) : title;
}

static void say_operands(const struct sentence *sentence) {
    for (int i = 0; i < sentence->count; i++) {
        if (i > 0) {
            bool is_last = i + 1 == sentence->count;
            say_string(sentence->paragraph, is_last ? STRING_SENTENCE_AND : STRING_SENTENCE_COMMA,
                       NULL);
        }
        say_string(sentence->paragraph, STRING_SENTENCE_OPERAND,
                   title_of(sentence, sentence->operands[i], STRING_SENTENCE_OLD));
        symbol_add(sentence->paragraph, sentence->operands[i]);
    }
}

static void say_target(const struct sentence *sentence, enum string_id words) {
    say_string(sentence->paragraph, words,
               title_of(sentence, sentence->target, STRING_SENTENCE_NEW));
    symbol_add(sentence->paragraph, sentence->target);
    say_shape(sentence->paragraph, sentence->target);
}

/* Of the form that is shown: the long way may begin elsewhere. English names the target first,
 * Chinese last. */
void sentence_add(struct paragraph *paragraph, const struct operation *operation) {
    const struct moment *moment = paragraph->canvas->moment;
    const struct binding *binding =
        moment->form > 0 ? &operation->forms[moment->form - 1].binding : &operation->binding;
    struct sentence sentence = {.paragraph = paragraph, .target = operation->target};
    sentence.count = sentence_operands(moment->program, binding, sentence.operands, MOST_OPERANDS);
    sentence.is_update = is_among(sentence.operands, sentence.count, operation->target);
    if (paragraph->canvas->language == LANGUAGE_ENGLISH) {
        say_target(&sentence, STRING_SENTENCE_START);
        say_string(paragraph, STRING_SENTENCE_FROM, NULL);
        say_operands(&sentence);
    } else {
        say_string(paragraph, STRING_SENTENCE_START, NULL);
        say_operands(&sentence);
        say_target(&sentence, STRING_SENTENCE_MIDDLE);
    }
    say_string(paragraph, STRING_SENTENCE_END, NULL);
}
