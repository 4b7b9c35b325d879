/* What a reader leaves behind: settings that survive strangers and crashes, and a journal of which
 * no acknowledged line is lost, whoever else writes and whenever the program is killed. */
#include "engine_fixture.h"

#include "library/journal/home_folder.h"
#include "library/journal/journal.h"
#include "library/journal/settings_file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char home[] = "/tmp/backstep-home-XXXXXX";
static const char *root;

static const char *path_of(struct arena *arena, const char *name) {
    return text_format(arena, "%s/%s", home, name);
}

static void write_file(const char *path, const char *bytes) {
    FILE *file = fopen(path, "wb");
    size_t length = strlen(bytes);
    EXPECT(file != NULL && fwrite(bytes, 1, length, file) == length && fclose(file) == 0);
}

static const char *read_file(struct arena *arena, const char *path) {
    return fixture_read(arena, path).bytes;
}

/* ---- folders ---- */

static void test_folders(void) {
    struct arena *arena = arena_create();
    setenv("XDG_CONFIG_HOME", "/there", 1);
    setenv("XDG_DATA_HOME", "relative", 1);
    setenv("HOME", home, 1);
    EXPECT_STRING(home_folder_path(arena, HOME_FOLDER_CONFIG), "/there/backstep");
    EXPECT_STRING(home_folder_path(arena, HOME_FOLDER_DATA),
                  path_of(arena, ".local/share/backstep"));
    unsetenv("XDG_CONFIG_HOME");
    EXPECT_STRING(settings_file_path(arena), path_of(arena, ".config/backstep/settings.json"));
    unsetenv("HOME");
    EXPECT(home_folder_path(arena, HOME_FOLDER_CONFIG) == NULL);
    EXPECT(journal_path(arena) == NULL);
    setenv("HOME", home, 1);
    EXPECT(home_folder_make(arena, path_of(arena, "a/b/c")));
    EXPECT(home_folder_make(arena, path_of(arena, "a/b/c")));
    write_file(path_of(arena, "file"), "");
    EXPECT(!home_folder_make(arena, path_of(arena, "file")));
    EXPECT(!home_folder_make(arena, path_of(arena, "file/below")));
    arena_destroy(arena);
}

/* What cannot take the place of a file leaves nothing beside it. */
static void test_no_place(void) {
    struct arena *arena = arena_create();
    const char *folder = path_of(arena, "place/settings.json");
    EXPECT(home_folder_make(arena, folder));
    EXPECT(!home_folder_write(arena, folder, "{}", 2) && errno == EISDIR);
    EXPECT(rmdir(folder) == 0 && rmdir(path_of(arena, "place")) == 0);
    arena_destroy(arena);
}

/* ---- settings ---- */

static struct kept_settings all_settings(void) {
    return (struct kept_settings){.has_language = true,
                                  .language = LANGUAGE_CHINESE,
                                  .has_theme = true,
                                  .theme = THEME_CONTRAST,
                                  .has_motion = true,
                                  .text_scale = 150,
                                  .decimals = 5,
                                  .width = 1000,
                                  .height = 700,
                                  .notation = "four"};
}

static struct kept_settings read_settings(struct arena *arena, const char *path,
                                          const char **reterr) {
    return settings_file_read(arena, path, LANGUAGE_ENGLISH, reterr);
}

static void test_settings_stay(void) {
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "config/settings.json");
    const char *error;
    struct kept_settings none = read_settings(arena, path, &error);
    EXPECT(error == NULL && settings_file_equal(&none, &(struct kept_settings){.width = 0}));
    struct kept_settings all = all_settings();
    EXPECT(settings_file_write(arena, path, &all));
    struct kept_settings again = read_settings(arena, path, &error);
    EXPECT(error == NULL && settings_file_equal(&all, &again));
    /* nothing is a file too */
    EXPECT(settings_file_write(arena, path, &none));
    again = read_settings(arena, path, &error);
    EXPECT(error == NULL && settings_file_equal(&none, &again));
    arena_destroy(arena);
}

