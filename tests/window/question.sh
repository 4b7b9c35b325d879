#!/bin/bash
# A question of a lesson in the real window: answered with real keys, and with the mouse.
# shellcheck source=tests/window/common.sh
. "$(dirname "$0")/common.sh" "$@"

click() { # X Y
    picture "$work/pressed"
    xdotool mousemove "$1" "$2" click 1 mousemove 2 2 || bail_out 'xdotool cannot click'
    settle_from "$work/pressed" || bail_out 'the screen does not come to rest after a click'
}

# Letters are typed: none of these is the key that it is elsewhere, and q does not quit.
test_letters() {
    press q t l n f
    is_alive && ! is_same asked || return 1
    press ctrl+a BackSpace
    is_same asked
}

test_editing() {
    press 1 5
    keep fifteen
    press 7 BackSpace
    is_same fifteen || return 1
    press Left 3 ctrl+z
    press End
    is_same fifteen || return 1
    press shift+Home Delete
    is_same asked
}

# Left with Esc, keys are keys; entered again, the picture is the same to the last byte.
test_leaving() {
    press 2
    keep typed
    press Escape
    is_same typed && return 1
    press a
    is_same typed || return 1
    press BackSpace
    is_same asked
}

# A wrong answer is not the end; the right one is.
test_answering() {
    press 9 Return
    keep wrong
    is_same asked && return 1
    press BackSpace 0 period 7 5 Return
    is_same wrong && return 1
    keep right
    press Return # goes on
    ! is_same right
}

# What was answered is in the journal when it was answered: a wrong number with the mistake's name, a
# right one, each with its question.
journal=$XDG_DATA_HOME/backstep/journal.jsonl
has_line() { # NUMBER PATTERN
    grep '"did": "answered"' "$journal" | sed -n "$1p" | grep -q "$2"
}
test_journal() {
    has_line 1 '"question": "value [^"]*", "answer": "9", "verdict": "wrong", "tries": 1' &&
        has_line 2 '"answer": "0.75", "verdict": "right", "tries": 2' &&
        [ "$(grep -c '"did": "answered"' "$journal")" -eq 2 ]
}

# The same with the mouse: hints one after the other show the solution.
test_mouse() {
    press Left
    keep settled
    is_same right || return 1
    press a
    is_same settled && return 1
    click 355 627 # F2 beside the line
    keep hint
    click 355 627
    is_same hint && return 1
    press F2
    has_line 3 '"verdict": "shown"' && is_alive
}

# Behind the last step is how it went, and the next lesson; a click on the question goes back to it. Who
# jumps there over a question is told so until the next key.
test_end() {
    press Escape End
    keep told
    press Right Escape
    keep end
    is_same told && return 1
    press Right
    is_same end && return 1
    keep page
    press Escape
    is_same end || return 1
    press Right
    is_same page || return 1
    press Return
    is_same page && return 1
    grep -q '"did": "opened", "lesson": "four/07-transpose"' "$journal" && is_alive
}

lesson=four/06-four-equations
start_server 1280 720 -nocursor
xdotool mousemove 2 2 || bail_out 'xdotool cannot move the pointer'
start_window "$lesson" --step 1 --motion off
press Right
keep asked
run_tests <<'TESTS'
test_letters letters belong to the answer
test_editing the line is edited as any other
test_leaving Esc leaves the line, a comes back to the same picture
test_answering a wrong answer, and the right one
test_journal what is answered is in the journal
test_mouse hints by mouse, and the solution in the journal
test_end behind the last step, and the next lesson
TESTS
finish
