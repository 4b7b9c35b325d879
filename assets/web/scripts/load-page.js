// Loading the program from this page itself: what a page of one file has in it. The program is
// compiled, and fonts are unpacked, while the rest of the page is still being read; make-page.py
// puts the calls where.

function bytesIn(id) {
  const text = document.getElementById(id).textContent;
  return Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

// What is unpacked of a part. Not by way of a Blob: that is given to the browser's own process and
// read from there.
function inflated(id, type) {
  const packed = new ReadableStream({
    start(controller) {
      controller.enqueue(bytesIn(id));
      controller.close();
    },
  });
  const unpacked = packed.pipeThrough(new DecompressionStream("deflate"));
  return new Response(unpacked, { headers: { "Content-Type": type } });
}

const loading = {}; // what gives each part

function beginProgram() {
  loading.program = WebAssembly.compileStreaming(inflated("program", "application/wasm"));
  loading.program.catch(() => {}); // said where it is waited for
}

function beginTexts() {
  const texts = inflated("texts", "").arrayBuffer();
  texts.catch(() => {});
  loading.texts = () => texts;
}

const unpackNext = unlzmaAside(() => {
  const text = [unlzmaBegin, unlzmaHere, answerUnlzma, "answerUnlzma();"].join("\n");
  return new Worker(`data:text/javascript,${encodeURIComponent(text)}`);
});

function beginFonts() {
  const fonts = unpackNext(bytesIn("fonts"), bytesIn("unpacker"));
  fonts.catch(() => {});
  loading.fonts = () => fonts;
}

// What a first picture may not need is unpacked when it is asked for: one processor less beside it.
loading.lessons = once(() => unpackNext(bytesIn("lessons")));

// Fonts of Chinese stand behind all else, and are there when the page was read to its end.
const pageRead = new Promise((give) => {
  loading.endPage = give;
});
loading.more = once(async () => {
  const before = loading.lessons();
  await Promise.all([before, pageRead]);
  return unpackNext(bytesIn("more"));
});
