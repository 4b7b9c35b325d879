#!/usr/bin/env python3
"""Each idea of the notes is met by a reader who only presses →: tests/ideas.json says in which lesson
and with which words, in both languages. The words have to stand in what `backstep text --step all`
says, which goes through a lesson as → does. Prints TAP.

check_ideas.py PROGRAM SOURCE"""

import json
import pathlib
import re
import subprocess
import sys

LANGUAGES = ("en", "zh")
FEWEST = 25


def closed_up(text):
    """Without white space, which lines of a terminal have anywhere, and without markup."""
    return re.sub(r"[\s*]+|\$", "", text)


def iterations_until(lesson, words):
    """How many a reader has to walk until the words can have been said."""
    for stop in lesson["script"]:
        if closed_up(words) in closed_up(stop.get("say", {}).get("en", "")):
            return stop["at"].get("iteration", 1)
    return lesson.get("iterations", 1)


def heard(program, root, name, iterations, language, known):
    """What somebody hears who walks a lesson; kept for the next idea."""
    key = (name, iterations, language)
    if key not in known:
        path = root / "lessons" / f"{name}.json"
        command = [program, "text", path, "--step", "all", "--iterations", str(iterations),
                   "--lang", language]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        known[key] = closed_up(run.stdout)
    return known[key]


def lacks_of(program, root, idea, known):
    for said in idea["said"]:
        path = root / "lessons" / f"{said['lesson']}.json"
        lesson = json.loads(path.read_text(encoding="utf-8"))
        iterations = iterations_until(lesson, said["en"])
        for language in LANGUAGES:
            text = heard(program, root, said["lesson"], iterations, language, known)
            if closed_up(said[language]) not in text:
                yield f"{said['lesson']} does not say: {said[language]}"


def main(program, root):
    ideas = json.loads((root / "tests/ideas.json").read_text(encoding="utf-8"))
    known = {}
    failed = len(ideas) < FEWEST
    print(f"1..{len(ideas)}")
    for number, idea in enumerate(ideas, 1):
        lacks = list(lacks_of(program, root, idea, known)) or []
        if not idea["said"]:
            lacks.append("is said nowhere")
        for line in lacks:
            print("#", line)
        failed = failed or bool(lacks)
        print(f"{'not ' if lacks else ''}ok {number} - {idea['idea']}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
