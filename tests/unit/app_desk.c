/* A lesson in its window: keys and the pointer do what they do elsewhere, what is typed is an
 * answer, and what is kept is in the files. */
#include "desk_fixture.h"

#include <signal.h>

static const char *root;

static void test_keys(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    const struct session *session = work_session(&work);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT_INT(session_step(session), 1);
    work_key(&work, SDLK_END, 0);
    EXPECT_INT(session_step(session), session_program(session)->step_count);
    work_key(&work, SDLK_HOME, 0);
    EXPECT_INT(session_step(session), 0);
    work_keys(&work, "l");
    EXPECT_INT(session_settings(session)->language, LANGUAGE_CHINESE);
    const char *title = SDL_GetWindowTitle(loop_window(work.desk.loop)->handle);
    EXPECT(strstr(title, session_lesson(session)->title.in[LANGUAGE_CHINESE]) == title);
    work_key(&work, SDLK_F11, 0);
    Uint32 flags = SDL_GetWindowFlags(loop_window(work.desk.loop)->handle);
    EXPECT((flags & SDL_WINDOW_FULLSCREEN_DESKTOP) == SDL_WINDOW_FULLSCREEN_DESKTOP);
    work_key(&work, SDLK_F11, 0);
    flags = SDL_GetWindowFlags(loop_window(work.desk.loop)->handle);
    EXPECT((flags & SDL_WINDOW_FULLSCREEN_DESKTOP) == 0);
    work_keys(&work, "q");
    EXPECT(!work.is_over); /* asked once more */
    work_keys(&work, "q");
    EXPECT(work.is_over && loop_has_quit(work.desk.loop));
    work_end(&work);
}

/* A key that is held down steps on, and opens nothing again and again. */
static void test_held_keys(void) {
    struct work work;
    work_begin(&work, root, "xor");
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .repeat = 1}};
    event.key.keysym = (SDL_Keysym){SDL_SCANCODE_RIGHT, SDLK_RIGHT, 0, 0};
    work_push(&work, event);
    work_push(&work, event);
    EXPECT_INT(session_step(work_session(&work)), 2);
    event.key.keysym = (SDL_Keysym){SDL_SCANCODE_L, SDLK_l, 0, 0};
    work_push(&work, event);
    EXPECT_INT(session_settings(work_session(&work))->language, LANGUAGE_ENGLISH);
    work_end(&work);
}

/* A step moves where motion is wanted: frames until it is over. */
static void test_motion(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    work_keys(&work, "v");
    EXPECT(!session_settings(work_session(&work))->is_motion_reduced);
    struct window *window = loop_window(work.desk.loop);
    SDL_Event event = {.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_RIGHT}}};
    SDL_PushEvent(&event);
    long frames = 0;
    do {
        loop_turn(work.desk.loop);
        frames += frames_are_moving(&window->frames);
        loop_wait(work.desk.loop);
    } while (!work_is_calm(&work));
    EXPECT(frames > 0);
    EXPECT_INT(session_step(work_session(&work)), 1);
    SDL_PushEvent(&event);
    loop_turn(work.desk.loop);
    EXPECT(frames_are_moving(&window->frames));
    work_key(&work, SDLK_RIGHT, 0); /* whoever is in a hurry sees no more of it */
    EXPECT_INT(session_step(work_session(&work)), 3);
    work_end(&work);
}

/* The middle of something in the picture that has a quantity. */
static struct scene_point some_quantity(struct work *work) {
    const struct scene *scene = work_scene(work);
    for (size_t i = 0; i < scene->count; i++) {
        const struct scene_item *item = &scene->items[i];
        struct scene_point at = {item->bounds.x + item->bounds.width / 2,
                                 item->bounds.y + item->bounds.height / 2};
        if (!quantity_is_none(item->quantity) && item->quantity.row >= 0 &&
            scene_button_at(scene, at.x, at.y) == 0) {
            return at;
        }
    }
    EXPECT(false);
    return (struct scene_point){0, 0};
}

static void test_pointer(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    const struct session *session = work_session(&work);
    const struct selection *selection = session_selection(session);
    work_key(&work, SDLK_RIGHT, 0);
    struct scene_point at = some_quantity(&work);
    work_move(&work, at.x, at.y);
    EXPECT(quantity_is_none(selection->hovered)); /* a window that opens there is not pointed at */
    work_move(&work, 2, 2);
    work_move(&work, at.x, at.y);
    EXPECT(!quantity_is_none(selection->hovered));
    EXPECT(loop_window(work.desk.loop)->is_hand);
    work_button(&work, at.x, at.y, SDL_BUTTON_LEFT);
    EXPECT(!quantity_is_none(selection->selected));
    work_button(&work, at.x, at.y, SDL_BUTTON_RIGHT);
    EXPECT(quantity_is_none(selection->selected));
    work_push(&work,
              (SDL_Event){.window = {.type = SDL_WINDOWEVENT, .event = SDL_WINDOWEVENT_LEAVE}});
    EXPECT(quantity_is_none(selection->hovered));
    EXPECT(!loop_window(work.desk.loop)->is_hand);
    work_click(&work, work_button_rect(&work, ACTION_HELP));
    EXPECT(session_settings(session)->is_help_open);
    work_key(&work, SDLK_ESCAPE, 0);
    work_button(&work, at.x, at.y, SDL_BUTTON_X2);
    EXPECT_INT(session_step(session), 2);
    work_button(&work, at.x, at.y, SDL_BUTTON_X1);
    EXPECT_INT(session_step(session), 1);
    work_end(&work);
}

