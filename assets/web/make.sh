#!/bin/sh
# Builds the pages of the program: make.sh BUILD_FOLDER
#
# Makes the libraries, the program, its fonts and the pages there, each only when it is not up to
# date; the last two lines say where the pages are. Needs emscripten, meson, ninja, fonttools, zopfli,
# terser.

set -eu
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
build=$(mkdir -p "$1" && cd "$1" && pwd -P)
# Debian's emcc looks for its JavaScript libraries here; a node from elsewhere does not by itself.
export NODE_PATH="${NODE_PATH-}${NODE_PATH:+:}/usr/share/nodejs"

"$here/make-libraries.sh" "$build/libraries"

sed "s#@PREFIX@#$build/libraries/prefix#" "$here/cross.ini.in" >"$build/cross.new"
if ! cmp -s "$build/cross.new" "$build/cross.ini" || [ ! -f "$build/program/build.ninja" ] ||
    [ "$build/libraries/made-of" -nt "$build/program/build.ninja" ]; then
    rm -rf "$build/program"
    mv "$build/cross.new" "$build/cross.ini"
    CFLAGS='' meson setup --cross-file "$build/cross.ini" -Dapp=enabled -Dfontconfig=disabled \
        -Dtests=false --buildtype=plain -Dc_args=-Oz "$build/program" "$root"
fi
rm -f "$build/cross.new"
ninja -C "$build/program"

/usr/bin/python3 "$here/make-fonts.py" "$root" "$build/fonts"
/usr/bin/python3 "$here/make-page.py" "$root" "$build"
printf '%s\n' "In one file, to be opened by a double-click: $build/backstep.html" \
    "For a server: $build/site/"