/* What others wrote is there afterwards, to the byte. */
static void test_settings_of_others(void) {
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "others.json");
    write_file(path, "{\"x\" : {\"a\": [1, 2.50, \"}\"]} , \"theme\":\"dark\",\n"
                     "  \"pi\": 3.14159265358979323846264338327950288 , \"last\": \"é}\" }\n\n");
    struct kept_settings all = all_settings();
    const char *error;
    EXPECT(settings_file_write(arena, path, &all));
    const char *written = read_file(arena, path);
    EXPECT(strstr(written, "\"x\" : {\"a\": [1, 2.50, \"}\"]}") != NULL);
    EXPECT(strstr(written, "\"pi\": 3.14159265358979323846264338327950288") != NULL);
    EXPECT(strstr(written, "\"last\": \"é}\"") != NULL);
    EXPECT(strstr(written, "\"dark\"") == NULL);
    struct kept_settings again = read_settings(arena, path, &error);
    EXPECT(error == NULL && settings_file_equal(&all, &again));
    arena_destroy(arena);
}

static void test_settings_wrong(void) {
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"", "1:1: error: "},
        {"[1]", "1:1: error: expected an object"},
        {"{\"theme\": \"pink\", \"scale\": 115}", "1:11: error: /theme: "},
        {"{\"scale\": 1e9, \"theme\": \"light\"}", "1:11: error: /scale: "},
        {"{\"window\": [1, 2]}", "1:13: error: /window/0: "},
        {"{\"window\": [400]}", "1:12: error: /window: "},
        {"{\"language\": 7}", "1:14: error: /language: "},
        {"{\"motion\": \"on\"", "error: "},
    };
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "wrong.json");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *error;
        write_file(path, cases[i].text);
        read_settings(arena, path, &error);
        EXPECT(error != NULL && strstr(error, cases[i].says) != NULL);
        if (error == NULL || strstr(error, cases[i].says) == NULL) {
            test_print_text("said", error != NULL ? error : "nothing");
        }
        settings_file_read(arena, path, LANGUAGE_CHINESE, &error);
        EXPECT(error != NULL && strstr(error, "错误") != NULL);
    }
    /* what is right beside it holds */
    const char *error;
    write_file(path, cases[2].text);
    struct kept_settings kept = read_settings(arena, path, &error);
    EXPECT(!kept.has_theme);
    EXPECT_INT(kept.text_scale, 115);
    /* what cannot be read at all is put aside, not lost */
    write_file(path, "{not JSON");
    EXPECT(settings_file_write(arena, path, &kept));
    EXPECT_STRING(read_file(arena, text_format(arena, "%s.old", path)), "{not JSON");
    arena_destroy(arena);
}

/* A link to a file elsewhere stays one; a folder that cannot be written is told. */
static void test_settings_places(void) {
    struct arena *arena = arena_create();
    const char *target = path_of(arena, "target.json"), *path = path_of(arena, "link.json");
    write_file(target, "{}");
    EXPECT(symlink(target, path) == 0);
    struct kept_settings all = all_settings();
    struct stat status;
    EXPECT(settings_file_write(arena, path, &all));
    EXPECT(lstat(path, &status) == 0 && S_ISLNK(status.st_mode));
    EXPECT(strstr(read_file(arena, target), "contrast") != NULL);
    /* one that leads to itself is not nothing */
    const char *ring = path_of(arena, "ring.json"), *reason;
    EXPECT(symlink(ring, ring) == 0);
    settings_file_read(arena, ring, LANGUAGE_ENGLISH, &reason);
    EXPECT(reason != NULL && strstr(reason, strerror(ELOOP)) != NULL);
    journal_read(arena, ring, LANGUAGE_ENGLISH, &reason);
    EXPECT(reason != NULL && strstr(reason, strerror(ELOOP)) != NULL);
    EXPECT(!settings_file_write(arena, "/proc/nowhere/settings.json", &all));
    EXPECT(errno != 0);
    arena_destroy(arena);
}

/* ---- the journal ---- */

static struct journal_entry answer_entry(long number) {
    return (struct journal_entry){.deed = JOURNAL_ANSWERED,
                                  .time = 1764245181 + number,
                                  .lesson = "four/06-four-equations",
                                  .notation = "four",
                                  .step = number,
                                  .steps = 23,
                                  .question = "value dZ[1] 2,1",
                                  .answer = "a \"quoted\"\n\t answer · δ",
                                  .verdict = JOURNAL_WRONG,
                                  .tries = 1,
                                  .mistakes = {"no_slope", "lost_sum"},
                                  .mistake_count = 2};
}

