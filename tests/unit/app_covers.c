/* Who stands before the lesson in its window: the hall, the page behind the last step, and the
 * panel of a file that cannot be read; by keys and with the pointer. */
#include "desk_fixture.h"

#include "session/ask/session_ask.h"
#include "session/way/leap.h"
#include "view/hall/hall_view.h"
#include "view/stage/pointing.h"

static const char *root;

enum { SETTLING_MILLISECONDS = 20000 };

static void begin_hall(struct work *ret) {
    work_prepare(ret, root);
    desk_put_hall(&ret->desk, work_lesson(ret, "ladder/01-one-neuron"));
    work_show(ret);
}

static struct rect target(struct work *work, enum hall_target target, size_t index) {
    return work_button_rect(work, hall_target_action(target, index));
}

static void hover(struct work *work, struct rect rect) {
    work_move(work, rect.x, rect.y);
    work_move(work, rect.x + 1, rect.y + 1);
}

/* Whoever only looks around in the hall leaves nothing in the journal. */
static void test_hall_keys(void) {
    struct work work;
    begin_hall(&work);
    const struct hall *hall = &work.desk.hall.hall;
    work_key(&work, SDLK_ESCAPE, 0);
    EXPECT(work.desk.hall.is_open); /* there is nothing under it */
    work_keys(&work, "/xor");
    EXPECT_STRING(hall->query, "xor");
    EXPECT_STRING(hall_chosen(hall)->name, "beyond/02-xor");
    EXPECT_STRING(work_file(&work, "journal.jsonl"), "");
    work_key(&work, SDLK_RETURN, 0);
    EXPECT(!work.desk.hall.is_open);
    EXPECT_STRING(work.desk.opened.name, "beyond/02-xor");
    EXPECT(strstr(work_file(&work, "journal.jsonl"), "\"beyond/02-xor\"") != NULL);
    work_keys(&work, "o");
    EXPECT(work.desk.hall.is_open);
    work_keys(&work, "t");
    EXPECT_INT(session_settings(work_session(&work))->theme, THEME_LIGHT);
    work_keys(&work, "?");
    EXPECT(session_settings(work_session(&work))->is_help_open);
    work_key(&work, SDLK_ESCAPE, 0);
    EXPECT(!session_settings(work_session(&work))->is_help_open && work.desk.hall.is_open);
    work_key(&work, SDLK_ESCAPE, 0);
    EXPECT(!work.desk.hall.is_open);
    work_keys(&work, "oq");
    EXPECT(work.is_over); /* nothing is under way there: it is not asked twice */
    work_end(&work);
}

/* Where a lesson was left is where it opens again. */
static void test_left_lesson(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    session_ask_set_mode(work.desk.opened.session, ASK_NOTHING);
    work_key(&work, SDLK_RIGHT, 0);
    work_key(&work, SDLK_RIGHT, 0);
    work_keys(&work, "o");
    work_click(&work, target(&work, HALL_TARGET_COURSE, 2));
    session_set_level(work.desk.opened.session, LEVEL_PASS); /* would pass over all that is said */
    work_click(&work, target(&work, HALL_TARGET_LESSON, 1));
    EXPECT_INT(session_settings(work_session(&work))->level, LEVEL_OPERATION);
    EXPECT_STRING(work.desk.opened.name, hall_chosen(&work.desk.hall.hall)->name);
    EXPECT(strcmp(work.desk.opened.name, "ladder/01-one-neuron") != 0);
    work_keys(&work, "o");
    work_click(&work, target(&work, HALL_TARGET_COURSE, 0));
    work_click(&work, target(&work, HALL_TARGET_LESSON, 0));
    EXPECT_STRING(work.desk.opened.name, "ladder/01-one-neuron");
    EXPECT_INT(session_step(work_session(&work)), 2);
    work_end(&work);
}

static void test_hall_pointer(void) {
    struct work work;
    begin_hall(&work);
    const struct hall *hall = &work.desk.hall.hall;
    hover(&work, target(&work, HALL_TARGET_LESSON, 3));
    EXPECT_INT(hall->chosen, 3);
    EXPECT(!hall->is_at_last && loop_window(work.desk.loop)->is_hand);
    hover(&work, target(&work, HALL_TARGET_LAST, 0));
    EXPECT(hall->is_at_last);
    work_wheel(&work, -1);
    work_button(&work, 4, 4, SDL_BUTTON_RIGHT);
    EXPECT(work.desk.hall.is_open);
    work_click(&work, target(&work, HALL_TARGET_SEARCH, 0));
    EXPECT(hall->is_searching);
    work_key(&work, SDLK_ESCAPE, 0);
    work_click(&work, target(&work, HALL_TARGET_LANGUAGE, 0));
    EXPECT_INT(session_settings(work_session(&work))->language, LANGUAGE_CHINESE);
    hover(&work, target(&work, HALL_TARGET_LAST, 0));
    work_click(&work, target(&work, HALL_TARGET_LAST, 0));
    EXPECT(!work.desk.hall.is_open);
    EXPECT_STRING(work.desk.opened.name, "ladder/01-one-neuron"); /* the first, with no journal */
    work_keys(&work, "o");
    work_click(&work, target(&work, HALL_TARGET_CLOSE, 0));
    EXPECT(!work.desk.hall.is_open);
    work_end(&work);
}

