#ifndef BACKSTEP_TESTS_LAYOUT_RULES_H
#define BACKSTEP_TESTS_LAYOUT_RULES_H

/* The rules of a picture as it will be printed, for the tests that look at all of them: texts keep
 * to their panels, lie on nothing, are whole and large enough. What breaks a rule is counted in
 * `seen` and printed, so many messages a rule and part. */

#include "font_set_fixture.h"
#include "view_fixture.h"

#include "app/font.h"
#include "view/draw/layout.h"

enum part {
    PART_HEADER,
    PART_NETWORK,
    PART_BOARD,
    PART_NARRATION,
    PART_TIMELINE,
    PART_LOSS,
    PART_HINTS,
    PART_HELP,
    PART_BETWEEN, /* none of these */
    PART_COUNT
};
static const char *const part_names[PART_COUNT] = {
    "header", "network", "board", "narration", "timeline", "loss", "hints", "help", "between"};

enum rule {
    RULE_WINDOW,
    RULE_PANEL,
    RULE_SHAPE,
    RULE_OVERLAP,
    RULE_DISC,
    RULE_CUT,
    RULE_SMALL,
    RULE_COUNT
};
static const char *const rule_names[RULE_COUNT] = {"outside of the window",
                                                   "outside of its panel",
                                                   "a shape outside of its panel",
                                                   "on each other",
                                                   "on the edge of a neuron",
                                                   "cut with an ellipsis",
                                                   "too small"};

/* Whole text sizes in pixels. The last one is the projector's. */
enum { LARGEST_COUNTED = 64 };
struct histogram {
    struct stage_size size;
    int scale;
    float least;
    long texts[LARGEST_COUNTED + 1];
};

static const char *root;
static long most_messages = 3;
static struct text_metrics metrics;
static struct view_notations notations;
static struct {
    long pictures, texts;
    long findings[PART_COUNT][RULE_COUNT];
    struct histogram histograms[3];
} seen = {.histograms = {{{1280, 720}, 100, 12, {0}},
                         {{1920, 1080}, 100, 16, {0}},
                         {{1920, 1080}, TEXT_SCALE_PROJECTOR, 28, {0}}}};

/* What is looked at now. */
struct view {
    const char *lesson;
    struct session *session;
    struct stage_size size;
    const struct scene *scene;
    struct rect parts[PART_COUNT]; /* empty where there is none */
};

/* ---- texts as ink ---- */

struct word {
    const struct scene_item *item;
    struct rect ink;  /* where it overlaps others: capitals and figures */
    struct rect full; /* with descenders: what must not be cut */
    enum part part;
};

static inline struct rect middle_of(struct rect rect, float above, float below) {
    float middle = rect.y + rect.height / 2;
    return (struct rect){rect.x, middle - above, rect.width, above + below};
}

/* Capitals reach 0.36 em above the middle of the line and the baseline lies as much below it;
 * descenders go a quarter further. */
static inline struct word word_of(const struct scene_item *item) {
    struct word word = {.item = item, .ink = item->bounds, .full = item->bounds};
    if (item->kind == SCENE_TEXT) {
        word.ink = middle_of(item->bounds, 0.36F * item->size, 0.36F * item->size);
        word.full = middle_of(item->bounds, 0.4F * item->size, 0.55F * item->size);
    }
    return word;
}

static inline bool is_word(const struct scene_item *item) {
    return item->kind == SCENE_TEXT || item->kind == SCENE_MATH;
}

static inline bool is_empty(struct rect rect) {
    return rect.width <= 0 || rect.height <= 0;
}

static inline bool holds_point(struct rect rect, float x, float y) {
    return x >= rect.x && x <= rect.x + rect.width && y >= rect.y && y <= rect.y + rect.height;
}

static inline bool lies_within(struct rect inner, struct rect outer) {
    const float slack = 1;
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
           inner.x + inner.width <= outer.x + outer.width + slack &&
           inner.y + inner.height <= outer.y + outer.height + slack;
}

static inline bool overlap(struct rect a, struct rect b) {
    const float slack = 0.5F;
    return a.x + slack < b.x + b.width && b.x + slack < a.x + a.width &&
           a.y + slack < b.y + b.height && b.y + slack < a.y + a.height;
}

static inline enum part part_at(const struct view *view, struct rect rect) {
    for (enum part part = 0; part < PART_BETWEEN; part++) {
        if (!is_empty(view->parts[part]) &&
            holds_point(view->parts[part], rect.x + rect.width / 2, rect.y + rect.height / 2)) {
            return part;
        }
    }
    return PART_BETWEEN;
}

/* ---- messages ---- */

static inline const char *text_of(const struct scene_item *item) {
    static const char *const kinds[SCENE_KIND_COUNT] = {
        [SCENE_LINE] = "(line)",   [SCENE_DISC] = "(disc)",     [SCENE_BOX] = "(box)",
        [SCENE_CURVE] = "(curve)", [SCENE_HEAT] = "(heat map)", [SCENE_MATH] = "(formula)"};
    return item->kind == SCENE_TEXT ? item->text : kinds[item->kind];
}

