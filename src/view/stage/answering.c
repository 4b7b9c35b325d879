#include "view/stage/answering.h"

#include "engine/program_names.h"
#include "session/session_look.h"
#include "view/draw/scene_button.h"
#include "view/stage/pointing.h"

#include <string.h>

static size_t palette_count(const struct scene *scene) {
    size_t count = 0;
    while (scene_button_typed(scene, count) != NULL) {
        count++;
    }
    return count;
}

/* ---- keys ---- */

static bool is_pointing(const struct session *session) {
    return answer_line_way(session_ask_now(session)) == ANSWER_WAY_POINTING;
}

/* Where the answer is a place of the picture, arrows walk through it. */
static enum action walk_of(struct answer_key key) {
    bool is_left = key.kind == ANSWER_KEY_MOVE && key.to == TYPED_LEFT;
    bool is_right = key.kind == ANSWER_KEY_MOVE && key.to == TYPED_RIGHT;
    return is_left                        ? ACTION_SELECT_LEFT
           : is_right                     ? ACTION_SELECT_RIGHT
           : key.kind == ANSWER_KEY_ABOVE ? ACTION_SELECT_UP
           : key.kind == ANSWER_KEY_BELOW ? ACTION_SELECT_DOWN
                                          : ACTION_NONE;
}

static enum answering_wish clipboard_wish(enum answer_key_kind kind) {
    return kind == ANSWER_KEY_COPY    ? ANSWERING_COPY
           : kind == ANSWER_KEY_CUT   ? ANSWERING_CUT
           : kind == ANSWER_KEY_PASTE ? ANSWERING_PASTE
                                      : ANSWERING_NOTHING;
}

/* What a sign of the palette or the keypad does; "\b" takes back what is before the caret. */
static unsigned put(struct session *session, const char *typed) {
    long taken = -1;
    return typed[0] == '\b'
               ? answer_line_do(session, (struct answer_key){ANSWER_KEY_DELETE, TYPED_LEFT}, 0,
                                &taken)
               : answer_line_insert(session, typed);
}

static unsigned do_key(struct session *session, const struct scene *scene, struct answer_key key,
                       size_t count) {
    long taken = -1;
    unsigned changed = answer_line_do(session, key, count, &taken);
    return taken >= 0 ? changed | put(session, scene_button_typed(scene, (size_t)taken)) : changed;
}

enum answering_wish answering_key(struct session *session, const struct scene *scene,
                                  struct key key, unsigned *ret_changed) {
    *ret_changed = SESSION_SAME;
    if (!answer_line_is_focused(session) || scene->answer == NULL) {
        return ANSWERING_NOTHING;
    }
    const struct answer_key read = answer_key_read(key);
    const struct asked *asked = session_ask_now(session);
    size_t count = asked->kind == QUESTION_FORMULA ? palette_count(scene) : 0;
    enum action walk = is_pointing(session) ? walk_of(read) : ACTION_NONE;
    bool has_selection = !quantity_is_none(session_selection(session)->selected);
    if (clipboard_wish(read.kind) != ANSWERING_NOTHING) {
        return clipboard_wish(read.kind);
    }
    bool is_others =
        read.kind == ANSWER_KEY_OTHER || (read.kind == ANSWER_KEY_PALETTE && count == 0);
    if (is_others || read.kind == ANSWER_KEY_TEXT) {
        return is_others ? ANSWERING_NOTHING : ANSWERING_DONE;
    }
    *ret_changed = walk != ACTION_NONE && has_selection ? pointing_apply(session, scene, walk)
                                                        : do_key(session, scene, read, count);
    return ANSWERING_DONE;
}

/* Where letters choose, or a place is pointed at, a sign that is no answer is the key that it is
 * elsewhere: * makes the text as large as for a projector. */
static enum action action_of(const struct session *session, const char *text) {
    const struct asked *asked = session_ask_now(session);
    bool is_letter = (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z') ||
                     (text[0] >= '1' && text[0] <= '9');
    bool is_sign = asked->kind == QUESTION_SIGN && strchr("+-0", text[0]) != NULL;
    bool is_one = text[0] > ' ' && text[0] <= '~' && text[1] == '\0';
    return answer_line_way(asked) == ANSWER_WAY_TEXT || is_letter || is_sign || !is_one
               ? ACTION_NONE
               : key_table_action((struct key){.name = KEY_CHARACTER, .character = text[0]});
}

unsigned answering_type(struct session *session, const struct scene *scene, const char *text) {
    if (!answer_line_is_focused(session) || scene->answer == NULL) {
        return SESSION_SAME;
    }
    const enum action action = action_of(session, text);
    if (action != ACTION_NONE) {
        return session_apply(session, action);
    }
    size_t count = session_ask_now(session)->kind == QUESTION_FORMULA ? palette_count(scene) : 0;
    long sign = answer_line_palette_digit(session, text, count);
    return sign >= 0 ? put(session, scene_button_typed(scene, (size_t)sign))
                     : answer_line_insert(session, text);
}

unsigned answering_cut(struct session *session) {
    long taken = -1;
    char selected[TYPED_MOST + 1];
    return answer_line_copy(session, selected)
               ? answer_line_do(session, (struct answer_key){ANSWER_KEY_DELETE, TYPED_LEFT}, 0,
                                &taken)
               : SESSION_SAME;
}

/* ---- clicks ---- */

static bool holds(struct rect rect, struct scene_point at) {
    return at.x >= rect.x && at.y >= rect.y && at.x < rect.x + rect.width &&
           at.y < rect.y + rect.height;
}

/* The place between two clusters that is nearest. */
static size_t byte_at(const struct scene_answer *line, float x) {
    size_t best = 0;
    for (size_t i = 1; i < line->count; i++) {
        float now = line->stops[i].x - x;
        float before = line->stops[best].x - x;
        best = now * now < before * before ? i : best;
    }
    return line->stops[best].at;
}

/* The uppermost number that is seen there, or NULL: those of the picture that stand for something,
 * and not what is hidden. */
static const struct scene_item *number_at(const struct scene *scene, struct scene_point at) {
    for (size_t i = scene->count; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_TEXT && !quantity_is_none(item->quantity) &&
            holds(item->bounds, at) && strpbrk(item->text, "0123456789") != NULL) {
            return item;
        }
    }
    return NULL;
}

