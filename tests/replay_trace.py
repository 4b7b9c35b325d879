#!/usr/bin/env python3
"""Reckons a trace again from the trace alone: replay_trace.py BACKSTEP SOURCE_ROOT

Every lesson in every notation, three iterations, three times over and without anything of
Backstep's: from the header alone, with the textbook's backpropagation, sample by sample, in lists;
each formula, each form of it and each inner element from the operands of its step, by a reader of
formulas that is written here; and the lines of the traces that are made to be read, whose "=" has to
hold for the digits that stand there. Prints TAP.
"""

import json
import math
import pathlib
import re
import subprocess
import sys

ITERATIONS = 3
INDICES = "ijkenrs"  # of all notations together
NEAR = 1e-11  # of the largest number at hand


# ---- matrices as lists of rows ----

def transpose(a):
    return [list(row) for row in zip(*a)]


def shape(a):
    return len(a), len(a[0])


def each(function, *matrices):
    """Element by element; a row, a column or a single number stands for all its repeats."""
    rows = max(len(m) for m in matrices)
    columns = max(len(m[0]) for m in matrices)
    return [[function(*(m[min(i, len(m) - 1)][min(j, len(m[0]) - 1)] for m in matrices))
             for j in range(columns)] for i in range(rows)]


def times(a, b):
    if shape(a) == (1, 1) or shape(b) == (1, 1):
        return each(lambda x, y: x * y, a, b)
    assert len(a[0]) == len(b), "shapes of a product"
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def largest(*matrices):
    return max([abs(x) for m in matrices for row in m for x in row] + [1e-300])


def differ(a, b, size=None):
    """How far apart, of the largest number."""
    if shape(a) != shape(b):
        return math.inf
    apart = max(abs(x - y) for r, s in zip(a, b) for x, y in zip(r, s))
    return apart / (size or largest(a, b))


# ---- activations and losses, from their definitions ----

def logistic(z):
    return 1 / (1 + math.exp(-z)) if z >= 0 else math.exp(z) / (1 + math.exp(z))


def normal(z):
    return (1 + math.erf(z / math.sqrt(2))) / 2


ACTIVATIONS = {  # value and slope
    "sigmoid": (logistic, lambda z: logistic(z) * logistic(-z)),
    "tanh": (math.tanh, lambda z: 1 / math.cosh(z) ** 2),
    "relu": (lambda z: max(z, 0.0), lambda z: float(z > 0)),
    "leaky_relu": (lambda z: z if z > 0 else 0.01 * z, lambda z: 1 if z > 0 else 0.01),
    "softplus": (lambda z: max(z, 0) + math.log1p(math.exp(-abs(z))), logistic),
    "gelu": (lambda z: z * normal(z),
             lambda z: normal(z) + z * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)),
    "linear": (lambda z: z, lambda z: 1.0),
}


def softmax(z):
    powers = [math.exp(x - max(z)) for x in z]
    return [p / sum(powers) for p in powers]


def activate(name, z):
    return softmax(z) if name == "softmax" else [ACTIVATIONS[name][0](x) for x in z]


def jacobian(name, z):
    """[i][j]: of a_i with respect to z_j."""
    units = range(len(z))
    if name == "softmax":
        a = softmax(z)
        return [[a[i] * ((i == j) - a[j]) for j in units] for i in units]
    return [[ACTIVATIONS[name][1](z[i]) if i == j else 0.0 for j in units] for i in units]


def log_of(x, factor):
    return 0.0 if factor == 0 else factor * math.log(x)


def over(x, y):
    return 0.0 if x == 0 else x / y


def sign(x):
    return (x > 0) - (x < 0)


LOSSES = {  # of one output, and its slope
    "half_square": (lambda a, y: (a - y) ** 2 / 2, lambda a, y: a - y),
    "square": (lambda a, y: (a - y) ** 2, lambda a, y: 2 * (a - y)),
    "absolute": (lambda a, y: abs(a - y), lambda a, y: sign(a - y)),
    "binary_cross_entropy": (lambda a, y: -log_of(a, y) - log_of(1 - a, 1 - y),
                             lambda a, y: -over(y, a) + over(1 - y, 1 - a)),
    "cross_entropy": (lambda a, y: -log_of(a, y), lambda a, y: -over(y, a)),
}


# ---- from the header alone ----

