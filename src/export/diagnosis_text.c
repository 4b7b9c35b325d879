#include "export/diagnosis_text.h"

#include "base/number.h"
#include "base/utf8.h"
#include "checks/diagnosis/difference.h"
#include "export/reading_words.h"
#include "session/strings.h"
#include "tell/answer/diagnosis_told.h"
#include "tell/answer/formula_told.h"

#include <string.h>

enum { TEXT_COLUMNS = 80 };

/* ---- formulas ---- */

/* A statement as a line, with the columns that its nodes take. */
struct line {
    const char *text;
    struct print_pieces pieces;
    char *marks; /* '~' under what differs, one a column */
};

static struct line line_of(struct arena *arena, const struct recording *recording,
                           const struct statement *statement) {
    struct line line = {
        .pieces = {ARENA_ARRAY(arena, struct print_piece, statement->node_count + 1), 0}};
    struct printer printer = recording_printer(recording, PRINT_TEXT);
    struct text_builder text;
    text_begin(&text, arena);
    print_statement(&printer, statement, &text, &line.pieces);
    line.text = text.bytes;
    size_t columns = (size_t)utf8_columns_within(text.bytes, text.length);
    line.marks = arena_alloc(arena, columns + 1, 1);
    memset(line.marks, ' ', columns);
    return line;
}

static const struct print_piece *piece_of(const struct line *line, const struct expression *node) {
    for (size_t i = 0; node != NULL && i < line->pieces.count; i++) {
        if (line->pieces.items[i].node == node->id) {
            return &line->pieces.items[i];
        }
    }
    return NULL;
}

static void mark_bytes(struct line *line, size_t begin, size_t end) {
    size_t from = (size_t)utf8_columns_within(line->text, begin);
    size_t to = (size_t)utf8_columns_within(line->text, end);
    while (begin < end && line->text[begin] == ' ' && from < to) { /* around an operator */
        begin++;
        from++;
    }
    while (end > begin && line->text[end - 1] == ' ' && from < to) {
        end--;
        to--;
    }
    memset(line->marks + from, '~', to - from);
}

/* The operator of a node: what it wrote beside its operands. */
static void mark_operator(struct line *line, const struct expression *node,
                          const struct print_piece *whole) {
    bool is_sum = node->kind == EXPRESSION_CALL;
    const struct print_piece *left = piece_of(line, is_sum ? NULL : node->operands[0]);
    const struct print_piece *right =
        piece_of(line, node->operand_count == 2 ? node->operands[1] : NULL);
    if (is_sum && right != NULL) {
        mark_bytes(line, whole->begin, right->begin);
    } else if (left != NULL && right != NULL) {
        mark_bytes(line, left->end, right->begin);
    } else if (left != NULL && left->begin > whole->begin) {
        mark_bytes(line, whole->begin, left->begin);
    } else if (left != NULL && left->end < whole->end) {
        mark_bytes(line, left->end, whole->end);
    } else {
        mark_bytes(line, whole->begin, whole->end);
    }
}

static void mark(struct line *line, const struct statement *statement, int id,
                 enum difference_kind kind) {
    const struct expression *node = id >= 0 ? statement->nodes[id] : NULL;
    const struct print_piece *whole = piece_of(line, node);
    if (whole != NULL && kind == DIFFERENCE_SIGN) {
        mark_operator(line, node, whole);
    } else if (whole != NULL && kind != DIFFERENCE_SAME) {
        mark_bytes(line, whole->begin, whole->end);
    }
}

/* The label, the formula, and under it its marks; a line without marks has none. */
static void append_line(struct text_builder *text, const char *label, size_t indent,
                        const struct line *line) {
    size_t used = (size_t)utf8_columns(label);
    text_append_format(text, "%s%*s%s\n", label, (int)(indent - used), "", line->text);
    size_t length = strlen(line->marks);
    while (length > 0 && line->marks[length - 1] == ' ') {
        length--;
    }
    if (length > 0) {
        text_append_format(text, "%*s%.*s\n", (int)indent, "", (int)length, line->marks);
    }
}

