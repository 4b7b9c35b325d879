#!/bin/bash
# A formula that is asked for in the real window, put together from the palette: by keys alone, and by
# the mouse alone.
# shellcheck source=tests/window/common.sh
. "$(dirname "$0")/common.sh" "$@"

click() { # X Y
    picture "$work/pressed"
    xdotool mousemove "$1" "$2" click 1 mousemove 2 2 || bail_out 'xdotool cannot click'
    settle_from "$work/pressed" || bail_out 'the screen does not come to rest after a click'
}

journal=$XDG_DATA_HOME/backstep/journal.jsonl
last_answer() { # PATTERN
    grep '"did": "answered"' "$journal" | tail -n 1 | grep -q "$1"
}
right='"question": "formula", "answer": "∇ₐL.\*σ.(z\[1\])", "verdict": "right"'

# Tab goes to the palette, a digit takes the sign of the row.
test_keys() {
    press Tab 7 Down 3 6 Up 5 9
    keep typed
    press Escape Return
    is_same typed && return 1
    last_answer "$right" && [ "$(grep -c '"did": "answered"' "$journal")" -eq 1 ]
}

# Answered anew, the line is empty; the same signs are clicked, and the key Enter beside the line is
# a button.
test_mouse() {
    press a
    is_same asked || return 1
    click 1016 415
    keep one
    is_same asked && return 1
    click 742 484
    click 947 484
    click 879 415
    click 1152 415
    is_same one && return 1
    click 724 627
    last_answer "$right" && [ "$(grep -c '"did": "answered"' "$journal")" -eq 2 ]
}

start_server 1280 720 -nocursor
xdotool mousemove 2 2 || bail_out 'xdotool cannot move the pointer'
start_window "$source/lessons/beyond/14-output-as-loss.json" --step 13 --motion off
press Right
keep asked
run_tests <<'TESTS'
test_keys a formula by keys alone
test_mouse the same formula by mouse alone
TESTS
finish
