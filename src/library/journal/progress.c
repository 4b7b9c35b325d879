#include "library/journal/progress.h"

#include <stdlib.h>
#include <string.h>

static bool is_same(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* ---- what an entry adds ---- */

static struct lesson_progress *lesson_of(struct progress *progress, struct arena *arena,
                                         const char *name, size_t *capacity) {
    for (size_t i = 0; i < progress->count; i++) {
        if (strcmp(progress->lessons[i].name, name) == 0) {
            return &progress->lessons[i];
        }
    }
    progress->lessons =
        arena_grow(arena, progress->lessons, progress->count, sizeof *progress->lessons, capacity);
    struct lesson_progress *lesson = &progress->lessons[progress->count++];
    *lesson = (struct lesson_progress){.name = name};
    return lesson;
}

static struct question_progress *question_of(struct lesson_progress *lesson, struct arena *arena,
                                             const struct journal_entry *entry) {
    for (size_t i = 0; i < lesson->question_count; i++) {
        struct question_progress *question = &lesson->questions[i];
        if (question->step == entry->step && is_same(question->notation, entry->notation) &&
            is_same(question->question, entry->question)) {
            return question;
        }
    }
    lesson->questions = arena_grow(arena, lesson->questions, lesson->question_count,
                                   sizeof *lesson->questions, &lesson->question_capacity);
    struct question_progress *question = &lesson->questions[lesson->question_count++];
    *question = (struct question_progress){
        .step = entry->step, .notation = entry->notation, .question = entry->question};
    return question;
}

static void count_mistake(struct lesson_progress *lesson, struct arena *arena, const char *id) {
    for (size_t i = 0; i < lesson->mistake_count; i++) {
        if (strcmp(lesson->mistakes[i].id, id) == 0) {
            lesson->mistakes[i].count++;
            return;
        }
    }
    lesson->mistakes = arena_grow(arena, lesson->mistakes, lesson->mistake_count,
                                  sizeof *lesson->mistakes, &lesson->mistake_capacity);
    lesson->mistakes[lesson->mistake_count++] = (struct mistake_tally){id, 1};
}

static bool is_right(enum journal_verdict verdict) {
    return verdict == JOURNAL_RIGHT || verdict == JOURNAL_ROUNDED || verdict == JOURNAL_FOLLOWED;
}

static void take_answer(struct lesson_progress *lesson, struct arena *arena,
                        const struct journal_entry *entry) {
    struct question_progress *question = question_of(lesson, arena, entry);
    bool is_first = question->tries == 0 && !question->is_skipped && !question->is_right;
    question->tries += entry->verdict != JOURNAL_SKIPPED && entry->verdict != JOURNAL_SHOWN;
    question->hints = entry->hints > question->hints ? entry->hints : question->hints;
    question->is_skipped = entry->verdict == JOURNAL_SKIPPED || entry->verdict == JOURNAL_SHOWN;
    question->is_right = question->is_right || is_right(entry->verdict);
    question->is_right_at_once =
        is_first ? is_right(entry->verdict) && entry->hints == 0 && entry->tries <= 1
                 : question->is_right_at_once;
    if (entry->verdict == JOURNAL_WRONG) {
        question->wrong = question->wrong == NULL ? entry : question->wrong;
    }
    for (size_t i = 0; i < entry->mistake_count; i++) {
        count_mistake(lesson, arena, entry->mistakes[i]);
    }
}

static void take_entry(struct lesson_progress *lesson, struct arena *arena,
                       const struct journal_entry *entry) {
    lesson->last = entry->time > lesson->last ? entry->time : lesson->last;
    lesson->notation = entry->notation != NULL ? entry->notation : lesson->notation;
    switch (entry->deed) {
    case JOURNAL_LEFT:
        lesson->step = entry->step;
        lesson->steps = entry->steps;
        lesson->seconds += entry->seconds;
        break;
    case JOURNAL_FINISHED:
        lesson->is_finished = true;
        break;
    case JOURNAL_ANSWERED:
        lesson->step = entry->step;
        lesson->steps = entry->steps;
        take_answer(lesson, arena, entry);
        break;
    case JOURNAL_OPENED:
    case JOURNAL_DEED_COUNT:
        break;
    }
}

/* ---- all of them ---- */

static const char *name_now(const struct courses *courses, const char *name) {
    for (size_t i = 0; i < courses->renamed_count; i++) {
        if (strcmp(courses->renamed[i].old, name) == 0) {
            return courses->renamed[i].name;
        }
    }
    return name;
}

static int compare_tallies(const void *a, const void *b) {
    const struct mistake_tally *left = a, *right = b;
    return left->count != right->count ? (left->count < right->count ? 1 : -1)
                                       : strcmp(left->id, right->id);
}

struct progress progress_create(struct arena *arena, const struct journal_entries *entries,
                                const struct courses *courses) {
    struct progress progress = {.count = 0};
    size_t capacity = 0;
    for (size_t i = 0; i < entries->count; i++) {
        const struct journal_entry *entry = &entries->items[i];
        const char *name = name_now(courses, entry->lesson);
        struct lesson_progress *lesson = lesson_of(&progress, arena, name, &capacity);
        take_entry(lesson, arena, entry);
        lesson->rank = i;
    }
    for (size_t i = 0; i < progress.count; i++) {
        struct lesson_progress *lesson = &progress.lessons[i];
        if (lesson->mistake_count > 1) {
            qsort(lesson->mistakes, lesson->mistake_count, sizeof *lesson->mistakes,
                  compare_tallies);
        }
    }
    return progress;
}

const struct lesson_progress *progress_find(const struct progress *progress, const char *lesson) {
    for (size_t i = 0; i < progress->count; i++) {
        if (strcmp(progress->lessons[i].name, lesson) == 0) {
            return &progress->lessons[i];
        }
    }
    return NULL;
}

size_t progress_right(const struct lesson_progress *lesson) {
    size_t count = 0;
    for (size_t i = 0; i < lesson->question_count; i++) {
        count += lesson->questions[i].is_right;
    }
    return count;
}

size_t progress_right_at_once(const struct lesson_progress *lesson) {
    size_t count = 0;
    for (size_t i = 0; i < lesson->question_count; i++) {
        count += lesson->questions[i].is_right_at_once;
    }
    return count;
}
