#!/bin/sh
# Fetches the sources that Debian has of packages: fetch-sources.sh FOLDER PACKAGE...
#
# They are unpacked in FOLDER/sources. apt fetches them from the mirrors that the system has, also
# where it has no deb-src: with lists of its own in FOLDER, so that the system's stay as they are.
#
# A mirror may list sources that it does not have, for a day or for good. Then the next older ones
# are taken that it has, of the same Debian or of the one before, and a line says so. Whichever they
# are, apt holds them against the archive's signed lists.

set -eu
folder=$(mkdir -p "$1" && cd "$1" && pwd -P)
shift
sources=$folder/sources
apt_files=${APT_FILES-/etc/apt}

say() {
    printf 'fetch-sources: %s\n' "$@" >&2
}

# apt TOOL ARGUMENTS: with the lists of this script.
apt() {
    tool=$1
    shift
    "apt-$tool" -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$folder/apt/parts" \
        -o Dir::State::Lists="$folder/apt/lists" -o Dir::Cache="$folder/apt/cache" \
        -o APT::Sandbox::User="$(id -un)" -o Acquire::Retries=3 "$@"
}

# A deb-src line for each deb line that the system has.
write_source_lines() {
    mkdir -p "$folder/apt/parts" "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
    rm -f "$folder"/apt/parts/*
    for list in "$apt_files"/sources.list "$apt_files"/sources.list.d/*.list; do
        [ ! -f "$list" ] || sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$list" \
            >"$folder/apt/parts/$(basename "$list" .list).list"
    done
    for list in "$apt_files"/sources.list.d/*.sources; do
        [ ! -f "$list" ] || sed 's/^Types:.*/Types: deb-src/' "$list" \
            >"$folder/apt/parts/$(basename "$list")"
    done
}

# The same lines once more, for the Debian before: "trixie" and "trixie-security" become "oldstable"
# and "oldstable-security". A suite that a mirror does not have is a complaint of apt's, no more.
add_lines_of_the_debian_before() {
    codename=$(. /etc/os-release && printf %s "${VERSION_CODENAME-stable}")
    for list in "$folder"/apt/parts/*; do
        before=$folder/apt/parts/before-$(basename "$list")
        sed -E -e ':again' -e "s/(^|[[:space:]])$codename(-|[[:space:]]|\$)/\1oldstable\2/" \
            -e 't again' "$list" >"$before"
        ! cmp -s "$list" "$before" || rm "$before"
    done
    apt get update || true
}

# versions_of PACKAGE: of its sources that the lists have, the newest first.
versions_of() {
    apt cache --only-source showsrc "$1" 2>/dev/null | sed -n 's/^Version: //p' | sort -ruV
}

# fetch PACKAGE VERSION: false, and nothing left of it, where the mirror does not have it.
fetch() {
    (cd "$sources" && apt get source --only-source "$1=$2") && return
    rm -rf "$sources/$1"[-_][0-9]*
    return 1
}

# fetch_newest PACKAGE [BELOW]: the newest that is there, of versions older than BELOW. False when
# there is none; `missing` is then the oldest that was not there.
fetch_newest() {
    missing=${2-}
    for version in $(versions_of "$1"); do
        if [ -n "${2-}" ] && ! dpkg --compare-versions "$version" lt "$2"; then
            continue
        fi
        if fetch "$1" "$version"; then
            [ -z "$missing" ] || say "$1: $version is taken instead of it"
            return
        fi
        say "$1: the mirror lists the sources of $version and does not have them"
        missing=$version
    done
    return 1
}

write_source_lines
# A mirror without sources is a complaint here; whether it matters, the next lines tell.
apt get update || true
mkdir -p "$sources"
is_before_known=false
for package in "$@"; do
    fetch_newest "$package" && continue
    "$is_before_known" || add_lines_of_the_debian_before
    is_before_known=true
    fetch_newest "$package" "${missing:-}" && continue
    say "the mirrors of $apt_files have no sources of $package that could be fetched"
    exit 3
done
