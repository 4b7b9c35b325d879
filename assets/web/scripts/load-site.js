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
  const unpackNext = unlzmaAside(() => new Worker("unpack.js"));
  const [unpacker, fonts, lessons, more] = ["unpack.wasm", "backstep.fonts", "backstep.lessons",
    "backstep.more"].map(async (name) => new Uint8Array(await (await fetched(name)).arrayBuffer()));
  loading.fonts = Promise.all([fonts, unpacker]).then((parts) => unpackNext(...parts));
  loading.lessons = Promise.all([lessons, loading.fonts]).then(([bytes]) => unpackNext(bytes));
  loading.more = Promise.all([more, loading.lessons]).then(([bytes]) => unpackNext(bytes));
  for (const name of ["fonts", "lessons", "more"]) {
    loading[name].catch(() => {});
  }
}

if (typeof WebAssembly === "object" && typeof DecompressionStream === "function") {
  beginFonts();
  beginProgram();
  beginTexts();
}
