// Unpacking what is packed by LZMA, piece by piece, with a module that has no memory but what is given
// to it here. The pieces are one file of LZMA; before each of them stands how many bytes it unpacks to.

function unlzmaBegin({ memory, unpack_begin, unpack_until }, first) {
  const number = (piece, at) => new DataView(piece.buffer, piece.byteOffset).getUint32(at, true);
  const [prefix, sizeInHeader] = [4, 5];
  const size = number(first, prefix + sizeInHeader);
  const into = memory.buffer.byteLength;
  let end = into + size;
  let done = 0;
  // What a piece unpacks to.
  const take = (piece) => {
    const limit = done + number(piece, 0);
    const packed = piece.subarray(prefix);
    const missing = end + packed.length - memory.buffer.byteLength;
    memory.grow(Math.ceil(Math.max(missing, 0) / 65536));
    new Uint8Array(memory.buffer).set(packed, end);
    const isBegun = done > 0 || unpack_begin(end, into, size);
    end += packed.length;
    if (!isBegun || limit > size || unpack_until(limit, end) !== limit) {
      throw new Error("the files of the page are damaged");
    }
    const unpacked = memory.buffer.slice(into + done, into + limit);
    done = limit;
    return unpacked;
  };
  return { take };
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

// What is made at most once, when it is asked for.
function once(make) {
  let made = null;
  return () => (made = made || make());
}
