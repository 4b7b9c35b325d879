/* A window on a machine where something is wrong: a journal that cannot be read or written, a
 * notation that is broken, fonts that are damaged; and what is waited for. */
#include "desk_fixture.h"

#include <fcntl.h>

static const char *root;

static bool has_notice(const struct work *work, enum string_id words) {
    const struct session_notice *notice = session_notice(work_session(work));
    return notice != NULL && notice->words == words;
}

/* The folder of what is left behind, with something else where the journal is to be. */
static void put_in_place(struct work *work, const char *target) {
    const char *folder = text_format(work->arena, "%s/backstep", work->folder);
    EXPECT_INT(mkdir(folder, 0700), 0);
    const char *path = text_format(work->arena, "%s/journal.jsonl", folder);
    EXPECT_INT(target != NULL ? symlink(target, path) : mkdir(path, 0700), 0);
}

/* A disk that is full: that is said, and shown, when the first line cannot be written. */
static void test_full_disk(void) {
    struct work work;
    work_prepare(&work, root);
    put_in_place(&work, "/dev/full");
    desk_put(&work.desk, work_lesson(&work, "ladder/01-one-neuron"));
    EXPECT(has_notice(&work, STRING_NOTICE_NOT_KEPT));
    work_show(&work);
    work_key(&work, SDLK_RIGHT, 0);
    EXPECT_INT(session_step(work_session(&work)), 1);
    work_end(&work);
}

/* One that is full later: the same, at the first line that cannot be written. */
static void test_fuller_disk(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    EXPECT(!has_notice(&work, STRING_NOTICE_NOT_KEPT));
    int full = open("/dev/full", O_WRONLY);
    EXPECT(full >= 0 && dup2(full, work.desk.journal.journal.descriptor) >= 0);
    close(full);
    work_keys(&work, "o");
    EXPECT(work.desk.hall.is_open);
    EXPECT(has_notice(&work, STRING_NOTICE_NOT_KEPT));
    work_end(&work);
}

/* What was done is not known, and the hall is open all the same. */
static void test_unread_journal(void) {
    struct work work;
    work_prepare(&work, root);
    put_in_place(&work, NULL);
    desk_put_hall(&work.desk, work_lesson(&work, "ladder/01-one-neuron"));
    work_show(&work);
    EXPECT(work.desk.hall.hall.lesson_count > 40);
    EXPECT(work.desk.hall.hall.last == NULL);
    work_end(&work);
}

/* A folder that is the program's own but for one notation; the environment names it. */
static void break_notation(struct work *work, const char *name) {
    const char *folder = text_format(work->arena, "%s/data", work->folder);
    const char *command = text_format(
        work->arena,
        "mkdir -p '%s/assets/notations' && cd '%s' && here=$OLDPWD && ln -s \"$here/lessons\" . && "
        "ln -s \"$here\"/assets/fonts \"$here\"/assets/*.json assets/ && "
        "cp \"$here\"/assets/notations/*.json assets/notations/ && "
        "sed -i 's/\"formula\"/\"formular\"/' 'assets/notations/%s.json'",
        folder, folder, name);
    EXPECT_INT(system(text_format(work->arena, "cd '%s' && %s", root, command)), 0);
    setenv("BACKSTEP_DATA", folder, 1);
    const char *error = "";
    EXPECT(library_open(work->arena, LANGUAGE_ENGLISH, &work->library, &error));
}

/* A lesson in a notation that is broken is not opened; the panel says what is wrong with it. */
static void test_broken_notation(void) {
    struct work work;
    work_prepare(&work, root);
    desk_put(&work.desk, work_lesson(&work, "ladder/01-one-neuron"));
    break_notation(&work, "delta");
    work_show(&work);
    work_drop(&work, "delta/01-forward");
    EXPECT(work.desk.broken.is_open);
    EXPECT(strstr(work.desk.broken.errors.items[0].message, "formular") != NULL);
    EXPECT_STRING(work.desk.opened.name, "ladder/01-one-neuron");
    const struct opened_way way = {.notation = "delta",
                                   .looks = session_settings(work_session(&work))};
    struct opened opened;
    const char *error = "";
    EXPECT(!opened_read(&opened, &work.library, "xor", &way, work.arena, &error));
    EXPECT(strstr(error, "formular") != NULL);
    work_end(&work);
}

