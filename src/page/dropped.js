// Files by the hundred: what was dropped, and what is in it. Called by the app.

// The files among what was dropped, and in dropped folders; of a folder that cannot be read, its name.
// The browser takes the list away once its event is over: what is in it is asked for before anything is waited for.
async function droppedFiles(transfer) {
  const dropped = [...transfer.items].filter((item) => item.kind === "file");
  const found = dropped.map((item) => {
    const entry = item.webkitGetAsEntry?.();
    return entry?.isDirectory ? entry : item.getAsFile();
  });
  const all = found.map((it) => (it?.isDirectory ? filesIn(it).catch(() => it.name) : it));
  return (await Promise.all(all)).flat();
}

// A folder tells of its files a hundred at a time, until it has no more.
// A page that was opened as a file is told their names, and Chromium gives it none of them.
async function filesIn(entry) {
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
// The browser takes longer to say how large a file is than to read a small one, so it is asked only of what is not JSON.
function contents(files, most) {
  const isTooLarge = (file) => !/\.json$/i.test(file.name) && file.size > most;
  const read = (file) => file.arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null);
  return Promise.all(files.map((file) => (isTooLarge(file) ? null : read(file))));
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
