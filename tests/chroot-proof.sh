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
[ "$(id -u)" -eq 0 ] || { echo 'chroot-proof: only root can make a chroot' >&2; exit 3; }
for tool in debootstrap git; do
    command -v "$tool" >/dev/null || { echo "chroot-proof: $tool is not installed" >&2; exit 3; }
done

work=$(mktemp -d)
jail=$work/debian
clean_up() {
    for mount in dev/pts dev proc; do
        if mountpoint -q "$jail/$mount"; then
            umount "$jail/$mount" || umount -l "$jail/$mount"
        fi
    done
    # Never through a mount that would not go away: that would delete the machine's own /dev.
    if grep -q " $jail/" /proc/mounts; then
        echo "chroot-proof: something is still mounted under $jail; it is left there" >&2
    else
        rm -rf "$work"
    fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# The first mirror of the main archive that apt uses here: the base URI of the index of "main".
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' "Created-By: Packages" |
    awk '$3 == "main" && $2 !~ /-/ { print $1; exit }')
[ -n "$mirror" ] || { echo 'chroot-proof: apt names no mirror; run apt-get update' >&2; exit 3; }

begin=$SECONDS
debootstrap --variant=minbase "$suite" "$jail" "$mirror" >"$work/debootstrap.log" 2>&1 ||
    { tail -n 20 "$work/debootstrap.log" >&2; exit 3; }
echo "a bare Debian $suite: $((SECONDS - begin)) s, $(du -sm "$jail" | cut -f 1) MB"

# What the jail's apt needs to reach the same mirror in the same way.
if [ "$suite" = "$(. /etc/os-release && echo "${VERSION_CODENAME-}")" ]; then
    cp -a /etc/apt/sources.list.d/. "$jail/etc/apt/sources.list.d/"
    if [ -f /etc/apt/sources.list ]; then
        cp -a /etc/apt/sources.list "$jail/etc/apt/"
    else
        rm -f "$jail/etc/apt/sources.list"
    fi
fi
apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries)' |
    grep -vi password >"$jail/etc/apt/apt.conf.d/00host" || true
for folder in /etc/ssl/certs /usr/local/share/ca-certificates /usr/share/keyrings \
    /etc/apt/keyrings /etc/apt/trusted.gpg.d; do
    if [ -d "$folder" ]; then
        mkdir -p "$jail$folder"
        cp -rL "$folder/." "$jail$folder/" 2>/dev/null || true
    fi
done
cp -L /etc/resolv.conf "$jail/etc/resolv.conf"
cp /etc/hosts "$jail/etc/hosts"

git clone -q --no-hardlinks "$root" "$jail/root/back step"
mount -t proc proc "$jail/proc"
mount --bind /dev "$jail/dev"
mkdir -p "$jail/dev/pts"
mountpoint -q /dev/pts && mount --bind /dev/pts "$jail/dev/pts"

in_jail() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        chroot "$jail" "$@"
}

# From another folder, and under a path with a space: both have to work.
begin=$SECONDS
status=0
in_jail '/root/back step/run' test >"$work/first.log" 2>&1 </dev/null || status=$?
[ "$status" -eq 0 ] || tail -n 60 "$work/first.log"
echo "./run test: $((SECONDS - begin)) s, status $status: $(tail -n 1 "$work/first.log")"

begin=$SECONDS
again=0
in_jail '/root/back step/run' test >"$work/second.log" 2>&1 </dev/null || again=$?
echo "once more: $((SECONDS - begin)) s, status $again: $(tail -n 1 "$work/second.log")"
if grep -q '^Installing' "$work/second.log"; then
    echo 'chroot-proof: the second start installed packages again' >&2
    status=1
fi

# Without a display, and without arguments, the program has to say so and stop with status 3.
display=0
in_jail '/root/back step/run' >"$work/window.log" 2>&1 </dev/null || display=$?
echo "./run without a display: status $display: $(head -n 1 "$work/window.log")"
[ "$display" -eq 3 ] || status=1
[ "$again" -eq 0 ] || status=$again
exit "$status"
