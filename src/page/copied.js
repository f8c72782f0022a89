// A paper into the clipboard, so that a word processor takes it with its layout. Called by the app.
//
// Word knows no style sheet of ours: each element carries its own style, in the words of the HTML it reads. What is beside a
// style in its own paste, it takes from attributes: how wide a table and its cells are, and where a cell's text stands. Of
// `section` and `caption` it, or LibreOffice, drops the style.

// Whether the browser took it: as rich text and, for whatever takes no other, as plain text.
async function copyPaper() {
  const paper = document.getElementById("paper");
  try {
    const blob = (type, text) => new Blob([text], { type });
    const formats = { "text/html": blob("text/html", forWord(paper)), "text/plain": blob("text/plain", paper.innerText) };
    await navigator.clipboard.write([new ClipboardItem(formats)]);
    return true;
  } catch {
    return copySelected(paper); // older browsers, and pages that did not come safely
  }
}

// As a person does who selects it and presses Ctrl + C; the browser then adds the styles itself.
function copySelected(paper) {
  const selection = getSelection();
  selection.selectAllChildren(paper);
  const isCopied = document.execCommand("copy");
  selection.removeAllRanges();
  return isCopied;
}

const FONT = "font-family:'Times New Roman',serif;color:black";

function forWord(paper) {
  const copy = paper.cloneNode(true);
  const copies = copy.querySelectorAll("*");
  paper.querySelectorAll("*").forEach((original, index) => dress(copies[index], original));
  for (const caption of copy.querySelectorAll("caption")) {
    const above = document.createElement("p");
    above.setAttribute("style", caption.getAttribute("style"));
    above.append(...caption.childNodes);
    caption.closest("table").before(above);
    caption.remove();
  }
  return `<div lang="${paper.lang}" style="${FONT}">${copy.innerHTML}</div>`;
}

// Gives the copy of an element the style that the element is seen with.
function dress(copy, original) {
  const seen = getComputedStyle(original);
  if (seen.display === "none") return copy.remove();
  for (const name of ["class", "id", "role"]) copy.removeAttribute(name);
  const styles = ["font-size", "font-style", "font-weight", "margin-top", "margin-bottom", "padding", "text-indent"];
  const style = [FONT, ...styles.map((name) => `${name}:${seen[name]}`), `text-align:${seen.textAlign.replace("start", "left")}`];
  const unless = (none, name, value) => value !== none && style.push(`${name}:${value}`);
  unless("none", "border", seen.borderTopStyle === "none" ? "none" : seen.border);
  unless("none", "text-decoration", seen.textDecorationLine);
  unless("auto", "page-break-before", seen.breakBefore.replace("page", "always"));
  unless("auto", "page-break-after", seen.breakAfter);
  unless("auto", "page-break-inside", seen.breakInside);
  if (original instanceof HTMLTableElement) {
    style.push("border-collapse:collapse");
    copy.width = "100%";
    copy.cellSpacing = "0";
  } else if (original instanceof HTMLTableCellElement) {
    copy.vAlign = seen.verticalAlign;
    if (original.colSpan === 1) copy.width = `${Math.round((100 * original.offsetWidth) / original.closest("table").offsetWidth)}%`;
  }
  copy.setAttribute("style", style.join(";"));
}
