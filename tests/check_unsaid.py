#!/usr/bin/env python3
"""What `backstep check` says of a file that is well-formed and yet of no use, or not said to every reader:
each is spoiled in one way, and is to be named at its line, in English and in Chinese, when the notation is
checked and when a lesson is checked with it. Prints TAP. Needs nothing but python3.

check_unsaid.py BACKSTEP SOURCE EVERY

EVERY: 1 for all, 4 for each fourth batch of forms and each fourth fault."""

import copy
import json
import pathlib
import re
import subprocess
import sys
import tempfile

BATCH = 20  # messages are at most 20
SHIPPED = ("delta", "four", "ladder", "layer", "mlbook")
FORM = "this form gives another value than the formula"


def check(program, arguments, language="en"):
    done = subprocess.run([program, "check", "--lang", language, *map(str, arguments)], capture_output=True,
                          text=True, check=False)
    return done.stderr, done.returncode


def written(folder, name, value):
    path = folder / name
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False), encoding="utf-8")
    return path


def named_lines(path, said):
    """The lines of a file that messages are about: [(line, message)]."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(lines[int(line) - 1].strip(), message) for line, message in
            re.findall(rf"{re.escape(str(path))}:(\d+):\d+: \S+: (.*)", said)]


def forms(notation):
    """(holder, key) of each form."""
    for operation in notation["operations"].values():
        for alternative in operation["formulas"]:
            for kind in ("long", "element"):
                value = alternative.get(kind)
                if isinstance(value, list):
                    yield from ((value, i) for i in range(len(value)))
                elif value is not None:
                    yield alternative, kind


def spoiled(formula):
    left, right = formula.split("= ", 1)
    return f"{left}= 3 * ({right}) + 1"


def unnamed_forms(program, folder, notation, every):
    """Forms of another value that are not refused at their lines, of every so many batches."""
    all_forms, count, missing = list(forms(notation)), 0, []
    for first in range(0, len(all_forms), BATCH * every):
        changed = copy.deepcopy(notation)
        wanted = []
        for holder, key in list(forms(changed))[first:first + BATCH]:
            holder[key] = spoiled(holder[key])
            wanted.append(holder[key])
            count += 1
        path = written(folder, "forms.json", changed)
        said, status = check(program, [path])
        about = [line for line, message in named_lines(path, said) if FORM in message]
        missing += [form for form in wanted if not any(json.dumps(form, ensure_ascii=False) in line
                                                       for line in about)]
        missing += ["accepted"] if status == 0 else []
    return count, missing


# ---- one fault each: what changes, what the line of the file says, and the messages -------------------

def lose_block(notation):
    notation["operations"]["lost"] = copy.deepcopy(notation["operations"]["weight_gradient"])


def lose_reason(notation):
    del notation["operations"]["hidden_error"]["because"]


def lose_language(notation):
    del notation["operations"]["hidden_error"]["because"]["zh"]


def lose_all_of_a_language(notation):
    def strip(value):
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            strip(item)
        if isinstance(value, dict) and "zh" in value:
            del value["zh"]
    strip(notation)


def say_plainly(notation):
    notation["operations"]["hidden_error"]["because"] = "It is so for all."


def take_id(notation):
    notation["id"] = "four"


def take_number(notation):
    notation["number"] = 2


def hide_proof(notation):
    notation["derivations"][0]["when"] = {"activation": "softmax", "layer": "hidden"}


def right_misprint(notation):
    name = next(iter(notation["errata"]))
    erratum = notation["errata"][name]
    erratum["printed"] = notation["operations"]["weight_update"]["formulas"][0]["formula"]
    erratum["operation"] = "weight_update"
    erratum.pop("corrected", None)
    erratum.pop("shape", None)


def lose_sign(notation):
    notation.pop("derivations")  # its lines would have other values, and be refused
    notation.pop("errata")  # their right formulas would fail
    alternative = notation["operations"]["hidden_error"]["formulas"][-1]
    for form in ("long", "element"):
        alternative.pop(form, None)
    alternative["formula"] = alternative["formula"].replace("= ", "= -", 1)


FAULTS = [
    (lose_sign, '"formula"', "a sign or a factor may be lost", "可能丢了符号或系数"),
    (lose_block, '"lost"', "no block of", "各块里都没有"),
    (lose_reason, '"hidden_error"', 'no "because"', '没有 "because"'),
    (lose_language, '"because"', 'is in "en" only', '只有 "en"'),
    (lose_all_of_a_language, '"title"', 'is in "en" only', '只有 "en"'),
    (say_plainly, '"because"', 'is in "en" only', '只有 "en"'),
    (take_id, '"id"', 'has the id "four"', "已有别的记号"),
    (take_number, '"number"', "has the number 2 too", "的编号也是 2"),
    (hide_proof, '"id"', "holds in no lesson", "在各课里都不成立"),
    (right_misprint, None, "is right: nothing fails", "其实没有错"),
]


def unsaid(program, folder, notation, fault, lesson):
    """How a fault is not told in one of the languages, or something else is; lesson: that is checked with
    the notation, None: the notation is."""
    change, begin, *messages = fault
    changed = copy.deepcopy(notation)
    change(changed)
    path = written(folder, "mine.json", changed)
    arguments = [path]
    if lesson is not None:
        own = dict(lesson, notation=changed["id"])
        arguments = [written(folder, "own.json", own), "--notation", path]
    begin = begin or json.dumps(next(iter(changed["errata"])))
    wrong = []
    for language, message in zip(("en", "zh"), messages):
        said, status = check(program, arguments, language)
        told = named_lines(path, said)
        hits = [line for line, text in told if message in text and line.lstrip("{").startswith(begin)]
        if len(hits) != 1 or len(told) != 1 or status != 0:
            wrong.append(f"{change.__name__}, {language}: {status} {told}")
    return wrong


def form_beside_lesson(program, folder, notation, lesson):
    changed = copy.deepcopy(notation)
    holder, key = next(forms(changed))
    holder[key] = spoiled(holder[key])
    path = written(folder, "mine.json", changed)
    own = written(folder, "own.json", dict(lesson, notation="mine"))
    said, status = check(program, [own, "--notation", path])
    told = [line for line, text in named_lines(path, said) if FORM in text]
    is_named = len(told) == 1 and json.dumps(holder[key], ensure_ascii=False) in told[0]
    return [] if is_named and status == 0 else [f"{status} {said}"]


def lesson_faults(program, source, folder):
    """A lesson with formulas of its own and one title in one language."""
    lesson = json.loads((source / "lessons/beyond/11-momentum.json").read_text(encoding="utf-8"))
    formula = next(iter(value for value in lesson["formulas"].values() if isinstance(value, dict)))
    formula["title"] = {"en": "Velocity of the weights"}
    path = written(folder, "lesson.json", lesson)
    said, status = check(program, [path])
    told = [line for line, text in named_lines(path, said) if 'is in "en" only' in text]
    wrong = [] if len(told) == 1 and status == 0 else [f"momentum: {status} {told}"]
    strip = copy.deepcopy(lesson)
    lose_all_of_a_language(strip)
    said, status = check(program, [written(folder, "lesson.json", strip)])
    return wrong + ([f"a lesson in one language: {status} {said}"] if "see it as it is" in said or status else [])


def unread(lesson):
    lesson["constants"]["rho"] = 0.5
    return '"rho"', 'no formula reads "rho"', '没有公式用到 "rho"'


def unread_state(lesson):
    lesson["state"]["s"] = {"like": "w", "initial": 0}
    return '"s"', 'no formula reads "s"', '没有公式用到 "s"'


def unset_state(lesson):
    lesson["state"]["s"] = {"like": "w", "initial": 0}
    lesson["formulas"]["weight_update"] = "w[l] = w[l] - alpha * v[l] - s[l]"
    return '"s"', 'no formula sets "s"', '没有公式给 "s" 赋值'


NAMES = [unread, unread_state, unset_state]


def idle_names(program, folder, lesson):
    """Constants and states of a lesson that nothing reads or sets, and are not warned of there."""
    wrong = []
    for change in NAMES:
        changed = copy.deepcopy(lesson)
        begin, *messages = change(changed)
        path = written(folder, "names.json", changed)
        for language, message in zip(("en", "zh"), messages):
            said, status = check(program, [path], language)
            told = named_lines(path, said)
            if status or len(told) != 1 or message not in told[0][1] or not told[0][0].startswith(begin):
                wrong.append(f"{change.__name__}, {language}: {status} {told}")
    return wrong


def in_braces(lesson):
    lesson["closing"] = {"en": "It is {Z[1](1,4)} now.", "zh": "现在是 {{Z[1](1,4)}}。"}
    return "{{Z[1](1,4)}}", "a number stands in two braces", "双花括号"


def in_wide_braces(lesson):
    lesson["closing"] = {"en": "It is {{Z[1](1,4)}}.", "zh": "现在是｛｛Z[1](1,4)｝｝。"}
    return "{{Z[1](1,4)}}", "a number stands in two braces", "双花括号"


def in_wide_dollars(lesson):
    lesson["goal"] = {"en": "Learn ＄w＄.", "zh": "学会 $w$。"}
    return "＄", "a formula stands in", "公式要写在"


def idle_targets(lesson):
    lesson["loss"] = "cross_entropy"
    return '"loss"', "nothing pulls the output down to 0", "没有什么把输出往 0 拉"


def no_slip(lesson):
    lesson["goal"] = {"en": "$\\frac{w[1]}{2}$ of {a, b}, ＄5.", "zh": "{甲} 的 $x^{w[1]}$。"}
    speaking(lesson, "$w_{21}^{[1]}$, $w_{jk}^{[l]}$, $Z^{[l-1]T}$, $x^{2}$, $a_2$, $(1)^{(2)}$, $\\log {{A[1](1,1)}}$",
             {"kind": "sign", "of": "A[1]", "element": [1, 1]})
    lesson["loss"] = "cross_entropy"
    lesson["data"]["targets"] = [[1] for _ in lesson["data"]["targets"]]


def speaking(lesson, english, ask=None, operation="activation"):
    at = {"operation": operation, "layer": 1, "iteration": 1} if operation else {}
    lesson["script"] = [{"at": at, "say": {"en": english, "zh": "看 $A^{[1]}$。"}} | ({"ask": ask} if ask else {})]


def name_of_another(lesson):
    speaking(lesson, "See $W^{[1]}$ and $w_{21}^{[1]}$.")
    return "$W^{[1]}$", "is nothing that the notation \"four\" writes", "没有 $W^{[1]}$ 这种写法"


def layer_that_is_none(lesson):
    speaking(lesson, "So $2 \\cdot w_{21}^{[9]T}$.")
    return "$w_{21}^{[9]T}$", "is nothing that", "这种写法"


def sign_of_loss(lesson):
    speaking(lesson, "See.", {"kind": "sign", "of": "C"})
    return "", "this number is never negative", "不会是负的"


def sign_of_sigmoid(lesson):
    speaking(lesson, "See.", {"kind": "sign", "of": "A[2]", "element": [1, 1]})
    return "", "this number is never negative", "不会是负的"


def unasked_formula(lesson):
    speaking(lesson, "See.", {"kind": "formula"}, operation=None)
    return "", "this question is never asked", "永远不会问出来"


def unasked_second(lesson):
    speaking(lesson, "See.", {"kind": "shape", "of": "A[1]"})
    lesson["script"] *= 2
    return "", "this question is never asked", "永远不会问出来"


SLIPS = [in_braces, in_wide_braces, in_wide_dollars, idle_targets, name_of_another, layer_that_is_none,
         sign_of_loss, sign_of_sigmoid, unasked_formula, unasked_second]


def slips(program, folder, source):
    """What a lesson does otherwise than its author means is warned of once; what is meant, never."""
    lesson = json.loads((source / "lessons/beyond/02-xor.json").read_text(encoding="utf-8"))
    lesson = {key: lesson[key] for key in lesson if key not in ("script", "closing")}
    lesson["iterations"] = 2
    wrong = []
    for change in SLIPS + [no_slip]:
        changed = copy.deepcopy(lesson)
        part, *messages = change(changed) or ("",)
        path = written(folder, "slip.json", changed)
        for language, message in zip(("en", "zh"), messages or (None, None)):
            said, status = check(program, [path], language)
            told = [text for _, text in named_lines(path, said)]
            is_told = len(told) == 1 and message in told[0] and part.strip('"') in told[0] if message else not told
            wrong += [] if is_told and not status else [f"{change.__name__}, {language}: {status} {told}"]
    return wrong


def main():
    program, source, every = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    results = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        total, missing = 0, []
        for name in SHIPPED:
            path = source / f"assets/notations/{name}.json"
            said, status = check(program, [path])
            missing += [f"{name}: {status} {said}"] if said or status else []
            notation = json.loads(path.read_text(encoding="utf-8"))
            count, unnamed = unnamed_forms(program, folder, notation, every)
            total, missing = total + count, missing + unnamed
        results.append((f"{total} forms of another value are refused at their lines", missing))
        notation = json.loads((source / "assets/notations/four.json").read_text(encoding="utf-8"))
        notation.update(id="mine", number=9)
        momentum = json.loads((source / "lessons/beyond/11-momentum.json").read_text(encoding="utf-8"))
        momentum.pop("script")
        for lesson, where in ((None, "the notation"), (momentum, "a lesson with formulas in it")):
            wrong = [line for fault in FAULTS[::every]
                     for line in unsaid(program, folder, notation, fault, lesson)]
            results.append((f"{len(FAULTS[::every])} faults are named in both languages for {where}", wrong))
        results.append(("a lesson is warned of a form of another value",
                        form_beside_lesson(program, folder, notation, momentum)))
        results.append(("a lesson's text in one language beside others is named",
                        lesson_faults(program, source, folder)))
        results.append((f"{len(NAMES)} names of a lesson that nothing reads or sets are named",
                        idle_names(program, folder, momentum)))
        results.append((f"{len(SLIPS)} slips of a lesson are named", slips(program, folder, source)))
        alone = check(program, ["--notation", written(folder, "mine.json", notation)])
        results.append(("a notation is checked alone with --notation", [] if alone == ("", 0) else [str(alone)]))
    print(f"1..{len(results)}")
    for number, (name, wrong) in enumerate(results, 1):
        for line in wrong[:20]:
            print(f"# {line}")
        print(f"{'not ' * bool(wrong)}ok {number} - {name}")
    return 1 if any(wrong for _, wrong in results) else 0


if __name__ == "__main__":
    sys.exit(main())
