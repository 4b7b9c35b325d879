// What was loaded, made usable: the module, and the program's own files by their paths.

// The files stand one behind the other; before them, how long the list of them is, and the list.
function unpack(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let at = 4 + length;
  return list.map(([path, size]) => {
    at += size;
    return [path, new Uint8Array(buffer, at - size, size)];
  });
}

async function load() {
  const compiled = await loading.program;
  performance.mark("compiled");
  const module = await createBackstep({
    put: (...area) => program.put(...area),
    print: (text) => console.log(text),
    printErr: (text) => console.warn(text),
    onAbort: (reason) => stop(`${say("failed")} ${reason}`),
    instantiateWasm(imports, receive) {
      WebAssembly.instantiate(compiled, imports).then((instance) => receive(instance));
      return {};
    },
  });
  performance.mark("instantiated");
  return module;
}
