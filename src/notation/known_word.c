#include "notation/known_word.h"

#include <stddef.h>
#include <string.h>

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
    {"momentum", "; training is plain gradient descent"},
    {"optimizer", "; training is plain gradient descent"},
    {"l2", "; training is plain gradient descent"},
    {"weight_decay", "; training is plain gradient descent"},
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