static inline void print_word(const struct word *word) {
    printf(" \"%s\" %.0f px (%.0f,%.0f %.0fx%.0f)", text_of(word->item), (double)word->item->size,
           (double)word->full.x, (double)word->full.y, (double)word->full.width,
           (double)word->full.height);
}

static inline void complain(const struct view *view, enum rule rule, const struct word *a,
                            const struct word *b) {
    if (seen.findings[a->part][rule]++ >= most_messages) {
        return;
    }
    const struct session_settings *settings = session_settings(view->session);
    struct place place = session_place(view->session);
    printf("# %s: %s: %s %s step %ld.%zu.%zu form %zu %dx%d %d %% %s:", part_names[a->part],
           rule_names[rule], view->lesson, session_program(view->session)->notation->id, place.step,
           place.term, place.element, session_shown_form(view->session), view->size.width,
           view->size.height, settings->text_scale, language_codes[settings->language]);
    const struct proof *proof = session_proof(view->session);
    if (proof != NULL && proof_is_open(proof)) {
        printf(" %s line %zu:", proof->derivation->choice.definition->id, proof->written);
    }
    print_word(a);
    if (b != NULL) {
        print_word(b);
    }
    printf("\n");
}

/* ---- rules ---- */

static inline bool is_cut(const struct word *word) {
    static const char ellipsis[] = "…";
    const char *text = text_of(word->item);
    size_t length = strlen(text);
    size_t tail = strlen(ellipsis);
    bool is_title = word->part == PART_HEADER && word->item->face == FACE_PROSE_BOLD;
    return length >= tail && strcmp(text + length - tail, ellipsis) == 0 && !is_title;
}

static inline void count_size(const struct view *view, const struct word *word) {
    for (size_t i = 0; i < TEST_COUNT(seen.histograms); i++) {
        struct histogram *histogram = &seen.histograms[i];
        bool is_list_for_a_projector = word->part == PART_HELP && histogram->scale > 100;
        if (word->item->kind != SCENE_TEXT || is_list_for_a_projector ||
            view->size.width != histogram->size.width ||
            view->size.height != histogram->size.height ||
            session_settings(view->session)->text_scale != histogram->scale) {
            continue;
        }
        float size = word->item->size;
        histogram->texts[size < LARGEST_COUNTED ? (int)size : LARGEST_COUNTED]++;
        /* scripts of formulas are smaller than what they stand at */
        float least = histogram->least * (word->item->face == FACE_MATH ? 0.65F : 1);
        if (size < least) {
            complain(view, RULE_SMALL, word, NULL);
        }
    }
}

/* A neuron is a disc, or a pill that reaches farther left and right. */
static inline bool is_neuron(const struct scene_item *item) {
    return item->color != 0 &&
           (item->kind == SCENE_DISC ||
            (item->kind == SCENE_BOX && 2 * item->radius >= item->bounds.height));
}

/* A number stands in its neuron, or beside it; not across its edge. */
static inline void check_discs(const struct view *view, const struct word *word) {
    for (size_t i = 0; i < view->scene->count; i++) {
        const struct scene_item *item = &view->scene->items[i];
        if (!is_neuron(item) || !overlap(word->ink, item->bounds)) {
            continue;
        }
        float radius = item->bounds.height / 2;
        float stretch = item->bounds.width / 2 - radius;
        float x = item->bounds.x + stretch + radius;
        float y = item->bounds.y + radius;
        struct rect ink = word->ink;
        float far_x = fmaxf(fabsf(ink.x - x), fabsf(ink.x + ink.width - x));
        float far_y = fmaxf(fabsf(ink.y - y), fabsf(ink.y + ink.height - y));
        float near_x = fmaxf(fmaxf(ink.x - x, x - ink.x - ink.width), 0);
        float near_y = fmaxf(fmaxf(ink.y - y, y - ink.y - ink.height), 0);
        /* The corner of a descender is not ink. */
        float slack = 1 + 0.12F * ink.height;
        near_x = fmaxf(near_x - stretch, 0);
        far_x = fmaxf(far_x - stretch, 0);
        if (hypotf(near_x, near_y) < radius - slack && hypotf(far_x, far_y) > radius + slack) {
            complain(view, RULE_DISC, word, NULL);
        }
    }
}

static inline bool is_one_formula(const struct scene_item *a, const struct scene_item *b) {
    return a->formula != 0 && a->formula == b->formula;
}

static inline void check_word(const struct view *view, const struct word *words, size_t count,
                              size_t at) {
    const struct word *word = &words[at];
    const struct rect window = {0, 0, view->scene->width, view->scene->height};
    if (!lies_within(word->full, window)) {
        complain(view, RULE_WINDOW, word, NULL);
    } else if (word->part == PART_BETWEEN || !lies_within(word->full, view->parts[word->part])) {
        complain(view, RULE_PANEL, word, NULL);
    }
    for (size_t k = at + 1; k < count; k++) {
        if (overlap(word->ink, words[k].ink) && !is_one_formula(word->item, words[k].item)) {
            complain(view, RULE_OVERLAP, word, &words[k]);
        }
    }
    if (is_cut(word)) {
        complain(view, RULE_CUT, word, NULL);
    }
    check_discs(view, word);
    count_size(view, word);
}

