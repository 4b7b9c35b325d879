/* The boxes of the formulas of tests/golden/typeset, compared with the stored dumps.
 *
 *     typeset_dump SOURCE_ROOT            the test
 *     typeset_dump SOURCE_ROOT --update   stores the dumps */
#include "base/text.h"
#include "formulas_fixture.h"
#include "test.h"

static const char *source_root;

/* Words are half an em a byte here: the dumps need no fonts of prose. */
static float text_width(const void *context, float size, const char *text) {
    (void)context;
    return size * 0.5F * (float)strlen(text);
}

static void dump_part(struct text_builder *text, const struct math_part *part) {
    static const char *const kinds[MATH_PART_KIND_COUNT] = {
        [MATH_GLYPH] = "glyph", [MATH_RULE] = "rule", [MATH_TEXT] = "text", [MATH_SLOT] = "slot"};
    text_append_format(text, "  %-5s %8.2f %8.2f", kinds[part->kind], (double)part->x,
                       (double)part->y);
    if (part->kind == MATH_GLYPH) {
        text_append_format(text, "  %6.2f #%u", (double)part->size, part->glyph);
    } else {
        text_append_format(text, "  %.2f x %.2f", (double)part->width, (double)part->height);
    }
    text_append_format(text, "  [%zu, %zu)\n", part->begin, part->end);
}

static void dump(struct text_builder *text, struct formulas *formulas, size_t which) {
    struct math_options options = formula_options(formulas, which, 40);
    options.text_width = text_width;
    const struct math_list *list = formula_parse(formulas, which, text->arena);
    text_append_format(text, "%c ", formulas->items[which].mode);
    text_append(text, formulas->items[which].source, formulas->items[which].length);
    if (list == NULL) {
        text_append_string(text, "\n  not read\n");
        return;
    }
    struct math_box box = math_set(text->arena, list, &options);
    text_append_format(text, "\n  %.2f wide, %.2f above, %.2f below\n", (double)box.width,
                       (double)box.ascent, (double)box.descent);
    for (size_t i = 0; i < box.part_count; i++) {
        dump_part(text, &box.parts[i]);
    }
    text_append_string(text, "\n");
}

static const char *dump_all(struct arena *arena) {
    struct formulas formulas = formulas_open(source_root);
    struct text_builder text;
    text_begin(&text, arena);
    EXPECT(formulas.count >= 40);
    for (size_t i = 0; i < formulas.count; i++) {
        dump(&text, &formulas, i);
    }
    formulas_close(&formulas);
    return text.bytes;
}

/* The first line that differs, with the formula above it. */
static void compare(const char *stored, const char *now) {
    const char *line = now, *formula = now;
    size_t i = 0;
    while (stored[i] == now[i] && now[i] != '\0') {
        if (now[i] == '\n') {
            line = now + i + 1;
            formula = *line != ' ' && *line != '\n' ? line : formula;
        }
        i++;
    }
    if (stored[i] != now[i]) {
        size_t at = (size_t)(line - now);
        printf("# of %.*s\n# stored %.*s\n# now    %.*s\n", (int)strcspn(formula, "\n"), formula,
               (int)strcspn(stored + at, "\n"), stored + at, (int)strcspn(line, "\n"), line);
        EXPECT(false && "the boxes are where they were; --update stores them anew");
    }
}

static void dump_path(char *path, size_t size) {
    snprintf(path, size, "%s/tests/golden/typeset/boxes.txt", source_root);
}

static void boxes_are_as_stored(void) {
    struct arena *arena = arena_create();
    char path[1024];
    dump_path(path, sizeof path);
    struct file_content stored = {.bytes = ""};
    const char *message = "";
    EXPECT(file_read(arena, path, 1 << 22, &stored, &message));
    compare(stored.bytes, dump_all(arena));
    arena_destroy(arena);
}

static int update(void) {
    struct arena *arena = arena_create();
    char path[1024];
    dump_path(path, sizeof path);
    FILE *file = fopen(path, "w");
    bool is_written = file != NULL && fputs(dump_all(arena), file) >= 0;
    is_written = file != NULL && fclose(file) == 0 && is_written;
    arena_destroy(arena);
    return is_written ? 0 : 1;
}

int main(int count, char **arguments) {
    source_root = count > 1 ? arguments[1] : ".";
    if (count > 2 && strcmp(arguments[2], "--update") == 0) {
        return update();
    }
    static const struct test tests[] = {
        {"the boxes of the formulas are as stored", boxes_are_as_stored},
    };
    return test_run(tests, TEST_COUNT(tests));
}
