#!/usr/bin/env python3
"""The page in a browser: check_page.py PROGRAM SOURCE_ROOT BUILD_FOLDER

Drives Chromium through its DevTools protocol: the one file from file:// with the network cut, and the
folder from a server under a strict policy. PROGRAM is the native one, whose pictures and numbers the
page's are held against. Prints TAP.
"""

import functools
import gzip
import http.server
import json
import pathlib
import re
import subprocess
import sys
import threading
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from page import Page  # noqa: E402

MOST_BYTES, MOST_GZIPPED = 3_000_000, 1_900_000
MOST_TRACE_DIFFERENCE = 1e-12

program, root, build = (pathlib.Path(path).resolve() for path in sys.argv[1:4])
single = (build / "backstep.html").as_uri()
tests = []


def test(name):
    def add(function):
        tests.append((name, function))
        return function
    return add


def expect(actual, wanted, what):
    if actual != wanted:
        raise AssertionError(f"{what}: {actual!r}, expected {wanted!r}")


def expect_that(condition, what):
    if not condition:
        raise AssertionError(what)


def open_page(link="", **more):
    page = Page(program, single, **more)
    page.start(link)
    return page


def without_problems(page, but=()):
    found = [text for text in page.problems() if not any(part in text for part in but)]
    expect(found, [], "what the browser complains of")


# ---- size ----


@test("the one file is small")
def check_size():
    data = (build / "backstep.html").read_bytes()
    packed = len(gzip.compress(data, 9))
    print(f"# {len(data):,} bytes, {packed:,} gzipped")
    expect_that(len(data) <= MOST_BYTES, f"{len(data)} bytes, at most {MOST_BYTES}")
    expect_that(packed <= MOST_GZIPPED, f"{packed} bytes gzipped, at most {MOST_GZIPPED}")


@test("the page says the same things in both languages")
def check_words():
    text = (root / "assets/web/scripts/words.js").read_text(encoding="utf-8")
    names = [re.findall(r"^    (\w+):", part, re.M) for part in text.split("  zh: {")]
    expect(names[0], names[1], "the words of the two languages")
    used = set()
    for path in (root / "assets/web").rglob("*.js"):
        used |= set(re.findall(r"""say\(["'](\w+)["']""", path.read_text(encoding="utf-8")))
    page = (root / "assets/web/page.html").read_text(encoding="utf-8")
    used |= set(re.findall(r'data-(?:say|label)="(\w+)"', page))
    expect(sorted(used - set(names[0])), [], "words that are said and not there")


# ---- pictures and numbers ----

PICTURES = [
    "#four/06-four-equations/0/four/en/operation", "#four/06-four-equations/12/ladder/zh/operation",
    "#beyond/08-five-notations/20/delta/zh/operation", "#beyond/02-xor/9/layer/en/operation", "#beyond/02-xor/400/mlbook/zh/operation",
    "#delta/04-last/15/delta/en/operation", "#ladder/06-classes/7/ladder/zh/operation",
    "#mlbook/05-tensor/14/mlbook/en/operation", "#layer/05-exercise/11/layer/zh/operation",
    "#four/02-activations/10/four/en/operation", "#four/08-m-samples/9.5/four/zh/element",
]


@test("the canvas shows what `backstep render` draws, pixel by pixel")
def check_pictures():
    with open_page() as page:
        for link in PICTURES:
            page.follow(link)
            expect(page.difference(), 0, f"pixels that differ at {link}")
        without_problems(page)


# The third piece of what is packed, which has the Chinese, is held back until release() is called,
# perhaps with a byte that is not right. window.early: how many were unpacked before the picture.
HELD = """(() => {
  const post = Worker.prototype.postMessage;
  let count = 0;
  window.early = 0;
  Worker.prototype.postMessage = function (piece, ...more) {
    count += 1;
    window.early += document.body.matches(".shown") ? 0 : 1;
    if (count !== 3) return post.call(this, piece, ...more);
    window.release = (isSpoilt) => {
      const bytes = new Uint8Array(piece[0]);
      if (isSpoilt) bytes.fill(7, 1000, 2000);
      post.call(this, [bytes], ...more);
    };
  };
})()"""
SHOWN = "document.body && document.body.classList.contains('shown')"


@test("an English picture is there before the Chinese is, and is the same; then so is a Chinese one")
def check_first_picture():
    for link, is_spoilt, pieces in (("", False, 1),
                                    ("#ladder/01-one-neuron/2/ladder/en/operation", True, 2),
                                    ("#delta/04-last/9/delta/en/operation", False, 2)):
        with Page(program, single) as page:
            page.send("Page.addScriptToEvaluateOnNewDocument", source=HELD)
            page.open(page.url + link, SHOWN)
            page.wait("window.release")
            page.run("backstep.look({questions: false}); 0")
            page.wait("location.hash.includes('/en/')")
            expect(page.run("document.body.matches('.started')"), False, "it waits for the Chinese")
            expect(page.run("early"), pieces, f"pieces unpacked before the picture of {link}")
            expect(page.difference(), 0, f"pixels of {link} that differ")
            page.run(f"release({json.dumps(is_spoilt)}); 0")
            page.wait("document.body.matches('.started')")
            expect(page.difference(), 0, f"pixels of {link} that differ with all fonts")
            page.key("l")
            page.expect("language", "zh")
            page.settle()
            expect(page.difference(), 0, f"pixels of {link} in Chinese that differ")
            without_problems(page)