/* Lines, discs, boxes and the rest; a border is as wide as it is. */
static inline void check_shape(const struct view *view, const struct scene_item *item) {
    struct word shape = {.item = item, .full = item->bounds};
    if (item->kind == SCENE_LINE) {
        struct rect line = item->bounds;
        shape.full =
            (struct rect){fminf(line.x, line.x + line.width), fminf(line.y, line.y + line.height),
                          fabsf(line.width), fabsf(line.height)};
    }
    shape.part = part_at(view, shape.full);
    struct rect part = view->parts[shape.part];
    if (shape.part == PART_BETWEEN || !lies_within(shape.full, part)) {
        complain(view, RULE_SHAPE, &shape, NULL);
    }
}

/* ---- pictures ---- */

static inline void find_parts(struct view *view) {
    const struct session_settings *settings = session_settings(view->session);
    float width = (float)view->size.width;
    float height = (float)view->size.height;
    memset(view->parts, 0, sizeof view->parts);
    if (settings->is_help_open) {
        view->parts[PART_HELP] = (struct rect){0, 0, width, height};
        return;
    }
    struct layout layout = stage_layout(view->session, view->size);
    view->parts[PART_HEADER] = layout.header;
    view->parts[PART_NETWORK] = layout.network;
    view->parts[PART_BOARD] = layout.board;
    view->parts[PART_NARRATION] = layout.narration;
    view->parts[PART_TIMELINE] = layout.timeline;
    view->parts[PART_LOSS] = layout.loss;
    view->parts[PART_HINTS] = layout.hints;
}

static inline void look(struct view view) {
    struct arena *arena = arena_create();
    struct scene scene;
    stage_build(view.session, view.size, &metrics, arena, &scene);
    view.scene = &scene;
    find_parts(&view);
    struct word *words = ARENA_ARRAY(arena, struct word, scene.count + 1);
    size_t count = 0;
    for (size_t i = 0; i < scene.count; i++) {
        if (is_word(&scene.items[i])) {
            words[count] = word_of(&scene.items[i]);
            words[count].part = part_at(&view, words[count].full);
            count++;
        } else {
            check_shape(&view, &scene.items[i]);
        }
    }
    for (size_t i = 0; i < count; i++) {
        check_word(&view, words, count, i);
    }
    seen.pictures++;
    seen.texts += (long)count;
    arena_destroy(arena);
}

/* ---- what was found ---- */

static inline void print_histogram(const struct histogram *histogram) {
    printf("# text sizes at %d x %d, %d %%:", histogram->size.width, histogram->size.height,
           histogram->scale);
    for (size_t i = 0; i <= LARGEST_COUNTED; i++) {
        if (histogram->texts[i] > 0) {
            printf(" %zu px %ld,", i, histogram->texts[i]);
        }
    }
    printf("\n");
}

static inline void test_rule(enum rule rule) {
    for (enum part part = 0; part < PART_COUNT; part++) {
        if (seen.findings[part][rule] > 0) {
            printf("# %s: %ld texts of the %s\n", rule_names[rule], seen.findings[part][rule],
                   part_names[part]);
            test_failures++;
        }
    }
}

#define TEST_OF_RULE(name, rule)                                                                   \
    static inline void name(void) {                                                                \
        test_rule(rule);                                                                           \
    }
TEST_OF_RULE(test_window, RULE_WINDOW)
TEST_OF_RULE(test_panels, RULE_PANEL)
TEST_OF_RULE(test_shapes, RULE_SHAPE)
TEST_OF_RULE(test_overlap, RULE_OVERLAP)
TEST_OF_RULE(test_discs, RULE_DISC)
TEST_OF_RULE(test_cut, RULE_CUT)

static inline void test_sizes(void) {
    for (size_t i = 0; i < TEST_COUNT(seen.histograms); i++) {
        print_histogram(&seen.histograms[i]);
    }
    test_rule(RULE_SMALL);
}

/* The shipped fonts and notations of a source tree; messages: how many a rule and part. */
static inline struct font_set *layout_open(struct arena *arena, int argc, char **argv) {
    root = argv[1];
    most_messages = argc > 2 ? strtol(argv[2], NULL, 10) : most_messages;
    struct font_set *fonts = fixture_font_set(root);
    metrics = font_metrics(fonts);
    notations = view_notations_read(arena, root);
    return fonts;
}

/* Runs tests with what layout_open opens. */
static inline int layout_tests_run(int argc, char **argv, const struct test *tests, size_t count) {
    if (argc < 2) {
        return 2;
    }
    struct arena *arena = arena_create();
    struct font_set *fonts = layout_open(arena, argc, argv);
    int failed = test_run(tests, count);
    font_close(fonts);
    arena_destroy(arena);
    return failed;
}

#endif
