#!/usr/bin/env python3
"""The lesson schema and the program agree: check_schema.py PROGRAM SOURCE_ROOT

The schema has to be valid draft-07, and both have to accept every shipped lesson. Then every sixth
lesson is changed in one place, in every way below, and both are asked. What the schema refuses, the
program has to refuse as well, and the other way round where the change is one of form. The schema
cannot count rows against units, so a change of size may pass there. Files in tests/bad that are
lessons must be refused by the program, many of them by the schema too.
"""

import copy
import itertools
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft7Validator

CHANGED_EACH = 6
WRONG_TYPES = [None, True, "a text", -7, 0.5, [], {}, [[]]]


def places(value, path=()):
    """The path of every value below, and of value itself."""
    yield path
    if isinstance(value, dict):
        for key, child in value.items():
            yield from places(child, path + (key,))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from places(child, path + (index,))


def at(document, path):
    for step in path:
        document = document[step]
    return document


def changed(document, path, new):
    if not path:
        return new
    result = copy.deepcopy(document)
    at(result, path[:-1])[path[-1]] = new
    return result


def without(document, path):
    result = copy.deepcopy(document)
    del at(result, path[:-1])[path[-1]]
    return result


def pointer(path):
    return "".join(f"/{step}" for step in path) or "(the whole lesson)"


def changes(lesson):
    """(what, changed lesson, is it one of form): each one change away from the lesson."""
    for path in places(lesson):
        value = at(lesson, path)
        if isinstance(value, dict):
            yield f"{pointer(path)}: an unknown key", changed(lesson, path, {**value, "zz": 1}), True
            yield f"{pointer(path)}: an x- key", changed(lesson, path, {**value, "x-a": [1]}), True
        if path and isinstance(path[-1], str):
            yield f"{pointer(path)}: left out", without(lesson, path), False
        if path and isinstance(path[-1], int):
            yield f"{pointer(path)}: one entry fewer", without(lesson, path), False
        if isinstance(value, str) and (path[0] in ("title", "source") or "inputs" in path):
            yield f"{pointer(path)}: long", changed(lesson, path, "x" * 201), True
            yield f"{pointer(path)}: two lines", changed(lesson, path, "x\ny"), True
        for new in WRONG_TYPES:
            same_kind = type(new) is type(value) or (
                isinstance(new, (int, float)) and isinstance(value, (int, float))
                and not isinstance(new, bool) and not isinstance(value, bool)
            )
            what = f"{pointer(path)}: {json.dumps(new)}"
            yield what, changed(lesson, path, new), not same_kind


class Judges:
    """Asks the schema and the program whether lessons are valid."""

    def __init__(self, program, schema, folder):
        self.program = program
        self.validator = Draft7Validator(schema)
        self.folder = Path(folder)

    def ask_program(self, paths):
        """Which of the files it refuses: every error begins with the file's name. So do warnings,
        which refuse nothing."""
        run = subprocess.run([self.program, "check", *map(str, paths)], capture_output=True,
                             text=True, errors="replace", timeout=300)
        refused = {path for line in run.stderr.splitlines() if ": warning: " not in line
                   for path in [line.split(":")[0]]}
        refused = {path for path in paths if str(path) in refused}
        if len(paths) == 1 and run.returncode == 1:  # what is wrong may be in a table beside it
            refused = set(paths)
        if run.returncode != (1 if refused else 0):
            raise RuntimeError(f"backstep check ended with status {run.returncode}: {run.stderr}")
        return refused

    def ask(self, lessons):
        """(does the schema accept it, does the program) for each."""
        paths = [self.folder / f"{i}.json" for i in range(len(lessons))]
        for path, lesson in zip(paths, lessons):
            path.write_text(json.dumps(lesson, ensure_ascii=False), encoding="utf-8")
        refused = self.ask_program(paths)
        return [(self.validator.is_valid(lesson), path not in refused)
                for path, lesson in zip(paths, lessons)]


def batches(items, size):
    items = iter(items)
    while batch := list(itertools.islice(items, size)):
        yield batch


def check_changes(judges, name, lesson, findings):
    asked = 0
    for batch in batches(changes(lesson), 100):
        answers = judges.ask([variant for _, variant, _ in batch])
        for (what, _, is_form), (schema_accepts, program_accepts) in zip(batch, answers):
            asked += 1
            if program_accepts and not schema_accepts:
                findings.append(f"{name}: {what}: the program accepts it, the schema does not")
            elif schema_accepts and not program_accepts and is_form:
                findings.append(f"{name}: {what}: the schema accepts it, the program does not")
    return asked