@test("a Chinese picture waits for its characters, and so does a lesson that is not ours")
def check_first_chinese():
    for link in ("#ladder/01-one-neuron/0/ladder/zh/operation", "#nowhere/0/four/en/operation"):
        with Page(program, single) as page:
            page.send("Page.addScriptToEvaluateOnNewDocument", source=HELD)
            page.open(page.url + link, "window.release")
            time.sleep(1)
            expect(page.run(SHOWN), False, f"{link} is shown without them")
            page.run("release(false); 0")
            page.wait("document.body.matches('.started')")


@test("so it does with two and three pixels a unit, on a phone and in every theme")
def check_sizes():
    with open_page("#four/06-four-equations/12/four/en/operation") as page:
        for width, height, ratio in ((1024, 700, 2), (390, 790, 3), (790, 390, 3), (820, 1180, 2)):
            page.size(width, height, ratio, is_mobile=ratio == 3)
            page.settle()
            shape = page.shape()
            expect(shape[0], width * ratio, f"pixels across at {width} x {height}, {ratio} a unit")
            expect(page.difference(), 0, f"pixels that differ at {width} x {height}, {ratio} a unit")
        page.size(1280, 760)
        page.settle()
        seen = set()
        for _ in range(3):
            page.key("t")
            page.settle()
            seen.add(page.looks()["theme"])
            expect(page.difference(), 0, f"pixels that differ in {page.looks()['theme']}")
        expect(len(seen), 3, "themes")
        without_problems(page)


def differences(wanted, found):
    """Of the numbers of two values that are alike otherwise, by the larger of 1 and the number."""
    if isinstance(wanted, float) or isinstance(found, float):
        yield abs(found - wanted) / max(1.0, abs(wanted))
    elif isinstance(wanted, list):
        expect(len(found), len(wanted), "the length of a list")
        for pair in zip(wanted, found):
            yield from differences(*pair)
    elif isinstance(wanted, dict):
        expect(list(found), list(wanted), "the keys of an object")
        for key in wanted:
            yield from differences(wanted[key], found[key])
    else:
        expect(found, wanted, "a word of the trace")


@test("traces agree with the program's within 1e-12")
def check_traces():
    largest = 0.0
    count = 0
    with open_page() as page:
        for lesson, notation in (("four/06-four-equations", "four"), ("beyond/08-five-notations", "ladder"), ("beyond/02-xor", "layer"),
                                 ("delta/04-last", "delta"), ("mlbook/02-relu-pair", "mlbook")):
            page.follow(f"#{lesson}/0/{notation}/en/operation")
            native = subprocess.run(
                [program, "trace", lesson, "--notation", notation, "--iterations", "100"],
                check=True, stdout=subprocess.PIPE, text=True).stdout
            ours = page.run("backstep.text('trace', 'jsonl', 100)")
            lines = [[json.loads(line) for line in text.splitlines()] for text in (native, ours)]
            expect(len(lines[1]), len(lines[0]), f"lines in the trace of {lesson}")
            found = [difference for pair in zip(*lines) for difference in differences(*pair)]
            largest = max([largest, *found])
            count += len(found)
    print(f"# {count} numbers, the largest difference is {largest:.2g}")
    expect_that(count > 10000, "enough numbers")
    expect_that(largest <= MOST_TRACE_DIFFERENCE, f"a difference of {largest}")


# ---- keys ----


@test("keys step, and the address follows")
def check_keys():
    with open_page() as page:
        for _ in range(3):
            page.key("ArrowRight")
        page.expect("step", 3)
        expect(page.place()[0], "four/06-four-equations", "the lesson's own name")
        page.key("ArrowLeft")
        page.expect("step", 2)
        page.key("n")
        page.wait("!location.hash.includes('/four/en')")
        page.key("l")
        page.expect("language", "zh")
        expect(page.run("document.documentElement.lang"), "zh", "the page's language")
        expect_that("四个基础等式" in page.run("document.title"), page.run("document.title"))
        page.key("ArrowDown")
        page.expect("level", "term")
        page.key("ArrowDown")
        page.expect("level", "element")
        page.key("ArrowRight")
        page.wait("location.hash.split('/').slice(-4)[0].includes('.')")
        expect(page.difference(), 0, "pixels that differ within an operation")
        page.key("End")
        page.settle()
        expect(page.place()[1], "1150", "the step after End")
        page.key("Home")
        page.settle()
        expect(page.place()[1], "0", "the step after Home")
        without_problems(page)


# Whether the page kept the browser from doing what it does with a key.
PREVENTED = """window.prevented = [];
window.addEventListener("keydown", (event) => {
  setTimeout(() => prevented.push([event.key, event.defaultPrevented]));
}, true); 0"""