/* ---- behind the last step ---- */

/* A lesson with questions, all passed by, at the page behind its last step. */
static void begin_end(struct work *ret, const char *lesson) {
    work_begin(ret, root, lesson);
    session_set_level(ret->desk.opened.session, LEVEL_OPERATION);
    work_key(ret, SDLK_RIGHT, 0);
    work_key(ret, SDLK_PAGEDOWN, 0);
    work_key(ret, SDLK_END, 0);
    work_key(ret, SDLK_ESCAPE, 0);
    work_key(ret, SDLK_END, 0);
    for (int i = 0; i < 4 && !ret->desk.ended.is_open; i++) {
        work_key(ret, SDLK_RIGHT, 0);
    }
    EXPECT(ret->desk.ended.is_open);
}

/* The action of a button that asks for that. */
static struct rect end_button(struct work *work, enum end_request request) {
    const struct scene *scene = work_scene(work);
    size_t which;
    for (float y = 0; y < WORK_HEIGHT; y += 3) {
        for (float x = 0; x < WORK_WIDTH; x += 3) {
            int action = scene_button_at(scene, x, y);
            if (action != 0 && end_page_request(action, &which) == request) {
                return (struct rect){x, y, 2, 2};
            }
        }
    }
    EXPECT(false);
    return (struct rect){0};
}

static void test_end_keys(void) {
    struct work work;
    begin_end(&work, "ladder/01-one-neuron");
    long last = session_program(work_session(&work))->step_count;
    work_key(&work, SDLK_ESCAPE, 0);
    EXPECT(!work.desk.ended.is_open && session_step(work_session(&work)) == last);
    work_key(&work, SDLK_RIGHT, 0);
    work_keys(&work, "t");
    EXPECT(work.desk.ended.is_open);
    EXPECT_INT(session_settings(work_session(&work))->theme, THEME_LIGHT);
    work_keys(&work, "o");
    EXPECT(work.desk.hall.is_open);
    work_keys(&work, "o");
    EXPECT(!work.desk.hall.is_open && work.desk.ended.is_open);
    work_key(&work, SDLK_HOME, 0);
    EXPECT(!work.desk.ended.is_open && session_step(work_session(&work)) == 0);
    work_key(&work, SDLK_END, 0);
    work_key(&work, SDLK_RIGHT, 0);
    work_key(&work, SDLK_RETURN, 0);
    EXPECT_STRING(work.desk.opened.name, "ladder/02-sigmoid-slope");
    EXPECT(!work.desk.ended.is_open);
    EXPECT(strstr(work_file(&work, "journal.jsonl"), "\"did\": \"finished\"") != NULL);
    work_end(&work);
}

/* Of a lesson that was finished and is read again the place is kept too. */
static void test_read_again(void) {
    struct work work;
    begin_end(&work, "ladder/01-one-neuron");
    work_key(&work, SDLK_HOME, 0);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT_INT(session_step(work_session(&work)), 1);
    work_keys(&work, "o");
    work_key(&work, SDLK_RETURN, 0);
    EXPECT_STRING(work.desk.opened.name, "ladder/01-one-neuron");
    EXPECT_INT(session_step(work_session(&work)), 1);
    work_end(&work);
}

static void test_end_pointer(void) {
    struct work work;
    begin_end(&work, "ladder/01-one-neuron");
    hover(&work, end_button(&work, END_NEXT));
    EXPECT(loop_window(work.desk.loop)->is_hand);
    work_wheel(&work, -1);
    EXPECT(work.desk.ended.is_open);
    EXPECT(work.desk.ended.page.count > 0);
    work_click(&work, end_button(&work, END_STEP));
    EXPECT(!work.desk.ended.is_open);
    EXPECT_INT(session_step(work_session(&work)), session_ask_now(work_session(&work)) != NULL
                                                      ? session_step(work_session(&work))
                                                      : -1);
    work_key(&work, SDLK_ESCAPE, 0);
    work_key(&work, SDLK_END, 0);
    work_key(&work, SDLK_RIGHT, 0);
    work_click(&work, work_button_rect(&work, ACTION_LESSONS));
    EXPECT(work.desk.hall.is_open);
    work_keys(&work, "o");
    work_click(&work, end_button(&work, END_NEXT));
    EXPECT_STRING(work.desk.opened.name, "ladder/02-sigmoid-slope");
    work_end(&work);
}

