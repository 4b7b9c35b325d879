# A bare Debian in a folder, for scripts that source this file as root: jail_make SUITE, then jail_run
# COMMAND in $jail; $jail_work is a folder of theirs. Everything goes when the script ends. The mirror,
# its keys, certificates and proxy settings are taken from this machine.
# shellcheck shell=bash

jail_work=$(mktemp -d)
jail=$jail_work/debian

jail_clean_up() {
    local mount
    for mount in dev/pts dev proc; do
        if mountpoint -q "$jail/$mount"; then
            umount "$jail/$mount" || umount -l "$jail/$mount"
        fi
    done
    # Never through a mount that would not go away: that would delete the machine's own /dev.
    if grep -q " $jail/" /proc/mounts; then
        echo "jail: something is still mounted under $jail; it is left there" >&2
    else
        rm -rf "$jail_work"
    fi
}
trap jail_clean_up EXIT
trap 'exit 130' INT TERM HUP

jail_need() { # TOOL...
    local tool
    [ "$(id -u)" -eq 0 ] || { echo 'jail: only root can make a chroot' >&2; exit 3; }
    for tool in debootstrap "$@"; do
        command -v "$tool" >/dev/null || { echo "jail: $tool is not installed" >&2; exit 3; }
    done
}

jail_make() { # SUITE
    local mirror begin=$SECONDS folder
    # The first mirror of the main archive that apt uses here: the base URI of the index of "main".
    mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' "Created-By: Packages" |
        awk '$3 == "main" && $2 !~ /-/ { print $1; exit }')
    [ -n "$mirror" ] || { echo 'jail: apt names no mirror; run apt-get update' >&2; exit 3; }
    debootstrap --variant=minbase "$1" "$jail" "$mirror" >"$jail_work/debootstrap.log" 2>&1 ||
        { tail -n 20 "$jail_work/debootstrap.log" >&2; exit 3; }
    echo "a bare Debian $1: $((SECONDS - begin)) s, $(du -sm "$jail" | cut -f 1) MB"

    # What the jail's apt needs to reach the same mirror in the same way.
    if [ "$1" = "$(. /etc/os-release && echo "${VERSION_CODENAME-}")" ]; then
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
    mount -t proc proc "$jail/proc"
    mount --bind /dev "$jail/dev"
    mkdir -p "$jail/dev/pts"
    mountpoint -q /dev/pts && mount --bind /dev/pts "$jail/dev/pts"
}

jail_run() { # COMMAND...
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb DEBIAN_FRONTEND=noninteractive \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        chroot "$jail" "$@"
}
