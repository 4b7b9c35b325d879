#ifndef BACKSTEP_VIEW_DRAW_LAYOUT_H
#define BACKSTEP_VIEW_DRAW_LAYOUT_H

/* Where the parts of the picture stand and how large its texts are. Everything follows from the
 * size of the picture and the reader's text scale through one unit, and never from what is shown:
 * nothing moves between two steps. */

#include "view/draw/rect.h"

#include <stdbool.h>
#include <stddef.h>

/* Sizes that several parts share. */
#define LAYOUT_LINE 1.42F  /* em from one line of figures to the next */
#define LAYOUT_PROSE 1.45F /* em from one line of a paragraph to the next */
#define LAYOUT_ROW 1.4F    /* em: the height of a line in the rows around the stage */
#define LAYOUT_PAD 1.5F    /* units from the edge of a panel to what is in it */
#define LAYOUT_HANDLE 5    /* units: the height of what the pointer takes hold of: 40 pixels */
#define LAYOUT_GAP 2.0F    /* units between parts, and between what stands in one */
#define LAYOUT_NARRATION_PAD 1.0F /* units above and below the lines of the narration */
#define LAYOUT_INDENT 3.0F        /* units from the edge of a row or a page to its text */
#define LAYOUT_APART 4.0F         /* units between things in a row that are not of one kind */
#define LAYOUT_STROKE 1.5F        /* thin lines: curves, rings and borders of plots */

struct layout {
    float width, height;
    float unit; /* of spacing: 8 pixels at 1920 x 1080 and 100 % */
    /* The smallest, the running, the largest text. */
    float small, normal, large;
    float legible; /* nothing is written smaller, scripts aside: what does not fit is left out */
    /* At most this large, where there is room: numbers of matrices, formulas, and the network. */
    float number, formula, network_text;
    float line; /* width of a thin line */
    struct rect header, network, board, narration, timeline;
    struct rect hints; /* a row at the bottom; in a hall beside the header */
    struct rect
        loss; /* beside narration and timeline; empty unless there is room and need for it */
    bool is_enlarged; /* larger than usual, to be read from afar: plots and biases make place before
                         numbers shrink */
    bool has_two_header_rows;
    bool has_iterations; /* the timeline has a bar of them */
    bool is_for_hall;    /* from the projector's scale on: header and strip leave the room to the
                            numbers */
    bool is_close;       /* a hall's numbers stand as close as they may: their matrix has no room */
    bool is_magnified;   /* the text is so large that the network makes place; in a tall frame the
                            header's names too */
    int narration_lines;
    int text_scale; /* percent */
    size_t layers;  /* of the network, the inputs among them; 0: room was made for none */
};

/* text_scale in percent. */
struct layout layout_create(float width, float height, int text_scale);

/* Whether the header has room for the lesson's title. */
bool layout_has_title(const struct layout *layout);

/* The same window at another text scale, with the same parts. */
struct layout layout_at_scale(const struct layout *layout, int text_scale);

/* In a hall the board is wider where the network has few layers, the inputs among them. */
void layout_make_room_for_board(struct layout *layout, size_t layers);

/* Makes the timeline high enough for a bar of iterations below the marks, at the cost of what is
 * above it; to be called before room is made for the loss. */
void layout_make_room_for_iterations(struct layout *layout);

/* Takes a place for the loss curve from narration and timeline, where that leaves them enough. */
void layout_make_room_for_loss(struct layout *layout);

#endif
