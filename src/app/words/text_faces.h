#ifndef BACKSTEP_APP_WORDS_TEXT_FACES_H
#define BACKSTEP_APP_WORDS_TEXT_FACES_H

/* The fonts that SDL2_ttf has open, each once: the shipped ones by their number, then
 * those of the machine in the order in which they were found. */

#include "typeset/font_files.h"

#include <SDL_ttf.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TEXT_FACES_MOST = FONT_FILE_COUNT + 24 };

struct text_faces;

/* The fonts are borrowed, and none is opened before it is asked for. The caller closes. */
struct text_faces *text_faces_open(const struct font_files *fonts);

/* NULL is accepted. */
void text_faces_close(struct text_faces *faces);

/* The number of a font of the machine that has the character; -1 where there is none. */
int text_faces_find_system(struct text_faces *faces, uint32_t code_point, bool is_bold);

/* SDL2_ttf takes sizes as whole points at a resolution, so the resolution says the size: a font of
 * one point at 72 dots per inch has 1 pixel per em. */
enum { TEXT_DOTS_PER_PIXEL = 72, TEXT_MEASURE_EM = 1000 };

/* A font at a size, set for places within a pixel, or to be measured with: not hinted, at
 * TEXT_MEASURE_EM pixels per em. The next call may set it to something else. NULL where it cannot
 * be opened. */
TTF_Font *text_faces_sized(struct text_faces *faces, int face, unsigned dots);
TTF_Font *text_faces_measure(struct text_faces *faces, int face);

/* Whether the font has blanks that shift a line; see assets/fonts/README.md. */
bool text_faces_have_blanks(int face);

#endif