static const struct scene_item *symbol_at(const struct scene *scene, struct scene_point at) {
    for (size_t i = scene->count; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        if (item->kind == SCENE_MATH && !quantity_is_none(item->quantity) &&
            holds(item->bounds, at)) {
            return item;
        }
    }
    return NULL;
}

/* What is put into the line for what is seen at a place: of a formula the symbol, else the number;
 * a negative one behind something is in parentheses. NULL: nothing. In the arena. */
static const char *text_at(const struct session *session, const struct scene *scene,
                           struct scene_point at, struct arena *arena) {
    const struct asked *asked = session_ask_now(session);
    const struct scene_item *symbol = symbol_at(scene, at);
    const struct scene_item *number = number_at(scene, at);
    if (asked->kind == QUESTION_FORMULA) {
        const struct scene_item *item = symbol != NULL ? symbol : number;
        return item == NULL || session_ask_hides(session, item->quantity.tensor)
                   ? NULL
                   : program_tensor_name(arena, session_program(session), item->quantity.tensor,
                                         PRINT_TEXT);
    }
    bool is_negative =
        number != NULL && (number->text[0] == '-' || strncmp(number->text, "−", strlen("−")) == 0);
    bool is_inside = answer_line_get(session).now.caret > 0;
    return number == NULL             ? NULL
           : is_negative && is_inside ? text_format(arena, "(%s)", number->text)
                                      : number->text;
}

static bool click_text(struct session *session, const struct scene *scene, struct scene_point at,
                       unsigned *ret_changed) {
    struct arena *arena = arena_create();
    const char *text = text_at(session, scene, at, arena);
    if (text != NULL) {
        *ret_changed = answer_line_insert(session, text);
    }
    arena_destroy(arena);
    return text != NULL;
}

/* Of several that are put in order a second click takes it out again. */
static unsigned take_letter(struct session *session, char letter) {
    struct typed_line line = answer_line_get(session);
    const char typed[2] = {letter, '\0'};
    const char *at = strchr(line.now.text, letter);
    if (at == NULL) {
        return answer_line_insert(session, typed);
    }
    size_t begin = (size_t)(at - line.now.text);
    long taken = -1;
    return answer_line_put_caret(session, begin, false) |
           answer_line_put_caret(session, begin + 1, true) |
           answer_line_do(session, (struct answer_key){ANSWER_KEY_DELETE, TYPED_LEFT}, 0, &taken);
}

static unsigned click_typed(struct session *session, const char *typed) {
    enum answer_way way = answer_line_way(session_ask_now(session));
    return way == ANSWER_WAY_LETTER    ? session_ask_choose(session, (size_t)(typed[0] - 'A'))
           : way == ANSWER_WAY_LETTERS ? session_ask_enter(session) | take_letter(session, typed[0])
                                       : session_ask_enter(session) | put(session, typed);
}

bool answering_click(struct session *session, const struct scene *scene, struct scene_point at,
                     unsigned *ret_changed) {
    *ret_changed = SESSION_SAME;
    if (!session_ask_is_open(session) || scene->answer == NULL ||
        scene_button_covers(scene, at.x, at.y)) {
        return false;
    }
    const struct scene_answer *line = scene->answer;
    const char *typed = scene_button_typed_at(scene, at.x, at.y);
    if (typed != NULL) {
        *ret_changed = click_typed(session, typed);
        return true;
    }
    if (line->stops != NULL && holds(line->rect, at)) {
        *ret_changed = answer_line_put_caret(session, byte_at(line, at.x), false);
        return true;
    }
    if (scene_button_at(scene, at.x, at.y) != 0 || !answer_line_is_focused(session)) {
        return false;
    }
    enum answer_way way = answer_line_way(session_ask_now(session));
    if (way == ANSWER_WAY_POINTING) {
        struct quantity hit = pointing_quantity(session, scene, at);
        *ret_changed = session_ask_point(session, hit);
        return !quantity_is_none(hit);
    }
    return way == ANSWER_WAY_TEXT && click_text(session, scene, at, ret_changed);
}

bool answering_can_click(const struct session *session, const struct scene *scene,
                         struct scene_point at) {
    return session_ask_is_open(session) && scene->answer != NULL &&
           !scene_button_covers(scene, at.x, at.y) &&
           (scene_button_typed_at(scene, at.x, at.y) != NULL ||
            (scene->answer->stops != NULL && holds(scene->answer->rect, at)));
}
