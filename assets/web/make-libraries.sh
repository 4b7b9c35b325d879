#!/bin/sh
# Builds the libraries of the browser build with emscripten, from the sources that Debian has of
# them: make-libraries.sh FOLDER
#
# FOLDER/prefix gets headers, archives and files of pkg-config, and FOLDER/licences the licence of
# each. What is there from the same sources, by the same compiler and this script, is kept.
#
# The sources come through apt, by fetch-sources.sh. Where there is no apt, FOLDER/sources may hold
# the unpacked sources of the packages below.

set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd -P)
script=$(cd "$(dirname "$0")" && pwd -P)/$(basename "$0")
packages='libsdl2 libsdl2-ttf freetype harfbuzz cjson 7zip'
sources=$folder/sources
shapers='arabic hangul hebrew indic khmer myanmar myanmar_zawgyi syllabic thai use'
objects=$folder/objects
prefix=$folder/prefix
optimized=-Oz
# Debian's emcc looks for its JavaScript libraries here; a node from elsewhere does not by itself.
export NODE_PATH="${NODE_PATH-}${NODE_PATH:+:}/usr/share/nodejs"

fail() {
    printf 'make-libraries: %s\n' "$@" >&2
    exit 3
}

# ---- sources ----

fetch_sources() {
    command -v apt-get >/dev/null 2>&1 ||
        fail "there is no apt-get here to fetch the sources of: $packages" \
            "they may be unpacked in $sources by hand"
    # shellcheck disable=SC2086 # one word a package
    "$(dirname "$script")/fetch-sources.sh" "$folder" $packages ||
        fail "the sources could not be fetched from the mirrors of /etc/apt: $packages"
}

# folder_of PACKAGE: where its sources are, whatever the version.
folder_of() {
    for found in "$sources/$1"-[0-9]*/; do
        [ -d "$found" ] && printf '%s' "${found%/}" && return
    done
    fail "$sources has no sources of $1"
}

# ---- building ----

# compile NAME FLAGS: compiles the files that are named on standard input, a process a processor,
# and makes libNAME.a of them.
compile() {
    name=$1
    shift
    mkdir -p "$objects/$name" "$prefix/lib"
    rm -f "$objects/$name"/*.o "$prefix/lib/lib$name.a"
    # shellcheck disable=SC2016 # the inner shell expands
    xargs -P "$(getconf _NPROCESSORS_ONLN)" -I '{}' sh -c '
        source=$1 into=$2
        shift 2
        "$@" -c "$source" -o "$into/$(printf %s "$source" | tr / _).o"
    ' sh '{}' "$objects/$name" emcc $optimized -w "$@" || fail "$name could not be compiled"
    emar rcs "$prefix/lib/lib$name.a" "$objects/$name"/*.o
}

# describe MODULE VERSION LIBRARY INCLUDE: what pkg-config is to say.
describe() {
    mkdir -p "$prefix/lib/pkgconfig"
    printf '%s\n' "Name: $1" "Description: $1" "Version: $2" "Libs: -L$prefix/lib -l$3" \
        "Cflags: -I$prefix/include/$4" >"$prefix/lib/pkgconfig/$1.pc"
}

# version_of PACKAGE: of the sources, "2.26.5".
version_of() {
    basename "$(folder_of "$1")" | sed -e "s/^$1-//" -e 's/[+~].*//'
}

# Surfaces, events and time; the page is the display, and there is no sound.
build_sdl() {
    mkdir -p "$prefix/include/SDL2"
    cp "$(folder_of libsdl2)"/include/*.h "$prefix/include/SDL2"
    config=$prefix/include/SDL2/SDL_config_emscripten.h
    sed -i -E '/SDL_(AUDIO|JOYSTICK|SENSOR|VIDEO|LOADSO|POWER|FILESYSTEM)_/d' "$config"
    for off in AUDIO JOYSTICK HAPTIC SENSOR RENDER POWER VIDEO; do
        sed -i "\$i #define SDL_${off}_DISABLED 1" "$config"
    done
    sed -i '$i #define SDL_LOADSO_DUMMY 1' "$config"
    cd "$(folder_of libsdl2)/src"
    ls -- *.c atomic/*.c cpuinfo/*.c events/*.c file/*.c libm/*.c loadso/dummy/*.c stdlib/*.c \
        thread/*.c thread/generic/*.c timer/*.c timer/unix/*.c video/*.c video/yuv2rgb/*.c |
        compile SDL2 -I"$prefix/include/SDL2"
    describe sdl2 "$(version_of libsdl2)" SDL2 SDL2
}

# The formats and renderers of the shipped fonts. What only other formats need
# is left out.
build_freetype() {
    cp -R "$(folder_of freetype)/include" "$prefix/include/freetype2"
    sed -i -E -e '/define +FT_CONFIG_OPTION_(USE_(ZLIB|LZW|BZIP2|PNG|BROTLI)|SVG|MAC_FONTS)/d' \
        -e '/define +TT_CONFIG_OPTION_(EMBEDDED_BITMAPS|COLOR_LAYERS|GX_VAR_SUPPORT|BDF)/d' \
        "$prefix/include/freetype2/freetype/config/ftoption.h"
    cd "$(folder_of freetype)/src"
    printf '%s\n' 'FT_USE_MODULE( FT_Module_Class, autofit_module_class )' \
        'FT_USE_MODULE( FT_Driver_ClassRec, tt_driver_class )' \
        'FT_USE_MODULE( FT_Driver_ClassRec, cff_driver_class )' \
        'FT_USE_MODULE( FT_Module_Class, psaux_module_class )' \
        'FT_USE_MODULE( FT_Module_Class, psnames_module_class )' \
        'FT_USE_MODULE( FT_Module_Class, pshinter_module_class )' \
        'FT_USE_MODULE( FT_Module_Class, sfnt_module_class )' \
        'FT_USE_MODULE( FT_Renderer_Class, ft_smooth_renderer_class )' \
        >"$prefix/include/freetype2/freetype/config/ftmodule.h"
    printf '%s.c\n' base/ftbase base/ftsystem base/ftinit base/ftdebug base/ftglyph base/ftbitmap \
        base/ftmm base/ftstroke base/ftsynth base/ftfstype base/ftbbox base/ftlcdfil sfnt/sfnt \
        cff/cff psaux/psaux psnames/psnames pshinter/pshinter truetype/truetype smooth/smooth \
        autofit/autofit |
        compile freetype -DFT2_BUILD_LIBRARY -I"$prefix/include/freetype2"
    describe freetype2 "$(sed -n 's/^version_info=.\([0-9:]*\).*/\1/p' \
        ../builds/unix/configure.raw | head -n 1 | tr : .)" freetype freetype2
}

