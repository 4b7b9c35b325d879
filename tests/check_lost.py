#!/usr/bin/env python3
"""A notation of the program's own that is lost is said, with its file and status 3, and no lesson is blamed
for it, however near another notation's name is. Prints TAP. Needs nothing but python3.

check_lost.py BACKSTEP SOURCE"""

import os
import pathlib
import subprocess
import sys
import tempfile


def folder_without(folder, root, lost):
    """The program's data folder but for one file, as links."""
    (folder / "assets/notations").mkdir(parents=True)
    for path in (root / "assets").iterdir():
        if path.name != "notations":
            (folder / "assets" / path.name).symlink_to(path)
    for path in (root / "assets/notations").iterdir():
        if path != lost:
            (folder / "assets/notations" / path.name).symlink_to(path)
    (folder / "lessons").symlink_to(root / "lessons")


def faults_without(program, root, lost, lesson):
    """What the commands do not say that need it."""
    faults = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        folder_without(folder, root, lost)
        for command in (["check", lesson], ["list"], ["trace", lesson], ["text", lesson, "--step", "1"],
                        ["render", lesson, "--step", "1", "-o", str(folder / "out.png")]):
            done = subprocess.run([program, *command], capture_output=True, text=True, check=False,
                                  env={**os.environ, "BACKSTEP_DATA": name, "LC_ALL": "C.UTF-8"})
            is_named = f"assets/notations/{lost.name}" in done.stderr
            is_blamed = "did you mean" in done.stderr or done.stderr.count("\n") > 1
            if done.returncode != 3 or not is_named or is_blamed:
                faults.append(f"{' '.join(command)}: status {done.returncode}: {done.stderr[:200]}")
    return faults


def main(program, root):
    lost = sorted((root / "assets/notations").glob("*.json"))
    print(f"1..{len(lost)}")
    failed = False
    for number, path in enumerate(lost, 1):
        lesson = sorted((root / "lessons" / path.stem).glob("*.json"))[0]
        faults = faults_without(program, root, path, f"{path.stem}/{lesson.stem}")
        for line in faults:
            print("#", line)
        print(f"{'not ' if faults else ''}ok {number} - without {path.name}")
        failed = failed or bool(faults)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]).resolve()))
