#!/usr/bin/env bash
# The keys on other keyboards than the American one: layouts.sh PROGRAM SOURCE_ROOT
#
# A key is named by its place here, AB10 for the tenth key of the lowest row of letters, as it is
# pressed by a hand that looks for what stands on it.

. "$(dirname "$0")/common.sh"

# X's numbers for the places of a keyboard.
declare -A codes=([TLDE]=49 [FK01]=67 [LALT]=64 [LFSH]=50 [LCTL]=37 [RALT]=108)
for i in $(seq 12); do
    codes[AE$(printf %02d "$i")]=$((9 + i))
    codes[AD$(printf %02d "$i")]=$((23 + i))
    codes[AC$(printf %02d "$i")]=$((37 + i))
    codes[AB$(printf %02d "$i")]=$((51 + i))
done

# hit PLACE...: all down in that order, and up again.
hit() {
    local place words='' i
    for place; do
        words="$words keydown ${codes[$place]}"
    done
    for ((i = $#; i > 0; i--)); do
        words="$words keyup ${codes[${!i}]}"
    done
    picture "$work/pressed"
    # shellcheck disable=SC2086 # words
    xdotool $words || bail_out 'xdotool cannot send keys'
    settle_from "$work/pressed" || bail_out "the screen does not come to rest after $*"
}

# What the keys do shows, and comes back by hitting Esc, or the keys again.
opens() {
    hit "$@"
    is_same step0 && return 1
    press Escape
    is_same step0
}

nothing() {
    hit "$@"
    is_same step0
}

toggles() {
    hit "$@"
    is_same step0 && return 1
    hit "$@"
    press Escape
    is_same step0
}

# Text that is larger, smaller, and as before, by the keys of each.
# sizes 'PLUS' 'MINUS' 'ZERO' as words
# shellcheck disable=SC2086 # words
sizes() {
    hit $1
    press Escape
    is_same step0 && return 1
    keep larger
    hit $2
    press Escape
    is_same step0 || return 1
    hit $2
    press Escape
    is_same step0 && return 1
    is_same larger && return 1
    hit $3
    press Escape
    is_same step0
}

# Letters are on other places on some of these: b l q t as the layout has them.
letters() { # B L T, then what is not to do anything
    local place
    hit "$1"
    is_same step0 && return 1
    press Right
    is_same step0 || return 1
    hit "$2"
    is_same step0 && return 1
    hit "$2"
    is_same step0 || return 1
    hit "$3"
    is_same step0 && return 1
    hit "$3"
    hit "$3"
    is_same step0 || return 1
    for place in "${@:4}"; do
        hit "$place"
        is_same step0 || return 1
    done
}

layout() { # NAME
    setxkbmap "$1" || bail_out "setxkbmap does not know $1"
    settle
}

# The sign for help is not on one place; F1 is. Alt, which some keyboards need for it, harms none.
test_us() {
    layout us
    letters AB05 AC09 AD05 && opens LFSH AB10 && opens FK01 && opens LALT FK01 &&
        opens LALT LFSH AB10 && sizes 'LFSH AE12' AE11 AE10 && sizes AE12 AE11 'LCTL AE10' &&
        toggles AB09
}

# German: z and y change places, ? is above ß.
test_de() {
    layout de
    letters AB05 AC09 AD05 && nothing RALT AD01 && opens LFSH AE11 && opens LALT LFSH AE11 &&
        opens FK01 && sizes AD12 AB10 AE10 && sizes 'LCTL AD12' 'LCTL AB10' 'LCTL AE10' &&
        toggles AB09 && toggles AD06
}

test_es() {
    layout es
    letters AB05 AC09 AD05 AC10 && opens LFSH AE11 && opens FK01 &&
        sizes AD12 AB10 AE10 && toggles AB09
}

# French: figures and the full stop need Shift, a and q change places.
test_fr() {
    layout fr
    letters AB05 AC09 AD05 AE02 && opens LFSH AB07 && opens FK01 &&
        sizes AE12 AE06 'LFSH AE10' && sizes 'LCTL AE12' 'LCTL AE06' 'LCTL AE10' &&
        toggles LFSH AB08
}

# Russian and Greek: letters by their places.
test_ru() {
    layout ru
    letters AB05 AC09 AD05 && opens LFSH AE07 && opens FK01 &&
        sizes 'LFSH AE12' AE11 AE10 && toggles AB10 && toggles AB01
}

test_gr() {
    layout gr
    letters AB05 AC09 AD05 && opens LFSH AB10 && opens FK01 &&
        sizes AE12 AE11 AE10 && toggles AB09
}

# The key of q, where it is no letter in this layout or another one; once more quits.
test_quit() { # LAYOUT PLACE
    layout "$1"
    start_window "$lesson" --motion off
    hit "$2"
    is_alive || return 1 # it asks
    xdotool keydown "${codes[$2]}" keyup "${codes[$2]}"
    wait_for_end && [ "$status" -eq 0 ] && return 0
    is_alive && kill "$window" && wait_for_end
    return 1
}

lesson=$source/tests/lessons/four-equations.json
start_server 1280 720
xdotool mousemove 2 2 || bail_out 'xdotool cannot move the pointer'
# Each from the same beginning, whatever the one before left.
fresh() {
    start_window "$lesson" --motion off
    settle
    keep step0
    "$@"
    local result=$?
    kill "$window"
    wait_for_end
    return $result
}

while read -r name words; do
    fresh "test_$name" </dev/null
    report $? "the keys of a keyboard: $words"
done <<'TESTS'
us American
de German
es Spanish
fr French
ru Russian
gr Greek
TESTS
while read -r name place; do
    test_quit "$name" "$place"
    report $? "q on a keyboard of $name"
done <<'LAYOUTS'
us AD01
fr AC01
gr AD01
ru AD01
LAYOUTS
finish
