#!/bin/sh
# A call to a higher floor does not link: check_upward_call.sh BUILD_ROOT COMPILER...
#
# For each floor, a function that calls the floors above is put into a copy of its library, and a
# program is linked with that library and those below, as the build links a floor's tests. The
# linker has to refuse it and name the missing function; with the upper libraries added the same
# program has to link, or the refusal would prove nothing. The whole of each library, without the
# planted call, has to link with those below it: that finds an upward call that no test reaches.

set -u
build=$1
shift
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
libraries="$(pkg-config --libs libcjson harfbuzz 2>/dev/null || pkg-config --libs libcjson) -lm"

archive_of() {
    printf '%s/src/%s/lib%s.a' "$build" "$1" "$1"
}

# A function that the floor offers, or nothing when it has none yet.
function_of() {
    nm -g --defined-only "$(archive_of "$1")" 2>/dev/null | awk '$2 == "T" { print $3; exit }'
}

# try_link FLOORS COMPILER...: as one group, so that their order does not matter.
try_link() {
    floors_to_link=$1
    shift
    set -- "$@" -o "$folder/program" "$folder/main.o" "$folder/libcopy.a" -Wl,--start-group
    for linked in $floors_to_link; do
        set -- "$@" "$(archive_of "$linked")"
    done
    # shellcheck disable=SC2086 # one word a flag
    "$@" -Wl,--end-group $libraries >"$folder/errors" 2>&1
}

# try_link_whole FLOOR LOWER_FLOORS COMPILER...: every object of the floor's library.
try_link_whole() {
    whole=$1
    floors_to_link=$2
    shift 2
    set -- "$@" -o "$folder/program" "$folder/empty.o" \
        -Wl,--whole-archive "$(archive_of "$whole")" -Wl,--no-whole-archive -Wl,--start-group
    for linked in $floors_to_link; do
        set -- "$@" "$(archive_of "$linked")"
    done
    # shellcheck disable=SC2086 # one word a flag
    "$@" -Wl,--end-group $libraries >"$folder/errors" 2>&1
}

# A floor that has no source yet has no library either.
sources=$(dirname -- "$0")/../src
all=
for floor in base formula notation lesson engine typeset view; do
    if ls "$sources/$floor"/*.c >/dev/null 2>&1; then
        all="$all $floor"
    fi
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

below=
for floor in $all; do
    case $floor in
    typeset) below='base formula' ;; # it stands beside lesson and engine, not on them
    view) below=${all%view*} ;;
    esac
    verdict=
    if ! try_link_whole "$floor" "$below" "$@"; then
        verdict=$(grep 'undefined' "$folder/errors" || cat "$folder/errors")
    fi
    report "$floor needs nothing but what is below it" "$verdict"

    for upper in $all; do
        case " $below $floor " in
        *" $upper "*) continue ;;
        esac
        name=$(function_of "$upper")
        if [ -z "$name" ]; then
            # A floor without functions yet cannot be called; formula to engine must be shown.
            [ "$floor $upper" = 'formula engine' ] || continue
            name=nothing_in_engine
        fi
        printf 'void %s(void);\nvoid upward_call(void);\nvoid upward_call(void) {\n    %s();\n}\n' \
            "$name" "$name" >"$folder/upward.c"
        rm -f "$folder/libcopy.a"
        "$@" -c -o "$folder/upward.o" "$folder/upward.c" &&
            find "$(archive_of "$floor").p" -name '*.o' \
                -exec ar rcs "$folder/libcopy.a" "$folder/upward.o" {} +

        verdict=
        if try_link "$below" "$@"; then
            verdict='the program links without the upper floor'
        elif ! grep -q "undefined .*$name" "$folder/errors"; then
            verdict="the linker does not name $name: $(cat "$folder/errors")"
        elif ! try_link "$all" "$@"; then
            verdict="the program does not link with all floors either: $(cat "$folder/errors")"
        fi
        report "$floor cannot call $upper ($name)" "$verdict"
    done
    below="$below $floor"
done
printf '1..%d\n' "$point"
exit "$failed"
