#ifndef BACKSTEP_BASE_MEMORY_H
#define BACKSTEP_BASE_MEMORY_H

/* Memory that is there or ends the program: nothing here returns NULL. Libraries are given these,
 * so that none goes on with half of what it needs and draws or says something else. What they
 * return is freed with free(). */

#include <stddef.h>

/* For what runs long, before it begins: blocks of megabytes go back to the system as soon as they
 * are freed. By itself the GNU library keeps them after the first, and fills again by hand what the
 * system would hand out as zeros. Of smaller blocks it keeps so much that the next picture does not
 * ask the system again, page by page. */
void memory_set_up(void);

/* Says that memory is out and ends the program with status 3. */
_Noreturn void memory_out(void);

/* For what a library says of errno: ends the program when it was memory that lacked. */
void memory_check_errno(void);

/* Bytes that hold anything, and a block that was made larger or smaller; never NULL. The caller
 * frees. */
void *memory_allocate(size_t size);

/* Zeroed. */
void *memory_allocate_zeroed(size_t count, size_t size);

/* As realloc: old may be NULL. */
void *memory_resize(void *old, size_t size);

#endif