/* The middle of a handle, where the picture has it. */
static struct scene_point handle_at(struct work *work, enum stage_handle handle) {
    struct stage_size size = window_picture_size(loop_window(work->desk.loop));
    for (int y = 0; y < size.height; y += 2) {
        for (int x = size.width / 2; x < size.width; x += 2) {
            if (stage_handle_at(work_session(work), size, (float)x, (float)y) == handle) {
                return (struct scene_point){(float)x, (float)y};
            }
        }
    }
    EXPECT(false);
    return (struct scene_point){0, 0};
}

/* Held with the button, it goes where the pointer goes, and no further when it is let go. */
static void test_handle(void) {
    struct work work;
    work_begin(&work, root, "xor");
    struct scene_point at = handle_at(&work, HANDLE_ITERATIONS);
    SDL_Event event = {.button = {.type = SDL_MOUSEBUTTONDOWN, .button = SDL_BUTTON_LEFT}};
    event.button.x = (int)at.x;
    event.button.y = (int)at.y;
    work_push(&work, event);
    long first = session_step(work_session(&work));
    EXPECT(first > 0);
    work_move(&work, at.x + 40, at.y + 200);
    long second = session_step(work_session(&work));
    EXPECT(second > first);
    event.type = SDL_MOUSEBUTTONUP;
    work_push(&work, event);
    work_move(&work, at.x + 90, at.y);
    EXPECT_INT(session_step(work_session(&work)), second);
    EXPECT(session_selection(work_session(&work))->step > second); /* where it points */
    work_end(&work);
}

/* The wheel turns pages, and with Ctrl the text is larger or smaller. */
static void test_wheel(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    int scale = session_settings(work_session(&work))->text_scale;
    SDL_SetModState(KMOD_LCTRL);
    work_wheel(&work, 1);
    EXPECT(session_settings(work_session(&work))->text_scale > scale);
    work_wheel(&work, -1);
    EXPECT_INT(session_settings(work_session(&work))->text_scale, scale);
    SDL_SetModState(KMOD_NONE);
    work_wheel(&work, 1);
    EXPECT_INT(session_settings(work_session(&work))->text_scale, scale);
    work_end(&work);
}

/* What the window system tells: what was lost is painted again, and another size is another
 * picture.
 */
static void test_window_events(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    struct window *window = loop_window(work.desk.loop);
    static const Uint32 lost[] = {SDL_RENDER_TARGETS_RESET, SDL_RENDER_DEVICE_RESET};
    for (size_t i = 0; i < TEST_COUNT(lost); i++) {
        memset(window->screen.raster.pixels, 0, 4);
        SDL_Event event = {.type = lost[i]};
        SDL_PushEvent(&event);
        SDL_PumpEvents();
        work_turn(&work);
        EXPECT(!window->is_lost);
    }
    SDL_SetWindowSize(window->handle, 900, 600);
    work_turn(&work);
    EXPECT_INT(window_picture_size(window).width, 900);
    EXPECT_INT(window->frames.goal.scene.width, 900);
    work_push(&work, (SDL_Event){.type = SDL_QUIT});
    EXPECT(work.is_over);
    work_end(&work);
}

/* What is changed here is kept, and nothing else. */
static void test_settings(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    work_close(&work);
    EXPECT_STRING(work_file(&work, "settings.json"), "");
    work_forget(&work);
    work_begin(&work, root, "ladder/01-one-neuron");
    work_keys(&work, "lvtdn");
    work_key(&work, SDLK_KP_PLUS, KMOD_LCTRL);
    work.desk.width = 800; /* as desk_run sees it */
    work.desk.height = 610;
    int scale = session_settings(work_session(&work))->text_scale;
    const char *id = session_program(work_session(&work))->notation->id;
    EXPECT(scale > 100);
    work_close(&work);
    const char *path = text_format(work.arena, "%s/backstep/settings.json", work.folder);
    const char *error = NULL;
    struct kept_settings kept = settings_file_read(work.arena, path, LANGUAGE_ENGLISH, &error);
    EXPECT(error == NULL);
    EXPECT(kept.has_language && kept.language == LANGUAGE_CHINESE);
    EXPECT(kept.has_motion && kept.is_motion_on);
    EXPECT(kept.has_theme && kept.theme == THEME_LIGHT);
    EXPECT_INT(kept.text_scale, scale);
    EXPECT_INT(kept.decimals, 4);
    EXPECT_STRING(kept.notation, id);
    EXPECT_INT(kept.width, 800);
    EXPECT_INT(kept.height, 610);
    work_forget(&work);
}

