# What the tests of the window share; sourced with the arguments PROGRAM SOURCE_ROOT.
#
# Pictures are the X server's frame buffer, which Xvfb keeps in a file: two pictures are the same
# when the files are, byte for byte.
# shellcheck shell=bash disable=SC2034 # what is set here is used there

set -u
program=$1
source=$2
work=$(mktemp -d) || exit 1
server=
compositor=
window=
trap 'stop_all' EXIT
trap 'exit 130' INT TERM HUP

stop_all() {
    local process
    for process in "$window" "$compositor" "$server"; do
        [ -z "$process" ] || kill "$process" 2>/dev/null
    done
    wait 2>/dev/null
    rm -rf "$work"
}

bail_out() {
    printf 'Bail out! %s\n' "$1"
    exit 1
}

test_count=0
failures=0
report() { # STATUS NAME
    test_count=$((test_count + 1))
    if [ "$1" -eq 0 ]; then
        printf 'ok %d - %s\n' "$test_count" "$2"
    else
        failures=$((failures + 1))
        printf 'not ok %d - %s\n' "$test_count" "$2"
    fi
}

# ---- the server ----

start_server() { # WIDTH HEIGHT [OPTION...]
    mkdir -p "$work/screen"
    # Two servers that start at once may reach for the same display number, and one of them gives up;
    # the first start on a new machine takes its time.
    for _ in 1 2 3; do
        server_started "$@" && break
    done
    [ -s "$work/display" ] || bail_out "Xvfb did not start: $(tail -n 1 "$work/server.log")"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
    unset WAYLAND_DISPLAY SDL_VIDEODRIVER XAUTHORITY
}

server_started() { # WIDTH HEIGHT [OPTION...]
    rm -f "$work/display"
    # Without -noreset the last window to close takes the layout of the keyboard with it.
    # With -displayfd the server finds a free number by itself and says which when it is ready.
    Xvfb -displayfd 3 -screen 0 "$1x$2x24" -nolisten tcp -noreset -fbdir "$work/screen" "${@:3}" \
        3>"$work/display" 2>"$work/server.log" &
    server=$!
    for _ in $(seq 300); do
        [ -s "$work/display" ] && return 0
        kill -0 "$server" 2>/dev/null || return 1
        sleep 0.1
    done
    kill -KILL "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    return 1
}

picture() { # FILE
    cp "$work/screen/Xvfb_screen0" "$1"
}

# Whether the program, the server and the compositor wait for something to happen. What has been sent
# to them was then taken, however little of the processor they got: with an event to take they are
# awake.
is_all_asleep() {
    local process
    for process in "$window" "$server" "$compositor"; do
        [ -z "$process" ] && continue
        case $(sed 's/.*) //' "/proc/$process/stat" 2>/dev/null) in
        R* | D*) return 1 ;;
        esac
    done
    return 0
}

# Waits until the screen has stood still for a while, with nobody at work on it. What it shows then
# is in $work/now.
settle() {
    picture "$work/now"
    local still=0
    for _ in $(seq 1200); do
        sleep 0.05
        picture "$work/next"
        if is_all_asleep && cmp -s "$work/now" "$work/next"; then
            still=$((still + 1))
            [ "$still" -ge 3 ] && return 0
        else
            still=0
            mv "$work/next" "$work/now"
        fi
    done
    return 1
}

# Waits until the screen is not that of the file any more, and stands still. What changes nothing is
# done when nobody is at work.
settle_from() { # FILE
    local quiet=0
    for _ in $(seq 1200); do
        picture "$work/now"
        cmp -s "$work/now" "$1" || break
        is_all_asleep && quiet=$((quiet + 1)) || quiet=0
        [ "$quiet" -ge 5 ] && break
        sleep 0.05
    done
    settle
}

# The same where a picture must come: the first one of a window.
settle_after() { # FILE
    for _ in $(seq 1200); do
        picture "$work/now"
        cmp -s "$work/now" "$1" || break
        [ -n "$window" ] && ! is_alive && break
        sleep 0.05
    done
    settle
}

# ---- the program ----

start_window() { # ARGUMENTS
    picture "$work/before"
    "$program" "$@" 2>"$work/window.log" &
    window=$!
    settle_after "$work/before" || bail_out 'the screen does not come to rest'
    cmp -s "$work/before" "$work/now" && bail_out "no window: $(cat "$work/window.log")"
    return 0
}

# Presses keys one after the other; $work/now is the picture after the last.
press() { # KEY...
    local key
    for key; do
        picture "$work/pressed"
        xdotool key "$key" || bail_out 'xdotool cannot send keys'
        settle_from "$work/pressed" || bail_out "the screen does not come to rest after $key"
    done
}

times() { # COUNT KEY: the key that often, as words
    for _ in $(seq "$1"); do
        printf '%s ' "$2"
    done
}

keep() { # NAME: the picture of now
    cp "$work/now" "$work/$1"
}

is_same() { # NAME
    cmp -s "$work/$1" "$work/now"
}

is_alive() {
    kill -0 "$window" 2>/dev/null
}

# Whether the program ends by itself, with which status: in $status.
wait_for_end() {
    for _ in $(seq 1200); do
        is_alive || break
        sleep 0.05
    done
    is_alive && return 1
    wait "$window"
    status=$?
    window=
    return 0
}

# The tests that follow on standard input, one a line: a function, and what it shows.
run_tests() {
    local test name
    while read -r test name; do
        $test </dev/null
        report $? "$name"
    done
}

finish() {
    printf '1..%d\n' "$test_count"
    [ "$failures" -eq 0 ]
}

# What a window keeps is kept here, and never in the home of whoever runs this.
export BACKSTEP_DATA=$source LC_ALL=C.UTF-8
export HOME=$work/home XDG_CONFIG_HOME=$work/home/config XDG_DATA_HOME=$work/home/data
mkdir -p "$HOME"
