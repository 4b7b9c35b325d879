#!/bin/sh
# Every header of src/ compiles alone, and twice: check_headers.sh SOURCE_ROOT
# Its guard is named after its path: src/base/arena.h has BACKSTEP_BASE_ARENA_H.

set -u
source=$1
# shellcheck disable=SC2086 # a compiler may be two words: ccache cc
set -- ${CC:-cc} -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -fsyntax-only \
    -D_XOPEN_SOURCE=700 -I "$source/src" -x c
app_flags=$(pkg-config --cflags sdl2 SDL2_ttf freetype2 libpng 2>/dev/null)
typeset_flags=$(pkg-config --cflags harfbuzz 2>/dev/null)

point=0
failed=0
headers=$(mktemp) || exit 1
trap 'rm -f "$headers"' EXIT
find "$source/src" -name '*.h' | sort >"$headers"
while IFS= read -r header; do
    path=${header#"$source/src/"}
    flags=
    case $path in
    app/*) flags="$app_flags $typeset_flags" ;;
    typeset/*) flags=$typeset_flags ;;
    esac
    guard=BACKSTEP_$(printf '%s' "${path%.h}" | tr 'a-z/-' 'A-Z__')_H
    # shellcheck disable=SC2086 # one word a flag
    findings=$(printf '#include "%s"\n#include "%s"\nint translation_unit_is_not_empty;\n' \
        "$path" "$path" | "$@" $flags - 2>&1)
    status=$?
    grep -q "^#ifndef $guard\$" "$header" || findings="$findings
the guard is not $guard"
    point=$((point + 1))
    if [ "$status" -eq 0 ] && [ -z "$findings" ]; then
        printf 'ok %d - %s\n' "$point" "$path"
    else
        failed=1
        printf '%s\n' "$findings" | sed 's/^/# /'
        printf 'not ok %d - %s\n' "$point" "$path"
    fi
done <"$headers"
printf '1..%d\n' "$point"
exit "$failed"
