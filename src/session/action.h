#ifndef BACKSTEP_SESSION_ACTION_H
#define BACKSTEP_SESSION_ACTION_H

/* What a reader can ask for. */

enum { NOTATION_MOST_KEYS = 9 };

enum action {
    ACTION_NONE,
    ACTION_NEXT,
    ACTION_PREVIOUS,
    ACTION_NEXT_PASS,
    ACTION_PREVIOUS_PASS,
    ACTION_NEXT_STOP,
    ACTION_PREVIOUS_STOP,
    ACTION_READ_ON, /* the rest of a long text, then the next step */
    ACTION_READ_BACK,
    ACTION_MORE_TEXT,
    ACTION_FINER,
    ACTION_COARSER,
    ACTION_FIRST,
    ACTION_LAST,
    ACTION_NEXT_NOTATION,
    ACTION_NOTATION_1, /* the notation whose note has the number 1 */
    ACTION_NOTATION_9 = ACTION_NOTATION_1 + NOTATION_MOST_KEYS - 1,
    ACTION_FORM,
    ACTION_DERIVE, /* opens a derivation of the operation, closes it */
    ACTION_NEXT_DERIVATION,
    ACTION_MISPRINT, /* shows how the note prints a line wrong, hides it */
    ACTION_NEXT_MISPRINT,
    ACTION_NEXT_SAMPLE,
    ACTION_PREVIOUS_SAMPLE,
    ACTION_LANGUAGE,
    ACTION_THEME,
    ACTION_LARGER,
    ACTION_SMALLER,
    ACTION_NORMAL_SIZE,
    ACTION_PROJECTOR_SIZE,
    ACTION_MORE_DECIMALS,
    ACTION_FEWER_DECIMALS,
    ACTION_FULL_SCREEN,
    ACTION_MOTION,
    ACTION_BLACK,
    ACTION_WHITE,
    ACTION_SELECT_NEXT,
    ACTION_SELECT_PREVIOUS,
    ACTION_SELECT_LEFT,
    ACTION_SELECT_RIGHT,
    ACTION_SELECT_UP,
    ACTION_SELECT_DOWN,
    ACTION_PREDICT,   /* a question at every step, or no longer */
    ACTION_ASK_AGAIN, /* the question of this step, anew */
    ACTION_HALL,      /* questions as options for all to see, or no longer */
    ACTION_HINT,
    ACTION_CHECK, /* what is typed */
    ACTION_SKIP,  /* the question */
    ACTION_LESSONS,
    ACTION_HELP,
    ACTION_CLOSE,
    ACTION_QUIT, /* asks once more */
    ACTION_QUIT_NOW,
    ACTION_COUNT
};

#endif
