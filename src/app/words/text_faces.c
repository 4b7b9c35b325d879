#include "app/words/text_faces.h"

#include "app/words/system_font.h"
#include "base/memory.h"

#include <SDL.h>
#include <hb.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A font in memory, open at SIZES_MOST sizes at most: the one that was not asked for the longest
 * gives way. */
enum { SIZES_MOST = 2 };

struct sized {
    TTF_Font *font; /* NULL: free */
    unsigned dots;
    unsigned long used;
};

struct face {
    hb_blob_t *blob; /* NULL: none */
    long index;
    bool is_bold;
    TTF_Font *measure;
    struct sized sizes[SIZES_MOST];
};

struct text_faces {
    struct face items[TEXT_FACES_MOST];
    int count;
    unsigned long time;
};

static bool open_face(struct text_faces *faces, const char *path, long index, bool is_bold) {
    struct face *face = &faces->items[faces->count];
    errno = 0;
    face->blob = hb_blob_create_from_file_or_fail(path);
    memory_check_errno();
    if (face->blob == NULL) {
        return false;
    }
    face->index = index;
    face->is_bold = is_bold;
    faces->count++;
    return true;
}

static bool open_shipped(struct text_faces *faces, enum font_file file, const char *folder,
                         char *reterr_message, size_t message_size) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", folder, font_file_names[file]);
    bool fits = length > 0 && (size_t)length < sizeof path;
    bool is_bold = file == FONT_SANS_BOLD || file == FONT_LATIN_BOLD;
    bool is_open = fits && open_face(faces, path, 0, is_bold);
    unsigned size = 0;
    const char *bytes = is_open ? hb_blob_get_data(faces->items[file].blob, &size) : NULL;
    if (is_open && font_file_is_whole(bytes, size)) {
        return true;
    }
    snprintf(reterr_message, message_size,
             is_open ? "the font \"%s\" in \"%s\" is damaged"
                     : "cannot open the font \"%s\" in \"%s\"",
             font_file_names[file], folder);
    return false;
}

struct text_faces *text_faces_open(const char *folder, char *reterr_message, size_t message_size) {
    if (TTF_Init() != 0) {
        memory_out();
    }
    struct text_faces *faces = memory_allocate_zeroed(1, sizeof *faces);
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        if (!open_shipped(faces, file, folder, reterr_message, message_size)) {
            text_faces_close(faces);
            return NULL;
        }
    }
    return faces;
}

static void close_font(TTF_Font *font) {
    if (font != NULL) {
        TTF_CloseFont(font);
    }
}

void text_faces_close(struct text_faces *faces) {
    if (faces == NULL) {
        return;
    }
    for (int i = 0; i < faces->count; i++) {
        struct face *face = &faces->items[i];
        close_font(face->measure);
        for (size_t size = 0; size < SIZES_MOST; size++) {
            close_font(face->sizes[size].font);
        }
        hb_blob_destroy(face->blob);
    }
    TTF_Quit();
    free(faces);
}

int text_faces_find_system(struct text_faces *faces, uint32_t code_point, bool is_bold) {
    for (int i = FONT_FILE_COUNT; i < faces->count; i++) {
        TTF_Font *font = faces->items[i].is_bold == is_bold ? text_faces_measure(faces, i) : NULL;
        if (font != NULL && TTF_GlyphIsProvided32(font, code_point) != 0) {
            return i;
        }
    }
    struct system_font found;
    if (faces->count == TEXT_FACES_MOST || !system_font_find(code_point, is_bold, &found) ||
        !open_face(faces, found.path, found.index, is_bold)) {
        return -1;
    }
    return faces->count - 1;
}

/* ---- sizes ---- */

static TTF_Font *open_font(const struct face *face, unsigned dots, int hinting) {
    unsigned length;
    const char *bytes = hb_blob_get_data(face->blob, &length);
    errno = 0;
    SDL_RWops *file = SDL_RWFromConstMem(bytes, (int)length);
    TTF_Font *font = TTF_OpenFontIndexDPIRW(file, 1, 1, face->index, dots, dots);
    if (font != NULL) {
        TTF_SetFontHinting(font, hinting);
    }
    memory_check_errno();
    return font;
}

TTF_Font *text_faces_sized(struct text_faces *faces, int number, unsigned dots) {
    struct face *face = &faces->items[number];
    struct sized *oldest = &face->sizes[0];
    faces->time++;
    for (size_t i = 0; i < SIZES_MOST; i++) {
        struct sized *sized = &face->sizes[i];
        if (sized->font != NULL && sized->dots == dots) {
            sized->used = faces->time;
            return sized->font;
        }
        oldest = sized->used < oldest->used ? sized : oldest;
    }
    if (oldest->font == NULL) {
        oldest->font = open_font(face, dots, TTF_HINTING_LIGHT_SUBPIXEL);
    } else if (TTF_SetFontSizeDPI(oldest->font, 1, dots, dots) != 0) {
        close_font(oldest->font);
        oldest->font = NULL;
    }
    oldest->dots = dots;
    oldest->used = faces->time;
    return oldest->font;
}

TTF_Font *text_faces_measure(struct text_faces *faces, int number) {
    struct face *face = &faces->items[number];
    if (face->measure == NULL) {
        face->measure = open_font(face, TEXT_MEASURE_EM * TEXT_DOTS_PER_PIXEL, TTF_HINTING_NONE);
    }
    return face->measure;
}

bool text_faces_have_blanks(int face) {
    return face < FONT_MATH;
}
