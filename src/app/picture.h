#ifndef BACKSTEP_APP_PICTURE_H
#define BACKSTEP_APP_PICTURE_H

/* What a session looks like, as a PNG file: the same picture as in the window, without one. */

#include "typeset/font_files.h"
#include "view/stage/stage.h"

#include <stdbool.h>
#include <stddef.h>

enum { PICTURE_LEAST_SIDE = 160, PICTURE_MOST_SIDE = 8192 };

/* Writes it to path, or to standard output for "-". False on failure, with a message of one line.
 * The size must be within the limits above. */
bool picture_render(const struct session *session, struct stage_size size,
                    const struct font_files *fonts, const char *path, char *reterr_message,
                    size_t message_size);

#endif
