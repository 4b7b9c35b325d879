#!/usr/bin/env python3
"""Figures of the page in Chromium, as a table: bench_page.py BUILD_FOLDER [RUNS]

First picture: from navigating to the file in a new browser that has seen no page yet, when it is done
with its own start, to the frame behind the one that has the picture; beside it the processor time of
all of the browser's processes until then, which says more than the clock where others work too. Key
to picture: from the key to the frame behind the picture, 100 steps.
Idle: pictures, and processor time in 15 seconds of all of the browser's processes and of the page's own:
half a minute after the page was opened, and behind the 100 steps. What a browser does for itself, it
does with an empty page too.
"""

import gzip
import os
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from browser import Browser  # noqa: E402

WATCH = """(() => {
  const times = (window.times = { keys: [], pictures: 0 });
  const put = CanvasRenderingContext2D.prototype.putImageData;
  const tell = window.toldFirst; // a function of the bench's
  let pressed = 0;
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  CanvasRenderingContext2D.prototype.putImageData = function (...area) {
    put.apply(this, area);
    times.pictures++;
    const isFirst = times.put === undefined;
    const isAnswer = pressed > 0;
    const from = pressed;
    pressed = 0;
    if (isFirst) times.put = performance.now();
    if (isFirst || isAnswer)
      requestAnimationFrame(() => setTimeout(() => {
        if (isFirst) times.first = performance.now();
        if (isFirst && tell) tell("");
        if (isAnswer) times.keys.push(performance.now() - from);
      }));
  };
})()"""


START_SECONDS = 2  # until a browser is there, with its own windows
SETTLED_SECONDS = 30  # until it has nothing to do but the page


def first_pictures(url, runs):
    found = {"script": [], "picture": [], "first": [], "used": []}
    for _ in range(runs):
        with Browser((1280, 760)) as page:
            page.send("Runtime.addBinding", name="toldFirst")
            page.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
            page.size(1280, 760)
            page.send("Network.disable")  # it would keep all of the page a second time
            time.sleep(START_SECONDS)
            before = processor_ticks(page.process.pid)
            page.send("Page.navigate", url=url)
            page.hear("Runtime.bindingCalled")  # looking for it would hold the page up
            used = sum(seconds_since(before, page.process.pid).values())
            found["used"].append(1000 * used)
            found["picture"].append(page.run("times.put"))
            found["first"].append(page.run("times.first"))
            found["script"].append(page.run(
                "(performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime || 0"))
            marks = page.run("""performance.getEntriesByType('mark').map(
                (mark) => `${mark.name} ${Math.round(mark.startTime)}`).join(', ')""")
            print("#", marks, "put", round(found["picture"][-1]), "first", round(found["first"][-1]))
    return found


def processor_ticks(root):
    """Of a process and all below it, by their numbers."""
    children, ticks = {}, {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry))
            ticks[int(entry)] = int(fields[11]) + int(fields[12])
    found, waiting = {}, [root]
    while waiting:
        process = waiting.pop()
        found[process] = ticks.get(process, 0)
        waiting += children.get(process, [])
    return found


def seconds_since(before, root):
    """Of all processes since then, by their numbers."""
    now = processor_ticks(root)
    return {process: (ticks - before.get(process, 0)) / os.sysconf("SC_CLK_TCK")
            for process, ticks in now.items()}


def is_renderer(process):
    try:
        return b"--type=renderer" in pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return False


def idle(page, opened):
    """Pictures, and the processor time of all of the browser and of the page's own process, which is the
    one of its kind that has worked most since the page was opened."""
    time.sleep(SETTLED_SECONDS)
    worked = seconds_since(opened, page.process.pid)
    own = max(filter(is_renderer, worked), key=worked.get)
    pictures = page.run("window.times ? times.pictures : 0")
    before = processor_ticks(page.process.pid)
    time.sleep(15)
    used = seconds_since(before, page.process.pid)
    return page.run("window.times ? times.pictures : 0") - pictures, sum(used.values()), used[own]


def rest(url):
    with Browser((1280, 760)) as page:
        page.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        page.size(1280, 760)
        opened = processor_ticks(page.process.pid)
        page.open(url, "!location.href.startsWith('file:') || window.times && times.first > 0")
        return idle(page, opened)


def steps(url):
    with Browser((1280, 760)) as page:
        page.send("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        page.size(1280, 760)
        opened = processor_ticks(page.process.pid)
        page.open(url, "window.times && times.first > 0")
        time.sleep(3)
        page.run("backstep.look({motion: false, questions: false}); times.keys.length = 0; 0")
        for number in range(100):  # forth and back: behind 33 the lesson ends
            page.key("ArrowRight" if number % 40 < 20 else "ArrowLeft")
            time.sleep(0.04)
        page.frames(4)
        keys = page.run("times.keys")
        return keys, idle(page, opened)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 9
    data = (build / "backstep.html").read_bytes()
    url = (build / "backstep.html").as_uri()
    first = first_pictures(url, runs)
    at_rest = rest(url)
    keys, behind = steps(url)
    empty = rest("data:text/html,<!DOCTYPE html><title>nothing</title>")
    rows = [
        ("backstep.html", f"{len(data):,} bytes"),
        ("the same, gzip -9", f"{len(gzip.compress(data, 9)):,} bytes"),
        ("first paint of the page, median", f"{statistics.median(first['script']):.0f} ms"),
        ("first picture in the canvas, median", f"{statistics.median(first['picture']):.0f} ms"),
        ("first picture seen, median", f"{statistics.median(first['first']):.0f} ms"),
        ("the same, best and worst", f"{min(first['first']):.0f} and {max(first['first']):.0f} ms"),
        ("processor until then, median", f"{statistics.median(first['used']):.0f} ms"),
        ("key to picture seen, median", f"{statistics.median(keys):.1f} ms of {len(keys)}"),
        ("the same, 99 of 100", f"{sorted(keys)[int(len(keys) * 0.99) - 1]:.1f} ms"),
        ("pictures in 15 s at rest", f"{at_rest[0]}"),
        ("processor in 15 s at rest", f"{at_rest[1]:.2f} s, the page's process {at_rest[2]:.2f} s"),
        ("the same, behind 100 keys", f"{behind[1]:.2f} s, {behind[2]:.2f} s; {behind[0]} pictures"),
        ("the same of an empty page", f"{empty[1]:.2f} s, {empty[2]:.2f} s"),
    ]
    for name, value in rows:
        print(f"{name:40} {value}")


main()
