#ifndef BACKSTEP_LIBRARY_NOTATION_SHELF_H
#define BACKSTEP_LIBRARY_NOTATION_SHELF_H

/* The notations that the program knows, by their number. At first only what each is called is
 * known: a notation is read when it is asked for, since most lessons are shown in one. */

#include "base/arena.h"
#include "base/language.h"
#include "notation/notation_source.h"

#include <stdbool.h>
#include <stddef.h>

struct notation_shelf;

/* Takes the notation files of these paths, which are borrowed. NULL when one cannot be read, or
 * does not say its id and its number; then *reterr is the text to print, lines ended, in that
 * language. */
struct notation_shelf *notation_shelf_open(struct arena *arena, enum language language,
                                           const char *const *paths, size_t count,
                                           const char **reterr);

/* The same notations with that of a file, read to its end, in the place of the one with its id or
 * else behind all others; *ret_id is that. NULL when it is not valid; then *reterr is the text to
 * print, lines ended. */
struct notation_shelf *notation_shelf_with(const struct notation_shelf *shelf, struct arena *arena,
                                           const char *path, const char **ret_id,
                                           const char **reterr);

/* The file that was added last; NULL: none was. */
const char *notation_shelf_added_file(const struct notation_shelf *shelf);

/* Reads that file again, into its place; *ret_id is its id now. False when it is not valid; then
 * the shelf is as it was, and *reterr is the text to print, lines ended, in that language. */
bool notation_shelf_read_again(struct notation_shelf *shelf, enum language language,
                               const char **ret_id, const char **reterr);

/* How many there are, read or not, and the id of each. */
size_t notation_shelf_count(const struct notation_shelf *shelf);
const char *const *notation_shelf_ids(const struct notation_shelf *shelf);

/* The index of a notation by id, or -1. */
int notation_shelf_find(const struct notation_shelf *shelf, const char *id);

/* Whether a notation was added from a file, and whether it stands in the place of one with its id
 * that came from another file; false where there is no such id. */
bool notation_shelf_is_added(const struct notation_shelf *shelf, const char *id);
bool notation_shelf_replaces(const struct notation_shelf *shelf, const char *id);

/* The id of another notation with the number of this one, that is before it; NULL: there is none.
 */
const char *notation_shelf_same_number(const struct notation_shelf *shelf, const char *id);

/* Reads it the first time; NULL when it is not valid. */
const struct notation *notation_shelf_at(struct notation_shelf *shelf, size_t index);

/* The same for whoever does not know what a shelf is. */
struct notation_source notation_shelf_source(struct notation_shelf *shelf);

/* Reads one that was not read yet; false when there is none left. */
bool notation_shelf_go_on(struct notation_shelf *shelf);

/* A lesson that came along is written in one whose file is not there: the shelf is not whole. */
void notation_shelf_set_incomplete(struct notation_shelf *shelf);
bool notation_shelf_is_incomplete(const struct notation_shelf *shelf);

/* What is wrong with the first that was read and is not valid, as text to print, lines ended; NULL:
 * nothing so far. */
const char *notation_shelf_fault(const struct notation_shelf *shelf);

#endif
