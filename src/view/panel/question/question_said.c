#include "view/panel/question/question_said.h"

#include "session/session_look.h"
#include "tell/answer/question_told.h"
#include "view/draw/paragraph/paragraph_telling.h"
#include "view/panel/narration_pages.h"

#include <math.h>

static const float short_share = 0.4F; /* of the row, for the question beside its line */

/* What is said, from the most on: all that there is; without the hints before the newest; without
 * the offer, which F2 makes as well. Where even that is too much there are pages: what is newest, a
 * hint or what came of the answer, is on the first of them. */
enum fullness { SAYS_ALL, SAYS_NEWEST, SAYS_LEAST, SAYS_PAGES };

/* What was said goes on in its last line. */
static void join_line(struct telling *telling) {
    while (telling->count > 0 && telling->parts[telling->count - 1].kind == TELLING_END) {
        telling->count--;
    }
    telling_words(telling, " ");
}

static bool has_verdict(const struct asked *asked) {
    return asked->verdict != ASKED_UNANSWERED;
}

static void say_question(const struct question_said *said, struct telling *telling) {
    const struct question_sight *told = said->told;
    question_told_add(telling, told->moment, told->script, told->asked);
}

static void say_answer(const struct question_said *said, enum fullness fullness,
                       struct telling *telling) {
    const struct question_sight *told = said->told;
    if (!has_verdict(told->asked)) {
        say_question(said, telling);
        return;
    }
    question_told_add_verdict(telling, told->moment, told->script, told->asked);
    if (asked_offers_solution(told->asked) && fullness < SAYS_LEAST) {
        telling_words(telling, " ");
        telling_quiet(telling, string_get(telling->language, STRING_ASK_OFFER));
    }
    if (said->has_question) {
        if (fullness == SAYS_LEAST) {
            join_line(telling);
        } else {
            telling_end_line(telling);
        }
        say_question(said, telling);
    }
}

static void say_hints(const struct question_said *said, int first, int last,
                      struct telling *telling) {
    const struct question_sight *told = said->told;
    for (int hint = first; hint <= last; hint++) {
        if (telling->count > 0) {
            telling_end_line(telling);
        }
        question_told_add_hint(telling, told->moment, told->script, told->asked, hint);
    }
}

static struct paragraph paragraph_of(const struct canvas *canvas, const struct question_said *said,
                                     enum fullness fullness) {
    const struct asked *asked = said->told->asked;
    const int newest = asked->hints < ASKED_MOST_HINTS ? asked->hints : ASKED_MOST_HINTS - 1;
    const int from = said->has_ladder ? 2 : 1;
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    bool is_hint_first =
        fullness == SAYS_PAGES && newest >= from && said->told->asked->is_hint_newest;
    if (is_hint_first) {
        say_hints(said, newest, newest, &telling);
        telling_end_line(&telling);
    }
    say_answer(said, fullness, &telling);
    if (fullness == SAYS_PAGES) {
        say_hints(said, from, is_hint_first ? newest - 1 : newest, &telling);
    } else {
        say_hints(said, fullness > SAYS_ALL && newest > from ? newest : from, newest, &telling);
    }
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, &telling);
    return paragraph;
}

static size_t lines_of(const struct canvas *canvas, struct rect rect) {
    return (size_t)fmaxf(floorf(rect.height / (PARAGRAPH_LINE * canvas->layout->legible)), 1);
}

/* The fullest that has room, and its size; of pages the least. */
static struct paragraph fullest(const struct canvas *canvas, const struct question_said *said,
                                struct rect rect, float *ret_size, bool *ret_fits) {
    const struct layout *layout = canvas->layout;
    const size_t lines = lines_of(canvas, rect);
    for (int fullness = SAYS_ALL; fullness < SAYS_PAGES; fullness++) {
        struct paragraph paragraph = paragraph_of(canvas, said, (enum fullness)fullness);
        float size = paragraph_fit(&paragraph, layout->normal, layout->legible, lines, rect);
        const struct paragraph_size measured = paragraph_measure(&paragraph, size, rect.width);
        if (measured.lines <= lines && measured.height <= rect.height &&
            measured.width <= rect.width) {
            *ret_size = size;
            *ret_fits = true;
            return paragraph;
        }
    }
    *ret_size = layout->legible;
    *ret_fits = false;
    return paragraph_of(canvas, said, SAYS_PAGES);
}

bool question_said_fits(const struct canvas *canvas, const struct question_said *said,
                        struct rect rect) {
    float size;
    bool fits;
    fullest(canvas, said, rect, &size, &fits);
    return fits;
}

void question_said_draw(const struct canvas *canvas, const struct question_said *said,
                        struct rect rect) {
    float size;
    bool fits;
    const struct paragraph paragraph = fullest(canvas, said, rect, &size, &fits);
    if (fits) {
        paragraph_draw(&paragraph, size, rect);
    } else {
        narration_pages_draw(&paragraph, size, rect, lines_of(canvas, rect),
                             session_text_page(said->session));
    }
}

static struct paragraph short_of(const struct canvas *canvas, const struct question_sight *told,
                                 bool is_name) {
    struct telling telling = telling_begin(canvas->arena, canvas->language);
    if (is_name) {
        question_told_add_name(&telling, told->moment, told->asked);
    } else {
        question_told_add(&telling, told->moment, told->script, told->asked);
    }
    struct paragraph paragraph;
    paragraph_begin(&paragraph, canvas);
    paragraph_add_telling(&paragraph, &telling);
    return paragraph;
}

bool question_said_draw_short(const struct canvas *canvas, const struct question_sight *told,
                              struct rect *row) {
    const struct layout *layout = canvas->layout;
    const float most = row->width * short_share;
    const struct rect room = {row->x, row->y, most, row->height};
    const size_t lines = lines_of(canvas, room);
    for (int is_name = 0; is_name <= 1; is_name++) {
        struct paragraph paragraph = short_of(canvas, told, is_name);
        float size = paragraph_fit(&paragraph, layout->normal, layout->legible, lines, room);
        struct paragraph_size measured = paragraph_measure(&paragraph, size, most);
        if (measured.lines <= lines && measured.height <= room.height && measured.width <= most &&
            measured.lines > 0) {
            struct rect place = rect_cut_left(row, fminf(measured.width + layout->unit, most));
            rect_cut_left(row, layout->unit);
            rect_cut_top(&place, fmaxf((place.height - measured.height) / 2, 0));
            paragraph_draw(&paragraph, size, place);
            return !is_name;
        }
    }
    return false;
}
