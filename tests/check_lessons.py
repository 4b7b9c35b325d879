#!/usr/bin/env python3
"""What a shipped lesson has to have, counted: a goal, 6 to 16 stops of one idea each, questions of
several kinds, a line of a proof where its note proves something, and an end that says what comes
next. Prints TAP. Needs nothing but python3.

check_lessons.py SOURCE"""

import json
import pathlib
import re
import sys

LANGUAGES = ("en", "zh")
LEAST_STOPS, MOST_STOPS = 6, 16
LEAST_QUESTIONS, LEAST_KINDS = 4, 3
MOST_WORDS = 45
NEXT = {"en": "Next: ", "zh": "下一课："}
NEXT_COURSE = {"en": "Next course: ", "zh": "下一门课："}

# What does not hold yet. A line that holds again is to be taken out; the table only shrinks.
LACKS = {
    "ladder/01-one-neuron": "derivation",
    "ladder/02-sigmoid-slope": "derivation",
    "ladder/03-three-layers": "derivation",
    "ladder/04-neurons": "derivation",
    "ladder/05-broadcasting": "derivation",
    "ladder/06-classes": "derivation",
    "ladder/07-data": "derivation",
    "ladder/08-bias-column": "derivation",
    "delta/01-forward": "derivation",
    "delta/02-why": "derivation",
    "delta/03-down": "derivation",
    "delta/04-last": "derivation",
    "delta/05-deep": "derivation",
    "delta/06-samples": "derivation",
    "mlbook/01-structure": "derivation",
    "mlbook/02-relu-pair": "derivation",
    "mlbook/03-reuse": "derivation",
    "mlbook/04-activation-jacobian": "derivation",
    "mlbook/05-tensor": "derivation",
    "mlbook/06-observations": "derivation",
    "mlbook/07-absolute-value": "derivation stops words",
    "layer/01-forward": "derivation",
    "layer/02-proof": "derivation",
    "layer/03-m-samples": "derivation",
    "layer/04-activation": "derivation",
    "layer/05-exercise": "derivation",
    "four/01-indices": "derivation",
    "four/02-activations": "derivation",
    "four/03-losses": "derivation",
    "four/04-losses-squared": "derivation",
    "four/05-products": "derivation",
    "four/06-four-equations": "derivation stops",
    "four/07-transpose": "derivation",
    "four/08-m-samples": "derivation",
    "beyond/02-xor": "stops words",
}


def stops_of(lesson):
    """Those that a reader meets in the lesson's own notation."""
    return [
        stop for stop in lesson["script"]
        if lesson["notation"] in stop.get("notations", [lesson["notation"]])
    ]


def words_of(text):
    """An expression and a formula are one word each; markup is none."""
    text = re.sub(r"\{\{.*?\}\}|\$.*?\$", "x", text)
    return len(re.findall(r"[^\W_][^\s]*", text))


def is_bilingual(text):
    return isinstance(text, dict) and all(text.get(name) for name in LANGUAGES)


def texts_of(node):
    """Every text of a lesson that a reader sees: titles, what is said, what is asked."""
    if isinstance(node, list):
        return [text for item in node for text in texts_of(item)]
    if not isinstance(node, dict):
        return []
    if "en" in node or "zh" in node:
        return [node]
    return [text for name, item in node.items() if not name.startswith("x-")
            for text in texts_of(item)]


def is_proof(stop):
    return "derivation" in stop["at"] or stop.get("ask", {}).get("kind") == "line"


def lacks_of(lesson, is_of_note, is_last_of_course, is_last):
    stops = stops_of(lesson)
    kinds = [stop["ask"]["kind"] for stop in stops if "ask" in stop]
    marks = NEXT_COURSE if is_last_of_course else NEXT
    closing = lesson.get("closing", {})
    if not is_bilingual(lesson.get("goal")):
        yield "goal"
    if not lesson.get("minutes"):
        yield "minutes"
    if not is_bilingual(closing):
        yield "closing"
    elif not is_last and not all(marks[name] in closing[name] for name in LANGUAGES):
        yield "next"
    if not LEAST_STOPS <= len(stops) <= MOST_STOPS:
        yield "stops"
    if len(kinds) < LEAST_QUESTIONS:
        yield "questions"
    if len(set(kinds)) < LEAST_KINDS:
        yield "kinds"
    if is_of_note and not any(is_proof(stop) for stop in stops):
        yield "derivation"
    if any(words_of(stop["say"]["en"]) > MOST_WORDS for stop in stops if "say" in stop):
        yield "words"
    if not all(is_bilingual(text) for text in texts_of(lesson)):
        yield "language"


def main(root):
    lessons = root / "lessons"
    courses = json.loads((lessons / "courses.json").read_text())["courses"]
    notes = {path.stem for path in (root / "assets/notations").glob("*.json")}
    number = 0
    failed = False
    for course in courses:
        paths = sorted((lessons / course["folder"]).glob("*.json"))
        for path in paths:
            number += 1
            name = f"{course['folder']}/{path.stem}"
            lesson = json.loads(path.read_text())
            is_last_of_course = path == paths[-1]
            found = set(lacks_of(lesson, course["folder"] in notes, is_last_of_course,
                                 is_last_of_course and course == courses[-1]))
            expected = set(LACKS.get(name, "").split())
            good = found == expected
            failed |= not good
            print(f"{'ok' if good else 'not ok'} {number} - {name}")
            for lack in sorted(found - expected):
                print(f"# lacks: {lack}")
            for lack in sorted(expected - found):
                print(f"# no longer lacks: {lack}; take it out of the table")
    number += 1
    unknown = [name for name in LACKS if not (lessons / (name + ".json")).is_file()]
    failed |= bool(unknown)
    print(f"{'not ok' if unknown else 'ok'} {number} - the table names lessons that exist {unknown or ''}")
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
