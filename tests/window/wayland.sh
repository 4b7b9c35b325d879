#!/usr/bin/env bash
# The window under a Wayland compositor, on a screen of two pixels a unit, with real keys:
# wayland.sh PROGRAM SOURCE_ROOT
#
# The compositor is weston in a window that fills an X server of its own: it gets its keys from
# there, and its picture is there.

. "$(dirname "$0")/common.sh"

# What the display's own libraries keep for good cannot be named once SDL has unloaded them: leaks of
# the program itself are found by the windows under Xvfb.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0

start_compositor() {
    mkdir -m 700 "$work/run"
    export XDG_RUNTIME_DIR=$work/run
    printf '[core]\nidle-time=0\nshell=kiosk-shell.so\n' >"$work/weston.ini"
    weston --backend=x11-backend.so --config="$work/weston.ini" --use-pixman --width=640 \
        --height=400 --scale=2 --socket=backstep-test >"$work/weston.log" 2>&1 &
    compositor=$!
    for _ in $(seq 300); do
        [ -S "$work/run/backstep-test" ] && grep -q kiosk "$work/weston.log" && break
        sleep 0.1
    done
    [ -S "$work/run/backstep-test" ] || bail_out "weston did not start: $(cat "$work/weston.log")"
    settle
    # The window before took the focus with it, and no window manager gives it to this one.
    xdotool windowfocus --sync "$(xdotool search --onlyvisible --class weston | head -n 1)" ||
        bail_out 'weston cannot have the focus'
}

# How many bytes of two pictures differ: the pointer's picture is in one of them.
difference() { # FILE FILE
    cmp -l "$1" "$2" | wc -l
}

is_nearly() { # NAME
    [ "$(difference "$work/$1" "$work/now")" -lt 4000 ]
}

# Pixel for pixel what a window of as many pixels shows where a unit is one.
test_sharp() {
    is_nearly x11-0
}

test_keys() {
    press Right
    is_nearly x11-0 && return 1
    is_nearly x11-1 || return 1
    press Left
    is_nearly x11-0 || return 1
    press question
    is_nearly x11-0 && return 1
    press Escape
    is_nearly x11-0 || return 1
    press l
    is_nearly x11-0 && return 1
    press l
    is_nearly x11-0
}

# Nothing about the table of compose sequences, nor of SDL's own.
test_quiet() {
    ! grep -iE 'compose|xkb|error|backstep' "$work/window.log"
}

test_quit() {
    xdotool key ctrl+q
    wait_for_end && [ "$status" -eq 0 ]
}

lesson=$source/tests/lessons/four-equations.json
start_server 1280 800
xdotool mousemove 1279 799 || bail_out 'xdotool cannot move the pointer'
start_window "$lesson" --motion off --size 1280x800
settle
keep x11-0
press Right
keep x11-1
test_quit || bail_out 'the window under X11 does not quit'
start_compositor
export WAYLAND_DISPLAY=backstep-test SDL_VIDEODRIVER=wayland
start_window "$lesson" --motion off
settle
run_tests <<'TESTS'
test_sharp as sharp as the screen
test_keys keys
test_quiet without a word on stderr
test_quit Ctrl+Q quits with status 0
TESTS
unset SDL_VIDEODRIVER
DISPLAY_OF_X=$DISPLAY
start_wayland_only() {
    unset DISPLAY
    "$program" "$lesson" --motion off 2>"$work/window.log" &
    window=$!
    export DISPLAY=$DISPLAY_OF_X
}
picture "$work/before"
start_wayland_only
settle_after "$work/before" || bail_out 'the screen does not come to rest'
test_sharp
report $? 'where there is no X server, it is found without being asked for'
test_quit
report $? 'and quits'
finish
