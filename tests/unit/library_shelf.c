/* A shelf of notations knows what they are called before it has read them, reads each when it is
 * asked for, and says what is wrong with one; a gradient that is none is named. */
#include "engine_fixture.h"

#include "library/notation_shelf.h"
#include "library/warning/untrue.h"

#include <stdlib.h>
#include <unistd.h>

enum { MOST = 4 };

static const char *root;

/* A folder with a few files in it, which are removed with it. */
struct folder {
    char name[32];
    const char *paths[MOST];
    size_t count;
};

static void folder_begin(struct folder *folder) {
    *folder = (struct folder){.name = "/tmp/backstep-shelf-XXXXXX"};
    EXPECT(mkdtemp(folder->name) != NULL);
}

static void folder_add(struct folder *folder, struct arena *arena, const char *bytes,
                       size_t length) {
    const char *path = text_format(arena, "%s/%zu.json", folder->name, folder->count);
    FILE *file = fopen(path, "wb");
    EXPECT(file != NULL && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
    folder->paths[folder->count++] = path;
}

static void folder_add_text(struct folder *folder, struct arena *arena, const char *text) {
    folder_add(folder, arena, text, strlen(text));
}

static void folder_add_shipped(struct folder *folder, struct arena *arena, const char *id) {
    struct file_content content =
        fixture_read(arena, text_format(arena, "%s/assets/notations/%s.json", root, id));
    folder_add(folder, arena, content.bytes, content.length);
}

static void folder_end(const struct folder *folder) {
    for (size_t i = 0; i < folder->count; i++) {
        EXPECT(unlink(folder->paths[i]) == 0);
    }
    EXPECT(rmdir(folder->name) == 0);
}

static struct notation_shelf *open_shelf(struct arena *arena, const struct folder *folder,
                                         const char **reterr) {
    *reterr = "";
    return notation_shelf_open(arena, LANGUAGE_ENGLISH, folder->paths, folder->count, reterr);
}

/* Broken behind its id and number: opening does not see it. */
static const char broken[] = "{\"id\": \"broken\", \"number\": 3, \"format\": }";

static void test_one_is_read_when_asked(void) {
    struct arena *arena = arena_create();
    struct folder folder;
    const char *error;
    folder_begin(&folder);
    folder_add_shipped(&folder, arena, "four"); /* the fifth */
    folder_add_text(&folder, arena, broken);
    folder_add_shipped(&folder, arena, "ladder"); /* the first */
    struct notation_shelf *shelf = open_shelf(arena, &folder, &error);
    EXPECT(shelf != NULL);
    EXPECT_INT(notation_shelf_count(shelf), 3);
    EXPECT_INT(notation_shelf_find(shelf, "ladder"), 0);
    EXPECT_INT(notation_shelf_find(shelf, "broken"), 1);
    EXPECT_INT(notation_shelf_find(shelf, "four"), 2);
    EXPECT_INT(notation_shelf_find(shelf, "fou"), -1);
    const struct notation *four = notation_shelf_at(shelf, 2);
    EXPECT(four != NULL && strcmp(four->id, "four") == 0 && four->number == 5);
    EXPECT_STRING(four->file.path, folder.paths[0]);
    struct notation_source source = notation_shelf_source(shelf);
    EXPECT(source.at(source.owner, 2) == four);
    EXPECT(notation_shelf_fault(shelf) == NULL);
    EXPECT(notation_shelf_at(shelf, 1) == NULL);
    EXPECT_STRING(notation_shelf_fault(shelf),
                  text_format(arena,
                              "%s:1:41: error: expected a value, found '}'\n    %s\n    %*s^\n",
                              folder.paths[1], broken, 40, ""));
    folder_end(&folder);
    arena_destroy(arena);
}

static void test_the_rest_is_read_one_by_one(void) {
    struct arena *arena = arena_create();
    struct folder folder;
    const char *error;
    folder_begin(&folder);
    folder_add_shipped(&folder, arena, "delta");
    folder_add_shipped(&folder, arena, "layer");
    folder_add_text(&folder, arena, broken);
    struct notation_shelf *shelf = open_shelf(arena, &folder, &error);
    EXPECT(notation_shelf_at(shelf, 1) == NULL); /* the broken one, of number 3 */
    EXPECT(notation_shelf_go_on(shelf));
    EXPECT(notation_shelf_go_on(shelf));
    EXPECT(!notation_shelf_go_on(shelf));
    folder_end(&folder); /* what was read does not need its file any more, nor what was not */
    EXPECT(notation_shelf_at(shelf, 0) != NULL && notation_shelf_at(shelf, 2) != NULL);
    arena_destroy(arena);
}

static void test_what_says_no_name_is_refused(void) {
    static const char *const texts[] = {"{\"number\": 1}", "{\"id\": \"four\"}", "[]", "", "{"};
    for (size_t i = 0; i < TEST_COUNT(texts); i++) {
        struct arena *arena = arena_create();
        struct folder folder;
        const char *error;
        folder_begin(&folder);
        folder_add_text(&folder, arena, texts[i]);
        EXPECT(open_shelf(arena, &folder, &error) == NULL);
        EXPECT(strstr(error, ":1:") != NULL && strstr(error, ": error: ") != NULL);
        folder_end(&folder);
        EXPECT(open_shelf(arena, &folder, &error) == NULL);
        EXPECT_STRING(error,
                      text_format(arena, "backstep: cannot read %s: No such file or directory\n",
                                  folder.paths[0]));
        arena_destroy(arena);
    }
}

static void test_one_takes_the_place_of_another(void) {
    struct arena *arena = arena_create();
    struct folder folder;
    const char *error, *id;
    folder_begin(&folder);
    folder_add_shipped(&folder, arena, "delta");
    folder_add_shipped(&folder, arena, "layer");
    struct notation_shelf *shelf = open_shelf(arena, &folder, &error);
    const char *own = text_format(arena, "%s/assets/notations/layer.json", root);
    struct notation_shelf *same = notation_shelf_with(shelf, arena, own, &id, &error);
    EXPECT(same != NULL && notation_shelf_count(same) == 2);
    EXPECT_STRING(id, "layer");
    EXPECT_STRING(notation_shelf_at(same, 1)->file.path, own);
    EXPECT_STRING(notation_shelf_at(shelf, 1)->file.path, folder.paths[1]);
    const char *other = text_format(arena, "%s/assets/notations/ladder.json", root);
    struct notation_shelf *more = notation_shelf_with(shelf, arena, other, &id, &error);
    EXPECT(more != NULL && notation_shelf_count(more) == 3 && notation_shelf_count(shelf) == 2);
    EXPECT_INT(notation_shelf_find(more, "ladder"), 2);
    EXPECT(notation_shelf_with(shelf, arena, "/nowhere.json", &id, &error) == NULL);
    EXPECT_STRING(error, "backstep: cannot read /nowhere.json: No such file or directory\n");
    folder_end(&folder);
    arena_destroy(arena);
}

/* ---- gradients that are not the slope of the loss ---- */

static void *copied(struct arena *arena, const void *items, size_t count, size_t size) {
    return memcpy(arena_alloc(arena, count, size), items, count * size);
}

/* The notation with a sign lost in one formula. */
static const struct notation *with_lost_sign(struct arena *arena, const struct notation *notation,
                                             size_t operation, size_t alternative) {
    struct notation *changed = copied(arena, notation, 1, sizeof *notation);
    struct notation_operation *operations =
        copied(arena, notation->operations, notation->operation_count, sizeof *operations);
    struct notation_alternative *alternatives =
        copied(arena, operations[operation].alternatives, operations[operation].alternative_count,
               sizeof *alternatives);
    const char *source = alternatives[alternative].statement->source;
    const char *right = strstr(source, "= ") + 2;
    const char *text = text_format(arena, "%.*s-(%s)", (int)(right - source), source, right);
    struct formula_error error;
    alternatives[alternative].statement =
        statement_parse(arena, text, strlen(text), &notation->table, &error);
    operations[operation].alternatives = alternatives;
    changed->operations = operations;
    return changed;
}

static bool is_backward(const struct notation *notation, size_t operation) {
    for (size_t b = 0; b < notation->block_count; b++) {
        const struct notation_block *block = &notation->blocks[b];
        for (size_t i = 0; i < block->operation_count; i++) {
            if (block->operations[i] == operation) {
                return block->pass == PASS_BACKWARD;
            }
        }
    }
    return false;
}

/* What is warned of a lost sign; true when it is that formula, and that alone. */
static bool is_named(const struct notation *notation, size_t operation, size_t alternative) {
    struct arena *arena = arena_create();
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    untrue_warn(&diagnostics, with_lost_sign(arena, notation, operation, alternative));
    size_t offset = notation->operations[operation].alternatives[alternative].offset;
    bool is_right = diagnostics_total(&diagnostics) == 1 && diagnostics.items[0].offset == offset;
    if (!is_right) {
        printf("# %s, %s, formula %zu: %zu warnings\n", notation->id,
               notation->operations[operation].name, alternative, diagnostics_total(&diagnostics));
    }
    arena_destroy(arena);
    return is_right;
}

/* Of the alternatives of all notations one in so many, others in each. The gradient by the input,
 * which a note prints too, moves no parameter. */
static void test_lost_signs(void) {
    enum { ONE_IN = 4 };
    static const char *const ids[] = {"ladder", "delta", "mlbook", "layer", "four"};
    size_t count = 0;
    for (size_t n = 0; n < TEST_COUNT(ids); n++) {
        struct arena *arena = arena_create();
        const struct notation *notation = fixture_notation(arena, root, ids[n]);
        struct diagnostics none;
        diagnostics_begin(&none, arena);
        untrue_warn(&none, notation);
        EXPECT_INT(diagnostics_total(&none), 0);
        for (size_t i = 0; i < notation->operation_count; i++) {
            const struct notation_operation *operation = &notation->operations[i];
            bool is_tried =
                is_backward(notation, i) && strcmp(operation->name, "input_gradient") != 0;
            for (size_t a = 0; is_tried && a < operation->alternative_count; a++) {
                bool has_formula = operation->alternatives[a].statement != NULL;
                bool is_due = has_formula && count++ % ONE_IN == 0;
                EXPECT(!is_due || is_named(notation, i, a));
            }
        }
        arena_destroy(arena);
    }
    EXPECT(count > 100);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"one is read when it is asked for", test_one_is_read_when_asked},
        {"the rest is read one by one", test_the_rest_is_read_one_by_one},
        {"what says no name is refused", test_what_says_no_name_is_refused},
        {"one takes the place of another", test_one_takes_the_place_of_another},
        {"a lost sign of a gradient is warned of", test_lost_signs},
    };
    return test_run(tests, TEST_COUNT(tests));
}
