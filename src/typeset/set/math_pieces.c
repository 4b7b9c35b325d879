/* Brackets and braces of any length, put together from pieces. Glyphs are smoothed: where two of
 * them overlap their edges are drawn twice, and where one ends within a pixel and the next begins
 * behind it there is a gap. So the size is chosen that makes the repeated piece a whole number of
 * pixels long, with as many of them as come nearest to the length; and each other piece has the
 * size near that one that makes it whole, with its stem where that of the repeated one is. */
#include "typeset/set/math_setter.h"

#include <math.h>

enum { MOST_REPEATS = 400, SIZES_TRIED = 2 };

struct lengths {
    float fixed, repeated; /* ems: of the pieces that are there once, and of the others once */
};

static struct lengths measure(const struct math_piece *pieces, size_t count) {
    struct lengths lengths = {0, 0};
    for (size_t i = 0; i < count; i++) {
        *(pieces[i].repeats ? &lengths.repeated : &lengths.fixed) += pieces[i].length;
    }
    return lengths;
}

struct choice {
    float size; /* pixels per em */
    int repeats;
};

/* The size near the wanted one, and the repetitions, that miss the length least. A bracket that
 * lacks something is worse than one that is too long; so is one of another weight. */
static struct choice choose(struct lengths lengths, float size, float wanted) {
    struct choice best = {size, 0};
    float least = INFINITY;
    float pixels = math_whole(lengths.repeated * size);
    for (float p = fmaxf(pixels - SIZES_TRIED, 1); p <= pixels + SIZES_TRIED; p++) {
        float tried = p / lengths.repeated;
        float needed = (wanted - lengths.fixed * tried) / p;
        int repeats = (int)fminf(fmaxf(math_whole(needed), 0), MOST_REPEATS);
        float miss = lengths.fixed * tried + (float)repeats * p - wanted;
        float cost = (miss < 0 ? -3 * miss : miss) / wanted + 0.3F * fabsf(tried / size - 1);
        if (cost < least) {
            least = cost;
            best = (struct choice){tried, repeats};
        }
    }
    return best;
}

/* Where the stem of a vertical one is, in em from the pen: in the middle of the repeated piece. */
static float stem_of(const struct math_setter *setter, const struct math_piece *pieces,
                     size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].repeats) {
            struct math_glyph glyph = math_font_glyph(setter->font, pieces[i].glyph);
            return (glyph.left + glyph.right) / 2;
        }
    }
    return 0;
}

struct math_frame math_put_together(struct math_setter *setter, uint32_t glyph, bool is_horizontal,
                                    float wanted, struct math_style style,
                                    struct math_range range) {
    struct math_piece pieces[MATH_MOST_PIECES];
    size_t count = math_font_pieces(setter->font, glyph, is_horizontal, pieces);
    struct math_frame frame = math_empty(setter);
    struct lengths lengths = measure(pieces, count);
    if (lengths.repeated <= 0) {
        return frame; /* no pieces, or none of which there may be more */
    }
    const struct choice choice = choose(lengths, math_style_size(setter, style), wanted);
    const float stem = stem_of(setter, pieces, count);
    float at = 0;
    frame.ascent = frame.descent = -INFINITY; /* nothing yet: a brace may be all above the line */
    for (size_t i = 0; i < count; i++) {
        int times = pieces[i].repeats ? choice.repeats : 1;
        float length = fmaxf(math_whole(pieces[i].length * choice.size), 1);
        float size = length / pieces[i].length;
        for (int t = 0; t < times; t++) {
            struct math_frame piece = math_add_glyph(setter, size, pieces[i].glyph, range);
            struct math_glyph of = math_font_glyph(setter->font, pieces[i].glyph);
            if (is_horizontal) {
                math_enclose(setter, &frame, piece, at - of.left * size, 0);
            } else {
                math_enclose(setter, &frame, piece, stem * (choice.size - size),
                             -math_whole(at + piece.descent));
                frame.width = fmaxf(frame.width, piece.width);
            }
            at += length;
        }
    }
    frame.width = is_horizontal ? at : frame.width;
    return frame;
}
