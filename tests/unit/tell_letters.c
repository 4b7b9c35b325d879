/* What is said of a step is in the note's own letters: sentences, cards, questions, hints and
 * verdicts, of every lesson, each in one notation; of some steps, as every question is worked out
 * with all mistakes. With a second argument in every notation, of every step. */
#include "ask_fixture.h"
#include "note_letters.h"
#include "tell/answer/question_told.h"
#include "tell/quantity_told.h"
#include "tell/sentence.h"

enum { MOST_LESSONS = 128, WRONG_ANSWERS = 3, MOST_STEPS = 40 };

static const char *root;
static bool is_whole;
static struct arena *shared;
static struct view_notations notations;
static const struct mistakes *mistakes;

enum said { SAID_SENTENCE, SAID_CARD, SAID_QUESTION, SAID_HINT, SAID_VERDICT, SAID_COUNT };
static const char *const said_names[SAID_COUNT] = {"sentence", "card", "question", "hint",
                                                   "verdict"};
static long parts_seen[SAID_COUNT];

/* One lesson in one notation. */
struct listener {
    struct session *session;
    const char *letters;
};

/* Formulas and names; words are the author's, or the interface's, which have none. */
static void listen(const struct listener *listener, enum said what, const struct telling *telling) {
    for (size_t i = 0; i < telling->count; i++) {
        const struct telling_part *part = &telling->parts[i];
        if (part->kind == TELLING_FORMULA || part->kind == TELLING_SYMBOL) {
            parts_seen[what]++;
            check_tex(said_names[what], session_program(listener->session)->notation, part->text,
                      listener->letters);
        }
    }
}

static void hear_sentence(const struct listener *listener, struct arena *arena) {
    struct moment moment = moment_create(listener->session, arena);
    struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
    sentence_tell(&telling, &moment);
    listen(listener, SAID_SENTENCE, &telling);
}

/* The last element of each tensor that the step's notation has, its own name written out. */
static void hear_cards(const struct listener *listener, struct arena *arena) {
    const struct program *program = session_program(listener->session);
    struct moment moment = moment_create(listener->session, arena);
    for (int i = 0; i < program->tensor_count; i++) {
        struct shape shape = program->tensors[i].storage.shape;
        const struct quantity last = {i, (long)shape.rows - 1, (long)shape.columns - 1};
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        quantity_told_add(&telling, &moment, quantity_normal(program, last));
        listen(listener, SAID_CARD, &telling);
    }
}

static void hear_verdicts(const struct listener *listener, struct arena *arena,
                          const struct script *script) {
    static const char *const wrong[WRONG_ANSWERS] = {"0", "1", "-1"};
    for (size_t i = 0; i < WRONG_ANSWERS && session_ask_is_open(listener->session); i++) {
        session_ask_type(listener->session, wrong[i]);
        session_ask_check(listener->session);
        const struct asked *asked = session_ask_now(listener->session);
        struct moment moment = moment_create(listener->session, arena);
        struct telling telling = telling_begin(arena, LANGUAGE_ENGLISH);
        question_told_add_verdict(&telling, &moment, script, asked);
        listen(listener, SAID_VERDICT, &telling);
    }
}

/* Where a question is open: it, its options, all hints, and what is said of some answers. */
static void hear_question(const struct listener *listener, struct arena *arena) {
    const struct asked *asked = session_ask_now(listener->session);
    if (asked == NULL || !session_ask_is_open(listener->session)) {
        return;
    }
    const struct script *script = asked->stop != NULL ? session_script(listener->session) : NULL;
    struct moment moment = moment_create(listener->session, arena);
    struct telling question = telling_begin(arena, LANGUAGE_ENGLISH);
    question_told_add(&question, &moment, script, asked);
    for (size_t i = 0; i < asked->subject.option_count; i++) {
        question_told_add_option(&question, &moment, script, asked, i);
    }
    listen(listener, SAID_QUESTION, &question);
    struct telling hints = telling_begin(arena, LANGUAGE_ENGLISH);
    for (int hint = 1; hint <= ASKED_MOST_HINTS; hint++) {
        question_told_add_hint(&hints, &moment, script, asked, hint);
    }
    listen(listener, SAID_HINT, &hints);
    hear_verdicts(listener, arena, script);
}

static bool has_softmax(const struct lesson *lesson) {
    bool has_one = false;
    for (size_t i = 0; i < lesson->network.layer_count; i++) {
        has_one = has_one || lesson->network.layers[i].activation == ACTIVATION_SOFTMAX;
    }
    return has_one;
}

static void hear_lesson(const char *path, size_t notation) {
    struct arena *arena = arena_create();
    const struct lesson *lesson = fixture_lesson(arena, root, path);
    struct listener listener = {.session =
                                    ask_session(arena, lesson, &notations, notation, mistakes)};
    const struct program *program = session_program(listener.session);
    listener.letters =
        letters_of(arena, program->notation, program->samples > 1, has_softmax(lesson));
    long stride = is_whole ? 1 : program->operation_count / MOST_STEPS + 1;
    for (long step = 1 + (long)notation % stride;
         step <= program->operation_count && !lesson->has_formulas; step += stride) {
        session_ask_set_mode(listener.session, ASK_NOTHING);
        session_go_to(listener.session, step);
        struct arena *work = arena_create();
        hear_sentence(&listener, work);
        hear_cards(&listener, work);
        session_ask_set_mode(listener.session, ASK_EVERY_STEP);
        session_go_to(listener.session, step);
        hear_question(&listener, work);
        arena_destroy(work);
    }
    session_destroy(listener.session);
    arena_destroy(arena);
}

static void test_letters(void) {
    const char *paths[MOST_LESSONS];
    size_t count = fixture_shipped_lessons(shared, root, paths, MOST_LESSONS);
    for (size_t i = 0; i < count; i++) {
        for (size_t n = 0; n < notations.count; n++) {
            if (is_whole || i % notations.count == n) {
                hear_lesson(paths[i], n);
            }
        }
    }
    for (size_t i = 0; i < SAID_COUNT; i++) {
        printf("# %s: %ld formulas and names\n", said_names[i], parts_seen[i]);
        EXPECT(parts_seen[i] > 50);
    }
}

int main(int argc, char **argv) {
    root = argc > 1 ? argv[1] : ".";
    is_whole = argc > 2;
    shared = arena_create();
    view_open_font(root);
    notations = view_notations_read(shared, root);
    mistakes = fixture_mistakes(shared, root);
    static const struct test tests[] = {
        {"what is said is in the note's letters", test_letters},
    };
    int status = test_run(tests, TEST_COUNT(tests));
    arena_destroy(shared);
    return status;
}
