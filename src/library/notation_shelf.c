#include "library/notation_shelf.h"

#include "base/file.h"
#include "base/json.h"
#include "base/message.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct notation_book {
    const char *path;
    struct file_content content;
    const char *id;
    int number;
    const struct notation *notation; /* NULL: not read yet, or not valid */
    bool is_read;
    bool is_added;      /* from a file that somebody named */
    bool is_in_a_place; /* in that of another file */
};

struct notation_shelf {
    struct arena *arena;
    enum language language;
    struct notation_book *books;
    size_t count;
    const char **ids;
    const char *fault;
    bool is_incomplete;
};

/* ---- files ---- */

/* NULL, with the text to print, when the file's bytes are no notation. */
static const struct notation *read_notation(const struct notation_shelf *shelf,
                                            const struct notation_book *book, const char **reterr) {
    const struct file_content content = book->content;
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, shelf->arena);
    diagnostics.language = shelf->language;
    const struct notation *notation =
        notation_read(shelf->arena, content.bytes, content.length, &diagnostics);
    if (notation == NULL) {
        *reterr = diagnostics_print(&diagnostics, text_visible(shelf->arena, book->path),
                                    content.bytes, content.length);
        return NULL;
    }
    struct notation *placed = ARENA_NEW(shelf->arena, struct notation);
    *placed = *notation;
    placed->file = (struct notation_file){book->path, content.bytes, content.length};
    return placed;
}

static bool open_file(const struct notation_shelf *shelf, const char *path,
                      struct notation_book *ret, const char **reterr) {
    *ret = (struct notation_book){.path = path};
    const char *message;
    if (!file_read(shelf->arena, path, NOTATION_MOST_BYTES, &ret->content, &message)) {
        *reterr = message_line(shelf->arena, shelf->language, message);
        return false;
    }
    return true;
}

/* Reads a book to its end. */
static bool read_book(const struct notation_shelf *shelf, struct notation_book *book,
                      const char **reterr) {
    book->is_read = true;
    book->notation = read_notation(shelf, book, reterr);
    if (book->notation == NULL) {
        return false;
    }
    book->id = book->notation->id;
    book->number = book->notation->number;
    return true;
}

/* What a book is called, and its number; where that is not seen at once, all of it is read. */
static bool look_into(const struct notation_shelf *shelf, struct notation_book *book,
                      const char **reterr) {
    const char *bytes = book->content.bytes;
    size_t length = book->content.length;
    struct json_text id, number;
    if (!json_glance(bytes, length, "id", &id) || !json_glance(bytes, length, "number", &number)) {
        return read_book(shelf, book, reterr);
    }
    book->id = arena_copy_text(shelf->arena, id.bytes, id.length);
    book->number = atoi(arena_copy_text(shelf->arena, number.bytes, number.length));
    return true;
}

/* ---- the shelf ---- */

static int compare_books(const void *a, const void *b) {
    const struct notation_book *left = a, *right = b;
    return left->number - right->number;
}

static struct notation_shelf *shelf_for(struct arena *arena, enum language language, size_t most) {
    struct notation_shelf *shelf = ARENA_NEW(arena, struct notation_shelf);
    *shelf = (struct notation_shelf){.arena = arena,
                                     .language = language,
                                     .books = ARENA_ARRAY(arena, struct notation_book, most),
                                     .ids = ARENA_ARRAY(arena, const char *, most)};
    return shelf;
}

struct notation_shelf *notation_shelf_open(struct arena *arena, enum language language,
                                           const char *const *paths, size_t count,
                                           const char **reterr) {
    struct notation_shelf *shelf = shelf_for(arena, language, count);
    for (size_t i = 0; i < count; i++) {
        struct notation_book *book = &shelf->books[shelf->count++];
        if (!open_file(shelf, paths[i], book, reterr) || !look_into(shelf, book, reterr)) {
            return NULL;
        }
    }
    qsort(shelf->books, count, sizeof *shelf->books, compare_books);
    for (size_t i = 0; i < count; i++) {
        shelf->ids[i] = shelf->books[i].id;
    }
    return shelf;
}

