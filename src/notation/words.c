#include "notation/words.h"

const char *const language_codes[LANGUAGE_COUNT] = {
    [LANGUAGE_ENGLISH] = "en", [LANGUAGE_CHINESE] = "zh"};
