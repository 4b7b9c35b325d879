#!/usr/bin/env python3
"""The TeX of a notation's symbols and names that cannot be read is refused by `backstep check`, with its
place; each text is spoiled in turn. Prints TAP. Needs nothing but python3.

check_notation_tex.py BACKSTEP SOURCE"""

import json
import pathlib
import subprocess
import sys
import tempfile


def texts(value, path=""):
    """Where TeX stands: (object, key, JSON Pointer)."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if key in ("tex", "element") and isinstance(item, str):
            yield value, key, f"{path}/{key}"
        yield from texts(item, f"{path}/{key}")


def fault_of(program, notation, file, pointer):
    """What is wrong with the answer to a spoiled notation; None: nothing."""
    file.write_text(json.dumps(notation, indent=1), encoding="utf-8")
    done = subprocess.run([program, "check", str(file)], capture_output=True, text=True, check=False)
    place = f": error: {pointer}: in the formula $"
    if done.returncode != 1 or not done.stderr.startswith(str(file) + ":") or place not in done.stderr:
        return f"{pointer}: status {done.returncode}: {done.stderr[:200]}"
    return None


def main(program, root):
    paths = sorted((root / "assets/notations").glob("*.json"))
    print(f"1..{len(paths)}")
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for number, path in enumerate(paths, 1):
            notation = json.loads(path.read_text(encoding="utf-8"))
            notation["id"] = "spoiled"
            places = [place for part in ("symbols", "let") for place in texts(notation.get(part, {}), f"/{part}")
                      if part == "symbols" or place[1] == "tex"]
            faults = []
            for owner, key, pointer in places:
                right = owner[key]
                owner[key] = right + "{"
                faults.append(fault_of(program, notation, pathlib.Path(folder) / "spoiled.json", pointer))
                owner[key] = right
            faults = [fault for fault in faults if fault]
            for fault in faults[:5]:
                print("#", fault)
            is_right = not faults and len(places) > 10
            print(f"{'' if is_right else 'not '}ok {number} - {path.name}: {len(places)} texts")
            failed = failed or not is_right
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]).resolve()))
