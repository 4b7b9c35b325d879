#ifndef BACKSTEP_VIEW_BOARD_BOARD_COLUMNS_H
#define BACKSTEP_VIEW_BOARD_BOARD_COLUMNS_H

/* Puts each item of the values under the items of the formula that it stands for. Only board_flow
 * uses this. */

#include "view/board/board_flow.h"

/* Fills flow->columns from its two rows, each on one line, and returns how wide they are;
 * INFINITY when the rows cannot be matched or would be torn apart too far. */
float board_columns_create(struct board_flow *flow);

#endif
