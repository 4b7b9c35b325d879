#!/usr/bin/env python3
"""What lessons/README.md tells to write can be written: its lesson, put together from its blocks of
JSON as the guide says, passes `backstep check` without a warning and asks twice in both languages;
so do its formulas of the lesson's own in that lesson, and its stop in a proof of no operation. The
notation it tells to copy, with its proof and its misprint, passes too: every line holds but the
misprinted one, in rows and in columns. So does a copy of which all is deleted that may be, with the
forms of its output. Prints TAP.

check_guide.py PROGRAM SOURCE"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

LANGUAGES = ("en", "zh")
QUESTIONS = 2
BLOCK = re.compile(r"^```(json|text)\n(.*?)^```$", re.M | re.S)


def blocks_of(guide):
    """Objects, and members of one, that have a block of their own."""
    found = []
    for _, text in BLOCK.findall(guide):
        text = text.strip()
        if text.startswith("{"):
            found.append(json.loads(text))
        elif text.startswith('"'):
            found.append(json.loads("{" + text + "}"))
    return found


def check(program, folder, lesson):
    """What `backstep check` says besides ok."""
    path = pathlib.Path(folder) / "and.json"
    path.write_text(json.dumps(lesson, ensure_ascii=False), encoding="utf-8")
    run = subprocess.run([program, "check", path.name], cwd=folder, capture_output=True, text=True)
    said = (run.stdout + run.stderr).splitlines()
    return [line for line in said if line != "and.json: ok"] + ["failed"] * run.returncode


def texts_of(node):
    if isinstance(node, dict) and set(node) & set(LANGUAGES):
        return [node]
    items = node.values() if isinstance(node, dict) else node if isinstance(node, list) else []
    return [text for item in items for text in texts_of(item)]


def lacks_of(program, folder, lesson):
    questions = [stop["ask"] for stop in lesson.get("script", []) if "ask" in stop]
    if len(questions) < QUESTIONS:
        yield f"{len(questions)} questions"
    if len({question["kind"] for question in questions}) < QUESTIONS:
        yield "questions of one kind"
    for text in texts_of(lesson):
        if not all(text.get(name) for name in LANGUAGES):
            yield f"one language: {text}"
    yield from check(program, folder, lesson)


def stop_in_proof(network, block):
    """A lesson with ReLU and one sample, whose only stop is the one in a derivation."""
    hidden = {"units": 2, "activation": "relu", "weights": [[0.5, -0.8], [0.3, 0.7]]}
    nets = network["network"]
    return network | {"network": nets | {"layers": [hidden, *nets["layers"]]}, "script": [block],
                      "data": {"inputs": [[0.3, 0.2]], "targets": [[1]]}}


def notation_of(root, name, block):
    """The copy that the guide tells to make, with what it tells to put in."""
    copied = json.loads((root / f"assets/notations/{name}.json").read_text(encoding="utf-8"))
    for key in ("let", "errata", "derivations"):
        del copied[key]
    for operation in copied["operations"].values():
        for alternative in operation["formulas"]:
            alternative.pop("beyond_note", None)
    return copied | {"id": "mine", "number": len(list((root / "assets/notations").iterdir())) + 1,
                     "title": "Mine"} | block


def in_columns(proof, lines, errata):
    """The same proof in the names of delta: its misprint is given in two lines of the text."""
    derivation = proof["derivations"][0] | lines
    del derivation["layer"]
    slope = proof["errata"]["slope_forgotten"] | errata
    return {"errata": {"slope_forgotten": slope}, "derivations": [derivation]}


def least_of(notation, forms):
    """What is left when all is deleted that the guide says may be, and an output with a hat."""
    least = {key: notation[key] for key in notation if key not in ("errata", "derivations")}
    for operation in least["operations"].values():
        operation.pop("because", None)
        kept = []
        for at, alternative in enumerate(operation["formulas"]):
            when = alternative.get("when", {})
            general = {key: when[key] for key in when if key != "samples"}
            if when.get("samples") != "one" or not any(
                    later.get("when", {}) == general for later in operation["formulas"][at + 1:]):
                kept.append({key: alternative[key] for key in ("when", "formula")
                             if key in alternative})
        operation["formulas"] = kept
    name = next(name for name in least["symbols"] if least["symbols"][name]["role"] == "activation")
    least["symbols"][name] |= forms
    return least


def lacks_of_least(program, folder, notation):
    """What is said of it but that its operations give no reason."""
    path = pathlib.Path(folder) / "mine.json"
    path.write_text(json.dumps(notation, ensure_ascii=False), encoding="utf-8")
    status, said = run(program, folder, "check", path.name)
    lines = [line for line in said.splitlines() if ": warning: " in line or ": error: " in line]
    yield from (line for line in lines if "because" not in line)
    if status != 0 or not lines:
        yield f"status {status}: {said}"
    trained = run(program, folder, "gradcheck", "xor", "--notation", path.name)
    yield from [trained[1]] * (trained[0] != 0)


def run(program, folder, *words):
    ran = subprocess.run([program, *words], cwd=folder, capture_output=True, text=True)
    return ran.returncode, ran.stdout + ran.stderr


def lacks_of_notation(program, folder, notation):
    """What the guide's commands say that they should not, and what they do not say."""
    path = pathlib.Path(folder) / "mine.json"
    path.write_text(json.dumps(notation, ensure_ascii=False), encoding="utf-8")
    for words in (["check", path.name], ["gradcheck", "xor", "--notation", path.name],
                  ["errata", path.name]):
        status, said = run(program, folder, *words)
        if status != 0:
            yield f"{words[0]}: {said}"
    lesson = ["--lesson", "ladder/04-neurons"]
    said = run(program, folder, "formulas", path.name, *lesson)[1]
    verdicts = re.findall(r"^ {6}\S+  (holds|differs|not finite)(?:: .*)?$", said, re.M)
    if not re.search(r"differs: row \d+, column \d+ is \S+, above \S+$", said, re.M):
        yield f"the number of the line that differs: {said}"
    if verdicts != ["holds", "differs", "holds"]:
        yield f"the lines of its proof: {verdicts}"


