#ifndef BACKSTEP_APP_WEB_WEB_H
#define BACKSTEP_APP_WEB_WEB_H

/* What the scripts of the page call; assets/web/program.js does. Texts are UTF-8; those that are
 * returned stay until the next call that returns one. Places are in units of the page. */

/* Once, before all others: finds the program's files. "" or why it cannot begin. */
const char *web_begin(const char *language);

/* How lessons are to be seen, the open one and those to come; a name that is unknown, or a number
 * below 0, changes nothing. is_calm: without motion. */
void web_look(const char *language, const char *theme, int scale, int decimals, int is_calm);

/* The canvas has so many pixels, `ratio` of them to a unit. */
void web_resize(int width, int height, double ratio);

/* Opens a lesson by its name or as a file, in a notation or in its own (""); "" or why not. */
void web_ask(int is_asking);
void web_leave(void);
void web_prepare(const char *name, const char *notation);
const char *web_open(const char *name, const char *notation);

/* Reads a file that may be a notation: its id behind "+", or why it is none that can be read; ""
 * when it is not meant as one. */
const char *web_add_notation(const char *path);

/* Goes to a place; a level that is unknown leaves that as it is. */
void web_go(double step, int inside, int form, const char *level);

/* A turn of the loop: milliseconds until the next has something to do, -1 for never by itself. */
int web_turn(void);

/* "", or why the program cannot go on. */
const char *web_failure(void);

/* page_state.h, as JSON. */
const char *web_state(void);
const char *web_keys(void);
const char *web_lessons(void);

/* The step as text for a screen reader, or laid out. */
const char *web_reading(int is_plain);

/* Every step up to an iteration, in a format of `backstep trace`; "" where there is none. */
const char *web_trace(const char *format, int iterations);

/* What became of a key or a click. */
enum web_answer {
    WEB_NOT_OURS, /* the browser may have it */
    WEB_TAKEN,
    WEB_HELP, /* the page is to show what keys do */
    WEB_FULL_SCREEN,
    WEB_LESSONS /* the page is to show the lessons */
};
enum web_answer web_key(const char *key, const char *code, unsigned modifiers, int is_repeat);

/* Text for the question that is answered: pasted, or from the keyboard of a screen. */
enum web_answer web_type(const char *text);

/* Does what a key of a row of the key table does. */
enum web_answer web_press(int row, int which);

/* page_input.h's kinds. */
enum web_answer web_point(int kind, int x, int y);

/* What is under a finger: page_target.h's kind, and 256 times the action of a button. */
int web_finger(int x, int y);

/* A finger was put there, on what is there or near: until it is lifted, or for a moment. */
enum web_answer web_grab(int x, int y);
enum web_answer web_tap(int x, int y);

#endif
