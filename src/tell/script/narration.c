#include "tell/script/narration.h"

#include "base/number.h"
#include "session/strings.h"
#include "tell/answer/question_told.h"
#include "tell/script/prose.h"
#include "tell/script/told_number.h"
#include "tell/sentence.h"

void narration_tell_step(struct telling *telling, const struct moment *moment) {
    if (moment->asked != NULL) {
        return; /* it would tell shapes and operands; what is asked is said in its place */
    }
    if (moment->operation != NULL) {
        sentence_tell(telling, moment);
    } else {
        telling_words(telling, string_get(telling->language, STRING_BEGINNING_SENTENCE));
    }
}

void narration_tell_why(struct telling *telling, const struct moment *moment) {
    const struct operation *operation = moment->operation;
    if (moment->asked != NULL || operation == NULL || operation->alternative->is_of_lesson) {
        return;
    }
    const char *why = operation->definition->because.in[telling->language];
    bool is_apart = *why != '\0' && telling->language == LANGUAGE_ENGLISH;
    telling_words(telling, is_apart ? " " : "");
    telling_words(telling, why);
}

enum { MOST_STOPS = 16 };

static bool tell_all(struct telling *telling, const struct moment *moment,
                     const struct script *script, const struct script_stop *stops, size_t count) {
    const struct names *names =
        count > 0 ? names_create(telling->arena, script, moment->program) : NULL;
    bool has_spoken = false;
    for (size_t i = 0; i < count; i++) {
        const char *text = stops[i].stop->say.in[telling->language];
        if (*text != '\0') {
            telling_words(telling, has_spoken ? " " : "");
            prose_tell(telling, told_numbers(moment, script, &stops[i], text), names);
            has_spoken = true;
        }
    }
    return has_spoken;
}

/* Whoever reads every lesson in one notation would not know that another one asks more. */
static bool tell_missed(struct telling *telling, const struct moment *moment,
                        const struct script *script, bool has_spoken) {
    size_t missed =
        script == NULL || moment->operation != NULL ? 0 : script_questions_missed(script);
    if (missed == 0) {
        return has_spoken;
    }
    telling_words(telling, has_spoken ? " " : "");
    telling_words(telling, STRING_FILL(telling->arena, telling->language, STRING_OWN_NOTATION_ASKS,
                                       number_count_text(telling->arena, (long)missed),
                                       script_own(script)->notation->title.in[telling->language]));
    return true;
}

bool narration_tell_stops(struct telling *telling, const struct moment *moment,
                          const struct script *script) {
    if (moment->asked != NULL) {
        question_told_add(telling, moment, script, moment->asked);
        return true;
    }
    struct script_stop stops[MOST_STOPS] = {{NULL, NULL}};
    size_t count = script == NULL ? 0 : script_stops_at(script, moment->place, stops, MOST_STOPS);
    bool has_spoken =
        tell_missed(telling, moment, script, tell_all(telling, moment, script, stops, count));
    const char *closing =
        script == NULL ? "" : script_own(script)->lesson->closing.in[telling->language];
    if (*closing != '\0' && script_is_end(script, moment->place)) {
        telling_words(telling, has_spoken ? " " : "");
        const struct script_stop end = {NULL, NULL};
        prose_tell(telling, told_numbers(moment, script, &end, closing),
                   names_create(telling->arena, script, moment->program));
        has_spoken = true;
    }
    return has_spoken;
}

bool narration_tell_line(struct telling *telling, const struct moment *moment,
                         const struct script *script, struct script_line line) {
    struct script_stop stops[MOST_STOPS] = {{NULL, NULL}};
    size_t count =
        script == NULL ? 0 : script_stops_at_line(script, moment->place, line, stops, MOST_STOPS);
    return tell_all(telling, moment, script, stops, count);
}
