/* Reading the list of mistakes. */
#include "library/library.h"

#include "base/file.h"
#include "base/message.h"
#include "base/text.h"

const struct mistakes *library_read_mistakes(const struct library *library, struct arena *arena,
                                             const char *path, const char **reterr) {
    struct file_content content;
    const char *message;
    if (!file_read(arena, path, MISTAKES_MOST_BYTES, &content, &message)) {
        *reterr = message_line(arena, library->language, message);
        return NULL;
    }
    struct diagnostics diagnostics;
    diagnostics_begin(&diagnostics, arena);
    diagnostics.language = library->language;
    const struct mistakes *mistakes =
        mistakes_read(arena, content.bytes, content.length, &diagnostics);
    if (mistakes == NULL) {
        *reterr = diagnostics_print(&diagnostics, library_shown_name(arena, path), content.bytes,
                                    content.length);
    }
    return mistakes;
}

const struct mistakes *library_mistakes(const struct library *library, struct arena *arena,
                                        const char **reterr) {
    const char *path = text_format(arena, "%s/assets/mistakes.json", library->folder);
    return library_read_mistakes(library, arena, path, reterr);
}
