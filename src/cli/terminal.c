#include "cli/terminal.h"

#include "base/utf8.h"

int terminal_width(const char *text) {
    return utf8_columns(text);
}

int terminal_padding(const char *text, int columns) {
    int width = terminal_width(text);
    return width < columns ? columns - width : 0;
}
