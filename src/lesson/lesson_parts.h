#ifndef BACKSTEP_LESSON_LESSON_PARTS_H
#define BACKSTEP_LESSON_LESSON_PARTS_H

/* The reading of lessons is in several files; this is what they share. Nobody else uses it. */

#include "lesson/lesson.h"
#include "notation/fields.h"

/* The parts, each in a file of its own. They report all faults that do not follow from another. */
void lesson_read_network(struct fields *fields, const struct json_value *value,
                         struct lesson *lesson);
/* Weights of a layer, a row a unit, and biases, an array; both checked against its units. An array
 * of biases, any value as weights. */
bool lesson_read_weights(struct fields *fields, const struct json_value *value,
                         const struct network *network, size_t layer, struct matrix *ret);
bool lesson_read_biases(struct fields *fields, const struct json_value *value,
                        const struct network *network, size_t layer, struct matrix *ret);
/* Whether what the states of the lesson's own notation begin with fits the network. For a lesson
 * whose network and notation have no faults, and the whole file. */
void lesson_check_state(struct fields *fields, const struct json_value *root,
                        const struct lesson *lesson);
/* Weights that the file does not give, and biases of zero; for a lesson without faults. */
void lesson_draw_parameters(struct fields *fields, struct lesson *lesson);
void lesson_read_data(struct fields *fields, const struct json_value *root,
                      const struct lesson_context *context, struct lesson *lesson);
/* Samples from a table: "data" with the name of a CSV file beside the lesson and of its columns.
 * Targets are in the range. */
void lesson_read_table(struct fields *fields, const struct json_value *data,
                       const struct lesson_context *context, const struct number_range *range,
                       struct lesson *lesson);
void lesson_read_script(struct fields *fields, const struct json_value *value,
                        const struct lesson_context *context, struct lesson *lesson);

/* Whether the lesson's notation has the operations, layers and tensors that the script names. For
 * a lesson without faults so far, and the value that lesson_read_script read. */
void lesson_check_script(struct fields *fields, const struct json_value *value,
                         const struct notation *notation, const struct lesson *lesson);

#endif
