/* Reads assets/mistakes.json. Every formula and every name between braces is tried: a file that was
 * read can be used. */
#include "checks/diagnosis/mistake.h"

#include "base/json.h"
#include "base/text.h"
#include "notation/fields.h"
#include "notation/read/notation_parts.h"

#include <stdlib.h>
#include <string.h>

enum { MISTAKES_FORMAT = 1, MISTAKES_DEPTH = 16, MISTAKES_TEXT = 4096, REWRITE_MOST_STEPS = 4 };

static const char *const match_names[MISTAKE_MATCH_COUNT] = {
    [MISTAKE_REWRITE] = "rewrite",
    [MISTAKE_ROUNDING] = "rounding",
    [MISTAKE_NEIGHBOUR] = "neighbour",
    [MISTAKE_POWER_OF_TEN] = "power_of_ten",
    [MISTAKE_FOLLOW_THROUGH] = "follow_through",
};

/* ---- sets of words ---- */

static void read_set(struct fields *fields, const struct json_value *value, struct word_list words,
                     unsigned *set) {
    size_t word;
    if (value == NULL) {
        return;
    }
    if (value->kind != JSON_ARRAY) {
        *set |= fields_word(fields, value, words, &word) ? 1u << word : 0;
        return;
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        *set |= fields_word(fields, item, words, &word) ? 1u << word : 0;
    }
}

/* ---- rewrites ---- */

static const struct tree *read_formula(struct fields *fields, const struct json_value *value) {
    const char *source;
    struct formula_error error;
    if (!fields_string(fields, value, &source)) {
        return NULL;
    }
    const struct tree *formula = role_formula_read(fields->arena, source, value->length, &error);
    if (formula == NULL) {
        diagnostics_add(fields->diagnostics, value->offset + 1 + error.begin,
                        json_pointer(fields->arena, value), "%s", error.message);
    }
    return formula;
}

static void read_part(struct fields *fields, const struct json_value *value,
                      struct rewrite *rewrite) {
    const char *word;
    if (!rewrite_verb_has_part(rewrite->verb)) {
        return;
    }
    if (!fields_string(fields, value, &word)) {
        return;
    }
    bool is_slope = strcmp(word, "slope") == 0, is_function = strcmp(word, "function") == 0;
    rewrite->part_kind = is_slope      ? REWRITE_PART_SLOPE
                         : is_function ? REWRITE_PART_FUNCTION
                                       : REWRITE_PART_FORMULA;
    if (!is_slope && !is_function) {
        rewrite->part = read_formula(fields, value);
    }
}

static bool is_verb(const char *key, enum rewrite_verb *ret) {
    for (int i = 0; i < REWRITE_VERB_COUNT; i++) {
        if (strcmp(key, rewrite_verb_names[i]) == 0) {
            *ret = (enum rewrite_verb)i;
            return true;
        }
    }
    return false;
}

static const char *const step_keys[] = {"by", "then", "roles", "when"};

/* The verb is the name of the member that says what it is done to. */
static const struct json_value *find_verb(struct fields *fields, const struct json_value *value,
                                          enum rewrite_verb *ret) {
    const char *keys[REWRITE_VERB_COUNT + 4];
    memcpy(keys, rewrite_verb_names, sizeof rewrite_verb_names);
    memcpy(keys + REWRITE_VERB_COUNT, step_keys, sizeof step_keys);
    size_t before = diagnostics_total(fields->diagnostics);
    if (!fields_object(fields, value, WORD_LIST(keys))) {
        return NULL;
    }
    bool has_unknown = diagnostics_total(fields->diagnostics) > before;
    const struct json_value *found = NULL;
    for (const struct json_value *member = value->first; member != NULL; member = member->next) {
        enum rewrite_verb verb;
        if (is_verb(member->key, &verb) && found != NULL) {
            fields_refuse_key(fields, member,
                              "a rewrite does one thing (what follows is \"then\")");
        } else if (is_verb(member->key, &verb)) {
            found = member;
            *ret = verb;
        }
    }
    if (found == NULL && !has_unknown) {
        fields_refuse(fields, value, "a rewrite says what it does, as in {\"drop\": \"slope\"}");
    }
    return found;
}

