#!/usr/bin/python3
"""The pages of the program: make-page.py SOURCE_ROOT BUILD_FOLDER

Takes from the folder the program (program/src/app/web/backstep.js and .wasm), what unpacks its files
(unpack.wasm beside it), its fonts (fonts/) and the licences of what it is made of (libraries/licences/), and writes there backstep.html, which is
all of it in one file, and site/, which is the same for a server: nothing in it is inline, so that it
runs under "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'".
"""

import base64
import bisect
import html
import itertools
import json
import lzma
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import urllib.parse
import zlib

SCRIPTS = ["load", "words", "keep", "link", "program", "input", "menu", "start"]

DATA = (".json", ".csv", ".txt")

# What each licence is of, and where its text is, beside those of the libraries.
LICENCES = [
    ("Backstep", "LICENSE"),
    ("Backstep Sans, Backstep Latin: Noto Sans (SIL Open Font License 1.1)", "assets/fonts/LICENSE-OFL.txt"),
    ("Backstep Math: TeX Gyre Termes Math (GUST Font License)", "assets/fonts/LICENSE-GUST.txt"),
    ("Backstep Symbols: DejaVu Sans", "assets/fonts/LICENSE-DejaVu.txt"),
    ("SDL 2", "SDL.txt"),
    ("SDL_ttf 2", "SDL_ttf.txt"),
    ("FreeType: portions of this software are copyright © The FreeType Project "
     "(www.freetype.org). All rights reserved.", "FreeType.txt"),
    ("HarfBuzz", "HarfBuzz.txt"),
    ("cJSON", "cJSON.txt"),
    ("LZMA decoder of the LZMA SDK, by Igor Pavlov: public domain", None),
    ("Emscripten and the C library musl", "Emscripten.txt"),
]


def squeezed(data):
    """As small as a browser can unpack by itself."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        done = subprocess.run(["zopfli", "--zlib", "--i60", "-c", file.name], check=True,
                              stdout=subprocess.PIPE)
    assert zlib.decompress(done.stdout) == data
    return done.stdout


def joined(files):
    """As scripts/load.js takes it apart: the length of a list, the list, and the files."""
    files = list(files)
    listed = json.dumps([[path, len(data)] for path, data in files], separators=(",", ":")).encode()
    return struct.pack("<I", len(listed)) + listed + b"".join(data for _, data in files)


def packed(parts):
    """All as one by LZMA, which makes them a sixth smaller than what browsers know by themselves, in a
    piece for each part, as scripts/unlzma.js takes them: with the pieces before, it is enough for the
    part. How many bytes that has stands before it."""
    settings = {"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}
    whole = b"".join(parts)
    small = lzma.compress(whole, lzma.FORMAT_ALONE, filters=[settings])
    small = small[:5] + struct.pack("<Q", len(whole)) + small[13:]
    ahead = 32  # more than the decoder reads ahead
    pieces, begin, size = [], 0, 0
    for part in parts:
        size += len(part)
        end = ahead + bisect.bisect_left(range(len(small)), size, key=lambda n: unpacked(small[:n]))
        pieces.append(struct.pack("<I", len(part)) + small[begin:end])
        begin = end
    assert begin >= len(small)
    return pieces


def unpacked(beginning):
    """How much comes of the beginning of a file of LZMA."""
    return len(lzma.LZMADecompressor(lzma.FORMAT_ALONE).decompress(beginning))


def shortened(data):
    """A JSON document without white space."""
    return json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":")).encode()


def shipped_texts(root):
    """The program's own files but for its fonts, by the paths that it looks for."""
    not_data = {"desktop", "fonts", "pictures", "web"}
    files = []
    for path in sorted([*(root / "assets").rglob("*"), *(root / "lessons").rglob("*")]):
        name = path.relative_to(root)
        is_data = path.is_file() and name.parts[1] not in not_data and path.suffix in DATA
        if is_data and not path.name.endswith(".schema.json"):
            data = path.read_bytes()
            # A lesson can be saved from the page and is as its author wrote it; the rest is not read.
            is_ours = name.parts[0] == "assets" and path.suffix == ".json"
            files.append((name.as_posix(), shortened(data) if is_ours else data))
    return files


def shipped_fonts(folder):
    return [(f"assets/fonts/{path.name}", path.read_bytes()) for path in sorted(folder.iterdir())]


def licence_parts(root, build):
    parts = []
    for title, name in LICENCES:
        parts.append(f"<h3>{html.escape(title)}</h3>")
        if name is not None:
            path = build / "libraries/licences" / name
            text = (path if path.exists() else root / name).read_text(encoding="utf-8")
            parts.append(f"<pre>{html.escape(text.strip(), quote=False)}</pre>")
    return "\n".join(parts)


def script_text(source, names):
    """The scripts as one, which leaves nothing behind but itself."""
    texts = [(source / "scripts" / f"{name}.js").read_text(encoding="utf-8") for name in names]
    return '(() => {\n"use strict";\n' + "\n".join(texts) + "})();\n"


