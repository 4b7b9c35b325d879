#ifndef BACKSTEP_EXPORT_OPERATION_TITLE_H
#define BACKSTEP_EXPORT_OPERATION_TITLE_H

#include "base/language.h"
#include "engine/program.h"

/* What an operation is called, and in brackets that its formula is the lesson's own; in the arena,
 * or as the notation has it. */
const char *operation_title_text(struct arena *arena, enum language language,
                                 const struct operation *operation);

#endif