static void read_rewrite(struct fields *fields, const struct json_value *value,
                         struct rewrite *rewrite, size_t depth) {
    const struct json_value *verb = find_verb(fields, value, &rewrite->verb);
    if (verb == NULL) {
        return;
    }
    read_part(fields, verb, rewrite);
    const struct json_value *by = json_member(value, "by");
    if (rewrite_verb_has_replacement(rewrite->verb)) {
        rewrite->by = read_formula(fields, fields_required(fields, value, "by"));
    } else if (by != NULL) {
        fields_refuse_key(fields, by, "\"%s\" has no \"by\"", rewrite_verb_names[rewrite->verb]);
    }
    const struct json_value *then = json_member(value, "then");
    if (then != NULL && depth == REWRITE_MOST_STEPS) {
        fields_refuse_key(fields, then, "more than %d steps", REWRITE_MOST_STEPS);
    } else if (then != NULL) {
        struct rewrite *next = ARENA_NEW(fields->arena, struct rewrite);
        read_rewrite(fields, then, next, depth + 1);
        rewrite->then = next;
    }
}

static void read_rewrites(struct fields *fields, const struct json_value *value,
                          struct mistake *mistake) {
    if (!fields_array(fields, value, "rewrites", 1, MISTAKE_MOST_REWRITES)) {
        return;
    }
    struct mistake_rewrite *rewrites =
        ARENA_ARRAY(fields->arena, struct mistake_rewrite, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        struct mistake_rewrite *rewrite = &rewrites[item->index];
        read_rewrite(fields, item, &rewrite->rewrite, 1);
        read_set(fields, json_member(item, "roles"), WORD_LIST(role_names), &rewrite->roles);
        read_condition(fields, json_member(item, "when"), &rewrite->when);
    }
    mistake->rewrites = rewrites;
    mistake->rewrite_count = value->count;
}

/* ---- what is said ---- */

static bool is_word(const struct mistake_words *words) {
    static const char *const known[] = {"which", "value", "name"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strlen(known[i]) == words->length &&
            memcmp(known[i], words->bytes, words->length) == 0) {
            return true;
        }
    }
    return false;
}

/* {word ROLE: WORD}, with a role that there is. */
static bool is_word_of_note(struct fields *fields, const struct mistake_words *words) {
    const char *usual;
    if (!mistake_word(fields->arena, words, NULL, LANGUAGE_ENGLISH, &usual)) {
        return false;
    }
    const char *role = strchr(words->bytes, ' ') + 1;
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        size_t length = strlen(role_names[i]);
        if (strncmp(role, role_names[i], length) == 0 && role[length] == ':') {
            return true;
        }
    }
    return false;
}

static void check_words(struct fields *fields, const struct json_value *value) {
    struct mistake_words words;
    const char *at = value->string;
    while (mistake_next_words(&at, &words)) {
        struct formula_error error;
        if (words.is_name && !is_word(&words) && !is_word_of_note(fields, &words) &&
            role_formula_read(fields->arena, words.bytes, words.length, &error) == NULL) {
            fields_refuse(fields, value, "{%.*s}: %s", (int)words.length, words.bytes,
                          error.message);
        }
    }
}

/* In every language: what a reader is told has no gaps. */
static void read_words(struct fields *fields, const struct json_value *value,
                       struct localized_text *ret) {
    if (!fields_text(fields, value, ret)) {
        return;
    }
    if (value->kind != JSON_OBJECT) {
        fields_refuse_kind(fields, value, "a text in every language");
        return;
    }
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        const struct json_value *text = fields_required(fields, value, language_codes[i]);
        if (text != NULL) {
            check_words(fields, text);
        }
    }
}

/* ---- mistakes ---- */

static const char *const mistake_keys[] = {"seen",  "seen_in",  "roles", "when", "reduction",
                                           "match", "rewrites", "name",  "say"};

/* Where others report it, one address for each: of a mistake that came later than those collected
 * at first. */
static void check_seen_in(struct fields *fields, const struct json_value *value, int64_t seen) {
    if (value == NULL || !fields_array(fields, value, "addresses", 1, MISTAKE_MOST_ADDRESSES)) {
        return;
    }
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        const char *address;
        fields_string(fields, item, &address);
    }
    if ((int64_t)value->count != seen) {
        fields_refuse(fields, value, "%zu addresses, but it is seen in %ld places", value->count,
                      (long)seen);
    }
}

