"""Chromium, driven through its DevTools protocol with nothing but Python's own library."""

import base64
import json
import os
import pathlib
import shutil
import socket
import struct
import subprocess
import tempfile
import time

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions", "--mute-audio", "--hide-scrollbars",
         "--force-color-profile=srgb", "--disable-dev-shm-usage", "--no-default-browser-check",
         "--remote-debugging-port=0", "--remote-allow-origins=*"]


class Socket:
    """A WebSocket, as far as the protocol needs it: texts in both directions."""

    def __init__(self, url):
        host, _, path = url.removeprefix("ws://").partition("/")
        name, _, port = host.partition(":")
        self.stream = socket.create_connection((name, int(port)), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.stream.sendall((
            f"GET /{path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n").encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.stream.recv(65536)
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        assert b" 101 " in head.split(b"\r\n")[0], head

    def take(self, count):
        while len(self.buffer) < count:
            part = self.stream.recv(1 << 20)
            if not part:
                raise ConnectionError("the browser has closed the connection")
            self.buffer += part
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def receive(self):
        text = b""
        while True:
            first, second = self.take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.take(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self.take(8))[0]
            text += self.take(length)
            if first & 0x80:
                return text.decode()

    def send(self, text):
        data = text.encode()
        mask = os.urandom(4)
        length = len(data)
        head = b"\x81" + (struct.pack(">B", 0x80 | length) if length < 126 else
                          struct.pack(">BH", 0xFE, length) if length < 65536 else
                          struct.pack(">BQ", 0xFF, length))
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
        self.stream.sendall(head + mask + masked)


class Browser:
    """A new Chromium with a folder of its own, and one page in it."""

    def __init__(self, size=(1280, 760), flags=()):
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        assert program, "chromium is not installed"
        self.folder = tempfile.mkdtemp(prefix="backstep-chromium-")
        self.process = subprocess.Popen(
            [program, *FLAGS, f"--window-size={size[0]},{size[1]}", *flags,
             f"--user-data-dir={self.folder}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        port = pathlib.Path(self.folder) / "DevToolsActivePort"
        end = time.monotonic() + 60
        while not (port.exists() and port.read_text().count("\n") > 0):
            assert self.process.poll() is None, "chromium has ended"
            assert time.monotonic() < end, "chromium does not come up"
            time.sleep(0.02)
        number, path = port.read_text().split("\n")[:2]
        self.socket = Socket(f"ws://127.0.0.1:{number}{path}")
        self.number = 0
        self.events = []
        self.session = None
        target = next(info for info in self.send("Target.getTargets")["targetInfos"]
                      if info["type"] == "page")
        self.session = self.send("Target.attachToTarget", targetId=target["targetId"],
                                 flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")

    def send(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.receive())
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def close(self):
        try:
            self.session = None
            self.send("Browser.close")
            self.process.wait(20)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        self.close()

    # ---- the page ----

    def run(self, expression):
        """The value of an expression in the page, promises awaited."""
        done = self.send("Runtime.evaluate", expression=expression, awaitPromise=True,
                         returnByValue=True, userGesture=True)
        if "exceptionDetails" in done:
            raise RuntimeError(done["exceptionDetails"])
        return done["result"].get("value")

    def wait(self, expression, seconds=30):
        """Waits until it is true."""
        end = time.monotonic() + seconds
        while not self.run(f"Boolean({expression})"):
            if time.monotonic() > end:
                raise TimeoutError(f"not so in {seconds} s: {expression}")
            time.sleep(0.02)

    def hear(self, method):
        """Waits, without asking, until the browser tells it."""
        while all(event.get("method") != method for event in self.events):
            self.events.append(json.loads(self.socket.receive()))

    def open(self, url, is_ready="document.body && document.body.classList.contains('started')"):
        self.send("Page.navigate", url=url)
        self.wait(f"document.readyState === 'complete' && location.href !== 'about:blank' && ({is_ready})")

    def size(self, width, height, ratio=1, is_mobile=False):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=ratio, mobile=is_mobile)
        self.send("Emulation.setTouchEmulationEnabled", enabled=is_mobile, maxTouchPoints=5)

    def offline(self):
        self.send("Network.emulateNetworkConditions", offline=True, latency=0,
                  downloadThroughput=0, uploadThroughput=0)

    NAMED = {"ArrowRight": 39, "ArrowLeft": 37, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9,
             "Escape": 27, "Enter": 13, "Home": 36, "End": 35, "PageDown": 34, "PageUp": 33,
             "Backspace": 8, "F1": 112, "F5": 116, "F6": 117, "F11": 122}

    def key(self, key, modifiers=0, code=None, repeat=1):
        """Presses and lets go; modifiers: 1 Alt, 2 Ctrl, 4 Meta, 8 Shift."""
        number = self.NAMED.get(key, ord(key[0].upper()) if key else 0)
        code = code or (key if key in self.NAMED else f"Key{key.upper()}" if key.isalpha() else "")
        described = {"key": key, "code": code, "modifiers": modifiers,
                     "windowsVirtualKeyCode": number, "nativeVirtualKeyCode": number}
        typed = key if len(key) == 1 and not modifiers & 7 else "\r" if key == "Enter" else ""
        for _ in range(repeat):
            self.send("Input.dispatchKeyEvent", type="keyDown" if typed else "rawKeyDown",
                      **described, **({"text": typed} if typed else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **described)

    def mouse(self, kind, x, y, **more):
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x, y):
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)

    def touch(self, kind, *points):
        self.send("Input.dispatchTouchEvent", type=kind,
                  touchPoints=[{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)])

    def tap(self, x, y):
        self.touch("touchStart", (x, y))
        self.touch("touchEnd")

    def swipe(self, start, end, steps=4):
        self.touch("touchStart", start)
        for i in range(1, steps + 1):
            self.touch("touchMove", tuple(a + (b - a) * i / steps for a, b in zip(start, end)))
        self.touch("touchEnd")

    def frames(self, count=2):
        """Waits until the page has shown what there was to show."""
        self.run(f"""new Promise((done) => {{
            let left = {count};
            const frame = () => (left-- > 0 ? requestAnimationFrame(frame) : done(true));
            frame();
        }})""")

    def screenshot(self, path):
        data = self.send("Page.captureScreenshot", format="png")["data"]
        pathlib.Path(path).write_bytes(base64.b64decode(data))

    def problems(self):
        """Errors of the page, and requests to anywhere but the page itself."""
        self.run("0")
        found = []
        for event in self.events:
            parameters = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                details = parameters["exceptionDetails"]
                found.append(details.get("exception", {}).get("description", details["text"]))
            elif event.get("method") == "Log.entryAdded" and parameters["entry"]["level"] == "error":
                found.append(parameters["entry"]["text"])
            elif event.get("method") == "Network.requestWillBeSent":
                url = parameters["request"]["url"]
                if not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
                    found.append(f"a request to {url}")
        return found
