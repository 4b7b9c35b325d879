#include "tell/trouble_told.h"

#include "base/number.h"
#include "session/strings.h"
#include "step/blame.h"
#include "tell/products.h"

static const char *place_text(const struct telling *telling, const struct binding *binding,
                              const struct trouble *trouble) {
    if (shape_count(binding->nodes[trouble->node].shape) == 1) {
        return string_get(telling->language, STRING_TROUBLE_NUMBER);
    }
    return STRING_FILL(telling->arena, telling->language, STRING_TROUBLE_PLACE,
                       number_count_text(telling->arena, (long)trouble->row + 1),
                       number_count_text(telling->arena, (long)trouble->column + 1));
}

bool trouble_told_add(struct telling *telling, const struct moment *moment) {
    struct trouble trouble;
    if (!blame_find(moment, &trouble)) {
        return false;
    }
    const struct operation *operation = moment->operation;
    struct equation equation = equation_create(moment, operation, NULL);
    struct equation part = equation_of_node(&equation, (int)trouble.node);
    telling_equation(telling, &part);
    telling_words(telling, place_text(telling, &operation->binding, &trouble));
    struct focus focus = {
        .operation = operation, .node = trouble.node, .explanation = trouble.explanation};
    products_tell(telling, moment, &focus, PRODUCTS_MOST_TERMS);
    if (trouble.count > 1) {
        telling_words(telling,
                      STRING_FILL(telling->arena, telling->language, STRING_TROUBLE_MORE,
                                  number_count_text(telling->arena, (long)trouble.count - 1)));
    }
    telling_words(telling, string_get(telling->language, STRING_SENTENCE_END));
    return true;
}
