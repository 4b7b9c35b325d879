#!/bin/sh
# A call to a room that is not below does not link: check_upward_call.sh BUILD_ROOT COMPILER...
#
# For each room of tests/rooms.txt, a function that calls the rooms that it does not stand on is put
# into a copy of its library, and a program is linked with that library and those below, as the
# build links a room's tests. The linker has to refuse it and name each missing function; with the
# upper libraries added the same program has to link, or the refusal would prove nothing. The whole
# of each library, without the planted call, has to link with those below it: that finds an upward
# call that no test reaches.

set -u
build=$1
shift
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
libraries="$(pkg-config --libs libcjson harfbuzz 2>/dev/null || pkg-config --libs libcjson) -lm"

# shellcheck source=tests/rooms.sh
. "$(dirname -- "$0")/rooms.sh"

# A function that the room offers, or nothing when it has none yet.
function_of() {
    nm -g --defined-only "$(archive_of "$build" "$1")" 2>/dev/null |
        awk '$2 == "T" { print $3; exit }'
}

# try_link ROOMS COMPILER...: as one group, so that their order does not matter.
try_link() {
    rooms_to_link=$1
    shift
    set -- "$@" -o "$folder/program" "$folder/main.o" "$folder/libcopy.a" -Wl,--start-group
    for linked in $rooms_to_link; do
        set -- "$@" "$(archive_of "$build" "$linked")"
    done
    # shellcheck disable=SC2086 # one word a flag
    "$@" -Wl,--end-group $libraries >"$folder/errors" 2>&1
}

# try_link_whole ROOM LOWER_ROOMS COMPILER...: every object of the room's library.
try_link_whole() {
    whole=$1
    rooms_to_link=$2
    shift 2
    set -- "$@" -o "$folder/program" "$folder/empty.o" \
        -Wl,--whole-archive "$(archive_of "$build" "$whole")" -Wl,--no-whole-archive -Wl,--start-group
    for linked in $rooms_to_link; do
        set -- "$@" "$(archive_of "$build" "$linked")"
    done
    # shellcheck disable=SC2086 # one word a flag
    "$@" -Wl,--end-group $libraries >"$folder/errors" 2>&1
}

# Up to the app floor, which needs libraries of its own. A room of headers alone has no library.
all=
for room in $rooms; do
    case ${room%%/*} in
    app | cli) ;;
    *) [ ! -f "$(archive_of "$build" "$room")" ] || all="$all $room" ;;
    esac
done
printf 'void upward_call(void);\nint main(void) {\n    upward_call();\n    return 0;\n}\n' \
    >"$folder/main.c"
"$@" -c -o "$folder/main.o" "$folder/main.c" || exit 1

printf 'int main(void) {\n    return 0;\n}\n' >"$folder/empty.c"
"$@" -c -o "$folder/empty.o" "$folder/empty.c" || exit 1

point=0
failed=0
report() { # NAME FINDING: passes when there is none
    point=$((point + 1))
    if [ -z "$2" ]; then
        printf 'ok %d - %s\n' "$point" "$1"
    else
        failed=1
        printf '%s\n' "$2" | sed 's/^/# /'
        printf 'not ok %d - %s\n' "$point" "$1"
    fi
}

# plant ROOM NAMES: a copy of the room's library with a function that calls all of these.
plant() {
    room=$1
    shift
    for name; do
        printf 'void %s(void);\n' "$name"
    done >"$folder/upward.c"
    printf 'void upward_call(void);\nvoid upward_call(void) {\n' >>"$folder/upward.c"
    for name; do
        printf '    %s();\n' "$name"
    done >>"$folder/upward.c"
    printf '}\n' >>"$folder/upward.c"
    rm -f "$folder/libcopy.a"
    # shellcheck disable=SC2086 # a compiler may be two words
    $compiler -c -o "$folder/upward.o" "$folder/upward.c" &&
        find "$(archive_of "$build" "$room").p" -name '*.o' \
            -exec ar rcs "$folder/libcopy.a" "$folder/upward.o" {} +
}

compiler=$*
for room in $all; do
    below=$(rooms_below "$room")
    verdict=
    if ! try_link_whole "$room" "$below" "$@"; then
        verdict=$(grep 'undefined' "$folder/errors" || cat "$folder/errors")
    fi
    report "$room needs nothing but what is below it" "$verdict"

    names=
    uppers=
    for upper in $all; do
        case " $below $room " in
        *" $upper "*) continue ;;
        esac
        name=$(function_of "$upper")
        if [ -n "$name" ]; then
            names="$names $name"
            uppers="$uppers $upper"
        fi
    done
    [ -n "$names" ] || continue
    # shellcheck disable=SC2086 # a list of names
    plant "$room" $names
    verdict=
    if try_link "$below" "$@"; then
        verdict='the program links without the upper rooms'
    fi
    for name in $names; do
        grep -q "undefined .*$name" "$folder/errors" ||
            verdict="$verdict; the linker does not name $name"
    done
    try_link "$all" "$@" ||
        verdict="the program does not link with all rooms either: $(cat "$folder/errors")"
    report "$room cannot call$uppers" "$verdict"
done
printf '1..%d\n' "$point"
exit "$failed"
