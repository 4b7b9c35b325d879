#include "view/narration_view.h"

#include "view/switch_view.h"
#include "view/symbol.h"
#include "view/trouble_view.h"

#include <string.h>

static void say(struct paragraph *paragraph, const char *text) {
    paragraph_add(paragraph, FACE_REGULAR, canvas_color(paragraph->canvas, COLOR_TEXT), text);
}

static void say_string(struct paragraph *paragraph, enum string_id id, const char *part) {
    const struct canvas *canvas = paragraph->canvas;
    say(paragraph, STRING_FILL(canvas->arena, canvas->language, id, part));
}

static const char *tensor_title(const struct canvas *canvas, int tensor) {
    const struct program *program = session_program(canvas->session);
    return program->notation->symbols[program->tensors[tensor].symbol].title.in[canvas->language];
}

static void say_shape(struct paragraph *paragraph, int tensor) {
    const struct canvas *canvas = paragraph->canvas;
    struct shape shape = session_program(canvas->session)->tensors[tensor].place.shape;
    if (shape_count(shape) > 1) {
        say_string(paragraph, STRING_SHAPE_IN_TEXT,
                   text_format(canvas->arena, "%zu × %zu", shape.rows, shape.columns));
    }
}

/* The tensors that the operation reads, each once, in the formula's order. */
static int list_operands(const struct program *program, const struct operation *operation,
                         int ret[], int most) {
    int count = 0;
    for (size_t i = 0; i < operation->binding.node_count; i++) {
        const struct bound_node *node = &operation->binding.nodes[i];
        if (node->expression->kind != EXPRESSION_TENSOR) {
            continue;
        }
        int tensor = 0;
        while (program->tensors[tensor].place.offset != node->tensor.offset) {
            tensor++;
        }
        bool is_known = false;
        for (int k = 0; k < count; k++) {
            is_known = is_known || ret[k] == tensor;
        }
        if (!is_known && count < most) {
            ret[count++] = tensor;
        }
    }
    return count;
}

static void say_operands(struct paragraph *paragraph, const struct operation *operation) {
    enum { MOST_OPERANDS = 8 };
    int operands[MOST_OPERANDS];
    int count = list_operands(session_program(paragraph->canvas->session), operation, operands,
                              MOST_OPERANDS);
    for (int i = 0; i < count; i++) {
        if (i > 0) {
            say_string(paragraph, i + 1 < count ? STRING_SENTENCE_COMMA : STRING_SENTENCE_AND,
                       NULL);
        }
        say_string(paragraph, STRING_SENTENCE_OPERAND,
                   tensor_title(paragraph->canvas, operands[i]));
        symbol_add(paragraph, operands[i]);
    }
}

static void say_target(struct paragraph *paragraph, enum string_id words, int target) {
    say_string(paragraph, words, tensor_title(paragraph->canvas, target));
    symbol_add(paragraph, target);
    say_shape(paragraph, target);
}

/* English names the target first, Chinese last. */
static void say_operation(struct paragraph *paragraph, const struct operation *operation) {
    bool is_target_first = paragraph->canvas->language == LANGUAGE_ENGLISH;
    if (is_target_first) {
        say_target(paragraph, STRING_SENTENCE_START, operation->target);
        say_string(paragraph, STRING_SENTENCE_FROM, NULL);
        say_operands(paragraph, operation);
    } else {
        say_string(paragraph, STRING_SENTENCE_START, NULL);
        say_operands(paragraph, operation);
        say_target(paragraph, STRING_SENTENCE_MIDDLE, operation->target);
    }
    say_string(paragraph, STRING_SENTENCE_END, NULL);
}

/* What the reader just asked for comes before what the step did. */
static void say_what_is_new(struct paragraph *paragraph) {
    const struct canvas *canvas = paragraph->canvas;
    struct program_place place = session_program_place(canvas->session);
    if (switch_view_say(paragraph) || trouble_view_say(paragraph)) {
        return;
    }
    if (place.operation != NULL) {
        say_operation(paragraph, place.operation);
    } else {
        say(paragraph, string_get(canvas->language, STRING_BEGINNING_SENTENCE));
    }
}

void narration_view_draw(const struct canvas *canvas, struct rect panel) {
    const struct layout *layout = canvas->layout;
    canvas_panel(canvas, panel);
    /* A strip of one line takes two small ones, if it must. */
    bool is_low = layout->narration_lines == 1;
    struct rect inner = rect_inset(panel, (is_low ? 0.5F : 1.5F) * layout->unit);
    float side = (is_low ? 2.5F : 1.5F) * layout->unit;
    rect_cut_left(&inner, side);
    rect_cut_right(&inner, side);
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    say_what_is_new(&paragraph);
    float size = paragraph_fit(&paragraph, layout->normal, layout->small * 0.75F,
                               is_low ? 2 : (size_t)layout->narration_lines, inner);
    float height =
        (float)paragraph_measure(&paragraph, size, inner.width).lines * PARAGRAPH_LINE * size;
    if (height < inner.height && is_low) {
        rect_cut_top(&inner, (inner.height - height) / 2);
    }
    paragraph_draw(&paragraph, size, inner);
}
