#!/bin/sh
# Has LuaLaTeX set the formulas of formulas.txt in the program's own font, and writes where it puts
# each glyph: tex.txt, the reference of tests/unit/typeset_tex.c. Needs texlive-luatex and
# texlive-latex-extra (unicode-math); the tests do not.
#
#     sh tests/golden/typeset/tex.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/../../../assets/fonts/backstep-math.otf" "$here/tex.lua" "$work"

# Words are another face's: a letter stands for them here.
formulas() {
    LC_ALL=C sed -E '/^[dt] /!d; s/\\text\{[^}]*\}/\\mathrm{x}/g' "$here/formulas.txt"
}

{
    cat <<'END'
\documentclass[10pt]{article}
\usepackage{amsmath}
\usepackage[mathbf=sym,mathrm=sym,mathit=sym]{unicode-math}
\setmathfont{backstep-math.otf}
\providecommand\bm{\symbfit}
\renewcommand\boldsymbol{\symbfit}
\begin{document}
\directlua{dofile("tex.lua")}
END
    formulas | sed -E 's/^d (.*)$/\\setbox0\\hbox{$\\displaystyle \1$}\\directlua{write_box()}/
                       s/^t (.*)$/\\setbox0\\hbox{$\1$}\\directlua{write_box()}/'
    printf '\\end{document}\n'
} >"$work/formulas.tex"
(cd "$work" && lualatex -interaction=nonstopmode -halt-on-error formulas.tex >log) || {
    tail -n 40 "$work/log"
    exit 1
}
cp "$work/tex.txt" "$here/tex.txt"
