/* Questions in a window: typed, composed, pasted, clicked; each answer is in the journal as what it
 * was. */
#include "desk_fixture.h"

#include "engine/program_state.h"
#include "session/answering/answer_line.h"
#include "session/ask/session_ask.h"

static const char *root;

/* To the first question of a kind; the reader's level is that of operations. */
static void begin_at(struct work *ret, const char *lesson, enum question_kind kind) {
    work_begin(ret, root, lesson);
    struct session *session = ret->desk.opened.session;
    for (long step = 1; step <= session_program(session)->step_count; step++) {
        session_go_to(session, step);
        const struct asked *asked = session_ask_now(session);
        if (asked != NULL && asked->kind == kind) {
            break;
        }
    }
    EXPECT(session_ask_is_open(session));
    loop_show(ret->desk.loop, session);
    work_turn(ret);
}

static const char *typed(const struct work *work) {
    return session_ask_now(work_session(work))->text;
}

/* The last line of the journal. */
static const char *last_line(struct work *work) {
    const char *text = work_file(work, "journal.jsonl");
    const char *last = text;
    for (const char *c = text; *c != '\0'; c++) {
        last = *c == '\n' && c[1] != '\0' ? c + 1 : last;
    }
    return last;
}

static void expect_last(struct work *work, const char *part) {
    const char *line = last_line(work);
    if (strstr(line, part) == NULL) {
        test_failures++;
        test_print_text("not there", part);
        test_print_text("line", line);
    }
}

static void test_typing(void) {
    struct work work;
    begin_at(&work, "four/06-four-equations", QUESTION_VALUE);
    work_keys(&work, "12q"); /* q is text as the rest */
    EXPECT_STRING(typed(&work), "12q");
    work_key(&work, SDLK_BACKSPACE, 0);
    work_key(&work, SDLK_a, KMOD_LCTRL);
    work_key(&work, SDLK_x, KMOD_LCTRL);
    EXPECT_STRING(typed(&work), "");
    work_key(&work, SDLK_x, KMOD_LCTRL); /* nothing is selected */
    work_key(&work, SDLK_v, KMOD_LCTRL);
    work_key(&work, SDLK_v, KMOD_LCTRL);
    EXPECT_STRING(typed(&work), "1212");
    work_key(&work, SDLK_HOME, KMOD_LSHIFT);
    work_key(&work, SDLK_c, KMOD_LCTRL);
    EXPECT_STRING(typed(&work), "1212");
    char *copied = SDL_GetClipboardText();
    EXPECT_STRING(copied, "1212");
    SDL_free(copied);
    work_key(&work, SDLK_RETURN, 0);
    expect_last(&work,
                "\"question\": \"value a[1] 1,1\", \"answer\": \"1212\", \"verdict\": \"wrong\"");
    work_key(&work, SDLK_a, KMOD_LCTRL);
    work_keys(&work, "0.75");
    work_key(&work, SDLK_RETURN, 0);
    expect_last(&work, "\"answer\": \"0.75\", \"verdict\": \"right\", \"tries\": 2");
    work_end(&work);
}

/* What an input method shows is not written yet; it may be the first thing that happens. */
static void test_composing(void) {
    struct work work;
    begin_at(&work, "four/06-four-equations", QUESTION_VALUE);
    SDL_Event event = {.edit = {.type = SDL_TEXTEDITING, .start = 1}};
    strcpy(event.edit.text, "yi");
    work_push(&work, event);
    EXPECT_STRING(typed(&work), "");
    EXPECT_STRING(answer_line_get(work_session(&work)).composed, "yi");
    work_type(&work, "一");
    EXPECT_STRING(typed(&work), "一");
    event.edit.text[0] = '\0';
    work_push(&work, event);
    EXPECT_STRING(answer_line_get(work_session(&work)).composed, "");
    work_end(&work);
}

/* Out of the line keys are keys, and what they type is no text. */
static void test_leaving(void) {
    struct work work;
    begin_at(&work, "four/06-four-equations", QUESTION_VALUE);
    work_keys(&work, "3");
    work_key(&work, SDLK_ESCAPE, 0);
    EXPECT(!answer_line_is_focused(work_session(&work)));
    work_keys(&work, "t");
    EXPECT_INT(session_settings(work_session(&work))->theme, THEME_LIGHT);
    EXPECT_STRING(typed(&work), "3");
    const struct scene_answer *line = work_scene(&work)->answer;
    work_click(&work, line->rect);
    work_keys(&work, "a"); /* comes back; in the line it would be text */
    EXPECT(answer_line_is_focused(work_session(&work)));
    work_key(&work, SDLK_F2, 0);
    EXPECT(session_ask_now(work_session(&work))->hints > 0);
    work_key(&work, SDLK_PAGEDOWN, 0);
    EXPECT(strstr(work_file(&work, "journal.jsonl"), "\"verdict\": \"skipped\"") != NULL);
    work_end(&work);
}