@test("keys that are not the page's are the browser's")
def check_foreign_keys():
    alt, control, meta, shift = 1, 2, 4, 8
    foreign = [("F5", 0), ("F6", 0), ("F11", 0), ("Tab", 0), ("Tab", shift), ("=", control),
               ("-", control), ("0", control), ("c", control), ("f", control), ("l", control),
               ("q", 0), ("q", control), ("/", 0), ("ArrowLeft", alt), ("n", alt), ("n", meta),
               ("Process", 0), ("Dead", 0), ("Shift", shift)]
    own = [("ArrowRight", 0), (" ", 0), ("PageDown", 0), ("n", 0), ("?", shift), ("Home", 0)]
    with open_page() as page:
        page.run(PREVENTED)
        for wanted, pressed in ((False, foreign), (True, own)):
            for key, modifiers in pressed:
                page.run("document.getElementById('canvas').focus(); prevented.length = 0; 0")
                page.run(f"""document.getElementById('canvas').dispatchEvent(new KeyboardEvent(
                    "keydown", {{key: {json.dumps(key)}, code: "", bubbles: true, cancelable: true,
                    ctrlKey: {json.dumps(bool(modifiers & control))},
                    altKey: {json.dumps(bool(modifiers & alt))},
                    metaKey: {json.dumps(bool(modifiers & meta))},
                    shiftKey: {json.dumps(bool(modifiers & shift))}}})); 0""")
                page.wait("prevented.length === 1")
                expect(page.run("prevented[0][1]"), wanted, f"{key} ({modifiers}) is taken")
                page.run("document.querySelector('dialog[open]')?.close(); 0")
        without_problems(page)


@test("Tab leaves the picture and comes back; with a number selected it goes on to the next")
def check_tab():
    focused = "document.activeElement === document.getElementById('canvas')"
    with open_page("#four/06-four-equations/5/four/en/operation") as page:
        expect(page.run(focused), True, "the canvas has the focus at first")
        page.key("Tab", modifiers=8)
        expect(page.run(focused), False, "the canvas after Shift+Tab")
        page.key("Tab")
        expect(page.run(focused), True, "the canvas after Tab")
        page.key("ArrowRight", modifiers=2)
        page.settle()
        shown = page.run("backstep.state.selected")
        expect(shown, True, "Ctrl+→ selects a number")
        page.key("Tab")
        expect(page.run(focused), True, "Tab with a number selected stays")
        page.key("Escape")
        page.settle()
        expect(page.run("backstep.state.selected"), False, "a number is selected after Esc")
        page.key("Tab", modifiers=8)
        expect(page.run(focused), False, "the canvas after Esc, Shift+Tab")
        without_problems(page)


# ---- pointer and fingers ----


def actions():
    """The numbers of src/session/action.h."""
    text = (root / "src/session/action.h").read_text(encoding="utf-8")
    body = re.sub(r"/\*.*?\*/", "", text[text.index("enum action {"):], flags=re.S)
    numbers, number = {}, -1
    for name in re.findall(r"ACTION_(\w+)(?=\s*[,=}])", body):
        number = number + 9 - 1 if name == "NOTATION_9" else number + 1
        numbers[name.lower()] = number
    return numbers


def button_of(page, name):
    """The middle of the button that asks for an action, or of the timeline, on the page."""
    wanted = 2 if name == "timeline" else 1 + 256 * actions()[name]
    found = page.run(f"""(() => {{
        const canvas = document.getElementById("canvas");
        const box = canvas.getBoundingClientRect();
        let [count, left, top] = [0, 0, 0];
        for (let y = 1; y < box.height; y += 4)
            for (let x = 1; x < box.width; x += 4)
                if (backstep.number("finger", x, y) === {wanted} &&
                    (count === 0 || Math.hypot(x - left / count, y - top / count) < 60)) {{
                    count += 1; left += x; top += y;
                }}
        return count && [box.x + left / count, box.y + top / count];
    }})()""")
    expect_that(found, f"a button for {name} is in the picture")
    return found


@test("the mouse clicks on buttons, numbers and the timeline, and its wheel turns pages")
def check_mouse():
    with open_page("#four/06-four-equations/5/four/en/operation") as page:
        page.click(*button_of(page, "next_notation"))
        page.wait("location.hash.split('/').slice(-3)[0] !== 'four'")
        page.click(*button_of(page, "language"))
        page.expect("language", "zh")
        x, y = button_of(page, "language")
        page.mouse("mouseMoved", x - 3, y)
        page.mouse("mouseMoved", x, y)
        page.wait("document.getElementById('canvas').style.cursor === 'pointer'")
        page.click(*button_of(page, "help"))
        page.wait("document.querySelector('#menu[open]')")
        page.key("Escape")
        page.wait("!document.querySelector('#menu[open]')")
        x, y = button_of(page, "timeline")
        page.click(x, y)
        page.wait("!location.hash.includes('/5/')")
        without_problems(page)


