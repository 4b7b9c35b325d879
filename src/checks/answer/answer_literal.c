#include "checks/answer/answer_literal.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>

enum { GROUP = 3 }; /* digits */

struct scan {
    const struct answer_character *at;
    char digits[64]; /* for strtod, the point a point */
    size_t length;
    int decimals, significant;
    bool is_cut;
};

static bool is_digit(uint32_t code) {
    return code >= '0' && code <= '9';
}

static bool is_point(const struct answer_character *at) {
    return (at->code == '.' || at->code == ',') && is_digit(at[1].code);
}

/* ---- vulgar fractions ---- */

struct vulgar {
    uint32_t code;
    int above, below;
};

static const struct vulgar vulgars[] = {
    {0xBC, 1, 4},    {0xBD, 1, 2},   {0xBE, 3, 4},   {0x2150, 1, 7}, {0x2151, 1, 9},
    {0x2152, 1, 10}, {0x2153, 1, 3}, {0x2154, 2, 3}, {0x2155, 1, 5}, {0x2156, 2, 5},
    {0x2157, 3, 5},  {0x2158, 4, 5}, {0x2159, 1, 6}, {0x215A, 5, 6}, {0x215B, 1, 8},
    {0x215C, 3, 8},  {0x215D, 5, 8}, {0x215E, 7, 8}, {0x2189, 0, 3},
};

static const struct vulgar *vulgar_at(const struct answer_character *at) {
    for (size_t i = 0; i < sizeof vulgars / sizeof *vulgars; i++) {
        if (vulgars[i].code == at->code) {
            return &vulgars[i];
        }
    }
    return NULL;
}

bool answer_literal_begins(const struct answer_character *at) {
    return is_digit(at->code) || is_point(at) || vulgar_at(at) != NULL;
}

/* ---- digits ---- */

static size_t run_of(const struct answer_character *at) {
    size_t length = 0;
    while (is_digit(at[length].code)) {
        length++;
    }
    return length;
}

static void add(struct scan *scan, uint32_t code) {
    scan->is_cut = scan->is_cut || scan->length + 8 >= sizeof scan->digits;
    if (!scan->is_cut) {
        scan->digits[scan->length++] = (char)code;
        scan->digits[scan->length] = '\0';
    }
    if (is_digit(code) && (code != '0' || scan->significant > 0)) {
        scan->significant++;
    }
}

static void add_run(struct scan *scan) {
    while (is_digit(scan->at->code)) {
        add(scan, (scan->at++)->code);
    }
}

/* How many groups of three follow, each behind the same sign. */
static size_t groups_at(const struct answer_character *at) {
    const uint32_t sign = at->code;
    bool can_be = sign == ' ' || sign == '\'' || sign == ',' || sign == '.';
    size_t count = 0;
    for (; can_be && at->code == sign && run_of(at + 1) == GROUP; at += GROUP + 1) {
        count++;
    }
    return count;
}

/* The digits before the point. One group behind a point or a comma is one only where the other of
 * both follows: "1.234" and "1,234" have decimals, which of a comma is not the only way to read
 * it. Returns whether that is so. */
static bool read_whole(struct scan *scan) {
    const size_t first = run_of(scan->at);
    const struct answer_character *sign = scan->at + first;
    const size_t groups =
        first >= 1 && first <= GROUP && scan->at->code != '0' ? groups_at(sign) : 0;
    const struct answer_character *behind = sign + groups * (GROUP + 1);
    bool is_point_like = sign->code == '.' || sign->code == ',';
    bool has_point = is_point(behind) && behind->code != sign->code;
    bool is_grouped = groups > 1 || (groups == 1 && (!is_point_like || has_point));
    add_run(scan);
    for (size_t i = 0; i < groups && is_grouped; i++) {
        scan->at++;
        add_run(scan);
    }
    return groups == 1 && !is_grouped && sign->code == ',';
}

/* Behind the point: "187 5" is one number, as "18 75" is not. */
static void read_decimals(struct scan *scan) {
    while (true) {
        const size_t run = run_of(scan->at);
        scan->decimals += (int)run;
        add_run(scan);
        const size_t next = scan->at->code == ' ' ? run_of(scan->at + 1) : 0;
        if (run != GROUP || next == 0 || next > GROUP || is_point(scan->at + 1 + next)) {
            return;
        }
        scan->at++;
    }
}

/* e-2 or E−2 behind a number; 0 where there is none. */
static int read_power(struct scan *scan) {
    const struct answer_character *at = scan->at;
    if (at->code != 'e' && at->code != 'E') {
        return 0;
    }
    at++;
    int sign = at->code == '-' ? -1 : 1;
    at += at->code == '-' || at->code == '+';
    if (!is_digit(at->code)) {
        return 0;
    }
    int power = 0;
    for (; is_digit(at->code); at++) {
        power = power < 1000 ? power * 10 + (int)(at->code - '0') : power;
    }
    scan->at = at;
    return sign * power;
}

/* "½", also behind whole digits: "1½", "1 ½". */
static bool read_vulgar(struct scan *scan, double *value) {
    const struct answer_character *at = scan->at;
    at += at->code == ' ';
    const struct vulgar *vulgar = scan->decimals == 0 ? vulgar_at(at) : NULL;
    if (vulgar != NULL) {
        *value += (double)vulgar->above / vulgar->below;
        scan->at = at + 1;
    }
    return vulgar != NULL;
}

struct answer_literal answer_literal_read(struct arena *arena, const struct answer_character **at) {
    struct scan scan = {.at = *at};
    struct answer_literal literal = {.fault = NULL};
    literal.is_ambiguous = read_whole(&scan);
    if (is_point(scan.at)) {
        add(&scan, '.');
        scan.at++;
        read_decimals(&scan);
    } else if ((scan.at->code == '.' || scan.at->code == ',') && scan.at[1].code != '(') {
        scan.at++; /* "2.", but not "0.(3)" */
    }
    literal.fault = scan.is_cut ? "the number has too many digits" : NULL;
    const int power = read_power(&scan);
    const char *text = power == 0 ? scan.digits : text_format(arena, "%se%d", scan.digits, power);
    literal.value = strtod(text, NULL);
    literal.decimals = scan.decimals - power;
    literal.significant = scan.significant;
    literal.is_ambiguous = literal.is_ambiguous && power == 0;
    literal.is_fraction = power == 0 && read_vulgar(&scan, &literal.value);
    *at = scan.at;
    return literal;
}