static void read_mistake(struct fields *fields, const struct json_value *value,
                         struct mistake *mistake) {
    *mistake = (struct mistake){.id = value->key, .name = NO_WORDS, .say = NO_WORDS};
    if (!fields_object(fields, value, WORD_LIST(mistake_keys))) {
        return;
    }
    int64_t seen = 0;
    size_t match = MISTAKE_REWRITE;
    fields_integer(fields, fields_required(fields, value, "seen"), 0, 1000000, &seen);
    mistake->seen = (long)seen;
    check_seen_in(fields, json_member(value, "seen_in"), seen);
    fields_word(fields, json_member(value, "match"), WORD_LIST(match_names), &match);
    mistake->match = (enum mistake_match)match;
    read_set(fields, json_member(value, "roles"), WORD_LIST(role_names), &mistake->roles);
    read_set(fields, json_member(value, "reduction"), WORD_LIST(reduction_names),
             &mistake->reductions);
    read_condition(fields, json_member(value, "when"), &mistake->when);
    if (mistake->match == MISTAKE_REWRITE) {
        read_rewrites(fields, fields_required(fields, value, "rewrites"), mistake);
    }
    read_words(fields, fields_required(fields, value, "name"), &mistake->name);
    read_words(fields, fields_required(fields, value, "say"), &mistake->say);
}

/* Of those seen as often the one that the file has first: they lie in one array. */
static int compare_seen(const void *a, const void *b) {
    const struct mistake *const *left = a, *const *right = b;
    if ((*left)->seen != (*right)->seen) {
        return (*left)->seen > (*right)->seen ? -1 : 1;
    }
    return *left < *right ? -1 : 1;
}

static void sort_by_seen(struct arena *arena, struct mistake *items, size_t count) {
    struct mistake **order = ARENA_ARRAY(arena, struct mistake *, count + 1);
    struct mistake *sorted = ARENA_ARRAY(arena, struct mistake, count + 1);
    for (size_t i = 0; i < count; i++) {
        order[i] = &items[i];
    }
    qsort(order, count, sizeof *order, compare_seen);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = *order[i];
    }
    memcpy(items, sorted, count * sizeof *items);
}

static const char *const file_keys[] = {"$schema", "format", "mistakes"};

static void read_file(struct fields *fields, const struct json_value *root,
                      struct mistakes *mistakes) {
    if (!fields_object(fields, root, WORD_LIST(file_keys))) {
        return;
    }
    int64_t format;
    fields_integer(fields, fields_required(fields, root, "format"), 1, MISTAKES_FORMAT, &format);
    const struct json_value *value = fields_required(fields, root, "mistakes");
    if (value == NULL || !fields_members(fields, value, "mistakes", MISTAKES_MOST)) {
        return;
    }
    struct mistake *items = ARENA_ARRAY(fields->arena, struct mistake, value->count);
    for (const struct json_value *item = value->first; item != NULL; item = item->next) {
        read_mistake(fields, item, &items[mistakes->count++]);
    }
    sort_by_seen(fields->arena, items, mistakes->count);
    mistakes->items = items;
}

const struct mistakes *mistakes_read(struct arena *arena, const char *bytes, size_t length,
                                     struct diagnostics *diagnostics) {
    if (length > MISTAKES_MOST_BYTES) {
        diagnostics_add(diagnostics, 0, "", "the file has %zu bytes (at most %d)", length,
                        MISTAKES_MOST_BYTES);
        return NULL;
    }
    const struct json_limits limits = {MISTAKES_DEPTH, MISTAKES_TEXT};
    const struct json_value *root = json_read(arena, bytes, length, &limits, diagnostics);
    if (root == NULL) {
        return NULL;
    }
    struct fields fields = {.arena = arena, .diagnostics = diagnostics};
    struct mistakes *mistakes = ARENA_NEW(arena, struct mistakes);
    read_file(&fields, root, mistakes);
    return diagnostics->count == 0 ? mistakes : NULL;
}
