#!/bin/sh
# Makes the four fonts of this folder from the fonts of Debian 12 (fonts-noto-cjk,
# fonts-texgyre-math, fonts-dejavu-core) with python3-fonttools. Each is a subset under a new
# name; README.md says why and under which licences. Run it in any folder: it writes here.
set -eu
cd "$(dirname "$0")"
SOURCE_DATE_EPOCH=1700000000 exec /usr/bin/python3 - <<'PYTHON'
from fontTools import subset
from fontTools.ttLib import TTFont

NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
TERMES = "/usr/share/texmf/fonts/opentype/public/tex-gyre-math/texgyretermes-math.otf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
FACE_KR, FACE_SC = 1, 2

# Quotation marks and the ellipsis exist twice: as wide as a letter of Latin text, and as wide as
# a Chinese character. The wide ones move to a private place; src/app/font.c takes them from there
# when their neighbour is Chinese.
WIDE_BASE = 0xE000 - 0x2000
WIDE = [0x2018, 0x2019, 0x201C, 0x201D, 0x2026]


def characters(*ranges):
    found = set()
    for item in ranges:
        if isinstance(item, str):
            found.update(map(ord, item))
        else:
            found.update(range(item[0], item[1] + 1))
    return found


def gb2312(first_row, last_row):
    """The characters of rows of GB 2312: 16-55 are level 1, 56-87 level 2."""
    found = set()
    for row in range(first_row, last_row + 1):
        for cell in range(1, 95):
            try:
                found.update(map(ord, bytes([row + 0xA0, cell + 0xA0]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


# What Noto draws as wide as a Chinese character though a line of Latin text wants it narrow, and
# the few superscripts it has. The symbol font has these instead, and all superscripts alike.
TOO_WIDE = characters("·×÷±∂∇⊙√∑∏∞∈∉∥‖⇒⇔≈≠≤≥≪≫←↑→↓↔⋯…•∧∨∩∪∝∫▶◀▲▼●○■□★☆◆◇") | characters("¹²³⁴")

LATIN = characters((0x20, 0x7E), (0xA0, 0xFF), "–—‘’“”‹›′″−€")
GREEK = characters((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9))
CJK_MARKS = characters((0x3001, 0x3011), (0x3014, 0x3017), (0xFF01, 0xFF5E), "￥　①②③④⑤⑥⑦⑧⑨⑩")

SYMBOLS = TOO_WIDE | characters(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", (0x2080, 0x208E), (0x2090, 0x209C), (0x1D2C, 0x1D6A), (0x2B0, 0x2B8),
    "ˡˢˣ", "ⱼ", "∘⊗⊕⊤⊥ŷŶŵŴ✓✗✔✘⋮⋱ℓℒℝ∀∃¬∅⌊⌋⌈⌉⟨⟩↦⟶⟵⏎⌫⇧⇥␣◉◌▸◂▾▴", "\u0302\u0303\u0304\u0307")

MATH = characters(
    (0x20, 0x7E), (0xA1, 0xB1), (0xB4, 0xB8), (0xBA, 0xFF), (0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9),
    "ϑϕϵϱϖ", (0x300, 0x304), (0x306, 0x308), "\u0302\u030C\u20D7\u0338",
    "′″‴‵ℑℜℭℌℨℏℵℎℓℒℛℰℱℋℐℳℬℯℊℴℂℍℕℙℚℝℤ", (0x2010, 0x2027),
    "←↑→↓↔↕↦⇐⇑⇒⇓⇔⟵⟶⟷⟸⟹⟺⟼", "∠∴∵∄∖≍≐≔≜⊧⟂△ϰ⋂⋃⨁⨂\u030A", "∀∂∃∅∆∇∈∉∋∣∏∐∑−∓∗∘∙√∝∞∥∧∨∩∪∫∮∼≃≅≈≠≡≤≥≪≫⊂⊃⊆⊇⊕⊖⊗⊘⊙⊤⊥⋅⋆⋮⋯⋰⋱",
    "‖⌈⌉⌊⌋⟨⟩⟪⟫⟦⟧⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎪⎫⎬⎭⎰⎱⏐⏞⏟⏜⏝⎴⎵⊺⊢⊣■□●○✓",
    (0x1D400, 0x1D537),  # bold, italic, bold italic, script, bold script, Fraktur
    (0x1D538, 0x1D56B),  # double-struck
    (0x1D5A0, 0x1D5D3),  # sans
    (0x1D6A4, 0x1D6A5), (0x1D6A8, 0x1D7C9),  # Greek
    (0x1D7CE, 0x1D7EB))  # bold, double-struck and sans digits


def rename(font, family, style):
    names = font["name"]
    keep = [n for n in names.names if n.nameID in (0, 7, 13, 14)]
    names.names = keep
    for number, text in ((1, family), (2, style), (3, f"{family} {style} 1.0"),
                         (4, f"{family} {style}"), (5, "Version 1.0"),
                         (6, f"{family}-{style}".replace(" ", ""))):
        names.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = f"{family}-{style}".replace(" ", "")
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = family, f"{family} {style}"


def options(hinting, features):
    made = subset.Options()
    made.hinting = hinting
    made.layout_features = features
    made.name_IDs = ["*"]
    made.notdef_outline = True
    made.drop_tables += ["VORG", "vhea", "vmtx", "BASE", "DSIG", "FFTM"]
    return made


def shrink(font, wanted, how):
    work = subset.Subsetter(how)
    work.populate(unicodes=wanted)
    work.subset(font)


def make_sans(style, wanted):
    path = NOTO % style
    font = TTFont(path, fontNumber=FACE_SC)
    wide = dict(font.getBestCmap())
    latin = TTFont(path, fontNumber=FACE_KR, lazy=True).getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            for code in WIDE:
                table.cmap[code + WIDE_BASE] = wide[code]
                table.cmap[code] = latin[code]
    wanted = (wanted - TOO_WIDE) | {code + WIDE_BASE for code in WIDE}
    shrink(font, wanted, options(True, []))
    rename(font, "Backstep Sans", style)
    font.save(f"backstep-sans-{style.lower()}.otf")


def make_math():
    font = TTFont(TERMES)
    shrink(font, MATH, options(True, ["*"]))
    rename(font, "Backstep Math", "Regular")
    font["OS/2"].fsType = 0  # its licence lets it be embedded and installed; the bits said otherwise
    font.save("backstep-math.otf")


def make_symbols():
    font = TTFont(DEJAVU)
    shrink(font, SYMBOLS, options(False, []))
    # DejaVu is drawn large: a larger em makes its marks as tall as those of Backstep Sans.
    font["head"].unitsPerEm = 2200
    rename(font, "Backstep Symbols", "Regular")
    font.save("backstep-symbols.ttf")


SANS = LATIN | GREEK | CJK_MARKS | gb2312(1, 3) | gb2312(16, 87)
make_sans("Regular", SANS)
make_sans("Bold", SANS)
make_math()
make_symbols()
PYTHON
