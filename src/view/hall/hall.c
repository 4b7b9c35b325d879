#include "view/hall/hall.h"

#include "view/hall/hall_search.h"

#include <string.h>

/* ---- what there is ---- */

static bool is_in(const char *name, const struct course *course) {
    size_t length = strlen(course->folder);
    return strncmp(name, course->folder, length) == 0 && name[length] == '/';
}

static bool is_in_any(const char *name, const struct courses *courses) {
    for (size_t i = 0; i < courses->count; i++) {
        if (is_in(name, &courses->items[i])) {
            return true;
        }
    }
    return false;
}

/* Names begin with the lesson's place in its course: their order is the courses'. */
static void sort_by_name(struct hall_lesson *lessons, size_t count) {
    for (size_t i = 1; i < count; i++) {
        struct hall_lesson item = lessons[i];
        size_t at = i;
        for (; at > 0 && strcmp(lessons[at - 1].name, item.name) > 0; at--) {
            lessons[at] = lessons[at - 1];
        }
        lessons[at] = item;
    }
}

struct building {
    struct hall_lesson *lessons;
    struct hall_course *courses;
    const struct lesson_shelf *shelf;
    const struct courses *listed;
    const struct progress *progress;
};

/* Adds the lessons of a listed course; NULL: those of none. */
static void add_course(struct hall *hall, const struct building *building,
                       const struct course *listed) {
    struct hall_course course = {.title = NO_WORDS, .goal = NO_WORDS, .first = hall->lesson_count};
    if (listed != NULL) {
        course.title = listed->title;
        course.goal = listed->goal;
    }
    for (size_t i = 0; i < building->shelf->count; i++) {
        const struct shipped_lesson *shipped = &building->shelf->lessons[i];
        bool is_here = listed != NULL ? is_in(shipped->name, listed)
                                      : !is_in_any(shipped->name, building->listed);
        if (is_here) {
            const struct lesson_progress *progress =
                progress_find(building->progress, shipped->name);
            building->lessons[hall->lesson_count++] =
                (struct hall_lesson){shipped->name, shipped->lesson, progress};
            course.done += progress != NULL && progress->is_finished;
        }
    }
    course.count = hall->lesson_count - course.first;
    if (course.count > 0) {
        sort_by_name(building->lessons + course.first, course.count);
        building->courses[hall->course_count++] = course;
    }
}

/* The reader is at a lesson of its course. */
static void go_to(struct hall *hall, const struct hall_lesson *lesson) {
    size_t index = (size_t)(lesson - hall->lessons);
    for (size_t i = 0; i < hall->course_count; i++) {
        const struct hall_course *course = &hall->courses[i];
        if (index >= course->first && index < course->first + course->count) {
            hall->course = i;
            hall->chosen = index - course->first;
        }
    }
}

/* The reader has come to its end and stayed there. */
static bool is_over(const struct hall_lesson *lesson) {
    const struct lesson_progress *progress = lesson->progress;
    return progress != NULL && progress->is_finished && progress->step >= progress->steps;
}

struct hall hall_create(struct arena *arena, const struct lesson_shelf *shelf,
                        const struct courses *listed, const struct progress *progress) {
    struct building building = {ARENA_ARRAY(arena, struct hall_lesson, shelf->count + 1),
                                ARENA_ARRAY(arena, struct hall_course, listed->count + 1), shelf,
                                listed, progress};
    struct hall hall = {.lessons = building.lessons,
                        .courses = building.courses,
                        .hits = ARENA_ARRAY(arena, size_t, shelf->count + 1),
                        .columns = 1,
                        .rows = 1};
    for (size_t i = 0; i < listed->count; i++) {
        add_course(&hall, &building, &listed->items[i]);
    }
    add_course(&hall, &building, NULL);
    for (size_t i = 0; i < hall.lesson_count; i++) {
        const struct hall_lesson *lesson = &hall.lessons[i];
        bool is_later = lesson->progress != NULL &&
                        (hall.last == NULL || lesson->progress->rank > hall.last->progress->rank);
        hall.last = is_later ? lesson : hall.last;
    }
    while (hall.last != NULL && is_over(hall.last) && hall_next(&hall, hall.last->name) != NULL) {
        hall.last = hall_next(&hall, hall.last->name); /* what is over is not gone on with */
    }
    hall.is_at_last = hall.lesson_count > 0;
    if (hall.last != NULL) {
        go_to(&hall, hall.last);
    }
    return hall;
}

