#ifndef BACKSTEP_SESSION_ASK_ASKED_H
#define BACKSTEP_SESSION_ASK_ASKED_H

/* A question that a reader was asked, and what came of it; only session_ask.h changes it. It stays
 * as long as the session, over steps, notations and languages. */

#include "checks/diagnosis/formula_diagnosis.h"
#include "lesson/lesson.h"
#include "session/ask/asked_option.h"

enum { ASKED_MOST_TEXT = 480 /* bytes that can be typed */ };
enum { ASKED_MOST_HINTS = 3 /* which operands, the products, the solution */ };
enum { ASKED_MOST_WRONG = 2 /* after that the solution is offered */ };

/* What the last answer that was checked is. */
enum asked_verdict {
    ASKED_UNANSWERED,
    ASKED_UNREADABLE,     /* not wrong: see fault */
    ASKED_FEWER_DIGITS,   /* right so far: neither right nor wrong */
    ASKED_FOLLOW_THROUGH, /* right from the reader's own earlier answer */
    ASKED_WRONG,          /* number, formula, typed_shape, … say how */
    ASKED_RIGHT,
    ASKED_ROUNDED, /* right, with earlier numbers rounded */
    ASKED_VERDICT_COUNT
};
extern const char *const asked_verdict_names[ASKED_VERDICT_COUNT]; /* "unanswered", … */

/* What is asked, in the shown notation. */
struct asked_subject {
    long operation;           /* that gives it, from 0; -1: it is given, or no number */
    struct quantity quantity; /* the tensor, or its element; none: of CHOICE, ORDER, LINE */
    struct shape shape;       /* of the tensor */
    bool is_change;           /* SIGN: of what the update adds to a weight or a bias */
    const char *const *lines; /* LINE: those before it, as TeX, the first one first */
    size_t line_count;
    const struct asked_option
        *options; /* ORDER: to be put in order; VALUE, SHAPE, SIGN: for a hall */
    size_t option_count;
};

/* What was found out about the last answer; pointers are valid until the next check. Of its kind
 * of question; the others are NULL or 0. */
struct asked_finding {
    struct answer_fault fault;                /* UNREADABLE: bytes of text, and why */
    const struct diagnosis *number;           /* VALUE that the run computes */
    const struct formula_diagnosis *formula;  /* FORMULA */
    const struct diagnosis_question *context; /* what both were held against */
    struct shape typed_shape;                 /* SHAPE */
    int typed_sign, given_decimals;           /* SIGN: -1, 0 or 1; VALUE that is given */
    size_t typed_option;                      /* CHOICE, LINE: from 0 */
    struct quantity typed_quantity;           /* CELL */
    size_t before, behind; /* ORDER: options; `before` was put first, and needs `behind` */
    bool is_of_earlier;    /* something was typed since */
};

/* Where it was put to the reader: behind what writes that tensor, in every notation. */
struct asked_place {
    const struct notation *notation; /* in which it was put last, at the step; NULL: never */
    long step;
    enum role role; /* ROLE_COUNT: before all operations */
    int layer, rank;
};

struct asked {
    enum question_kind kind;
    const struct lesson_stop *stop; /* that asks; NULL: the program does, in predict mode */
    long iteration;                 /* from 1 */
    enum role role;                 /* of the tensor that it is about; ROLE_COUNT: of none */
    int layer, rank;                /* rank: among those of both, engine/quantity.h */
    struct asked_place at;
    bool has_cell;                  /* its element is known in every notation: */
    long unit, across;              /* engine/quantity.h */
    size_t element;                 /* in predict mode, of all elements in turn: from 1; else 0 */
    size_t term;                    /* in predict mode, of all inner values in turn: from 1 */
    const struct notation *term_of; /* in whose formula it is one; else 0 and NULL */
    size_t term_cell[2];            /* its row and column, from 1; 0: not chosen yet */
    const struct question *line;    /* in predict mode, of a derivation that is open; else NULL */
    char text[ASKED_MOST_TEXT + 1]; /* what is typed, UTF-8 */
    struct asked_subject subject;
    enum asked_verdict verdict;
    struct asked_finding finding;
    int wrong;           /* answers that were */
    int hints;           /* that are open, 0..ASKED_MOST_HINTS */
    bool is_hint_newest; /* a hint was opened since the last answer */
    unsigned tried;      /* options that were chosen and are wrong: bit 0 is the first */
    size_t excluded;     /* the option that the second hint takes away, from 1; 0: none */
    bool is_settled, is_revealed, is_skipped; /* settled, however: its answer may be seen */
    bool has_number; /* the last number that was typed, for what follows from it */
    double number;
    int sign;           /* SIGN: the right one, of a question that is settled: -1, 0 or 1 */
    struct asked *next; /* that was asked first after it */
};

/* Which questions are asked. */
enum ask_mode {
    ASK_NOTHING, /* a session begins with this */
    ASK_LESSON,  /* what the lesson asks */
    ASK_EVERY_STEP
};

/* What became of a question, each time. */
enum ask_event { ASK_EVENT_ANSWER, ASK_EVENT_REVEALED, ASK_EVENT_SKIPPED };

struct ask_answer {
    const struct asked *asked; /* which changes: what was true then follows */
    enum ask_event event;
    const char *text; /* that was typed */
    enum asked_verdict verdict;
    const struct mistake *mistake; /* the first that gives it; NULL: none */
    long step;                     /* of the shown program */
    int tries, hints;              /* answers so far, this one among them, and hints before it */
};

/* Whether such an answer settles it; whether the solution may be shown without further hints, after
 * two wrong ones; whether its element may be pointed out, or is what is asked. */
bool asked_accepts(enum asked_verdict verdict);
bool asked_offers_solution(const struct asked *asked);
bool asked_tells_place(const struct asked *asked);

#endif
