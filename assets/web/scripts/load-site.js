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

function beginFiles() {
  const bytes = ["unpack.wasm", "backstep.data"].map(async (name) =>
    new Uint8Array(await (await fetched(name)).arrayBuffer()),
  );
  loading.files = Promise.all(bytes).then(([unpacker, files]) => unlzma(unpacker, files));
  loading.files.catch(() => {});
}

if (typeof WebAssembly === "object" && typeof DecompressionStream === "function") {
  beginProgram();
  beginFiles();
}
