#!/usr/bin/env python3
"""The size and the shape of the house: check_house.py SOURCE_ROOT [--list | --draw]

No folder over 25 files (headers and sources), no file over 500 lines, no header over 120, no
function over 50, none with more than 6 parameters, no struct with more fields than STRUCTS has, no
circle of files (a source and its header are one), and a file's name is the prefix of what it
offers: its own name, that of a file it is a part of (board_matrix_draw.c of board_matrix.h), or
that of the header that declares the function, in the singular or the plural. Numbers become text in
NUMBER_WRITERS only, and a word of MEANINGS is a part of names only where it means that. Sizes and
fades of view are constants with a name. WORDS has
the floors in which all files are one module.

Somebody in src calls what is offered: a test is not somebody. UNCALLED has what waits for that, and
why.

There are no exceptions else. --list prints what is found, a line each; --draw the rooms as
CONTRIBUTING.md has them.
"""

import pathlib
import re
import sys
import tempfile

# Floors whose files are one module, and its name: C has a <math.h>, so it is not the floor's.
WORDS = {"typeset": "math"}
# Structs that everyone reads stay small.
STRUCTS = {"moment": 15}
# Where a number with a point becomes text.
NUMBER_WRITERS = ("base/number.c",)
# Files that comments name and that are others', or tests.
ELSEWHERE = {"math.h", "tests/unit/view_theme.c"}
# Where rows and columns are turned by what a notation has along them.
TURNING = "formula/sample_axis.c"
# Words that had several meanings, and where the one that CONTRIBUTING.md gives them may be a part
# of the name of a type or a function. "typeset" has scripts as TeX does, "app" levels as Unicode
# does.
MEANINGS = {
    "reader": (),
    "place": ("app/web", "cli", "engine", "export", "session", "step", "tell", "view/hall",
              "view/panel/header_view"),
    "script": ("engine", "lesson", "session", "typeset"),
    "form": ("checks/recording", "cli", "engine", "export", "formula/print", "notation", "session",
             "view/board", "view/panel/hint_view"),
    "level": ("app/web/page_levels", "app/words/text_runs_levels", "engine", "session",
              "typeset/prose/line_order"),
    "flow": ("step",),
    "progress": ("cli/answer", "library"),
}
# What nobody calls yet, though it is to stay: {function: the reason}.
UNCALLED = {
}
MOST = {"folder": 25, "file": 500, "header": 120, "function": 50, "parameters": 6}


class Function:
    def __init__(self, name, is_static, text, parameters):
        self.name, self.is_static, self.text = name, is_static, text
        self.lines, self.parameters = text.count("\n") + 1, parameters


def blank_out(text):
    """The text without comments and strings, with its lines kept."""
    pattern = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.S)
    return pattern.sub(lambda found: " " + "\n" * found.group().count("\n"), text)


def count_parameters(inside):
    if inside.strip() in ("", "void"):
        return 0
    depth, count = 0, 1
    for letter in inside:
        depth += (letter in "([{") - (letter in ")]}")
        count += letter == "," and depth == 0
    return count


def closing(text, at):
    """Where the parenthesis that opens at `at` closes."""
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0:
            return i
    return len(text) - 1


def functions_of(text):
    """What begins in the first column and has a body is a function: clang-format sees to that."""
    found = []
    for match in re.finditer(r"^[A-Za-z_][^;={}()#\n]*?\b(\w+)\(", text, re.M):
        end = closing(text, match.end() - 1)
        behind = text[end + 1 :].lstrip()
        if not behind.startswith("{"):
            continue
        stop = text.find("\n}", end)
        found.append(
            Function(match.group(1), match.group().startswith("static"),
                     text[match.start() : stop + 2], count_parameters(text[match.end() : end])))
    return found


def prototypes_of(text):
    found = []
    for match in re.finditer(r"^[A-Za-z_][^;={}()#\n]*?\b(\w+)\(", text, re.M):
        end = closing(text, match.end() - 1)
        if text[end + 1 :].lstrip().startswith(";"):
            found.append(match.group(1))
    return found


