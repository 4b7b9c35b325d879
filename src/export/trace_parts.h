#ifndef BACKSTEP_EXPORT_TRACE_PARTS_H
#define BACKSTEP_EXPORT_TRACE_PARTS_H

/* What trace.c and the formats, each in a file of its own, share. Nobody else uses it. */

#include "engine/place.h"
#include "export/trace_options.h"

/* One step, as the formats see it. Everything in it lives until the step is written. */
struct trace_step {
    const struct program *program;
    const struct trace_options *options;
    long number;
    struct program_place place;
    struct evaluation evaluation;
    struct arena *arena; /* of this step alone, or of one element of it */
    struct text_builder *text;
    const struct trace_sink *sink;
    bool *has_failed; /* the sink took no more */
};

/* What its formula, or the form that is written, reads and gives; and the tensor that it is written
 * to. */
const struct binding *trace_binding(const struct trace_step *step);
const struct tensor *trace_target(const struct trace_step *step);

/* What the step has computed: rows x columns of its target, in the state. */
struct matrix trace_value(const struct trace_step *step);

/* "Z[1]": the target as formulas write it. */
const char *trace_target_source(const struct trace_step *step);

/* "dZ[l] * A[l-1]^T": a node as its formula has it. */
const char *trace_node_source(const struct trace_step *step, size_t node);

/* "∇_z a[0]ᵀ": a node as the notation writes it, with no parentheses around it. */
const char *trace_node_name(const struct trace_step *step, size_t node, enum print_format format);

/* A statement in the notation; trace_statement: that of the step. */
const char *trace_print(const struct trace_step *step, const struct statement *statement,
                        enum print_format format);
const char *trace_statement(const struct trace_step *step, enum print_format format);

/* Hands over what is written of the step so far. */
void trace_flush(const struct trace_step *step);

/* What another form of the step gives, computed from what the step read. It overwrites the inner
 * values of the step, which therefore have to be written before. */
struct matrix trace_form_value(const struct trace_step *step, size_t form);

/* Where such a form gives a value that is not finite, the part of it that is to blame, in formulas'
 * own words (checks/trouble.h); NULL where there is none. */
const char *trace_form_trouble(const struct trace_step *step, size_t form);

/* The operation's, in the language that was asked for. */
const char *trace_title(const struct trace_step *step);

/* Every element of every inner value, in the order in which they are computed. They are handed
 * over in parts: a step of a large network has more text than there is memory. */
typedef void trace_append_element(const struct trace_step *step, size_t node, size_t row,
                                  size_t column);
void trace_append_elements(const struct trace_step *step, trace_append_element *append,
                           const char *between);
trace_append_element trace_append_element_text; /* a line of text */
trace_append_element trace_append_element_tex;  /* an equation */

/* Of numbers that are made to be read. */
enum { TRACE_DIGITS_TEXT = 6, TRACE_DIGITS_TEX = 4 };

/* "1.2 \times 10^{-5}": an e in a formula would be a variable. */
void trace_append_number_tex(struct text_builder *text, double number);

/* ---- what is given ---- */

enum trace_given {
    TRACE_GIVEN_INPUTS,
    TRACE_GIVEN_TARGETS,
    TRACE_GIVEN_PARAMETERS,
    TRACE_GIVEN_OPERANDS, /* before the operands of a step … */
    TRACE_GIVEN_RESULT,   /* … and before what it gave */
    TRACE_GIVEN_TROUBLE,  /* before what is not finite in a form */
    TRACE_GIVEN_COUNT
};
/* A word before a list, in the language: "before:". */
const char *trace_given_word(enum trace_given given, enum language language);

/* Two lines: the activations; the loss, the learning rate, and how many samples there are, in all
 * and in a batch. The second begins with `between`. */
void trace_append_given(const struct program *program, enum language language, const char *between,
                        struct text_builder *text);

typedef void trace_append_tensor(const struct program *program, int tensor, struct matrix value,
                                 bool is_first, struct text_builder *text);

/* Weights, biases and the state of the lesson's own as they are before the first step. */
void trace_each_parameter(const struct program *program, trace_append_tensor *append,
                          struct text_builder *text);

/* The tensors that the step read, each once, with what they held then. */
void trace_each_operand(const struct trace_step *step, trace_append_tensor *append);

/* ---- the formats ---- */

/* "12. backward · iteration 1 · Equation 2": the number, the place and the title of a step. */
void trace_append_heading(const struct trace_step *step);

/* What stands before the first step, and one step: appended to the text. */
typedef void trace_header(const struct program *program, const struct trace_options *options,
                          struct text_builder *text);
typedef void trace_step_writer(const struct trace_step *step);

trace_header trace_header_jsonl, trace_header_text, trace_header_tex, trace_header_markdown;
trace_step_writer trace_step_jsonl, trace_step_text, trace_step_tex, trace_step_markdown;

#endif
