#include "app/cover.h"

#include "session/session.h"

bool cover_draw(const struct cover *cover, const struct cover_sight *sight, struct arena *arena,
                struct scene *ret) {
    return cover != NULL && cover->draw != NULL && cover->draw(cover->owner, sight, arena, ret);
}

bool cover_take_key(const struct cover *cover, struct key key, unsigned *ret_changed) {
    *ret_changed = SESSION_SAME;
    return cover != NULL && cover->take_key != NULL &&
           cover->take_key(cover->owner, key, ret_changed);
}

bool cover_point(const struct cover *cover, const struct cover_pointing *pointing,
                 unsigned *ret_changed) {
    *ret_changed = SESSION_SAME;
    return cover != NULL && cover->point != NULL &&
           cover->point(cover->owner, pointing, ret_changed);
}

bool cover_can_click(const struct cover *cover, const struct scene *scene, struct scene_point at,
                     bool *ret_can) {
    return cover != NULL && cover->can_click != NULL &&
           cover->can_click(cover->owner, scene, at, ret_can);
}

unsigned cover_show_lessons(const struct cover *cover) {
    bool has = cover != NULL && cover->show_lessons != NULL;
    return has ? cover->show_lessons(cover->owner) : SESSION_SAME;
}

unsigned cover_show_end(const struct cover *cover) {
    bool has = cover != NULL && cover->show_end != NULL;
    return has ? cover->show_end(cover->owner) : SESSION_SAME;
}

unsigned cover_drop(const struct cover *cover, const char *path) {
    return cover != NULL && cover->drop != NULL ? cover->drop(cover->owner, path) : SESSION_SAME;
}

unsigned cover_look(const struct cover *cover) {
    return cover != NULL && cover->look != NULL ? cover->look(cover->owner) : SESSION_SAME;
}

int cover_patience(const struct cover *cover) {
    return cover != NULL && cover->patience != NULL ? cover->patience(cover->owner) : -1;
}

bool cover_is_of_looks(enum action action) {
    static const enum action looks[] = {ACTION_LANGUAGE, ACTION_THEME,       ACTION_LARGER,
                                        ACTION_SMALLER,  ACTION_NORMAL_SIZE, ACTION_PROJECTOR_SIZE,
                                        ACTION_MOTION,   ACTION_FULL_SCREEN, ACTION_HELP};
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
        if (looks[i] == action) {
            return true;
        }
    }
    return false;
}
