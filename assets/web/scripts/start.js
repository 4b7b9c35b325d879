// The beginning: what the reader wants to see, the program, its first picture; then the page around
// it follows the program's state.

const firstLesson = "four/06-four-equations";
const stage = document.getElementById("stage");

// ---- looks ----

const looks = {
  kept: keep.read("looks") || {},
  automaticScale: 100,

  // Where the reader has not said otherwise, as the system is set.
  first() {
    const prefers = (query) => matchMedia(`(${query})`).matches;
    const theme = prefers("prefers-contrast: more")
      ? "contrast"
      : prefers("prefers-color-scheme: light")
        ? "light"
        : "dark";
    return {
      language: navigator.language.startsWith("zh") ? "zh" : "en",
      theme,
      motion: !prefers("prefers-reduced-motion: reduce"),
      ...this.kept,
    };
  },
  // The scale at which the smallest text of the frame is legible on a small screen: 11 units of the
  // page, where it has 19 of 1600 x 1080 pixels, or of 1200 x 1420 where it is tall. The network
  // stays in the picture.
  scaleFor(width, height, ratio) {
    const legible = 11;
    const most = 175;
    const isTall = width < height * 1.05;
    const size = Math.min(width / (isTall ? 1200 : 1600), height / (isTall ? 1420 : 1080));
    const scale = Math.round((legible * ratio * 100) / (19 * size));
    return Math.min(Math.max(scale, 100), most);
  },
  keepFrom(state) {
    const { language, theme, motion, decimals } = state;
    const changed = { language, theme, motion, decimals };
    if (state.scale !== this.automaticScale) {
      changed.scale = state.scale;
    }
    if (JSON.stringify(changed) !== JSON.stringify(this.kept)) {
      this.kept = changed;
      keep.write("looks", changed);
    }
  },
};

// ---- the size of the canvas ----

const size = {
  width: 0,
  height: 0,
  ratio: 1,

  // As many pixels as the screen has there; false when that is as before.
  fit() {
    const ratio = window.devicePixelRatio || 1;
    const box = stage.getBoundingClientRect();
    const width = Math.max(Math.floor(box.width * ratio + 0.01), 1);
    const height = Math.max(Math.floor(box.height * ratio + 0.01), 1);
    if (width === this.width && height === this.height && ratio === this.ratio) {
      return false;
    }
    Object.assign(this, { width, height, ratio });
    return true;
  },
  apply() {
    const { canvas } = program;
    canvas.width = this.width;
    canvas.height = this.height;
    canvas.style.width = `${this.width / this.ratio}px`;
    canvas.style.height = `${this.height / this.ratio}px`;
    program.number("resize", this.width, this.height, this.ratio);
    const scale = looks.scaleFor(this.width, this.height, this.ratio);
    const isAutomatic = !program.state || program.state.scale === looks.automaticScale;
    looks.automaticScale = scale;
    return looks.kept.scale === undefined && isAutomatic ? scale : -1;
  },
  follow() {
    if (this.fit() && program.state) {
      program.look({ scale: this.apply() });
    }
  },
};

// ---- what is heard ----

// The step in words, when the reader has stayed a moment.
const said = {
  region: document.getElementById("said"),
  timer: 0,
  tell(text) {
    this.region.textContent = text;
  },
  answer(text) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(text), 150);
  },
  follow() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell(program.text("reading", 1)), 150);
  },
};

// ---- the address ----

const address = {
  timer: 0,
  last: 0,
  seen: location.hash, // what was written there, or followed; anything else is a link to be followed

  follow(state) {
    const pause = 250; // browsers refuse a page that writes its address all the time
    clearTimeout(this.timer);
    const wait = Math.max(this.last + pause - performance.now(), 0);
    if (wait === 0) {
      this.write(state);
    } else {
      this.timer = setTimeout(() => this.write(program.state), wait);
    }
  },
  write(state) {
    this.last = performance.now();
    const address = link.write(state);
    if (location.hash === this.seen && address !== this.seen) {
      try {
        history.replaceState(null, "", address);
      } catch {
        // a page within another may not be allowed to
      }
      this.seen = location.hash;
    }
  },
  // Somebody followed a link within the page or typed one.
  changed() {
    if (location.hash !== this.seen) {
      clearTimeout(this.timer);
      this.seen = location.hash;
      const place = link.read(location.hash);
      program.look({ language: place.language });
      followLink(place);
    }
  },
};

function followLink(place) {
  const isMissing = place.lesson.endsWith(".json") && !(place.lesson in files.own);
  const told = isMissing ? say("missing_file", place.lesson) : program.open(place);
  // A page has no commands: what the program says of the one that lists lessons is no help here.
  const error = told.includes('"backstep list"') ? say("unknown_lesson", place.lesson) : told;
  if (error !== "" && !program.state) {
    program.open({ lesson: firstLesson });
  } else if (error !== "") {
    address.follow(program.state);
  }
  message.show("wrong_link", error);
}

// ---- the journal ----

const journal = {
  path: "/kept/backstep/journal.jsonl",
  lines: "", // that were there at the beginning
  size: 0, // of what is kept

  read() {
    this.lines = keep.readJournal();
  },
  restore() {
    const bytes = new TextEncoder().encode(this.lines);
    program.write(this.path, bytes);
    this.size = bytes.length;
  },
  // Keeps the lines that the program has added.
  follow() {
    const { FS } = program.module;
    if (FS.stat(this.path).size > this.size) {
      const bytes = FS.readFile(this.path);
      keep.addToJournal(new TextDecoder().decode(bytes.subarray(this.size)));
      this.size = bytes.length;
    }
  },
  leave() {
    program.call("leave", null, [], []);
    this.follow();
  },
};