@test("fingers tap, swipe and pinch, on a phone without keys")
def check_touch():
    with open_page("#four/06-four-equations/4/four/en/operation") as page:
        page.size(390, 790, 3, is_mobile=True)
        page.settle()
        box = page.run("(({x, y, width, height}) => [x, y, width, height])"
                       "(document.getElementById('canvas').getBoundingClientRect())")
        middle = box[1] + box[3] / 2
        page.swipe((300, middle), (120, middle))
        page.expect("step", 5)
        page.swipe((120, middle), (300, middle))
        page.expect("step", 4)
        page.tap(*free_place(page, is_left=False))
        page.expect("step", 5)
        page.tap(*free_place(page, is_left=True))
        page.expect("step", 4)
        x, y = button_of(page, "next_notation")
        page.tap(x, y - 18)  # beside it: fingers are wide
        page.wait("location.hash.split('/').slice(-3)[0] !== 'four'")
        page.tap(*button_of(page, "language"))
        page.expect("language", "zh")
        before = page.run("backstep.state.scale")
        page.touch("touchStart", (180, middle), (210, middle))
        for spread in (20, 30, 45, 60):
            page.touch("touchMove", (195 - spread, middle), (195 + spread, middle))
        page.touch("touchEnd")
        page.settle()
        expect_that(page.run("backstep.state.scale") > before, "a pinch makes text larger")
        x, y = button_of(page, "timeline")
        page.touch("touchStart", (x, y))
        page.touch("touchMove", (x + 60, y))
        time.sleep(0.3)  # at rest before it is lifted: that is no fling
        page.touch("touchMove", (x + 60, y))
        page.touch("touchEnd")
        page.wait("!location.hash.includes('/4/')")
        page.settle()
        step = page.place()[1]
        time.sleep(1)  # the browser takes a tap right behind a fling for the end of that
        page.tap(*page.run("""(() => { const box = document.getElementById("step-next")
            .getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()"""))
        page.expect("step", int(step) + 1)
        without_problems(page)


def free_place(page, is_left):
    """A place at a side of the canvas where no target is near."""
    found = page.run(f"""(() => {{
        const canvas = document.getElementById("canvas");
        const box = canvas.getBoundingClientRect();
        for (let y = box.height - 8; y > 0; y -= 8)
            for (let x = 8; x < box.width / 4; x += 8) {{
                const at = {json.dumps(is_left)} ? x : box.width - x;
                if (backstep.number("finger", at, y) === 0) return [box.x + at, box.y + y];
            }}
        return null;
    }})()""")
    expect_that(found, "a place where nothing is")
    return found


# ---- questions ----


def go_to_question(page):
    """Forward to the next one."""
    for _ in range(12):
        page.key("ArrowRight")
        page.settle()
        if page.run("backstep.state.asking"):
            return
    raise AssertionError("no question within twelve steps")


def tap_to_question(page):
    """The same by the button of a touch screen, from a question on none."""
    for _ in range(12):
        if page.run("backstep.state.asking"):
            return
        page.run("document.getElementById('step-next').click(); 0")
        page.settle()
    raise AssertionError("no question within twelve taps")


def journal_of(page):
    text = page.run("localStorage.getItem('backstep.journal')") or ""
    return [json.loads(line) for line in text.splitlines()]


def answers_of(page):
    return [(entry.get("answer"), entry["verdict"]) for entry in journal_of(page)
            if entry["did"] == "answered"]


def right_answer(lesson, step):
    """The only number of a step's result."""
    lines = subprocess.run([program, "trace", lesson, "--iterations", "1"], check=True,
                           stdout=subprocess.PIPE, text=True).stdout.splitlines()
    value = [json.loads(line) for line in lines][step]["value"]
    return f"{value[0][0]:.4f}"


ASKED = "#ladder/02-sigmoid-slope/0/ladder/en/operation"


@test("what a lesson asks is hidden until it is answered, by keys, and the journal stays")
def check_questions():
    with Page(program, single) as page:
        page.start(ASKED, asks=True)
        go_to_question(page)
        step = page.run("backstep.state.step")
        right = right_answer("ladder/02-sigmoid-slope", step)
        expect_that(page.difference() > 0, "the number is not in the picture")
        told = page.run("backstep.text('reading', 1)")
        expect_that(right.rstrip("0") not in told and right[:5] not in told and "?" in told,
                    f"the number is not in the words: {told}")
        for answer, is_open in (("0.9", True), (right, False)):
            page.key("a", modifiers=2)  # all that is there
            for sign in answer:
                page.key(sign)
            page.key("Enter")
            page.settle()
            expect(page.run("backstep.state.asking"), is_open, f"asking behind {answer}")
        expect(answers_of(page), [("0.9", "wrong"), (right, "right")], "the answers in the journal")
        go_to_question(page)
        page.key("PageDown")
        page.settle()
        expect(answers_of(page)[-1][1], "skipped", "what was passed by")
        page.send("Page.reload")
        page.wait("window.backstep && backstep.state && document.body.matches('.started')")
        did = [entry["did"] for entry in journal_of(page)]
        expect(did[-2:], ["left", "opened"], "the journal over a reload")
        expect(len(answers_of(page)), 3, "answers over a reload")
        without_problems(page)


