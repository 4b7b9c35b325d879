// The program: its module, its files, and its turns. It works only while something happens.

const program = {
  module: null,
  canvas: document.getElementById("canvas"),
  context: null,
  state: null,
  stateText: "",
  listeners: [], // called with the state when it has changed, and with the one before
  failed: null, // called with a message, once
  turned: null, // called after each turn
  planned: 0, // the number of the turn that is to come; others are forgotten
  hasPicture: false, // of the turn
  channel: new MessageChannel(),
  timer: 0,
  frame: 0,

  call(name, type, types, values) {
    return this.module.ccall(`web_${name}`, type, types, values);
  },
  text(name, ...values) {
    return this.call(
      name,
      "string",
      values.map((value) => typeof value),
      values,
    );
  },
  number(name, ...values) {
    return this.call(
      name,
      "number",
      values.map((value) => typeof value),
      values,
    );
  },

  // Copies an area of the program's pixels into the canvas.
  put(bytes, x, y, width, height) {
    const pixels = new Uint8ClampedArray(this.module.HEAPU8.buffer, bytes, 4 * width * height);
    this.context.putImageData(new ImageData(pixels, width, height), x, y);
    this.hasPicture = true;
  },

  // Files by their paths; folders are made as needed.
  write(path, bytes) {
    const folder = path.slice(0, path.lastIndexOf("/"));
    this.module.FS.mkdirTree(folder);
    this.module.FS.writeFile(path, bytes, { canOwn: true });
  },

  // The program's own files, with their paths.
  ship(files) {
    for (const [path, bytes] of files) {
      this.write(`/data/${path}`, bytes);
    }
  },

  // Something has happened: turns at once, so that the answer is in the next picture.
  wake() {
    this.turn();
  },
  turn() {
    this.forget();
    if (!this.module || !this.state) {
      return;
    }
    this.hasPicture = false;
    const wait = this.number("turn");
    const failure = this.text("failure");
    if (failure !== "") {
      this.failed(failure);
      return;
    }
    this.tell();
    this.turned();
    this.plan(wait);
  },
  forget() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.planned++;
  },
  plan(wait) {
    const frameLong = 20;
    if (wait === 0) {
      this.goOn(this.planned);
    } else if (wait > 0 && wait <= frameLong) {
      this.frame = requestAnimationFrame(() => this.turn());
    } else if (wait > 0) {
      this.timer = setTimeout(() => this.turn(), wait);
    }
  },
  // Behind what the reader does, and a new picture is seen first.
  async goOn(turn) {
    if (this.hasPicture && !document.hidden) {
      await pictureSeen();
    }
    this.channel.port2.postMessage(turn);
  },
  tell() {
    const text = this.text("state");
    if (text !== this.stateText) {
      const before = this.state;
      this.stateText = text;
      this.state = JSON.parse(text);
      for (const listener of this.listeners) {
        listener(this.state, before);
      }
    }
  },

  // Opens a lesson and goes to a place of it. "" or what is wrong.
  open(place) {
    const error = this.text("open", place.lesson, place.notation || "");
    if (error !== "") {
      return error;
    }
    const { step = 0, inside = 0, form = 0, level = "" } = place;
    this.number("go", step, inside, form, level);
    this.state = this.state || {};
    this.wake();
    return "";
  },
  look({ language = "", theme = "", scale = -1, decimals = -1, motion, questions }) {
    const isCalm = motion === undefined ? -1 : motion ? 0 : 1;
    this.number("look", language, theme, scale, decimals, isCalm);
    if (questions !== undefined) {
      this.number("ask", questions ? 1 : 0);
    }
    if (this.state) {
      this.wake();
    }
  },
};
program.channel.port1.onmessage = ({ data }) => {
  if (data === program.planned) {
    program.turn();
  }
};

// When what was painted is on the screen, or would be: nothing is painted in a page that is hidden.
function pictureSeen() {
  const patience = 100;
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, patience);
  });
}
