// Keys, pointer and fingers. Which keys are the program's is asked of the program; every other one is
// left to the browser.

const answers = { notOurs: 0, taken: 1, help: 2, fullScreen: 3, lessons: 4 };
const pointer = { moved: 0, down: 1, up: 2, left: 3, wheel: 4 };
const targets = { nothing: 0, button: 1, handle: 2, quantity: 3 };

const fullScreen = {
  isOn: () => document.fullscreenElement !== null,
  toggle() {
    if (this.isOn()) {
      document.exitFullscreen();
    } else if (document.documentElement.requestFullscreen) {
      document.documentElement.requestFullscreen().catch(() => {});
    }
  },
};

// Does what is the page's in an answer; whether the event was used.
function take(answer) {
  if (answer === answers.taken) {
    program.wake();
  } else if (answer === answers.help) {
    menu.open("actions");
  } else if (answer === answers.fullScreen) {
    fullScreen.toggle();
  } else if (answer === answers.lessons) {
    menu.open("lessons");
  }
  return answer !== answers.notOurs;
}

// ---- keys ----

const keys = {
  modifiers(event) {
    return (
      (event.shiftKey ? 1 : 0) |
      (event.ctrlKey ? 2 : 0) |
      (event.altKey ? 4 : 0) |
      (event.metaKey ? 8 : 0) |
      (event.getModifierState("AltGraph") ? 16 : 0)
    );
  },
  // Beside the picture, keys are those of buttons, links and fields.
  isForPicture(event) {
    const target = event.target;
    return target === program.canvas || target === document.body || target === document.documentElement;
  },
  press(event) {
    if (program.state && !event.isComposing && keys.isForPicture(event)) {
      keys.send(event);
    }
  },
  send(event) {
    const modifiers = keys.modifiers(event);
    const answer = program.number("key", event.key, event.code, modifiers, event.repeat ? 1 : 0);
    if (take(answer)) {
      event.preventDefault();
    }
  },
};

// ---- the keyboard of a touch screen ----

// It writes into a field, of which it takes the text away at once: the picture has it. A sign stays in
// it, so that taking back is heard.
const typing = {
  field: document.getElementById("typing"),
  sign: "\u00b7",
  // What is typed instead of pressed has no name of its own.
  unnamed: ["Backspace", "Unidentified", "Process", "Dead"],

  begin() {
    this.clear();
    this.field.focus({ preventScroll: true });
  },
  clear() {
    this.field.value = this.sign;
    this.field.setSelectionRange(1, 1);
  },
  take() {
    const { value } = this.field;
    this.clear();
    if (!value.includes(this.sign)) {
      fingers.press("Backspace");
    }
    const text = value.replace(this.sign, "");
    if (text !== "") {
      take(program.number("type", text));
    }
  },
  // The keyboard goes when there is nothing to answer any more.
  follow(state) {
    if (!state.typing && document.activeElement === this.field) {
      program.canvas.focus({ preventScroll: true });
    }
  },
  press(event) {
    if (event.key.length > 1 && !this.unnamed.includes(event.key) && !event.isComposing) {
      keys.send(event);
    }
  },
};

// ---- keys for fingers ----

// Numbers, shapes and signs have few signs: with these in view no other keyboard comes up for them.
const pad = {
  box: document.getElementById("pad"),
  of: { value: "1234567890.\u2212", shape: "1234567890\u00d7", sign: "+\u22120" },

  follow(state, before) {
    if (state.typed === before.typed && state.language === before.language) {
      return;
    }
    const signs = this.of[state.typed];
    typing.field.inputMode = signs && this.isSeen() ? "none" : "";
    this.box.replaceChildren();
    if (signs) {
      this.box.append(
        ...[...signs].map((sign) => this.key(sign, () => take(program.number("type", sign)))),
        this.key("\u232b", () => fingers.press("Backspace"), "take_back"),
        this.key("\u2713", () => fingers.press("Enter"), "check"),
      );
    }
  },
  isSeen() {
    return matchMedia("(pointer: coarse)").matches;
  },
  key(sign, press, name) {
    const key = document.createElement("button");
    key.textContent = sign;
    if (name) {
      key.setAttribute("aria-label", say(name));
    }
    key.addEventListener("pointerdown", (event) => event.preventDefault()); // the picture keeps its keys
    key.addEventListener("click", press);
    return key;
  },
};

// ---- pointer ----

// Where an event is in the canvas, in units of the page.
function placeOf(event) {
  const box = program.canvas.getBoundingClientRect();
  return [Math.floor(event.clientX - box.left), Math.floor(event.clientY - box.top)];
}

