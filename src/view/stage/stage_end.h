#ifndef BACKSTEP_VIEW_STAGE_STAGE_END_H
#define BACKSTEP_VIEW_STAGE_STAGE_END_H

/* The page behind the last step, beside the network as it is then and its loss curve. */

#include "view/hall/end_page.h"
#include "view/stage/stage.h"

/* Fills the scene, which is begun here; the session stands at its last step. */
void stage_end_build(const struct session *session, const struct end_page *page,
                     struct stage_size size, const struct text_metrics *metrics,
                     struct arena *arena, struct scene *ret);

#endif