@test("fingers answer too, with the keyboard of the touch screen")
def check_typing():
    with Page(program, single) as page:
        page.size(390, 790, 3, is_mobile=True)
        page.start(ASKED, asks=True)
        page.settle()
        tap_to_question(page)
        right = right_answer("ladder/02-sigmoid-slope", page.run("backstep.state.step"))
        box = page.run("(({x, y, width, height}) => [x, y, width, height])"
                       "(document.getElementById('canvas').getBoundingClientRect())")
        page.tap(box[0] + box[2] - 20, box[1] + box[3] / 2)  # at the side, where nothing is
        page.settle()
        expect(page.run("[backstep.state.asking, document.activeElement.id]"), [True, "typing"],
               "a tap while a question is open")
        page.send("Input.insertText", text=right + "77")
        for _ in range(2):
            page.key("Backspace")
        page.key("Enter")
        page.settle()
        expect(answers_of(page), [(right, "right")], "what was typed")
        expect(page.run("document.activeElement.id"), "canvas", "what has the keys behind it")
        page.run("document.getElementById('step-next').click(); 0")
        page.settle()
        without_problems(page)


@test("keys of 44 units to answer with stand below the picture for fingers, and nothing else comes up")
def check_pad():
    with Page(program, single) as page:
        page.size(390, 844, 3, is_mobile=True)
        page.start(ASKED, asks=True)
        page.settle()
        expect(page.run("document.getElementById('pad').offsetHeight"), 0, "the keys before a question")
        tap_to_question(page)
        right = right_answer("ladder/02-sigmoid-slope", page.run("backstep.state.step"))
        expect(page.run("document.getElementById('typing').inputMode"), "none", "the other keyboard")
        for size in ((390, 844), (844, 390), (320, 568)):
            page.size(*size, 3, is_mobile=True)
            page.settle()
            keys = page.run("""[...document.querySelectorAll("#pad button")].map((key) =>
                (({x, y, width, height}) => [key.textContent, x, y, width, height])(key.getBoundingClientRect()))""")
            expect("".join(key[0] for key in keys), "1234567890.−⌫✓", "the keys")
            expect([key for key in keys if key[3] < 44 or key[4] < 44 or key[1] < 0 or key[2] < 0 or
                    key[1] + key[3] > size[0] or key[2] + key[4] > size[1]], [], f"small or cut at {size}")
        places = {key[0]: (key[1] + key[3] / 2, key[2] + key[4] / 2) for key in keys}
        for signs in ("0.9✓", "⌫" * 8 + right + "7⌫✓"):
            before = page.run("document.getElementById('said').textContent")
            for sign in signs:
                page.tap(*places[sign])
            page.settle()
            heard = page.run("document.getElementById('said').textContent")
            expect_that(heard not in ("", before), f"what came of it is said: {heard}")
        expect([answer for answer in answers_of(page)], [("0.9", "wrong"), (right, "right")], "what was tapped")
        expect(page.run("document.getElementById('pad').offsetHeight"), 0, "the keys behind it")
        without_problems(page)


# ---- behind the last step ----


END = "backstep.state.ended"
FIRST = "#ladder/01-one-neuron/0/ladder/en/operation"


def go_on_to_end(page, go_on):
    """By one key or gesture alone, as who reads only; how often."""
    for count in range(60):
        if page.run(END):
            return count
        go_on()
        page.settle()
    raise AssertionError("no end within sixty times")


@test("one key leads over what was told to the page behind the last step, and to the next lesson")
def check_end():
    with open_page(FIRST) as page:
        steps = page.run("backstep.state.steps")
        pressed = go_on_to_end(page, lambda: page.key("ArrowRight"))
        print(f"# {pressed} times for {steps} steps")
        expect_that(pressed < steps, "nothing was leapt over")
        page.wait("document.getElementById('said').textContent.includes('finished')")
        page.key("ArrowLeft")
        page.settle()
        expect(page.run(f"[{END}, backstep.state.step]"), [False, steps], "back from there")
        page.key("ArrowRight")
        page.settle()
        page.key("l")
        page.expect("language", "zh")
        page.wait("document.getElementById('said').textContent.includes('已学完')")
        page.key("s")
        page.settle()
        expect(page.run(f"[{END}, backstep.state.step < {steps}]"), [False, True],
               "to where the lesson leapt")
        page.key("End")
        page.settle()
        page.key("ArrowRight")
        page.settle()
        page.key("Enter")
        page.wait("location.hash.includes('02-sigmoid-slope/0/')")
        expect(page.run(END), False, "the next lesson is seen")
        page.follow("#beyond/15-digits/0/layer/en/operation")
        page.key("End")
        page.settle()
        page.key("ArrowRight")
        page.settle()
        page.key("Enter")  # behind the last lesson of all
        page.wait("document.querySelector('#menu[open]')")
        without_problems(page)


@test("fingers get there too, and tap on what comes next")
def check_end_fingers():
    with open_page(FIRST) as page:
        page.size(390, 790, 3, is_mobile=True)
        page.settle()
        go_on_to_end(page, lambda: page.swipe((300, 400), (120, 400)))
        page.swipe((120, 400), (300, 400))
        page.settle()
        expect(page.run(END), False, "swiped back")
        page.swipe((300, 400), (120, 400))
        page.settle()
        found = page.run("""(() => {
            const box = document.getElementById("canvas").getBoundingClientRect();
            for (let y = box.height - 8; y > 0; y -= 8)
                if (backstep.number("finger", box.width / 2, y) % 256 === 1 &&
                    backstep.number("finger", box.width / 2, y - 40) % 256 === 1)
                    return [box.x + box.width / 2, box.y + y - 20];
            return null;
        })()""")
        expect_that(found, "a large button")
        page.tap(*found)
        page.wait("location.hash.includes('02-sigmoid-slope/0/')")
        without_problems(page)


