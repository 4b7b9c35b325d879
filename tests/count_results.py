#!/usr/bin/env python3
"""Counts the test cases of a `meson test` run: count_results.py FOLDER/meson-logs

A program that speaks TAP counts once for each of its points, any other once. A program that did
not end well counts as one more failure unless a failed point says so already: it crashed, ran out
of time, printed fewer points than it planned, or printed none at all. The last line printed is
"N passed, N failed", with ", N skipped" when there were any; the exit status is 1 when one failed
or none ran.
"""

import json
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def points_by_program(path):
    """The results by suite; each TAP program is a suite: {"backstep.json": ["passed", ...]}."""
    points = {}
    for suite in xml.parse(path).getroot().iter("testsuite"):
        kinds = []
        for case in suite.iter("testcase"):
            children = {child.tag for child in case}
            if children & {"failure", "error"}:
                kinds.append("failed")
            elif "skipped" in children:
                kinds.append("skipped")
            else:
                kinds.append("passed")
        points[suite.get("name")] = kinds
    return points


def results_of_program(program, points):
    """The results of one line of testlog.json."""
    ended_well = program["result"] in ("OK", "EXPECTEDFAIL")
    planned_skip = program["result"] == "SKIP" and (
        program["returncode"] == 77 or "1..0" in program.get("stdout", "")
    )
    if not points:
        return ["passed" if ended_well else "skipped" if planned_skip else "failed"]
    all_skipped = all(kind == "skipped" for kind in points)
    if ended_well or all_skipped or "failed" in points:
        return points
    return points + ["failed"]


def main():
    folder = Path(sys.argv[1])
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    try:
        points = points_by_program(folder / "testlog.junit.xml")
        lines = (folder / "testlog.json").read_text(encoding="utf-8").splitlines()
        programs = [json.loads(line) for line in lines]
    except (OSError, ValueError, xml.ParseError) as error:
        print(f"the test results cannot be read: {error}")
        programs = []
    for program in programs:
        suite = f"backstep.{program['name']}"
        for kind in results_of_program(program, points.get(suite, [])):
            counts[kind] += 1
    if sum(counts.values()) == 0:
        counts["failed"] = 1
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
