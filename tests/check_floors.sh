#!/bin/sh
# The rooms of the house, checked: check_floors.sh SOURCE_ROOT BUILD_ROOT
#
# Reads the sources for includes that tests/rooms.txt does not allow and for printing or ending the
# program below the app floor, and the built libraries for state outside of functions' arguments.
# Every search first has to find what is planted in a bad tree made here, so that a search that
# finds nothing cannot pass for a clean house.

set -u
source=$1
objects=$2
bad=$(mktemp -d) || exit 1
trap 'rm -rf "$bad"' EXIT

# shellcheck source=tests/rooms.sh
. "$(dirname -- "$0")/rooms.sh"
above='app cli' # what may print, end the program and keep state

is_above() { # ROOM
    case " $above " in
    *" ${1%%/*} "*) return 0 ;;
    esac
    return 1
}

# Where each library may be included. What is not here and not of C or POSIX may be nowhere.
library_rule='
    SDL*         app
    fribidi.h    app
    fontconfig/* app
    ft2build.h   app
    freetype*    app
    FT_*         app
    png.h        app
    emscripten.h app
    LzmaDec.h    app
    malloc.h     base
    sanitizer/*  base
    hb*          typeset app
    cjson/*      base
    cJSON.h      base
'
system_headers='assert ctype errno fenv float inttypes iso646 limits locale math signal stdalign
    stdarg stdbool stddef stdint stdio stdlib stdnoreturn string strings tgmath time wchar wctype
    unistd fcntl dirent poll sys/*'

allowed_for() { # RULE NAME: the rest of the line whose first word matches
    printf '%s' "$1" | while read -r pattern rest; do
        # shellcheck disable=SC2254 # the table holds patterns
        case $2 in
        '') ;;
        $pattern) printf '%s\n' "$rest" && break ;;
        esac
    done
}

is_system_header() {
    set -f
    for pattern in $system_headers; do
        # shellcheck disable=SC2254
        case ${1%.h} in
        $pattern) set +f && return 0 ;;
        esac
    done
    set +f
    return 1
}

c_files() { # ROOT ROOM: what lies in its folders, not in rooms within them
    for folder in $(folders_of "$2"); do
        [ ! -d "$1/src/$folder" ] || find "$1/src/$folder" -maxdepth 1 -name '*.[ch]' | sort
    done
}

# "FILE:LINE ROOM NAME" for each include; the name keeps its opening quote or bracket, and macros
# (FT_FREETYPE_H) have none.
list_includes() { # ROOT
    for room in $rooms; do
        c_files "$1" "$room" | while IFS= read -r file; do
            sed -n -E 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*(["<]?[^">[:space:]]+).*/\1/;t found
                d;: found
                =;p' "$file" | paste - - | while read -r line name; do
                printf '%s:%s %s %s\n' "${file#"$1"/}" "$line" "$room" "$name"
            done
        done
    done
}

