"""A page of Backstep in a browser, as the tests and the benchmark see it."""

import base64
import json
import pathlib
import subprocess
import tempfile

from browser import Browser

# How many pixels of the canvas are others than those of a picture; -1 when the sizes differ.
DIFFERENCE = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const blob = new Blob([bytes], { type: "image/png" });
  const image = await createImageBitmap(blob, { colorSpaceConversion: "none" });
  const canvas = document.getElementById("canvas");
  const other = new OffscreenCanvas(image.width, image.height).getContext("2d");
  other.drawImage(image, 0, 0);
  const [width, height] = [canvas.width, canvas.height];
  if (image.width !== width || image.height !== height) return -1;
  const wanted = new Uint32Array(other.getImageData(0, 0, width, height).data.buffer);
  const shown = canvas.getContext("2d").getImageData(0, 0, width, height).data;
  const found = new Uint32Array(shown.buffer);
  let count = 0;
  for (let i = 0; i < wanted.length; i++) count += wanted[i] !== found[i];
  return count;
}"""


class Page(Browser):
    """One page, and the program that it is held against."""

    def __init__(self, program, url, size=(1280, 760), flags=()):
        super().__init__(size, flags)
        self.program, self.url = program, url
        self.size(*size)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="backstep-page-"))

    def start(self, link="", is_offline=True, asks=False):
        """Opens the page; unless it asks, each step is shown as `render` shows it."""
        if is_offline:
            self.offline()
        self.open(self.url + link)
        if not asks:
            self.run("window.backstep ? backstep.look({questions: false}) : 0; 0")
        self.frames()

    def hash(self):
        return self.run("decodeURIComponent(location.hash)")

    def place(self):
        """The address, taken apart: lesson, step, notation, language, level."""
        return tuple(self.hash().lstrip("#").rsplit("/", 4))

    def expect(self, part, value, seconds=20):
        """Waits until a part of the address is so, and all of it is seen."""
        number = {"step": 1, "notation": 2, "language": 3, "level": 4}[part]
        self.wait(f"location.hash.split('/').slice(-5)[{number}] === {json.dumps(str(value))}", seconds)
        self.frames()

    def follow(self, link):
        """As if somebody had clicked on a link within the page."""
        self.run(f"location.hash = {json.dumps(link)}; 0")
        wanted = link.lstrip("#")
        self.wait(f"decodeURIComponent(location.hash) === {json.dumps('#' + wanted)}"
                  " && !document.querySelector('dialog[open]')")
        self.settle()

    def settle(self):
        """Until the program has nothing more to do: no picture for a while."""
        self.run("""new Promise((done) => {
            const canvas = document.getElementById("canvas").getContext("2d");
            const put = canvas.putImageData;
            let last = performance.now();
            canvas.putImageData = (...area) => { last = performance.now(); put.apply(canvas, area); };
            const look = () => {
                if (performance.now() - last > 250) { canvas.putImageData = put; done(true); }
                else setTimeout(look, 30);
            };
            look();
        })""")

    def looks(self):
        return self.run("JSON.parse(localStorage.getItem('backstep.looks'))") or {}

    def shape(self):
        return self.run("(({width, height}) => [width, height])(document.getElementById('canvas'))")

    def difference(self):
        """Pixels that are not those of `backstep render` at the same step."""
        lesson, step, notation, language, level = self.place()
        step, _, inside = step.partition(".")
        looks = self.looks()
        width, height = self.shape()
        picture = self.work / "picture.png"
        command = [self.program, "render", lesson, "--step", step, "--notation", notation, "--lang",
                   language, "--theme", looks["theme"], "--size", f"{width}x{height}", "--scale",
                   self.run("document.getElementById('canvas').dataset.scale"), "-o", str(picture)]
        if level in ("term", "element"):
            command += ["--level", level] + (["--inside", inside] if inside else [])
        subprocess.run(command, check=True)
        data = base64.b64encode(picture.read_bytes()).decode()
        return self.run(f"({DIFFERENCE})({json.dumps(data)})")
