#!/usr/bin/env python3
"""A number that a lesson's words fill in is that of the element they speak of. Prints TAP.

check_elements.py SOURCE

Which element is meant is known twice: where a stop asks for an element, what it says of that tensor
has it; and where a clause names one unit, class or sample and fills in one number, the number is one
of that row or column. What is meant otherwise stands in a table, with its reason."""

import json
import pathlib
import re
import sys

EXPRESSION = re.compile(r"\{\{([^{}]*)\}\}")
ELEMENT = re.compile(r"-?([A-Za-z]\w*\[\w+\])\((\d+),(\d+)\)")
CLAUSE = {"en": re.compile(r"(?<=[.!?;:])\s|, "), "zh": re.compile(r"[。！？；：，]")}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}
NOUNS = r"(?:unit|class|sample|output|neuron|input|datum|observation|row|column)"
NAMED = {
    "en": re.compile(rf"\b{NOUNS} (\d+)|\b(first|second|third|fourth) {NOUNS}\b", re.I),
    "zh": re.compile(r"(?:神经元|样本|输出|输入|观测|数据) ?(\d+)"
                     r"|第 ?(\d+|[一二三四]) ?个?(?:类|行|列|样本|神经元|输出|输入|观测|数据)"),
}

ASKED_BESIDE = {
    ("beyond/06-zero-weights", 1): "both units say the same",
    ("beyond/06-zero-weights", 5): "both weights are the same",
    ("beyond/06-zero-weights", 7): "the rows are the same, the columns are told",
    ("beyond/07-softmax-shortcut", 8): "the one that is told rises, the asked one falls",
    ("four/05-products", 1): "column 1 is shown, column 2 is asked",
    ("layer/05-exercise", 3): "a sign is asked, the largest error is told",
    ("mlbook/02-relu-pair", 2): "the zeros are told in words",
}
NAMED_BESIDE = {("ladder/01-one-neuron", 3): "the second neuron takes what the first one sends"}


def asked_beside(stop):
    """Elements that are told of the asked tensor, though the asked one is not."""
    ask = stop.get("ask", {})
    if "element" not in ask:
        return
    row, column = ask["element"]
    for language, text in stop.get("say", {}).items():
        said = [match for expression in EXPRESSION.findall(text)
                for match in ELEMENT.finditer(expression.replace(" ", ""))]
        said = {match.group(0).lstrip("-") for match in said if match[1] == ask["of"]}
        if said and f"{ask['of']}({row},{column})" not in said:
            yield f"{language}: asks for {ask['of']}({row},{column}), says {', '.join(sorted(said))}"


def named_beside(stop):
    """Elements in whose clause another row or column is named."""
    for language, clause in ((name, clause) for name, text in stop.get("say", {}).items()
                             for clause in CLAUSE[name].split(text)):
        expressions = EXPRESSION.findall(clause)
        names = [word for match in NAMED[language].finditer(EXPRESSION.sub(" ", clause))
                 for word in match.groups() if word]
        element = ELEMENT.fullmatch(expressions[0].replace(" ", "")) if len(expressions) == 1 else None
        if element is None or len(names) != 1:
            continue
        number = ORDINALS.get(names[0].lower()) or int(names[0])
        if str(number) not in element.groups()[1:]:
            yield f"{language}: {clause.strip()}"


def main(root):
    number, failed = 0, False
    for rule, find, table in (("asked", asked_beside, ASKED_BESIDE),
                              ("named", named_beside, NAMED_BESIDE)):
        found = {}
        for path in sorted((root / "lessons").glob("*/*.json")):
            for place, stop in enumerate(json.loads(path.read_text())["script"]):
                lines = list(find(stop))
                if lines:
                    found[f"{path.parent.name}/{path.stem}", place] = lines
        number += 1
        wrong = [f"{name} stop {place + 1}: {line}" for (name, place), lines in found.items()
                 if (name, place) not in table for line in lines]
        wrong += [f"{name} stop {place + 1} is in the table, and says it"
                  for name, place in table if (name, place) not in found]
        for line in wrong:
            print("#", line)
        failed |= bool(wrong)
        print(f"{'not ' if wrong else ''}ok {number} - the element that is {rule} is the one told")
    print(f"1..{number}")
    return failed


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
