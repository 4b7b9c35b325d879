// What stays when the page is closed: how the reader wants to see lessons. A browser may forbid it,
// and pages from files may share it; so every access may fail, and the names are our own.

const keep = {
  read(name) {
    try {
      return JSON.parse(localStorage.getItem(`backstep.${name}`));
    } catch {
      return null;
    }
  },
  write(name, value) {
    try {
      localStorage.setItem(`backstep.${name}`, JSON.stringify(value));
    } catch {
      // the next visit begins as this one did
    }
  },
  // The reader's journal, as lines. Each tab adds its own behind what others have written.
  readJournal() {
    try {
      return localStorage.getItem("backstep.journal") || "";
    } catch {
      return "";
    }
  },
  addToJournal(lines) {
    try {
      localStorage.setItem("backstep.journal", this.readJournal() + lines);
    } catch {
      // no room, or not allowed: the next visit knows nothing of it
    }
  },
  // For as long as the tab is open: the reader's own files, so that reloading keeps them.
  readFiles() {
    try {
      return JSON.parse(sessionStorage.getItem("backstep.files")) || {};
    } catch {
      return {};
    }
  },
  writeFiles(files) {
    try {
      sessionStorage.setItem("backstep.files", JSON.stringify(files));
    } catch {
      // too large: they are to be opened again
    }
  },
};