/* Where nothing can be written, that is said once and shown, and the lesson goes on. */
static void test_nothing_kept(void) {
    struct work work;
    work_prepare(&work, root);
    setenv("XDG_DATA_HOME", "/dev/null/nowhere", 1);
    desk_put(&work.desk, work_lesson(&work, "ladder/01-one-neuron"));
    const struct session_notice *notice = session_notice(work_session(&work));
    EXPECT(notice != NULL && notice->words == STRING_NOTICE_NOT_KEPT);
    work_show(&work);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT_INT(session_step(work_session(&work)), 1);
    work.desk.settings_path = "/dev/null/nowhere/settings.json";
    work_keys(&work, "t");
    work_end(&work);
}

/* Does one thing after the other when nothing else is to be done, and closes the window. */
static enum chore_state go_on(void *owner) {
    struct work *work = owner;
    struct window *window = loop_window(work->desk.loop);
    if (session_step(work_session(work)) == 0) {
        SDL_PushEvent(&(SDL_Event){.key = {.type = SDL_KEYDOWN, .keysym = {.sym = SDLK_RIGHT}}});
        return CHORE_MORE;
    }
    SDL_SetWindowSize(window->handle, 1000, 640);
    SDL_PushEvent(&(SDL_Event){.type = SDL_QUIT});
    return CHORE_DONE;
}

static enum chore_state fail(void *owner) {
    (void)owner;
    return CHORE_FAILED;
}

static void test_run_all(void) {
    char message[200] = "";
    struct work work;
    work_prepare(&work, root);
    desk_put(&work.desk, work_lesson(&work, "ladder/01-one-neuron"));
    struct window_options options = work_options(&work);
    options.chore = (struct chore){go_on, &work};
    EXPECT_INT(desk_run(&work.desk, &options, message, sizeof message), LOOP_CLOSED);
    EXPECT_STRING(message, "");
    EXPECT_INT(session_step(work_session(&work)), 1);
    EXPECT_INT(work.desk.width, 1000);
    EXPECT_INT(work.desk.height, 640);
    options.chore = (struct chore){fail, NULL};
    options.is_size_remembered = true; /* from a larger screen */
    options.width = 100000;
    options.height = 100000;
    EXPECT_INT(desk_run(&work.desk, &options, message, sizeof message), LOOP_CHORE_FAILED);
    setenv("SDL_VIDEODRIVER", "none such", 1);
    EXPECT_INT(desk_run(&work.desk, &options, message, sizeof message), LOOP_NO_DISPLAY);
    EXPECT(*message != '\0');
    work_end(&work);
}

/* A long way is gone in slices, between which the reader is heard: End to a million iterations, and
 * Home before it is there. */
static void test_long_way(void) {
    enum { TURNS = 12 };
    struct work work;
    work_prepare(&work, root);
    const char *path =
        work_write(&work, text_format(work.arena, "%s/lessons/beyond/02-xor.json", root),
                   "\"iterations\": 2000", "\"iterations\": 1000000");
    desk_put(&work.desk, work_lesson(&work, path));
    work_show(&work);
    const struct session *session = work_session(&work);
    SDL_Event event = work_press(SDLK_END, 0);
    EXPECT(SDL_PushEvent(&event) > 0);
    long before = -1;
    for (int i = 0; i < TURNS; i++) {
        EXPECT(loop_turn(work.desk.loop));
        EXPECT_INT(session_aim(session), session_program(session)->step_count);
        EXPECT(session_step(session) < session_aim(session));
        EXPECT(session_step(session) > before || i == 0);
        EXPECT_INT(loop_patience(work.desk.loop), 0);
        before = session_step(session);
    }
    work_key(&work, SDLK_HOME, 0);
    EXPECT_INT(session_step(session), 0);
    work_end(&work);
}

/* A signal to end ends it as a click on the window's cross does. */
static void test_signal(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT_INT(kill(getpid(), SIGTERM), 0);
    while (loop_turn(work.desk.loop)) {
        loop_wait(work.desk.loop);
    }
    EXPECT(loop_has_quit(work.desk.loop));
    work_close(&work);
    EXPECT(strstr(work_file(&work, "journal.jsonl"), "\"did\": \"left\"") != NULL);
    work_forget(&work);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"keys step, look otherwise and quit", test_keys},
        {"a key that is held down", test_held_keys},
        {"a step moves, and who is in a hurry is not held up", test_motion},
        {"the pointer shows, selects and steps", test_pointer},
        {"a handle is drawn along", test_handle},
        {"the wheel, with Ctrl and without", test_wheel},
        {"what the window system tells", test_window_events},
        {"what is changed is kept", test_settings},
        {"where nothing can be kept", test_nothing_kept},
        {"from the first picture to the end", test_run_all},
        {"a long way is gone in slices", test_long_way},
        {"a signal to end", test_signal},
    };
    return test_run(tests, TEST_COUNT(tests));
}
