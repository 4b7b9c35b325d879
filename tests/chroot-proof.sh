#!/usr/bin/env bash
# Proves that `./run test` needs nothing but a bare Debian: tests/chroot-proof.sh [SUITE]...
#
# For Debian 12 and Debian 13 (or each SUITE) makes a minimal system in a temporary folder with
# debootstrap, puts a clone of what is committed into it, runs `./run test` twice in there, and
# prints how long it took and the last line. Needs root, debootstrap and git, about 2 GB under
# TMPDIR, and an apt that works on this machine: the mirror, its keys, certificates and proxy
# settings are taken from here.

set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
if [ $# -ne 1 ]; then
    [ $# -gt 0 ] || set -- bookworm trixie
    worst=0
    for suite in "$@"; do
        "$root/tests/chroot-proof.sh" "$suite" || worst=$?
    done
    exit "$worst"
fi
suite=$1
# shellcheck source=tests/jail.sh
. "$root/tests/jail.sh"
jail_need git
jail_make "$suite"
work=$jail_work

git clone -q --no-hardlinks "$root" "$jail/root/back step"

# From another folder, and under a path with a space: both have to work.
begin=$SECONDS
status=0
jail_run '/root/back step/run' test >"$work/first.log" 2>&1 </dev/null || status=$?
[ "$status" -eq 0 ] || tail -n 60 "$work/first.log"
echo "./run test: $((SECONDS - begin)) s, status $status: $(tail -n 1 "$work/first.log")"

begin=$SECONDS
again=0
jail_run '/root/back step/run' test >"$work/second.log" 2>&1 </dev/null || again=$?
echo "once more: $((SECONDS - begin)) s, status $again: $(tail -n 1 "$work/second.log")"
if grep -q '^Installing' "$work/second.log"; then
    echo 'chroot-proof: the second start installed packages again' >&2
    status=1
fi

# Without a display, and without arguments, the program has to say so and stop with status 3.
display=0
jail_run '/root/back step/run' >"$work/window.log" 2>&1 </dev/null || display=$?
echo "./run without a display: status $display: $(head -n 1 "$work/window.log")"
[ "$display" -eq 3 ] || status=1
[ "$again" -eq 0 ] || status=$again
exit "$status"
