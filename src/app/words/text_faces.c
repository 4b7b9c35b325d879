#include "app/words/text_faces.h"

#include "app/words/system_font.h"
#include "base/memory.h"

#include <SDL.h>

#include <errno.h>
#include <stdlib.h>

struct face {
    struct file_bytes bytes;
    bool is_system; /* its bytes are this module's */
    long index;
    bool is_bold;
    TTF_Font *font; /* NULL: not open */
    unsigned dots;  /* that it is set to, and how it is hinted */
    int hinting;
};

struct text_faces {
    struct face items[TEXT_FACES_MOST];
    int count;
};

struct text_faces *text_faces_open(const struct font_files *fonts) {
    errno = 0;
    if (TTF_Init() != 0) {
        memory_out();
    }
    memory_check_errno(); /* FreeType goes on without the modules that it could not allocate */
    struct text_faces *faces = memory_allocate_zeroed(1, sizeof *faces);
    for (enum font_file file = 0; file < FONT_FILE_COUNT; file++) {
        bool is_bold = file == FONT_SANS_BOLD || file == FONT_LATIN_BOLD;
        faces->items[faces->count++] =
            (struct face){.bytes = fonts->files[file], .is_bold = is_bold};
    }
    return faces;
}

static void close_font(struct face *face) {
    if (face->font != NULL) {
        TTF_CloseFont(face->font);
        face->font = NULL;
    }
}

void text_faces_close(struct text_faces *faces) {
    if (faces == NULL) {
        return;
    }
    for (int i = 0; i < faces->count; i++) {
        struct face *face = &faces->items[i];
        close_font(face);
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

static bool open_font(struct face *face, unsigned dots) {
    SDL_RWops *file = SDL_RWFromConstMem(face->bytes.bytes, (int)face->bytes.length);
    face->font = TTF_OpenFontIndexDPIRW(file, 1, 1, face->index, dots, dots);
    face->dots = dots;
    face->hinting = TTF_HINTING_NORMAL;
    return face->font != NULL;
}

/* Opening a font costs as much as drawing twenty words with it, and what was measured or drawn is
 * kept elsewhere: so each is open once, and set to what it is asked for. */
static TTF_Font *set_font(struct face *face, unsigned dots, int hinting) {
    errno = 0;
    if (face->font != NULL && face->dots != dots) {
        bool is_set = TTF_SetFontSizeDPI(face->font, 1, dots, dots) == 0;
        face->dots = dots;
        if (!is_set) {
            close_font(face);
        }
    }
    if (face->font != NULL || open_font(face, dots)) {
        if (face->hinting != hinting) {
            TTF_SetFontHinting(face->font, hinting);
            face->hinting = hinting;
        }
    }
    memory_check_errno();
    return face->font;
}

TTF_Font *text_faces_sized(struct text_faces *faces, int number, unsigned dots) {
    return set_font(&faces->items[number], dots, TTF_HINTING_LIGHT_SUBPIXEL);
}

TTF_Font *text_faces_measure(struct text_faces *faces, int number) {
    return set_font(&faces->items[number], TEXT_MEASURE_EM * TEXT_DOTS_PER_PIXEL, TTF_HINTING_NONE);
}

bool text_faces_have_blanks(int face) {
    return face < FONT_MATH;
}