@test("every button of the page is 44 units high for fingers")
def check_targets():
    with open_page() as page:
        page.size(390, 790, 3, is_mobile=True)
        page.settle()
        small = page.run("""[...document.querySelectorAll("#bar button")]
            .filter((button) => button.offsetParent && button.offsetHeight < 44)
            .map((button) => button.id || button.textContent)""")
        expect(small, [], "buttons that are too small")
        for name in ("lessons", "open", "save", "actions", "licences"):
            page.run("document.querySelector('[data-menu=menu]').click(); 0")
            page.run(f"""[...document.querySelectorAll("#menu .line")]
                .find((line) => line.textContent === {json.dumps(word(page, name))}).click(); 0""")
            small = page.run("""[...document.querySelectorAll("#menu button, #menu a, #menu label")]
                .filter((one) => one.getBoundingClientRect().height < 43.5)
                .map((one) => one.textContent)""")
            expect(small, [], f"what is too small in {name}")
            page.run("document.getElementById('menu').close(); 0")
        without_problems(page)


# The least contrast between a text of the open dialog and what is behind it.
CONTRAST = """(() => {
    const numbers = (color) => color.match(/[0-9.]+/g).map(Number);
    const behind = (node) => {
        const [r, g, b, alpha = 1] = node ? numbers(getComputedStyle(node).backgroundColor) : [0, 0, 0];
        const below = alpha < 1 ? behind(node.parentElement) : [0, 0, 0];
        return [r, g, b].map((part, i) => alpha * part + (1 - alpha) * below[i]);
    };
    const light = (color) => color.map((part) => part / 255).map((part) =>
        part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (node) => {
        const [one, other] = [numbers(getComputedStyle(node).color).slice(0, 3), behind(node)].map(light);
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    };
    const texts = [...document.querySelectorAll("dialog[open] *")].filter((node) =>
        [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== ""));
    return Math.min(...texts.map(contrast));
})()"""


@test("in every theme the lists of the page are legible, the lesson that is open and what is pointed at too")
def check_contrast():
    with open_page() as page:
        for theme in ("dark", "light", "contrast"):
            page.run(f"backstep.look({{theme: '{theme}'}}); 0")
            page.run("document.querySelector('[data-menu=lessons]').click(); 0")
            for line in ("a.line[aria-current]", "a.line:not([aria-current])"):
                x, y = page.run(f"""(() => {{
                    const line = document.querySelector("#menu {line}");
                    line.scrollIntoView({{block: "center"}});
                    const box = line.getBoundingClientRect();
                    return [box.x + 9, box.y + 9];
                }})()""")
                page.mouse("mouseMoved", x, y)
                page.wait(f"document.querySelector('#menu {line}').matches(':hover')")
                least = page.run(CONTRAST)
                expect_that(least >= 4.5, f"the contrast of {theme} is {least:.1f}")
            page.run("document.getElementById('menu').close(); 0")
        without_problems(page)


def word(page, name):
    return page.run(f"document.querySelector('[data-menu={name}]').textContent")


# ---- lessons ----

LESSON = {
    "format": 1, "title": "a lesson of one's own", "notation": "four", "loss": "half_square",
    "learning_rate": 0.5, "iterations": 3,
    "network": {"inputs": 2, "layers": [{"units": 2, "activation": "tanh"}],
                "initial": {"scheme": "xavier", "seed": 3}},
    "data": {"inputs": [[0, 1], [1, 0]], "targets": [[0, 1], [1, 1]]},
}


def drop(page, name, text):
    page.run(f"""(() => {{
        const carried = new DataTransfer();
        carried.items.add(new File([{json.dumps(text)}], {json.dumps(name)}));
        document.getElementById("canvas").dispatchEvent(
            new DragEvent("drop", {{dataTransfer: carried, bubbles: true, cancelable: true}}));
    }})()""")


@test("a lesson is dropped: a good one is shown and stays over a reload, a bad one says why not")
def check_drop():
    with open_page() as page:
        drop(page, "mine.json", json.dumps(LESSON))
        page.wait("location.hash.startsWith('#mine.json/0/')")
        page.key("ArrowRight")
        page.expect("step", 1)
        page.send("Page.reload")
        page.wait("document.body && document.body.classList.contains('started')")
        page.wait("document.title.startsWith('a lesson of one')")
        expect(page.place()[:2], ("mine.json", "1"), "the place after reloading")
        bad = dict(LESSON, loss="wrong")
        drop(page, "bad.json", json.dumps(bad, indent=1))
        page.wait("document.querySelector('#message[open]')")
        text = page.run("document.getElementById('message').innerText")
        expect_that("bad.json:" in text and "/loss" in text, f"the message says where: {text}")
        page.key("Escape")
        page.wait("!document.querySelector('#message[open]')")
        expect(page.place()[0], "mine.json", "the lesson that is still open")
        page.key("l")
        page.expect("language", "zh")
        drop(page, "bad.json", "{")
        page.wait("document.querySelector('#message[open]')")
        text = page.run("document.getElementById('message').innerText")
        expect_that("错误" in text, f"the message is in the reader's language: {text}")
        without_problems(page)