size_t hall_shown_count(const struct hall *hall) {
    return *hall->query != '\0'     ? hall->hit_count
           : hall->course_count > 0 ? hall->courses[hall->course].count
                                    : 0;
}

const struct hall_lesson *hall_shown(const struct hall *hall, size_t index) {
    return *hall->query != '\0' ? &hall->lessons[hall->hits[index]]
                                : &hall->lessons[hall->courses[hall->course].first + index];
}

const struct hall_lesson *hall_chosen(const struct hall *hall) {
    return hall->is_at_last && hall->last != NULL  ? hall->last
           : hall->is_at_last                      ? hall->lessons
           : hall->chosen < hall_shown_count(hall) ? hall_shown(hall, hall->chosen)
                                                   : NULL;
}

/* The lesson of a name; NULL: there is none. */
static const struct hall_lesson *find_lesson(const struct hall *hall, const char *name) {
    for (size_t i = 0; i < hall->lesson_count; i++) {
        if (strcmp(hall->lessons[i].name, name) == 0) {
            return &hall->lessons[i];
        }
    }
    return NULL;
}

/* "…/ladder/01-one-neuron.json" is that lesson's file, wherever it is. */
static bool is_file_of(const char *path, const char *name) {
    static const char ending[] = ".json";
    size_t length = strlen(path), of_name = strlen(name), of_file = of_name + strlen(ending);
    const char *file = length >= of_file ? path + length - of_file : "";
    bool is_whole = file == path || (*file != '\0' && file[-1] == '/');
    return is_whole && strncmp(file, name, of_name) == 0 && strcmp(file + of_name, ending) == 0;
}

const struct hall_lesson *hall_next(const struct hall *hall, const char *name) {
    const struct hall_lesson *lesson = find_lesson(hall, name);
    for (size_t i = 0; i < hall->lesson_count && lesson == NULL; i++) {
        lesson = is_file_of(name, hall->lessons[i].name) ? &hall->lessons[i] : NULL;
    }
    bool has_next = lesson != NULL && (size_t)(lesson - hall->lessons) + 1 < hall->lesson_count;
    return has_next ? lesson + 1 : NULL;
}

/* ---- walking ---- */

/* Brings the row of what the reader is at into sight. */
static void show_chosen(struct hall *hall) {
    size_t row = hall->chosen / hall->columns;
    if (row < hall->top) {
        hall->top = row;
    } else if (row >= hall->top + hall->rows) {
        hall->top = row + 1 - hall->rows;
    }
}

static enum hall_request walk(struct hall *hall, long by) {
    size_t count = hall_shown_count(hall);
    long columns = (long)hall->columns;
    if (hall->is_at_last) {
        hall->is_at_last = by < 0; /* down or right: to the lessons */
    } else if (count > 0) {
        long to = (long)hall->chosen + by;
        bool is_above = to < 0 && by <= -columns;
        bool is_up = is_above && *hall->query == '\0';
        hall->is_at_last = is_up;
        long last = (long)count - 1;
        bool has_row_below = (long)hall->chosen / columns < last / columns;
        to = to > last && (by == 1 || !has_row_below) ? (long)hall->chosen : to > last ? last : to;
        hall->chosen = to >= 0 ? (size_t)to : is_above ? hall->chosen : 0;
    }
    show_chosen(hall);
    return HALL_CHANGED;
}

static enum hall_request walk_courses(struct hall *hall, bool is_forward) {
    size_t count = hall->course_count;
    if (count > 0) {
        hall->course = (hall->course + (is_forward ? 1 : count - 1)) % count;
        hall->chosen = 0;
        hall->top = 0;
        hall->is_at_last = false;
    }
    return HALL_CHANGED;
}

/* ---- searching ---- */

static enum hall_request end_search(struct hall *hall) {
    const struct hall_lesson *chosen = hall_chosen(hall);
    hall->is_searching = false;
    hall->query[0] = '\0';
    hall->top = 0;
    hall->chosen = 0;
    if (chosen != NULL) {
        go_to(hall, chosen);
        show_chosen(hall);
    }
    return HALL_CHANGED;
}

static enum hall_request type(struct hall *hall, struct key key, enum language language) {
    size_t length = strlen(hall->query);
    if (key.name == KEY_BACKSPACE && length > 0) {
        hall->query[length - 1] = '\0';
    } else if (key.name != KEY_BACKSPACE && length < HALL_MOST_QUERY) {
        hall->query[length] = key.name == KEY_SPACE ? ' ' : key.character;
        hall->query[length + 1] = '\0';
    }
    hall->hit_count =
        hall_search_hits(hall->lessons, hall->lesson_count, hall->query, language, hall->hits);
    hall->chosen = 0;
    hall->top = 0;
    hall->is_at_last = false;
    return HALL_CHANGED;
}

