#ifndef BACKSTEP_NOTATION_KNOWN_WORD_H
#define BACKSTEP_NOTATION_KNOWN_WORD_H

/* Words that other programs and books use for what a file writes in another way, or not at all. */

/* The end of a message about such a word ("; it is written \"linear\""), or NULL. */
const char *known_word_remark(const char *word);

#endif
