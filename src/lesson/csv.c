#include "lesson/csv.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

struct scanner {
    struct arena *arena;
    struct diagnostics *diagnostics;
    const char *bytes;
    size_t length, at;
    char separator;
    /* of the row that is being read */
    struct csv_cell cells[CSV_MOST_COLUMNS];
    size_t count;
};

static bool at_line_end(const struct scanner *scanner) {
    return scanner->at == scanner->length || scanner->bytes[scanner->at] == '\n' ||
           (scanner->bytes[scanner->at] == '\r' && scanner->at + 1 < scanner->length &&
            scanner->bytes[scanner->at + 1] == '\n');
}

static void pass_line_end(struct scanner *scanner) {
    while (scanner->at < scanner->length && scanner->bytes[scanner->at] != '\n') {
        scanner->at++;
    }
    scanner->at += scanner->at < scanner->length;
}

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

/* The header says what parts the cells: a comma, where it has one outside of quotes. */
static char find_separator(const struct scanner *scanner) {
    static const char separators[] = ",;\t";
    for (const char *separator = separators; *separator != '\0'; separator++) {
        bool is_quoted = false;
        for (size_t i = scanner->at;
             i < scanner->length && (is_quoted || scanner->bytes[i] != '\n'); i++) {
            is_quoted = is_quoted != (scanner->bytes[i] == '"');
            if (!is_quoted && scanner->bytes[i] == *separator) {
                return *separator;
            }
        }
    }
    return ',';
}

/* Bytes that no text file has: they would make every later message puzzling. */
static bool is_text(const struct scanner *scanner) {
    for (size_t at = 0; at < scanner->length;) {
        uint32_t code_point = 0;
        size_t size = utf8_decode(scanner->bytes + at, scanner->length - at, &code_point);
        if (size == 0) {
            diagnostics_add(
                scanner->diagnostics, at, "",
                "expected UTF-8 text, found the byte 0x%02X (a spreadsheet saves it as \"CSV "
                "UTF-8\")",
                (unsigned char)scanner->bytes[at]);
            return false;
        }
        if (code_point < 0x20 && code_point != '\t' && code_point != '\n' && code_point != '\r') {
            diagnostics_add(scanner->diagnostics, at, "",
                            "expected text, found the control character U+%04X",
                            (unsigned)code_point);
            return false;
        }
        at += size;
    }
    return true;
}

/* From behind its quote to behind the one that ends it. */
static bool read_quoted(struct scanner *scanner, struct csv_cell *cell) {
    struct text_builder text;
    text_begin(&text, scanner->arena);
    scanner->at++;
    for (;; scanner->at++) {
        if (scanner->at == scanner->length) {
            diagnostics_add(scanner->diagnostics, cell->offset, "",
                            "expected '\"' at the end of the cell, found the end of the file");
            return false;
        }
        if (scanner->bytes[scanner->at] == '"') {
            scanner->at++;
            if (scanner->at == scanner->length || scanner->bytes[scanner->at] != '"') {
                break;
            }
        }
        text_append(&text, &scanner->bytes[scanner->at], 1);
    }
    while (!at_line_end(scanner) && is_blank(scanner->bytes[scanner->at]) &&
           scanner->bytes[scanner->at] != scanner->separator) {
        scanner->at++;
    }
    cell->text = text.bytes;
    return true;
}

static void read_plain(struct scanner *scanner, struct csv_cell *cell) {
    size_t begin = scanner->at;
    while (!at_line_end(scanner) && scanner->bytes[scanner->at] != scanner->separator) {
        scanner->at++;
    }
    size_t end = scanner->at;
    while (end > begin && is_blank(scanner->bytes[end - 1])) {
        end--;
    }
    cell->text = arena_copy_text(scanner->arena, scanner->bytes + begin, end - begin);
}

static bool read_cell(struct scanner *scanner, struct csv_cell *cell) {
    while (!at_line_end(scanner) && is_blank(scanner->bytes[scanner->at]) &&
           scanner->bytes[scanner->at] != scanner->separator) {
        scanner->at++;
    }
    cell->offset = scanner->at;
    if (scanner->at == scanner->length || scanner->bytes[scanner->at] != '"') {
        read_plain(scanner, cell);
        return true;
    }
    if (!read_quoted(scanner, cell)) {
        return false;
    }
    if (!at_line_end(scanner) && scanner->bytes[scanner->at] != scanner->separator) {
        diagnostics_add(scanner->diagnostics, scanner->at, "",
                        "expected the end of the cell behind its '\"' (write \"\" for a quote "
                        "in a cell)");
        return false;
    }
    return true;
}

/* The cells of one line into the scanner; it stands behind the line's end then. */
static bool read_row(struct scanner *scanner) {
    for (scanner->count = 0;; scanner->at++) {
        if (scanner->count == CSV_MOST_COLUMNS) {
            diagnostics_add(scanner->diagnostics, scanner->at, "",
                            "expected at most %d columns, found more", CSV_MOST_COLUMNS);
            return false;
        }
        if (!read_cell(scanner, &scanner->cells[scanner->count])) {
            return false;
        }
        scanner->count++;
        if (at_line_end(scanner)) {
            pass_line_end(scanner);
            return true;
        }
    }
}

static void pass_empty_lines(struct scanner *scanner) {
    size_t begin = scanner->at;
    while (scanner->at < scanner->length) {
        while (scanner->at < scanner->length && is_blank(scanner->bytes[scanner->at]) &&
               scanner->bytes[scanner->at] != scanner->separator) {
            scanner->at++;
        }
        if (!at_line_end(scanner)) {
            break;
        }
        pass_line_end(scanner);
        begin = scanner->at;
    }
    scanner->at = begin;
}

