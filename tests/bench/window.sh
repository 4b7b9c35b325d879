#!/bin/sh
# Runs the benchmark of the window under an X server of its own: window.sh BENCH PROGRAM SOURCE_ROOT

exec xvfb-run --auto-servernum --server-args='-screen 0 3840x2160x24 -nolisten tcp' "$@"
