#!/bin/bash
# A lesson's file that is saved while it is open, in the real window: read again at its step, and where
# it cannot be read a panel says why, over the last version that could.
# shellcheck source=tests/window/common.sh
. "$(dirname "$0")/common.sh" "$@"

file=$work/mine.json
good=$source/lessons/four/06-four-equations.json

# As an editor saves: another file takes its place.
save() { # COMMAND OF SED
    picture "$work/pressed"
    sed "$1" "$good" >"$work/saved" && mv "$work/saved" "$file"
    settle_from "$work/pressed" || bail_out 'the screen does not come to rest after a save'
}

# Waits for what comes by itself.
wait_for() { # NAME
    for _ in $(seq 100); do
        settle || bail_out 'the screen does not come to rest'
        is_same "$1" && return 0
        sleep 0.1
    done
    return 1
}

test_broken() {
    save 's/"units"/"unitz"/'
    for _ in $(seq 50); do
        settle && ! is_same right && break
        sleep 0.1
    done
    is_same right && return 1
    keep broken
    press Down
    is_same broken && return 1
    press Up
    is_same broken
}

# What could be read can still be stepped, and comes back folded or not.
test_stepping() {
    press Escape
    is_same broken && return 1
    press Escape
    is_same broken || return 1
    press Left
    is_same broken && return 1
    press Right
    is_same broken
}

# Mended, the panel goes by itself, and the reader is where he was; the notice goes too.
test_mended() {
    save ''
    wait_for right
}

test_gone() {
    picture "$work/pressed"
    mv "$file" "$file.away"
    settle_from "$work/pressed"
    for _ in $(seq 50); do
        settle && ! is_same right && break
        sleep 0.1
    done
    is_same right && return 1
    mv "$file.away" "$file"
    wait_for right
}

# Other editors write into the file that is there; and a lesson may be a link to a file elsewhere.
test_in_place() {
    local shown=$work/elsewhere/mine.json
    mkdir -p "$work/elsewhere" && mv "$file" "$shown" && ln -s "$shown" "$file"
    for _ in 1 2; do
        sed 's/"units"/"unitz"/' "$good" >"$shown"
        for _ in $(seq 50); do
            settle && ! is_same right && break
            sleep 0.1
        done
        is_same right && return 1
        cat "$good" >"$shown"
        wait_for right || return 1
    done
    rm "$file" && mv "$shown" "$file"
    wait_for right
}

# A file that is broken from the beginning has a panel too, and opens when it is mended.
test_start() {
    press Escape q q
    wait_for_end || return 1
    save 's/"units"/"unitz"/'
    start_window "$file" --motion off
    keep broken
    grep -q unitz "$work/window.log" || return 1
    save ''
    for _ in $(seq 50); do
        settle && ! is_same broken && break
        sleep 0.1
    done
    ! is_same broken && is_alive
}

cp "$good" "$file"
start_server 1280 720 -nocursor
xdotool mousemove 2 2 || bail_out 'xdotool cannot move the pointer'
start_window "$file" --step 9 --motion off
press Right
press Left Right # past the question of step 9 once more: nothing is said of that now
keep right
run_tests <<'TESTS'
test_broken a broken file has a panel with its errors
test_stepping the last version can be stepped, the panel folded
test_mended a mended file is read again at its step
test_gone so is one that was away
test_in_place so is one that is written in place, behind a link
test_start a file that is broken at the start
TESTS
finish