def count_fields(text, struct):
    """Of a struct that is defined in the text, its inner structs counted as one; 0: it is not."""
    match = re.search(rf"^struct {struct} \{{\n(.*?)^\}};", text, re.M | re.S)
    return match.group(1).count(";") if match else 0


def number_formats_of(text):
    """Conversions of printf for numbers with a point, in what is no comment."""
    code = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    strings = "\n".join(re.findall(r'"(?:\\.|[^"\\\n])*"', code))
    flags, size = r"(?:[-+0#']| (?=[-+0#'\d.*]))*", r"(?:\d+|\*)?(?:\.(?:\d+|\*)?)?"
    return re.findall(rf"(?<!%)(?:%%)*(%{flags}{size}(?:hh?|ll?|[Lqjzt])?[aAeEfFgG])", strings)


def exported_of(text):
    """What a page of a browser calls, and no file."""
    return re.findall(r"^EMSCRIPTEN_KEEPALIVE [^;{}()\n]*?\b(\w+)\(", text, re.M)


def find_dead(texts):
    """{function: its file}: what has no mention but its declarations and within itself."""
    defined, mentions = {}, {}
    for path, text in texts.items():
        for word in re.findall(r"\w+", text):
            mentions[word] = mentions.get(word, 0) + 1
        for name in prototypes_of(text):
            mentions[name] -= 1
        for function in functions_of(text):
            mentions[function.name] -= len(re.findall(rf"\b{function.name}\b", function.text))
            if not function.is_static and function.name not in ("main", *exported_of(text)):
                defined[function.name] = path
    return {name: path for name, path in defined.items() if mentions[name] <= 0}


def starts_with(name, prefix):
    """Whether the name is the prefix or goes on after it; "strings" is the prefix of string_get."""
    forms = {prefix, prefix + "s", prefix.removesuffix("s")}
    return any(name == form or name.startswith(form + "_") for form in forms)


def has_prefix(path, name, declared_in):
    """declared_in: {function: the stems of the headers that declare it}."""
    stem = path.stem
    owners = [stem, *declared_in.get(name, ())]
    owners += [stem[:at] for at in range(len(stem)) if stem[at] == "_"
               and path.with_name(stem[:at] + ".h") in declared_in["headers"]]
    owners += [word for floor, word in WORDS.items() if path.parts[0] == floor]
    return name == "main" or any(starts_with(name, owner) for owner in owners)


def declarations_of(texts):
    declared = {"headers": {path for path in texts if path.suffix == ".h"}}
    for path in declared["headers"]:
        for name in prototypes_of(texts[path]):
            declared.setdefault(name, set()).add(path.stem)
    return declared


def find_circles(texts):
    """Sets of units (path without ending) that include each other, in whatever way."""
    units = {}
    for path, text in texts.items():
        unit = str(path.with_suffix(""))
        wanted = re.findall(r'^#include "([^"]+)\.h"', text, re.M)
        units.setdefault(unit, set()).update(wanted)
    index, low, stack, circles = {}, {}, [], []

    def visit(unit):
        index[unit] = low[unit] = len(index)
        stack.append(unit)
        for other in sorted(units[unit]):
            if other == unit or other not in units:
                continue
            if other not in index:
                visit(other)
                low[unit] = min(low[unit], low[other])
            elif other in stack:
                low[unit] = min(low[unit], index[other])
        if low[unit] == index[unit]:
            members = [stack.pop()]
            while members[-1] != unit:
                members.append(stack.pop())
            if len(members) > 1:
                circles.append(sorted(members))

    sys.setrecursionlimit(10000)
    for unit in sorted(units):
        if unit not in index:
            visit(unit)
    return circles


def types_of(text):
    return re.findall(r"^(?:typedef )?(?:struct|enum|union) (\w+) \{", text, re.M)


def is_within(path, rooms):
    stem = str(path.with_suffix(""))
    return any(stem == room or stem.startswith(room + "/") for room in rooms)


def mistaken_of(path, text):
    """Names of types and functions with a word that means something else than in this file."""
    names = {function.name for function in functions_of(text)} | set(types_of(text))
    return {name: word for name in names for word, rooms in MEANINGS.items()
            if re.search(rf"(?:^|_){word}s?(?:_|$)", name) and not is_within(path, rooms)}