def lacks_of_faults(program, folder, notation):
    """A proof that goes wrong is refused at its line, in both languages."""
    path = pathlib.Path(folder) / "mine.json"
    lines = notation["derivations"][0]["lines"]
    for line, words in ((0, {"en": "the two sides", "zh": "左右两边"}),
                        (2, {"en": "another value", "zh": "与上一行"})):
        wrong = [dict(part) for part in lines]
        wrong[line]["formula"] = "2 * ".join(wrong[line]["formula"].partition("= ")[::2]).replace(
            "2 * ", "= 2 * ", 1)
        derivation = notation["derivations"][0] | {"lines": wrong}
        path.write_text(json.dumps(notation | {"derivations": [derivation]}, ensure_ascii=False,
                                   indent=1), encoding="utf-8")
        for language in LANGUAGES:
            status, said = run(program, folder, "check", "--lang", language, path.name)
            if status != 1 or words[language] not in said or wrong[line]["formula"] not in said:
                yield f"line {line + 1}: {said}"


def main(program, root):
    program = str(pathlib.Path(program).resolve())
    guide = (root / "lessons/README.md").read_text(encoding="utf-8")
    blocks = blocks_of(guide)
    network = next(block for block in blocks if "network" in block)
    script = next(block for block in blocks if "script" in block)
    own = next(block for block in blocks if "formulas" in block)
    in_proof = next(block for block in blocks if "at" in block)
    proof = next(block for block in blocks if "derivations" in block)
    forms = next(block for block in blocks if "forms" in block)
    lines = next(block for block in blocks if "lines" in block)
    errata = dict(re.findall(r'`"(printed|corrected)": "(.*?)"`', guide))
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        results["its five lines of network"] = check(program, folder, network)
        results["with its stops and questions"] = list(lacks_of(program, folder, network | script))
        results["with formulas of its own"] = check(program, folder, network | script | own)
        results["a stop in a proof of no operation"] = check(program, folder,
                                                             stop_in_proof(network, in_proof))
        columns = notation_of(root, "delta", in_columns(proof, lines, errata))
        results["its proof in columns"] = list(lacks_of_notation(program, folder, columns))
        for name in ("ladder", "four", "delta"):
            least = least_of(notation_of(root, name, {}), forms)
            results[f"what {name} needs"] = list(lacks_of_least(program, folder, least))
        notation = notation_of(root, "ladder", proof)
        results["its notation with a proof"] = list(lacks_of_notation(program, folder, notation))
        results["a proof that goes wrong"] = list(lacks_of_faults(program, folder, notation))
    print(f"1..{len(results)}")
    for number, (name, lacks) in enumerate(results.items(), 1):
        for line in lacks:
            print("#", line)
        print(f"{'not ' if lacks else ''}ok {number} - the guide: {name}")
    return any(results.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