class Network:
    """The parameters as weights[l][unit][below] and biases[l][unit], l from 1; whatever the
    notation, samples one by one."""

    def __init__(self, header):
        self.header = header
        self.are_rows = header["samples_as"] == "rows"
        self.weights, self.biases = {}, {}
        for given in header["parameters"]:
            value = transpose(given["value"]) if self.are_rows else given["value"]
            if given["role"] == "weight":
                self.weights[given["layer"]] = value
            else:
                self.biases[given["layer"]] = [row[0] for row in value]
        self.last = len(header["layers"]) - 1

    def batch(self, iteration):
        count = len(self.header["inputs"])
        first = (iteration - 1) * self.header["samples"] % count
        which = [(first + i) % count for i in range(self.header["samples"])]
        return [(self.header["inputs"][i], self.header["targets"][i]) for i in which]

    def reckon(self, iteration):
        """All values of an iteration, by role and layer, one row a sample; then the step."""
        value_of, slope_of = LOSSES[self.header["loss"]]
        found = {}

        def keep(role, layer, row):
            found.setdefault((role, layer), []).append(row)

        steps = {}
        total = 0.0
        for x, y in self.batch(iteration):
            a, z = [x], [None]
            keep("activation", 0, x)
            keep("target", None, y)
            for l in range(1, self.last + 1):
                bias = self.biases.get(l, [0.0] * len(self.weights[l]))
                z.append([sum(w * v for w, v in zip(row, a[-1])) + b
                          for row, b in zip(self.weights[l], bias)])
                a.append(activate(self.header["activations"][l - 1], z[-1]))
                keep("preactivation", l, z[-1])
                keep("activation", l, a[-1])
            total += sum(value_of(p, t) for p, t in zip(a[-1], y))
            slope = [slope_of(p, t) for p, t in zip(a[-1], y)]
            for l in range(self.last, 0, -1):
                keep("activation_gradient", l, slope)
                j = jacobian(self.header["activations"][l - 1], z[l])
                error = [sum(s * row[k] for s, row in zip(slope, j)) for k in range(len(z[l]))]
                keep("error", l, error)
                for unit, e in enumerate(error):
                    for below, v in enumerate(a[l - 1]):
                        steps[l, unit, below] = steps.get((l, unit, below), 0.0) + e * v
                    steps[l, unit] = steps.get((l, unit), 0.0) + e
                slope = [sum(e * self.weights[l][unit][k] for unit, e in enumerate(error))
                         for k in range(len(a[l - 1]))]
            keep("activation_gradient", 0, slope)
        mean = self.header["samples"] if self.header["reduction"] == "mean" else 1
        found["loss", None] = [[total / mean]]
        rate = self.header["learning_rate"]
        for l in range(1, self.last + 1):
            gradient = [[steps[l, unit, k] / mean for k in range(len(row))]
                        for unit, row in enumerate(self.weights[l])]
            found["weight_gradient", l] = gradient
            self.weights[l] = each(lambda w, g: w - rate * g, self.weights[l], gradient)
            found["weight", l] = self.weights[l]
            if l in self.biases:
                gradient = [steps[l, unit] / mean for unit in range(len(self.biases[l]))]
                found["bias_gradient", l] = [gradient]
                if self.header["trains_biases"]:
                    self.biases[l] = [b - rate * g for b, g in zip(self.biases[l], gradient)]
                found["bias", l] = [self.biases[l]]
        return found

    def turned(self, role, value):
        """As the notation has it: weights as units x inputs, the rest one column a sample."""
        is_weight = role in ("weight", "weight_gradient")
        return transpose(value) if is_weight == self.are_rows else value


def replay_header(header, steps):
    """What does not agree, as lines."""
    network = Network(header)
    wrong = []
    factors = set()
    found, iteration = {}, 0
    for step in steps:
        if step["iteration"] != iteration:
            iteration = step["iteration"]
            found = network.reckon(iteration)
        role = step["role"]
        mine = network.turned(role, found[role, step.get("layer")])
        theirs = step["value"]
        if role in ("activation_gradient", "error") and header["reduction"] == "mean":
            # the mean is taken here or at the gradients: the same way at every step
            mean = [m for m in (1, header["samples"])
                    if differ(each(lambda x, m=m: x / m, mine), theirs) < NEAR]
            if not mean:
                wrong.append(f"step {step['step']}: {step['target']} is not what the header gives")
            factors.add(tuple(mean))
        elif differ(mine, theirs) > NEAR and differ(mine, theirs, 1) > NEAR:
            wrong.append(f"step {step['step']}: {step['target']} is not what the header gives")
    certain = [f for f in factors if len(f) == 1]
    if len(certain) > 1:
        wrong.append("errors are averaged at some steps and not at others")
    return wrong


