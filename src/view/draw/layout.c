#include "view/draw/layout.h"

#include <math.h>

/* The picture that the sizes below are meant for, by its form: what is wider than high, and what
 * is not and puts network and board one above the other. */
static const struct {
    float width, height;
} reference_wide = {1600, 1080}, reference_tall = {1200, 1420};

/* The frame around network and board takes no larger text than leaves room for them: so much of
 * height and width, in the pixels that it was drawn for. */
static const float least_frame_height = 600;
static const float least_frame_width = 960;
static const float least_tall_frame_width = 720;

/* Who asks for larger text reads from afar, and the board is what is read: the larger the text,
 * the smaller the share of the network, until it makes place altogether. */
static const struct {
    float text_scale, share;
} network_shares[] = {{100, 0.43F}, {150, 0.38F}, {175, 0.36F}};
static const float without_network = 200;

/* In a hall few layers have room in less, and the board's numbers need it. */
static const struct {
    size_t layers; /* at most, the inputs as one */
    float share;
} shares_of_few[] = {{2, 0.29F}, {4, 0.3F}};

/* From here on what stands elsewhere too gives way first: what keys do, the place, which the
 * board's title, the timeline and the bold layer say, and the chips, which are keys. Not in a tall
 * frame: that is a phone, where chips are all the keys there are. */
static const float hall = 150;

/* Of the header in a hall, at its right end: the step, and answers to keys. */
static const float header_share_of_hints = 0.36F;

/* Larger text needs little more space around it. */
static const float spacing_growth = 0.3F;

/* Pixels at 1920 x 1080 and 100 %: the unit of spacing, the frame's three sizes of text, and the
 * largest of numbers, of formulas and in the network. */
static const float usual_unit = 8;
static const float small_text = 19, normal_text = 24, large_text = 29;
static const float number_text_most = 42, formula_text_most = 56, network_text_most = 21;

/* Below this text is not legible, however small the picture. */
static const float smallest_text = 11;

/* The smallest text that is read: from the chair it was made for, and from the back row by who
 * asks for more, half as large again. */
static const float legible_text = 16, least_legible = 12;
static const float legible_growth = 1.5F;

/* In units: around the words of the header, between the stage and the narration, in the narration
 * above and below its lines together, around the hints, and below them. */
static const float header_air = 2, two_rows_air = 1, stage_gap = 1.5F, hint_air = 0.25F,
                   bottom_margin = 0.6F;
static const float timeline_gap = 1; /* between narration and timeline */

static const float thin_line = 1.5F;        /* pixels at 1920 x 1080 */
static const float widest_tall = 1.05F;     /* a picture that is called tall, of its height */
static const float tall_share_more = 0.02F; /* of the network in a tall picture */

static float legible_size(float normal, float scale) {
    const float most = hall / 100 - 1;
    float more = fminf(fmaxf(scale / normal - 1, 0), most);
    float grown = 1 + legible_growth * more * more / most;
    return fmaxf(legible_text * fminf(normal, scale) * grown, least_legible);
}

/* normal is the scale of a picture at 100 %. */
static void set_texts(struct layout *layout, float normal, float scale, float frame) {
    float space = fminf(frame, normal * hall / 100); /* a hall's numbers need all that is left */
    layout->unit =
        usual_unit * (frame > normal ? normal + (space - normal) * spacing_growth : frame);
    layout->small = fmaxf(small_text * frame, smallest_text);
    layout->legible = fminf(legible_size(normal, scale), layout->small);
    layout->normal = fmaxf(normal_text * frame, smallest_text);
    layout->large = fmaxf(large_text * frame, smallest_text);
    layout->number = fmaxf(number_text_most * scale, smallest_text);
    layout->formula = fmaxf(formula_text_most * scale, smallest_text);
    layout->network_text = fmaxf(network_text_most * scale, smallest_text);
    layout->line = fmaxf(roundf(thin_line * frame), 1);
}

static int lines_that_fit(float frame_units) {
    return frame_units >= 950 ? 3 : 2;
}

/* Whole pixels, so that edges are crisp. */
static struct rect snap(struct rect rect) {
    float left = roundf(rect.x);
    float top = roundf(rect.y);
    return (struct rect){left, top, roundf(rect.x + rect.width) - left,
                         roundf(rect.y + rect.height) - top};
}

static float network_share(float text_scale) {
    enum { COUNT = sizeof network_shares / sizeof *network_shares };
    float share = network_shares[0].share;
    for (size_t i = 1; i < COUNT && text_scale > network_shares[i - 1].text_scale; i++) {
        float from = network_shares[i - 1].text_scale;
        float part = fminf((text_scale - from) / (network_shares[i].text_scale - from), 1);
        share = network_shares[i - 1].share +
                (network_shares[i].share - network_shares[i - 1].share) * part;
    }
    return share;
}

static void split_middle(struct layout *layout, struct rect middle, bool is_tall, float share) {
    const float gap = LAYOUT_GAP * layout->unit;
    if (layout->is_magnified) {
        layout->network = (struct rect){middle.x, middle.y, 0, 0};
        layout->board = snap(middle);
        return;
    }
    if (is_tall) {
        layout->network = rect_cut_top(&middle, (middle.height - gap) * (share + tall_share_more));
        rect_cut_top(&middle, gap);
    } else {
        layout->network = rect_cut_left(&middle, (middle.width - gap) * share);
        rect_cut_left(&middle, gap);
    }
    layout->network = snap(layout->network);
    layout->board = snap(middle);
}

