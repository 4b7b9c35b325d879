#include "view/stage/stage_end.h"

#include "view/network/network_view.h"
#include "view/plot/loss_view.h"

static const float share_of_loss = 0.38F; /* of the height, where there is a curve */

/* The network as it is now, and below it how it came there. */
static void draw_outcome(const struct session *session, const struct canvas *canvas,
                         struct rect place) {
    const struct network_plots plots = {session_map(session), session_fit(session)};
    if (session_program(session)->iterations > 1) {
        loss_view_draw(canvas, session_history(session), false,
                       rect_cut_bottom(&place, share_of_loss * place.height));
        rect_cut_bottom(&place, LAYOUT_GAP * canvas->layout->unit);
    }
    network_view_draw(canvas, &plots, place);
}

void stage_end_build(const struct session *session, const struct end_page *page,
                     struct stage_size size, const struct text_metrics *metrics,
                     struct arena *arena, struct scene *ret) {
    struct stage stage;
    stage_begin(&stage, session, size, metrics, ret, arena);
    const struct layout layout =
        layout_create((float)size.width, (float)size.height, session_settings(session)->text_scale);
    struct canvas canvas = stage.canvas;
    canvas.layout = &layout;
    canvas.moment = NULL; /* no operation has to do with the page */
    struct rect picture;
    const struct rect place = end_page_place(&layout, &picture);
    if (picture.width > 0) {
        draw_outcome(session, &stage.canvas, picture);
    }
    end_page_draw(&canvas, page, place);
}
