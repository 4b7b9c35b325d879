#!/bin/sh
# Makes the six fonts of this folder from the fonts of Debian 12 (fonts-noto-cjk, fonts-noto-core,
# fonts-texgyre-math, fonts-dejavu-core) with python3-fonttools. Each is a subset under a new
# name; README.md says why and under which licences. Run it in any folder: it writes here.
set -eu
cd "$(dirname "$0")"
SOURCE_DATE_EPOCH=1700000000 exec /usr/bin/python3 - <<'PYTHON'
from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

NOTO = "/usr/share/fonts/opentype/noto/NotoSansCJK-%s.ttc"
NOTO_LATIN = "/usr/share/fonts/truetype/noto/NotoSans-%s.ttf"
TERMES = "/usr/share/texmf/fonts/opentype/public/tex-gyre-math/texgyretermes-math.otf"
DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
FACE_KR, FACE_SC, FACE_TC = 1, 2, 3

# Quotation marks and the ellipsis exist twice: as wide as a letter of Latin text, and as wide as
# a Chinese character. The wide ones move to a private place; src/app/font.c takes them from there
# when their neighbour is Chinese.
WIDE_BASE = 0xE000 - 0x2000
BLANKS = range(0xE100, 0xE200)  # src/app/text_font.c shifts a line with them
LATIN_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
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


def big5_common():
    """The 5,401 common characters of Big5, the standard of Taiwan: rows A4 to C6."""
    found = set()
    for row in range(0xA4, 0xC7):
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)):
            try:
                found.update(map(ord, bytes([row, cell]).decode("big5")))
            except UnicodeDecodeError:
                pass
    return {code for code in found if 0x4E00 <= code <= 0x9FFF}


# What Noto draws as wide as a Chinese character though a line of Latin text wants it narrow, and
# the few superscripts it has. The symbol font has these instead, and all superscripts alike.
TOO_WIDE = characters("·×÷±∂∇⊙√∑∏∞∈∉∥‖⇒⇔≈≠≤≥≪≫←↑→↓↔⋯…•∧∨∩∪∝∫▶◀▲▼●○■□★☆◆◇") | characters("¹²³⁴")

LATIN = characters((0x20, 0x7E), (0xA0, 0xFF), "–—‘’“”‹›′″−€")
KANA = characters((0x3041, 0x3096), (0x3099, 0x30FF))
VIETNAMESE = characters((0x1EA0, 0x1EF9), "ĂăĐđĨĩŨũƠơƯư")
RUSSIAN = characters((0x410, 0x44F), "Ёё")
GREEK = characters((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9))
CJK_MARKS = characters((0x3001, 0x3011), (0x3014, 0x3017), (0xFF01, 0xFF5E), "￥　①②③④⑤⑥⑦⑧⑨⑩")

# A word with a letter that is not in the above is drawn in this font as a whole: it has all of
# Latin's letters, figures and marks, and Greek and Cyrillic.
ALL_LATIN = characters((0x20, 0x7E), (0xA0, 0x24F), (0x2B9, 0x2CD), (0x300, 0x36F), (0x370, 0x52F),
                       (0x1E00, 0x1FFF), "–—‘’“”‚„‹›…€№")

SYMBOLS = TOO_WIDE | characters(
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", (0x2080, 0x208E), (0x2090, 0x209C), (0x1D2C, 0x1D6A), (0x2B0, 0x2B8),
    "ˡˢˣ", "ⱼ", "∘⊗⊕⊤⊥ŷŶŵŴ✓✗✔✘⋮⋱ℓℒℝ∀∃¬∅⌊⌋⌈⌉⟨⟩↦⟶⟵⏎⌫⇧⇥␣◉◌▸◂▾▴⚠▏", "\u0302\u0303\u0304\u0307")

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