def loader_text(source, name):
    """What is run first, before the rest of the page is there."""
    return minified("".join(
        (source / "scripts" / f"{part}.js").read_text(encoding="utf-8") for part in ("unlzma", name)))


def minified(text):
    """A script with the same names for others, and short ones within."""
    return subprocess.run(["terser", "--compress", "passes=2", "--mangle", "--ecma", "2020"],
                          input=text.encode(), check=True, stdout=subprocess.PIPE).stdout.decode()


def first_lesson(source):
    """The path of the lesson that a page begins with; the courses are listed beside it."""
    text = (source / "scripts/start.js").read_text(encoding="utf-8")
    return f"lessons/{re.search(r'firstLesson = .(.+).;', text)[1]}.json"


def without_spaces(style):
    """A style sheet of ours without comments, and without what only sets its lines apart."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    return re.sub(r" ?([{};,]) ?", r"\1", re.sub(r"\s+", " ", style)).replace(";}", "}").strip()


def icon_address(icon):
    """A picture as an address: as it is written, which packs better than base64."""
    lines = "".join(line.strip() for line in icon.decode().replace('"', "'").splitlines())
    return "data:image/svg+xml," + urllib.parse.quote(lines, safe=" '=:/(),;<>-.")


def inline(text, kind=""):
    assert "</script" not in text
    return f"<script{kind}>{text}</script>\n"


def element_of(name, part):
    return inline(base64.b64encode(part).decode(), f' type="text/plain" id="{name}"')


def fill(page, **parts):
    for name, text in parts.items():
        page = page.replace(f"@{name.upper()}@", text)
    assert not re.search(r"@[A-Z]+@", page[: page.index("<body>")])
    return page


def main():
    root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    source = root / "assets/web"
    page = (source / "page.html").read_text(encoding="utf-8")
    style = without_spaces((source / "page.css").read_text(encoding="utf-8"))
    icon = (root / "assets/desktop/backstep.svg").read_bytes()
    runtime = minified((build / "program/src/app/web/backstep.js").read_text(encoding="utf-8"))
    program = (build / "program/src/app/web/backstep.wasm").read_bytes()
    unpacker = (build / "program/src/app/web/unpack.wasm").read_bytes()
    at_first = (first_lesson(source), "lessons/courses.json")
    is_first = [path in at_first or not path.startswith("lessons/") for path, _ in shipped_texts(root)]
    texts = squeezed(joined(itertools.compress(shipped_texts(root), is_first)))
    lessons = itertools.compress(shipped_texts(root), (not is_it for is_it in is_first))
    first = shipped_fonts(build / "fonts/first")
    more = [font for font in shipped_fonts(build / "fonts/all") if font not in first]
    fonts, lessons, more = packed([joined(first), joined(lessons), joined(more)])
    scripts = minified(script_text(source, SCRIPTS))
    licences = licence_parts(root, build)
    template = f'<template id="licences">\n{licences}\n</template>\n'

    # One file: what is slowest to be made ready comes first, what is not needed at first last.
    loader = loader_text(source, "load-page")
    parts = {"program": squeezed(program), "unpacker": unpacker, "fonts": fonts, "texts": texts,
             "lessons": lessons}
    begun = {"program", "fonts", "texts"}
    whole = inline(loader)
    for name, part in parts.items():
        whole += element_of(name, part)
        whole += inline(f"begin{name.capitalize()}();") if name in begun else ""
    whole += inline(runtime) + inline(scripts)
    whole += element_of("more", more) + inline("loading.endPage();") + template
    (build / "backstep.html").write_text(
        fill(page, style=f"<style>\n{style}</style>", scripts=whole,
             icon=icon_address(icon)),
        encoding="utf-8")

    # A folder.
    site = build / "site"
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir()
    loader = loader_text(source, "load-site")
    (site / "backstep.css").write_text(style, encoding="utf-8")
    (site / "backstep.svg").write_bytes(icon)
    (site / "load.js").write_text(loader, encoding="utf-8")
    (site / "runtime.js").write_text(runtime, encoding="utf-8")
    (site / "backstep.js").write_text(scripts, encoding="utf-8")
    (site / "backstep.wasm").write_bytes(program)
    (site / "unpack.wasm").write_bytes(unpacker)
    (site / "unpack.js").write_text(
        minified((source / "scripts/unlzma.js").read_text(encoding="utf-8"))
        + "answerUnlzma();\n", encoding="utf-8")
    (site / "backstep.texts").write_bytes(texts)
    (site / "backstep.fonts").write_bytes(fonts)
    (site / "backstep.lessons").write_bytes(lessons)
    (site / "backstep.more").write_bytes(more)
    linked = '<script src="load.js"></script>\n' + template
    linked += '<script src="runtime.js"></script>\n<script src="backstep.js"></script>\n'
    (site / "index.html").write_text(
        fill(page, style='<link rel="stylesheet" href="backstep.css">', scripts=linked,
             icon="backstep.svg"), encoding="utf-8")
    (site / "licences.html").write_text(
        '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n'
        '<title>Licences · Backstep</title>\n<h1>Licences</h1>\n' + licences + "\n</html>\n",
        encoding="utf-8")


main()