static bool add_line(struct journal *journal, const struct journal_entry *entry) {
    struct arena *arena = arena_create();
    const char *error;
    bool is_added = journal_add(journal, arena, entry, true, LANGUAGE_ENGLISH, &error);
    arena_destroy(arena);
    return is_added;
}

static void test_entries_return(void) {
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "data/journal.jsonl");
    const char *error;
    EXPECT_INT(journal_read(arena, path, LANGUAGE_ENGLISH, &error).count, 0);
    EXPECT(error == NULL);
    struct journal journal = journal_open(arena, path, LANGUAGE_ENGLISH, &error);
    EXPECT(error == NULL);
    struct journal_entry entry = answer_entry(7);
    EXPECT(add_line(&journal, &entry));
    journal_close(&journal);
    struct journal_entries entries = journal_read(arena, path, LANGUAGE_ENGLISH, &error);
    EXPECT(error == NULL && entries.count == 1 && entries.skipped == 0);
    if (entries.count == 1) {
        const struct journal_entry *read = &entries.items[0];
        EXPECT_INT(read->time, entry.time);
        EXPECT_INT(read->step, 7);
        EXPECT_INT(read->steps, 23);
        EXPECT_INT(read->verdict, JOURNAL_WRONG);
        EXPECT_INT(read->mistake_count, 2);
        EXPECT_STRING(read->answer, entry.answer);
        EXPECT_STRING(read->mistakes[1], "lost_sum");
        EXPECT_STRING(journal_line(arena, read), journal_line(arena, &entry));
    }
    EXPECT_STRING(journal_time_text(arena, 1764245181), "2025-11-27T12:06:21Z");
    arena_destroy(arena);
}

/* Every day of 600 years is read as it is written. */
static void test_times(void) {
    for (int64_t day = 0; day < 366 * 600; day += 13) {
        struct arena *arena = arena_create();
        struct journal_entry entry = {
            .deed = JOURNAL_OPENED, .time = day * 86400 + 3661, .lesson = "x"};
        struct journal_entry read;
        const char *line = journal_line(arena, &entry);
        EXPECT(journal_read_line(arena, line, strlen(line) - 1, &read));
        EXPECT_INT(read.time, entry.time);
        arena_destroy(arena);
    }
}

/* An answer as long as a book is cut between two characters. */
static void test_long_answer(void) {
    struct arena *arena = arena_create();
    char *answer = arena_alloc(arena, 9001, 1);
    for (size_t i = 0; i < 3000; i++) {
        memcpy(answer + 3 * i, "中", 3);
    }
    struct journal_entry entry = answer_entry(1), read;
    entry.answer = answer;
    const char *line = journal_line(arena, &entry);
    EXPECT(strlen(line) < 2000);
    EXPECT(journal_read_line(arena, line, strlen(line) - 1, &read));
    EXPECT_INT(strlen(read.answer), JOURNAL_MOST_TEXT / 3 * 3);
    arena_destroy(arena);
}

/* Strange lines are passed by and stay; half a last line is as if it were not there, and what is
 * added behind it begins a line of its own. */
static void test_strange_lines(void) {
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "strange.jsonl");
    const char *good =
        journal_line(arena, &(struct journal_entry){.deed = JOURNAL_FINISHED, .lesson = "a/b"});
    write_file(path, text_format(arena,
                                 "%s\n\nnot JSON\n[]\n{}\n{\"time\": \"yesterday\", \"did\": "
                                 "\"opened\", \"lesson\": \"x\"}\n\xFF\xFE\n%.20s",
                                 good, good));
    const char *error;
    struct journal_entries entries = journal_read(arena, path, LANGUAGE_ENGLISH, &error);
    EXPECT(error == NULL);
    EXPECT_INT(entries.count, 1);
    EXPECT_INT(entries.skipped, 5);
    struct journal journal = journal_open(arena, path, LANGUAGE_ENGLISH, &error);
    struct journal_entry entry = answer_entry(3);
    EXPECT(add_line(&journal, &entry));
    journal_close(&journal);
    entries = journal_read(arena, path, LANGUAGE_ENGLISH, &error);
    EXPECT_INT(entries.count, 2);
    EXPECT_INT(entries.skipped, 6);
    EXPECT(strstr(read_file(arena, path), "not JSON\n[]\n{}\n") != NULL);
    arena_destroy(arena);
}

