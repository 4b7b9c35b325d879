#ifndef BACKSTEP_APP_PNG_FILE_H
#define BACKSTEP_APP_PNG_FILE_H

/* Pictures as PNG files. */

#include "app/raster/raster.h"

#include <stdbool.h>
#include <stddef.h>

/* Writes all pixels of the raster as 8-bit RGB to the file, or to standard output for "-". The
 * file appears whole or not at all: it is written beside its place and moved there. On failure a
 * message of one line is written and false returned. */
bool png_file_write(const struct raster *raster, const char *path, char *reterr_message,
                    size_t message_size);

#endif
