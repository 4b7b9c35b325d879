// The dialogs around the picture: lessons, files, saving, keys, licences, and messages.

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function download(name, parts, type) {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// "delta/softmax" at step 12: "delta-softmax-12".
function fileName() {
  const lesson = program.state.lesson.replace(/[.]json$/, "").replace(/[^\p{L}\p{N}._-]+/gu, "-");
  return `${lesson}-${program.state.step}`;
}

// ---- the reader's own files ----

const files = {
  own: {}, // their texts by their names

  put(name, bytes) {
    program.write(`/mine/${name}`, bytes);
  },
  read() {
    this.own = keep.readFiles();
  },
  restore() {
    for (const [name, text] of Object.entries(this.own)) {
      this.put(name, new TextEncoder().encode(text));
    }
  },
  // Opens what was dropped or chosen: tables first, they belong to lessons, and notations before the
  // lessons that may be written in them.
  async open(list) {
    const names = [];
    for (const file of list) {
      const name = file.name.replace(/[\u0000-\u001f/\\]/g, "_");
      const bytes = new Uint8Array(await file.arrayBuffer());
      this.put(name, bytes);
      this.own[name] = new TextDecoder().decode(bytes);
      names.push(name);
    }
    keep.writeFiles(this.own);
    let notation = "";
    const complaints = [];
    const lessons = [];
    for (const name of names.filter((each) => !/[.]csv$/i.test(each))) {
      const answer = program.text("add_notation", name);
      if (answer === "") {
        lessons.push(name);
      } else if (answer.startsWith("+")) {
        notation = answer.slice(1);
      } else {
        complaints.push(answer);
      }
    }
    if (lessons.length > 0) {
      complaints.push(program.open({ lesson: lessons[lessons.length - 1], notation }));
    } else if (notation !== "") {
      complaints.push(program.open({ ...program.state, notation, inside: 0, form: 0 }));
    }
    message.show("wrong_file", complaints.join(""));
  },
};

// ---- messages ----

const message = {
  dialog: document.getElementById("message"),
  // Shows a text under a heading; nothing when it is empty.
  show(heading, text) {
    if (text === "") {
      return;
    }
    this.dialog.replaceChildren(
      element("h2", { textContent: say(heading) }),
      element("pre", { textContent: text.replace(/^backstep: /gm, "").trimEnd() }),
      closeButton(this.dialog),
    );
    show(this.dialog);
  },
};

// ---- dialogs ----

function closeButton(dialog) {
  const button = element("button", { className: "close", textContent: say("close") });
  button.addEventListener("click", () => dialog.close());
  return button;
}

function show(dialog) {
  if (!dialog.open) {
    dialog.showModal();
  }
}

const menu = {
  dialog: document.getElementById("menu"),

  // A line that does something and closes the dialog.
  line(act, ...children) {
    const button = element("button", { className: "line" }, ...children);
    button.addEventListener("click", () => {
      this.dialog.close();
      act();
    });
    return button;
  },
  lesson({ name, title, notation }) {
    const href = `#${name.split("/").map(encodeURIComponent).join("/")}`;
    const anchor = element("a", { href, className: "line" });
    anchor.append(
      element("span", { textContent: title }),
      element("kbd", { textContent: notation }),
    );
    if (name === program.state.lesson) {
      anchor.setAttribute("aria-current", "page");
    }
    anchor.addEventListener("click", () => this.dialog.close());
    return element("li", {}, anchor);
  },
  lessons() {
    return JSON.parse(program.text("lessons"))
      .filter(({ lessons }) => lessons.length > 0)
      .map(({ title, goal, lessons }) =>
        element(
          "section",
          {},
          element("h3", { textContent: title }),
          element("p", { textContent: goal }),
          element("ul", {}, ...lessons.map((each) => this.lesson(each))),
        ),
      );
  },
  open_() {
    const input = element("input", { type: "file", multiple: true, accept: ".json,.csv" });
    input.addEventListener("change", () => {
      this.dialog.close();
      files.open(input.files);
    });
    const label = element("label", { className: "line" }, say("open_file"), input);
    return [element("p", { textContent: say("open_hint") }), label];
  },
  save() {
    const trace = (format) => program.text("trace", format, program.state.iteration);
    const choices = {
      save_picture: () =>
        program.canvas.toBlob((blob) => download(`${fileName()}.png`, [blob], "image/png")),
      save_text: () => download(`${fileName()}.txt`, [program.text("reading", 0)], "text/plain"),
      save_trace: () => download(`${fileName()}.jsonl`, [trace("jsonl")], "application/x-ndjson"),
      save_trace_text: () => download(`${fileName()}-steps.txt`, [trace("text")], "text/plain"),
      save_lesson: () => {
        const name = program.state.lesson;
        const isOwn = name in files.own;
        const path = isOwn ? `/mine/${name}` : `/data/lessons/${name}.json`;
        const base = name.slice(name.lastIndexOf("/") + 1);
        const bytes = program.module.FS.readFile(path);
        download(isOwn ? base : `${base}.json`, [bytes], "application/json");
      },
      save_journal: () =>
        download("backstep-journal.jsonl", [keep.readJournal()], "application/x-ndjson"),
      copy_link: copyLink,
    };
    return Object.entries(choices).map(([name, act]) => this.line(act, say(name)));
  },
  actions() {
    const table = element("ul");
    for (const { row, words: does, keys: ours, each } of JSON.parse(program.text("keys"))) {
      const text = element("span", { textContent: does });
      const labels = ours.map(({ label }) => element("kbd", { textContent: label }));
      const press = (i) => () => take(program.number("press", row, ours[i].which));
      if (each) {
        const buttons = labels.map((label, i) => this.line(press(i), label));
        table.append(element("li", {}, element("div", { className: "line" }, ...buttons, text)));
      } else {
        table.append(element("li", {}, this.line(press(0), ...labels, text)));
      }
    }
    return [
      element("p", { textContent: say("actions_hint") }),
      table,
      element("p", { textContent: say("keys_hint") }),
      element("p", { textContent: say("touch_hint") }),
    ];
  },
  full_screen() {
    return null;
  },
  licences() {
    const texts = document.getElementById("licences").content.cloneNode(true);
    return [
      element("p", { textContent: say("about") }),
      element("p", { textContent: say("about_private") }),
      texts,
    ];
  },
  menu() {
    return menuNames.map((name) => {
      const line = element("button", { className: "line", textContent: say(name) });
      line.addEventListener("click", () => this.open(name));
      return line;
    });
  },
  open(name) {
    if (name === "full_screen") {
      this.dialog.close();
      fullScreen.toggle();
      return;
    }
    const content = this[name === "open" ? "open_" : name]();
    const heading = element("h2", { id: "menu-heading", textContent: say(name) });
    this.dialog.replaceChildren(heading, ...content, closeButton(this.dialog));
    this.dialog.className = name;
    show(this.dialog);
    this.dialog.scrollTop = 0;
  },
};
const menuNames = ["lessons", "open", "save", "actions", "licences", "full_screen"];

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    said.tell(say("copied"));
  } catch {
    message.show("copy_link", location.href);
  }
}

function listenToMenu() {
  for (const button of document.querySelectorAll("[data-menu]")) {
    button.addEventListener("click", () => menu.open(button.dataset.menu));
  }
  for (const button of document.querySelectorAll("[data-key]")) {
    button.addEventListener("click", () => {
      take(program.number("key", stepKey(button.dataset.key === "ArrowRight"), "", 0, 0));
    });
  }
  for (const dialog of document.querySelectorAll("dialog")) {
    // a click beside it closes it
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) {
        dialog.close();
      }
    });
    dialog.addEventListener("close", () => program.canvas.focus({ preventScroll: true }));
  }
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) {
      files.open([...event.dataTransfer.files]);
    }
  });
}
