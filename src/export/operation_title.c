#include "export/operation_title.h"

#include "base/text.h"
#include "session/strings.h"

const char *operation_title_text(struct arena *arena, enum language language,
                                 const struct operation *operation) {
    static const char *const brackets[LANGUAGE_COUNT][2] = {{" (", ")"}, {"（", "）"}};
    const char *title = operation->title->in[language];
    return operation->alternative->is_of_lesson
               ? text_format(arena, "%s%s%s%s", title, brackets[language][0],
                             string_get(language, STRING_OF_LESSON), brackets[language][1])
               : title;
}