/* Behind the last lesson there are all of them. */
static void test_end_of_all(void) {
    struct work work;
    work_begin(&work, root, "beyond/15-digits");
    session_set_level(work.desk.opened.session, LEVEL_OPERATION);
    desk_cover(&work.desk).show_end(&work.desk);
    EXPECT(work.desk.ended.page.next == NULL);
    work_key(&work, SDLK_RETURN, 0);
    EXPECT(work.desk.hall.is_open && !work.desk.ended.is_open);
    work_end(&work);
}

/* A lesson that leaps over its iterations: from behind its end they can be gone through. */
static void test_walk(void) {
    struct work work;
    work_begin(&work, root, "beyond/15-digits");
    struct session *session = work.desk.opened.session;
    session_ask_set_mode(session, ASK_NOTHING);
    for (int i = 0; i < 400 && leap_origin(session) < 0; i++) {
        work_key(&work, SDLK_RIGHT, 0);
    }
    EXPECT(leap_origin(session) >= 0);
    long origin = leap_origin(session);
    desk_cover(&work.desk).show_end(&work.desk);
    EXPECT(work.desk.ended.page.has_leapt);
    work_keys(&work, "s");
    EXPECT(!work.desk.ended.is_open);
    EXPECT_INT(session_step(session), origin);
    work_end(&work);
}

/* ---- a file that cannot be read ---- */

/* Turns until the file that was written has been seen, or for that long at most. */
static void settle(struct work *work, const char *path, bool is_broken) {
    Uint32 start = SDL_GetTicks();
    while (SDL_GetTicks() - start < SETTLING_MILLISECONDS &&
           (work->desk.broken.is_open != is_broken ||
            (!is_broken && strcmp(work->desk.opened.name, path) != 0))) {
        work_turn(work);
        SDL_Delay(10);
    }
    EXPECT_INT(work->desk.broken.is_open, is_broken);
}

static const char wrong[] = "\"kind_of\": 1, \"title\"";

static void test_broken(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    const char *from = text_format(work.arena, "%s/tests/lessons/xor.json", root);
    const char *path = work_write(&work, from, "\"title\"", wrong);
    work_drop(&work, path);
    EXPECT(work.desk.broken.is_open);
    EXPECT(strstr(work.desk.broken.errors.items[0].message, "kind_of") != NULL);
    work_key(&work, SDLK_DOWN, 0);
    work_key(&work, SDLK_UP, 0);
    EXPECT_INT(work.desk.broken.chosen, 0);
    work_keys(&work, "y");
    char *copied = SDL_GetClipboardText();
    EXPECT_STRING(copied, work.desk.broken.errors.items[0].location);
    EXPECT(strncmp(copied, path, strlen(path)) == 0);
    SDL_free(copied);
    work_key(&work, SDLK_ESCAPE, 0);
    EXPECT(work.desk.broken.is_folded);
    work_keys(&work, "r"); /* it is as it was, and stays folded */
    EXPECT(work.desk.broken.is_open && work.desk.broken.is_folded);
    work_key(&work, SDLK_RIGHT, 0); /* the lesson under it goes on */
    EXPECT_INT(session_step(work_session(&work)), 1);
    work_write(&work, from, "\"title\"", "\"title\"");
    settle(&work, path, false);
    EXPECT_STRING(work.desk.opened.name, path);
    work_end(&work);
}

/* The open file that is saved is read again where the reader is, also when it was wrong meanwhile.
 */
static void test_saved(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    const char *from = text_format(work.arena, "%s/tests/lessons/xor.json", root);
    const char *path = work_write(&work, from, "\"title\"", "\"title\"");
    work_drop(&work, path);
    work_key(&work, SDLK_RIGHT, 0);
    work_key(&work, SDLK_RIGHT, 0);
    work_write(&work, from, "\"title\"", wrong);
    settle(&work, path, true);
    fclose(fopen(text_format(work.arena, "%s/other.txt", work.folder), "w"));
    work_write(&work, from, "\"title\": {\"en\": \"", "\"title\": {\"en\": \"Once more: ");
    settle(&work, path, false);
    EXPECT_INT(session_step(work_session(&work)), 2);
    const char *title = session_lesson(work_session(&work))->title.in[LANGUAGE_ENGLISH];
    EXPECT(strncmp(title, "Once more: ", 11) == 0);
    const struct session_notice *notice = session_notice(work_session(&work));
    EXPECT(notice != NULL && notice->words == STRING_NOTICE_READ_AGAIN);
    unlink(path);
    settle(&work, path, true);
    work_end(&work);
}