@test("lessons are chosen from a list, from a dialog of files, and by links, wrong ones too")
def check_lessons():
    listed = subprocess.run([program, "list"], check=True, stdout=subprocess.PIPE, text=True).stdout
    listed = [line.split()[0] for line in listed.splitlines()]
    with open_page("#beyond/02-xor/7/layer/zh/term") as page:
        expect(page.place(), ("beyond/02-xor", "7", "layer", "zh", "term"), "the place of the first link")
        page.run("document.querySelector('[data-menu=lessons]').click(); 0")
        links = page.run("[...document.querySelectorAll('#menu a')].map((link) => link.hash)")
        expect(links, ["#" + name for name in listed], "the lessons")
        page.run("document.querySelector('#menu a[href=\"#beyond/08-five-notations\"]').click(); 0")
        page.wait("location.hash.startsWith('#beyond/08-five-notations/0/ladder/')")
        page.run("document.querySelector('[data-menu=open]').click(); 0")
        path = page.work / "chosen.json"
        path.write_text(json.dumps(LESSON))
        document = page.send("DOM.getDocument")["root"]["nodeId"]
        field = page.send("DOM.querySelector", nodeId=document, selector="#menu input")["nodeId"]
        page.send("DOM.setFileInputFiles", nodeId=field, files=[str(path)])
        page.wait("location.hash.startsWith('#chosen.json/0/')")
        for link, part in (("#nothing/3/four/en", "nothing"), ("#beyond/02-xor/3/strange/en", "strange"),
                           ("#other.json/3/four/en", "other.json")):
            page.run(f"location.hash = {json.dumps(link)}; 0")
            page.wait("document.querySelector('#message[open]')")
            text = page.run("document.getElementById('message').innerText")
            expect_that(part in text and "backstep list" not in text, f"{link}: {text}")
            page.run("document.getElementById('message').close(); 0")
            page.wait("location.hash.startsWith('#chosen.json/0/')")
        page.run("location.hash = '#beyond/02-xor/99999999/four/en'; 0")
        page.wait("location.hash.startsWith('#beyond/02-xor/')")
        page.run("location.hash = '#beyond/02-xor/2/four/en'; backstep.open({lesson: 'ladder/01-one-neuron'}); 0")
        page.wait("location.hash.startsWith('#beyond/02-xor/2/') && backstep.state.lesson === 'beyond/02-xor'")
        page.run("location.hash = '#%E0%A4%A/x/..//../1e99/\\u0000'; 0")
        page.wait("document.querySelector('#message[open]')")
        without_problems(page)


# ---- what stays ----


@test("a reload shows the same step, in the looks that were chosen")
def check_reload():
    with open_page() as page:
        for key in "t+":
            page.key(key)
        for _ in range(4):
            page.key("ArrowRight")
        page.expect("step", 4)
        looks = page.looks()
        page.send("Page.reload")
        page.wait("document.body && document.body.classList.contains('started')")
        page.settle()
        expect(page.looks(), looks, "the looks after reloading")
        expect(page.place()[1], "4", "the step after reloading")
        expect(page.difference(), 0, "pixels that differ after reloading")
        without_problems(page)


@test("what would be files are downloads: a picture, texts, data, the lesson")
def check_save():
    with open_page("#beyond/02-xor/9/four/en/operation") as page:
        page.run("""window.saved = {};
            URL.createObjectURL = (blob) => { window.lastBlob = blob; return "blob:none"; };
            HTMLAnchorElement.prototype.click = function () { saved[this.download] = lastBlob; }; 0""")
        for i in range(5):
            page.run("document.querySelector('[data-menu=save]').click(); 0")
            page.run(f"document.querySelectorAll('#menu .line')[{i}].click(); 0")
        page.wait("Object.keys(saved).length === 5")
        names = page.run("Object.keys(saved).sort()")
        expect(names, ["02-xor.json", "beyond-02-xor-9-steps.txt", "beyond-02-xor-9.jsonl",
                       "beyond-02-xor-9.png", "beyond-02-xor-9.txt"],
               "what was saved")
        text = page.run("saved['beyond-02-xor-9.txt'].text()")
        native = subprocess.run([program, "text", "beyond/02-xor", "--step", "9", "--notation", "four"],
                                check=True, stdout=subprocess.PIPE, text=True).stdout
        expect(text.strip(), native.strip(), "the step as text")
        lesson = page.run("saved['02-xor.json'].text()")
        expect(lesson, (root / "lessons/beyond/02-xor.json").read_text(encoding="utf-8"), "the lesson")
        without_problems(page, but=("blob:none",))


# ---- ears and searches ----