const mouse = {
  wheel: 0, // what was turned since the last page
  move(event) {
    program.number("point", pointer.moved, ...placeOf(event));
    program.wake();
  },
  down(event) {
    if (event.button === 0) {
      program.canvas.setPointerCapture(event.pointerId);
      take(program.number("point", pointer.down, ...placeOf(event)));
    }
  },
  up(event) {
    program.number("point", pointer.up, ...placeOf(event));
    program.wake();
  },
  leave() {
    program.number("point", pointer.left, 0, 0);
    program.wake();
  },
  turn(event) {
    if (event.ctrlKey) {
      return; // the browser's zoom
    }
    const page = event.deltaMode === 0 ? 60 : 2; // pixels or lines
    mouse.wheel += event.deltaY;
    if (Math.abs(mouse.wheel) >= page) {
      program.number("point", pointer.wheel, 0, mouse.wheel > 0 ? -1 : 1);
      mouse.wheel = 0;
      program.wake();
    }
    event.preventDefault();
  },
};

// ---- fingers ----

// A tap is a click where something is, and a step on the sides where nothing is. A long way to the
// side is a step, up or down turns the pages of a text, two fingers apart or together are the size of
// the text, and what begins on the timeline draws along it.
const fingers = {
  down: new Map(), // where each is
  start: null, // of one finger
  isDrawing: false,
  isPinching: false,
  spread: 0,

  target(x, y) {
    return program.number("finger", x, y) % 256;
  },
  press(key) {
    take(program.number("key", key, "", 0, 0));
  },
  distance() {
    const [a, b] = [...this.down.values()];
    return Math.hypot(a[0] - b[0], a[1] - b[1]);
  },
  put(event) {
    this.down.set(event.pointerId, placeOf(event));
    program.canvas.setPointerCapture(event.pointerId);
    if (this.down.size === 2) {
      this.isPinching = true;
      this.spread = this.distance();
      this.start = null;
      return;
    }
    this.start = placeOf(event);
    this.isDrawing = this.target(...this.start) === targets.handle;
    if (this.isDrawing) {
      take(program.number("grab", ...this.start));
    }
  },
  move(event) {
    if (!this.down.has(event.pointerId)) {
      return;
    }
    this.down.set(event.pointerId, placeOf(event));
    if (this.isDrawing) {
      program.number("point", pointer.moved, ...placeOf(event));
      program.wake();
    } else if (this.isPinching && this.down.size === 2) {
      this.pinch();
    }
  },
  pinch() {
    const step = 1.12;
    const spread = this.distance();
    if (spread > this.spread * step || spread < this.spread / step) {
      this.press(spread > this.spread ? "+" : "-");
      this.spread = spread;
    }
  },
  lift(event) {
    if (!this.down.delete(event.pointerId)) {
      return;
    }
    if (this.isDrawing) {
      program.number("point", pointer.up, ...placeOf(event));
      program.wake();
    } else if (this.start && !this.isPinching && event.type === "pointerup") {
      this.end(placeOf(event));
    }
    if (this.down.size === 0) {
      this.start = null;
      this.isDrawing = this.isPinching = false;
      program.number("point", pointer.left, 0, 0);
      program.wake();
    }
  },
  end([x, y]) {
    const far = 32;
    const [dx, dy] = [x - this.start[0], y - this.start[1]];
    if (Math.abs(dx) >= far && Math.abs(dx) > Math.abs(dy)) {
      this.press(stepKey(dx < 0));
    } else if (Math.abs(dy) >= far) {
      program.number("point", pointer.wheel, 0, dy < 0 ? -1 : 1);
      program.wake();
    } else {
      this.tap();
    }
  },
  tap() {
    const [x, y] = this.start;
    const side = program.canvas.clientWidth / 3;
    const isAtSide = x < side || x >= program.canvas.clientWidth - side;
    if (isAtSide && !program.state.typing && this.target(x, y) === targets.nothing) {
      this.press(stepKey(x >= side));
      return;
    }
    take(program.number("tap", x, y));
    if (program.state.typing) {
      typing.begin();
    }
  },
};

// While an answer is typed, arrows move its caret.
function stepKey(isForward) {
  const [back, forward] = program.state.typing
    ? ["PageUp", "PageDown"]
    : ["ArrowLeft", "ArrowRight"];
  return isForward ? forward : back;
}

function isFinger(event) {
  return event.pointerType === "touch";
}

function listenToInput() {
  const canvas = program.canvas;
  window.addEventListener("keydown", keys.press);
  typing.field.addEventListener("keydown", (event) => typing.press(event));
  typing.field.addEventListener("input", (event) => event.isComposing || typing.take());
  typing.field.addEventListener("compositionend", () => typing.take());
  window.addEventListener("paste", (event) => {
    if (take(program.number("type", event.clipboardData.getData("text")))) {
      event.preventDefault();
    }
  });
  canvas.addEventListener("pointerdown", (event) => {
    canvas.focus({ preventScroll: true });
    if (isFinger(event)) {
      fingers.put(event);
    } else {
      mouse.down(event);
    }
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (isFinger(event)) {
      fingers.move(event);
    } else {
      mouse.move(event);
    }
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (isFinger(event)) {
        fingers.lift(event);
      } else {
        mouse.up(event);
      }
    });
  }
  canvas.addEventListener("pointerleave", (event) => {
    if (!isFinger(event)) {
      mouse.leave();
    }
  });
  canvas.addEventListener("wheel", mouse.turn, { passive: false });
}
