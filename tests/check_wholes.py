#!/usr/bin/env python3
"""Whole numbers that an author wrote into a lesson's words, and what each is: tests/said_wholes.json has
them a second time, text by text, with what they are of. A slip in one of them ("row 3" for "row 2") is no
number that nowhere occurs, so no run can find it; two hands that wrote the same can. Those of lines of
arithmetic and those that the run fills in are held by truth_words; the Chinese text has the same numbers
(check_languages.py). Prints TAP.

check_wholes.py SOURCE            looks
check_wholes.py SOURCE --new      prints the rows that are missing, for their reasons to be written"""

import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import check_digits  # noqa: E402

WHOLE = re.compile(r"(?<![\w^_{\[.])[−-]?\d+(?![\w}\]])(?!\.\d)")
WORDS = 7  # of a text that name it


def texts_of(node):
    """All that a reader may read: names of curves and options too."""
    if isinstance(node, dict) and set(node) & set(check_digits.LANGUAGES):
        yield node["en"]
    elif isinstance(node, (list, dict)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from texts_of(item)


def wholes(text):
    plain = check_digits.without_arithmetic(text)
    return [match.group().replace("−", "-") for match in WHOLE.finditer(plain)]


def rows_of(lesson):
    """{first words: whole numbers in their order} of each text that has some."""
    rows = {}
    for text in texts_of(lesson):
        numbers = wholes(text)
        if numbers:
            rows.setdefault(" ".join(text.split()[:WORDS]), []).extend(numbers)
    return rows


def main(root, prints_new):
    known = json.loads((root / "tests/said_wholes.json").read_text(encoding="utf-8"))
    paths = sorted((root / "lessons").glob("*/*.json"))
    names = [f"{path.parent.name}/{path.stem}" for path in paths]
    print(f"1..{len(paths) + 1}")
    failed = count = 0
    for number, (name, path) in enumerate(zip(names, paths), 1):
        said = rows_of(json.loads(path.read_text(encoding="utf-8")))
        rows = known.get(name, {})
        faults = [f"{begin}: {' '.join(said.get(begin, []))}, listed {rows.get(begin, ['nothing'])[0]}"
                  for begin in {**said, **rows}
                  if " ".join(said.get(begin, [])) != rows.get(begin, [""])[0]]
        count += sum(map(len, said.values()))
        for line in faults:
            print("#", line)
        if prints_new:
            missing = {begin: [" ".join(said[begin]), ""] for begin in said
                       if " ".join(said[begin]) != rows.get(begin, [""])[0]}
            print(json.dumps({name: missing}, ensure_ascii=False, indent=1) if missing else "")
        failed += bool(faults)
        print(f"{'not ' if faults else ''}ok {number} - {name}: {len(said)} texts")
    idle = set(known) - set(names)
    without = [begin for rows in known.values() for begin, row in rows.items() if len(row) < 2 or not row[1]]
    for begin in without:
        print("# no reason:", begin)
    bad = bool(idle or without)
    print(f"# {count} whole numbers")
    print(f"{'not ' if bad else ''}ok {len(paths) + 1} - each row is of a lesson that is there, and says what it is")
    return bool(failed or bad)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), "--new" in sys.argv))
