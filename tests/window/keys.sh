#!/usr/bin/env bash
# The real window under an X server of its own, driven by real key events: keys.sh PROGRAM SOURCE_ROOT

. "$(dirname "$0")/common.sh"

# ---- the tests ----

# shellcheck disable=SC2046 # words
test_steps() {
    keep step0
    local i
    for i in $(seq 10); do
        press Right
        is_same "step$((i - 1))" && return 1
        keep "step$i"
    done
    for i in $(seq 9 -1 0); do
        press Left
        is_same "step$i" || return 1
    done
}

test_remote() {
    press Next Next Next
    is_same step3 || return 1
    press Prior
    is_same step2 || return 1
    press Prior Prior
    is_same step0
}

# shellcheck disable=SC2046 # words
test_other_step_keys() {
    press space
    is_same step1 || return 1
    press Return
    is_same step2 || return 1
    press BackSpace
    is_same step1 || return 1
    press BackSpace
    is_same step0 || return 1
    # The same without waiting for pictures in between.
    xdotool key $(times 10 Right)
    settle_from "$work/step0"
    is_same step10 || return 1
    xdotool key $(times 10 Left)
    settle_from "$work/step10"
    is_same step0
}

test_home_and_end() {
    press End
    is_same step0 && return 1
    keep end
    press Right # how it went, as long as nobody wants back
    is_same end && return 1
    press Left
    is_same end || return 1
    press Left
    is_same end && return 1
    press Right
    is_same end || return 1
    press Home
    is_same step0
}

test_levels() {
    press Up
    is_same step0 && return 1
    press Right Down
    is_same step7 || return 1 # the forward pass has seven operations
    press Home shift+Right
    is_same step7 || return 1
    press shift+Left
    is_same step0
}

test_help() {
    press Right
    local key
    for key in question F1; do
        press "$key"
        is_same step1 && return 1
        press Escape
        is_same step1 || return 1
    done
    press question question
    is_same step1 || return 1
    press Home
}

test_language_and_theme() {
    press l
    is_same step0 && return 1
    press l
    is_same step0 || return 1
    press t
    is_same step0 && return 1
    press t t
    is_same step0 || return 1
    press plus
    is_same step0 && return 1
    press 0 Escape
    is_same step0 || return 1
    press asterisk
    is_same step0 && return 1
    press 0 KP_Multiply
    is_same step0 && return 1
    press 0 Escape
    is_same step0 || return 1
    press ctrl+equal Escape
    is_same step0 && return 1
    press ctrl+0 Escape
    is_same step0 || return 1
    press Right d
    is_same step1 && return 1
    press shift+d Escape
    is_same step1 || return 1
    press Left
    is_same step0
}

test_notations() {
    press Right
    press 1
    is_same step1 && return 1
    keep ladder1
    press 5
    is_same step1 && return 1 # what has changed is said until the next step
    press Right Left
    is_same step1 || return 1
    press 1
    is_same ladder1 || return 1
    press 5 Left
    is_same step0
}

test_blank() {
    press Right b
    is_same step1 && return 1
    keep black
    press w
    is_same black && return 1
    press Right # brings it back, without a step
    is_same step1 || return 1
    press period Left
    is_same step1 || return 1
    press Left
    is_same step0
}

# A toggle held down acts once, a step goes on.
test_held() {
    local key
    for key in b f question l; do
        xdotool keydown "$key"
        sleep 1
        xdotool keyup "$key"
        settle
        is_same step0 && return 1
        case $key in
        f | l) press "$key" ;;
        *) press Escape ;;
        esac
        is_same step0 || return 1
    done
    xdotool keydown Right
    sleep 1.2
    xdotool keyup Right
    settle
    is_same step0 && return 1
    is_same step1 && return 1
    press Home
    is_same step0
}

# What a key is answered stands in the row of hints for a while.
test_answers() {
    press Up Up Up
    is_same step0 && return 1
    keep answered
    sleep 4.5
    settle
    is_same answered && return 1
    press Down Down Escape
    is_same step0
}

# q beside w asks; another key, or time, takes the question away.
test_quit_asks() {
    press q
    is_alive || return 1
    is_same step0 && return 1
    press Escape
    is_same step0 || return 1
    press q
    sleep 4.5
    settle
    is_same step0 || return 1
    press q
    is_alive && press Escape
    is_same step0
}

# 8-8-8 with 16 samples, a million times: more than the run ahead covers, so that the end is seconds
# away.
long_lesson() {
    python3 - <<'END'
import json
layer = {'units': 8, 'activation': 'tanh'}
rows = [[i % 3 - 1, 1, 0, 0.5, -1, 0.25, 1, 0] for i in range(16)]
print(json.dumps({'format': 1, 'title': 'long', 'notation': 'four', 'loss': 'half_square',
                  'iterations': 1000000, 'network': {'inputs': 8, 'layers': [layer, layer]},
                  'data': {'inputs': rows, 'targets': rows}}))
END
}

