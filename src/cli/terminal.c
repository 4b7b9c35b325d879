#include "cli/terminal.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

int terminal_width(const char *text) {
    int width = 0;
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        int columns = size > 0 ? utf8_width(code_point) : 1;
        width += columns > 0 ? columns : 0;
        at += size > 0 ? size : 1;
    }
    return width;
}

int terminal_padding(const char *text, int columns) {
    int width = terminal_width(text);
    return width < columns ? columns - width : 0;
}
