#ifndef BACKSTEP_LIBRARY_JOURNAL_JOURNAL_H
#define BACKSTEP_LIBRARY_JOURNAL_JOURNAL_H

/* What a reader did, one JSON object a line in journal.jsonl of the reader's own folder. A line is
 * added with one write at the file's end, so that two windows may write at once and a crash at any
 * moment loses at most the line that was never acknowledged; nothing is ever taken out. */

#include "base/arena.h"
#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum journal_deed {
    JOURNAL_OPENED,   /* a lesson */
    JOURNAL_LEFT,     /* it, at a step; also on the way, for who never comes to the end of it */
    JOURNAL_FINISHED, /* it: its last words, or its last step, were reached */
    JOURNAL_ANSWERED, /* a question */
    JOURNAL_DEED_COUNT
};

enum journal_verdict {
    JOURNAL_RIGHT,
    JOURNAL_ROUNDED,  /* right, but for what was rounded on the way */
    JOURNAL_FOLLOWED, /* right from the reader's own earlier answer */
    JOURNAL_WRONG,
    JOURNAL_SHOWN, /* the solution was asked for */
    JOURNAL_SKIPPED,
    JOURNAL_VERDICT_COUNT
};

enum { JOURNAL_MOST_MISTAKES = 4, JOURNAL_MOST_TEXT = 1000 /* bytes of an answer, at most */ };

struct journal_entry {
    enum journal_deed deed;
    int64_t time;         /* seconds since 1970, UTC */
    const char *lesson;   /* a shipped one's name, or a file's absolute path */
    const char *notation; /* an id; NULL: not said */
    long step, steps;     /* where, and how many the run has; 0 when not said */
    long seconds;         /* that it took */
    /* ANSWERED */
    const char *question; /* what is asked at that step: "value dw[1] 2,1"; NULL: not said */
    const char *answer;   /* as it was typed; NULL: none was */
    enum journal_verdict verdict;
    long tries, hints;                           /* so far, this answer included */
    const char *mistakes[JOURNAL_MOST_MISTAKES]; /* ids, of those that give the answer */
    size_t mistake_count;
};

/* As the file has them. */
extern const char *const journal_deed_words[JOURNAL_DEED_COUNT];
extern const char *const journal_verdict_words[JOURNAL_VERDICT_COUNT];

/* ---- writing ---- */

/* A journal to be written, or one that cannot be: then what is added is lost, which was said. */
struct journal {
    int descriptor; /* -1: it cannot be written */
    bool has_failed;
};

/* The file's path in the arena; NULL where the system names no place for it. */
const char *journal_path(struct arena *arena);

/* Opens it and makes its folder. When that fails *reterr is the line to print, else NULL. */
struct journal journal_open(struct arena *arena, const char *path, enum language language,
                            const char **reterr);

/* Adds a line; is_synced: it is on the disk when this returns. False when it could not be written,
 * the first time with the line to print in *reterr, later with NULL. */
bool journal_add(struct journal *journal, struct arena *arena, const struct journal_entry *entry,
                 bool is_synced, enum language language, const char **reterr);

/* Brings to the disk what was added, and closes. */
void journal_close(struct journal *journal);

/* A line as it is written, ended, in the arena. */
const char *journal_line(struct arena *arena, const struct journal_entry *entry);

/* ---- reading ---- */

enum { JOURNAL_MOST_BYTES = 64 << 20 };

struct journal_entries {
    const struct journal_entry *items; /* in the file's order */
    size_t count;
    size_t skipped; /* lines that are no entries; a last one without an end is not counted */
};

/* Reads a journal; none there is an empty one. When it cannot be read *reterr is the line to print,
 * else NULL. */
struct journal_entries journal_read(struct arena *arena, const char *path, enum language language,
                                    const char **reterr);

/* One line without its end; false when it is no entry. */
bool journal_read_line(struct arena *arena, const char *line, size_t length,
                       struct journal_entry *ret);

/* Now, and a time as "2026-11-27T12:06:21Z". */
int64_t journal_now(void);
const char *journal_time_text(struct arena *arena, int64_t time);

#endif
