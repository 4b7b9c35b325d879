// Unpacking what is packed by LZMA, piece by piece, with a module that has no memory but what is given
// to it here. A file has a header of 13 bytes; in the place of a size of eight bytes are the sizes of
// the whole and of what the first piece unpacks to.

const unlzmaHeader = { whole: 5, first: 9 };

function unlzmaBegin({ memory, unpack_begin, unpack_until }, packed) {
  const header = new DataView(packed.buffer, packed.byteOffset);
  const size = header.getUint32(unlzmaHeader.whole, true);
  const into = memory.buffer.byteLength;
  const reader = {
    limit: header.getUint32(unlzmaHeader.first, true),
    done: 0,
    end: into + size,
    // What a piece unpacks to.
    take(piece) {
      const missing = reader.end + piece.length - memory.buffer.byteLength;
      memory.grow(Math.ceil(Math.max(missing, 0) / 65536));
      new Uint8Array(memory.buffer).set(piece, reader.end);
      if (reader.done === 0 && !unpack_begin(reader.end, into, size)) {
        throw new Error("the files of the page are damaged");
      }
      reader.end += piece.length;
      if (unpack_until(reader.limit, reader.end) !== reader.limit) {
        throw new Error("the files of the page are damaged");
      }
      const unpacked = memory.buffer.slice(into + reader.done, into + reader.limit);
      reader.done = reader.limit;
      reader.limit = size;
      return unpacked;
    },
  };
  return reader;
}

// Takes pieces one after another; the first comes with the module.
function unlzmaHere() {
  let before = Promise.resolve(null);
  return (piece, unpacker) => {
    const begun = before.then(
      async (reader) =>
        reader || unlzmaBegin((await WebAssembly.instantiate(unpacker)).instance.exports, piece),
    );
    before = begun;
    return begun.then((reader) => reader.take(piece));
  };
}

// What a worker does that unpacks for somebody else.
function answerUnlzma() {
  const take = unlzmaHere();
  onmessage = ({ data }) =>
    take(...data).then(
      (buffer) => postMessage(buffer, [buffer]),
      () => postMessage(null),
    );
}

// The same in a worker, which takes a while to be there, while the page does other things; here, where
// a page may have none.
function unlzmaAside(begin) {
  const pieces = [];
  const waiting = [];
  const found = []; // of pieces, here
  const here = unlzmaHere();
  let worker = null;
  const fail = () => {
    worker = null;
    pieces.slice(found.length).forEach((piece) => found.push(here(...piece)));
    waiting.splice(0).forEach(({ which, give }) => give(found[which]));
  };
  const answer = ({ data }) => (data ? waiting.shift().give(data) : fail());
  try {
    worker = Object.assign(begin(), { onmessage: answer, onerror: fail });
  } catch {
    // none
  }
  return (...piece) =>
    new Promise((give) => {
      waiting.push({ which: pieces.push(piece) - 1, give });
      if (worker) {
        worker.postMessage(piece);
      } else {
        fail();
      }
    });
}
