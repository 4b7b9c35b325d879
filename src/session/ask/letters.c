#include "session/ask/letters.h"

#include <string.h>

enum { MOST_LETTERS = 26 };

static bool is_gap(char c) {
    return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '.' || c == ')' || c == '(' ||
           c == '<' || c == '>' || c == '-';
}

/* Full-width letters and commas are typed with Chinese input methods. */
static size_t gap_length(const char *at) {
    static const char *const wide[] = {"，", "、", "；", "。", "　", "→"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (strncmp(at, wide[i], strlen(wide[i])) == 0) {
            return strlen(wide[i]);
        }
    }
    return is_gap(*at) ? 1 : 0;
}

static const char *skip_gaps(const char *at) {
    for (size_t length = gap_length(at); length > 0; length = gap_length(at)) {
        at += length;
    }
    return at;
}

/* The option that begins at *at, which goes behind it; count where it is none. */
static size_t read_option(const char **at, size_t count) {
    const char *from = *at;
    char c = *from;
    size_t which = count;
    if (c >= 'a' && c <= 'z') {
        which = (size_t)(c - 'a');
    } else if (c >= 'A' && c <= 'Z') {
        which = (size_t)(c - 'A');
    } else if (c >= '1' && c <= '9') {
        which = (size_t)(c - '1');
        if (from[1] >= '0' && from[1] <= '9' && count > 9) { /* "12" */
            which = (size_t)(c - '0') * 10 + (size_t)(from[1] - '0') - 1;
            from++;
        }
    }
    *at = which < count ? from + 1 : *at;
    return which < count ? which : count;
}

static bool refuse(const char *text, const char *at, const char *message,
                   struct answer_fault *fault) {
    size_t begin = (size_t)(at - text);
    *fault = (struct answer_fault){begin, strlen(text), message};
    return false;
}

bool letters_read_one(const char *text, size_t count, size_t *ret, struct answer_fault *fault) {
    const char *at = skip_gaps(text);
    const char *from = at;
    size_t which = read_option(&at, count);
    const char *end = skip_gaps(at);
    if (which == count || *end != '\0') {
        return refuse(text, from, "expected the letter of one of the options", fault);
    }
    *ret = which;
    return true;
}

bool letters_read_all(const char *text, size_t count, size_t *ret, struct answer_fault *fault) {
    bool used[MOST_LETTERS] = {false};
    const char *at = skip_gaps(text);
    size_t found = 0;
    while (*at != '\0') {
        const char *from = at;
        size_t which = read_option(&at, count);
        if (which == count) {
            return refuse(text, from, "expected the letters of the options, in order", fault);
        }
        if (used[which]) {
            return refuse(text, from, "each option stands once in the order", fault);
        }
        used[which] = true;
        ret[found++] = which;
        at = skip_gaps(at);
    }
    return found == count ? true : refuse(text, at, "some options are missing", fault);
}
