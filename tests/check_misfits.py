#!/usr/bin/env python3
"""Nothing of a notation is left out in silence: every form of every operation and every right line of a
proof, made so that its shapes fit nothing, is refused by `backstep check` at its line of the file, and a
lesson that does without it is warned of. Prints TAP. Needs nothing but python3.

check_misfits.py BACKSTEP SOURCE [EVERY]"""

import json
import pathlib
import subprocess
import sys
import tempfile

MISFIT = " + unit(1, 7)^T * unit(1, 5)"
BATCH = 12  # messages are at most 20
LESSONS = {"delta": "delta/06-samples", "four": "four/06-four-equations", "ladder": "ladder/07-data",
           "layer": "layer/03-m-samples", "mlbook": "mlbook/06-observations"}


def places(notation):
    """(holder, key) of each form and line."""
    for operation in notation["operations"].values():
        for alternative in operation["formulas"]:
            for kind in ("long", "element"):
                forms = alternative.get(kind)
                if isinstance(forms, list):
                    yield from ((forms, i) for i in range(len(forms)))
                elif forms is not None:
                    yield alternative, kind
    for derivation in notation.get("derivations", []):
        yield from ((line, "formula") for line in derivation["lines"] if "erratum" not in line)


def spoiled(formula):
    left, right = formula.split("= ", 1)
    return f"{left}= ({right}){MISFIT}"


def complaints(program, folder, notation, arguments):
    """What check says of the notation once it is written, and how it ends."""
    path = folder / "tried.json"
    path.write_text(json.dumps(notation, ensure_ascii=False, indent=1), encoding="utf-8")
    done = subprocess.run([program, "check", *[str(path) if a is None else a for a in arguments]],
                          capture_output=True, text=True, check=False)
    lines = path.read_text(encoding="utf-8").split("\n")
    spoilt = {number: line for number, line in enumerate(lines, 1) if MISFIT in line}
    said = {number for number in spoilt if f"tried.json:{number}:" in done.stderr}
    return done, spoilt, said


def unseen(program, folder, path, every):
    """Formulas that check says nothing of, and how many there are; of all batches every so many-th
    is tried."""
    whole = json.loads(path.read_text(encoding="utf-8"))
    count = len(list(places(whole)))
    missed = []
    for first in range(0, count, BATCH * every):
        notation = json.loads(path.read_text(encoding="utf-8"))
        notation["id"] = "tried"
        for holder, key in list(places(notation))[first:first + BATCH]:
            holder[key] = spoiled(holder[key])
        done, spoilt, said = complaints(program, folder, notation, [None])
        missed += [line.strip() for number, line in spoilt.items() if number not in said]
        if spoilt and done.returncode != 1:
            missed.append(f"status {done.returncode}: {done.stderr}")
    return missed, count


def unwarned(program, folder, path):
    """What is wrong with the warnings of a lesson whose notation has a form that does not fit."""
    notation = json.loads(path.read_text(encoding="utf-8"))
    for holder, key in places(notation):
        if key != "formula":
            holder[key] = spoiled(holder[key])
    done, _, said = complaints(program, folder, notation,
                               [LESSONS[path.stem], "--notation", str(folder / "tried.json")])
    is_good = done.returncode == 0 and said and ": warning: /operations/" in done.stderr
    return [] if is_good else [f"status {done.returncode}: {done.stderr[:300]}"]


def main(program, root, every):
    paths = sorted((root / "assets/notations").glob("*.json"))
    print(f"1..{2 * len(paths)}")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(paths):
            missed, count = unseen(program, pathlib.Path(folder), path, every)
            silent = unwarned(program, pathlib.Path(folder), path)
            for line in missed + silent:
                print("#", line)
            print(f"{'not ' if missed else ''}ok {2 * number + 1} - {path.stem}: {count} forms and lines")
            print(f"{'not ' if silent else ''}ok {2 * number + 2} - {path.stem}: a lesson is warned")
            failed = failed or bool(missed or silent)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1))
