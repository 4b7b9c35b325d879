#!/bin/sh
# Draws the icon in the sizes that desktops without SVG ask for: make-icons.sh
# Needs rsvg-convert (librsvg2-bin). The pictures are committed; run this after changing backstep.svg.
set -eu
cd "$(dirname "$0")"
for size in 32 48 64 128 256; do
    rsvg-convert -w "$size" -h "$size" backstep.svg -o "backstep-$size.png"
done
