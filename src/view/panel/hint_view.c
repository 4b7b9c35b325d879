#include "view/panel/hint_view.h"

#include "base/number.h"
#include "session/answering/answer_line.h"
#include "session/key_table.h"
#include "session/proof/proof_act.h"
#include "session/way/end_reached.h"
#include "session/way/leap.h"
#include "step/touch.h"
#include "tell/sample_told.h"
#include "view/draw/scene_button.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static const enum string_id level_words[] = {
    [LEVEL_ITERATION] = STRING_HINT_ITERATION, [LEVEL_PASS] = STRING_HINT_PASS,
    [LEVEL_OPERATION] = STRING_HINT_OPERATION, [LEVEL_TERM] = STRING_HINT_TERM,
    [LEVEL_ELEMENT] = STRING_HINT_ELEMENT,
};
static_assert(sizeof level_words / sizeof *level_words == LEVEL_COUNT, "a word for each level");

static const char *step_text(const struct canvas *canvas, const struct session *session) {
    const struct program *program = canvas->moment->program;
    struct program_place place = canvas->moment->place;
    if (session_aim(session) != session_step(session)) {
        return STRING_FILL(canvas->arena, canvas->language, STRING_WORKING,
                           number_count_text(canvas->arena, place.iteration));
    }
    bool is_under_way = canvas->moment->at.element > 0;
    const char *step = STRING_FILL(canvas->arena, canvas->language, STRING_STEP_PLACE,
                                   number_count_text(canvas->arena, place.done + is_under_way),
                                   number_count_text(canvas->arena, program->operation_count));
    const struct proof *proof = session_proof(session);
    return proof == NULL
               ? step
               : STRING_FILL(canvas->arena, canvas->language, STRING_DERIVATION_STEP, step,
                             number_count_text(canvas->arena, (long)proof->written),
                             number_count_text(canvas->arena, (long)proof_line_count(proof)));
}

/* What the way on comes to: so far as the size of a step says, or over what was told already. */
static const char *way_words(const struct canvas *canvas, const struct session *session) {
    const struct program *program = session_program(session);
    long leap = leap_target(session);
    if (end_reached(session)) {
        return string_get(canvas->language, STRING_HINT_END);
    }
    if (leap == program->step_count) {
        return string_get(canvas->language, STRING_HINT_LEAP_END);
    }
    if (leap >= 0) {
        long iteration = place_of_step(program, leap).iteration;
        return STRING_FILL(canvas->arena, canvas->language, STRING_HINT_LEAP,
                           number_count_text(canvas->arena, iteration));
    }
    return string_get(canvas->language, level_words[session_settings(session)->level]);
}

static const char *step_keys(const struct canvas *canvas, const struct session *session) {
    struct place place = canvas->moment->at;
    long step = session_aim(session) + (place.element > 0);
    bool has_next =
        (session_aim(session) < canvas->moment->program->step_count && !canvas->moment->is_stuck) ||
        end_reached(session);
    return step > 0 && has_next ? "← →" : has_next ? "→" : step > 0 ? "←" : "";
}

enum { MOST_HINTS = 13, LEAST_TARGET = 5 /* units: 24 pixels and more */ };

struct hint {
    const char *keys, *words; /* no keys: it does nothing now */
    enum action action;       /* of a click */
};

/* One hint from the left; false when there is no room for it. */
static bool draw_hint(const struct canvas *canvas, struct rect *rest, const struct hint *hint) {
    const char *keys = hint->keys;
    const char *words = hint->words;
    const struct layout *layout = canvas->layout;
    if (*keys == '\0') {
        return true;
    }
    float size = layout->small;
    /* the way on stands where it will stand beside the way back, so that whoever clicks there goes
     * on clicking */
    bool is_only_way = strcmp(keys, "→") == 0;
    float keys_width = canvas_text_width(canvas, FACE_PROSE, size, is_only_way ? "← →" : keys);
    float words_width = canvas_text_width(canvas, FACE_PROSE, size, words);
    if (keys_width + layout->unit + words_width > rest->width) {
        return false;
    }
    struct rect place = rect_cut_left(rest, keys_width + layout->unit + words_width);
    /* to the edge of the picture, which nobody misses */
    struct rect target = {place.x, place.y, place.width, layout->height - place.y};
    if (hint->action != ACTION_NONE) {
        scene_button_add(canvas->scene, target, (int)hint->action);
    }
    if (strcmp(keys, "← →") == 0) {
        const float half = keys_width / 2; /* and into the gap before it, as a pointer needs */
        const float before = fminf(place.x, fmaxf(0, LEAST_TARGET * layout->unit - half));
        struct rect back = {place.x - before, place.y, before + half, target.height};
        scene_button_add(canvas->scene, back, ACTION_PREVIOUS);
    }
    float y = place.y + place.height / 2;
    float own_width = canvas_text_width(canvas, FACE_PROSE, size, keys);
    canvas_text(canvas, (struct text_anchor){place.x + keys_width - own_width, y, ALIGN_LEFT},
                canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT), keys, QUANTITY_NONE);
    canvas_text(canvas, (struct text_anchor){place.x + place.width, y, ALIGN_RIGHT},
                canvas_style(canvas, FACE_PROSE, size, COLOR_TEXT_DIM), words, QUANTITY_NONE);
    rect_cut_left(rest, LAYOUT_APART * layout->unit);
    return true;
}

