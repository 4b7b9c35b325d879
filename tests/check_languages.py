#!/usr/bin/env python3
"""The same numbers in both languages: what a lesson, a notation or the list of mistakes says in English and
in Chinese has the same digits, slots and formulas, or tests/said_in_one_language.json has the reason.
Prints TAP.

check_languages.py SOURCE"""

import collections
import json
import pathlib
import re
import sys

NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?(?:/\d+)?")
NUMERALS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九十")}
# What one language writes as a word and the other as digits: the number of an equation, "1/m".
SAME = (
    (re.compile(r"(?<=等式)[一二三四五六七八九]"), lambda match: NUMERALS[match.group()]),
    (re.compile(r"五十(?=次)"), lambda match: "50"),
    (re.compile(r"五百(?=批)"), lambda match: "500"),
    (re.compile(r"\b1/(?=[A-Za-z])"), lambda match: ""),
)


def texts_of(node):
    if isinstance(node, dict) and {"en", "zh"} <= set(node):
        yield node["en"], node["zh"]
    elif isinstance(node, (list, dict)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from texts_of(item)


def numbers(text):
    for pattern, digits in SAME:
        text = pattern.sub(digits, text)
    return collections.Counter(match.group().replace("−", "-").lstrip("-")
                               for match in NUMBER.finditer(text))


def said_once(english, chinese):
    """The numbers that one language has and the other has not."""
    left, right = numbers(english), numbers(chinese)
    return sorted(((left - right) + (right - left)).elements())


def main(root):
    reasons = json.loads((root / "tests/said_in_one_language.json").read_text(encoding="utf-8"))
    paths = sorted([*(root / "lessons").glob("*/*.json"), *(root / "assets/notations").glob("*.json"),
                    root / "assets/mistakes.json"])
    print(f"1..{len(paths) + 1}")
    used, failed = set(), False
    for number, path in enumerate(paths, 1):
        name = f"{path.parent.name}/{path.stem}"
        count, faults = 0, []
        for english, chinese in texts_of(json.loads(path.read_text(encoding="utf-8"))):
            count += 1
            once = said_once(english, chinese)
            row = next((begin for begin in reasons.get(name, {}) if english.startswith(begin)), None)
            if once and row is not None and reasons[name][row]["numbers"] == once:
                used.add((name, row))
            elif once:
                faults.append(f"{', '.join(once)}: {english} | {chinese}")
        for line in faults:
            print("#", line)
        failed = failed or bool(faults)
        print(f"{'not ' if faults else ''}ok {number} - {name}: {count} texts")
    idle = {(name, row) for name in reasons for row in reasons[name]} - used
    for name, row in sorted(idle):
        print(f"# {name}: \"{row}\" needs no reason")
    print(f"{'not ' if idle else ''}ok {len(paths) + 1} - each reason is of a text that is there")
    return failed or bool(idle)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
