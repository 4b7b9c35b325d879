#include "library/notation_tex.h"

#include "base/file.h"
#include "base/json.h"
#include "typeset/math.h"

#include <string.h>

/* A layer, a unit or an expression stands in the place of these signs (notation/read). */
static const char *without_signs(struct arena *arena, const char *tex) {
    char *text = arena_copy_text(arena, tex, strlen(tex));
    for (char *c = text; *c != '\0'; c++) {
        bool is_escaped = c > text && c[-1] == '\\';
        *c = strchr("@#<>", *c) != NULL && !is_escaped ? '1' : *c;
    }
    return text;
}

static void check_tex(struct diagnostics *diagnostics, const struct json_value *value) {
    struct arena *arena = diagnostics->arena;
    const char *text = without_signs(arena, value->string);
    struct math_error error;
    if (math_parse(arena, text, strlen(text), &error) == NULL) {
        diagnostics_add(diagnostics, value->offset, json_pointer(arena, value),
                        "in the formula $%s$: %s", value->string, error.message);
    }
}

/* Every text of this key in a value. */
static void check_all(struct diagnostics *diagnostics, const struct json_value *value,
                      const char *key) {
    for (const struct json_value *item = value != NULL ? value->first : NULL; item != NULL;
         item = item->next) {
        if (item->kind == JSON_STRING && item->key != NULL && strcmp(item->key, key) == 0) {
            check_tex(diagnostics, item);
        }
        check_all(diagnostics, item, key); /* a text has no items */
    }
}

const char *notation_tex_fault(const struct library *library, const char *path) {
    const struct json_limits limits = {JSON_DEEPEST, NOTATION_MOST_BYTES};
    struct file_content content;
    const char *ignored; /* it was read before */
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, library->arena);
    diagnostics.language = library->language;
    const struct json_value *root =
        file_read(library->arena, path, NOTATION_MOST_BYTES, &content, &ignored)
            ? json_read(library->arena, content.bytes, content.length, &limits, &diagnostics)
            : NULL;
    check_all(&diagnostics, json_member(root, "symbols"), "tex");
    check_all(&diagnostics, json_member(root, "symbols"), "element");
    check_all(&diagnostics, json_member(root, "let"), "tex");
    if (diagnostics_total(&diagnostics) == 0) {
        return NULL;
    }
    return diagnostics_print(&diagnostics, library_shown_name(library->arena, path), content.bytes,
                             content.length);
}