/* What the linear step's result is called in the notation that is shown. */
static const char *title_of_sum(const struct work *work) {
    const struct notation *notation = session_program(work_session(work))->notation;
    int symbol = notation_symbol_of_role(notation, ROLE_PREACTIVATION);
    return notation->symbols[symbol].title.in[LANGUAGE_ENGLISH];
}

static const char *four_of(struct work *work) {
    return text_format(work->arena, "%s/assets/notations/four.json", root);
}

/* A notation of the reader's own, in the place of four, on a desk where nothing lies yet. */
static const char *begin_with_notation(struct work *work) {
    const char *id, *error = "";
    work_prepare(work, root);
    const char *path = work_write(work, four_of(work), "linear result", "result");
    EXPECT(library_add_notation(&work->library, path, &id, &error));
    EXPECT_STRING(id, "four");
    desk_begin(&work->desk, work->arena, &work->library, &(struct kept_settings){.width = 0});
    return path;
}

/* A notation that is saved is read again under the lesson that is shown in it, where the reader is;
 * the last one that could be read stays as long as it is wrong. */
static void test_saved_notation(void) {
    static const char lesson[] = "four/06-four-equations";
    struct work work;
    begin_with_notation(&work);
    const char *from = four_of(&work);
    desk_put(&work.desk, work_lesson(&work, lesson));
    work_show(&work);
    EXPECT_STRING(title_of_sum(&work), "result");
    work_key(&work, SDLK_RIGHT, 0);
    work_write(&work, from, "\"title\"", wrong);
    settle(&work, lesson, true);
    EXPECT(strstr(work.desk.broken.errors.items[0].message, "kind_of") != NULL);
    work_keys(&work, "r");
    EXPECT(work.desk.broken.is_open);
    EXPECT_STRING(title_of_sum(&work), "result");
    work_write(&work, from, "linear result", "weighted sum");
    settle(&work, lesson, false);
    EXPECT_STRING(title_of_sum(&work), "weighted sum");
    EXPECT_INT(session_step(work_session(&work)), 1);
    work_end(&work);
}

/* Nobody asked for the lesson under the hall: it does not come up. */
static void test_saved_notation_in_hall(void) {
    struct work work;
    const char *path = begin_with_notation(&work), *from = four_of(&work);
    desk_put_hall(&work.desk, work_lesson(&work, "four/06-four-equations"));
    work_show(&work);
    work_write(&work, from, "\"title\"", wrong);
    settle(&work, path, true);
    work_write(&work, from, "linear result", "weighted sum");
    settle(&work, work.desk.opened.name, false);
    EXPECT(work.desk.is_stand_in && work.desk.hall.is_open);
    work_end(&work);
}

/* The button of the panel that asks for that. */
static struct rect broken_button(struct work *work, enum broken_request request) {
    const struct scene *scene = work_scene(work);
    size_t which;
    for (float y = 0; y < WORK_HEIGHT; y += 3) {
        for (float x = 0; x < WORK_WIDTH; x += 3) {
            int action = scene_button_at(scene, x, y);
            if (action >= broken_view_first_action() &&
                broken_view_request(action, &which) == request) {
                return (struct rect){x, y, 2, 2};
            }
        }
    }
    EXPECT(false);
    return (struct rect){0};
}

/* With no lesson to step in: the hall and the way out are what there is, and the panel's buttons.
 */
