#!/usr/bin/env bash
# Memory that lacks ends every command with status 3 and "out of memory", or changes nothing:
# out_of_memory.sh PROGRAM FAILING_MEMORY SOURCE_ROOT app|no-app SESSION_WALK [EACH]
#
# Lets single allocations fail, each in a copy of the process: the last ones of a command, which are
# its own, all, and of the others, which read notations and lessons, some, spread evenly from another
# beginning in each command, so that the time is bounded. With EACH every allocation.

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
owed=0 # so many may end wrongly

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
    counts=$(grep -v '^x' "$work/report")
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
    if [ "$wrong" -le "$owed" ] && [ "$tried" -gt 20 ]; then
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
    # owed: of 27,106 allocations of a picture 12 end wrongly, in libraries that have the system's
    # malloc: 10 in HarfBuzz, which shapes with what it has, 2 in FreeType below SDL2_ttf, which crashes
    owed=2
    check "$program" render "$work/small.json" --step 1 --size 640x480 -o -
fi
printf '1..%d\n' "$point"
exit "$failed"
