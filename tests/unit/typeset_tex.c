/* Our boxes beside LuaLaTeX's of the same formulas in the same font (tests/golden/typeset/tex.txt,
 * written by tex.sh): each glyph of ours has its own there, of the same size and at the same
 * height; from left to right they are as far apart, but for the little that this program does on
 * purpose. */
#include "base/text.h"
#include "formulas_fixture.h"
#include "test.h"

#include <stdlib.h>

enum { SIZE = 1000, MOST_GLYPHS = 200 };

/* In ems. TeX's numbers and ours are rounded to 0.001 (ours to whole pixels at SIZE). */
static const double height_tolerance = 0.0025, size_tolerance = 0.02;

/* Where this program sets a formula otherwise on purpose, and by how much at most. */
static const struct exception {
    const char *contains;
    double height; /* ems */
    double width;  /* of TeX's width */
} exceptions[] = {
    /* Limits keep 0.15 em from their operator; the font lets them touch it, nearly. */
    {"\\sum", 0.051, 0.04},
    {"\\prod", 0.051, 0.04},
    {"\\lim", 0.051, 0.04},
    {"\\overbrace", 0.051, 0.04},
    {"\\stackrel", 0.051, 0.04},
    /* Rows of fractions are 0.22 em apart, not \lineskip's 0.1. */
    {"\\begin{aligned}\\frac", 0.125, 0.04},
    {"\\begin{bmatrix} \\frac", 0.225, 0.04},
    /* Square brackets and bars are rules, and lighter than the font's. */
    {"\\begin{bmatrix} z", 0.0025, 0.06},
    {"\\left[\\nabla", 0.0025, 0.06},
    {"\\left\\{ \\frac", 0.051, 0.05},
    /* Brackets of pieces: where they overlap is not where TeX lets them. */
    {"\\left( \\begin{matrix}", 0.235, 0.11},
    {"\\begin{cases}", 0.095, 0.04},
    /* An accent stands on an i without its dot; TeX's on the dot. */
    {"\\hat{i}", 0.175, 0.04},
    /* The degree of a root stands on a whole pixel of its own. */
    {"\\sqrt[3]", 0.0085, 0.04},
    /* The font's letters of these alphabets have 0.05 em on both sides, and more in a row. */
    {"\\alpha\\beta", 0.0025, 0.13},
    {"\\mathbf{W} \\bm", 0.0025, 0.07},
    /* Words have their own face. */
    {"\\text{", 0.051, 2},
};

struct glyph {
    double x, y, size;
    unsigned number;
    bool is_taken;
};

struct glyphs {
    double width;
    struct glyph items[MOST_GLYPHS];
    size_t count;
};

struct difference {
    double height, width;
    size_t ours, alone;
};

static const char *source_root;

/* The largest tolerances that hold for a formula. */
static struct exception tolerance_of(const char *source, size_t length) {
    struct exception of = {NULL, height_tolerance, 0.04};
    for (size_t i = 0; i < TEST_COUNT(exceptions); i++) {
        const char *found = strstr(source, exceptions[i].contains);
        if (found != NULL && found < source + length) {
            of.height = fmax(of.height, exceptions[i].height);
            of.width = fmax(of.width, exceptions[i].width);
        }
    }
    return of;
}

/* The next box of tex.txt; false where there is none. */
static bool read_box(const char **from, struct glyphs *glyphs) {
    double above, below;
    int used;
    glyphs->count = 0;
    if (sscanf(*from, " %lf %lf %lf%n", &glyphs->width, &above, &below, &used) != 3) {
        return false;
    }
    *from += used + 1;
    struct glyph *next = glyphs->items;
    while (**from != '\n' && **from != '\0' && glyphs->count < MOST_GLYPHS &&
           sscanf(*from, "%lf %lf %lf %u%n", &next->x, &next->y, &next->size, &next->number,
                  &used) == 4) {
        next->is_taken = false;
        glyphs->count++;
        next++;
        *from += used + 1;
    }
    return true;
}

static int compare_glyphs(const void *left, const void *right) {
    const struct glyph *a = left, *b = right;
    return a->x < b->x ? -1 : a->x > b->x;
}

/* Words are no glyphs of the font, in neither. */
static float text_width(const void *context, float size, const char *text) {
    (void)context, (void)text;
    return size / 2;
}