/* The middle of an item that shows a text, or NULL text: a formula, of a quantity. */
static bool find_item(struct work *work, enum scene_kind kind, const char *text,
                      struct scene_point *ret) {
    const struct scene *scene = work_scene(work);
    for (size_t i = scene->count; i-- > 0;) {
        const struct scene_item *item = &scene->items[i];
        *ret = (struct scene_point){item->bounds.x + item->bounds.width / 2,
                                    item->bounds.y + item->bounds.height / 2};
        if (item->kind == kind && !quantity_is_none(item->quantity) &&
            (text == NULL || strcmp(item->text, text) == 0) &&
            scene_button_at(scene, ret->x, ret->y) == 0) {
            return true;
        }
    }
    return false;
}

/* A number that is clicked is typed, a negative one behind something in parentheses. */
static void test_clicked_numbers(void) {
    struct work work;
    struct scene_point at = {0, 0};
    begin_at(&work, "ladder/01-one-neuron", QUESTION_VALUE);
    const struct scene *scene = work_scene(&work);
    const char *negative = NULL;
    for (size_t i = 0; i < scene->count && negative == NULL; i++) {
        const struct scene_item *item = &scene->items[i];
        bool is_negative = item->kind == SCENE_TEXT && !quantity_is_none(item->quantity) &&
                           strncmp(item->text, "−", strlen("−")) == 0;
        negative = is_negative ? arena_copy_text(work.arena, item->text, strlen(item->text)) : NULL;
    }
    if (negative == NULL) {
        EXPECT(find_item(&work, SCENE_TEXT, NULL, &at));
        work_button(&work, at.x, at.y, SDL_BUTTON_LEFT);
        EXPECT(*typed(&work) != '\0');
    } else {
        EXPECT(find_item(&work, SCENE_TEXT, negative, &at));
        work_button(&work, at.x, at.y, SDL_BUTTON_LEFT);
        EXPECT_STRING(typed(&work), negative);
        EXPECT(find_item(&work, SCENE_TEXT, negative, &at));
        work_button(&work, at.x, at.y, SDL_BUTTON_LEFT);
        EXPECT_STRING(typed(&work), text_format(work.arena, "%s(%s)", negative, negative));
    }
    work_end(&work);
}

/* The button that types a text. */
static struct rect typed_button(struct work *work, const char *text) {
    const struct scene *scene = work_scene(work);
    for (float y = 0; y < WORK_HEIGHT; y += 3) {
        for (float x = 0; x < WORK_WIDTH; x += 3) {
            const char *found = scene_button_typed_at(scene, x, y);
            if (found != NULL && strcmp(found, text) == 0) {
                return (struct rect){x, y, 2, 2};
            }
        }
    }
    EXPECT(false);
    return (struct rect){0};
}

/* What is put in order is clicked; a second click takes it out again. */
static void test_clicked_order(void) {
    struct work work;
    begin_at(&work, "four/06-four-equations", QUESTION_ORDER);
    work_move(&work, 1, 1);
    struct rect first = typed_button(&work, "A");
    work_move(&work, first.x, first.y);
    EXPECT(loop_window(work.desk.loop)->is_hand);
    work_click(&work, typed_button(&work, "B"));
    work_click(&work, typed_button(&work, "A"));
    EXPECT_STRING(typed(&work), "BA");
    work_click(&work, typed_button(&work, "B"));
    EXPECT_STRING(typed(&work), "A");
    work_end(&work);
}

static void test_clicked_option(void) {
    struct work work;
    begin_at(&work, "beyond/03-vanishing", QUESTION_CHOICE);
    work_click(&work, typed_button(&work, "B"));
    expect_last(&work, "\"question\": \"choice\", \"answer\": \"B\", \"verdict\": \"right\"");
    work_end(&work);
}

/* A cell is pointed at, or walked to with arrows and chosen. */
static void test_cell(void) {
    struct work work;
    begin_at(&work, "beyond/06-zero-weights", QUESTION_CELL);
    work_key(&work, SDLK_TAB, 0);
    const struct selection *selection = session_selection(work_session(&work));
    EXPECT(!quantity_is_none(selection->selected));
    struct quantity before = selection->selected;
    work_key(&work, SDLK_DOWN, 0);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT(memcmp(&before, &selection->selected, sizeof before) != 0);
    struct scene_point at = {0, 0};
    EXPECT(find_item(&work, SCENE_TEXT, NULL, &at));
    work_button(&work, at.x, at.y, SDL_BUTTON_LEFT);
    EXPECT_INT(session_ask_answer_count(work_session(&work)), 1);
    expect_last(&work, "\"question\": \"cell ∂L/∂w[1] 2,1\"");
    work_end(&work);
}

