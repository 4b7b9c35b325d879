#!/usr/bin/env python3
"""Each line of arithmetic that `backstep trace --element` writes holds for the digits that it shows, or says
≈: read again in Python, every lesson in every notation. Prints TAP. Needs nothing but python3.

check_trace_lines.py BACKSTEP SOURCE"""

import math
import pathlib
import re
import subprocess
import sys

LINE = re.compile(r"\s+.*\(\d+, \d+\) [=≈] (.*)$")
SIGN = re.compile(r" ([=≈]) ")


def logistic(x):
    return 1 / (1 + math.exp(-x))


NAMES = {
    "log": math.log, "exp": math.exp, "sqrt": math.sqrt, "tanh": math.tanh, "abs": abs, "max": max,
    "sign": lambda x: (x > 0) - (x < 0), "id": lambda x: x, "σ": logistic, "ReLU": lambda x: max(0.0, x),
    "tanh_": lambda x: 1 - math.tanh(x) ** 2, "σ_": lambda x: logistic(x) * (1 - logistic(x)),
    "ReLU_": lambda x: float(x > 0), "id_": lambda x: 1.0,
}
WRITTEN = (("−", "-"), ("·", "*"), ("^", "**"), ("²", "**2"), ("ln ", "log"), ("′", "_"))


def read(text):
    for sign, python in WRITTEN:
        text = text.replace(sign, python)
    return eval(text, {"__builtins__": {}}, NAMES)  # pylint: disable=eval-used


def half_digit(text):
    digits, _, exponent = text.replace("−", "-").partition("e")
    decimals = len(digits.partition(".")[2])
    return 0.5 * 10.0 ** (int(exponent or 0) - decimals)


def judge(line):
    """"holds", "about", "false"; None: no line of arithmetic, or one that is not read."""
    found = LINE.match(line)
    parts = SIGN.split(found.group(1)) if found else []
    if len(parts) < 3:
        return None
    if parts[-2] == "≈":
        return "about"
    try:
        left, right = read(parts[0]), read(parts[-1])
    except (SyntaxError, NameError, ValueError, TypeError, ArithmeticError):
        return None
    return "holds" if abs(left - right) <= half_digit(parts[-1]) * (1 + 1e-9) else "false"


def main(program, root):
    notations = [path.stem for path in sorted((root / "assets/notations").glob("*.json"))]
    paths = sorted((root / "lessons").glob("*/*.json"))
    counts, bad = {"holds": 0, "about": 0, "false": 0}, []
    for path in paths:
        for notation in notations:
            done = subprocess.run(
                [program, "trace", str(path), "--notation", notation, "--format", "text", "--element",
                 "--iterations", "1"],
                capture_output=True, text=True, check=False)
            for line in done.stdout.splitlines():
                verdict = judge(line)
                if verdict is not None:
                    counts[verdict] += 1
                if verdict == "false":
                    bad.append(f"{path.stem}, {notation}: {line.strip()}")
    print("1..2")
    for line in bad[:20]:
        print("#", line)
    print(f"# {counts['holds']} lines hold, {counts['about']} say ≈")
    print(f"{'not ' if bad else ''}ok 1 - each line holds for its digits, or says ≈")
    enough = counts["holds"] > 20000
    print(f"{'' if enough else 'not '}ok 2 - there are many")
    return bool(bad) or not enough


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2]).resolve()))
