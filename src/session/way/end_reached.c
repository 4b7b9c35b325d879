#include "session/way/end_reached.h"

#include "session/proof/proof_act.h"
#include "session/session_parts.h"

bool end_reached(const struct session *session) {
    long last = session->run.program->step_count;
    return session->has_end_page && session->aim.step == last && session->aim.element == 0 &&
           tape_position(session->run.tape) == last && proof_act_is_done(session);
}
