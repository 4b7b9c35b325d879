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
  loading.files = fetched("backstep.data").then((response) =>
    new Response(response.body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer(),
  );
  loading.files.catch(() => {});
}

if (typeof WebAssembly === "object" && typeof DecompressionStream === "function") {
  beginProgram();
  beginFiles();
}