void diagnosis_text_append_formulas(struct text_builder *text, enum language language,
                                    const struct diagnosis_question *question,
                                    const struct diagnosis_finding *finding) {
    struct arena *arena = text->arena;
    const struct statement *mistaken = finding->formula.formula.statement;
    struct tree_statement right;
    if (mistaken == NULL || !difference_right(arena, question, mistaken, &right)) {
        return;
    }
    struct line lines[2] = {line_of(arena, question->recording, right.statement),
                            line_of(arena, question->recording, mistaken)};
    const struct difference difference = difference_create(arena, right.statement, mistaken);
    for (size_t i = 0; i < difference.count; i++) {
        const struct difference_column *column = &difference.columns[i];
        mark(&lines[0], right.statement, column->right, column->kind);
        mark(&lines[1], mistaken, column->mistaken, column->kind);
    }
    const char *colon = string_get(language, STRING_ANSWER_COLON);
    const char *labels[2] = {
        text_format(arena, "%s%s", string_get(language, STRING_ANSWER_RIGHT_FORMULA), colon),
        text_format(arena, "%s%s", string_get(language, STRING_ANSWER_YOUR_FORMULA), colon)};
    size_t widths[2] = {(size_t)utf8_columns(labels[0]), (size_t)utf8_columns(labels[1])};
    size_t indent = widths[0] > widths[1] ? widths[0] : widths[1];
    append_line(text, labels[0], indent, &lines[0]);
    append_line(text, labels[1], indent, &lines[1]);
}

/* ---- words ---- */

void diagnosis_text_append_telling(struct text_builder *text, struct telling *telling) {
    if (telling->count > 0 && telling->parts[telling->count - 1].kind == TELLING_END) {
        telling->count--; /* the text ends its last line itself */
    }
    reading_words_append(text, telling, TEXT_COLUMNS);
}

/* What is said of it alone, in lines of at most 80 columns. */
static void append_alone(struct text_builder *text, enum language language,
                         const struct diagnosis_question *question,
                         const struct diagnosis *diagnosis) {
    struct telling telling = telling_begin(text->arena, language);
    diagnosis_told_add(&telling, question->recording, diagnosis);
    diagnosis_text_append_telling(text, &telling);
}

/* Two mistakes may make the same formula. */
static bool is_shown(const struct diagnosis_finding *findings, size_t which) {
    const struct statement *own = findings[which].formula.formula.statement;
    for (size_t i = 0; i < which; i++) {
        const struct statement *other = findings[i].formula.formula.statement;
        if (own != NULL && other != NULL && strcmp(own->source, other->source) == 0) {
            return true;
        }
    }
    return false;
}

void diagnosis_text_append(struct text_builder *text, enum language language,
                           const struct diagnosis_question *question,
                           const struct diagnosis *diagnosis) {
    text_append_string(text, diagnosis_verdict_names[diagnosis->verdict]);
    for (size_t i = 0; i < diagnosis->count; i++) {
        const struct diagnosis_finding *finding = &diagnosis->findings[i];
        if (finding->mistake != NULL) {
            text_append_format(text, " %s", finding->mistake->id);
        }
        if (finding->second != NULL) {
            text_append_format(text, " %s", finding->second->id);
        }
    }
    text_append_string(text, "\n");
    append_alone(text, language, question, diagnosis);
    for (size_t i = 0; i < diagnosis->count; i++) {
        if (!is_shown(diagnosis->findings, i)) {
            diagnosis_text_append_formulas(text, language, question, &diagnosis->findings[i]);
        }
    }
}

void diagnosis_text_append_formula(struct text_builder *text, enum language language,
                                   const struct diagnosis_question *question,
                                   const struct formula_diagnosis *diagnosis) {
    text_append_string(text, formula_verdict_names[diagnosis->verdict]);
    for (size_t i = 0; i < diagnosis->count; i++) {
        text_append_format(text, " %s", diagnosis->findings[i].mistake->id);
    }
    if (diagnosis->verdict == FORMULA_FACTOR) {
        text_append_format(text, " %s", number_plain_text(text->arena, diagnosis->factor, 6));
    }
    text_append_string(text, "\n");
    struct telling telling = telling_begin(text->arena, language);
    formula_told_add(&telling, question->recording, diagnosis);
    diagnosis_text_append_telling(text, &telling);
    for (size_t i = 0; i < diagnosis->count; i++) {
        if (!is_shown(diagnosis->findings, i)) {
            diagnosis_text_append_formulas(text, language, question, &diagnosis->findings[i]);
        }
    }
}