static bool is_same_file(const char *a, const char *b) {
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

struct notation_shelf *notation_shelf_with(const struct notation_shelf *shelf, struct arena *arena,
                                           const char *path, const char **ret_id,
                                           const char **reterr) {
    struct notation_shelf *grown = shelf_for(arena, shelf->language, shelf->count + 1);
    struct notation_book added;
    if (!open_file(grown, path, &added, reterr) || !read_book(grown, &added, reterr)) {
        return NULL;
    }
    memcpy(grown->books, shelf->books, shelf->count * sizeof *shelf->books);
    memcpy(grown->ids, shelf->ids, shelf->count * sizeof *shelf->ids);
    int same = notation_shelf_find(shelf, added.id);
    added.is_added = true;
    added.is_in_a_place = same >= 0 && !is_same_file(path, shelf->books[same].path);
    size_t at = same >= 0 ? (size_t)same : shelf->count;
    grown->books[at] = added;
    grown->ids[at] = added.id;
    grown->count = same >= 0 ? shelf->count : shelf->count + 1;
    *ret_id = added.id;
    return grown;
}

static struct notation_book *added_book(const struct notation_shelf *shelf) {
    struct notation_book *added = NULL;
    for (size_t i = 0; i < shelf->count; i++) {
        added = shelf->books[i].is_added ? &shelf->books[i] : added;
    }
    return added;
}

const char *notation_shelf_added_file(const struct notation_shelf *shelf) {
    const struct notation_book *added = added_book(shelf);
    return added != NULL ? added->path : NULL;
}

bool notation_shelf_read_again(struct notation_shelf *shelf, enum language language,
                               const char **ret_id, const char **reterr) {
    struct notation_book *added = added_book(shelf), now;
    struct notation_shelf said = *shelf;
    said.language = language;
    if (!open_file(&said, added->path, &now, reterr) || !read_book(&said, &now, reterr)) {
        return false;
    }
    now.is_added = true;
    now.is_in_a_place = added->is_in_a_place;
    *added = now;
    shelf->ids[added - shelf->books] = now.id;
    *ret_id = now.id;
    return true;
}

const struct notation *notation_shelf_at(struct notation_shelf *shelf, size_t index) {
    struct notation_book *book = &shelf->books[index];
    const char *fault;
    if (!book->is_read && !read_book(shelf, book, &fault) && shelf->fault == NULL) {
        shelf->fault = fault;
    }
    return book->notation;
}

static const struct notation *at(void *owner, size_t index) {
    return notation_shelf_at(owner, index);
}

struct notation_source notation_shelf_source(struct notation_shelf *shelf) {
    return (struct notation_source){at, shelf};
}

bool notation_shelf_go_on(struct notation_shelf *shelf) {
    for (size_t i = 0; i < shelf->count; i++) {
        if (!shelf->books[i].is_read) {
            notation_shelf_at(shelf, i);
            return true;
        }
    }
    return false;
}

void notation_shelf_set_incomplete(struct notation_shelf *shelf) {
    shelf->is_incomplete = true;
}

bool notation_shelf_is_incomplete(const struct notation_shelf *shelf) {
    return shelf->is_incomplete;
}

const char *notation_shelf_fault(const struct notation_shelf *shelf) {
    return shelf->fault;
}

size_t notation_shelf_count(const struct notation_shelf *shelf) {
    return shelf->count;
}

const char *const *notation_shelf_ids(const struct notation_shelf *shelf) {
    return shelf->ids;
}

int notation_shelf_find(const struct notation_shelf *shelf, const char *id) {
    for (size_t i = 0; i < shelf->count; i++) {
        if (strcmp(shelf->ids[i], id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

bool notation_shelf_is_added(const struct notation_shelf *shelf, const char *id) {
    int at = notation_shelf_find(shelf, id);
    return at >= 0 && shelf->books[at].is_added;
}

bool notation_shelf_replaces(const struct notation_shelf *shelf, const char *id) {
    int at = notation_shelf_find(shelf, id);
    return at >= 0 && shelf->books[at].is_in_a_place;
}

const char *notation_shelf_same_number(const struct notation_shelf *shelf, const char *id) {
    int at = notation_shelf_find(shelf, id);
    for (int i = 0; i < at; i++) {
        if (shelf->books[i].number == shelf->books[at].number) {
            return shelf->ids[i];
        }
    }
    return NULL;
}
