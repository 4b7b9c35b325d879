#include "app/words/text_faces.h"

#include "app/words/system_font.h"
#include "base/memory.h"

#include <SDL.h>

#include <errno.h>
#include <stdlib.h>

/* A font in memory, open at SIZES_MOST sizes at most: the one that was not asked for the longest
 * gives way. */
enum { SIZES_MOST = 2 };

struct sized {
    TTF_Font *font; /* NULL: free */
    unsigned dots;
    unsigned long used;
};

struct face {
    struct file_bytes bytes;
    bool is_system; /* its bytes are this module's */
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

struct text_faces *text_faces_open(const struct font_files *fonts) {
    if (TTF_Init() != 0) {
        memory_out();
    }
    struct text_faces *faces = memory_allocate_zeroed(1, sizeof *faces);
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        bool is_bold = file == FONT_SANS_BOLD || file == FONT_LATIN_BOLD;
        faces->items[faces->count++] =
            (struct face){.bytes = fonts->files[file], .is_bold = is_bold};
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
        if (face->is_system) {
            file_bytes_close(&face->bytes);
        }
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
    struct face *face = &faces->items[faces->count];
    if (faces->count == TEXT_FACES_MOST || !system_font_find(code_point, is_bold, &found) ||
        !file_bytes_open(found.path, &face->bytes)) {
        return -1;
    }
    face->is_system = true;
    face->index = found.index;
    face->is_bold = is_bold;
    return faces->count++;
}

/* ---- sizes ---- */

static TTF_Font *open_font(const struct face *face, unsigned dots, int hinting) {
    errno = 0;
    SDL_RWops *file = SDL_RWFromConstMem(face->bytes.bytes, (int)face->bytes.length);
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
