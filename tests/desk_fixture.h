#ifndef BACKSTEP_TESTS_DESK_FIXTURE_H
#define BACKSTEP_TESTS_DESK_FIXTURE_H

/* A desk with its window, on SDL's driver that shows nothing: events are pushed, turns are taken by
 * hand, and what became of it is the session's, the desk's and the files'. */

#include "test.h"

#include "app/desk/desk.h"
#include "base/file.h"
#include "base/text.h"
#include "view/draw/scene_button.h"

#include <SDL.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WORK_WIDTH = 1280, WORK_HEIGHT = 720 };

/* At work; it must stay where it is. */
struct work {
    struct arena *arena;
    struct library library;
    struct font_files fonts;
    struct desk desk;
    bool is_over; /* the loop has ended */
    char folder[64];
};

/* What a program's environment is, and the folder of what it leaves behind. */
static inline void work_environment(const char *root, char folder[64]) {
    strcpy(folder, "/tmp/backstep-desk-XXXXXX");
    EXPECT(mkdtemp(folder) != NULL);
    setenv("BACKSTEP_DATA", root, 1);
    setenv("XDG_DATA_HOME", folder, 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
}

static inline struct opened work_lesson(struct work *work, const char *name) {
    static const struct session_settings looks = {.language = LANGUAGE_ENGLISH,
                                                  .text_scale = 100,
                                                  .decimals = 3,
                                                  .is_motion_reduced = true,
                                                  .level = LEVEL_OPERATION};
    struct opened opened = {.arena = NULL};
    const char *error = "";
    EXPECT(opened_read(&opened, &work->library, name, &(struct opened_way){.looks = &looks},
                       work->arena, &error));
    EXPECT_STRING(error, "");
    return opened;
}

/* The library and the desk, with nothing on it yet. */
static inline void work_prepare(struct work *ret, const char *root) {
    const char *error = "";
    *ret = (struct work){.arena = arena_create()};
    work_environment(root, ret->folder);
    EXPECT(library_open(ret->arena, LANGUAGE_ENGLISH, &ret->library, &error));
    EXPECT(library_open_fonts(&ret->library, ret->arena, &ret->fonts, &error));
    EXPECT_STRING(error, "");
    desk_begin(&ret->desk, ret->arena, &ret->library, &(struct kept_settings){.width = 0});
}

static inline struct window_options work_options(struct work *work) {
    return (struct window_options){.fonts = &work->fonts,
                                   .width = WORK_WIDTH,
                                   .height = WORK_HEIGHT,
                                   .cover = desk_cover(&work->desk)};
}

/* What is shown is what is, and nothing is on the way. */
static inline bool work_is_calm(const struct work *work) {
    const struct window *window = loop_window(work->desk.loop);
    const struct session *session = work->desk.opened.session;
    return !window->is_stale && !window->is_lost && !frames_are_moving(&window->frames) &&
           session_aim(session) == session_step(session);
}

static inline void work_turn(struct work *work) {
    enum { MOST_TURNS = 20000 };
    for (int i = 0; i < MOST_TURNS && !work->is_over; i++) {
        work->is_over = !loop_turn(work->desk.loop);
        if (!work->is_over && work_is_calm(work) && SDL_PollEvent(NULL) == 0) {
            return;
        }
    }
    EXPECT(work->is_over);
}

static inline void work_show(struct work *work) {
    const struct window_options options = work_options(work);
    enum loop_end end;
    char message[200] = "";
    work->desk.loop =
        loop_create(work->desk.opened.session, &options, &end, message, sizeof message);
    EXPECT_STRING(message, "");
    work_turn(work);
}

/* A desk with a lesson, in its window. */
static inline void work_begin(struct work *ret, const char *root, const char *lesson) {
    work_prepare(ret, root);
    desk_put(&ret->desk, work_lesson(ret, lesson));
    work_show(ret);
}

/* The window is closed and everything written; what is in the folder can be read yet. */
static inline void work_close(struct work *work) {
    desk_end(&work->desk);
    loop_destroy(work->desk.loop);
    font_files_close(&work->fonts);
}

/* Takes the folder away. */
static inline void work_forget(struct work *work) {
    EXPECT_INT(system(text_format(work->arena, "rm -r '%s'", work->folder)), 0);
    arena_destroy(work->arena);
}

static inline void work_end(struct work *work) {
    work_close(work);
    work_forget(work);
}

/* ---- what the reader does ---- */

static inline void work_push(struct work *work, SDL_Event event) {
    EXPECT(SDL_PushEvent(&event) > 0);
    work_turn(work);
}

static inline SDL_Event work_press(SDL_Keycode code, Uint16 held) {
    SDL_Event event = {.key = {.type = SDL_KEYDOWN}};
    event.key.keysym =
        (SDL_Keysym){.scancode = SDL_GetScancodeFromKey(code), .sym = code, .mod = held};
    return event;
}

static inline void work_key(struct work *work, SDL_Keycode code, Uint16 held) {
    work_push(work, work_press(code, held));
}

/* As a keyboard or an input method writes it. */
static inline void work_type(struct work *work, const char *text) {
    SDL_Event event = {.text = {.type = SDL_TEXTINPUT}};
    snprintf(event.text.text, sizeof event.text.text, "%s", text);
    work_push(work, event);
}

/* One key after the other, each with the text that it types where that is asked for as it is
 * pressed. */
static inline void work_keys(struct work *work, const char *keys) {
    for (const char *c = keys; *c != '\0' && !work->is_over; c++) {
        SDL_Event event = work_press(*c, 0);
        EXPECT(SDL_PushEvent(&event) > 0);
        bool has_text = SDL_EventState(SDL_TEXTINPUT, SDL_QUERY) == SDL_ENABLE;
        work_turn(work);
        if (has_text) {
            work_type(work, (const char[]){*c, '\0'});
        }
    }
}

static inline void work_move(struct work *work, float x, float y) {
    work_push(work, (SDL_Event){.motion = {.type = SDL_MOUSEMOTION, .x = (int)x, .y = (int)y}});
}

static inline void work_button(struct work *work, float x, float y, Uint8 button) {
    SDL_Event event = {
        .button = {.type = SDL_MOUSEBUTTONDOWN, .button = button, .x = (int)x, .y = (int)y}};
    work_push(work, event);
    event.type = SDL_MOUSEBUTTONUP;
    work_push(work, event);
}

static inline void work_click(struct work *work, struct rect rect) {
    work_button(work, rect.x + rect.width / 2, rect.y + rect.height / 2, SDL_BUTTON_LEFT);
}

static inline void work_wheel(struct work *work, int up) {
    work_push(work, (SDL_Event){.wheel = {.type = SDL_MOUSEWHEEL, .y = up}});
}

static inline void work_drop(struct work *work, const char *path) {
    work_push(work, (SDL_Event){.drop = {.type = SDL_DROPFILE, .file = SDL_strdup(path)}});
}

/* ---- what became of it ---- */

static inline const struct session *work_session(const struct work *work) {
    return work->desk.opened.session;
}

static inline const struct scene *work_scene(struct work *work) {
    return window_scene(loop_window(work->desk.loop));
}

/* Where a button with that action is to be clicked; nowhere: a rect without width. */
static inline struct rect work_button_rect(struct work *work, int action) {
    enum { GRID = 3 };
    const struct scene *scene = work_scene(work);
    for (int y = 0; y < WORK_HEIGHT; y += GRID) {
        for (int x = 0; x < WORK_WIDTH; x += GRID) {
            if (scene_button_at(scene, (float)x, (float)y) == action) {
                return (struct rect){(float)x, (float)y, 2, 2};
            }
        }
    }
    return (struct rect){0};
}

/* Clicks all over the window where nothing but the cover is to take it: the lesson stays as it is.
 * Returns how many clicks there were. */
static inline size_t work_click_over(struct work *work,
                                     bool (*is_covered)(const struct scene *, float, float)) {
    enum { GRID = 40 };
    const struct selection *selection = session_selection(work_session(work));
    const struct quantity selected = selection->selected;
    const long step = session_step(work_session(work));
    size_t count = 0;
    for (int y = 1; y < WORK_HEIGHT; y += GRID / 4) {
        for (int x = 1; x < WORK_WIDTH; x += GRID) {
            if (is_covered(work_scene(work), (float)x, (float)y)) {
                work_button(work, (float)x, (float)y, SDL_BUTTON_LEFT);
                count++;
            }
            EXPECT_INT(session_step(work_session(work)), step);
            EXPECT(quantity_equal(selection->selected, selected));
        }
    }
    return count;
}

/* A file that was left behind, as text; "" when there is none. */
static inline const char *work_file(struct work *work, const char *name) {
    struct file_content content;
    const char *message;
    const char *path = text_format(work->arena, "%s/backstep/%s", work->folder, name);
    return file_read(work->arena, path, 1 << 20, &content, &message) ? content.bytes : "";
}

/* A lesson in the reader's own folder: another one's text with a part of it replaced. */
static inline const char *work_write(struct work *work, const char *from, const char *old,
                                     const char *new) {
    struct file_content content;
    const char *message;
    const char *path = text_format(work->arena, "%s/mine.json", work->folder);
    EXPECT(file_read(work->arena, from, 1 << 20, &content, &message));
    const char *at = strstr(content.bytes, old);
    FILE *file = fopen(path, "w");
    EXPECT(at != NULL && file != NULL);
    fprintf(file, "%.*s%s%s", (int)(at - content.bytes), content.bytes, new, at + strlen(old));
    fclose(file);
    return path;
}

#endif
