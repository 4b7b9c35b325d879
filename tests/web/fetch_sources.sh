#!/usr/bin/env bash
# What assets/web/fetch-sources.sh takes when a mirror lists sources that it does not have:
# fetch_sources.sh SOURCE_ROOT
#
# apt is a stand-in here. Its mirror is a file: a row for each source package, with the suite that
# lists it, its version, and whether the mirror has it.

set -u
root=$(cd "$1" && pwd -P)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
codename=$(. /etc/os-release && printf %s "${VERSION_CODENAME-stable}")
mkdir -p "$work/bin" "$work/etc/sources.list.d"

# apt-get source PACKAGE=VERSION, and update, which notes the suites that it is asked for.
cat >"$work/bin/apt-get" <<'END'
#!/usr/bin/env bash
for word in "$@"; do
    case $word in Dir::Etc::SourceParts=*) parts=${word#*=} ;; esac
done
wanted=${!#}
if [ "$wanted" = update ]; then
    grep -hoE "(^|[[:space:]])($CODENAME|oldstable)[^[:space:]]*" "$parts"/* | tr -d ' \t' >"$MIRROR.suites"
    exit
fi
package=${wanted%%=*} version=${wanted#*=}
touch "${package}_$version.dsc"
grep -qE " $package ${version//+/\\+} yes$" "$MIRROR" || { echo "404 Not Found" >&2; exit 100; }
mkdir "$package-${version%-*}"
END
# apt-cache showsrc PACKAGE, of the suites that were updated.
cat >"$work/bin/apt-cache" <<'END'
#!/usr/bin/env bash
while read -r suite package version _; do
    if [ "$package" = "${!#}" ] && grep -qx "$suite" "$MIRROR.suites"; then
        printf 'Package: %s\nVersion: %s\n\n' "$package" "$version"
    fi
done <"$MIRROR"
END
chmod +x "$work/bin"/*

point=0
failed=0

# expect NAME STATUS FOLDERS MESSAGE <MIRROR: fetches tree and leaf, in this order; FOLDERS are
# unpacked then, and MESSAGE is a part of what is said ("": nothing is).
expect() {
    local said status=0 found wrong=
    point=$((point + 1))
    rm -rf "$work/to"
    sed "s/^own/$codename/" >"$work/mirror"
    said=$(PATH=$work/bin:$PATH MIRROR=$work/mirror CODENAME=$codename APT_FILES=$work/etc \
        "$root/assets/web/fetch-sources.sh" "$work/to" tree leaf 2>&1 >/dev/null) || status=$?
    found=$(cd "$work/to/sources" && find . -mindepth 1 -type d -printf '%f/\n' | sort | tr -d '\n')
    [ "$status" -eq "$2" ] || wrong="status $status"
    [ "$found" = "$3" ] || wrong="$wrong, unpacked: $found"
    case $said in *"$4"*) ;; *) wrong="$wrong, said: $said" ;; esac
    [ -n "$4" ] || [ -z "$said" ] || wrong="$wrong, said: $said"
    [ "$2" -ne 0 ] || [ "$(find "$work/to/sources" -name '*.dsc' | wc -l)" -eq 2 ] ||
        wrong="$wrong, something is left of what could not be fetched"
    if [ -z "$wrong" ]; then
        printf 'ok %d - %s\n' "$point" "$1"
    else
        failed=1
        printf '# %s\nnot ok %d - %s\n' "$wrong" "$point" "$1"
    fi
}

printf 'Types: deb\nURIs: http://mirror/debian\nSuites: %s %s-updates\nComponents: main\n' \
    "$codename" "$codename" >"$work/etc/sources.list.d/debian.sources"
printf 'deb http://mirror/security %s-security main\n' "$codename" >"$work/etc/sources.list"

expect 'the newest sources are taken' 0 'leaf-1.10/tree-2.0/' '' <<'END'
own leaf 1.9-1 yes
own leaf 1.10-1 yes
own tree 2.0-1+deb13u2 yes
END
expect 'an older version of the same Debian stands in' 0 'leaf-1.9/tree-2.0/' \
    'leaf: 1.9-1 is taken instead of it' <<'END'
own leaf 1.9-1 yes
own-security leaf 1.10-1 no
own tree 2.0-1 yes
END
expect 'the Debian before stands in' 0 'leaf-1.9/tree-1.5/' \
    'tree: 1.5-1+deb12u4 is taken instead of it' <<'END'
own leaf 1.9-1 yes
own tree 2.0-1+deb13u2 no
oldstable tree 1.5-1+deb12u3 yes
oldstable-security tree 1.5-1+deb12u4 yes
END
expect 'what no mirror has is said' 3 '' 'have no sources of tree that could be fetched' <<'END'
own leaf 1.9-1 yes
own tree 2.0-1 no
oldstable tree 1.5-1 no
END
printf '1..%d\n' "$point"
exit "$failed"
