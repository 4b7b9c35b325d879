#!/usr/bin/env bash
# Memory that lacks ends every command with status 3 and "out of memory", or changes nothing:
# out_of_memory.sh PROGRAM FAILING_MEMORY SOURCE_ROOT app|no-app SESSION_WALK [EACH]
#
# Lets single allocations fail, one a run: the first ones all, and a sample of the rest, spread
# evenly, so that the time is bounded. With EACH every allocation.

set -u
program=$1
failing=$2
source=$(cd "$3" && pwd -P)
kind=$4
walk=$5
most=${6:+1000000}
most=${most:-40}
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
fail() { # N WHY
    [ "$wrong" -ge 5 ] || printf '# allocation %d of %d: %s\n' "$1" "$count" "$2"
    wrong=$((wrong + 1))
}

# Runs the command with allocation N failing and holds it against the run without.
try() { # N COMMAND...
    local n=$1 status=0
    shift
    FAIL_AT=$n LD_PRELOAD=$failing timeout 60 "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    if [ "$status" -eq 0 ]; then
        cmp -s "$work/out" "$work/right" || fail "$n" 'status 0, other output'
    elif [ "$status" -ne 3 ]; then
        fail "$n" "status $status: $(head -n 1 "$work/err")"
    elif [ "$(cat "$work/err")" != 'backstep: out of memory' ]; then
        fail "$n" "other words: $(head -n 1 "$work/err")"
    fi
}

check() { # COMMAND...
    local n step
    wrong=0
    COUNT_TO=9 LD_PRELOAD=$failing "$@" 9>"$work/count" >"$work/right" 2>/dev/null </dev/null
    count=$(cat "$work/count")
    step=$((count / most + 1))
    for ((n = 1; n <= count; n += n < 20 ? 1 : step)); do
        try "$n" "$@"
    done
    point=$((point + 1))
    if [ "$wrong" -eq 0 ] && [ "$count" -gt 20 ]; then
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
check "$program" errata four
check "$program" list
# Each key of the window, without one: the session, what is said of the step, and its picture.
check "$walk" "$source" "$work/small.json"
check "$program" formulas four
if [ "$kind" = app ]; then
    check "$program" render "$work/small.json" --step 1 --size 640x480 -o -
fi
printf '1..%d\n' "$point"
exit "$failed"
