#ifndef BACKSTEP_TYPING_CLUSTER_H
#define BACKSTEP_TYPING_CLUSTER_H

/* What a reader takes for one character: a letter with the marks on it, a flag of two letters, a
 * family joined to one picture (Unicode Standard Annex 29, without the scripts of India's own
 * joining). A caret stands between two of them, never inside. */

#include <stddef.h>

/* Where the cluster that begins at `at` ends, or the one that ends at `at` begins: bytes of a text
 * of strict UTF-8. At the end of the text, and at its beginning, `at` itself. */
size_t cluster_next(const char *text, size_t length, size_t at);
size_t cluster_previous(const char *text, size_t at);

/* The boundary that is nearest to a byte, at or before it. */
size_t cluster_floor(const char *text, size_t length, size_t at);

#endif