/* A full disk and a place that cannot be written are told once, in both languages. */
static void test_no_room(void) {
    struct arena *arena = arena_create();
    const char *error;
    struct journal_entry entry = answer_entry(1);
    struct journal journal = journal_open(arena, "/proc/nowhere/j.jsonl", LANGUAGE_CHINESE, &error);
    EXPECT(error != NULL && strstr(error, "学习记录无法保存") != NULL);
    EXPECT(!journal_add(&journal, arena, &entry, true, LANGUAGE_ENGLISH, &error) && error == NULL);
    journal_close(&journal);
    journal = (struct journal){.descriptor = open("/dev/full", O_RDWR | O_APPEND)};
    EXPECT(!journal_add(&journal, arena, &entry, true, LANGUAGE_ENGLISH, &error));
    EXPECT(error != NULL && strstr(error, "No space left on device") != NULL);
    EXPECT(!journal_add(&journal, arena, &entry, true, LANGUAGE_ENGLISH, &error) && error == NULL);
    journal_close(&journal);
    EXPECT(mkfifo(path_of(arena, "fifo"), 0600) == 0);
    journal = journal_open(arena, path_of(arena, "fifo"), LANGUAGE_ENGLISH, &error);
    EXPECT(error != NULL && journal.descriptor < 0);
    arena_destroy(arena);
}

/* Holds the journal's lock, and writes a line in two halves; is told of by a byte once it does. */
static void write_slowly(const char *path, int told) {
    int descriptor = open(path, O_WRONLY | O_APPEND);
    struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    bool is_held =
        fcntl(descriptor, F_SETLKW, &range) == 0 && write(descriptor, "{\"time\"", 7) == 7;
    is_held = is_held && write(told, "", 1) == 1;
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    _exit(is_held && write(descriptor, ": 0}\n", 5) == 5 ? 0 : 1);
}

/* Who comes while another writes waits for the end of that line. */
static void test_one_at_a_time(void) {
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "two.jsonl"), *error;
    struct journal journal = journal_open(arena, path, LANGUAGE_ENGLISH, &error);
    int ends[2], status;
    char ignored;
    EXPECT(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        write_slowly(path, ends[1]);
    }
    close(ends[1]);
    EXPECT(read(ends[0], &ignored, 1) == 1);
    struct journal_entry entry = answer_entry(3);
    EXPECT(add_line(&journal, &entry));
    journal_close(&journal);
    EXPECT(waitpid(child, &status, 0) == child && status == 0);
    EXPECT_STRING(read_file(arena, path),
                  text_format(arena, "{\"time\": 0}\n%s", journal_line(arena, &entry)));
    close(ends[0]);
    arena_destroy(arena);
}

/* ---- kill -9 ---- */

/* Adds answers until it is killed, and tells each that was acknowledged. */
static void answer_for_ever(const char *path, int told) {
    struct arena *arena = arena_create();
    const char *error;
    struct journal journal = journal_open(arena, path, LANGUAGE_ENGLISH, &error);
    for (long number = 1;; number++) {
        struct journal_entry entry = answer_entry(number);
        entry.seconds = (long)getpid();
        if (!add_line(&journal, &entry) || write(told, &number, sizeof number) < 0) {
            _exit(1);
        }
    }
}

static pid_t start_writer(const char *path, int *ret_told) {
    int ends[2];
    EXPECT(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        answer_for_ever(path, ends[1]);
    }
    close(ends[1]);
    *ret_told = ends[0];
    return child;
}

/* The last answer that a writer, who is dead, was told is kept. */
static long last_told(int told, long number) {
    long next;
    while (read(told, &next, sizeof next) == (ssize_t)sizeof next) {
        number = next;
    }
    close(told);
    return number;
}

static size_t count_of(const struct journal_entries *entries, pid_t writer) {
    size_t count = 0;
    for (size_t i = 0; i < entries->count; i++) {
        count += entries->items[i].seconds == (long)writer;
    }
    return count;
}

