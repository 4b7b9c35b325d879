#include "notation/known_word.h"

#include <stddef.h>
#include <string.h>

static const char velocity[] =
    "; what lives on between iterations is a \"state\", see \"formulas\" in lessons/README.md";
static const char penalty[] =
    "; a penalty is part of the loss's formula, see \"formulas\" in lessons/README.md";
static const char number[] =
    "; a number with a name is one of the \"constants\": {\"lambda\": 0.1}";
static const char training[] =
    "; training is plain gradient descent; for another, see \"formulas\" in lessons/README.md";
static const char symbol[] =
    "; in a notation it is a symbol with the role \"state\" or \"constant\"";
static const char chinese[] = "; Chinese is \"zh\"";

/* Words of other programs and books, and how the same is written here. */
static const struct {
    const char *word, *remark;
} known_words[] = {
    {"mse", "; the squared error is \"square\", half of it \"half_square\""},
    {"mean_squared_error", "; the squared error is \"square\", half of it \"half_square\""},
    {"mae", "; the absolute error is \"absolute\""},
    {"bce", "; it is written \"binary_cross_entropy\""},
    {"log_loss", "; it is written \"binary_cross_entropy\""},
    {"logistic", "; it is written \"sigmoid\""},
    {"identity", "; it is written \"linear\""},
    {"lr", "; it is written \"learning_rate\""},
    {"eta", "; it is written \"learning_rate\""},
    {"epochs", "; it is written \"iterations\""},
    {"rate", "; it is written \"learning_rate\""},
    {"momentum", velocity},
    {"nesterov", velocity},
    {"adam", velocity},
    {"rmsprop", velocity},
    {"optimizer", training},
    {"l1", penalty},
    {"l2", penalty},
    {"weight_decay", penalty},
    {"regularization", penalty},
    {"lambda", number},
    {"beta", number},
    {"beta1", number},
    {"beta2", number},
    {"epsilon", number},
    {"state", symbol},
    {"constants", symbol},
    {"cn", chinese},
    {"ch", chinese},
    {"chinese", chinese},
    {"zh_CN", chinese},
    {"zh-CN", chinese},
    {"zh-Hans", chinese},
    {"english", "; English is \"en\""},
    {"constant", "; it is written \"constants\""},
    {"slope", "; \"leaky_relu\" has the slope 0.01"},
};

const char *known_word_remark(const char *word) {
    for (size_t i = 0; i < sizeof known_words / sizeof *known_words; i++) {
        if (strcmp(known_words[i].word, word) == 0) {
            return known_words[i].remark;
        }
    }
    return NULL;
}