static void set_ours(struct arena *arena, struct formulas *formulas, size_t which,
                     struct glyphs *glyphs) {
    struct math_options options = formula_options(formulas, which, SIZE);
    options.text_width = text_width;
    struct math_box box = math_set(arena, formula_parse(formulas, which, arena), &options);
    glyphs->count = 0;
    glyphs->width = (double)box.width / SIZE;
    for (size_t i = 0; i < box.part_count && glyphs->count < MOST_GLYPHS; i++) {
        const struct math_part *part = &box.parts[i];
        if (part->kind == MATH_GLYPH) {
            glyphs->items[glyphs->count++] =
                (struct glyph){(double)part->x / SIZE, (double)part->y / SIZE,
                               (double)part->size / SIZE, part->glyph, false};
        }
    }
    qsort(glyphs->items, glyphs->count, sizeof *glyphs->items, compare_glyphs);
}

/* TeX's glyph for one of ours: the nearest of its kind, `drift` being how far the last one was to
 * the right of ours. */
static struct glyph *find_partner(struct glyphs *tex, const struct glyph *own, double drift) {
    struct glyph *best = NULL;
    double least = HUGE_VAL;
    for (size_t i = 0; i < tex->count; i++) {
        struct glyph *glyph = &tex->items[i];
        double distance = fabs(glyph->x - own->x - drift) + fabs(glyph->y - own->y);
        if (!glyph->is_taken && glyph->number == own->number &&
            fabs(glyph->size - own->size) < size_tolerance && distance < least) {
            best = glyph;
            least = distance;
        }
    }
    return best;
}

static struct difference compare_boxes(const struct glyphs *ours, struct glyphs *tex) {
    struct difference difference = {.ours = ours->count,
                                    .width = fabs(ours->width - tex->width) / tex->width};
    double drift = 0;
    for (size_t i = 0; i < ours->count; i++) {
        const struct glyph *own = &ours->items[i];
        struct glyph *partner = find_partner(tex, own, drift);
        if (partner == NULL) {
            difference.alone++;
            continue;
        }
        partner->is_taken = true;
        drift = partner->x - own->x;
        difference.height = fmax(difference.height, fabs(partner->y - own->y));
    }
    return difference;
}

static void check_formula(struct arena *arena, struct formulas *formulas, size_t which,
                          const char **tex, struct difference *sum) {
    struct glyphs *ours = ARENA_NEW(arena, struct glyphs),
                  *theirs = ARENA_NEW(arena, struct glyphs);
    const char *source = formulas->items[which].source;
    size_t length = formulas->items[which].length;
    EXPECT(read_box(tex, theirs));
    set_ours(arena, formulas, which, ours);
    struct difference difference = compare_boxes(ours, theirs);
    struct exception tolerance = tolerance_of(source, length);
    bool is_near = difference.height <= tolerance.height && difference.width <= tolerance.width;
    sum->ours += difference.ours;
    sum->alone += difference.alone;
    if (!is_near) {
        printf("# height %.4f, width %.3f of %.*s\n", difference.height, difference.width,
               (int)length, source);
    }
    EXPECT(is_near);
}

static void glyphs_are_where_tex_has_them(void) {
    struct arena *arena = arena_create();
    struct formulas formulas = formulas_open(source_root);
    struct file_content content = {.bytes = ""};
    const char *message = "";
    const char *path = text_format(arena, "%s/tests/golden/typeset/tex.txt", source_root);
    EXPECT(file_read(arena, path, 1 << 22, &content, &message));
    const char *tex = strchr(content.bytes, '\n');
    struct difference sum = {0};
    size_t count = 0;
    for (size_t i = 0; tex != NULL && i < formulas.count; i++) {
        if (formulas.items[i].mode != 'm') {
            check_formula(arena, &formulas, i, &tex, &sum);
            count++;
        }
    }
    printf("# %zu formulas, %zu glyphs, %zu that TeX has not\n", count, sum.ours, sum.alone);
    EXPECT(count >= 50);
    EXPECT(sum.ours > 1000);
    EXPECT(sum.alone * 100 < sum.ours);
    EXPECT(tex != NULL && strspn(tex, "\n") == strlen(tex)); /* nothing is left over */
    formulas_close(&formulas);
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    source_root = count > 1 ? arguments[1] : ".";
    static const struct test tests[] = {
        {"the glyphs of the formulas are where TeX has them", glyphs_are_where_tex_has_them},
    };
    return test_run(tests, TEST_COUNT(tests));
}