@test("each step is told in words, once the reader stays")
def check_words_of_step():
    with open_page("#four/06-four-equations/0/four/en/operation") as page:
        for _ in range(3):
            page.key("ArrowRight")
        page.wait("document.getElementById('said').textContent.startsWith('step 3 ')")
        native = subprocess.run([program, "text", "four/06-four-equations", "--step", "3", "--plain"],
                                check=True, stdout=subprocess.PIPE, text=True).stdout
        expect(page.run("document.getElementById('said').textContent").strip(), native.strip(),
               "the step in words")
        expect(page.run("document.getElementById('said').getAttribute('aria-live')"), "polite",
               "how it is said")
        expect(page.run("document.querySelectorAll('h1').length"), 1, "headings")
        expect_that(page.run("document.title").startswith("The four equations"), "the title")
        tree = page.send("Accessibility.getFullAXTree")["nodes"]
        roles = [node["role"]["value"] for node in tree if not node["ignored"]]
        for role in ("heading", "application", "button", "main"):
            expect_that(role.lower() in [each.lower() for each in roles], f"a {role} in {set(roles)}")
        without_problems(page)


@test("without scripts the page says what it is")
def check_no_script():
    with Page(program, single) as page:
        page.send("Emulation.setScriptExecutionDisabled", value=True)
        page.send("Page.navigate", url=single)
        end = time.monotonic() + 20
        text = ""
        while "needs JavaScript" not in text and time.monotonic() < end:
            time.sleep(0.1)
            try:
                document = page.send("DOM.getDocument")["root"]["nodeId"]
                node = page.send("DOM.querySelector", nodeId=document, selector="noscript")["nodeId"]
                text = page.send("DOM.getOuterHTML", nodeId=node)["outerHTML"] if node else ""
            except RuntimeError:
                pass  # another document has come
        expect_that("needs JavaScript" in text and "<p>" in text, "the text without scripts")


@test("the licences of everything that is in the file are in the file")
def check_licences():
    with open_page() as page:
        page.run("document.querySelector('[data-menu=licences]').click(); 0")
        text = page.run("document.getElementById('menu').innerText")
        for part in ("Backstep authors", "SIL OPEN FONT LICENSE", "GUST Font License", "Bitstream",
                     "Sam Lantinga", "FreeType", "HarfBuzz", "Dave Gamble", "Rich Felker", "Emscripten"):
            expect_that(part.lower() in text.lower(), f"{part} is named")
        without_problems(page)


# ---- at rest, and from a server ----


@test("at rest nothing is painted and nothing runs")
def check_idle():
    with open_page("#beyond/02-xor/5/four/en/operation") as page:
        page.settle()
        time.sleep(6)  # the answer to a key is taken away, the step is told
        page.send("Performance.enable", timeDomain="threadTicks")
        page.run("""window.painted = 0; (() => {
            const context = document.getElementById("canvas").getContext("2d");
            const put = context.putImageData;
            context.putImageData = (...area) => { painted++; put.apply(context, area); };
        })()""")

        def busy():
            metrics = page.send("Performance.getMetrics")["metrics"]
            values = {metric["name"]: metric["value"] for metric in metrics}
            return values["ScriptDuration"], values["TaskDuration"]

        before = busy()
        time.sleep(5)
        after = busy()
        expect(page.run("painted"), 0, "pictures in five seconds")
        print(f"# {after[1] - before[1]:.4f} s of work, {after[0] - before[0]:.4f} s of it scripts")
        expect_that(after[0] - before[0] < 0.005, "scripts run at rest")


class Strict(http.server.SimpleHTTPRequestHandler):
    """A server that lets a page have nothing but its own files."""

    def end_headers(self):
        self.send_header("Content-Security-Policy",
                         "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'")
        super().end_headers()

    def log_message(self, *ignored):
        pass


@test("the folder runs from a server under a strict policy, in a folder of that")
def check_site():
    handler = functools.partial(Strict, directory=str(build))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with Page(program, f"http://127.0.0.1:{server.server_port}/site/") as page:
            page.start("#beyond/08-five-notations/3/ladder/zh/operation", is_offline=False)
            expect(page.place(), ("beyond/08-five-notations", "3", "ladder", "zh", "operation"), "the place")
            page.key("ArrowRight")
            page.expect("step", 4)
            page.settle()
            expect(page.difference(), 0, "pixels that differ")
            page.run("document.querySelector('[data-menu=licences]').click(); 0")
            without_problems(page)
    finally:
        server.shutdown()


def main():
    wanted = sys.argv[4:]
    failed = False
    chosen = [each for each in tests if not wanted or any(part in each[1].__name__ for part in wanted)]
    print(f"1..{len(chosen)}", flush=True)
    for number, (name, function) in enumerate(chosen, 1):
        start = time.monotonic()
        try:
            function()
            print(f"ok {number} - {name}", flush=True)
        except Exception:  # whatever it was, the next is tried
            failed = True
            for line in traceback.format_exc().splitlines()[-12:]:
                print(f"# {line[:2000]}")
            print(f"not ok {number} - {name}", flush=True)
        print(f"# {time.monotonic() - start:.1f} s", flush=True)
    return failed


sys.exit(main())