find_bad_includes() { # ROOT
    list_includes "$1" | while read -r place room written; do
        name=${written#[\"<]}
        if is_system_header "$name"; then
            continue
        fi
        target=$(room_of "$(dirname "$name")")
        if [ "$written" = "\"$name" ] && [ -n "$target" ]; then
            allowed="$room $(rooms_below "$room")"
        elif [ "$written" = "\"$name" ] && [ -f "$1/$(dirname "${place%:*}")/$name" ]; then
            printf '%s: "%s": name a header by its path under src/\n' "$place" "$name"
            continue
        else
            target=${room%%/*}
            allowed=$(allowed_for "$library_rule" "$name")
        fi
        case " $allowed " in
        *" $target "*) ;;
        *) printf '%s: the room "%s" may not include "%s"\n' "$place" "$room" "$name" ;;
        esac
    done
}

# memory.c is the one place that reports that memory has run out and ends the program.
find_printing() { # ROOT
    for room in $rooms; do
        is_above "$room" || c_files "$1" "$room"
    done | grep -v '/base/memory\.c$' | while IFS= read -r file; do
        # Strings and comments are blanked first: they may well speak of printf().
        sed -E -e 's/"([^"\\]|\\.)*"/""/g' -e 's#//.*##' -e 's#/\*([^*]|\*[^/])*\*/##g' \
            -e 's/format\(printf,//' "$file" |
            grep -nE '(^|[^A-Za-z0-9_])(v?f?printf|puts|putchar|perror|_?exit|_Exit|quick_exit|abort|stdout|stderr|system|popen|setlocale|s?rand|strtok)([^A-Za-z0-9_]|$)' |
            grep -vE '^[0-9]+:[[:space:]]*/?\*' | sed "s#^#${file#"$1"/}:#"
    done
}

# Objects in writable sections. Tables of constants that hold addresses live in .data.rel.ro, which
# is read-only once the program is loaded.
find_state() { # ARCHIVE_OR_OBJECT...
    for file; do
        LC_ALL=C objdump -t "$file" | awk -v archive="${file##*/}" '
            /file format/ { member = $1; sub(":$", "", member); sub(".*/", "", member) }
            {
                for (i = 2; i < NF - 1; i++)
                    if ($i ~ /^(\.t?bss|\.t?data)(\.|$)/ || $i == "*COM*")
                        if ($i !~ /^\.data\.rel\.ro/ && $(i + 1) ~ /^[0-9a-f]+$/ &&
                            $(i + 1) !~ /^0+$/)
                            print archive ": " member ": \"" $NF "\" can be written (" $i ")"
            }'
    done
}

point=0
failed=0
report() { # NAME FINDINGS: passes when there are none
    point=$((point + 1))
    if [ -z "$2" ]; then
        printf 'ok %d - %s\n' "$point" "$1"
    else
        failed=1
        printf '%s\n' "$2" | sed 's/^/# /'
        printf 'not ok %d - %s\n' "$point" "$1"
    fi
}

expect_lines() { # NAME COUNT FINDINGS: passes when there are exactly so many
    count=$(printf '%s' "$3" | grep -c '')
    if [ "$count" -eq "$2" ]; then
        report "$1" ''
    else
        report "$1" "expected $2 findings, got $count: $3"
    fi
}

printf '1..8\n'

mkdir -p "$bad/src/formula" "$bad/src/engine" "$bad/src/view" "$bad/src/typeset"
: >"$bad/src/engine/tape.h"
: >"$bad/src/formula/matrix.h"
cat >"$bad/src/formula/matrix.c" <<'EOF'
#include "matrix.h"
#include "formula/matrix.h"
# include "engine/tape.h"
#include <SDL2/SDL.h>
#include <cjson/cJSON.h>
#include <math.h>
#include FT_FREETYPE_H
#include <gtk/gtk.h>
/* printf() is only named here */
static const char text[] = "exit(1); // no";
void matrix_print(void) { printf("%s", text); }
  static void stop(void) { exit(3); }
int matrix_text(char *out) { return snprintf(out, 1, "x"); }
EOF
echo '#include "engine/tape.h"' >"$bad/src/typeset/box.c"
echo '#include "engine/tape.h"' >"$bad/src/view/stage.c"
cat >"$bad/state.c" <<'EOF'
static const char *const names[] = {"a", "b"};
static const double slope = 0.01;
static const char *mutable_names[] = {"a", "b"};
int common;
const char *name(int i) {
    static int calls;
    static double memory = 1;
    memory += slope;
    common++;
    return calls++ ? names[i] : mutable_names[i + (int)memory];
}
EOF
expect_lines 'the search for includes finds the 7 that are planted' 7 "$(find_bad_includes "$bad")"
expect_lines 'the search for printing finds the 2 that are planted' 2 "$(find_printing "$bad")"
if ${CC:-cc} -fPIE -c -o "$bad/state.o" "$bad/state.c"; then
    expect_lines 'the search for state finds the 4 that are planted' 4 \
        "$(find_state "$bad/state.o")"
else
    report 'the search for state finds the 4 that are planted' 'the planted file did not compile'
fi

unknown=$(find "$source/src" -name '*.[ch]' | while IFS= read -r file; do
    room=$(dirname "${file#"$source/src/"}")
    [ -n "$(room_of "$room")" ] || printf '%s is no room of tests/rooms.txt\n' "$room"
done | sort -u)
report 'every folder of src/ that holds sources is a room' "$unknown"
empty=$(for room in $rooms; do
    [ -n "$(c_files "$source" "$room")" ] || printf '%s has no file\n' "$room"
done)
report 'every room of the table is a folder that holds sources' "$empty"
report 'no include points upward, and libraries stay on their floor' "$(find_bad_includes "$source")"
report 'nothing below app prints or ends the program' "$(find_printing "$source")"
for room in $rooms; do
    is_above "$room" && continue
    # a room of headers alone has no library
    ls "$source/src/$room"/*.c >/dev/null 2>&1 || continue
    archive=$(archive_of "$objects" "$room")
    if [ -f "$archive" ]; then
        find_state "$archive"
    else
        printf '%s is not built\n' "$archive"
    fi
done >"$bad/found"
report 'nothing below app keeps state of its own' "$(cat "$bad/found")"
exit "$failed"
