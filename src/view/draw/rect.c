#include "view/draw/rect.h"

#include <math.h>

bool rect_meets(struct rect a, struct rect b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

struct rect rect_inset(struct rect rect, float by) {
    float across = fminf(by, rect.width / 2);
    float down = fminf(by, rect.height / 2);
    return (struct rect){rect.x + across, rect.y + down, rect.width - 2 * across,
                         rect.height - 2 * down};
}

struct rect rect_cut_top(struct rect *rest, float height) {
    height = fmaxf(fminf(height, rest->height), 0);
    struct rect cut = {rest->x, rest->y, rest->width, height};
    rest->y += height;
    rest->height -= height;
    return cut;
}

struct rect rect_cut_bottom(struct rect *rest, float height) {
    height = fmaxf(fminf(height, rest->height), 0);
    rest->height -= height;
    return (struct rect){rest->x, rest->y + rest->height, rest->width, height};
}

struct rect rect_cut_left(struct rect *rest, float width) {
    width = fmaxf(fminf(width, rest->width), 0);
    struct rect cut = {rest->x, rest->y, width, rest->height};
    rest->x += width;
    rest->width -= width;
    return cut;
}

struct rect rect_cut_right(struct rect *rest, float width) {
    width = fmaxf(fminf(width, rest->width), 0);
    rest->width -= width;
    return (struct rect){rest->x + rest->width, rest->y, width, rest->height};
}