def bare_numbers_of(function):
    """Sizes without a name in a function's own text; a half and the double need none."""
    named = r"\bconst\b(?: struct \{[^}]*\})?[^;()]*=[^;]*;"
    text = re.sub(named, "", function.text)
    numbers = re.findall(r"(?<![\w.])\d*\.\d+(?=[fF]?\b)", text)
    numbers += re.findall(r"(?<![\w.])(\d+) \* (?:\w+->)*(?:unit|em|small|normal|large)\b", text)
    numbers += re.findall(r"\b(?:unit|em|small|normal|large) \* (\d+)(?![\w.])", text)
    return [number for number in numbers if float(number) not in (0, 0.5, 1, 2)]


def untrue_names_of(path, text, files):
    """What comments name that is not there: files, and in a header what functions return in."""
    comments = " ".join(re.findall(r"/\*.*?\*/", text, re.S))
    code = set(re.findall(r"\w+", re.sub(r"/\*.*?\*/", " ", text, flags=re.S)))
    names = [name for name in re.findall(r"\b[\w/]+\.[ch]\b", comments) if name not in files]
    returned = re.findall(r"\*(ret\w*)", comments) if path.suffix == ".h" else []
    return set(names + [name for name in returned if name not in code])


def uncommented_of(text):
    """Functions of a header without a comment on them or on those that they stand with."""
    found = []
    for block in re.split(r"\n\s*\n", text):
        code = re.sub(r"/\*.*?\*/", lambda comment: " " * len(comment.group()), block, flags=re.S)
        for line in re.finditer(r"^(?!#|typedef|enum|union|static|extern)[a-z][^;{}=]*?\b(\w+)\(",
                                code, re.M):
            if "/*" not in re.sub(r"\{.*?\}", " ", block[:line.start()], flags=re.S):
                found.append(line.group(1))
    return found


def findings_of(root, uncalled):
    """{rule: {subject: what is said of it}}"""
    source = root / "src"
    raw = {path.relative_to(source): path.read_text(encoding="utf-8")
           for path in sorted(source.rglob("*.[ch]"))}
    bare = {path: blank_out(text) for path, text in raw.items()}
    declared_in = declarations_of(bare)
    files = {name for path in raw for name in (path.name, str(path))} | ELSEWHERE
    found = {rule: {} for rule in RULES}
    for folder in {path.parent for path in raw}:
        count = sum(path.parent == folder for path in raw)
        if count > MOST["folder"]:
            found["folder"][str(folder)] = f"{count} files"
    for path in (root / "tests").rglob("*.[ch]"):
        lines = path.read_text(encoding="utf-8").count("\n") if "bad" not in path.parts else 0
        if lines > MOST["file"]:
            found["file"][path.name] = f"{lines} lines"
    for path, text in raw.items():
        lines = text.count("\n")
        if lines > MOST["file"]:
            found["file"][path.name] = f"{lines} lines"
        if path.suffix == ".h" and lines > MOST["header"]:
            found["header"][path.name] = f"{lines} lines"
        for name in untrue_names_of(path, text, files):
            found["comment"][f"{path.name}: {name}"] = "is not there"
        for name in uncommented_of(text) if path.suffix == ".h" else []:
            found["contract"][f"{path.name}:{name}"] = "has no comment"
        if str(path) not in NUMBER_WRITERS:
            for form in number_formats_of(text):
                found["number"][f"{path.name}: {form}"] = "a format of its own"
        for function in functions_of(bare[path]):
            subject = f"{path.name}:{function.name}"
            if function.lines > MOST["function"]:
                found["function"][subject] = f"{function.lines} lines"
            if function.parameters > MOST["parameters"]:
                found["parameters"][subject] = f"{function.parameters} parameters"
            for number in bare_numbers_of(function) if path.parts[0] == "view" else []:
                found["size"][f"{subject}: {number}"] = "has no name"
            if not function.is_static and not has_prefix(path, function.name, declared_in):
                found["name"][subject] = "does not begin with the name of its file"
        if str(path) != TURNING and re.search(r"[!=]= SAMPLES_AS_|case SAMPLES_AS_", bare[path]):
            found["turn"][path.name] = "asks SAMPLES_AS_: sample_axis_turn does"
        for name, word in mistaken_of(path, bare[path]).items():
            found["word"][f"{path.name}:{name}"] = f"{word} means something else, see MEANINGS"
    for name, most in STRUCTS.items():
        count = max(count_fields(text, name) for text in bare.values())
        if count > most:
            found["struct"][name] = f"{count} fields"
    dead = find_dead(bare)
    for name in sorted(set(dead) ^ set(uncalled)):
        found["dead"][name] = ("is called by nobody" if name in dead
                               else "is called: it is no longer one of UNCALLED")
    for circle in find_circles(raw):
        names = " ".join(unit.split("/")[-1] for unit in circle)
        found["circle"][names] = "include each other"
    return found


