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

// What is in each of these files; null where it cannot be read, or no file is given.
function contents(files) {
  const read = (file) => file?.arrayBuffer().then((bytes) => new Uint8Array(bytes), () => null) ?? null;
  return Promise.all(files.map(read));
}