static void test_nothing_but_broken(void) {
    struct work work;
    work_prepare(&work, root);
    desk_put_broken(&work.desk, work_lesson(&work, "ladder/01-one-neuron"), "nowhere.json",
                    "nowhere.json:1:2: error: no\n    {\n    ^\nnowhere.json:3:1: error: no\n");
    work_show(&work);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT_INT(session_step(work_session(&work)), 0);
    work_key(&work, SDLK_DOWN, 0);
    EXPECT_INT(work.desk.broken.chosen, 1);
    hover(&work, broken_button(&work, BROKEN_CHOOSE));
    EXPECT(loop_window(work.desk.loop)->is_hand);
    work_wheel(&work, 1);
    EXPECT_INT(work.desk.broken.chosen, 0);
    work_wheel(&work, -1);
    EXPECT_INT(work.desk.broken.chosen, 1);
    work_click(&work, broken_button(&work, BROKEN_CHOOSE));
    EXPECT_INT(work.desk.broken.chosen, 0);
    work_click(&work, broken_button(&work, BROKEN_COPY));
    char *copied = SDL_GetClipboardText();
    EXPECT_STRING(copied, "nowhere.json:1:2");
    SDL_free(copied);
    work_click(&work, broken_button(&work, BROKEN_READ)); /* it is still not there */
    EXPECT_INT(work.desk.broken.errors.count, 1);
    work_click(&work, broken_button(&work, BROKEN_FOLD));
    EXPECT(work.desk.broken.is_folded);
    work_click(&work, broken_button(&work, BROKEN_LESSONS));
    EXPECT(work.desk.hall.is_open);
    work_keys(&work, "o");
    work_keys(&work, "t");
    EXPECT_INT(session_settings(work_session(&work))->theme, THEME_LIGHT);
    work_keys(&work, "o");
    EXPECT(work.desk.hall.is_open);
    work_keys(&work, "oq");
    EXPECT(work.is_over);
    EXPECT_STRING(work_file(&work, "journal.jsonl"), "");
    work_end(&work);
}

/* ---- what is covered ---- */

static bool has_no_button(const struct scene *scene, float x, float y) {
    return scene_button_at(scene, x, y) == 0;
}

static bool has_ground(const struct scene *scene, float x, float y) {
    return scene_button_at(scene, x, y) == broken_view_first_action();
}

/* Without the covers something would be there. */
static bool hides_something(const struct work *work, const struct scene *scene, float x, float y) {
    struct scene open = *scene;
    open.button_count = 0;
    return pointing_handle(work_session(work), &open, (struct scene_point){x, y}) != HANDLE_NONE ||
           !quantity_is_none(scene_hit(&open, x, y, 1));
}

/* The card of what is selected, of one quantity after the other. */
static size_t click_cards(struct work *work) {
    enum { CARDS = 40, GRID = 8 };
    size_t hidden = 0;
    for (int i = 0; i < CARDS; i++) {
        work_key(work, SDLK_TAB, 0);
        EXPECT(work_click_over(work, scene_button_covers) > 0);
        for (float x = 0; x < WORK_WIDTH; x += GRID) {
            for (float y = 0; y < WORK_HEIGHT; y += GRID) {
                hidden += scene_button_covers(work_scene(work), x, y) &&
                          hides_something(work, work_scene(work), x, y);
            }
        }
    }
    return hidden;
}

/* The card, all keys, a dark window, the hall, the page behind the end, the panel of a broken file.
 */
static void test_nothing_below(void) {
    struct work work;
    work_begin(&work, root, "layer/05-exercise");
    session_ask_set_mode(work.desk.opened.session, ASK_NOTHING);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT(click_cards(&work) > 0);
    static const SDL_Keycode keys[] = {SDLK_F1, SDLK_b, SDLK_o};
    for (size_t i = 0; i < TEST_COUNT(keys); i++) {
        work_key(&work, keys[i], 0);
        EXPECT(work_click_over(&work, has_no_button) > 0);
        work_key(&work, keys[i], 0);
    }
    const char *from = text_format(work.arena, "%s/tests/lessons/xor.json", root);
    work_drop(&work, work_write(&work, from, "\"title\"", wrong));
    EXPECT(work_click_over(&work, has_ground) > 0);
    work_end(&work);
    begin_end(&work, "ladder/01-one-neuron");
    EXPECT(work_click_over(&work, has_no_button) > 0);
    work_end(&work);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"the hall by keys", test_hall_keys},
        {"a lesson opens where it was left", test_left_lesson},
        {"the hall with the pointer", test_hall_pointer},
        {"the page behind the last step by keys", test_end_keys},
        {"a finished lesson that is read again", test_read_again},
        {"the page behind the last step with the pointer", test_end_pointer},
        {"behind the last lesson", test_end_of_all},
        {"what a lesson leapt over is gone through", test_walk},
        {"a file that cannot be read, until it can", test_broken},
        {"the open file is saved", test_saved},
        {"a notation is saved", test_saved_notation},
        {"a notation is saved while the hall is open", test_saved_notation_in_hall},
        {"nothing but a file that cannot be read", test_nothing_but_broken},
        {"no click reaches what is covered", test_nothing_below},
    };
    return test_run(tests, TEST_COUNT(tests));
}