RULES = {
    "folder": f"no folder has more than {MOST['folder']} files",
    "file": f"no file has more than {MOST['file']} lines",
    "header": f"no header has more than {MOST['header']} lines",
    "function": f"no function has more than {MOST['function']} lines",
    "parameters": f"no function has more than {MOST['parameters']} parameters",
    "struct": f"no struct that everyone reads has more fields than it may: {STRUCTS}",
    "name": "a file's name is the prefix of what it offers",
    "turn": f"rows and columns are turned in {TURNING} alone",
    "size": "sizes, fades and colors in view have names",
    "word": "a word has one meaning in the names of types and functions",
    "comment": "comments name files and results that are there",
    "contract": "a comment says what each function of a header does",
    "dead": "somebody in src calls each function that a file offers",
    "circle": "no files include each other",
    "number": "numbers that are not whole are written by base/number alone",
}


def write_bad_house(root):
    """A house in which every rule is broken once."""
    room = root / "src" / "room"
    room.mkdir(parents=True)
    for number in range(22):
        (room / f"more_{number}.h").write_text("\n")
    body = "    x++;\n" * 49
    long = "void long_file_run(void) {\n" + body + "}\n"
    (room / "long_file.c").write_text(long + "\n" * 450)
    (room / "long_file.h").write_text("\n" * 121 + "void long_file_run(void);\n")
    (room / "a.h").write_text('#include "room/b.h"\n/* In *ret_x. */\nint a_of(int a, int b);\n')
    (room / "b.h").write_text('#include "room/a.h"\n')
    view = root / "src" / "view"
    view.mkdir()
    (view / "c.c").write_text(
        "static const float c = 0.3F;\nstatic void d(void) {\n    const float e[] = {0.1F,\n"
        "        1.2F};\n    x = 0.5F * x1.y + 0.7F;\n}\n")
    (room / "b.c").write_text(
        "void b_run(void) {\n    x == SAMPLES_AS_ROWS;\n"
        "    other() + a_many() + long_file_run() + b_run();\n}\n")
    (room / "a.c").write_text(
        '/* int a_no(int a, int b, int c, int d, int e, int f, int g) { */\n'
        "int a_many(int a, int b, int c, int (*d)(int, int), int e, int f, int g) {\n}\n"
        "int other(void) {\n}\nstatic int mine(void) {\n}\n"
        "struct a_reader {\n    int x;\n};\n"
        "struct moment {\n" + "    int x;\n" * 16 + "};\n"
        '/* "%g" */ const char *a_text = "%-8.3f is 5 % for all";\n')


def report(point, name, lines):
    for line in lines:
        print(f"# {line}")
    print(f"{'not ok' if lines else 'ok'} {point} - {name}")
    return bool(lines)


def rooms_of_rule(text):
    """{room: the rooms that it stands on}, from tests/rooms.txt."""
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {row[0]: sorted(row[1:]) for row in rows if row[1:2] != ["in"]}


def rooms_of_table(text):
    """The same from the table of CONTRIBUTING.md."""
    rows = re.findall(r"^\| `([a-z/]+)` \|[^|]*\|([^|]*)\|[^|]*\|$", text, re.M)
    return {room: sorted(re.findall(r"`([a-z/]+)`", below)) for room, below in rows}