/* Each column has a name of its own. */
static bool check_header(const struct scanner *scanner, const struct csv_cell *header,
                         size_t columns) {
    for (size_t i = 0; i < columns; i++) {
        if (*header[i].text == '\0') {
            diagnostics_add(scanner->diagnostics, header[i].offset, "",
                            "expected the name of column %zu, found none", i + 1);
            return false;
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(header[i].text, header[j].text) == 0) {
                diagnostics_add(scanner->diagnostics, header[i].offset, "",
                                "two columns are called \"%s\"", header[i].text);
                return false;
            }
        }
    }
    return true;
}

/* One column whose name has a sign in it that parts columns elsewhere: what was typed with a
 * Chinese keyboard. */
static bool has_columns(const struct scanner *scanner) {
    static const struct {
        const char *sign;
        unsigned code_point;
    } signs[] = {{"\xEF\xBC\x8C", 0xFF0C}, {"\xEF\xBC\x9B", 0xFF1B}, {"\xE3\x80\x81", 0x3001}};
    const struct csv_cell *cell = &scanner->cells[0];
    for (size_t i = 0; scanner->count == 1 && i < sizeof signs / sizeof *signs; i++) {
        const char *found = strstr(cell->text, signs[i].sign);
        if (found != NULL) {
            diagnostics_add(scanner->diagnostics, cell->offset + (size_t)(found - cell->text), "",
                            "expected columns parted by ',', found one with '%s' (U+%04X) in its "
                            "name",
                            signs[i].sign, signs[i].code_point);
            return false;
        }
    }
    return true;
}

static bool read_header(struct scanner *scanner, struct csv_table *table) {
    pass_empty_lines(scanner);
    if (scanner->at == scanner->length) {
        diagnostics_add(scanner->diagnostics, scanner->length, "",
                        "expected a header and rows, found an empty file");
        return false;
    }
    scanner->separator = find_separator(scanner);
    if (!read_row(scanner) || !has_columns(scanner)) {
        return false;
    }
    struct csv_cell *header = ARENA_ARRAY(scanner->arena, struct csv_cell, scanner->count);
    memcpy(header, scanner->cells, scanner->count * sizeof *header);
    table->columns = scanner->count;
    table->header = header;
    return check_header(scanner, header, scanner->count);
}

static bool read_rows(struct scanner *scanner, size_t most_rows, struct csv_table *table) {
    struct csv_cell *cells = NULL;
    size_t capacity = 0;
    for (pass_empty_lines(scanner); scanner->at < scanner->length; pass_empty_lines(scanner)) {
        size_t line = scanner->at;
        if (table->rows == most_rows || (table->rows + 1) * table->columns > CSV_MOST_CELLS) {
            diagnostics_add(scanner->diagnostics, line, "", "expected at most %zu rows, found more",
                            table->rows);
            return false;
        }
        if (!read_row(scanner)) {
            return false;
        }
        if (scanner->count != table->columns) {
            diagnostics_add(scanner->diagnostics, line, "",
                            "%zu cells in the row, but %zu names in the header (expected %zu)",
                            scanner->count, table->columns, table->columns);
            return false;
        }
        for (size_t i = 0; i < scanner->count; i++) {
            size_t at = table->rows * table->columns + i;
            if (at == capacity) {
                cells = arena_grow(scanner->arena, cells, at, sizeof *cells, &capacity);
            }
            cells[at] = scanner->cells[i];
        }
        table->rows++;
    }
    table->cells = cells;
    if (table->rows == 0) {
        diagnostics_add(scanner->diagnostics, scanner->length, "",
                        "expected rows behind the header, found none");
    }
    return table->rows > 0;
}

const char *csv_with_line_feeds(struct arena *arena, const char *bytes, size_t length) {
    if (length == 0 || memchr(bytes, '\n', length) != NULL || memchr(bytes, '\r', length) == NULL) {
        return bytes;
    }
    char *copy = arena_copy_text(arena, bytes, length);
    for (size_t i = 0; i < length; i++) {
        copy[i] = copy[i] == '\r' ? '\n' : copy[i];
    }
    return copy;
}

const struct csv_table *csv_read(struct arena *arena, const char *bytes, size_t length,
                                 size_t most_rows, struct diagnostics *diagnostics) {
    struct scanner *scanner = ARENA_NEW(arena, struct scanner);
    scanner->arena = arena;
    scanner->diagnostics = diagnostics;
    scanner->bytes = bytes;
    scanner->length = length;
    scanner->separator = ',';
    scanner->at = utf8_mark_length(bytes, length);
    struct csv_table *table = ARENA_NEW(arena, struct csv_table);
    bool is_read =
        is_text(scanner) && read_header(scanner, table) && read_rows(scanner, most_rows, table);
    return is_read ? table : NULL;
}

/* How many digits stand at the beginning. */
static size_t digits(const char *text) {
    return strspn(text, "0123456789");
}

bool csv_number(const struct csv_cell *cell, double *ret) {
    const char *at = cell->text + (*cell->text == '-' || *cell->text == '+');
    size_t whole = digits(at);
    at += whole;
    size_t behind = *at == '.' ? digits(at + 1) : 0;
    at += *at == '.' ? behind + 1 : 0;
    if (whole + behind > 0 && (*at == 'e' || *at == 'E')) {
        const char *exponent = at + 1 + (at[1] == '-' || at[1] == '+');
        at = digits(exponent) > 0 ? exponent + digits(exponent) : at;
    }
    if (whole + behind == 0 || *at != '\0') {
        return false;
    }
    *ret = strtod(cell->text, NULL);
    return true;
}
