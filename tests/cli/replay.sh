#!/usr/bin/env bash
# Replays transcripts of the command line: replay.sh PROGRAM SOURCE_ROOT app|no-app [--update]
#
# tests/golden/cli/*.txt hold commands and what they print; those in app/ or no-app/ hold for programs
# that were built with or without the window:
#
#     # why
#     $ backstep check nowhere
#     | a line of standard output
#     ! a line of standard error
#     = the exit status
#
# Every command runs in bash with pipefail, in a folder of its own that holds what make_folder puts
# there, and with an environment that holds nothing but what is set below. The transcript must come
# out the same to the byte. --update writes what came out into the files, to be read and committed.

set -u
# A path without a slash would be searched for; the commands run elsewhere.
program=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
source=$(cd "$2" && pwd -P)
kind=$3
update=${4-}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

mkdir "$work/bin"
ln -s "$program" "$work/bin/backstep"

# A notation that has forgotten a derivative, in a folder that BACKSTEP_DATA can name.
make_wrong_notation() { # FOLDER DATA
    cp -rL "$2" "$1"
    sed -i "s/\\* dZ\[l+1\]) \.\* f'(Z/* dZ[l+1]) .* f(Z/" "$1/assets/notations/four.json"
}

# The notations that shipped lessons name, and three lessons: a new lesson changes no transcript.
make_data() { # FOLDER
    mkdir -p "$1/lessons" "$1/assets/notations"
    ln -s "$source/assets/fonts" "$1/assets/"
    ln -s "$source"/assets/notations/*.json "$1/assets/notations/"
    ln -s "$source/assets/mistakes.json" "$source"/assets/starter*.json "$1/assets/"
    for lesson in mazur four-equations xor; do
        ln -s "$source/tests/lessons/$lesson.json" "$1/lessons/"
    done
}

# The program as a build folder has it that is nowhere near the sources.
make_build_elsewhere() { # FOLDER
    mkdir "$1"
    cp "$program" "$(dirname "$program")/backstep.source" "$1/"
    mkdir "$1/alone"
    cp "$program" "$1/alone/"
}

make_folder() {
    make_build_elsewhere "$work/built"
    mkdir "$work/here" "$work/here/folder" "$work/here/elsewhere" "$work/empty"
    cp "$source"/tests/lessons/xor.json "$source"/tests/cli/*.json "$work/here/"
    cp "$source"/tests/lessons/xor.json "$work/here/elsewhere/"
    cp "$source"/tests/bad/several_independent.json "$work/here/bad.json"
    : >"$work/here/empty.json"
    head -c 4194305 /dev/zero | tr '\0' ' ' >"$work/here/large.json"
    mkfifo "$work/here/fifo"
    make_data "$work/data"
    make_wrong_notation "$work/wrong" "$work/data"
}

# marked MARK FILE: the lines of a file with a mark in front, a missing last line end made visible.
marked() {
    # shellcheck disable=SC1003 # "append nothing" ends the last line
    sed -e "s/^/$1 /" -e '$a\' "$2"
    if [ -s "$2" ] && [ -n "$(tail -c 1 "$2" | tr '\n' ' ' | tr -d ' ')" ]; then
        printf '%s\\ no line end\n' "$1"
    fi
}

# Prints the transcript of a command, without the line that holds it.
run_command() {
    (
        cd "$work/here" || exit 1
        env -i PATH="$work/bin:$PATH" HOME="$work" LC_ALL=C BACKSTEP_DATA="$work/data" \
            WRONG="$work/wrong" EMPTY="$work/empty" \
            ASAN_OPTIONS="${ASAN_OPTIONS-}" UBSAN_OPTIONS="${UBSAN_OPTIONS-}" \
            LSAN_OPTIONS="${LSAN_OPTIONS-}" \
            timeout 120 bash -o pipefail -c "$1" >"$work/out" 2>"$work/err" </dev/null
        echo $? >"$work/status"
    )
    {
        marked '|' "$work/out"
        marked '!' "$work/err"
        printf '= %s\n' "$(cat "$work/status")"
    } | sed -e "s#$source#SOURCE#g" -e "s#$work#WORK#g"
}

point=0
failed=0
report() { # COMMAND EXPECTED ACTUAL
    point=$((point + 1))
    if [ "$2" = "$3" ]; then
        printf 'ok %d - %s\n' "$point" "${1//#/}"
        return
    fi
    failed=1
    diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | sed 's/^/# /'
    printf 'not ok %d - %s\n' "$point" "${1//#/}"
}

# Runs the commands of a file; the new transcript goes to $work/new.
replay_file() { # FILE
    local line command='' expected='' actual=''
    : >"$work/new"
    finish() {
        if [ -n "$command" ]; then
            report "$command" "$expected" "$actual"
        fi
        command='' expected=''
    }
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
        '$ '*)
            finish
            command=${line#'$ '}
            actual=$(run_command "$command")
            printf '%s\n%s\n' "$line" "$actual" >>"$work/new"
            ;;
        '| '* | '! '* | '= '* | '|'* | '!'*)
            expected+=${expected:+$'\n'}$line
            ;;
        *)
            finish
            printf '%s\n' "$line" >>"$work/new"
            ;;
        esac
    done <"$1"
    finish
}

make_folder || exit 1
for file in "$source"/tests/golden/cli/*.txt "$source/tests/golden/cli/$kind"/*.txt; do
    replay_file "$file"
    if [ "$update" = --update ]; then
        cp "$work/new" "$file"
    fi
done
printf '1..%d\n' "$point"
[ "$point" -gt 0 ] && exit "$failed"