# Without what nobody asks it, names, colors, axes, drawing, buffers as text, and without the scripts
# whose letters depend on each other: a page has no font of them, and all others need no shaper.
build_harfbuzz() {
    mkdir -p "$prefix/include/harfbuzz"
    cp "$(folder_of harfbuzz)"/src/hb*.h "$prefix/include/harfbuzz"
    {
        for kept in CFF MATH OPEN FACE_COLLECT_UNICODES LAYOUT_UNUSED LAYOUT_RARELY_USED \
            LAYOUT_COLLECT_GLYPHS OT_SHAPE_FRACTIONS ERRNO; do
            printf '#undef HB_NO_%s\n' "$kept"
        done
        for shaper in $shapers; do
            printf '#define _hb_ot_shaper_%s _hb_ot_shaper_default\n' "$shaper"
        done
    } >"$objects/hb-override.h"
    cd "$(folder_of harfbuzz)/src"
    # shellcheck disable=SC2086 # one word a shaper
    without=$(printf '|%s' $shapers)
    grep -vE "hb-ot-shaper-(vowel-constraints$without)" harfbuzz.cc >page.cc
    echo page.cc | compile harfbuzz -std=c++11 -fno-exceptions -fno-rtti \
        -fno-threadsafe-statics -DHB_TINY -DHAVE_FREETYPE=1 \
        -DHB_CONFIG_OVERRIDE_H="\"$objects/hb-override.h\"" -I"$prefix/include/freetype2"
    describe harfbuzz "$(version_of harfbuzz)" harfbuzz harfbuzz
}

build_ttf() {
    cd "$(folder_of libsdl2-ttf)"
    cp SDL_ttf.h "$prefix/include/SDL2"
    echo SDL_ttf.c | compile SDL2_ttf -DTTF_USE_HARFBUZZ=1 -I"$prefix/include/SDL2" \
        -I"$prefix/include/freetype2" -I"$prefix/include/harfbuzz"
    describe SDL2_ttf "$(version_of libsdl2-ttf)" SDL2_ttf SDL2
}

build_cjson() {
    mkdir -p "$prefix/include/cjson"
    cd "$(folder_of cjson)"
    cp cJSON.h "$prefix/include/cjson"
    echo cJSON.c | compile cjson
    describe libcjson "$(version_of cjson)" cjson .
}

# The decoder of LZMA alone, one file, for speed: what is unpacked is waited for.
build_lzma() {
    mkdir -p "$prefix/include/lzma"
    cd "$(folder_of 7zip)/C"
    cp LzmaDec.h 7zTypes.h Precomp.h Compiler.h "$prefix/include/lzma"
    echo LzmaDec.c | compile lzmadec -O3
    describe lzmadec "$(version_of 7zip)" lzmadec lzma
}

# What the page has to show of each.
copy_licences() {
    mkdir -p "$folder/licences"
    cp "$(folder_of libsdl2)/LICENSE.txt" "$folder/licences/SDL.txt"
    cp "$(folder_of libsdl2-ttf)/LICENSE.txt" "$folder/licences/SDL_ttf.txt"
    cp "$(folder_of freetype)/docs/FTL.TXT" "$folder/licences/FreeType.txt"
    cp "$(folder_of harfbuzz)/COPYING" "$folder/licences/HarfBuzz.txt"
    cp "$(folder_of cjson)/LICENSE" "$folder/licences/cJSON.txt"
    {
        printf '%s\n\n' 'Copyright 2010-2022 The Emscripten Authors, under the same licence as musl:'
        cat "$(dirname "$(readlink -f "$(command -v emcc)")")/system/lib/libc/musl/COPYRIGHT"
    } >"$folder/licences/Emscripten.txt"
}

# ---- all of it ----

identity() {
    cat "$script"
    emcc --version | head -n 1
    (cd "$sources" && ls -- *.dsc 2>/dev/null || ls)
}

command -v emcc >/dev/null 2>&1 || fail 'emcc (Debian: emscripten) is not installed'
for package in $packages; do
    (folder_of "$package") >/dev/null 2>&1 || { fetch_sources && break; }
done
if [ "$(cat "$folder/made-of" 2>/dev/null)" = "$(identity)" ]; then
    exit 0
fi
rm -rf "$prefix" "$objects"
mkdir -p "$prefix/lib" "$prefix/include" "$objects"
for library in sdl freetype harfbuzz ttf cjson lzma; do
    printf 'Building %s ...\n' "$library"
    (build_$library)
done
(copy_licences)
identity >"$folder/made-of"
