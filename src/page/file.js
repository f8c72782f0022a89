// The page as a file: what it carries, a copy of it that carries something else, and the way to disk. Called by the app.
//
// What a page carries stands in a block that no browser runs, so its policy need not know of it.
// A page is in windows-1252, of which only the program's letters make use: all else is ASCII, and so is what is written here.

// What this page carries, as text; undefined where it carries nothing.
function carriedData() {
  return document.getElementById("data")?.textContent;
}

// This page as it was before it started, carrying `data`, which is JSON.
function pageCarrying(data) {
  const page = html.cloneNode(true);
  delete page.dataset.started;
  for (const extra of page.querySelectorAll(".stopped, #styles, #data")) extra.remove();
  page.querySelector("#app").replaceWith(opening.cloneNode(true));
  const block = document.createElement("script");
  block.type = "application/json";
  block.id = "data";
  block.textContent = data.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt().toString(16).padStart(4, "0")}`);
  const program = page.querySelector("#program");
  const letters = program.textContent;
  program.before(block);
  program.textContent = "";
  const empty = program.outerHTML;
  return `<!doctype html>\n${page.outerHTML}\n`
    .replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt()};`)
    .replace(empty, () => empty.replace("><", () => `>${letters}<`));
}

// What stands in a page.
function pageText(bytes) {
  return new TextDecoder("windows-1252").decode(bytes);
}

function pageBytes(text) {
  const letters = pageText(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  const bytes = new Map(Array.from(letters, (letter, byte) => [letter, byte]));
  return Uint8Array.from(text, (letter) => bytes.get(letter));
}

// Writes a page to disk: where the browser lets a page write, to a place the person chooses, and reads it back; else as a
// download, of which a page learns nothing. Gives what came of it and the file's name.
async function savePage(name, text) {
  const file = await chosenFile(name).catch((error) => (error.name === "AbortError" ? "cancelled" : undefined));
  if (file === "cancelled") return `${file} ${name}`;
  const bytes = pageBytes(text);
  if (!file) {
    download(name, bytes);
    return `sent ${name}`;
  }
  let out;
  try {
    out = await file.createWritable();
    await out.write(bytes);
    await out.close();
    const written = pageText(await (await file.getFile()).arrayBuffer());
    return `${written === text ? "checked" : "differs"} ${file.name}`;
  } catch {
    await out?.abort().catch(() => {}); // what is half written goes, even where the browser gave up on it by itself
    return `failed ${file.name}`;
  }
}

async function chosenFile(suggestedName) {
  return window.showSaveFilePicker?.({ suggestedName, types: [{ accept: { "text/html": [".html"] } }] });
}

function download(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "text/html" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser fetches it after this turn
}
