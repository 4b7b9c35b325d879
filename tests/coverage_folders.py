#!/usr/bin/env python3
"""Prints how much of each folder of src/ the tests run: coverage_folders.py SUMMARY.json

The summary is gcovr's (--json-summary). Folders below a room that the project wants covered have its
goal; what is below its goal has a mark. Nothing is gated: the files that miss most stand last."""

import collections
import json
import sys

GOALS = {'formula': (98, 90), 'engine': (98, 90), 'lesson': (98, 90)}
OTHERS = (92, 0)
MOST_FILES = 12


def main(path):
    files = json.load(open(path, encoding='utf-8'))['files']
    folders = collections.defaultdict(lambda: [0, 0, 0, 0])
    for file in files:
        counts = folders[file['filename'].removeprefix('src/').rpartition('/')[0]]
        for i, key in enumerate(('line_covered', 'line_total', 'branch_covered', 'branch_total')):
            counts[i] += file[key]
    print(f'{"folder":28} {"lines":>7} {"branches":>9}')
    for folder, (lines, line_total, branches, branch_total) in sorted(folders.items()):
        parts = (100 * lines / max(line_total, 1), 100 * branches / max(branch_total, 1))
        goals = GOALS.get(folder.split('/')[0], OTHERS)
        mark = '  below' if any(part < goal for part, goal in zip(parts, goals)) else ''
        print(f'{folder:28} {parts[0]:6.1f}% {parts[1]:8.1f}%{mark}')
    print('\nlines that no test runs, by file:')
    files.sort(key=lambda file: file['line_covered'] - file['line_total'])
    for file in files[:MOST_FILES]:
        print(f'{file["line_total"] - file["line_covered"]:5} {file["filename"]}')


if __name__ == '__main__':
    main(*sys.argv[1:])
