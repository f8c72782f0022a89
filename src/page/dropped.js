// Files by the hundred: what was dropped, and what is in it. Called by the app.

// The files among what was dropped, and in dropped folders.
// The browser takes the list away once its event is over: what is in it is asked for before anything is waited for.
async function droppedFiles(transfer) {
  const dropped = [...transfer.items].filter((item) => item.kind === "file");
  const found = dropped.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  return (await Promise.all(found.map(filesIn))).flat();
}

// A folder tells of its files a hundred at a time, until it has no more.
async function filesIn(entry) {
  if (!entry || entry instanceof File) return entry ? [entry] : [];
  if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
  const reader = entry.createReader();
  const entries = [];
  for (;;) {
    const more = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (more.length === 0) break;
    entries.push(...more);
  }
  return (await Promise.all(entries.map(filesIn))).flat();
}

// What is in each of these files; null where it cannot be read, or is more than can be.
// The browser takes longer to say how large a file is than to read a small one: where there are many it is asked only of what is
// not JSON, where there are few of all. A large one given at once would keep the page from answering.
const FEW = 16;
const PORTION_BYTES = 1_000_000;

function contents(files, most) {
  const areFew = files.length < FEW;
  const read = async (file) => {
    const isJson = /\.json$/i.test(file.name);
    const size = areFew || !isJson ? file.size : 0;
    if (size > most && !isJson) return null;
    if (size <= PORTION_BYTES) return new Uint8Array(await file.arrayBuffer());
    const bytes = new Uint8Array(size);
    for (let from = 0; from < size; from += PORTION_BYTES) {
      bytes.set(new Uint8Array(await file.slice(from, from + PORTION_BYTES).arrayBuffer()), from);
    }
    return bytes;
  };
  return Promise.all(files.map((file) => read(file).catch(() => null)));
}

const TURN_MS = 15;
let turnBegan = 0;

// Where the page has not answered to anything for a while: what to wait for until it has.
function turn() {
  if (performance.now() - turnBegan < TURN_MS) return undefined;
  return new Promise((resolve) => {
    setTimeout(() => {
      turnBegan = performance.now();
      resolve();
    });
  });
}