# ---- formulas ----

TOKEN = re.compile(r"\s*(\d+\.?\d*(?:[eE][-+]?\d+)?|f'|[A-Za-z]\w*|\^T|\^2|\.\*|\./|>=|<="
                   r"|[-+*/()\[\],=<>])")


class Reader:
    """Reads a formula and works it out as it reads."""

    def __init__(self, source, step, header, tensors):
        self.tokens = TOKEN.findall(source)
        assert "".join(self.tokens) == re.sub(r"\s", "", source), source
        self.at = 0
        self.step, self.header, self.tensors = step, header, tensors
        self.element = {}
        self.layers = []  # of the tensors that an argument of f names

    def next(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, token):
        is_there = self.next() == token
        self.at += is_there
        return is_there

    def expect(self, token):
        assert self.take(token), f"{token} at {self.at} of {self.tokens}"

    def sum(self):
        value = self.product()
        while self.next() in ("+", "-"):
            is_minus = self.take("-") or not self.take("+")
            other = self.product()
            value = each(lambda x, y: x - y if is_minus else x + y, value, other)
        return value

    def product(self):
        value = self.unary()
        while self.next() in ("*", ".*", "./", "/"):
            operator = self.next()
            self.at += 1
            other = self.unary()
            if operator == "*":
                value = times(value, other)
            elif operator == ".*":
                value = each(lambda x, y: x * y, value, other)
            else:
                value = each(over, value, other)
        return value

    def unary(self):
        if self.take("-"):
            return each(lambda x: -x, self.unary())
        value = self.atom()
        while self.next() in ("^T", "^2"):
            value = transpose(value) if self.take("^T") else each(lambda x: x * x, value)
            self.take("^2")
        return value

    def atom(self):
        token = self.next()
        self.at += 1
        if token == "(":
            value = self.sum()
            self.expect(")")
            return value
        if token == "[":
            return self.indicator()
        if token[0].isdigit():
            return [[float(token)]]
        if token in self.element:
            return [[float(self.element[token])]]
        if self.next() == "(" and token not in self.header["names"]:
            return self.call(token)
        return self.tensor(token)

    def tensor(self, name):
        if self.take("["):
            text = ""
            while not self.take("]"):
                text += self.next()
                self.at += 1
            layer = eval(text, {}, {"l": self.step.get("layer_of_target", 0) + self.shift,
                                    "L": len(self.header["layers"]) - 1})
            self.layers.append(layer)
            name = f"{name}[{layer}]"
        value = self.tensors[name]
        if self.take("("):
            row = int(self.sum()[0][0])
            column = int(self.sum()[0][0]) if self.take(",") else None
            self.expect(")")
            if column is None:  # of a vector
                return [[[x for line in value for x in line][row - 1]]]
            return [[value[row - 1][column - 1]]]
        return value

    def indicator(self):
        """[a > b]"""
        left = self.sum()
        relation = {">": lambda x, y: x > y, "<": lambda x, y: x < y, ">=": lambda x, y: x >= y,
                    "<=": lambda x, y: x <= y, "=": lambda x, y: x == y}[self.next()]
        self.at += 1
        right = self.sum()
        self.expect("]")
        return each(lambda x, y: float(relation(x, y)), left, right)

    def summation(self):
        """sum(k, n, x)"""
        index = self.next()
        self.at += 2
        count = int(self.sum()[0][0])
        self.expect(",")
        start, kept = self.at, self.element.get(index)
        total = None
        for k in range(1, count + 1):
            self.at = start
            self.element[index] = k
            value = self.sum()
            total = value if total is None else each(lambda x, y: x + y, total, value)
        self.element[index] = kept
        if kept is None:
            del self.element[index]
        self.expect(")")
        return total

    def call(self, name):
        self.expect("(")
        is_over = name == "sum" and self.next() in INDICES and self.tokens[self.at + 1] == ","
        if is_over:
            return self.summation()
        outer, self.layers = self.layers, []
        arguments = [self.sum()]
        while self.take(","):
            arguments.append(self.sum())
        self.expect(")")
        layer = max(self.layers, default=0)
        self.layers = outer + self.layers
        return self.apply(name, layer, arguments)

    def apply(self, name, layer, arguments):
        a = arguments[0]
        if name in ("f", "f'", "jacobian", "vjp"):
            return self.apply_activation(name, self.header["activations"][layer - 1], arguments)
        simple = {"log": lambda x: -math.inf if x == 0 else math.log(x), "exp": math.exp,
                  "abs": abs, "sign": sign, "sqrt": math.sqrt}
        if name in simple:
            return each(simple[name], a)
        if name == "max":
            return each(max, *arguments)
        if name == "unit":
            return [[float(i + 1 == int(a[0][0]))] for i in range(int(arguments[1][0][0]))]
        if name == "diag":
            line = [x for row in a for x in row]
            return [[x if i == j else 0.0 for j in range(len(line))] for i, x in enumerate(line)]
        return {"sum": lambda: [[sum(x for row in a for x in row)]],
                "rowsum": lambda: [[sum(row)] for row in a],
                "colsum": lambda: [[sum(column) for column in zip(*a)]],
                "rows": lambda: [[len(a)]], "cols": lambda: [[len(a[0])]]}[name]()

    def apply_activation(self, name, activation, arguments):
        are_rows = self.header["samples_as"] == "rows"
        z = arguments[0] if are_rows else transpose(arguments[0])
        if shape(z) == (1, 1) or name == "jacobian":
            z = [[x for row in z for x in row]]
        if name == "jacobian":
            return jacobian(activation, z[0])
        if name == "f":
            value = [activate(activation, sample) for sample in z]
        elif name == "f'":
            value = each(ACTIVATIONS[activation][1], z)
        else:
            g = arguments[1] if are_rows else transpose(arguments[1])
            value = [[sum(j[i][k] * gs[i] for i in range(len(zs))) for k in range(len(zs))]
                     for zs, gs in zip(z, g) for j in [jacobian(activation, zs)]]
        return value if are_rows else transpose(value)


