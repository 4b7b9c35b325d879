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
  const bytes = ["unpack.wasm", "backstep.fonts"].map(async (name) =>
    new Uint8Array(await (await fetched(name)).arrayBuffer()),
  );
  const worker = unlzmaWorker(() => new Worker("unpack.js"));
  loading.fonts = Promise.all(bytes).then((parts) => unlzmaAside(worker, ...parts));
  loading.fonts.catch(() => {});
}

if (typeof WebAssembly === "object" && typeof DecompressionStream === "function") {
  beginFonts();
  beginProgram();
  beginTexts();
}
