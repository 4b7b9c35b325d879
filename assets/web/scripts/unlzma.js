// Unpacking what is packed by LZMA, with a module that has no memory but what is given to it here.

async function unlzma(unpacker, packed) {
  const { instance } = await WebAssembly.instantiate(unpacker);
  const { memory, unpack } = instance.exports;
  const size = new DataView(packed.buffer, packed.byteOffset).getUint32(5, true);
  const from = memory.buffer.byteLength;
  memory.grow(Math.ceil((packed.length + size) / 65536));
  new Uint8Array(memory.buffer).set(packed, from);
  const into = from + packed.length;
  if (unpack(from, packed.length, into, size) !== size) {
    throw new Error("the files of the page are damaged");
  }
  return memory.buffer.slice(into, into + size);
}

// What a worker does that unpacks for somebody else.
function answerUnlzma() {
  onmessage = ({ data }) =>
    unlzma(...data).then(
      (buffer) => postMessage(buffer, [buffer]),
      () => postMessage(null),
    );
}

// The worker, which takes a while to be there; null, where a page may have none.
function unlzmaWorker(begin) {
  try {
    return begin();
  } catch {
    return null;
  }
}

// The same in a worker, while the page does other things.
async function unlzmaAside(worker, unpacker, packed) {
  if (!worker) {
    return unlzma(unpacker, packed);
  }
  const buffer = await new Promise((answer) => {
    worker.onmessage = ({ data }) => answer(data);
    worker.onerror = () => answer(null);
    worker.postMessage([unpacker, packed]);
  });
  worker.terminate();
  return buffer || unlzma(unpacker, packed);
}
