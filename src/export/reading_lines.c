#include "export/reading_lines.h"

#include "export/reading_words.h"
#include "session/proof/proof.h"
#include "session/session_look.h"
#include "tell/derived/derived_told.h"
#include "tell/script/narration.h"

/* "Equation 2, derived, 3/5: = …" */
static void append_line(struct text_builder *text, const struct moment *moment,
                        const struct proof *proof, enum language language) {
    const struct derivation *derivation = proof->derivation;
    text_append_format(text, "%s", derivation->choice.definition->title.in[language]);
    if (proof->written > 0) {
        text_append_format(text, " %zu/%zu: %s", proof->written, proof_line_count(proof),
                           derivation_print(moment->arena, derivation,
                                            proof_line(proof, proof->written), PRINT_TEXT, false));
    }
    text_append_string(text, "\n");
}

void reading_lines_append(struct text_builder *text, const struct session *session,
                          const struct moment *moment, enum language language, size_t columns) {
    const struct script *script = session_script(session);
    const struct proof_source source = {moment->program, moment->state, moment->place.operation,
                                        moment->look.sample};
    struct script_line line = {NULL, 0};
    while (script != NULL && moment->asked == NULL &&
           script_line_beside(script, moment->place, line, true, &line)) {
        struct proof proof = {0};
        if (proof_open_named(&proof, &source, line.derivation->id)) {
            proof_go_to(&proof, line.line);
            struct telling telling = telling_begin(moment->arena, language);
            narration_tell_line(&telling, moment, script, line);
            text_append_string(text, columns > 0 ? "\n" : "");
            append_line(text, moment, &proof, language);
            reading_words_append(text, &telling, columns);
            proof_close(&proof);
        }
    }
}

void reading_lines_append_open(struct text_builder *text, const struct session *session,
                               const struct moment *moment, enum language language,
                               const struct reading_part *part) {
    struct proof proof = *session_proof(session);
    size_t count = proof_line_count(&proof);
    for (size_t line = part->from; line <= part->to && line <= count; line++) {
        const struct script_line place = {proof.derivation->choice.definition, line};
        struct telling telling = telling_begin(moment->arena, language);
        proof.written = line;
        append_line(text, moment, &proof, language);
        bool is_hidden = part->hides_last && line == part->to;
        if (line > 0 && !is_hidden) {
            derived_told_reason(&telling, proof.derivation, proof_line(&proof, line));
            reading_words_append(text, &telling, part->columns);
            struct telling said = telling_begin(moment->arena, language);
            if (narration_tell_line(&said, moment, session_script(session), place)) {
                reading_words_append(text, &said, part->columns);
            }
        }
    }
}