def check_bad_lessons(judges, folder, findings):
    """How many files of the folder were asked, and how many of them the schema refuses."""
    asked = refused = 0
    for path in sorted(folder.rglob("*.json")):
        try:
            lesson = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            continue  # no JSON: nothing that a schema could say
        if not isinstance(lesson, dict) or "network" not in lesson:
            continue
        asked += 1
        refused += not judges.validator.is_valid(lesson)
        if not judges.ask_program([path]):
            findings.append(f"{path.name}: the program accepts a bad lesson")
    return asked, refused


def check_own_notation(judges, lesson, findings):
    """A lesson may be written in a notation that the schema does not know."""
    if not judges.validator.is_valid({**lesson, "notation": "a-notation-of-my-own"}):
        findings.append("the schema refuses the id of a new notation")


def check_names(judges, root, findings):
    """An operation or a derivation that the notation has not is refused by both, in all five."""
    for path in sorted((root / "assets/notations").glob("*.json")):
        lesson = json.loads(next((root / "lessons" / path.stem).glob("01-*.json")).read_text("utf-8"))
        for key in ("operation", "derivation"):
            stop = {"at": {"operation": "loss", "iteration": 1, key: "hiden_error"},
                    "say": {"en": "x", "zh": "x"}}
            [answers] = judges.ask([{**lesson, "script": [stop]}])
            if answers != (False, False):
                findings.append(f"{path.stem}: a wrong {key}: schema, program accept it: {answers}")


def check_guide(judges, path, findings):
    """The lesson that the guide builds up: its first block, with the script of its second."""
    blocks = re.findall(r"```json\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    lesson = {**json.loads(blocks[0]), **json.loads("{" + blocks[1] + "}")}
    [(schema_accepts, program_accepts)] = judges.ask([lesson])
    if not lesson["script"] or not schema_accepts or not program_accepts:
        findings.append(f"{path.name}: its lesson is refused")


# What a keyword is about: strict validators (ajv) want it said beside each, or above in the same value.
TYPES_OF_KEYWORDS = {
    "object": ("properties", "patternProperties", "additionalProperties", "propertyNames", "required",
               "minProperties", "maxProperties"),
    "array": ("items", "minItems", "maxItems", "uniqueItems", "contains"),
    "string": ("pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
}
OF_THE_SAME_VALUE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else")
BY_NAME = ("properties", "patternProperties", "definitions")
OF_A_PART = ("items", "additionalProperties", "contains")


def check_strict(schema, place, findings, above=None):
    """Each required key is among the properties beside it, each keyword has its type."""
    if not isinstance(schema, dict):
        return
    required = schema.get("required", [])
    for key in set(required) - set(schema.get("properties", {})):
        findings.append(f"{place}: \"{key}\" is required, but no property beside it")
    kind = schema.get("type", above)
    kind = "number" if kind == "integer" else kind
    for of, keywords in TYPES_OF_KEYWORDS.items():
        for keyword in set(keywords) & set(schema):
            if kind != of:
                findings.append(f"{place}: \"{keyword}\" without \"type\": \"{of}\"")
    for keyword in OF_THE_SAME_VALUE:
        parts = schema.get(keyword, [])
        for index, part in enumerate(parts if isinstance(parts, list) else [parts]):
            check_strict(part, f"{place}/{keyword}/{index}", findings, kind)
    for keyword in BY_NAME:
        for name, part in schema.get(keyword, {}).items():
            check_strict(part, f"{place}/{keyword}/{name}", findings)
    for keyword in OF_A_PART:
        check_strict(schema.get(keyword), f"{place}/{keyword}", findings)
    check_strict(schema.get("propertyNames"), f"{place}/propertyNames", findings, "string")


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    schema = json.loads((root / "lessons/lesson.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    findings = []
    check_strict(schema, "the schema", findings)
    notation = json.loads((root / "assets/notation.schema.json").read_text(encoding="utf-8"))
    check_strict(notation, "the notations' schema", findings)
    asked = 0
    with tempfile.TemporaryDirectory() as folder:
        judges = Judges(program, schema, folder)
        lessons = [p for p in sorted((root / "lessons").glob("*/*.json"))]
        lessons.append(root / "assets/starter.json")
        if not lessons:
            findings.append("there are no shipped lessons")
        for path in lessons:
            lesson = json.loads(path.read_text(encoding="utf-8"))
            for error in judges.validator.iter_errors(lesson):
                findings.append(f"{path.name}: {pointer(error.path)}: schema: {error.message}")
            if judges.ask_program([path]):
                findings.append(f"{path.name}: the program refuses it")
        for path in lessons[::CHANGED_EACH]:
            lesson = json.loads(path.read_text(encoding="utf-8"))
            asked += check_changes(judges, path.name, lesson, findings)
        check_own_notation(judges, lesson, findings)
        check_names(judges, root, findings)
        check_guide(judges, root / "lessons/README.md", findings)
        bad, refused = check_bad_lessons(judges, root / "tests/bad", findings)
    print(f"{asked} changed lessons and {bad} bad ones asked; the schema refuses {refused} of these")
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
