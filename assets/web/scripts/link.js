// A link says where a reader is: #lesson/step/notation/language/level, and what follows the lesson
// may be left out from the end. A step may be 12.3, three elements into the operation behind step
// 12; a sixth part is the form of the operation. Names of lessons may have slashes: the first part
// that is a number ends them. "name.json" is a file of the reader's own.

const link = {
  read(hash) {
    const parts = hash
      .replace(/^#/, "")
      .split("/")
      .map((part) => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      });
    let end = parts.findIndex((part, i) => i > 0 && /^[0-9]+([.][0-9]+)?$/.test(part));
    end = end < 0 ? parts.length : end;
    const [step = "0", notation = "", language = "", level = "", form = "0"] = parts.slice(end);
    const [operations, inside = "0"] = step.split(".");
    return {
      lesson: parts.slice(0, end).join("/"),
      step: Number(operations),
      inside: Number(inside),
      notation,
      language,
      level,
      form: Number(form) || 0,
    };
  },
  write(state) {
    const step = state.inside > 0 ? `${state.step}.${state.inside}` : state.step;
    const lesson = state.lesson.split("/").map(encodeURIComponent).join("/");
    const form = state.form > 0 ? `/${state.form}` : "";
    return `#${lesson}/${step}/${state.notation}/${state.language}/${state.level}${form}`;
  },
};