/* A chip of the header, or the mark of a misprint: it names its key, and a click does the same. */
static bool is_button_elsewhere(const struct canvas *canvas, enum action action) {
    const struct scene *scene = canvas->scene;
    bool is_there = false;
    for (size_t i = 0; i < scene->button_count; i++) {
        is_there = is_there || scene->buttons[i].action == (int)action;
    }
    return is_there;
}

/* What the picture has as a button already is not said again. */
static void leave_out_buttons(const struct canvas *canvas, struct hint *hints, size_t count) {
    static const enum action actions[] = {ACTION_LANGUAGE, ACTION_NEXT_NOTATION, ACTION_MISPRINT};
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < sizeof actions / sizeof *actions; k++) {
            bool is_twice =
                hints[i].action == actions[k] && is_button_elsewhere(canvas, actions[k]);
            hints[i].keys = is_twice ? "" : hints[i].keys;
        }
    }
}

static bool has_forms(const struct session *session) {
    const struct operation *operation = session_shown_operation(session);
    return operation != NULL && operation->form_count > 0 &&
           session_shown_level(session) <= LEVEL_OPERATION;
}

static bool has_next_stop(const struct session *session) {
    const struct script *script = session_script(session);
    return script != NULL && script_next(script, session_aim(session)) >= 0;
}

/* What keys do in the derivation that is open. Returns how many. */
static size_t derivation_hints(const struct canvas *canvas, const struct session *session,
                               struct hint *ret) {
    enum language language = canvas->language;
    struct arena *arena = canvas->arena;
    const struct proof *proof = session_proof(session);
    const struct operation *operation = session_program_place(session).operation;
    size_t letters[FORMULA_MOST_INDICES];
    const char *back =
        STRING_FILL(arena, language, STRING_HINT_DERIVED, operation->title->in[language]);
    size_t misprint;
    const struct hint hints[] = {
        {"← →",
         proof_act_is_done(session) ? way_words(canvas, session)
                                    : string_get(language, STRING_HINT_LINE),
         ACTION_NEXT},
        {proof_misprint(proof, &misprint) ? key_table_label(arena, ACTION_MISPRINT) : "",
         string_get(language, STRING_HINT_MISPRINT), ACTION_MISPRINT},
        {key_table_labels(arena, ACTION_HELP), string_get(language, STRING_HINT_HELP), ACTION_HELP},
        {proof->written > 0 && !proof_is_finest(proof) ? key_table_label(arena, ACTION_FINER) : "",
         string_get(language, proof_way_count(proof) > 0 ? STRING_HINT_WAYS : STRING_HINT_TERMS),
         ACTION_FINER},
        {key_table_label(arena, ACTION_DERIVE), back, ACTION_DERIVE},
        {proof_letters(proof, letters) > 0 ? "Ctrl+↑ ↓" : "",
         string_get(language, STRING_HINT_LETTER), ACTION_SELECT_DOWN},
        {proof->count > 1 ? key_table_label(arena, ACTION_NEXT_DERIVATION) : "",
         string_get(language, STRING_HINT_NEXT_DERIVATION), ACTION_NEXT_DERIVATION},
        {key_table_label(arena, ACTION_LANGUAGE), string_get(language, STRING_HINT_LANGUAGE),
         ACTION_LANGUAGE},
    };
    memcpy(ret, hints, sizeof hints);
    return sizeof hints / sizeof *hints;
}

static bool has_misprint(const struct session *session) {
    const struct operation *operation = session_program_place(session).operation;
    return operation != NULL && session_place(session).element == 0 &&
           proof_has_misprint(session_program(session), operation);
}

