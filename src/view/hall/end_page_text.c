#include "view/hall/end_page_text.h"

#include "base/number.h"
#include "session/strings.h"

static void append_goal(struct text_builder *text, const struct end_page *page,
                        enum language language) {
    const char *goal = page->lesson->goal.in[language];
    if (*goal != '\0') {
        text_append_format(text, "%s: %s\n", string_get(language, STRING_END_CAN), goal);
    }
}

static void append_questions(struct text_builder *text, const struct end_page *page,
                             enum language language) {
    if (page->count == 0) {
        text_append_format(text, "%s\n", string_get(language, STRING_END_NOT_ASKED));
        return;
    }
    long right = 0;
    for (size_t i = 0; i < page->count; i++) {
        right += page->outcomes[i].is_at_once;
    }
    text_append_format(text, "%s: %s %s\n", string_get(language, STRING_END_QUESTIONS),
                       number_count_text(text->arena, right),
                       STRING_FILL(text->arena, language, STRING_END_AT_ONCE,
                                   number_count_text(text->arena, (long)page->count)));
}

static void append_next(struct text_builder *text, const struct end_page *page,
                        enum language language) {
    if (page->next == NULL) {
        text_append_format(text, "Enter: %s\n", string_get(language, STRING_END_LAST));
        return;
    }
    text_append_format(text, "Enter: %s: %s\n", string_get(language, STRING_END_NEXT),
                       page->next->lesson->title.in[language]);
}

void end_page_text_append(struct text_builder *text, const struct end_page *page,
                          enum language language) {
    text_append_format(text, "%s: %s\n", page->lesson->title.in[language],
                       string_get(language, STRING_END_FINISHED));
    append_goal(text, page, language);
    append_questions(text, page, language);
    append_next(text, page, language);
}
