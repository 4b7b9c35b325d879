#!/usr/bin/python3
"""The fonts of a page: make-fonts.py SOURCE_ROOT FOLDER

The shipped fonts without what is rare, because a page is loaded each time that it is opened. Chinese:
the regular one keeps level 1 of GB 2312, the 3,755 most common characters, and what any shipped text
has; the bold one what any shipped text has. They are written to FOLDER/all; FOLDER/first has the same
fonts without Chinese, for a first picture that has none. What only the bold one lacks is drawn in the regular one.
Of other scripts it keeps the letters of today's languages. All else, hints too, stays as it is, so
that a page's pictures are those of the program. Needs fonttools.
"""

import io
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont


def is_chinese(code):
    return 0x2E80 <= code <= 0x2FDF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF


# What leads from English to the other language.
SIGNPOST = frozenset(map(ord, "中文"))


def is_at_first(code):
    """What a page needs before it is in Chinese."""
    return code in SIGNPOST or not (is_chinese(code) or code in KANA or 0x3100 <= code <= 0x33FF)


def level_1():
    """Rows 16 to 55 of GB 2312."""
    found = set()
    for row in range(16, 56):
        for cell in range(1, 95):
            try:
                found.update(map(ord, bytes([row + 0xA0, cell + 0xA0]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def used(root):
    """The characters of all texts that are shipped."""
    found = set()
    for folder, pattern in (("src", "*.[ch]"), ("lessons", "*.json"), ("assets/notations", "*.json")):
        for path in (root / folder).rglob(pattern):
            found.update(map(ord, path.read_text(encoding="utf-8")))
    return found


def ranges(*pairs):
    return {code for first, last in pairs for code in range(first, last + 1)}


# Japanese has more characters than are kept here, so that its own letters are of no use.
KANA = ranges((0x3041, 0x30FF))
# Beside what shipped texts have, of the bold font: Latin and Greek, signs, and what is its own.
BOLD = ranges((0x20, 0x3FF), (0x2000, 0x2E7F), (0xE000, 0xE1FF))
# Beside the other fonts: Latin letters of Europe, Cyrillic ones of today, marks, blanks.
LATIN = ranges((0x20, 0x17F), (0x192, 0x192), (0x1A0, 0x1B0), (0x1CD, 0x1DC), (0x1E6, 0x1E7),
               (0x1FA, 0x21B), (0x259, 0x259), (0x2B9, 0x2CD), (0x300, 0x30C), (0x323, 0x328),
               (0x400, 0x45F), (0x490, 0x491), (0x1E80, 0x1E85), (0x1E9E, 0x1E9E), (0x2000, 0x2FFF), (0xE100, 0xE1FF))
BLANKS = ranges((0xE100, 0xE1FF))
# Greek without serifs: src/typeset has no name for it.
NOT_MATH = ranges((0x1D756, 0x1D7C9))

# Of what a font says of itself, what it is called: whose it is and by which licence its page of
# licences says. The bits that allow to embed it are elsewhere, and stay.
NAMES = [1, 2, 6]


def shrink(source, target, wants):
    font = TTFont(source, recalcTimestamp=False)
    codes = set(filter(wants, font.getBestCmap()))
    options = subset.Options()
    options.hinting = True
    options.layout_features = ["*"]
    options.layout_scripts = ["*"]
    options.name_IDs = NAMES
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables = []
    # Each glyph whole: the parts that they share are found again where all is packed.
    options.desubroutinize = "math" not in source.name
    work = subset.Subsetter(options)
    work.populate(unicodes=codes)
    work.subset(font)
    kept = io.BytesIO()
    font.save(kept)
    font = TTFont(kept, recalcTimestamp=False)
    leave_out_unread(font)
    font.save(target)


def leave_out_unread(font):
    """What nothing reads in a font of today's: where an outline begins, which it says itself; numbers
    of characters in Adobe's collections; half a table of characters beside the whole one."""
    if "CFF " in font:
        top = font["CFF "].cff.topDictIndex[0]
        if hasattr(top, "ROS"):
            numbered = [".notdef", *(f"cid{i:05d}" for i in range(1, len(top.charset)))]
            outlines = top.CharStrings.charStrings
            top.CharStrings.charStrings = {
                new: outlines[old] for old, new in zip(top.charset, numbered)}
            top.charset = numbered
        widths = font["hmtx"].metrics
        for glyph, (width, _) in widths.items():
            widths[glyph] = (width, 0)
    whole = [table for table in font["cmap"].tables if table.format == 12]
    font["cmap"].tables = whole or font["cmap"].tables


def main():
    root, folder = map(pathlib.Path, sys.argv[1:3])
    texts = used(root)
    common = texts | level_1()
    wants = {
        "backstep-sans-regular.otf": lambda code: code in common
        or not (is_chinese(code) or code in KANA),
        "backstep-sans-bold.otf": lambda code: code in texts | BOLD,
        "backstep-latin-regular.ttf": lambda code: code in LATIN | texts,
        "backstep-latin-bold.ttf": lambda code: code in texts or code in BLANKS,
        "backstep-math.otf": lambda code: code not in NOT_MATH - texts,
        "backstep-symbols.ttf": lambda code: True,
    }
    for part, is_in in (("all", lambda code: True), ("first", is_at_first)):
        (folder / part).mkdir(parents=True, exist_ok=True)
        for name, want in wants.items():
            shrink(root / "assets/fonts" / name, folder / part / name,
                   lambda code, want=want: want(code) and is_in(code))


main()
