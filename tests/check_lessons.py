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
MOST_CHARACTERS = 76  # Chinese ones, which is as long to read
NEXT = {"en": "Next: ", "zh": "下一课："}
NEXT_COURSE = {"en": "Next course: ", "zh": "下一门课："}

# "One layer further down" and "are worth one layer" are others.
UNCLEAR_LAYER = re.compile(r"(?<![抵得])上一层|(?<!往)下一层")

# What each note does not say in Chinese, as it has a word of its own: 偏差 (b, once called by its usual name
# too), 活性值, 截距 and 预测变量, 偏移量 and E, 偏置 and 成本. All say 神经元; 单元格 is a cell of a table.
UNIT = "|单元(?!格)"
STRANGE_WORDS = {
    "ladder": re.compile("(?<!也叫)偏置|偏移量|截距|活性值" + UNIT),
    "delta": re.compile("激活值|偏移量|截距|偏差" + UNIT),
    "mlbook": re.compile("自变量|因变量|真值|偏置|偏移量|偏差|误差项|净输入" + UNIT),
    "layer": re.compile("∂L|ℒ|偏置|偏差|截距|活性值|误差项|净输入" + UNIT),
    "four": re.compile("偏移量|截距|活性值|偏差|代价|真值" + UNIT),
    "beyond": re.compile(UNIT[1:]),
}

# Lessons whose part of the note proves nothing.
WITHOUT_PROOF = {
    "ladder/08-bias-column": "a remark of the note",
    "delta/01-forward": "names and dimensions",
    "delta/06-samples": "the note derives for one sample only",
    "mlbook/02-relu-pair": "a picture, not a proof",
}

# A proof that a lesson is about is walked: its turns are said at the lines where they are.
LEAST_LINES = 2
# Lessons that ask for one line of a proof on the way to something else.
NOT_WALKED = {
    "mlbook/07-absolute-value": "about noise; the proof is walked in mlbook/06-observations",
    "layer/05-exercise": "the proofs are to be known by now; it asks, and says nothing ahead",
    "four/03-losses": "about losses; the proof is walked in four/01-indices",
    "four/04-losses-squared": "about losses; the proof is walked in four/01-indices",
    "four/06-four-equations": "one whole iteration; each equation has a lesson with its proof",
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


def characters_of(text):
    """Chinese ones: formulas and numbers have none."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def minutes_of(stops, closing):
    """What a lesson takes: half a minute a stop, a minute a question, and a hundred words a minute;
    in fives."""
    said = [stop["say"]["en"] for stop in stops if "say" in stop] + [closing.get("en", "")]
    said += [stop["ask"]["text"]["en"] for stop in stops if "text" in stop.get("ask", {})]
    questions = sum("ask" in stop for stop in stops)
    minutes = len(stops) / 2 + questions + sum(words_of(text) for text in said) / 100
    return 5 * max(2, round(minutes / 5))


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


def said_of(lesson):
    """What is read while the lesson runs, in whichever notation: stops, questions, the end."""
    for stop in lesson["script"]:
        yield from (stop[key] for key in ("say",) if key in stop)
        yield from (stop["ask"][key] for key in ("text", "because", "hint") if key in stop.get("ask", {}))
    yield lesson.get("closing", {})


def is_proof(stop):
    return "derivation" in stop["at"] or stop.get("ask", {}).get("kind") == "line"


def is_line(stop):
    return "derivation" in stop["at"] and "say" in stop


def lacks_of(lesson, needs_proof, needs_walk, is_last_of_course, is_last):
    stops = stops_of(lesson)
    kinds = [stop["ask"]["kind"] for stop in stops if "ask" in stop]
    marks = NEXT_COURSE if is_last_of_course else NEXT
    closing = lesson.get("closing", {})
    if not is_bilingual(lesson.get("goal")):
        yield "goal"
    if lesson.get("minutes") != minutes_of(stops, closing):
        yield f"minutes: {minutes_of(stops, closing)}"
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
    if needs_proof and not any(is_proof(stop) for stop in stops):
        yield "derivation"
    if needs_walk and sum(is_line(stop) for stop in stops) < LEAST_LINES:
        yield "walk"
    if any(words_of(text.get("en", "")) > MOST_WORDS or characters_of(text.get("zh", "")) > MOST_CHARACTERS
           for text in said_of(lesson)):
        yield "words"
    if not all(is_bilingual(text) for text in texts_of(lesson)):
        yield "language"


def unclear_of(root):
    """Chinese texts with a layer that some readers take for the one in front, others for the one
    behind: 前一层 and 后一层 cannot be mistaken."""
    for folder in ("lessons", "assets"):
        for path in (root / folder).rglob("*.json"):
            for text in texts_of(json.loads(path.read_text())):
                if is_bilingual(text) and UNCLEAR_LAYER.search(str(text["zh"])):
                    yield f"{path.name}: {text['zh']}"


def strange_of(root):
    """Texts of a course or of its notation with a word of another note."""
    for note, word in STRANGE_WORDS.items():
        notation = (root / "assets/notations").glob(f"{note}.json")
        for path in (*notation, *(root / "lessons" / note).glob("*.json")):
            for text in texts_of(json.loads(path.read_text())):
                if is_bilingual(text) and word.search(str(text["zh"])):
                    yield f"{path.name}: {text['zh']}"


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
            needs_proof = course["folder"] in notes and name not in WITHOUT_PROOF
            lacks = list(lacks_of(lesson, needs_proof, needs_proof and name not in NOT_WALKED,
                                  is_last_of_course,
                                  is_last_of_course and course == courses[-1]))
            failed |= bool(lacks)
            print(f"{'not ok' if lacks else 'ok'} {number} - {name}")
            for lack in lacks:
                print(f"# lacks: {lack}")
    number += 1
    unclear = sorted(unclear_of(root))
    failed |= bool(unclear)
    print(f"{'not ok' if unclear else 'ok'} {number} - which layer is meant is said in Chinese")
    for text in unclear:
        print(f"# two layers could be meant: {text}")
    number += 1
    strange = sorted(strange_of(root))
    failed |= bool(strange)
    print(f"{'not ok' if strange else 'ok'} {number} - each course has its note's own words")
    for text in strange:
        print(f"# a word of another note: {text}")
    number += 1
    unknown = [name for name in (*WITHOUT_PROOF, *NOT_WALKED) if not (lessons / (name + ".json")).is_file()]
    failed |= bool(unknown)
    print(f"{'not ok' if unknown else 'ok'} {number} - the tables name lessons that exist {unknown or ''}")
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
