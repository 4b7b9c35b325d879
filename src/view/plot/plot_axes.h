#ifndef BACKSTEP_VIEW_PLOT_PLOT_AXES_H
#define BACKSTEP_VIEW_PLOT_PLOT_AXES_H

/* A plot of the lesson's data beside the network: its axes, and the samples on it. */

#include "view/draw/canvas.h"

struct plot_axis {
    double least, most; /* at its ends */
    double marks[2];    /* the numbers at it: the least and the largest of the data */
    const char *name;   /* "": none */
};

struct plot_axes {
    const struct canvas *canvas;
    struct plot_axis axes[2]; /* to the right and up */
    float text;               /* size */
    bool has_name_row;        /* above the plot */
    struct rect plot, names, row, column;
};

/* A column of the samples as an axis, with the range that its caller sets. */
struct plot_axis plot_axes_axis_of(struct matrix samples, size_t column, const char *name);

/* Divides the rectangle; false when it is too small for a plot. */
bool plot_axes_arrange(struct plot_axes *axes, struct rect rect);

/* The numbers and names around the plot. */
void plot_axes_draw(const struct plot_axes *axes);

/* Where a value is, from the left or from the top of the picture. */
float plot_axes_at(const struct plot_axes *axes, size_t axis, double value);

/* How a sample is drawn. */
struct plot_sample {
    size_t index; /* in the lesson's data */
    struct scene_point at;
    bool is_full, is_current;
    float size; /* 1: as large as can be; others smaller, where a curve is to be seen behind them */
};

/* Discs, or rings where they are not full, of a size that follows from their count; the current one
 * has a ring around it. They stand for the sample's inputs, where those are of this iteration. */
void plot_axes_sample_draw(const struct plot_axes *axes, const struct plot_sample *sample);

/* The sample of the data that a sample of the batch is. */
size_t plot_axes_sample_of_batch(const struct canvas *canvas, size_t sample);

/* Of very many samples only every so many-th is drawn, or the plot is not seen for them. */
size_t plot_axes_sample_distance(const struct canvas *canvas);

#endif
