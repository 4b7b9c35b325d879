#ifndef BACKSTEP_APP_COVER_H
#define BACKSTEP_APP_COVER_H

/* Who stands before the lesson in a window: may draw over it, takes keys and the pointer before it
 * does, and is told when something may have happened. A window without one has all calls NULL. */

#include "session/key_table.h"
#include "view/stage/stage.h"

#include <stdbool.h>

/* What a picture is made for. */
struct cover_sight {
    struct stage_size size;
    struct scene_point pointer; /* where it came upon what the reader points at */
    const struct text_metrics *metrics;
};

/* What the pointer does in the picture that is seen. */
enum cover_touch { TOUCH_MOVE, TOUCH_CLICK, TOUCH_OTHER_BUTTON, TOUCH_WHEEL };
struct cover_pointing {
    enum cover_touch touch;
    const struct scene *scene;
    struct scene_point at;
    int wheel; /* WHEEL: lines towards the end, or less than 0 to the beginning */
};

/* Each call gets the owner. Those that return bool take what they are told, or leave it to the
 * lesson with false; *ret_changed gets bits of enum session_change. */
struct cover {
    void *owner;
    /* Draws the whole picture into a scene that it begins. */
    bool (*draw)(void *owner, const struct cover_sight *sight, struct arena *arena,
                 struct scene *ret);
    bool (*take_key)(void *owner, struct key key, unsigned *ret_changed);
    bool (*point)(void *owner, const struct cover_pointing *pointing, unsigned *ret_changed);
    /* Whether a click there would do something. */
    bool (*can_click)(void *owner, const struct scene *scene, struct scene_point at, bool *ret_can);
    /* The reader wants to choose another lesson; returns what changed. */
    unsigned (*show_lessons)(void *owner);
    /* The reader wants to go on behind the last step; returns what changed. */
    unsigned (*show_end)(void *owner);
    /* A file was dropped on the window; returns what changed. */
    unsigned (*drop)(void *owner, const char *path);
    /* After each turn, and at the latest when `patience` said; returns what changed. */
    unsigned (*look)(void *owner);
    /* Milliseconds until `look` has something to do by itself; -1: never. */
    int (*patience)(void *owner);
};

/* The calls, with what a window does that has no cover; NULL is none too. */
bool cover_draw(const struct cover *cover, const struct cover_sight *sight, struct arena *arena,
                struct scene *ret);
bool cover_take_key(const struct cover *cover, struct key key, unsigned *ret_changed);
bool cover_point(const struct cover *cover, const struct cover_pointing *pointing,
                 unsigned *ret_changed);
bool cover_can_click(const struct cover *cover, const struct scene *scene, struct scene_point at,
                     bool *ret_can);
unsigned cover_show_lessons(const struct cover *cover);
unsigned cover_show_end(const struct cover *cover);
unsigned cover_drop(const struct cover *cover, const char *path);
unsigned cover_look(const struct cover *cover);
/* Whether a key asks for what is seen everywhere, also over the lesson: language, theme, sizes, the
 * list of keys. */
bool cover_is_of_looks(enum action action);
int cover_patience(const struct cover *cover);

#endif
