/* Whether the notation has the derivations and lines that a script names, and whether they are to
 * be seen where it stops. */
#include "lesson/lesson_script_lines.h"

#include <string.h>

const struct notation_derivation *lesson_check_line(const struct line_checker *checker,
                                                    const struct json_value *object, size_t line) {
    const struct notation *notation = checker->notation;
    const struct json_value *value = json_member(object, "derivation");
    if (value == NULL || value->kind != JSON_STRING) {
        return NULL;
    }
    const struct notation_derivation *found = notation_find_derivation(notation, value->string);
    const char **ids =
        ARENA_ARRAY(checker->fields->arena, const char *, notation->derivation_count + 1);
    for (size_t i = 0; i < notation->derivation_count; i++) {
        ids[i] = notation->derivations[i].id;
    }
    size_t which;
    if (found == NULL && notation->derivation_count == 0) {
        fields_refuse(checker->fields, value, "the notation %s has no derivations", notation->id);
    } else if (found == NULL) {
        fields_word(checker->fields, value, (struct word_list){ids, notation->derivation_count},
                    &which);
    } else if (line > notation_line_count(found)) {
        fields_refuse(checker->fields, json_member(object, "line"), "%s has %zu lines, found %zu",
                      found->id, notation_line_count(found), line);
    }
    return found;
}

/* Whether a stop shows a derivation, and else which key of its "when" is in the way at layer l. */
struct showing {
    bool is_shown;
    const char *unmet; /* NULL before a layer was tried */
    int layer;
};

/* As engine/derivation has it, for all samples or for one of them. */
static struct showing showing_at(const struct line_checker *checker,
                                 const struct notation_derivation *definition, int layer) {
    bool is_there = layer >= 1 && layer <= (int)checker->lesson->network.layer_count;
    struct situation situation = lesson_situation_at(checker->lesson, is_there ? layer : 1);
    const char *unmet = is_there ? condition_unmet(&definition->when, &situation) : "layer";
    situation.samples = 1;
    bool is_of_one = is_there && condition_holds(&definition->when, &situation);
    return (struct showing){unmet == NULL || is_of_one, unmet, layer};
}

/* At the first of the steps that shows it; where none does, at the first that there is. */
static struct showing find_showing(const struct line_checker *checker,
                                   const struct notation_derivation *definition, unsigned steps) {
    struct showing found = {false, NULL, 0};
    for (int l = 0; l <= (int)checker->lesson->network.layer_count && !found.is_shown; l++) {
        bool is_step = definition->operation == NULL ? l > 0 : (steps >> l & 1) != 0;
        int layer = l + (definition->operation != NULL ? definition->layer_offset : 0);
        struct showing at =
            is_step ? showing_at(checker, definition, layer) : (struct showing){false, NULL, 0};
        found = at.is_shown || found.unmet == NULL ? at : found;
    }
    return found;
}

static void check_shown(const struct line_checker *checker, const struct json_value *value,
                        const struct notation_derivation *definition, unsigned steps) {
    struct showing showing = find_showing(checker, definition, steps);
    if (!showing.is_shown) {
        fields_refuse(checker->fields, value,
                      "%s does not hold at this stop: nothing would be said (l is %d in its lines; "
                      "its \"when\" asks for another \"%s\")",
                      definition->id, showing.layer, showing.unmet);
    }
}

void lesson_check_line_steps(const struct line_checker *checker, const struct json_value *at,
                             const struct notation_derivation *definition, unsigned steps) {
    const struct json_value *value = json_member(at, "derivation");
    const struct json_value *operation = json_member(at, "operation");
    if (definition->operation == NULL && operation == NULL) {
        fields_refuse(checker->fields, value,
                      "%s proves no operation (expected \"operation\" too, where it is opened)",
                      definition->id);
        return;
    }
    if (definition->operation != NULL && operation != NULL &&
        strcmp(definition->operation->name, operation->string) != 0) {
        fields_refuse(checker->fields, value, "%s is a derivation of %s, not of %s", definition->id,
                      definition->operation->name, operation->string);
        return;
    }
    check_shown(checker, value, definition, steps);
}
