#include "lesson/tensor_name.h"

#include "notation/fields.h"

#include <stdlib.h>
#include <string.h>

static const char *behind_digits(const char *text) {
    size_t count = strspn(text, "0123456789");
    return count > 0 ? text + count : NULL;
}

/* Behind "[2]", "[l]", "[L-1]"…; the grammar's index. */
static const char *behind_index(const char *text) {
    text++;
    if (*text == 'l' || *text == 'L') {
        text++;
        if (*text == '+' || *text == '-') {
            text = behind_digits(text + 1);
        }
    } else {
        text = behind_digits(text);
    }
    return text != NULL && *text == ']' ? text + 1 : NULL;
}

bool tensor_name_may_be_title(const char *text) {
    bool is_wide = false, has_space = false;
    for (const char *c = text; *c != '\0'; c++) {
        is_wide = is_wide || (unsigned char)*c >= 0x80;
        has_space = has_space || *c == ' ';
    }
    return (is_wide || has_space) && strpbrk(text, "=*+^/()\n") == NULL;
}

void tensor_name_field(struct fields *fields, const struct json_value *value, const char **ret) {
    const char *name;
    if (!fields_string(fields, value, &name)) {
        return;
    }
    const char *end =
        tensor_name_may_be_title(name) ? name + strcspn(name, "[") : fields_behind_name(name);
    if (end != NULL && *end == '[') {
        end = behind_index(end);
    }
    if (end == NULL || *end != '\0') {
        fields_refuse_kind(fields, value, "the name of a tensor, such as \"W[2]\"");
        return;
    }
    *ret = name;
}

/* "2", "l", "l-1", "L"… up to the bracket. */
static struct tensor_index index_read(const char *text) {
    if (*text >= '0' && *text <= '9') {
        return (struct tensor_index){INDEX_NUMBER, (int)strtol(text, NULL, 10)};
    }
    int offset = text[1] == ']' ? 0 : (int)strtol(text + 1, NULL, 10);
    return (struct tensor_index){*text == 'L' ? INDEX_LAST : INDEX_LAYER, offset};
}

struct tensor_name tensor_name_read(const struct notation *notation, const char *name) {
    size_t length = strcspn(name, "[");
    struct tensor_name result = {.symbol = -1, .index = {INDEX_NONE, 0}};
    for (size_t i = 0; i < notation->symbol_count; i++) {
        const char *symbol = notation->symbols[i].name;
        if (strlen(symbol) == length && strncmp(symbol, name, length) == 0) {
            result.symbol = (int)i;
        }
    }
    if (name[length] == '[') {
        result.index = index_read(name + length + 1);
    }
    return result;
}
