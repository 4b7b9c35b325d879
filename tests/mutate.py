#!/usr/bin/env python3
"""Seeds bugs and counts how many the tests catch: mutate.py [--count N] [--seed S] [--floor FLOOR]

Copies the source tree to a temporary folder and builds it there. Then, one at a time, changes one
operator, turns one condition around or skips one call, spread evenly over the floors of src/,
builds, and runs the tests. What they do not see is built once more under the sanitizers, which see
what is read beyond its end or never freed, and tried again. A bug that no test sees is printed with
its place; the last lines are the counts, and the status is 0 when at least 95 of 100 were caught. Bugs that change nothing are
listed in tests/mutants_equivalent.txt, each with its reason, and are not seeded.

Whole: --count 300, some hours. --tests NAME,NAME runs only some tests; without it all but the
slowest two and those of the window."""

import argparse
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
EQUIVALENT = ROOT / 'tests/mutants_equivalent.txt'
SLOW = re.compile(r'^(view_stage|view_layout|cli_out_of_memory|window.*|wayland.*|houses?|floors'
                  r'|headers|upward_call|messages)$')
SANITIZED = ['-Db_sanitize=address,undefined', '-Db_lundef=false',
             '-Dc_args=-fno-sanitize-recover=all -fno-omit-frame-pointer']
OPERATORS = [(' < ', ' <= '), (' <= ', ' < '), (' > ', ' >= '), (' >= ', ' > '), (' == ', ' != '),
             (' != ', ' == '), (' && ', ' || '), (' || ', ' && '), (' + ', ' - '), (' - ', ' + '),
             (' * ', ' / '), ('++;', '--;'), ('return true;', 'return false;'),
             ('return false;', 'return true;')]
CALL = re.compile(r'^( +)[a-z_0-9]+\([^;{}]*\);$')
CONDITION = re.compile(r'^( +(?:\} else )?if )\((.*)\) \{$')
SKIPPED = re.compile(r'^\s*(?:/?\*|//|#)|static_assert|"|assert\(')


def mutants_of(line):
    """What a line may become, with the kind of the bug."""
    if SKIPPED.search(line):
        return
    for old, new in OPERATORS:
        for at in (m.start() for m in re.finditer(re.escape(old), line)):
            if not (old == ' * ' and '(' not in line and '=' not in line):
                yield 'operator', line[:at] + new + line[at + len(old):]
    match = CONDITION.match(line)
    if match:
        yield 'condition', f'{match[1]}(!({match[2]})) {{'
    match = CALL.match(line)
    if match:
        yield 'skipped call', f'{match[1]};'


def equivalent():
    """The listed bugs that are none: "file: old => new" before the tab, the reason behind it."""
    if not EQUIVALENT.exists():
        return set()
    return {row.split('\t')[0] for row in EQUIVALENT.read_text().splitlines() if '\t' in row}


def find_mutants(tree, floor):
    """By floor, all bugs that can be seeded: (file, line number, kind, old, new)."""
    known, floors = equivalent(), {}
    for file in sorted((tree / 'src').glob('**/*.c')):
        name = str(file.relative_to(tree))
        own = name.split('/')[1]
        if floor and own != floor:
            continue
        for number, line in enumerate(file.read_text().splitlines()):
            for kind, new in mutants_of(line):
                if f'{name}: {line.strip()} => {new.strip()}' not in known:
                    floors.setdefault(own, []).append((name, number, kind, line, new))
    return floors


def choose(floors, count, seed):
    """One floor after the other, so that a small floor is not drowned by a large one."""
    chance = random.Random(seed)
    for mutants in floors.values():
        chance.shuffle(mutants)
    chosen = []
    while len(chosen) < count and any(floors.values()):
        for mutants in floors.values():
            if mutants and len(chosen) < count:
                chosen.append(mutants.pop())
    return chosen


def run(command, folder, seconds):
    try:
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=seconds, check=False)
        return done.returncode, done.stdout.decode(errors='replace')
    except subprocess.TimeoutExpired:
        return -1, ''


def tests_of(build, wanted):
    if wanted:
        return wanted.split(',')
    _, listed = run(['meson', 'test', '-C', build, '--list'], build, 120)
    names = [line.split(' / ')[-1].strip() for line in listed.splitlines() if ' / ' in line]
    return [name for name in names if not SLOW.match(name)]


def try_tests(tree, build, tests):
    """"build" when it does not compile, the words of what caught it, or "" when nothing did."""
    status, _ = run(['ninja', '-C', build], tree, 3600)
    if status != 0:
        return 'build'
    status, said = run(['meson', 'test', '-C', build, '--no-rebuild', '--maxfail', '1',
                        '--timeout-multiplier', '8', *tests], tree, 7200)
    failing = re.search(r' (\S+) +(?:FAIL|TIMEOUT|ERROR)', said)
    return '' if status == 0 else failing[1] if failing else 'a test'


def is_caught(tree, builds, mutant, tests):
    """What the first of the builds says of the mutant that says something."""
    name, number, _, _, new = mutant
    file = tree / name
    whole = file.read_text()
    lines = whole.splitlines()
    lines[number] = new
    file.write_text('\n'.join(lines) + '\n')
    caught = ''
    for build in builds:
        caught = caught or try_tests(tree, build, tests)
    file.write_text(whole)
    return caught


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--count', type=int, default=300)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--floor')
    parser.add_argument('--tests')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree, build = pathlib.Path(folder) / 'tree', pathlib.Path(folder) / 'build'
        watched = pathlib.Path(folder) / 'watched'
        shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns('build*', '.git'))
        status, said = run(['meson', 'setup', build, tree], tree, 600)
        status = status or run(['ninja', '-C', build], tree, 3600)[0]
        status = status or run(['meson', 'setup', watched, tree, *SANITIZED], tree, 600)[0]
        tests = tests_of(build, options.tests) if status == 0 else []
        if not tests or run(['meson', 'test', '-C', build, '--no-rebuild', *tests], tree, 3600)[0]:
            sys.exit('mutate: the tests fail already, without a bug\n' + said[-2000:])
        caught = seeded = 0
        for mutant in choose(find_mutants(tree, options.floor), options.count, options.seed):
            by = is_caught(tree, [build, watched], mutant, tests)
            if by == 'build':
                continue # the compiler says it: no bug that could be shipped
            seeded += 1
            caught += by != ''
            if not by:
                name, number, kind, old, new = mutant
                print(f'survives: {name}:{number + 1}: {kind}: {old.strip()} => {new.strip()}',
                      flush=True)
        print(f'{caught} of {seeded} caught')
        sys.exit(0 if seeded > 0 and caught * 100 >= seeded * 95 else 1)


main()
