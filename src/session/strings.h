#ifndef BACKSTEP_SESSION_STRINGS_H
#define BACKSTEP_SESSION_STRINGS_H

/* Every word of the interface, in every language. The lists are in strings_picture.h and others, by
 * where the words are read, with both languages in each row: a gap does not build. {1}, {2}… stand
 * for what string_fill puts there. */

#include "base/arena.h"
#include "lesson/lesson.h"
#include "session/answering/strings_question.h"
#include "session/strings_answer.h"
#include "session/strings_hall.h"
#include "session/strings_keys.h"
#include "session/strings_names.h"
#include "session/strings_notice.h"
#include "session/strings_picture.h"
#include "session/strings_sentence.h"

#define STRING_LIST(X)                                                                             \
    STRINGS_PICTURE(X)                                                                             \
    STRINGS_SENTENCE(X)                                                                            \
    STRINGS_NAMES(X)                                                                               \
    STRINGS_KEYS(X)                                                                                \
    STRINGS_NOTICE(X)                                                                              \
    STRINGS_ANSWER(X)                                                                              \
    STRINGS_HALL(X)                                                                                \
    STRINGS_QUESTION(X)

#define STRING_ID(name, english, chinese) STRING_##name,
enum string_id { STRING_LIST(STRING_ID) STRING_COUNT };
#undef STRING_ID

/* The text itself, static. */
const char *string_get(enum language language, enum string_id id);

enum { STRING_MOST_PARTS = 6 };

/* The text with {1}, {2}… replaced by the parts (NULL ends them); in the arena. */
const char *string_fill(struct arena *arena, enum language language, enum string_id id,
                        const char *const parts[STRING_MOST_PARTS]);

/* string_fill with its parts in the call. */
#define STRING_FILL(arena, language, id, ...)                                                      \
    string_fill((arena), (language), (id), (const char *const[STRING_MOST_PARTS]){__VA_ARGS__})

enum string_id string_of_pass(enum pass pass);
enum string_id string_of_loss(enum loss loss);

#endif
