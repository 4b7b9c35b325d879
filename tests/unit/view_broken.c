/* The panel of a file that cannot be read: the errors are those that are printed, what is to blame
 * is underlined, and nothing meets or sticks out. */
#include "font_set_fixture.h"
#include "test.h"

#include "base/text.h"
#include "view/draw/scene_button.h"
#include "view/panel/broken_view.h"

#include <string.h>

static struct font_set *fonts;

static const char printed[] =
    "my file: 2.json:13:5: error: /network/layers/0/activaton: unknown key; did you mean "
    "\"activation\"?\n"
    "      \"activaton\": \"sigmoid\",\n"
    "      ^\n"
    "my file: 2.json:83:21: error: /learning_rate: expected a number, found \"fast\"\n"
    "    中\"learning_rate\": \"fast\"\n"
    "                       ^\n"
    "backstep: cannot read my file: 2.json: No such file or directory\n";

static void test_reading(void) {
    struct arena *arena = arena_create();
    struct broken_errors errors = broken_errors_read(arena, printed);
    EXPECT_INT(errors.count, 3);
    EXPECT_STRING(errors.items[0].location, "my file: 2.json:13:5");
    EXPECT(strncmp(errors.items[0].message, "error: /network", 15) == 0);
    EXPECT_STRING(arena_copy_text(arena, errors.items[0].source + errors.items[0].begin,
                                  errors.items[0].end - errors.items[0].begin),
                  "\"activaton\"");
    EXPECT_STRING(errors.items[1].source + errors.items[1].begin, "\"fast\"");
    EXPECT_STRING(errors.items[2].location, "");
    EXPECT(errors.items[2].source == NULL);
    EXPECT_INT(broken_errors_read(arena, "").count, 0);
    struct text_builder many;
    text_begin(&many, arena);
    for (int i = 0; i < 2 * BROKEN_MOST; i++) {
        text_append_string(&many, "x:1:1: error: no\n");
    }
    EXPECT_INT(broken_errors_read(arena, many.bytes).count, BROKEN_MOST);
    arena_destroy(arena);
}

static struct rect ink(const struct scene_item *item) {
    float least = item->size * 0.7F;
    float middle = item->bounds.y + item->bounds.height / 2;
    return (struct rect){item->bounds.x, middle - least / 2, item->bounds.width, least};
}

static size_t count_faults(const struct scene *scene) {
    size_t faults = 0;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *a = &scene->items[i];
        if (a->kind != SCENE_TEXT) {
            continue;
        }
        struct rect box = ink(a);
        bool is_out = box.x < 0 || box.y < 0 || box.x + box.width > scene->width ||
                      box.y + box.height > scene->height;
        faults += is_out;
        for (size_t j = 0; j < i; j++) {
            const struct scene_item *b = &scene->items[j];
            faults += b->kind == SCENE_TEXT &&
                      rect_meets(rect_inset(box, 0.5F), rect_inset(ink(b), 0.5F));
        }
    }
    return faults;
}

static void draw(const struct broken_sight *sight, struct layout layout, enum language language,
                 struct arena *arena, struct scene *ret) {
    const struct text_metrics metrics = font_metrics(fonts);
    scene_begin(ret, arena, layout.width, layout.height, 0);
    const struct canvas canvas = {.scene = ret,
                                  .arena = arena,
                                  .metrics = &metrics,
                                  .layout = &layout,
                                  .theme = theme_get(THEME_DARK),
                                  .language = language};
    broken_view_draw(&canvas, sight);
}

/* That o opens the list of lessons, and where there is no picture, what there is to wait for. */
static bool has_way_out(const struct scene *scene, const struct broken_sight *sight) {
    bool has_key = false, says_what_waits = sight->has_version;
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_text = item->kind == SCENE_TEXT;
        has_key = has_key || (is_text && strncmp(item->text, "o  ", 3) == 0);
        says_what_waits =
            says_what_waits ||
            (is_text && (strstr(item->text, "as soon as") || strstr(item->text, "立即打开")));
    }
    return has_key && says_what_waits;
}

static void test_picture(void) {
    static const struct {
        float width, height;
        int scale;
    } sizes[] = {
        {1280, 720, 100}, {1920, 1080, 100}, {1920, 1080, 150}, {800, 600, 100}, {1280, 720, 300}};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int state = 0; state < 12; state++) {
            struct arena *arena = arena_create();
            struct broken_errors errors = broken_errors_read(arena, printed);
            const struct broken_sight sight = {.file = "2.json",
                                               .errors = &errors,
                                               .chosen = (size_t)state % 3,
                                               .is_folded = state >= 9,
                                               .has_version = state % 2 == 0};
            struct scene scene;
            draw(&sight, layout_create(sizes[i].width, sizes[i].height, sizes[i].scale),
                 state % 2 == 0 ? LANGUAGE_ENGLISH : LANGUAGE_CHINESE, arena, &scene);
            EXPECT_INT(count_faults(&scene), 0);
            size_t which, chosen = 0;
            for (size_t k = 0; k < scene.button_count; k++) {
                enum broken_request request = broken_view_request(scene.buttons[k].action, &which);
                chosen += request == BROKEN_CHOOSE && which < errors.count;
                EXPECT(scene.buttons[k].action >= broken_view_first_action());
            }
            EXPECT(sight.is_folded || sizes[i].scale > 100 || chosen >= 1);
            EXPECT(has_way_out(&scene, &sight));
            arena_destroy(arena);
        }
    }
}

/* Nothing is underlined in a line that is wider than the page, nor where a line ends too early. */
static void test_underlines(void) {
    static const struct {
        const char *source, *mark;
        size_t lines;
    } cases[] = {{"\"rate\": 1", "^", 1}, {"", "^", 0}, {NULL, "^", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        char wide[1000];
        memset(wide, 'w', sizeof wide - 1);
        wide[sizeof wide - 1] = '\0';
        struct broken_errors errors = broken_errors_read(
            arena, text_format(arena, "a.json:1:1: error: no\n    %s\n    %s\n",
                               cases[i].source != NULL ? cases[i].source : wide, cases[i].mark));
        const struct broken_sight sight = {.file = "a.json", .errors = &errors};
        struct scene scene;
        draw(&sight, layout_create(1280, 720, 100), LANGUAGE_ENGLISH, arena, &scene);
        size_t lines = 0;
        for (size_t k = 0; k < scene.count; k++) {
            lines += scene.items[k].kind == SCENE_BOX &&
                     scene.items[k].color == theme_get(THEME_DARK)->colors[COLOR_BAD];
        }
        EXPECT_INT((long)lines, (long)cases[i].lines + 1); /* with the edge of the panel */
        arena_destroy(arena);
    }
}

int main(int count, char **arguments) {
    (void)count;
    fonts = fixture_font_set(arguments[1]);
    static const struct test tests[] = {
        {"errors are read as they are printed", test_reading},
        {"nothing meets, and every error can be clicked", test_picture},
        {"what is to blame is underlined where it can be seen", test_underlines},
    };
    int status = test_run(tests, sizeof tests / sizeof *tests);
    font_close(fonts);
    return status;
}
