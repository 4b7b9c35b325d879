// Loading the program from the files beside the page.

const loading = {}; // what gives each part

async function fetched(name) {
  const response = await fetch(name);
  if (!response.ok) {
    throw new Error(`${name}: ${response.status}`);
  }
  return response;
}

function beginProgram() {
  // Not every server knows what such a file is.
  loading.program = WebAssembly.compileStreaming(fetched("backstep.wasm")).catch(async () =>
    WebAssembly.compile(await (await fetched("backstep.wasm")).arrayBuffer()),
  );
  loading.program.catch(() => {}); // said where it is waited for
}

function beginTexts() {
  const texts = fetched("backstep.texts")
    .then((response) => response.body.pipeThrough(new DecompressionStream("deflate")))
    .then((stream) => new Response(stream).arrayBuffer());
  texts.catch(() => {});
  loading.texts = () => texts;
}

function beginFonts() {
  const unpackNext = unlzmaAside(() => new Worker("unpack.js"));
  const [unpacker, fonts, lessons, more] = ["unpack.wasm", "backstep.fonts", "backstep.lessons",
    "backstep.more"].map(async (name) => new Uint8Array(await (await fetched(name)).arrayBuffer()));
  const first = Promise.all([fonts, unpacker]).then((parts) => unpackNext(...parts));
  for (const part of [first, lessons, more]) {
    part.catch(() => {});
  }
  // What a first picture may not need is unpacked when it is asked for: one processor less beside it.
  const behind = async (before, bytes) => (await before, unpackNext(await bytes));
  loading.fonts = () => first;
  loading.lessons = once(() => behind(first, lessons));
  loading.more = once(() => behind(loading.lessons(), more));
}

if (typeof WebAssembly === "object" && typeof DecompressionStream === "function") {
  beginFonts();
  beginProgram();
  beginTexts();
}
