#include "library/journal/journal.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "library/journal/home_folder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

const char *const journal_deed_words[] = {
    [JOURNAL_OPENED] = "opened",
    [JOURNAL_LEFT] = "left",
    [JOURNAL_FINISHED] = "finished",
    [JOURNAL_ANSWERED] = "answered",
};
static_assert(sizeof journal_deed_words / sizeof *journal_deed_words == JOURNAL_DEED_COUNT, "");

const char *const journal_verdict_words[] = {
    [JOURNAL_RIGHT] = "right", [JOURNAL_ROUNDED] = "rounded", [JOURNAL_FOLLOWED] = "followed",
    [JOURNAL_WRONG] = "wrong", [JOURNAL_SHOWN] = "shown",     [JOURNAL_SKIPPED] = "skipped",
};
static_assert(sizeof journal_verdict_words / sizeof *journal_verdict_words == JOURNAL_VERDICT_COUNT,
              "a word for each verdict");

const char *journal_path(struct arena *arena) {
    const char *folder = home_folder_path(arena, HOME_FOLDER_DATA);
    return folder != NULL ? text_format(arena, "%s/journal.jsonl", folder) : NULL;
}

int64_t journal_now(void) {
    return (int64_t)time(NULL);
}

/* Written by hand: strftime brings a table of locales into the page for browsers. */
const char *journal_time_text(struct arena *arena, int64_t time) {
    const long long first_year = 1900;
    time_t seconds = (time_t)time;
    struct tm parts;
    return gmtime_r(&seconds, &parts) != NULL
               ? text_format(arena, "%lld-%02d-%02dT%02d:%02d:%02dZ", first_year + parts.tm_year,
                             1 + parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_min,
                             parts.tm_sec)
               : "";
}

/* ---- a line ---- */

static void append_text(struct text_builder *text, const char *key, const char *value) {
    if (value != NULL) {
        size_t length = strlen(value);
        length = length > JOURNAL_MOST_TEXT ? JOURNAL_MOST_TEXT : length;
        while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80) {
            length--; /* no character is cut in two */
        }
        text_append_format(text, ", \"%s\": ", key);
        text_append_json(text, arena_copy_text(text->arena, value, length));
    }
}

static void append_number(struct text_builder *text, const char *key, long number) {
    if (number > 0) {
        text_append_format(text, ", \"%s\": %ld", key, number);
    }
}

static void append_answer(struct text_builder *text, const struct journal_entry *entry) {
    append_text(text, "question", entry->question);
    append_text(text, "answer", entry->answer);
    append_text(text, "verdict", journal_verdict_words[entry->verdict]);
    append_number(text, "tries", entry->tries);
    append_number(text, "hints", entry->hints);
    for (size_t i = 0; i < entry->mistake_count; i++) {
        text_append_string(text, i == 0 ? ", \"mistakes\": [" : ", ");
        text_append_json(text, entry->mistakes[i]);
    }
    text_append_string(text, entry->mistake_count > 0 ? "]" : "");
}

const char *journal_line(struct arena *arena, const struct journal_entry *entry) {
    assert(entry->mistake_count <= JOURNAL_MOST_MISTAKES);
    struct text_builder text;
    text_begin(&text, arena);
    text_append_format(&text, "{\"time\": \"%s\", \"did\": \"%s\"",
                       journal_time_text(arena, entry->time), journal_deed_words[entry->deed]);
    append_text(&text, "lesson", entry->lesson);
    append_text(&text, "notation", entry->notation);
    append_number(&text, "step", entry->step);
    append_number(&text, "steps", entry->steps);
    append_number(&text, "seconds", entry->seconds);
    if (entry->deed == JOURNAL_ANSWERED) {
        append_answer(&text, entry);
    }
    text_append_string(&text, "}\n");
    return text.bytes;
}

/* ---- writing ---- */

static const char *failure(struct arena *arena, enum language language, int error) {
    return message_line(arena, language,
                        text_format(arena, "what you do is not kept (%s), and the lesson goes on",
                                    strerror(error)));
}

struct journal journal_open(struct arena *arena, const char *path, enum language language,
                            const char **reterr) {
    enum { MODE = 0600 };
    *reterr = NULL;
    const char *folder = arena_copy_text(arena, path, (size_t)(file_name(path) - path - 1));
    bool is_made = home_folder_make(arena, folder);
    /* O_NONBLOCK: a FIFO in its place must not be waited for */
    int descriptor =
        is_made ? open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, MODE)
                : -1;
    int error = errno;
    struct stat status;
    if (descriptor >= 0 && (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))) {
        close(descriptor);
        descriptor = -1;
        error = EINVAL;
    }
    if (descriptor < 0) {
        *reterr = failure(arena, language, error);
    }
    return (struct journal){.descriptor = descriptor, .has_failed = descriptor < 0};
}

/* The file ends within a line: a crash, or a full disk, cut the last one off. */
static bool is_cut(int descriptor) {
    struct stat status;
    char last = '\n';
    return fstat(descriptor, &status) == 0 && status.st_size > 0 &&
           pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

/* One writer at a time: else a line could be added to one that was cut off since the look. Who
 * holds the lock writes one line, so that it is free within a moment; where there are no locks, or
 * a program that was stopped holds it, it is done without. */
static void lock(int descriptor, short kind) {
    enum { TRIES = 50, NANOSECONDS = 1000000 };
    struct flock range = {.l_type = kind, .l_whence = SEEK_SET};
    for (int i = 0; i < TRIES && fcntl(descriptor, F_SETLK, &range) != 0 &&
                    (errno == EACCES || errno == EAGAIN);
         i++) {
        nanosleep(&(struct timespec){.tv_nsec = NANOSECONDS}, NULL);
    }
}

/* Adds a line with one write; returns 0, or why not as errno has it. */
static int append_line(int descriptor, struct arena *arena, const char *line) {
    lock(descriptor, F_WRLCK);
    if (is_cut(descriptor)) {
        line = text_format(arena, "\n%s", line);
    }
    size_t length = strlen(line);
    ssize_t written;
    do {
        written = write(descriptor, line, length);
    } while (written < 0 && errno == EINTR);
    int error = written == (ssize_t)length ? 0 : written < 0 ? errno : ENOSPC;
    lock(descriptor, F_UNLCK);
    return error;
}

bool journal_add(struct journal *journal, struct arena *arena, const struct journal_entry *entry,
                 bool is_synced, enum language language, const char **reterr) {
    *reterr = NULL;
    if (journal->descriptor < 0) {
        return false;
    }
    int error = append_line(journal->descriptor, arena, journal_line(arena, entry));
    if (error == 0 && is_synced && fsync(journal->descriptor) != 0) {
        error = errno;
    }
    if (error != 0 && !journal->has_failed) {
        *reterr = failure(arena, language, error);
    }
    journal->has_failed = error != 0;
    return error == 0;
}

void journal_close(struct journal *journal) {
    if (journal->descriptor >= 0) {
        fsync(journal->descriptor);
        close(journal->descriptor);
    }
    journal->descriptor = -1;
}
