#include "app/desk/desk_journal.h"

#include "engine/script.h"
#include "session/session_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PLACE_SECONDS = 10 }; /* between two places that are written: no window may end well */

bool desk_journal_open(struct desk_journal *journal, struct arena *arena, enum language language) {
    const char *path = journal_path(arena);
    const char *error = NULL;
    if (path != NULL) {
        journal->journal = journal_open(arena, path, language, &error);
    }
    if (error != NULL) {
        fputs(error, stderr);
    }
    return error == NULL;
}

void desk_journal_turn(struct desk_journal *journal, bool is_idle) {
    journal->answers = (struct desk_answers){.count = 0};
    journal->since = journal_now();
    journal->step = 0;
    journal->is_idle = is_idle;
    journal->is_finished = false;
}

/* A lesson of the reader's own is found again by its whole path. */
static const char *journal_name(const struct opened *opened, struct arena *arena) {
    const char *name = opened->name;
    char *path = strcmp(name, "-") != 0 ? realpath(name, NULL) : NULL;
    const char *found = path != NULL ? arena_copy_text(arena, path, strlen(path)) : name;
    free(path);
    return found;
}

/* What every entry says of the open lesson. */
static struct journal_entry entry_begin(const struct desk_journal *journal,
                                        const struct opened *opened, struct arena *arena,
                                        enum journal_deed deed) {
    const struct program *program = session_program(opened->session);
    int64_t now = journal_now();
    return (struct journal_entry){
        .deed = deed,
        .time = now,
        .lesson = journal_name(opened, arena),
        .notation = program->notation->id,
        .step = deed == JOURNAL_OPENED ? 0 : session_step(opened->session),
        .steps = program->step_count,
        .seconds = deed == JOURNAL_LEFT ? (long)(now - journal->since) : 0,
    };
}

static void add_entry(struct desk_journal *journal, const struct opened *opened,
                      struct arena *arena, const struct journal_entry *entry, bool is_synced) {
    const char *error = NULL;
    enum language language = session_settings(opened->session)->language;
    journal_add(&journal->journal, arena, entry, is_synced, language, &error);
    if (error != NULL) {
        fputs(error, stderr);
        session_notify(opened->session, STRING_NOTICE_NOT_KEPT, 0);
    }
}

void desk_journal_add_answers(struct desk_journal *journal, const struct opened *opened) {
    const struct session *session = opened->session;
    while (!journal->is_idle && journal->answers.count < session_ask_answer_count(session)) {
        struct arena *arena = arena_create();
        struct journal_entry entry = entry_begin(journal, opened, arena, JOURNAL_ANSWERED);
        if (desk_answer_next(&journal->answers, session, arena, &entry)) {
            add_entry(journal, opened, arena, &entry, true);
        }
        arena_destroy(arena);
    }
    desk_answer_look(&journal->answers, session);
}

/* The disk is not waited for where nothing would be missed. */
static void add(struct desk_journal *journal, const struct opened *opened, enum journal_deed deed,
                bool is_synced) {
    if (journal->is_idle) {
        return;
    }
    desk_journal_add_answers(journal, opened);
    struct arena *arena = arena_create();
    const struct journal_entry entry = entry_begin(journal, opened, arena, deed);
    add_entry(journal, opened, arena, &entry, is_synced);
    if (deed == JOURNAL_LEFT) {
        journal->since = entry.time;
        journal->step = entry.step;
    }
    arena_destroy(arena);
}

void desk_journal_add(struct desk_journal *journal, const struct opened *opened,
                      enum journal_deed deed) {
    add(journal, opened, deed, deed != JOURNAL_OPENED);
}

int desk_journal_patience(const struct desk_journal *journal, const struct opened *opened) {
    enum { SECOND = 1000 };
    int64_t waited = journal_now() - journal->since;
    bool is_written = journal->is_idle || session_step(opened->session) == journal->step;
    return is_written                              ? -1
           : waited < 0 || waited >= PLACE_SECONDS ? 0
                                                   : (int)(PLACE_SECONDS - waited) * SECOND;
}

static bool is_at_end(const struct session *session) {
    struct program_place place = session_program_place(session);
    const struct script *script = session_script(session);
    return session_step(session) == session_program(session)->step_count ||
           (script != NULL && script_is_end(script, place));
}

void desk_journal_follow(struct desk_journal *journal, const struct opened *opened) {
    const struct session *session = opened->session;
    bool is_there = session_aim(session) == session_step(session);
    desk_journal_add_answers(journal, opened);
    if (is_there && desk_journal_patience(journal, opened) == 0) {
        add(journal, opened, JOURNAL_LEFT, false);
    }
    if (!journal->is_finished && is_there && is_at_end(session)) {
        journal->is_finished = true;
        desk_journal_add(journal, opened, JOURNAL_FINISHED);
    }
}
