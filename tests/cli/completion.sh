#!/usr/bin/env bash
# What Tab offers, asked of the scripts that the program prints: completion.sh PROGRAM
# bash is asked as at a prompt; zsh and fish read their scripts where they are installed.

set -u
program=$1
PATH=$(cd "$(dirname "$program")" && pwd -P):$PATH
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir folder
touch mine.json picture.png

point=0
failed=0

report() { # NAME FINDINGS: none is a pass
    point=$((point + 1))
    if [ -z "$2" ]; then
        printf 'ok %d - %s\n' "$point" "$1"
    else
        failed=1
        printf '%s\n' "$2" | sed 's/^/# /'
        printf 'not ok %d - %s\n' "$point" "$1"
    fi
}

# offers WORD...: what stands there when Tab is pressed behind these words, on one line.
offers() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _backstep
    printf '%s\n' "${COMPREPLY[*]}"
}

expect() { # WANTED WORD...
    local wanted=$1 found
    shift
    found=$(offers "$@")
    [ "$found" = "$wanted" ] || findings="$findings
$*: offers \"$found\", not \"$wanted\""
}

backstep --completion bash >bash.sh
# shellcheck disable=SC1091 # made above
source ./bash.sh

findings=
expect 'trace' backstep tr
expect 'jsonl text tex md' backstep trace --format ''
expect 'ladder layer' backstep errata la
expect 'ladder/06-classes' backstep ladder/06
expect 'mine.json' backstep check mi
expect 'picture.png' backstep render xor -o pi
expect '' backstep trace --iterations ''
expect 'picture.png' backstep new pi
expect 'four' backstep trace --notation fo
expect '' backstep render --derivation fo
expect '' backstep list x
report 'bash completes commands, values, lessons and files' "$findings"

# Every option that the help of a command names, and no other.
findings=
for command in '' check trace gradcheck render list formulas errata $(offers backstep ''); do
    [ -z "$command" ] || backstep "$command" --help >/dev/null 2>&1 || continue
    case $command in */*) continue ;; esac
    # shellcheck disable=SC2086 # no word where there is no command
    named=$(backstep $command --help | grep -oE '^  (-[a-z], )?--[a-z-]+' | grep -oE -- '--[a-z-]+')
    # shellcheck disable=SC2086
    offered=$(offers backstep $command -- | tr ' ' '\n')
    [ "$named" = "$offered" ] || findings="$findings
backstep $command: the help names
$named
and Tab offers
$offered"
done
report 'bash completes the options that each command has' "$findings"

for shell in bash zsh fish; do
    command -v "$shell" >/dev/null || continue
    backstep --completion "$shell" >script
    report "$shell can read its script" "$([ -s script ] || echo empty; "$shell" -n script 2>&1)"
done
printf '1..%d\n' "$point"
exit "$failed"