/* A lesson with formulas of its own, asked for in a notation that it is not written in. */
static void test_misfit(void) {
    struct work work;
    struct opened opened;
    const char *error = "";
    work_prepare(&work, root);
    const struct session_settings looks = {.language = LANGUAGE_ENGLISH, .text_scale = 100};
    struct opened_way way = {.notation = "delta", .looks = &looks};
    EXPECT(!opened_read(&opened, &work.library, "beyond/12-adam", &way, work.arena, &error));
    EXPECT(strstr(error, "beyond/12-adam") != NULL && strstr(error, "another notation") != NULL);
    way.is_wish = true; /* its own will do */
    EXPECT(opened_read(&opened, &work.library, "beyond/12-adam", &way, work.arena, &error));
    EXPECT_STRING(session_program(opened.session)->notation->id, "four");
    opened_close(&opened);
    work_end(&work);
}

static void test_no_fonts(void) {
    struct work work;
    char message[400] = "";
    work_prepare(&work, root);
    desk_put(&work.desk, work_lesson(&work, "ladder/01-one-neuron"));
    struct font_files damaged = work.fonts;
    damaged.files[FONT_SANS].length = 100;
    struct window_options options = work_options(&work);
    options.fonts = &damaged;
    EXPECT_INT(desk_run(&work.desk, &options, message, sizeof message), LOOP_FAILED);
    EXPECT(strstr(message, "cannot open the font") != NULL);
    EXPECT(work.desk.loop == NULL);
    work_end(&work);
}

/* ---- what is waited for ---- */

/* Turns until there is nothing to do but to wait, also for the run that is followed to its end. */
static int patience(struct work *work) {
    while (loop_patience(work->desk.loop) == 0 && !work->is_over) {
        work->is_over = !loop_turn(work->desk.loop);
    }
    return loop_patience(work->desk.loop);
}

/* With nothing to come it waits for events alone; with an answer to a key, until that is over. */
static void test_patience(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    EXPECT_INT(patience(&work), -1);
    work_keys(&work, "d");
    EXPECT(session_notice(work_session(&work)) != NULL);
    int notice = patience(&work);
    EXPECT(notice > 0 && notice <= 4000);
    while (session_notice(work_session(&work)) != NULL && !work.is_over) {
        loop_wait(work.desk.loop);
        work.is_over = !loop_turn(work.desk.loop);
    }
    EXPECT_INT(patience(&work), -1);
    work_end(&work);
}

static long count_left(struct work *work) {
    long count = 0;
    for (const char *at = work_file(work, "journal.jsonl"); (at = strstr(at, "\"left\"")) != NULL;
         at++) {
        count++;
    }
    return count;
}

/* Where the reader is, is written now and then: no window may end well. */
static void test_place(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    work_key(&work, SDLK_RIGHT, 0);
    int wait = patience(&work);
    EXPECT(wait > 0 && wait <= 10000);
    EXPECT_INT(count_left(&work), 0);
    work.desk.journal.since -= 60;
    EXPECT_INT(desk_cover(&work.desk).patience(&work.desk), 0);
    work_turn(&work);
    EXPECT_INT(count_left(&work), 1);
    EXPECT_INT(patience(&work), -1);
    work_end(&work);
}

/* A file in a folder that is not there rings no bell: it is looked for again and again. */
static void test_far_file(void) {
    struct work work;
    work_begin(&work, root, "ladder/01-one-neuron");
    const char *folder = text_format(work.arena, "%s/later", work.folder);
    const char *path = text_format(work.arena, "%s/mine.json", folder);
    work_drop(&work, path);
    EXPECT(work.desk.broken.is_open && work.desk.watch.bell == NULL);
    int wait = patience(&work);
    EXPECT(wait > 0 && wait <= 100);
    EXPECT_INT(mkdir(folder, 0700), 0);
    EXPECT_INT(system(text_format(work.arena, "cp '%s/tests/lessons/xor.json' '%s'", root, path)),
               0);
    while (work.desk.broken.is_open && !work.is_over) {
        loop_wait(work.desk.loop);
        work.is_over = !loop_turn(work.desk.loop);
    }
    EXPECT_STRING(work.desk.opened.name, path);
    work_end(&work);
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    static const struct test tests[] = {
        {"a disk that is full", test_full_disk},
        {"a disk that is full later", test_fuller_disk},
        {"a journal that cannot be read", test_unread_journal},
        {"a notation that is broken", test_broken_notation},
        {"a lesson that does not fit", test_misfit},
        {"fonts that are damaged", test_no_fonts},
        {"what is waited for", test_patience},
        {"the place is written now and then", test_place},
        {"a file where no folder is yet", test_far_file},
    };
    return test_run(tests, TEST_COUNT(tests));
}
