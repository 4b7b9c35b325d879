#ifndef BACKSTEP_SURVEY_LOSS_HISTORY_H
#define BACKSTEP_SURVEY_LOSS_HISTORY_H

/* The loss of each iteration of a whole run, before a reader has been there: the program is run
 * ahead, a little at a time, on tensors of its own. What is kept of a long run and how far it is
 * followed depend on the program alone, not on how fast a machine is: the curve has the same
 * iterations everywhere. */

#include "engine/checkpoints.h"
#include "engine/program.h"

enum { LOSS_HISTORY_MOST_POINTS = 1024 };

/* Arithmetic that a run may take, in products of two numbers: a second or two. A million iterations
 * of a small network take less. */
extern const double loss_history_most_work;

/* An iteration, and those behind it up to the next point's. */
struct loss_point {
    long iteration; /* from 1 */
    double loss;
    double least, most; /* of all of them */
};

struct loss_history;

/* At the beginning; program must outlive it. */
struct loss_history *loss_history_create(struct arena *arena, const struct program *program);

/* From now on the run leaves checkpoints there, of the same program. */
void loss_history_leave(struct loss_history *history, struct checkpoints *checkpoints);

/* Goes on, for about as many products as `work` says, one operation at least. True while there is
 * more to do: it ends with the run, where a value is not finite, and where loss_history_most_work
 * is spent or the tensors would take too much memory. */
bool loss_history_go_on(struct loss_history *history, double work);

/* Points in the order of their iterations. Up to LOSS_HISTORY_MOST_POINTS iterations each has its
 * own; of more, those that can be told apart on a linear or on a logarithmic axis. */
const struct loss_point *loss_history_points(const struct loss_history *history, size_t *ret_count);

/* The iterations whose loss is known: 1..this one. */
long loss_history_reach(const struct loss_history *history);

/* The iteration that no run can finish, because a value in it is not finite; 0: none was met. */
long loss_history_stuck(const struct loss_history *history);

#endif
