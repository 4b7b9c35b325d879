/* Which plain brackets belong together. Two bars at the same level enclose what is between them:
 * TeX cannot know that, and sets |-x| with the gaps of a subtraction. */
#include "typeset/read/math_parser.h"

enum { NORM = 0x2016 };

static bool is_bar(const struct math_node *node) {
    return node->kind == NODE_SYMBOL && node->class == MATH_ORD &&
           (node->code == '|' || node->code == NORM);
}

static bool is_plain(const struct math_node *node, enum math_class class) {
    return node->kind == NODE_SYMBOL && node->class == class && node->code != '!' &&
           node->code != '?';
}

static void join(struct math_node *open, struct math_node *close) {
    open->partner = close;
    close->partner = open;
}

/* Pairs bars among the siblings from one bracket to the next; an odd one stays a sign. */
struct bars {
    struct math_node *single, *norm; /* open ones at this level */
};

static void take_bar(struct bars *bars, struct math_node *node) {
    struct math_node **open = node->code == '|' ? &bars->single : &bars->norm;
    if (*open == NULL) {
        *open = node;
        return;
    }
    join(*open, node);
    (*open)->class = MATH_OPEN;
    node->class = MATH_CLOSE;
    *open = NULL;
}

void math_pair_brackets(struct arena *arena, struct math_list *list) {
    size_t most = 1;
    bool has_any = false;
    for (const struct math_node *node = list->first; node != NULL; node = node->next) {
        most += is_plain(node, MATH_OPEN);
        has_any = has_any || is_plain(node, MATH_OPEN) || is_bar(node);
    }
    if (!has_any) {
        return;
    }
    struct math_node **open = ARENA_ARRAY(arena, struct math_node *, most);
    struct bars *bars = ARENA_ARRAY(arena, struct bars, most);
    size_t depth = 0;
    for (struct math_node *node = list->first; node != NULL; node = node->next) {
        if (is_bar(node)) {
            take_bar(&bars[depth], node);
        } else if (is_plain(node, MATH_OPEN)) {
            open[depth++] = node;
            bars[depth] = (struct bars){0};
        } else if (is_plain(node, MATH_CLOSE) && depth > 0) {
            join(open[--depth], node);
        }
    }
}
