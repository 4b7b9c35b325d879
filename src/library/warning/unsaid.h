#ifndef BACKSTEP_LIBRARY_WARNING_UNSAID_H
#define BACKSTEP_LIBRARY_WARNING_UNSAID_H

/* What is well-formed in a file and yet of no use, or not said to every reader: warnings, each at
 * its place. */

#include "base/diagnostic.h"
#include "lesson/lesson.h"
#include "library/notation_shelf.h"
#include "notation/notation.h"

/* Texts in one language of a file, bytes, that has others in both. Of one that has none in both the
 * first, where it is meant for readers of all languages, as a notation is. */
void unsaid_warn_of_texts(struct diagnostics *diagnostics, const char *bytes, size_t length,
                          bool is_for_all);

/* Constants and states of a lesson, which the file in bytes is, that no formula reads, and states
 * that none sets. */
void unsaid_warn_of_names(struct diagnostics *diagnostics, const char *bytes, size_t length,
                          const struct lesson *lesson);

/* Numbers in single or full-width braces and formulas in full-width dollar signs, which are printed
 * as they stand there; a cross-entropy of one output, which no target of 0 enters. The bytes are
 * the lesson's file, the notation is its own. */
void unsaid_warn_of_slips(struct diagnostics *diagnostics, const char *bytes, size_t length,
                          const struct lesson *lesson, const struct notation *notation);

/* Operations that are never computed or give no reason, misprints that are right, an id and a
 * number that another notation of the shelf has. */
void unsaid_warn_of_notation(struct diagnostics *diagnostics, const struct notation *notation,
                             const struct notation_shelf *shelf);

/* Proofs that were seen nowhere (is_seen: by derivation). */
void unsaid_warn_of_proofs(struct diagnostics *diagnostics, const struct notation *notation,
                           const bool *is_seen);

#endif
