#ifndef BACKSTEP_TYPESET_MATH_LIST_H
#define BACKSTEP_TYPESET_MATH_LIST_H

/* A formula as it was read: lists of atoms, each with its scripts. Only this floor uses it. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The classes of atoms, as TeX calls them: the space between two neighbours depends on them. */
enum math_class {
    MATH_ORD,
    MATH_OP,
    MATH_BIN,
    MATH_REL,
    MATH_OPEN,
    MATH_CLOSE,
    MATH_PUNCT,
    MATH_INNER,
    MATH_CLASS_COUNT,
    MATH_NO_CLASS = MATH_CLASS_COUNT /* spaces and styles; and what is before the first atom */
};

enum math_node_kind {
    NODE_SYMBOL,   /* code */
    NODE_LIST,     /* {first} */
    NODE_NAME,     /* text, upright and without gaps: log */
    NODE_WORDS,    /* text, in the face of prose */
    NODE_FRACTION, /* first over second; with no rule where has_rule is false */
    NODE_RADICAL,  /* the root of first; second is its degree or NULL */
    NODE_ACCENT,   /* code over first */
    NODE_LINE,     /* a rule over first, or under it where is_below */
    NODE_STACK,    /* first with second above and third below it, any of them NULL */
    NODE_FENCED,   /* segments between fences that grow */
    NODE_BIG,      /* code, amount ems high */
    NODE_ARRAY,    /* rows */
    NODE_SPACE,    /* amount: ems of the size it stands in */
    NODE_STYLE,    /* style */
    NODE_SLOT,     /* slot */
    NODE_PHANTOM,  /* as large as first, and not drawn */
    NODE_KIND_COUNT
};

/* Where the scripts of an atom go: above and below it never, in display style, always. */
enum math_limits { LIMITS_NEVER, LIMITS_IN_DISPLAY, LIMITS_ALWAYS };

struct math_list {
    struct math_node *first, *last;
    size_t begin, end; /* bytes of the source */
};

/* What is before a fence of \left \middle \right, and that fence; the first segment has the fence
 * on the left and an empty list. code 0 is no fence ("."). */
struct math_segment {
    struct math_list list;
    uint32_t code;
    size_t begin, end; /* of the fence */
    struct math_segment *next;
};

struct math_cell {
    struct math_list list;
    struct math_cell *next;
};

struct math_array_row {
    struct math_cell *cells;
    float extra; /* ems below it: \\[2pt] */
    struct math_array_row *next;
};

/* How the cells of an environment stand. */
struct math_environment {
    const char *name;
    uint32_t left, right;  /* fences; 0 for none */
    const char *alignment; /* of the columns, repeated: "c", "rl" */
    float gap;             /* between columns, in ems; in pairs (aligned) before each pair */
    float margin;          /* outside of the first and the last column */
    float row_gap;         /* more than the usual distance of baselines */
    float loose;           /* LaTeX's \arraystretch, less 1 */
    bool is_display;       /* the cells' style */
    bool is_paired;        /* columns come in pairs without a gap within */
    bool takes_columns;    /* {lcr} after its name */
    bool is_small;         /* cells in the style of scripts */
};

struct math_node {
    enum math_node_kind kind;
    enum math_class class;
    enum math_limits limits;
    uint32_t code;
    const struct math_list *first, *second, *third;
    const struct math_list *superscript, *subscript; /* NULL: none */
    const struct math_segment *segments;
    const struct math_array_row *rows;
    const struct math_environment *environment;
    const char *alignment; /* of an array with columns of its own, or NULL */
    const char *text;
    const struct math_node *partner; /* of a plain bracket: the one that it is paired with */
    float amount;
    size_t slot;
    int style; /* STYLE: 0 display .. 3 scripts of scripts; FRACTION: the same, -1 for inherited */
    bool has_rule, is_below, is_wide;
    size_t begin, end; /* bytes of the source, without scripts */
    size_t whole_end;  /* with them */
    struct math_node *next;
};

#endif