/* A formula is typed from the signs beside it, and from the symbols of the picture. */
static void test_formula(void) {
    struct work work;
    begin_at(&work, "beyond/03-vanishing", QUESTION_FORMULA);
    work_key(&work, SDLK_TAB, 0);
    size_t chosen = 99;
    EXPECT(answer_line_is_in_palette(work_session(&work), &chosen));
    work_key(&work, SDLK_END, 0);
    size_t last = 0;
    EXPECT(answer_line_is_in_palette(work_session(&work), &last) && last > chosen);
    work_key(&work, SDLK_HOME, 0);
    work_key(&work, SDLK_RETURN, 0);
    const char *first = scene_button_typed(work_scene(&work), 0);
    EXPECT_STRING(typed(&work), first);
    work_key(&work, SDLK_ESCAPE, 0);
    work_key(&work, SDLK_a, KMOD_LCTRL);
    work_keys(&work, "1");
    work_key(&work, SDLK_RETURN, 0);
    expect_last(&work, "\"question\": \"formula\", \"answer\": \"1\", \"verdict\": \"wrong\"");
    work_end(&work);
}

/* The line of a proof that is asked for. */
static void test_places(void) {
    struct work work;
    begin_at(&work, "ladder/01-one-neuron", QUESTION_LINE);
    work_click(&work, typed_button(&work, "A"));
    work_click(&work, typed_button(&work, "B"));
    expect_last(&work, "\"question\": \"line scalar_parameters 1\"");
    work_end(&work);
}

/* A term that is asked at every term of an operation. */
static void test_term(void) {
    struct work work;
    work_begin(&work, root, "xor");
    struct session *session = work.desk.opened.session;
    session_set_level(session, LEVEL_TERM);
    work_keys(&work, "p");
    for (int i = 0; i < 30 && !(session_ask_is_open(session) && session_ask_now(session)->term > 0);
         i++) {
        work_key(&work, SDLK_RIGHT, 0);
        work_key(&work, SDLK_ESCAPE, 0);
    }
    const struct asked *asked = session_ask_now(session);
    EXPECT(asked != NULL && asked->term > 0);
    work_keys(&work, "a");
    work_keys(&work, "1234.5");
    work_key(&work, SDLK_RETURN, 0);
    expect_last(&work, "\"question\": \"value ");
    expect_last(&work, text_format(work.arena, " term %zu %zu,%zu\", \"answer\": \"1234.5\"",
                                   asked->term, asked->term_cell[0], asked->term_cell[1]));
    work_end(&work);
}

/* A mistake that is known is named. */
static void test_mistake(void) {
    struct work work;
    begin_at(&work, "four/06-four-equations", QUESTION_VALUE);
    work_keys(&work, "1.099"); /* what the activation is taken of */
    work_key(&work, SDLK_RETURN, 0);
    expect_last(&work, "\"verdict\": \"wrong\", \"tries\": 1, \"mistakes\": [\"");
    work_end(&work);
}

/* How a question ends is told apart: shown, and right but for the digits, which is no answer yet.
 */
static void test_verdicts(void) {
    struct work work;
    begin_at(&work, "four/06-four-equations", QUESTION_VALUE);
    session_ask_hint(work.desk.opened.session);
    session_ask_reveal(work.desk.opened.session);
    work_key(&work, SDLK_ESCAPE, 0);
    expect_last(&work, "\"verdict\": \"shown\"");
    work_end(&work);
    begin_at(&work, "beyond/02-xor", QUESTION_VALUE);
    struct session *session = work.desk.opened.session;
    const struct quantity about = session_ask_now(session)->subject.quantity;
    session_ask_set_mode(session, ASK_NOTHING);
    double right = matrix_at(
        program_tensor_value(session_program(session), about.tensor, session_state(session)),
        (size_t)about.row, (size_t)about.column);
    session_ask_set_mode(session, ASK_LESSON);
    EXPECT(session_ask_is_open(session));
    size_t before = strlen(work_file(&work, "journal.jsonl"));
    work_keys(&work, text_format(work.arena, "%.1f", right));
    work_key(&work, SDLK_RETURN, 0);
    EXPECT_INT(session_ask_now(work_session(&work))->verdict, ASKED_FEWER_DIGITS);
    EXPECT_INT(strlen(work_file(&work, "journal.jsonl")), before);
    work_end(&work);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"a number is typed, cut, pasted and copied", test_typing},
        {"an input method composes", test_composing},
        {"the line is left and entered", test_leaving},
        {"a number that is clicked", test_clicked_numbers},
        {"an order that is clicked", test_clicked_order},
        {"an option that is clicked", test_clicked_option},
        {"a cell by keys and by the pointer", test_cell},
        {"a formula by its signs", test_formula},
        {"a line of a proof", test_places},
        {"a term", test_term},
        {"a mistake", test_mistake},
        {"what is shown, and what is no answer yet", test_verdicts},
    };
    return test_run(tests, TEST_COUNT(tests));
}
