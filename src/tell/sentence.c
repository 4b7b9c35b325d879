#include "tell/sentence.h"

#include "engine/program_names.h"
#include "session/strings.h"

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
        int tensor = program_node_tensor(program, binding, i);
        if (tensor < 0 || is_size_only(binding->statement, binding->nodes[i].expression)) {
            continue;
        }
        if (count < most && !is_among(ret, count, tensor)) {
            ret[count++] = tensor;
        }
    }
    return count;
}

/* ---- the words ---- */

/* What an operation reads, and whether what it writes is there before: then there is an old one
 * and a new one of it. */
struct sentence {
    struct telling *telling;
    const struct moment *moment;
    int target;
    int operands[MOST_OPERANDS];
    int count;
    bool is_update;
};

static void say_string(struct telling *telling, enum string_id id, const char *part) {
    telling_words(telling, STRING_FILL(telling->arena, telling->language, id, part));
}

static const char *tensor_title(const struct sentence *sentence, int tensor) {
    const struct program *program = sentence->moment->program;
    enum language language = sentence->telling->language;
    const struct tensor *found = &program->tensors[tensor];
    bool is_input = found->role == ROLE_ACTIVATION && found->layer == 0;
    return is_input ? string_get(language, STRING_INPUT_LAYER)
                    : program_tensor_title(program, tensor)->in[language];
}

/* "(3 × 5)", which no line ends in. */
static void say_shape(const struct sentence *sentence, int tensor) {
    struct telling *telling = sentence->telling;
    struct shape shape = sentence->moment->program->tensors[tensor].storage.shape;
    if (shape_count(shape) > 1) {
        say_string(telling, STRING_SHAPE_IN_TEXT,
                   text_format(telling->arena, "%zu\u00A0×\u00A0%zu", shape.rows, shape.columns));
    }
}

static const char *title_of(const struct sentence *sentence, int tensor, enum string_id age) {
    struct telling *telling = sentence->telling;
    const char *title = tensor_title(sentence, tensor);
    bool is_aged = sentence->is_update && tensor == sentence->target;
    return is_aged ? STRING_FILL(telling->arena, telling->language, age, title) : title;
}

static void say_operands(const struct sentence *sentence) {
    for (int i = 0; i < sentence->count; i++) {
        if (i > 0) {
            bool is_last = i + 1 == sentence->count;
            say_string(sentence->telling, is_last ? STRING_SENTENCE_AND : STRING_SENTENCE_COMMA,
                       NULL);
        }
        say_string(sentence->telling, STRING_SENTENCE_OPERAND,
                   title_of(sentence, sentence->operands[i], STRING_SENTENCE_OLD));
        telling_tensor(sentence->telling, sentence->moment->program, sentence->operands[i]);
    }
}

static void say_target(const struct sentence *sentence, enum string_id words) {
    say_string(sentence->telling, words, title_of(sentence, sentence->target, STRING_SENTENCE_NEW));
    telling_tensor(sentence->telling, sentence->moment->program, sentence->target);
    say_shape(sentence, sentence->target);
}

/* Of the form that is shown: the long way may begin elsewhere. English names the target first,
 * Chinese last. A formula that reads nothing, as ∂L/∂a = 1 of a loss that is the output, computes
 * from nothing. */
void sentence_tell(struct telling *telling, const struct moment *moment) {
    const struct operation *operation = moment->operation;
    struct sentence sentence = {.telling = telling, .moment = moment, .target = operation->target};
    sentence.count =
        sentence_operands(moment->program, &operation->binding, sentence.operands, MOST_OPERANDS);
    sentence.is_update = is_among(sentence.operands, sentence.count, operation->target);
    if (sentence.count == 0) {
        say_target(&sentence, STRING_SENTENCE_ALONE);
    } else if (telling->language == LANGUAGE_ENGLISH) {
        say_target(&sentence, STRING_SENTENCE_START);
        say_string(telling, STRING_SENTENCE_FROM, NULL);
        say_operands(&sentence);
    } else {
        say_string(telling, STRING_SENTENCE_START, NULL);
        say_operands(&sentence);
        say_target(&sentence, STRING_SENTENCE_MIDDLE);
    }
    say_string(telling, STRING_SENTENCE_END, NULL);
}
