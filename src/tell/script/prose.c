#include "tell/script/prose.h"

#include "typeset/prose/markup.h"

static void tell_formula(struct telling *telling, const char *tex, const struct names *names) {
    const struct named_math math = names != NULL ? names_translate(telling->arena, names, tex)
                                                 : (struct named_math){.tex = tex};
    telling_formula(telling, math.tex, math.spans, math.count);
}

/* There is no slanted face: emphasis is strong as well, as Chinese does without slanting too. */
static void tell_words(struct telling *telling, const struct markup_run *run) {
    telling_toned(telling, run->text, run->kind == MARKUP_CODE, run->is_bold || run->is_emphasis);
}

void prose_tell(struct telling *telling, const char *text, const struct names *names) {
    struct markup markup = markup_parse(telling->arena, text);
    for (size_t i = 0; i < markup.count; i++) {
        const struct markup_run *run = &markup.runs[i];
        if (run->kind == MARKUP_MATH) {
            tell_formula(telling, run->text, names);
        } else if (run->kind == MARKUP_TEXT || run->kind == MARKUP_CODE) {
            tell_words(telling, run);
        } else {
            telling_end_line(telling);
        }
        if (run->kind == MARKUP_ITEM) {
            telling_quiet(telling, "• ");
        }
    }
}
