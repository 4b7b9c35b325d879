#!/usr/bin/env python3
"""Writes the names of the notations into the lesson schema: write_names.py [--check] SOURCE

Where a lesson says its notation, an editor can complete the names of operations, derivations and
tensors, and a validator refuses those that the notation has not. A lesson with formulas of its own
may name these too. With --check nothing is written; prints TAP."""

import json
import pathlib
import re
import sys

MOST_COMPLETED_LAYERS = 4
SECTION = re.compile(r'(\n    "question": .*?\n    \})(,\n    "in_.*)?(\n  \}\n\}\n)$', re.DOTALL)


def tensors_of(notation):
    """As a lesson writes them: those with a letter for the layer with its number."""
    formulas = json.dumps(notation["operations"])
    names = []
    for name in notation["symbols"]:
        is_layered = re.search(rf"\b{name}\[l", formulas)
        names += [f"{name}[{layer}]" for layer in range(MOST_COMPLETED_LAYERS + 1)] if is_layered else [name]
    return names


def known(names, is_open):
    """Only these names; open: these are offered, others may be there."""
    return {"anyOf": [{"enum": names}, {}]} if is_open else {"enum": names}


def scripts(notation, is_open):
    derivations = known([one["id"] for one in notation["derivations"]], False)
    tensors = known(tensors_of(notation), True)
    place = {"operation": known(list(notation["operations"]), is_open), "derivation": derivations}
    question = {"of": tensors, "derivation": derivations}
    stop = {
        "at": {"type": "object", "properties": place},
        "ask": {"type": "object", "properties": question},
        "focus": {"type": "array", "items": tensors},
    }
    items = {"type": "object", "properties": stop}
    return {"type": "object", "properties": {"script": {"type": "array", "items": items}}}


def definitions_of(notations):
    for name, notation in notations.items():
        yield f"in_{name}", scripts(notation, False)
        yield f"in_{name}_with_formulas", scripts(notation, True)


def written(schema, notations):
    lines = [f'    "{name}": {json.dumps(value)}' for name, value in definitions_of(notations)]
    return SECTION.sub(lambda match: match[1] + ",\n" + ",\n".join(lines) + match[3], schema)


def main(arguments):
    root = pathlib.Path(arguments[-1])
    path = root / "lessons/lesson.schema.json"
    notations = {file.stem: json.loads(file.read_text(encoding="utf-8"))
                 for file in sorted((root / "assets/notations").glob("*.json"))}
    old = path.read_text(encoding="utf-8")
    new = written(old, notations)
    if arguments[0] != "--check":
        path.write_text(new, encoding="utf-8")
        return 0
    schema = json.loads(old)
    chosen = {rule["if"]["properties"]["notation"]["const"] for rule in schema["allOf"]}
    checks = {
        "the lesson schema has the names of the notations (tests/write_names.py SOURCE)":
            old == new and "in_four" in old,
        "the lesson schema chooses among all notations": chosen == set(notations),
    }
    print(f"1..{len(checks)}")
    for number, (what, holds) in enumerate(checks.items(), 1):
        print(f"{'ok' if holds else 'not ok'} {number} - {what}")
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
