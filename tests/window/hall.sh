#!/usr/bin/env bash
# The hall of lessons, by keys alone and by the mouse alone, and what is kept from one window to the
# next: hall.sh PROGRAM SOURCE_ROOT

. "$(dirname "$0")/common.sh"

journal=$XDG_DATA_HOME/backstep/journal.jsonl
settings=$XDG_CONFIG_HOME/backstep/settings.json

has_line() { # PATTERN
    grep -q -- "$1" "$journal"
}

# Moves the pointer in two steps, as a hand does, and clicks.
click() { # X Y
    picture "$work/pressed"
    xdotool mousemove "$(($1 - 3))" "$2" mousemove "$1" "$2" click 1 || bail_out 'no pointer'
    settle_from "$work/pressed" || bail_out 'the screen does not come to rest after a click'
}

# The first window opens in the hall; Enter begins with the first lesson.
test_begin_by_keys() {
    keep hall
    press Down Right Up
    is_same hall || return 1
    press Return
    is_same hall && return 1
    has_line '"did": "opened", "lesson": "ladder/01-one-neuron"' || return 1
    keep begun
    press Right
    keep second
    press o
    has_line '"did": "left", "lesson": "ladder/01-one-neuron".*"step": 1' || return 1
    press Escape # back to the lesson, at its step
    is_same second
}

test_search_by_keys() {
    press o slash t r a n s p o s e
    keep found
    press Return
    has_line '"did": "opened", "lesson": "four/07-transpose"'
}

# What was left is gone on with.
test_go_on() {
    press Right Right o Return
    has_line '"did": "left", "lesson": "four/07-transpose".*"step": 2' || return 1
    press Home
    keep home
    press Right Right
    keep third
    press o Return
    is_same third
}

# Who made steps coarse in one lesson does not pass over all of the next one.
test_coarse() {
    press Up Up o slash w r o n g
    press Return
    has_line '"did": "opened", "lesson": "beyond/04-wrong-formula"' || return 1
    press Right o
    has_line '"did": "left", "lesson": "beyond/04-wrong-formula".*"step": 1,' || return 1
    press slash t r a n s p o s e Return
    has_line '"did": "opened", "lesson": "four/07-transpose"'
}

# A course, a lesson of it and back to the hall, with nothing but a pointer.
test_mouse() {
    press o
    click 200 350 # "The four equations"
    keep course
    click 900 300 # the third of its lessons
    is_same course && return 1
    has_line '"did": "opened", "lesson": "four/03-losses"' || return 1
    click 285 706 # "all lessons" in the row of hints
    click 1200 85 # "go on"
    tail -n 1 "$journal" | grep -q '"did": "opened", "lesson": "four/03-losses"'
}

test_wheel() {
    press o slash n e u r o n
    keep top
    xdotool mousemove 700 400 click 5
    settle_from "$work/top"
    is_same top && return 1
    picture "$work/pressed"
    xdotool click 4
    settle_from "$work/pressed"
    press Escape Escape
}

# Looks that were changed are there the next day; the command line wins, and is not kept.
test_settings() {
    press t d
    press Home
    keep light
    xdotool key ctrl+q
    wait_for_end && [ "$status" -eq 0 ] || return 1
    grep -q '"theme": "light"' "$settings" && grep -q '"decimals": 4' "$settings" || return 1
    start_window four/03-losses --motion off
    is_same light || return 1
    xdotool key ctrl+q
    wait_for_end || return 1
    start_window four/03-losses --motion off --theme contrast
    is_same light && return 1
    xdotool key ctrl+q
    wait_for_end
    grep -q '"theme": "light"' "$settings"
}

test_broken_settings() {
    printf '{"theme": "pink", "decimals": 4, "mine": [1, 2 ]}' >"$settings"
    start_window four/03-losses --motion off
    [ "$(grep -c 'settings.json:1:11: error: /theme' "$work/window.log")" -eq 1 ] || return 1
    press t
    xdotool key ctrl+q
    wait_for_end && [ "$status" -eq 0 ] || return 1
    grep -q '"mine": \[1, 2 \]' "$settings" && grep -q '"theme": "light"' "$settings"
}

# Where nothing can be written, that is said once and the lesson goes on.
test_nowhere_to_write() {
    XDG_DATA_HOME=/proc/nowhere start_window four/03-losses --motion off
    press Right Right
    xdotool key ctrl+q
    wait_for_end && [ "$status" -eq 0 ] && [ "$(grep -c 'is not kept' "$work/window.log")" -eq 1 ]
}

# The place is kept, however the window ends: told to end, or killed some seconds later.
test_ended() {
    start_window four/03-losses --motion off
    press Right Right Right
    kill -TERM "$window"
    wait_for_end && [ "$status" -eq 0 ] || return 1
    tail -n 1 "$journal" | grep -q '"did": "left", "lesson": "four/03-losses".*"step": 3' ||
        return 1
    start_window four/03-losses --motion off
    press Right
    tail -n 1 "$journal" | grep -q '"did": "left"' && return 1
    sleep 11
    kill -KILL "$window"
    wait_for_end
    tail -n 1 "$journal" | grep -q '"did": "left", "lesson": "four/03-losses".*"step": 1'
}

# → alone leads behind the end, over iterations that tell nothing new; s goes back to where they begin,
# and from there on every step is gone through.
test_walk_on() {
    start_window ladder/01-one-neuron --motion off
    for _ in {1..60}; do
        has_line '"did": "finished", "lesson": "ladder/01-one-neuron"' && break
        press Right
    done
    has_line '"did": "finished", "lesson": "ladder/01-one-neuron"' || return 1
    press Right s Right
    xdotool key ctrl+q
    wait_for_end
    tail -n 1 "$journal" | grep -q '"did": "left", "lesson": "ladder/01-one-neuron".*"step": 21,'
}

window_id() {
    xdotool search --onlyvisible --pid "$window" 2>/dev/null | head -n 1
}

geometry() {
    xdotool getwindowgeometry "$(window_id)" | sed -n 's/.*Geometry: //p'
}

# A window takes most of a large screen, and the next one the size that the last one got.
test_size() {
    kill "$server"
    wait "$server" 2>/dev/null
    start_server 1920 1080
    rm -f "$settings"
    start_window four/03-losses --motion off
    [ "$(geometry)" = 1536x864 ] || return 1
    picture "$work/pressed"
    xdotool windowsize "$(window_id)" 1110 770
    settle_from "$work/pressed"
    press l
    xdotool key ctrl+q
    wait_for_end && [ "$status" -eq 0 ] || return 1
    start_window four/03-losses --motion off
    [ "$(geometry)" = 1110x770 ]
}

start_server 1280 720
start_window --motion off --size 1280x720
run_tests <<'END'
test_begin_by_keys the hall is left for a lesson and come back to with keys alone
test_search_by_keys a lesson that is searched for is opened
test_go_on a lesson goes on where it was left
test_coarse a lesson begins step by step
test_mouse the hall is used with the pointer alone
test_wheel the wheel scrolls the lessons
test_settings looks are kept, and the command line wins
test_broken_settings what is wrong in the settings is said once, and what is not ours stays
test_ended the place is kept when the window is told to end, and when it is killed
test_walk_on one key leads behind the end, and s through what was leapt over
test_nowhere_to_write a journal that cannot be written is told once
test_size a window is large on a large screen, and as it was left
END
finish