def layer_shift(target):
    """dZ[l-1] = ... at layer 2 writes dZ[1]."""
    return {"l-1": 1, "l+1": -1}.get(target, 0)


def work_out(formula, step, header, tensors):
    """The value of a whole statement, also of one that is written for each element."""
    left = formula.split("=", 1)[0]
    right = formula.split("=", 1)[1]
    index = re.search(r"\[(.*?)\]", left)
    step["layer_of_target"] = step.get("layer", 0)
    element = re.search(rf"\(([{INDICES}1])(?:,([{INDICES}1]))?\)", left)

    def run(elements):
        reader = Reader(right, step, header, tensors)
        reader.shift = layer_shift(index.group(1) if index else "")
        reader.element.update(elements)
        value = reader.sum()
        assert reader.next() == "", formula
        return value

    if element is None:
        return run({})
    rows, columns = step["shape"]
    value = [[None] * columns for _ in range(rows)]
    for i in range(rows):
        for j in range(columns):
            # One letter counts through a row or a column, whichever it is.
            letters = element.groups() if element.group(2) else (element.group(1),)
            places = (i, j) if element.group(2) else (max(i, j),)
            names = {n: v + 1 for n, v in zip(letters, places) if n != "1"}
            value[i][j] = run(names)[0][0]
    return value


def tensors_of(step, steps_so_far):
    tensors = dict(steps_so_far)
    tensors.update({o["tensor"]: o["value"] for o in step["operands"]})
    return tensors


def replay_step(step, header, known):
    """The formula from the operands alone; its forms from what was there at the step."""
    wrong = []
    operands = {o["tensor"]: o["value"] for o in step["operands"]}
    size = largest(step["value"], *operands.values())
    if differ(work_out(step["formula"], step, header, operands), step["value"], size) > NEAR:
        wrong.append(f"step {step['step']}: {step['formula']} is not what its operands give")
    for name, value in operands.items():
        if name in known and differ(known[name], value) > 0:
            wrong.append(f"step {step['step']}: operand {name} is not what it was")
    known.update(operands)
    for form in step["forms"]:
        if "breaks_down" in form:
            continue
        mine = work_out(form["formula"], step, header, known)
        if differ(mine, form["value"], size) > NEAR or differ(mine, step["value"], size) > NEAR:
            wrong.append(f"step {step['step']}: {form['formula']} is not what the step gave")
    for element in step["elements"]:
        wrong += replay_element(element, step, header, operands)
    known[step["target"]] = step["value"]
    return wrong


