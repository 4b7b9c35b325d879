#!/bin/sh
# Runs a benchmark of the window under an X server of its own: window.sh BENCH PROGRAM SOURCE_ROOT

home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
xvfb-run --auto-servernum --server-args='-screen 0 3840x2160x24 -nolisten tcp' "$@"
