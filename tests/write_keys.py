#!/usr/bin/env python3
"""Writes the key tables of the README and the man page: write_keys.py [--check] PROGRAM SOURCE_ROOT

They come from the program's one key table, as `backstep --list-keys` prints it: a key or several,
then a tab or at least two spaces, then what they do. Lines that have no second column (headings,
empty lines) are passed over. With --check nothing is written; the exit status is 1 when a table is
not what the program says.
"""

import re
import subprocess
import sys
from pathlib import Path

NAMES = {"→": "Right", "←": "Left", "↑": "Up", "↓": "Down"}


def read_keys(program):
    listing = subprocess.run(
        [program, "--list-keys", "--lang", "en"], capture_output=True, check=True, timeout=60
    ).stdout.decode("utf-8")
    rows = [re.split(r"\t+| {2,}", line.strip(), maxsplit=1) for line in listing.splitlines()]
    rows = [(row[0].strip(), row[1].strip()) for row in rows if len(row) == 2]
    if not rows:
        raise SystemExit("write_keys: the program lists no keys")
    return rows


def as_markdown(rows):
    lines = ["| key | action |", "| --- | --- |"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def as_mdoc(rows):
    lines = ['.Bl -tag -width "Right, PageDown"']
    for keys, action in rows:
        for arrow, name in NAMES.items():
            keys = keys.replace(arrow, name)
        # A period alone, a quote or a comma would mean something to mdoc.
        words = [word if word.isalnum() else "\\&" + word for word in keys.split()]
        lines += [".It " + " ".join(words), action.replace("\\", "\\e").lstrip(".'")]
    return "\n".join(lines + [".El"])


def replace_between(text, begin, end, block):
    if text.count(begin) != 1 or text.count(end) != 1:
        raise SystemExit(f"write_keys: the marks {begin!r} and {end!r} must be there once each")
    head, rest = text.split(begin)
    tail = rest.split(end)[1]
    return f"{head}{begin}\n{block}\n{end}{tail}"


def main():
    arguments = sys.argv[1:]
    only_check = arguments[:1] == ["--check"]
    program, root = arguments[-2], Path(arguments[-1])
    rows = read_keys(program)
    status = 0
    for name, begin, end, block in (
        ("README.md", "<!-- keys -->", "<!-- /keys -->", as_markdown(rows)),
        ("assets/backstep.1", '.\\" keys', '.\\" /keys', as_mdoc(rows)),
    ):
        path = root / name
        old = path.read_text(encoding="utf-8")
        new = replace_between(old, begin, end, block)
        if new != old and only_check:
            print(f"{name}: the key table is not the program's; run tests/write_keys.py")
            status = 1
        elif new != old:
            path.write_text(new, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