# Esc stays where a long way has come to: there is a way on from there.
test_stop() {
    xdotool key End Escape
    settle_from "$work/step0"
    is_same step0 && return 1
    keep stopped
    press Right
    is_same stopped && return 1
    keep beyond
    press Left
    is_same beyond && return 1
    press Right
    is_same beyond || return 1
    press Home
    is_same step0
}

test_full_screen() {
    press F11
    is_alive || return 1
    press Escape
    is_alive || return 1
    is_same step0
}

test_unknown_keys() {
    press x F7 Escape Escape
    is_alive && is_same step0
}

test_resize() {
    local id
    id=$(xdotool search --onlyvisible --name Backstep | head -n 1)
    [ -n "$id" ] || return 1
    picture "$work/pressed"
    xdotool windowsize "$id" 900 600
    settle_from "$work/pressed" || return 1
    is_same step0 && return 1
    picture "$work/pressed"
    xdotool windowsize "$id" 1280 720
    settle_from "$work/pressed" || return 1
    is_same step0
}

point() { # X Y
    picture "$work/pressed"
    xdotool mousemove "$1" "$2" || bail_out 'xdotool cannot move the pointer'
    settle_from "$work/pressed" || bail_out 'the screen does not come to rest'
}

# Row by row over the network until the screen is not step1 any more: something is there. Where that
# is, the picture's own layout says to whoever asks for it; here it only has to be found.
find_something() {
    local x y
    for y in $(seq 150 20 420); do
        for x in $(seq 60 25 500); do
            xdotool mousemove "$x" "$y"
            settle || return 1
            is_same step1 || return 0
        done
    done
    return 1
}

test_pointer() {
    press Right
    find_something || return 1
    keep pointed
    point 2 2 # nothing is there
    is_same step1 || return 1
    find_something && is_same pointed || return 1
    press Escape # who presses keys does not point
    is_same step1 || return 1
    picture "$work/pressed"
    xdotool click 1
    settle_from "$work/pressed" || return 1
    point 2 2
    is_same step1 && return 1 # stays without the pointer
    keep clicked
    press Right
    is_same step2 && return 1
    press Left
    is_same clicked || return 1
    press Escape
    is_same step1 || return 1
    find_something || return 1
    picture "$work/pressed"
    xdotool click 1 click 3 # the right button drops what the left one selected
    settle_from "$work/pressed" || return 1
    point 2 2
    is_same step1 || return 1
    xdotool click 9 # the buttons at the side of a mouse step
    settle_from "$work/step1" || return 1
    is_same step2 || return 1
    xdotool click 8
    settle_from "$work/step2" || return 1
    is_same step1
}

click() { # X Y
    picture "$work/pressed"
    xdotool mousemove "$1" "$2" click 1 || bail_out 'xdotool cannot click'
    settle_from "$work/pressed" || bail_out 'the screen does not come to rest'
}

# Over the timeline a tip says where a click leads to; a key takes it away.
test_tip() {
    press Right
    is_same step1 || return 1
    point 700 660
    is_same step1 && return 1
    keep tip
    point 900 660 # another operation
    is_same tip && return 1
    point 900 685 # the bar of iterations
    is_same tip && return 1
    point 2 2
    is_same step1 || return 1
    point 700 660
    is_same tip || return 1
    press Escape
    is_same step1 || return 1
    xdotool mousemove 2 2
    press Left
    is_same step0
}

# What looks like a button is one: the chip of the language, a hint, "press → to begin".
test_buttons() {
    click 1240 19
    press Escape
    xdotool mousemove 2 2
    is_same step0 && return 1
    press l
    is_same step0 || return 1
    click 40 702
    point 2 2
    is_same step1 || return 1
    click 12 702
    point 2 2
    is_same step0
}

test_tab() {
    press Tab
    is_same step1 && return 1
    keep tab1
    press Tab
    is_same tab1 && return 1
    press shift+Tab
    is_same tab1 || return 1
    press shift+Tab
    is_same tab1 && return 1
    press Tab ctrl+Right
    is_same step1 && return 1
    press Escape
    is_same step1 || return 1
    press Left
    is_same step0
}

# Nothing happens, so nothing is done: but for the place, which is written down once, ten seconds after
# a step.
test_idle() {
    is_left_alone || is_left_alone
}

# No thread of the program is woken in two seconds, which would have it go back to sleep at the end.
is_left_alone() {
    local before after
    before=$(count_sleeps) || return 1
    sleep 2
    after=$(count_sleeps)
    [ "$before" = "$after" ]
}

count_sleeps() {
    grep -h ctxt_switches "/proc/$window/task/"*/status
}

# With motion on: it shows, it ends with the picture that there is without it, and neither v nor a
# second key waits for it.
test_motion() {
    is_same step2 || return 1
    xdotool key Right
    local moved=1
    # However late it begins: what is in between is looked for until it is seen, or over.
    for _ in $(seq 600); do
        picture "$work/next"
        cmp -s "$work/next" "$work/step3" && break
        cmp -s "$work/next" "$work/step2" && continue
        moved=0
        break
    done
    settle_from "$work/step2"
    is_same step3 || return 1
    xdotool key Right Right Left
    settle_from "$work/step3" && is_same step4 || return 1
    press Left
    is_same step3 || return 1
    press v Escape Right
    is_same step4 && test_idle && return "$moved"
}