def compare_rooms(rule, table):
    return [f"{room}: tests/rooms.txt has {rule.get(room)}, CONTRIBUTING.md {table.get(room)}"
            for room in sorted(set(rule) | set(table)) if rule.get(room) != table.get(room)]


def check_rooms(root):
    rule = rooms_of_rule((root / "tests" / "rooms.txt").read_text(encoding="utf-8"))
    table = rooms_of_table((root / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    planted = compare_rooms({"a": ["b"], "b": []}, {"a": []})
    return compare_rooms(rule, table) + (["finds nothing"] if len(planted) != 2 else [])


def drawing_of(rule):
    """The rooms as storeys: each as low as what it stands on lets it be."""
    height = {}

    def height_of(room):
        if room not in height:
            height[room] = 1 + max((height_of(below) for below in rule[room]), default=0)
        return height[room]

    storeys = {}
    for room in sorted(rule):
        storeys.setdefault(height_of(room), []).append(f"[ {room} ]")
    lines = ["  ".join(storeys[at]).center(72).rstrip() for at in sorted(storeys, reverse=True)]
    return "```text\n" + "\n".join(lines) + "\n```\n"


def check_drawing(root):
    drawing = drawing_of(rooms_of_rule((root / "tests" / "rooms.txt").read_text(encoding="utf-8")))
    is_there = drawing in (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [] if is_there else ["another drawing is there than check_house.py . --draw prints"]


def paths_of(text):
    """What stands in `…` and has a / and the form of a path."""
    return sorted(set(re.findall(r"`((?:[\w.*-]+/)+[\w.*-]*)`", text)))


def exists(root, path):
    """From the root or in src/, as a folder, a file, or a header or source without its ending."""
    ways = [path, f"src/{path}", f"src/{path}.[ch]"]
    return any(True for way in ways for _ in root.glob(way.rstrip("/")))


def check_paths(root):
    """What CONTRIBUTING.md names is there; what a build makes is not looked for."""
    made = re.compile(r"build(-\w+)?/|.*/(ID|NAME)\.json$")
    text = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = [path for path in paths_of(text) if not made.match(path)]
    planted = exists(root, "view/draw/no_such_file") or not exists(root, "base/number")
    return [f"{path} is nowhere" for path in paths if not exists(root, path)] + (
        ["finds nothing"] if planted or len(paths) < 50 else [])


def main():
    root = pathlib.Path(sys.argv[1])
    if "--draw" in sys.argv[2:]:
        rule = (root / "tests" / "rooms.txt").read_text(encoding="utf-8")
        print(drawing_of(rooms_of_rule(rule)), end="")
        return 0
    found = findings_of(root, UNCALLED)
    if "--list" in sys.argv[2:]:
        for rule, subjects in found.items():
            for subject in sorted(subjects):
                print(rule, subject)
        return 0
    print(f"1..{len(RULES) + 4}")
    with tempfile.TemporaryDirectory() as folder:
        write_bad_house(pathlib.Path(folder))
        planted = findings_of(pathlib.Path(folder), {})
    counts = {rule: len(subjects) for rule, subjects in planted.items()}
    failed = report(1, "every rule finds the one fault that is planted against it",
                    [f"{rule}: {count} found, {sorted(planted[rule])}"
                     for rule, count in counts.items() if count != 1])
    for point, (rule, name) in enumerate(RULES.items(), 2):
        lines = [f"{subject}: {said}" for subject, said in sorted(found[rule].items())]
        failed = report(point, name, lines) or failed
    failed = report(len(RULES) + 2, "CONTRIBUTING.md and tests/rooms.txt have the same rooms",
                    check_rooms(root)) or failed
    failed = report(len(RULES) + 3, "what CONTRIBUTING.md names is there",
                    check_paths(root)) or failed
    failed = report(len(RULES) + 4, "CONTRIBUTING.md draws the rooms of tests/rooms.txt",
                    check_drawing(root)) or failed
    return int(failed)


sys.exit(main())
