// The page as a file: what it carries, a copy of it that carries something else, and the way to disk. Called by the app.
//
// What a page carries stands in a block that no browser runs, so its policy need not know of it.

// What this page carries, as text; undefined where it carries nothing.
function carriedData() {
  return document.getElementById("data")?.textContent;
}

// This page as it was before it started, carrying `data`.
function pageCarrying(data) {
  const page = html.cloneNode(true);
  delete page.dataset.started;
  for (const extra of page.querySelectorAll(".stopped, #data")) extra.remove();
  page.querySelector("#app").replaceWith(opening.cloneNode(true));
  const block = document.createElement("script");
  block.type = "application/json";
  block.id = "data";
  block.textContent = data;
  page.querySelector("#program").before(block);
  return `<!doctype html>\n${page.outerHTML}\n`;
}

// Writes a page to disk: where the browser lets a page write, to a place the person chooses, and reads it back; else as a
// download, of which a page learns nothing. Gives what came of it and the file's name.
async function savePage(name, text) {
  const file = await chosenFile(name).catch((error) => (error.name === "AbortError" ? "cancelled" : undefined));
  if (file === "cancelled") return `${file} ${name}`;
  if (!file) {
    download(name, text);
    return `sent ${name}`;
  }
  let out;
  try {
    out = await file.createWritable();
    await out.write(text);
    await out.close();
    const written = await (await file.getFile()).text();
    return `${written === text ? "checked" : "differs"} ${file.name}`;
  } catch {
    await out?.abort().catch(() => {}); // what is half written goes, even where the browser gave up on it by itself
    return `failed ${file.name}`;
  }
}

async function chosenFile(suggestedName) {
  return window.showSaveFilePicker?.({ suggestedName, types: [{ accept: { "text/html": [".html"] } }] });
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser fetches it after this turn
}
