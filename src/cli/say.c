#include "cli/say.h"

#include "base/diagnostic.h"
#include "base/message.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

static void say_behind(enum language language, const char *before, const char *format,
                       va_list arguments) {
    struct arena *arena = arena_create();
    const char *message = text_format_list(arena, format, arguments);
    const char *said = message_in(arena, language, message);
    fprintf(stderr, "%s%s\n", before, text_visible(arena, said));
    arena_destroy(arena);
}

void say(enum language language, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say_behind(language, "backstep: ", format, arguments);
    va_end(arguments);
}

void say_of(enum language language, const char *file, const char *format, ...) {
    struct arena *arena = arena_create();
    const char *before =
        text_format(arena, "%s: %s: ", text_visible(arena, file), diagnostic_word(language));
    va_list arguments;
    va_start(arguments, format);
    say_behind(language, before, format, arguments);
    va_end(arguments);
    arena_destroy(arena);
}

void say_more(enum language language, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say_behind(language, "", format, arguments);
    va_end(arguments);
}