static bool has_derivation(const struct session *session) {
    const struct operation *operation = session_program_place(session).operation;
    size_t own = 0;
    if (operation != NULL && session_place(session).element == 0) {
        proof_choices(session_program(session), operation, &own);
    }
    return own > 0;
}

const char *hint_view_notice(const struct canvas *canvas, const struct session *session) {
    return session_notice_text(session, canvas->arena, canvas->language);
}

/* Of a question for a hall nothing is checked: it is revealed, by the remote's key too. */
static size_t hall_hints(const struct canvas *canvas, struct hint *ret) {
    enum language language = canvas->language;
    const struct hint hints[] = {
        {"PageDown Enter", string_get(language, STRING_ASK_REVEAL), ACTION_CHECK},
        {key_table_label(canvas->arena, ACTION_HINT), string_get(language, STRING_ASK_HINT),
         ACTION_HINT},
        {"Esc", string_get(language, STRING_ASK_LEAVE), ACTION_NONE},
        {"F1", string_get(language, STRING_HINT_HELP), ACTION_HELP},
    };
    memcpy(ret, hints, sizeof hints);
    return sizeof hints / sizeof *hints;
}

/* What keys do while a question is answered: letters are typed then. Returns how many. */
static size_t question_hints(const struct canvas *canvas, const struct session *session,
                             struct hint *ret) {
    enum language language = canvas->language;
    if (session_ask_is_for_hall(session)) {
        return hall_hints(canvas, ret);
    }
    const struct hint hints[] = {
        {"Enter", string_get(language, STRING_ASK_CHECK), ACTION_CHECK},
        {key_table_label(canvas->arena, ACTION_HINT), string_get(language, STRING_ASK_HINT),
         ACTION_HINT},
        {session_ask_hides_formula(session) ? "Tab" : "",
         string_get(language, STRING_ASK_TO_PALETTE), ACTION_NONE},
        {"PageDown", string_get(language, STRING_ASK_SKIP), ACTION_SKIP},
        {"Esc", string_get(language, STRING_ASK_LEAVE), ACTION_NONE},
        {"F1", string_get(language, STRING_HINT_HELP), ACTION_HELP},
    };
    memcpy(ret, hints, sizeof hints);
    return sizeof hints / sizeof *hints;
}

/* The question of this place was not answered: it may be, later. */
static bool was_passed_by(const struct session *session) {
    const struct asked *asked = session_ask_now(session);
    return asked != NULL && asked->is_settled && asked->is_skipped;
}

/* What keys do while the reader steps through the run. Returns how many. */
static size_t step_hints(const struct canvas *canvas, const struct session *session,
                         struct hint *ret) {
    enum language language = canvas->language;
    enum step_level level = session_settings(session)->level;
    const char *steps = step_keys(canvas, session);
    bool has_back = strcmp(steps, "←") == 0; /* and no way on */
    const struct hint hints[] = {
        {steps, way_words(canvas, session), has_back ? ACTION_PREVIOUS : ACTION_NEXT},
        {was_passed_by(session) ? key_table_label(canvas->arena, ACTION_ASK_AGAIN) : "",
         string_get(language, STRING_ASK_ANSWER), ACTION_ASK_AGAIN},
        {key_table_labels(canvas->arena, ACTION_HELP), string_get(language, STRING_HINT_HELP),
         ACTION_HELP},
        {key_table_labels(canvas->arena, ACTION_LESSONS), string_get(language, STRING_HINT_LESSONS),
         ACTION_LESSONS},
        {level > 0 ? key_table_label(canvas->arena, ACTION_COARSER) : "",
         string_get(language, STRING_HINT_COARSER), ACTION_COARSER},
        {level + 1 < LEVEL_COUNT ? key_table_label(canvas->arena, ACTION_FINER) : "",
         string_get(language, STRING_HINT_FINER), ACTION_FINER},
        {has_next_stop(session) ? key_table_label(canvas->arena, ACTION_NEXT_STOP) : "",
         string_get(language, STRING_HINT_STOP), ACTION_NEXT_STOP},
        {has_derivation(session) ? key_table_label(canvas->arena, ACTION_DERIVE) : "",
         string_get(language, STRING_HINT_DERIVE), ACTION_DERIVE},
        {has_misprint(session) ? key_table_label(canvas->arena, ACTION_MISPRINT) : "",
         string_get(language, STRING_HINT_MISPRINTED), ACTION_MISPRINT},
        {has_forms(session) ? key_table_label(canvas->arena, ACTION_FORM) : "",
         string_get(language, STRING_HINT_FORM), ACTION_FORM},
        {session_program(session)->samples > 1 ? key_table_label(canvas->arena, ACTION_NEXT_SAMPLE)
                                               : "",
         string_get(language, STRING_HINT_SAMPLE), ACTION_NEXT_SAMPLE},
        {session_notation_count(session) > 1 ? key_table_label(canvas->arena, ACTION_NEXT_NOTATION)
                                             : "",
         string_get(language, STRING_HINT_NOTATION), ACTION_NEXT_NOTATION},
        {key_table_label(canvas->arena, ACTION_LANGUAGE),
         string_get(language, STRING_HINT_LANGUAGE), ACTION_LANGUAGE},
    };
    memcpy(ret, hints, sizeof hints);
    return sizeof hints / sizeof *hints;
}

