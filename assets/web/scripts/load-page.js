// Loading the program from this page itself: what a page of one file has in it. The program is
// compiled, and fonts are unpacked, while the rest of the page is still being read; make-page.py
// puts the calls where.

function bytesIn(id) {
  const text = document.getElementById(id).textContent;
  return Uint8Array.fromBase64
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function inflate(bytes, type) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream, { headers: { "Content-Type": type } });
}

const loading = {};

function beginProgram() {
  loading.program = WebAssembly.compileStreaming(inflate(bytesIn("program"), "application/wasm"));
  loading.program.catch(() => {}); // said where it is waited for
}

function beginTexts() {
  loading.texts = inflate(bytesIn("texts"), "").arrayBuffer();
  loading.texts.catch(() => {});
}

const unpackNext = unlzmaAside(() => {
  const text = [unlzmaBegin, unlzmaHere, answerUnlzma, "answerUnlzma();"].join("\n");
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
});

function beginFonts() {
  loading.fonts = unpackNext(bytesIn("fonts"), bytesIn("unpacker"));
  loading.fonts.catch(() => {});
}

function beginLessons() {
  loading.lessons = unpackNext(bytesIn("lessons"));
  loading.lessons.catch(() => {});
}

// Fonts of Chinese stand behind all else, and come when the page was read to its end.
loading.more = new Promise((give) => {
  loading.giveMore = give;
});
loading.more.catch(() => {});

function beginMore() {
  loading.giveMore(unpackNext(bytesIn("more")));
}