def part_of(source, step, header, operands):
    left = step["formula"].split("=", 1)[0]
    return work_out(left + "= " + source, step, header, operands)


def replay_element(element, step, header, operands):
    """One inner number: from its terms, and as a part of the formula."""
    def at(part):
        value = part_of(part["of"], step, header, operands)
        return value[part["row"] - 1][part["column"] - 1]

    here = f"step {step['step']}: {element['of']} ({element['row']}, {element['column']})"
    size = max([abs(element["value"]), 1] +
               [abs(f["value"]) for t in element["terms"] for f in t["factors"]])
    wrong = []
    if abs(at(element) - element["value"]) > NEAR * size:
        wrong.append(here + " is another number")
    for term in element["terms"]:
        for factor in term["factors"]:
            if abs(at(factor) - factor["value"]) > NEAR * size:
                wrong.append(f"{here}: its {factor['of']} is another number")
        first, second = ([f["value"] for f in term["factors"]] + [1])[:2]
        product = over(first, second) if term["operator"] == "/" else first * second
        if abs(term["sign"] * product - term["value"]) > NEAR * size and term["value"] != 0:
            wrong.append(here + " has a term that is another number")
    total = sum(t["value"] for t in element["terms"])
    if element["form"] == "sum" and abs(total - element["value"]) > NEAR * size:
        wrong.append(here + " is not the sum of its terms")
    return wrong


# ---- what is made to be read ----

NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?(?:e[-+−]?\d+)?")


def number_of(text):
    return float(text.replace("−", "-"))


def rows_of_text(lines):
    return [[number_of(n) for n in NUMBER.findall(line.replace("  -", " -"))] for line in lines]


def numbers_in_trace(header, steps):
    """In the order in which a trace of text writes them, without its elements."""
    blocks = [header["inputs"], header["targets"]] + [p["value"] for p in header["parameters"]]
    for step in steps:
        blocks += [o["value"] for o in step["operands"]]
        blocks += [step["value"]] + [f["value"] for f in step["forms"]]
    return [x for block in blocks for row in block for x in row]


def replay_text(text, header, steps):
    """The brackets of a text have the numbers of the other trace, to their six digits."""
    shown = [x for row in rows_of_text(re.findall(r"^ *\[(.*)\]$", text, re.M)) for x in row]
    wanted = numbers_in_trace(header, steps)
    if len(shown) != len(wanted):
        return [f"the text has {len(shown)} numbers, not {len(wanted)}"]
    wrong = [f"{x} stands for {y}" for x, y in zip(shown, wanted)
             if abs(x - y) > 0.51 * 10 ** (math.floor(math.log10(abs(y) or 1)) - 5)]
    return wrong[:3]


def half_digit(text):
    """Half of what the last of six digits stands for: zeros behind them are left away."""
    value = abs(number_of(text))
    return 0.5 * 10 ** (math.floor(math.log10(value)) - 5) if value > 0 else 1e-12


FUNCTIONS = {"log": math.log, "exp": math.exp, "abs": abs, "sign": sign, "max": max,
             "sqrt": math.sqrt}
SHOWN = {"sigmoid": "σ", "relu": "ReLU", "leaky_relu": "LReLU", "gelu": "GELU", "linear": "id"}
for name, (value, slope) in ACTIVATIONS.items():
    FUNCTIONS[SHOWN.get(name, name)] = value
    FUNCTIONS[SHOWN.get(name, name) + "_slope"] = slope


def reckon_line(line):
    """(what the arithmetic of the line gives, what it says): "x (1, 1) = 0.5 · 2 + 1 = 2"."""
    right = line.split(") = ", 1)[1]
    sign_of_truth = " ≈ " if " ≈ " in right else " = "
    arithmetic, result = right.rsplit(sign_of_truth, 1)
    if re.search(r"\b(softmax|vjp|jacobian|partial)\(|\[", arithmetic):
        return None, result, sign_of_truth
    code = arithmetic.replace("−", "-").replace("·", "*").replace("′(", "_slope(").replace("√(", "sqrt(")
    return eval(code, {}, FUNCTIONS), result, sign_of_truth