/* In a hall it is a part of the header, whose lower edge and margin it has. */
static void draw_as_header(const struct canvas *canvas, struct rect *rect) {
    const float bottom = rect->y + rect->height;
    canvas_line(canvas, (struct scene_point){rect->x, bottom},
                (struct scene_point){rect->x + rect->width, bottom}, canvas->layout->line,
                canvas_color(canvas, COLOR_PANEL_EDGE));
    rect_cut_right(rect, LAYOUT_INDENT * canvas->layout->unit);
}

/* The keys that have room beside it stay: who has only a mouse goes on by them. */
static void draw_notice(const struct canvas *canvas, struct rect *rest, const char *notice) {
    const struct layout *layout = canvas->layout;
    const struct text_style style =
        canvas_style(canvas, FACE_PROSE_BOLD, layout->small, COLOR_TEXT);
    float width = canvas_text_width(canvas, style.face, style.size, notice) + 1;
    struct rect place = *rest;
    if (!layout->is_for_hall) {
        place = rect_cut_left(rest, fminf(width, rest->width));
        rect_cut_left(rest, LAYOUT_INDENT * layout->unit);
    }
    canvas_text_within(canvas, place, layout->is_for_hall ? ALIGN_RIGHT : ALIGN_LEFT, style,
                       CANVAS_LEAST, notice);
}

/* Of which sample the numbers are, where that has room beside the step and a notice: for a hall the
 * header says no more of the place. */
static void draw_sample(const struct canvas *canvas, struct rect *rest, const char *notice) {
    const struct layout *layout = canvas->layout;
    const struct moment *moment = canvas->moment;
    const char *text = sample_told_text(canvas->arena, canvas->language, moment->program,
                                        moment->place.iteration, touch_sample(moment), true);
    if (text == NULL) {
        return;
    }
    float width = canvas_text_width(canvas, FACE_PROSE, layout->small, text) + 1;
    float gap = LAYOUT_INDENT * layout->unit;
    float wanted = notice != NULL
                       ? gap + canvas_text_width(canvas, FACE_PROSE_BOLD, layout->small, notice)
                       : 0;
    if (width + wanted < rest->width) {
        canvas_text_within(canvas, rect_cut_right(rest, width), ALIGN_RIGHT,
                           canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT_DIM),
                           CANVAS_LEAST, text);
        rect_cut_right(rest, gap);
    }
}

void hint_view_draw(const struct canvas *canvas, const struct session *session, struct rect rect) {
    const struct layout *layout = canvas->layout;
    if (layout->is_for_hall) {
        draw_as_header(canvas, &rect);
    }
    const char *step = step_text(canvas, session);
    float width = canvas_text_width(canvas, FACE_PROSE, layout->small, step) + 1;
    canvas_text_within(canvas, rect_cut_right(&rect, width), ALIGN_RIGHT,
                       canvas_style(canvas, FACE_PROSE, layout->small, COLOR_TEXT), CANVAS_LEAST,
                       step);
    rect_cut_right(&rect, LAYOUT_INDENT * layout->unit);

    const char *notice = hint_view_notice(canvas, session);
    if (layout->is_for_hall) {
        draw_sample(canvas, &rect, notice);
    }
    if (notice != NULL) {
        draw_notice(canvas, &rect, notice);
    }
    if (layout->is_for_hall) {
        return; /* who presents knows the keys, and help has them all */
    }
    struct hint hints[MOST_HINTS];
    size_t count = answer_line_is_focused(session)  ? question_hints(canvas, session, hints)
                   : session_proof(session) != NULL ? derivation_hints(canvas, session, hints)
                                                    : step_hints(canvas, session, hints);
    leave_out_buttons(canvas, hints, count);
    for (size_t i = 0; i < count && draw_hint(canvas, &rect, &hints[i]); i++) {
    }
}
