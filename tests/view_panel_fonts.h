#ifndef BACKSTEP_TESTS_VIEW_PANEL_FONTS_H
#define BACKSTEP_TESTS_VIEW_PANEL_FONTS_H

/* The network's panel, measured in the shipped fonts: what is narrow there is as narrow here. */

#include "font_set_fixture.h"
#include "view_panel.h"

/* As panel_tests_run. */
static inline int panel_tests_run_in_fonts(int count, char **arguments, const struct test tests[],
                                           size_t test_count) {
    if (count < 2) {
        return 2;
    }
    struct font_set *fonts = fixture_font_set(arguments[1]);
    const struct text_metrics metrics = font_metrics(fonts);
    panel_metrics = &metrics;
    int status = panel_tests_run(count, arguments, tests, test_count);
    panel_metrics = &view_fake_metrics;
    font_close(fonts);
    return status;
}

#endif