def replay_lines(text):
    """The lines of elements: a "=" holds for the digits in it."""
    wrong, seen = [], {" = ": 0, " ≈ ": 0}
    for line in text.splitlines():
        if not re.search(r"\(\d+, \d+\) = ", line):
            continue
        mine, result, truth = reckon_line(line)
        if mine is None:
            continue
        seen[truth] += 1
        apart = abs(mine - number_of(result)) / half_digit(result)
        if apart < 0.9999 and truth != " = " or apart > 1.0001 and truth != " ≈ ":
            wrong.append(line.strip())
    return wrong, seen


# ---- all lessons ----

def trace_of(backstep, lesson, notation, *options):
    command = [backstep, "trace", lesson, "--notation", notation, "--iterations", str(ITERATIONS)]
    result = subprocess.run(command + list(options), capture_output=True, text=True, check=True)
    return result.stdout


def state_of(root, lesson):
    """What the lesson's file says that its states begin with."""
    path = root / f"lessons/{lesson}.json"
    return json.loads(path.read_text(encoding="utf-8")).get("state", {}) if path.exists() else {}


def check_state(state, header):
    """The header has each state, in every layer, with what the lesson gives."""
    wrong = []
    for name, given in state.items():
        layers = [p["value"] for p in header["parameters"] if p["tensor"].split("[")[0] == name]
        if not layers:
            wrong.append(f"the header has no {name}")
        for value in layers:
            mine = given["initial"] if isinstance(given["initial"], list) else [given["initial"]]
            mine = mine if isinstance(mine[0], list) else [[x] for x in mine]
            mine = transpose(mine) if header["samples_as"] == "rows" else mine
            if not isinstance(given["initial"], list):
                mine = [mine[0] * len(row) for row in value]
            if mine != value:
                wrong.append(f"{name} begins with {value}, not with {mine}")
    return wrong


def replay_lesson(backstep, root, lesson, notation, seen):
    lines = trace_of(backstep, lesson, notation, "--operands", "--forms", "--element").splitlines()
    header, steps = json.loads(lines[0]), [json.loads(line) for line in lines[1:]]
    header["names"] = {re.match(r"\w+", o["tensor"]).group() for s in steps for o in s["operands"]}
    header["names"] |= {re.match(r"\w+", s["target"]).group() for s in steps}
    # what a lesson's own formulas give is held against these alone
    is_own = any(step.get("own") for step in steps)
    wrong = check_state(state_of(root, lesson), header)
    wrong += [] if is_own else replay_header(header, steps)
    known = {p["tensor"]: p["value"] for p in header["parameters"]}
    operations = len(steps) // ITERATIONS
    for step in steps[:operations] if ITERATIONS > 1 else steps:
        wrong += replay_step(step, header, known)
    text = trace_of(backstep, lesson, notation, "--operands", "--forms", "--format", "text")
    wrong += replay_text(text, header, steps)
    text = trace_of(backstep, lesson, notation, "--element", "--format", "text")
    lies, counts = replay_lines(text)
    for truth, count in counts.items():
        seen[truth] = seen.get(truth, 0) + count
    seen["steps"] = seen.get("steps", 0) + len(steps)
    return wrong + lies[:3]


def is_shown_in(root, lesson, notation):
    """A lesson with formulas of its own has them in its own notation, and is shown in no other."""
    path = root / f"lessons/{lesson}.json"
    data = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    own = {"formulas", "constants", "state"} & set(data)
    return not own or data["notation"] == notation


def main():
    backstep, root = sys.argv[1], pathlib.Path(sys.argv[2])
    listed = subprocess.run([backstep, "list"], capture_output=True, text=True, check=True).stdout
    lessons = [line.split()[0] for line in listed.splitlines()]
    notations = sorted(path.stem for path in (root / "assets/notations").glob("*.json"))
    print(f"1..{len(notations)}")
    failed = False
    for number, notation in enumerate(notations, 1):
        seen, wrong = {}, []
        for lesson in filter(lambda name: is_shown_in(root, name, notation), lessons):
            lines = replay_lesson(backstep, root, lesson, notation, seen)
            wrong += [f"{lesson}: {line}" for line in lines]
        for line in wrong[:20]:
            print("#", line)
        print(f"# {seen}")
        failed = failed or bool(wrong)
        print(f"{'not ' if wrong else ''}ok {number} - traces in {notation} are reckoned again")
    return failed


if __name__ == "__main__":
    sys.exit(main())
