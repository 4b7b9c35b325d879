#!/usr/bin/env bash
# Proves what is said of the Debian package: tests/package-proof.sh [SUITE]...
#
# For Debian 12 and Debian 13 (or each SUITE) builds the package of what is committed in a minimal
# system, installs it into another one, starts it from its desktop file on a lesson under Xvfb, and
# removes it again: nothing may stay behind. Needs what tests/chroot-proof.sh needs.

set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
if [ $# -ne 1 ]; then
    [ $# -gt 0 ] || set -- bookworm trixie
    worst=0
    for suite in "$@"; do
        "$root/tests/package-proof.sh" "$suite" || worst=$?
    done
    exit "$worst"
fi
# shellcheck source=tests/jail.sh
. "$root/tests/jail.sh"
jail_need git
log=$jail_work/log
failed=0

check() { # NAME COMMAND...
    local name=$1
    shift
    if "$@" >"$log" 2>&1; then
        echo "ok      $name"
    else
        failed=1
        tail -n 30 "$log"
        echo "FAILED  $name"
    fi
}

# ---- building ----

jail_make "$1"
bare=$jail_work/bare
cp -a --one-file-system "$jail" "$bare"
git clone -q --no-hardlinks "$root" "$jail/root/backstep"

build_package() {
    jail_run sh -ec 'cd /root/backstep
        apt-get update
        apt-get install -y --no-install-recommends dpkg-dev lintian
        apt-get build-dep -y ./
        export BACKSTEP_HOMEPAGE=https://backstep.example
        dpkg-buildpackage -us -uc -b
        lintian --allow-root --fail-on error,warning ../backstep_*.changes'
}
check "builds, and lintian has nothing to say" build_package
mv "$jail"/root/backstep_*.deb "$jail_work/backstep.deb"

# ---- installing, into a system that has never seen it ----

jail_clean_up() { # now of the other one
    local mount
    for mount in "$jail/dev/pts" "$jail/dev" "$jail/proc" "$bare/dev" "$bare/proc"; do
        mountpoint -q "$mount" && { umount "$mount" || umount -l "$mount"; }
    done
    grep -q " $jail_work/" /proc/mounts || rm -rf "$jail_work"
}
for mount in dev/pts dev proc; do
    mountpoint -q "$jail/$mount" && umount "$jail/$mount"
done
mv "$jail" "$jail_work/built"
mv "$bare" "$jail"
mount -t proc proc "$jail/proc"
mount --bind /dev "$jail/dev"
cp "$jail_work/backstep.deb" "$jail/root/"

files_of() {
    # Without what dpkg, apt and the caches of the system itself note of every installation.
    (cd "$jail" && find etc usr var opt srv home root -xdev ! -type d | grep -vE \
        '^var/(lib/(dpkg|apt)|cache|log)/|^usr/share/mime/|^etc/ld.so.cache|^root/backstep.deb' |
        sort)
}

# What is needed to see it, before it is installed: a server, what starts desktop files, and what it
# depends on, so that what is compared is the package itself.
prepare() {
    jail_run sh -ec 'apt-get update
        apt-get install -y --no-install-recommends xvfb xauth xdotool libglib2.0-bin \
            shared-mime-info desktop-file-utils hicolor-icon-theme bash-completion
        apt-get install -y --no-install-recommends /root/backstep.deb
        apt-get purge -y backstep'
}
check 'its dependencies can be installed' prepare
files_of >"$jail_work/before"
check 'installs' jail_run apt-get install -y --no-install-recommends /root/backstep.deb
check 'runs' jail_run backstep --version
check 'has a manual page' test -s "$jail/usr/share/man/man1/backstep.1.gz"
check 'has completions for bash, zsh and fish' test -s \
    "$jail/usr/share/bash-completion/completions/backstep" -a -s \
    "$jail/usr/share/zsh/vendor-completions/_backstep" -a -s \
    "$jail/usr/share/fish/vendor_completions.d/backstep.fish"
check 'completes a command in bash' jail_run bash -c '
    . /usr/share/bash-completion/bash_completion
    . /usr/share/bash-completion/completions/backstep
    COMP_WORDS=(backstep ren) COMP_CWORD=1 COMP_LINE="backstep ren" COMP_POINT=12
    $(complete -p backstep | sed "s/.*-F \([^ ]*\).*/\1/")
    printf "%s\n" "${COMPREPLY[@]}" | grep -x "render *"'
check 'knows lesson files by their content' jail_run sh -ec '
    cp "$(find /usr/share/backstep/lessons -name "*.json" ! -name "*.schema.json" |
        grep / | sort | sed -n 2p)" /root/any-name.json
    gio info -a standard::content-type /root/any-name.json | grep application/x-backstep-lesson
    gio mime application/x-backstep-lesson | grep org.backstep.Backstep.desktop'

start_from_desktop_file() {
    jail_run sh -ec '
        Xvfb :97 -screen 0 1280x800x24 -nolisten tcp & server=$!
        trap "kill $server" EXIT
        export DISPLAY=:97
        sleep 2
        gio launch /usr/share/applications/org.backstep.Backstep.desktop /root/any-name.json &
        xdotool search --sync --onlyvisible --name "Backstep" getwindowname
        sleep 1
        # The window may be gone before the key is let go; whether it is, is seen below.
        xdotool search --onlyvisible --name Backstep key --window %1 ctrl+q || true
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            pgrep -x backstep >/dev/null 2>&1 || exit 0
            [ -n "$(ls /proc/[0-9]*/exe 2>/dev/null | xargs -r readlink 2>/dev/null |
                grep -x /usr/bin/backstep)" ] || exit 0
            sleep 1
        done
        exit 1'
}
check 'starts from its desktop file on a lesson, and ends' start_from_desktop_file
rm -f "$jail/root/any-name.json"
check 'is removed' jail_run apt-get purge -y backstep
rm -rf "$jail/root/.cache" "$jail/root/.local" "$jail/root/.config"
files_of >"$jail_work/after"
check 'leaves no trace' diff "$jail_work/before" "$jail_work/after"
exit "$failed"