static bool is_typed(struct key key) {
    return !key.has_control &&
           (key.name == KEY_CHARACTER || key.name == KEY_SPACE || key.name == KEY_BACKSPACE);
}

static enum hall_request walk_by_key(struct hall *hall, struct key key) {
    long columns = (long)hall->columns, page = columns * (long)hall->rows;
    const struct {
        enum key_name name;
        long by;
    } ways[] = {{KEY_LEFT, -1},      {KEY_RIGHT, 1},       {KEY_UP, -columns},
                {KEY_DOWN, columns}, {KEY_PAGE_UP, -page}, {KEY_PAGE_DOWN, page}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (ways[i].name == key.name) {
            return walk(hall, ways[i].by);
        }
    }
    return HALL_NOT_MINE;
}

enum hall_request hall_take_key(struct hall *hall, struct key key, enum language language) {
    if (hall->is_searching && is_typed(key)) {
        return type(hall, key, language);
    }
    if (key.name == KEY_ESCAPE) {
        return hall->is_searching ? end_search(hall) : HALL_CLOSE;
    }
    if (key.name == KEY_TAB) {
        return walk_courses(hall, !key.has_shift);
    }
    if (key.name == KEY_ENTER) {
        return hall_chosen(hall) == NULL ? HALL_CHANGED
               : key.has_shift           ? HALL_OPEN_FRESH
                                         : HALL_OPEN;
    }
    if (key.name == KEY_CHARACTER && key.character == '/' && !key.has_control) {
        hall->is_searching = true;
        return HALL_CHANGED;
    }
    return key.has_control ? HALL_NOT_MINE : walk_by_key(hall, key);
}

/* ---- the pointer ---- */

enum { TARGET_BASE = 1 << 16, TARGET_INDICES = 1 << 12 };

int hall_target_action(enum hall_target target, size_t index) {
    return TARGET_BASE + (int)target * TARGET_INDICES + (int)index;
}

enum hall_target hall_target_of(int action, size_t *ret_index) {
    int coded = action - TARGET_BASE;
    *ret_index = coded >= 0 ? (size_t)(coded % TARGET_INDICES) : 0;
    return coded >= 0 ? (enum hall_target)(coded / TARGET_INDICES) : HALL_TARGET_NONE;
}

enum hall_request hall_hover(struct hall *hall, enum hall_target target, size_t index) {
    bool was_at_last = hall->is_at_last;
    size_t before = hall->chosen;
    if (target == HALL_TARGET_LAST) {
        hall->is_at_last = true;
    } else if (target == HALL_TARGET_LESSON && index < hall_shown_count(hall)) {
        hall->is_at_last = false;
        hall->chosen = index;
    }
    bool is_same = was_at_last == hall->is_at_last && before == hall->chosen;
    return is_same ? HALL_NOT_MINE : HALL_CHANGED;
}

enum hall_request hall_click(struct hall *hall, enum hall_target target, size_t index) {
    hall_hover(hall, target, index);
    switch (target) {
    case HALL_TARGET_LAST:
    case HALL_TARGET_LESSON:
    case HALL_TARGET_OPEN:
        return hall_chosen(hall) != NULL ? HALL_OPEN : HALL_NOT_MINE;
    case HALL_TARGET_COURSE:
        end_search(hall);
        hall->course = index;
        hall->chosen = 0;
        hall->top = 0;
        hall->is_at_last = false;
        return HALL_CHANGED;
    case HALL_TARGET_SEARCH:
        hall->is_searching = true;
        return HALL_CHANGED;
    case HALL_TARGET_CLOSE:
        return HALL_CLOSE;
    case HALL_TARGET_LANGUAGE:
        return HALL_LANGUAGE;
    case HALL_TARGET_NONE:
        break;
    }
    return HALL_NOT_MINE;
}

enum hall_request hall_scroll(struct hall *hall, int rows) {
    size_t count = hall_shown_count(hall);
    size_t all = (count + hall->columns - 1) / hall->columns;
    size_t last = all > hall->rows ? all - hall->rows : 0;
    long to = (long)hall->top + (rows > 0) - (rows < 0);
    size_t before = hall->top;
    hall->top = to < 0 ? 0 : (size_t)to > last ? last : (size_t)to;
    return hall->top == before ? HALL_NOT_MINE : HALL_CHANGED;
}