def reserve_blanks(font, wanted, how):
    """Lets glyphs that are not wanted stand for the blanks, so that the subset keeps them.

    Characters share glyphs, and glyphs are parts of others: only the subset itself says which it
    needs."""
    whole = BytesIO()
    font.save(whole)
    whole.seek(0)
    trial = TTFont(whole)
    shrink(trial, wanted, how)
    kept = set(trial.getGlyphOrder())
    cmap = font.getBestCmap()
    spare = dict.fromkeys(cmap[code] for code in sorted(cmap) if cmap[code] not in kept)
    glyphs = list(spare)[:len(BLANKS)]
    assert len(glyphs) == len(BLANKS)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            table.cmap.update(zip(BLANKS, glyphs))


def empty_blanks(font):
    """Makes the reserved glyphs blanks of 0, 1, 2 ... 255 thousandths of an em."""
    for i, code in enumerate(BLANKS):
        glyph = font.getBestCmap()[code]
        font["hmtx"][glyph] = (round(i * font["head"].unitsPerEm / 1000), 0)
        if "CFF " in font:
            charstring, _ = font["CFF "].cff.topDictIndex[0].CharStrings.getItemAndSelector(glyph)
            charstring.program = ["endchar"]
        else:
            font["glyf"][glyph] = Glyph()


def make_sans(style, wanted, traditional):
    path = NOTO % style
    font = TTFont(path, fontNumber=FACE_SC)
    wide = dict(font.getBestCmap())
    latin = TTFont(path, fontNumber=FACE_KR, lazy=True).getBestCmap()
    taiwan = TTFont(path, fontNumber=FACE_TC, lazy=True).getBestCmap()
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format in (4, 12):
            for code in WIDE:
                table.cmap[code + WIDE_BASE] = wide[code]
                table.cmap[code] = latin[code]
            for code in traditional - wanted:
                table.cmap[code] = taiwan[code]
    wanted = (wanted | traditional) - TOO_WIDE
    wanted |= {code + WIDE_BASE for code in WIDE}
    # Pairs of kana are spaced for another setting than this one: only alphabets are kerned.
    how = options(True, ["kern", "mark"])
    how.layout_scripts = ["latn", "cyrl", "grek"]
    reserve_blanks(font, wanted, how)
    shrink(font, wanted | set(BLANKS), how)
    empty_blanks(font)
    rename(font, "Backstep Sans", style)
    font.save(f"backstep-sans-{style.lower()}.otf")


def make_latin(style):
    font = TTFont(NOTO_LATIN % style)
    how = options(False, LATIN_FEATURES)
    reserve_blanks(font, ALL_LATIN, how)
    shrink(font, ALL_LATIN | set(BLANKS), how)
    # A smaller em makes its letters as tall as those of Backstep Sans.
    font["head"].unitsPerEm = 980
    empty_blanks(font)
    rename(font, "Backstep Latin", style)
    font.save(f"backstep-latin-{style.lower()}.ttf")


def make_math():
    font = TTFont(TERMES)
    shrink(font, MATH, options(True, ["*"]))
    rename(font, "Backstep Math", "Regular")
    font["OS/2"].fsType = 0  # its licence lets it be embedded and installed; the bits said otherwise
    font.save("backstep-math.otf")


def make_symbols():
    font = TTFont(DEJAVU)
    how = options(False, [])
    reserve_blanks(font, SYMBOLS, how)
    shrink(font, SYMBOLS | set(BLANKS), how)
    # DejaVu is drawn large: a larger em makes its marks as tall as those of Backstep Sans.
    font["head"].unitsPerEm = 2200
    empty_blanks(font)
    rename(font, "Backstep Symbols", "Regular")
    font.save("backstep-symbols.ttf")


SANS = LATIN | VIETNAMESE | GREEK | RUSSIAN | KANA | CJK_MARKS | gb2312(1, 3) | gb2312(16, 87)
for style in ("Regular", "Bold"):
    make_sans(style, SANS, big5_common())
    make_latin(style)
make_math()
make_symbols()
PYTHON
