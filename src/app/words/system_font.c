#include "app/words/system_font.h"

#ifdef HAVE_FONTCONFIG

#include <fontconfig/fontconfig.h>

#include <stdio.h>

static FcPattern *pattern_of(uint32_t code_point, bool is_bold) {
    FcPattern *pattern = FcPatternCreate();
    FcCharSet *characters = FcCharSetCreate();
    FcCharSetAddChar(characters, code_point);
    FcPatternAddCharSet(pattern, FC_CHARSET, characters);
    FcCharSetDestroy(characters);
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"sans-serif");
    FcPatternAddInteger(pattern, FC_WEIGHT, is_bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcPatternAddBool(pattern, FC_COLOR, FcFalse);
    FcConfigSubstitute(NULL, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    return pattern;
}

/* fontconfig always answers; whether the font has the character is another question. */
static bool is_match(FcPattern *font, uint32_t code_point, struct system_font *ret) {
    FcCharSet *characters;
    FcChar8 *path;
    int index = 0;
    if (FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) != FcResultMatch ||
        !FcCharSetHasChar(characters, code_point) ||
        FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch) {
        return false;
    }
    FcPatternGetInteger(font, FC_INDEX, 0, &index);
    ret->index = index & 0xFFFF; /* above it stands which instance of a variable font */
    int length = snprintf(ret->path, sizeof ret->path, "%s", (const char *)path);
    return length > 0 && (size_t)length < sizeof ret->path;
}

bool system_font_find(uint32_t code_point, bool is_bold, struct system_font *ret) {
    if (!FcInit()) {
        return false;
    }
    FcPattern *pattern = pattern_of(code_point, is_bold);
    FcResult result;
    FcPattern *font = FcFontMatch(NULL, pattern, &result);
    bool is_found = font != NULL && is_match(font, code_point, ret);
    if (font != NULL) {
        FcPatternDestroy(font);
    }
    FcPatternDestroy(pattern);
    return is_found;
}

#else

bool system_font_find(uint32_t code_point, bool is_bold, struct system_font *ret) {
    (void)code_point;
    (void)is_bold;
    (void)ret;
    return false;
}

#endif
