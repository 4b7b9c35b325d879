#!/usr/bin/env python3
"""Digits that an author wrote into a lesson's words, though the run could fill them in: each has a
reason, or is listed here. Prints TAP.

check_digits.py SOURCE

A reason is: the number is given in the lesson's own file (data, weights, sizes, rates); it counts or
names a place ("layer 2", "第 3 类"); it stands in a line of arithmetic, which truth_words reckons; or
tests/said_numbers.json has one for it. What is listed there and said nowhere is a fault as well."""

import json
import pathlib
import re
import sys

LANGUAGES = ("en", "zh")
MINUS = str.maketrans("−", "-")
NUMBER = re.compile(r"(?<![\w^_{\[.])[−-]?\d+(?:\.\d+)?(?![\w}\]])")
# Of words before and behind a number that make it a place or a count.
PLACES = {
    "en": (r"(?i:layers?|units?|rows?|columns?|class(?:es)?|samples?|slices?|outputs?|neurons?|place|"
           r"index|iterations?|formula|equation|press|option|line|axis=|and|to|or|,)\s*$",
           r"^(?:st|nd|rd|th)?\s*(?:%|layers?|units?|rows?|columns?|samples?|factors?|products?|"
           r"iterations?|numbers?|steps?|flowers|times)\b"),
    "zh": (r"(?:第|层|神经元|行|列|类|样本|切片|输出|等式|公式|迭代|axis=|按|到|和|或|、|，)\s*$",
           r"^\s*(?:%|个|层|次|类|行|列|步|号|元|朵|倍|片)"),
}
# These join places only: "units 1 and 2", not "0.5 and 2".
JOINTS = {"en": ("and", "to", "or", ","), "zh": ("到", "和", "或", "、", "，")}


def numbers_in(node):
    """Every number of a part of a lesson."""
    if isinstance(node, bool):
        return
    if isinstance(node, (int, float)):
        yield abs(float(node))
    elif isinstance(node, (list, dict)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from numbers_in(item)


def given_in(lesson):
    parts = ("network", "data", "learning_rate", "batch_size", "iterations", "constants", "state")
    given = set(numbers_in([lesson.get(part) for part in parts]))
    inputs = lesson["network"]["inputs"]
    given.add(float(inputs if isinstance(inputs, int) else len(inputs)))
    given.add(float(len(lesson["network"]["layers"])))
    if isinstance(lesson["data"].get("inputs"), list):
        given.add(float(len(lesson["data"]["inputs"])))
    return given


def texts_of(node):
    if isinstance(node, dict) and set(node) & set(LANGUAGES):
        yield node
    elif isinstance(node, (list, dict)):
        for item in node.values() if isinstance(node, dict) else node:
            yield from texts_of(item)


def said_in(lesson):
    """What is said and asked; options are answers, whose numbers may be wrong ones."""
    for stop in lesson["script"]:
        ask = {key: value for key, value in stop.get("ask", {}).items() if key != "options"}
        yield from texts_of([stop.get("say", {}), ask])
    yield from texts_of(lesson.get("closing", {}))


def without_arithmetic(text):
    """The text without what the run fills in, and without lines of arithmetic up to their result."""
    text = re.sub(r"\{\{.*?\}\}", "□", text)
    sides = r"[−-]?[\d.□(][\d.□()/·\s−+*²^-]*"
    return re.sub(rf"{sides}[=≈]\s*[−-]?(?:[\d.]+|□)", "…", text)


def is_place(text, match, language):
    before, behind = text[:match.start()], text[match.end():]
    head, tail = PLACES[language]
    if re.search(tail, behind):
        return True
    found = re.search(head, before)
    if not found:
        return False
    if found.group().strip() in JOINTS[language]:
        earlier = [m for m in NUMBER.finditer(before)]
        return bool(earlier) and before[earlier[-1].end():].strip() in JOINTS[language] and is_place(
            text, earlier[-1], language)
    return True


def unexplained(lesson, reasons):
    """(number, text) of those without a reason; takes the reasons that are used out of the set."""
    given = given_in(lesson)
    for words in said_in(lesson):
        for language in LANGUAGES:
            text = without_arithmetic(words.get(language, ""))
            for match in NUMBER.finditer(text):
                number = match.group().translate(MINUS)
                if number in reasons[0]:
                    reasons[1].add(number)
                elif abs(float(number)) not in given and not is_place(text, match, language):
                    yield number, words[language]


def main(root):
    reasons = json.loads((root / "tests/said_numbers.json").read_text(encoding="utf-8"))
    paths = sorted((root / "lessons").glob("*/*.json"))
    names = {f"{path.parent.name}/{path.stem}": path for path in paths}
    print(f"1..{len(names) + 1}")
    failed = unknown = set(reasons) - set(names)
    for number, (name, path) in enumerate(names.items(), 1):
        lesson = json.loads(path.read_text(encoding="utf-8"))
        used = set()
        faults = [f"{digits}: {text}"
                  for digits, text in unexplained(lesson, (reasons.get(name, {}), used))]
        faults += [f"{digits} is said nowhere" for digits in set(reasons.get(name, {})) - used]
        for line in faults:
            print("#", line)
        failed = failed or bool(faults)
        print(f"{'not ' if faults else ''}ok {number} - {name}")
    print(f"{'not ' if unknown else ''}ok {len(names) + 1} - reasons are of lessons that are there")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
