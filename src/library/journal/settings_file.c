#include "library/journal/settings_file.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"
#include "library/journal/home_folder.h"
#include "notation/fields.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const char *const theme_words[] = {
    [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEME_CONTRAST] = "contrast"};
static const char *const motion_words[] = {"off", "on"};
static_assert(sizeof theme_words / sizeof *theme_words == THEME_COUNT, "each a word");

static const char *const own_keys[] = {"language", "theme",    "scale", "decimals",
                                       "motion",   "notation", "window"};

static const struct json_limits limits = {.depth = 32, .string_bytes = 65536};

const char *settings_file_path(struct arena *arena) {
    const char *folder = home_folder_path(arena, HOME_FOLDER_CONFIG);
    return folder != NULL ? text_format(arena, "%s/settings.json", folder) : NULL;
}

/* ---- reading ---- */

static bool read_word(struct fields *fields, const struct json_value *root, const char *key,
                      struct word_list words, size_t *ret) {
    return fields_word(fields, json_member(root, key), words, ret);
}

static void read_number(struct fields *fields, const struct json_value *root, const char *key,
                        const int interval[2], int *ret) {
    int64_t number;
    if (fields_integer(fields, json_member(root, key), interval[0], interval[1], &number)) {
        *ret = (int)number;
    }
}

static void read_window(struct fields *fields, const struct json_value *window,
                        struct kept_settings *ret) {
    int64_t width, height;
    if (window != NULL && fields_array(fields, window, "numbers", 2, 2) &&
        fields_integer(fields, window->first, SETTINGS_LEAST_SIDE, SETTINGS_MOST_SIDE, &width) &&
        fields_integer(fields, window->first->next, SETTINGS_LEAST_SIDE, SETTINGS_MOST_SIDE,
                       &height)) {
        ret->width = (int)width;
        ret->height = (int)height;
    }
}

static void read_members(struct fields *fields, const struct json_value *root,
                         struct kept_settings *ret) {
    static const int scale[] = {TEXT_SCALE_LEAST, TEXT_SCALE_MOST};
    static const int decimals[] = {DECIMALS_LEAST, DECIMALS_MOST};
    size_t word = 0;
    ret->has_language = read_word(fields, root, "language",
                                  ((struct word_list){language_codes, LANGUAGE_COUNT}), &word);
    ret->language = ret->has_language ? (enum language)word : LANGUAGE_ENGLISH;
    ret->has_theme = read_word(fields, root, "theme", WORD_LIST(theme_words), &word);
    ret->theme = ret->has_theme ? (enum theme_id)word : THEME_DARK;
    ret->has_motion = read_word(fields, root, "motion", WORD_LIST(motion_words), &word);
    ret->is_motion_on = ret->has_motion && word == 1;
    read_number(fields, root, "scale", scale, &ret->text_scale);
    read_number(fields, root, "decimals", decimals, &ret->decimals);
    fields_label(fields, json_member(root, "notation"), &ret->notation);
    read_window(fields, json_member(root, "window"), ret);
}

struct kept_settings settings_file_read(struct arena *arena, const char *path,
                                        enum language language, const char **reterr) {
    struct kept_settings settings = {.notation = NULL};
    struct file_content content;
    const char *message;
    *reterr = NULL;
    if (path == NULL || home_folder_lacks(path)) {
        return settings;
    }
    if (!file_read(arena, path, SETTINGS_MOST_BYTES, &content, &message)) {
        *reterr = message_line(arena, language, message);
        return settings;
    }
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.language = language;
    struct fields fields = {.arena = arena, .diagnostics = &diagnostics};
    const struct json_value *root =
        json_read(arena, content.bytes, content.length, &limits, &diagnostics);
    if (root != NULL && root->kind != JSON_OBJECT) {
        fields_refuse_kind(&fields, root, "an object");
    } else if (root != NULL) {
        read_members(&fields, root, &settings);
    }
    if (diagnostics_total(&diagnostics) > 0) {
        *reterr = diagnostics_print(&diagnostics, text_visible(arena, path), content.bytes,
                                    content.length);
    }
    return settings;
}

