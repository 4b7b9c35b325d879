#ifndef BACKSTEP_NOTATION_FIELDS_H
#define BACKSTEP_NOTATION_FIELDS_H

/* The fields of a JSON file, read as what a lesson or a notation needs: typed, checked, and with a
 * message at the place of every fault. Only the files that read lessons and notations include this.
 *
 * Functions that return bool and take a value write *ret and return true, or report what they
 * refuse, leave *ret alone and return false. For them a value that is NULL, a member that is
 * absent, is refused without a word: fields_required has reported it, or the caller keeps its
 * default. The others, refuse, found, matrix and column, need a value. What is returned is in the
 * arena or borrowed from the value. */

#include "base/diagnostic.h"
#include "base/json.h"
#include "formula/matrix.h"
#include "notation/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fields {
    struct arena *arena; /* of what is read, and of the messages */
    struct diagnostics *diagnostics;
    /* Keys that were suggested for unknown ones: they are not reported as missing as well. */
    struct {
        const struct json_value *object;
        const char *key;
    } suggested[DIAGNOSTICS_MOST];
    size_t suggested_count;
};

/* A set of words that a file may choose from. */
struct word_list {
    const char *const *words;
    size_t count;
};
#define WORD_LIST(array) ((struct word_list){(array), sizeof(array) / sizeof *(array)})

/* Numbers within an interval, both ends included; words name it: "a number from 0 to 1". */
struct number_range {
    double least, most;
    const char *words;
};
extern const struct number_range any_number;      /* |x| <= 1e100 */
extern const struct number_range positive_number; /* 0 < x <= 1e100 */

/* Reports a fault of a value, or with fields_refuse_key of its name. */
void fields_refuse(struct fields *fields, const struct json_value *value, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void fields_refuse_key(struct fields *fields, const struct json_value *member, const char *format,
                       ...) __attribute__((format(printf, 3, 4)));

/* Reports "expected <expected>, found <what value is>". */
void fields_refuse_kind(struct fields *fields, const struct json_value *value,
                        const char *expected);

/* A value in words, for messages: "3.5", "\"sigmod\"", "an array"; long strings are cut. */
const char *fields_found(struct fields *fields, const struct json_value *value);

/* The value is an object, and each of its keys is allowed or starts with "x-". Unknown keys are
 * reported, but only another kind makes it false: the known members can still be read. */
bool fields_object(struct fields *fields, const struct json_value *value, struct word_list allowed);

/* An object of 1 to most members, whatever their keys; items names them: "symbols". */
bool fields_members(struct fields *fields, const struct json_value *value, const char *items,
                    size_t most);

/* The member; when it is missing that is reported for the object, unless fields_object suggested
 * the key for an unknown one, and NULL returned. Call fields_object first. */
const struct json_value *fields_required(struct fields *fields, const struct json_value *object,
                                         const char *key);

/* An array of least to most items; items names them in messages: "layers". */
bool fields_array(struct fields *fields, const struct json_value *value, const char *items,
                  size_t least, size_t most);

/* A number in a range, a whole one, and true or false. A value that is NULL leaves *ret as it is; a
 * wrong one is refused with its place, and *ret stays too. True: *ret was set. */
bool fields_number(struct fields *fields, const struct json_value *value,
                   const struct number_range *range, double *ret);
bool fields_integer(struct fields *fields, const struct json_value *value, int64_t least,
                    int64_t most, int64_t *ret);
bool fields_boolean(struct fields *fields, const struct json_value *value, bool *ret);

/* A string that is not empty. */
bool fields_string(struct fields *fields, const struct json_value *value, const char **ret);

/* The same in one line of at most LABEL_MOST characters: a name, or a title. */
bool fields_label(struct fields *fields, const struct json_value *value, const char **ret);

/* One of the words, by its index. */
bool fields_word(struct fields *fields, const struct json_value *value, struct word_list list,
                 size_t *ret);

/* Behind the name that a text begins with, letters, digits and _ and no digit first; NULL: none. */
const char *fields_behind_name(const char *text);

/* A string, or an object by language; each a label in a title. */
bool fields_text(struct fields *fields, const struct json_value *value, struct localized_text *ret);
bool fields_title(struct fields *fields, const struct json_value *value,
                  struct localized_text *ret);

/* An array of rows of numbers becomes a matrix: each row has `columns` numbers because of what
 * `because` says ("layer 1 has 2 units"). Everything is checked before anything is allocated.
 * With columns 0, unknown because of an earlier fault, the numbers are checked and false is
 * returned. */
struct row_rule {
    size_t columns;
    const char *because;
    const struct number_range *range;
};
bool fields_matrix(struct fields *fields, const struct json_value *value,
                   const struct row_rule *rule, struct matrix *ret);

/* The values of one array of numbers, whose count the caller has checked, as a column. */
bool fields_column(struct fields *fields, const struct json_value *value, struct matrix *ret);

#endif