/* Two writers at once are killed at 1,000 moments: whatever was acknowledged is there, and nothing
 * that is there cannot be read but for a line that each death may have cut. */
static void test_killed(void) {
    enum { MOMENTS = FIXTURE_IS_SANITIZED ? 60 : 500, WRITERS = 2, MOST_NANOSECONDS = 3000000 };
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "killed.jsonl");
    size_t lost = 0, unread = 0, told_total = 0, deaths = 0;
    srand(20261127);
    for (int moment = 0; moment < MOMENTS; moment++) {
        pid_t writers[WRITERS];
        int told[WRITERS];
        for (int i = 0; i < WRITERS; i++) {
            writers[i] = start_writer(path, &told[i]);
        }
        /* every other time one of them has begun to write: a machine may be slow */
        long begun[WRITERS] = {0};
        EXPECT(moment % 2 == 0 || read(told[0], &begun[0], sizeof *begun) == sizeof *begun);
        nanosleep(&(struct timespec){.tv_nsec = rand() % MOST_NANOSECONDS}, NULL);
        for (int i = 0; i < WRITERS; i++) {
            kill(writers[i], SIGKILL);
            waitpid(writers[i], NULL, 0);
        }
        struct arena *moment_arena = arena_create();
        const char *error;
        struct journal_entries entries = journal_read(moment_arena, path, LANGUAGE_ENGLISH, &error);
        for (int i = 0; i < WRITERS; i++) {
            size_t acknowledged = (size_t)last_told(told[i], begun[i]);
            told_total += acknowledged;
            lost += count_of(&entries, writers[i]) < acknowledged;
        }
        deaths += WRITERS;
        unread += error != NULL || entries.skipped > deaths;
        arena_destroy(moment_arena);
        if (moment % 20 == 19) {
            unlink(path); /* so that reading it again stays short */
            deaths = 0;
        }
    }
    EXPECT_INT(lost, 0);
    EXPECT_INT(unread, 0);
    EXPECT(told_total >= MOMENTS / 2);
    arena_destroy(arena);
}

/* The settings are the old or the new ones, whole. */
static void test_settings_killed(void) {
    enum { MOMENTS = 200, MOST_NANOSECONDS = 2000000 };
    struct arena *arena = arena_create();
    const char *path = path_of(arena, "killed.json");
    struct kept_settings all = all_settings();
    EXPECT(settings_file_write(arena, path, &all));
    for (int moment = 0; moment < MOMENTS; moment++) {
        pid_t child = fork();
        if (child == 0) {
            for (all.decimals = 1;; all.decimals = 1 + all.decimals % DECIMALS_MOST) {
                struct arena *own = arena_create();
                settings_file_write(own, path, &all);
                arena_destroy(own);
            }
        }
        nanosleep(&(struct timespec){.tv_nsec = rand() % MOST_NANOSECONDS}, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        struct arena *own = arena_create();
        const char *error;
        struct kept_settings kept = read_settings(own, path, &error);
        EXPECT(error == NULL && kept.theme == THEME_CONTRAST && kept.decimals > 0);
        arena_destroy(own);
    }
    arena_destroy(arena);
}

int main(int count, char **arguments) {
    (void)count;
    root = arguments[1];
    if (mkdtemp(home) == NULL) {
        return 1;
    }
    static const struct test tests[] = {
        {"the reader's folders are those of the XDG specification", test_folders},
        {"nothing is left beside a place that cannot be taken", test_no_place},
        {"settings return as they were kept", test_settings_stay},
        {"members of others survive to the byte", test_settings_of_others},
        {"wrong settings are told at their place, and left out", test_settings_wrong},
        {"a link stays a link, and a folder that refuses is told", test_settings_places},
        {"an entry returns as it was added", test_entries_return},
        {"every day is read as it is written", test_times},
        {"a long answer is cut between characters", test_long_answer},
        {"strange lines are passed by and stay", test_strange_lines},
        {"a full disk is told once", test_no_room},
        {"one writer waits for the line of another", test_one_at_a_time},
        {"killed at 1,000 moments, two writers lose nothing acknowledged", test_killed},
        {"killed at any moment, the settings are whole", test_settings_killed},
    };
    int status = test_run(tests, sizeof tests / sizeof *tests);
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", home);
    return system(command) == 0 ? status : 1;
}