/* ---- writing ---- */

static bool is_own(const char *key) {
    for (size_t i = 0; i < sizeof own_keys / sizeof *own_keys; i++) {
        if (strcmp(key, own_keys[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The members of others, byte for byte as they are written. */
static void append_others(struct text_builder *text, const struct json_value *root,
                          struct file_content content) {
    for (const struct json_value *item = root->first; item != NULL; item = item->next) {
        size_t end = item->next != NULL ? item->next->key_offset : content.length;
        char closing = item->next != NULL ? ',' : '}';
        while (content.bytes[end - 1] != closing) {
            end--;
        }
        end--;
        while (is_blank(content.bytes[end - 1])) {
            end--;
        }
        if (!is_own(item->key)) {
            text_append_string(text, ",\n  ");
            text_append(text, content.bytes + item->key_offset, end - item->key_offset);
        }
    }
}

static void append_word(struct text_builder *text, const char *key, const char *word) {
    text_append_format(text, ",\n  \"%s\": ", key);
    text_append_json(text, word);
}

static void append_own(struct text_builder *text, const struct kept_settings *settings) {
    if (settings->has_language) {
        append_word(text, "language", language_codes[settings->language]);
    }
    if (settings->has_theme) {
        append_word(text, "theme", theme_words[settings->theme]);
    }
    if (settings->text_scale > 0) {
        text_append_format(text, ",\n  \"scale\": %d", settings->text_scale);
    }
    if (settings->decimals > 0) {
        text_append_format(text, ",\n  \"decimals\": %d", settings->decimals);
    }
    if (settings->has_motion) {
        append_word(text, "motion", motion_words[settings->is_motion_on]);
    }
    if (settings->notation != NULL) {
        append_word(text, "notation", settings->notation);
    }
    if (settings->width > 0 && settings->height > 0) {
        text_append_format(text, ",\n  \"window\": [%d, %d]", settings->width, settings->height);
    }
}

/* What is there already; one that is no JSON object is put aside. NULL: nothing is there. */
static const struct json_value *read_others(struct arena *arena, const char *path,
                                            struct file_content *ret) {
    const char *ignored;
    struct stat status;
    if (stat(path, &status) != 0) {
        return NULL;
    }
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    const struct json_value *root =
        file_read(arena, path, SETTINGS_MOST_BYTES, ret, &ignored)
            ? json_read(arena, ret->bytes, ret->length, &limits, &diagnostics)
            : NULL;
    if (root != NULL && root->kind == JSON_OBJECT) {
        return root;
    }
    rename(path, text_format(arena, "%s.old", path)); /* else it is replaced */
    return NULL;
}

bool settings_file_write(struct arena *arena, const char *path,
                         const struct kept_settings *settings) {
    const char *folder =
        arena_copy_text(arena, path, (size_t)(file_name(path) - path) - (file_name(path) > path));
    if (!home_folder_make(arena, folder)) {
        return false;
    }
    struct file_content content = {.bytes = ""};
    const struct json_value *root = read_others(arena, path, &content);
    struct text_builder members;
    text_begin(&members, arena);
    append_own(&members, settings);
    if (root != NULL) {
        append_others(&members, root, content);
    }
    const char *first = members.length > 0 ? members.bytes + 1 : "\n"; /* without its comma */
    const char *text = text_format(arena, "{%s\n}\n", first);
    return home_folder_write(arena, path, text, strlen(text));
}

static bool is_same_notation(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool settings_file_equal(const struct kept_settings *a, const struct kept_settings *b) {
    return a->has_language == b->has_language && a->language == b->language &&
           a->has_theme == b->has_theme && a->theme == b->theme && a->has_motion == b->has_motion &&
           a->is_motion_on == b->is_motion_on && a->text_scale == b->text_scale &&
           a->decimals == b->decimals && a->width == b->width && a->height == b->height &&
           is_same_notation(a->notation, b->notation);
}