// ---- the page follows the state ----

function colorPage(state) {
  const style = document.documentElement.style;
  for (const name of ["background", "panel", "edge", "text", "dim", "link"]) {
    style.setProperty(`--${name}`, state[name]);
  }
  style.setProperty("color-scheme", state.theme === "light" ? "light" : "dark");
}

function translatePage() {
  for (const node of document.querySelectorAll("[data-say]")) {
    node.textContent = say(node.dataset.say);
  }
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
  }
}

function follow(state, before) {
  if (state.language !== before.language) {
    document.documentElement.lang = state.language;
    translatePage();
  }
  if (state.theme !== before.theme) {
    colorPage(state);
  }
  if (state.title !== before.title) {
    document.title = `${state.title} · Backstep`;
    document.getElementById("title").textContent = state.title;
  }
  program.canvas.dataset.scale = state.scale;
  program.canvas.style.cursor = state.hand ? "pointer" : "";
  if (!state.going) {
    const isElsewhere = link.write(state) !== (before.lesson ? link.write(before) : "");
    if (isElsewhere || before.going) {
      address.follow(state);
    }
    if (isElsewhere || before.going || state.ended !== before.ended) {
      said.follow();
    }
  }
  looks.keepFrom(state);
  if (state.told && state.told !== before.told && link.write(state) === link.write(before)) {
    said.answer(state.told);
  }
  typing.follow(state);
  pad.follow(state, before);
}

// ---- all of it ----

function stop(text) {
  document.getElementById("wait").textContent = text;
  document.body.classList.add("stopped");
}

// Printed in the light theme, whatever the screen shows.
function listenToPrinting() {
  let theme = "";
  window.addEventListener("beforeprint", () => {
    theme = program.state.theme;
    program.look({ theme: "light" });
  });
  window.addEventListener("afterprint", () => program.look({ theme }));
}

// For who builds a course page around it: backstep.open({lesson, step, notation, level}), .state, and
// backstep.look({language, theme, scale, decimals, motion, questions}).
window.backstep = program;

// A part of the program's own files, as make-page.py has them: from now on it has them too.
async function arrive(part) {
  program.ship(unpack(await loading[part]()));
}

// Begins to unpack parts that a first picture waits for.
function ask(...parts) {
  for (const part of parts.flat()) {
    loading[part]().catch(() => {}); // said where it is waited for
  }
}

// Lets the page hear what it is told meanwhile: before, a worker does not begin.
function heardOthers() {
  return new Promise((done) => setTimeout(done));
}

async function start() {
  document.documentElement.lang = looks.first().language;
  translatePage();
  if (typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") {
    stop(say("old_browser"));
    return;
  }
  performance.mark("started");
  await heardOthers();
  // Of the lessons the one that is shown first; the others are there before anything can ask for them.
  const place = location.hash.length > 1 ? link.read(location.hash) : { lesson: firstLesson };
  const isFirst = place.lesson === firstLesson;
  const first = looks.first();
  first.language = place.language || first.language;
  ask(isFirst ? [] : ["lessons"], first.language === "en" ? [] : ["more"]);
  // While the program is compiled: what needs none of it.
  program.context = program.canvas.getContext("2d", { alpha: false });
  files.read();
  journal.read();
  size.fit();
  const module = await load();
  program.module = module;
  program.failed = (text) => stop(`${say("failed")} ${text}`);
  program.listeners.push(follow);
  await arrive("texts");
  if (!isFirst) {
    await arrive("lessons");
  }
  module.FS.mkdirTree("/mine");
  module.FS.chdir("/mine");
  files.restore();
  journal.restore();
  program.turned = () => journal.follow();

  const failure = program.text("begin", first.language);
  if (failure !== "") {
    stop(failure);
    return;
  }
  first.scale = first.scale === undefined ? size.apply() : (size.apply(), first.scale);
  program.look(first);
  performance.mark("begun");
  program.call("prepare", null, ["string", "string"], [place.lesson, place.notation || ""]);
  performance.mark("prepared");
  // A shipped lesson in English has no Chinese in its first picture.
  const isShipped = module.FS.analyzePath(`/data/lessons/${place.lesson}.json`).exists;
  const mayBeChinese = first.language !== "en" || !isShipped;
  await arrive("fonts");
  if (mayBeChinese) {
    await arrive("more");
  }
  performance.mark("loaded");
  followLink(place);
  performance.mark("shown");
  document.body.classList.add("shown");
  if (!mayBeChinese) {
    await pictureSeen();
    await arrive("more");
    const damage = program.text("change_fonts");
    if (damage !== "") {
      stop(damage);
      return;
    }
  }
  if (isFirst) {
    await arrive("lessons");
  }
  document.body.classList.add("started");
  program.canvas.focus({ preventScroll: true });
  new ResizeObserver(() => size.follow()).observe(stage);
  window.addEventListener("resize", () => size.follow());
  window.addEventListener("hashchange", () => address.changed());
  document.addEventListener("fullscreenchange", () => {
    document.body.classList.toggle("full", fullScreen.isOn());
  });
  window.addEventListener("pagehide", () => journal.leave());
  listenToInput();
  listenToMenu();
  listenToPrinting();
}

start().catch((error) => stop(`${say("failed")} ${error.message || error}`));
