#!/usr/bin/env bash
# Memory that lacks ends every command with status 3 and "out of memory", or changes nothing:
# out_of_memory.sh PROGRAM FAILING_MEMORY SOURCE_ROOT app|no-app SESSION_WALK [EACH]
#
# Lets single allocations fail, each in a copy of the process: the last ones of a command, which are
# its own, all, and of the others, which read notations and lessons, some, spread evenly from another
# beginning in each command, so that the time is bounded; and of those that libraries ask for the
# first ones, as they are opened. With EACH every allocation.

set -u
program=$1
failing=$2
source=$(cd "$3" && pwd -P)
kind=$4
walk=$5
most=400
[ -z "${6:+each}" ] || most=100000000
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP
export BACKSTEP_DATA=$work/data LC_ALL=C HOME=$work XDG_CONFIG_HOME='' XDG_DATA_HOME=''

mkdir -p "$work/data/assets" "$work/data/lessons"
ln -s "$source/assets/fonts" "$source/assets/notations" "$work/data/assets/"
ln -s "$source/tests/lessons/mazur.json" "$source/tests/lessons/xor.json" "$work/data/lessons/"
cat >"$work/small.json" <<'END'
{"format": 1, "title": "x", "notation": "four",
 "network": {"inputs": 2, "layers": [{"units": 1, "activation": "sigmoid"}]},
 "data": {"inputs": [[1, 0.5]], "targets": [[1]]}, "loss": "half_square"}
END

point=0
failed=0
foreign=0 # so many may end in FreeType

# Lets every STRIDE-th allocation fail, from the FIRST on; says what went wrong, sets count and wrong.
fail_each() { # FIRST STRIDE COMMAND...
    local first=$1 stride=$2
    shift 2
    rm -f "$work/report"
    STATUS=$status FIRST=$first STRIDE=$stride REPORT=$work/report RIGHT=$work/right LD_PRELOAD=$failing \
        "$@" >"$work/out" 2>"$work/err" </dev/null
    cmp -s "$work/out" "$work/right" || wrong=$((wrong + 1))
    wrong=$((wrong + $(grep -c '^x' "$work/report")))
    grep -m 5 '^x' "$work/report" | sed 's/^x/# allocation/'
    local ends
    ends=$(grep -c '^f' "$work/report")
    [ "$ends" -le "$foreign" ] || wrong=$((wrong + ends))
    grep '^f' "$work/report" | sed 's/^f/# in FreeType, allocation/'
    counts=$(grep -v '^[xf]' "$work/report")
    printf '# %s\n' "$counts"
    count=${counts##* }
    tried=$((tried + ${counts%% *}))
}

check() { # COMMAND...
    wrong=0
    tried=0
    point=$((point + 1))
    "$@" >"$work/right" 2>/dev/null </dev/null
    status=$?
    # none yet: how many there are
    fail_each 1000000000 1 "$@"
    local stride=$((count / most + 1))
    fail_each $((1 + point % stride)) "$stride" "$@"
    if [ "$stride" -gt 1 ]; then
        fail_each $((count > most ? count - most : 1)) 1 "$@"
    fi
    FOREIGN=1 LAST=$most fail_each 1 1 "$@"
    if [ "$wrong" = 0 ] && [ "$tried" -gt 20 ]; then
        printf 'ok %d - %s\n' "$point" "${*/$program/backstep}"
    else
        failed=1
        printf 'not ok %d - %s (%d wrong)\n' "$point" "${*/$program/backstep}" "$wrong"
    fi
}

check "$program" check "$work/small.json"
check "$program" trace "$work/small.json"
check "$program" gradcheck "$work/small.json"
check "$program" trace "$work/small.json" --element --operands --forms --format md
check "$program" text "$work/small.json" --step all --iterations 2
check "$program" diagnose "$work/small.json" --step 4 --answer 0.7
check "$program" ask "$work/small.json" --predict
check "$program" progress
check "$program" errata four
check "$program" list
# Each key of the window, without one: the session, what is said of the step, and its picture.
check "$walk" "$source" "$work/small.json"
check "$program" formulas four
if [ "$kind" = app ]; then
    # SDL2_ttf opens a FreeType that takes malloc alone. When the points of its glyph loader are refused
    # (the allocations 20,756 and 21,162 of 27,106), FreeType 2.12 frees the outline, goes on with the
    # glyph and writes the next point to address 0, before anybody is told.
    foreign=2
    check "$program" render "$work/small.json" --step 1 --size 640x480 -o -
fi
printf '1..%d\n' "$point"
exit "$failed"
