// Loading the program from the files beside the page.

const loading = {};

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
  loading.texts = fetched("backstep.texts")
    .then((response) => response.body.pipeThrough(new DecompressionStream("deflate")))
    .then((stream) => new Response(stream).arrayBuffer());
  loading.texts.catch(() => {});
}

function beginFonts() {
  const unpackFonts = unlzmaAside(() => new Worker("unpack.js"));
  const [unpacker, fonts, more] = ["unpack.wasm", "backstep.fonts", "backstep.more"].map(
    async (name) => new Uint8Array(await (await fetched(name)).arrayBuffer()),
  );
  const first = Promise.all([fonts, unpacker]).then((parts) => unpackFonts(...parts));
  loading.fonts = first;
  loading.more = Promise.all([more, first]).then(([bytes]) => unpackFonts(bytes));
  loading.fonts.catch(() => {});
  loading.more.catch(() => {});
}

if (typeof WebAssembly === "object" && typeof DecompressionStream === "function") {
  beginFonts();
  beginProgram();
  beginTexts();
}