test_quit() { # KEY...
    xdotool key "$@"
    wait_for_end && [ "$status" -eq 0 ]
}

test_terminate() {
    kill -TERM "$window"
    wait_for_end && [ "$status" -eq 0 ]
}

no_display() { # LANGUAGE DRIVER WORDS
    (
        unset DISPLAY
        [ -z "$2" ] || export SDL_VIDEODRIVER=$2
        timeout 20 "$program" "$lesson" --lang "$1" >"$work/out" 2>"$work/err"
    )
    status=$?
    [ "$status" -eq 3 ] && [ ! -s "$work/out" ] &&
        { [ -n "$2" ] || [ "$(wc -l <"$work/err")" -eq 3 ]; } &&
        grep -q "$3" "$work/err" && grep -q 'backstep trace' "$work/err"
}

# A driver that is asked for may print words of its own before.
# SDL says so in many words, or not at all; what is said here does not hang on them.
test_no_display() {
    local driver
    for driver in '' x11 wayland nonesuch; do
        no_display en "$driver" '^backstep: there is no display' || return 1
        no_display zh "$driver" '^backstep: *没有可以打开窗口的显示器' || return 1
    done
}

# The other notations are read when the first picture is there.
test_broken_notation() {
    mkdir -p "$work/data/assets/notations"
    ln -s "$source/lessons" "$work/data/"
    ln -s "$source/assets/fonts" "$work/data/assets/"
    ln -s "$source"/assets/notations/*.json "$work/data/assets/notations/"
    rm "$work/data/assets/notations/delta.json"
    sed '$d' "$source/assets/notations/delta.json" >"$work/data/assets/notations/delta.json"
    BACKSTEP_DATA=$work/data "$program" four-equations >/dev/null 2>"$work/window.log" &
    window=$!
    wait_for_end && [ "$status" -eq 3 ] && grep -q '/delta.json:.*: error: ' "$work/window.log"
}

# The server goes away under the window.
test_server_gone() {
    kill "$server"
    wait "$server" 2>/dev/null
    server=
    wait_for_end && [ "$status" -eq 3 ] && [ "$(wc -l <"$work/window.log")" -eq 1 ] &&
        grep -q '^backstep: the connection to the display was lost$' "$work/window.log"
}

# Over what can be clicked the pointer is a hand, until a key is pressed.
test_hand() {
    point 1230 19
    point 1240 19
    keep hand
    press Escape
    is_same hand && return 1
    point 1230 19
    point 1240 19
    is_same hand || return 1
    point 640 5
    keep nothing
    press Escape
    is_same nothing
}

lesson=$source/tests/lessons/four-equations.json
# The server draws the pointer into its picture from the moment that somebody chooses one.
start_server 1280 720 -nocursor
xdotool mousemove 2 2 || bail_out 'xdotool cannot move the pointer'
start_window "$lesson" --motion off
run_tests <<'TESTS'
test_steps ten steps forward and ten back show the same pictures
test_remote a remote's keys step as well
test_other_step_keys space, enter, backspace, and keys faster than pictures
test_home_and_end Home and End
test_levels coarser and finer steps, and passes
test_help help opens and closes
test_language_and_theme language, theme, text size and decimals change and come back
test_notations a notation's number keeps the place
test_blank black and white, until a step key
test_held a toggle that is held acts once, a step goes on
test_answers keys are answered for a while
test_quit_asks q asks
test_full_screen full screen, and Esc leaves it
test_pointer pointing and clicking light a quantity, and Esc puts it out
test_tab Tab walks through the quantities and back
test_buttons what looks like a button is one
test_tip a tip over the timeline
test_unknown_keys other keys and Esc do nothing
test_resize a window of another size and back
test_idle nothing is done while nothing happens
TESTS
test_quit q q
report $? 'q, and q again, quits with status 0'
start_window "$lesson" --step 2
test_motion
report $? 'motion ends with the same picture, with keys in between too'
test_quit ctrl+q
report $? 'Ctrl+Q quits with status 0'
long_lesson >"$work/long.json"
start_window "$work/long.json" --motion off
keep step0
test_stop
report $? 'Esc stops a long way'
test_terminate
report $? 'SIGTERM ends it with status 0'
test_broken_notation
report $? 'a broken notation of its own is named and ends it with status 3'
test_no_display
report $? 'without a display it says so and ends with status 3'
start_window "$lesson"
test_server_gone
report $? 'when the X server goes away it says so and ends with status 3'
start_server 1280 720
xdotool mousemove 2 2 || bail_out 'xdotool cannot move the pointer'
start_window "$lesson" --motion off
test_hand
report $? 'the pointer is a hand over what can be clicked'
finish
