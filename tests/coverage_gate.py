#!/usr/bin/env python3
"""Holds what no test runs against the list of what may be so: coverage_gate.py COVERAGE.json ROOT

COVERAGE.json is gcovr's (--json). Each line of the ROOMS that no test ran is one of a row of
tests/uncovered.txt, or the status is 1: "FILE<tab>WHERE<tab>REASON", where FILE may have wildcards and
WHERE is a function, "*" for all of the file, or "/…/", a regular expression for the line. Rows that
allow nothing that is not run anyway are printed, and are to go.

With --new it prints a row without a reason for each function that the list does not have."""

import fnmatch
import json
import pathlib
import re
import sys

# The others have goals in coverage_folders.py; a room comes here when its list is short.
ROOMS = ('app', 'base', 'checks', 'cli', 'engine', 'export', 'formula', 'lesson', 'library', 'notation', 'session',
         'step', 'survey', 'tell', 'typeset', 'typing', 'view')
MOST_PRINTED = 60


class Row:
    def __init__(self, text):
        self.file, self.where, self.reason = text.split('\t')
        self.line = re.compile(self.where[1:-1]) if self.where.startswith('/') else None
        self.used = 0

    def allows(self, file, function, line):
        is_there = self.line.search(line) if self.line else self.where in ('*', function)
        is_allowed = bool(is_there) and fnmatch.fnmatchcase(file, self.file)
        self.used += is_allowed
        return is_allowed


def read_rows(path):
    rows = [Row(line) for line in path.read_text(encoding='utf-8').splitlines()
            if line and not line.startswith('#')]
    without = [row.file for row in rows if not row.reason.strip() or row.reason.startswith('owed')]
    assert not without, f'rows without a reason: {without}'
    return rows


def functions_of(file):
    """[(first line, name)], the last ones first."""
    return sorted(((f['lineno'], f['name']) for f in file['functions']), reverse=True)


def uncovered(files, root):
    """(file, line number, function, text) of each line that no test ran."""
    for file in files:
        if not file['file'].startswith(tuple(f'src/{room}/' for room in ROOMS)):
            continue
        functions = functions_of(file)
        lines = (root / file['file']).read_text(encoding='utf-8').splitlines()
        for line in file['lines']:
            number = line['line_number']
            if line['count'] == 0 and not line.get('gcovr/noncode'):
                function = next((name for first, name in functions if first <= number), '')
                yield file['file'], number, function, lines[number - 1]


def main(coverage, root, is_new=False):
    root = pathlib.Path(root)
    rows = read_rows(root / 'tests' / 'uncovered.txt')
    files = json.loads(pathlib.Path(coverage).read_text(encoding='utf-8'))['files']
    allowed, faults = 0, []
    for file, number, function, text in uncovered(files, root):
        if any(row.allows(file, function, text) for row in rows):
            allowed += 1
        else:
            faults.append((file, number, function, text))
    if is_new:
        for file, function in sorted({(file, function) for file, _, function, _ in faults}):
            print(f'{file}\t{function}\t')
        return 0
    for row in rows:
        if row.used == 0:
            print(f'tests/uncovered.txt: all of it is run: {row.file} {row.where}')
    for file, number, function, text in faults[:MOST_PRINTED]:
        print(f'{file}:{number}: {function}: no test runs: {text.strip()}')
    print(f'{len(faults)} lines that no test runs and tests/uncovered.txt has not, {allowed} that it has')
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2], '--new' in sys.argv))