/* A row of their own below all else; in a hall the right end of the header. */
static struct rect hints_of(struct layout *layout, struct rect *rest) {
    return layout->is_for_hall
               ? rect_cut_right(&layout->header, layout->header.width * header_share_of_hints)
               : rect_cut_bottom(rest, layout->small * LAYOUT_ROW + hint_air * layout->unit);
}

struct layout layout_create(float width, float height, int text_scale) {
    bool is_tall = width < height * widest_tall;
    float wanted_width = is_tall ? reference_tall.width : reference_wide.width;
    float wanted_height = is_tall ? reference_tall.height : reference_wide.height;
    float normal = fminf(width / wanted_width, height / wanted_height);
    float scale = normal * (float)text_scale / 100;
    float least_width = is_tall ? least_tall_frame_width : least_frame_width;
    float frame = fminf(scale, fminf(height / least_frame_height, width / least_width));
    struct layout layout = {.width = width, .height = height, .text_scale = text_scale};
    layout.is_magnified = (float)text_scale >= without_network;
    layout.is_enlarged = text_scale > 100;
    layout.is_for_hall = (float)text_scale >= hall && !is_tall;
    set_texts(&layout, normal, scale, frame);
    layout.has_two_header_rows =
        width / frame < 1500 && !layout.is_magnified && !layout.is_for_hall;
    layout.narration_lines = lines_that_fit(height / frame);

    struct rect rest = {0, 0, width, height};
    float row = layout.large * LAYOUT_ROW;
    layout.header =
        snap(rect_cut_top(&rest, layout.has_two_header_rows
                                     ? row + layout.normal * LAYOUT_ROW + two_rows_air * layout.unit
                                     : row + header_air * layout.unit));
    rest = rect_inset((struct rect){rest.x, rest.y - 1 * layout.unit, rest.width,
                                    rest.height + LAYOUT_GAP * layout.unit},
                      LAYOUT_GAP * layout.unit);
    rest.height += layout.unit * (1 - bottom_margin);
    layout.hints = snap(hints_of(&layout, &rest));
    layout.timeline = snap(rect_cut_bottom(&rest, LAYOUT_HANDLE * layout.unit));
    rect_cut_bottom(&rest, timeline_gap * layout.unit);
    float lines = (float)layout.narration_lines * layout.normal * LAYOUT_PROSE;
    float pads = 2 * LAYOUT_NARRATION_PAD * layout.unit;
    layout.narration = snap(rect_cut_bottom(&rest, lines + pads));
    rect_cut_bottom(&rest, stage_gap * layout.unit);
    split_middle(&layout, rest, is_tall, network_share((float)text_scale));
    return layout;
}

void layout_make_room_for_board(struct layout *layout, size_t layers) {
    enum { COUNT = sizeof shares_of_few / sizeof *shares_of_few };
    size_t row = 0;
    layout->layers = layers;
    while (row < COUNT && layers > shares_of_few[row].layers) {
        row++;
    }
    if (!layout->is_for_hall || row == COUNT) {
        return;
    }
    float whole = layout->network.width + layout->board.width;
    float by = fmaxf(layout->network.width - roundf(whole * shares_of_few[row].share), 0);
    layout->network.width -= by;
    layout->board.x -= by;
    layout->board.width += by;
}

/* Network and board end higher; one above the other each gives its part of that. */
static void shorten_stage(struct layout *layout, float by) {
    struct rect *network = &layout->network, *board = &layout->board;
    bool is_tall = network->width > 0 && network->y != board->y;
    float share = is_tall ? network->height / (network->height + board->height) : 0;
    float above = roundf(by * share);
    board->y -= above;
    board->height -= by - above;
    network->height -= is_tall ? above : network->width > 0 ? by : 0;
}

void layout_make_room_for_iterations(struct layout *layout) {
    /* the marks have air enough above them without the gap */
    float by = roundf((LAYOUT_HANDLE - timeline_gap) * layout->unit);
    float gap = roundf(timeline_gap * layout->unit);
    layout->has_iterations = true;
    layout->timeline.y -= by + gap;
    layout->timeline.height += by + gap;
    layout->narration.y -= by;
    shorten_stage(layout, by);
}

void layout_make_room_for_loss(struct layout *layout) {
    const float share = 0.17F;
    const float least_width = 11, least_height = 6.5F; /* of the small text, for axes and curve */
    const float enough_width = 34; /* units: a hall's larger text leaves words as much as before */
    const float least_line = 26;   /* of the running text */
    float bottom = layout->timeline.y + layout->timeline.height;
    float height = bottom - layout->narration.y;
    float needed = fminf(least_width * layout->small, enough_width * layout->unit);
    float width = fmaxf(layout->narration.width * share, needed);
    float gap = LAYOUT_GAP * layout->unit;
    bool has_room = height >= least_height * layout->small &&
                    layout->narration.width - width - gap >= least_line * layout->normal;
    if (!has_room) {
        return;
    }
    struct rect all = layout->narration;
    all.height = height;
    layout->loss = snap(rect_cut_right(&all, width));
    layout->narration.width -= layout->loss.width + gap;
    layout->timeline.width -= layout->loss.width + gap;
}

bool layout_has_title(const struct layout *layout) {
    return layout->is_for_hall || !layout->is_magnified;
}

struct layout layout_at_scale(const struct layout *layout, int text_scale) {
    struct layout other = layout_create(layout->width, layout->height, text_scale);
    if (layout->layers > 0) {
        layout_make_room_for_board(&other, layout->layers);
    }
    if (layout->has_iterations) {
        layout_make_room_for_iterations(&other);
        layout_make_room_for_loss(&other);
    }
    return other;
}
