// Starts the app: the page's one script that is not packed.
//
// For tests: <html data-started="1"> once the app is mounted.
// The page may carry data (file.js), and it may be a copy that the browser wrote out while the app ran (“Save page as”): then what the app had drawn stands in
// it, and goes before the app is mounted anew.

const NEWER_BROWSER = "Hãy mở tệp này bằng Chrome, Edge hoặc Firefox bản mới.";
const ANOTHER_COPY = "Hãy lấy lại tệp từ nơi đã gửi cho bạn rồi mở lại.";
const OLD_BROWSER = `Trình duyệt này quá cũ nên không mở được Bậc Thang. ${NEWER_BROWSER}`;
const DAMAGED = `Tệp này đã bị hỏng, có thể do tải về chưa trọn vẹn. ${ANOTHER_COPY}`;
const SERVED_OTHERWISE = "Máy chủ gửi trang này với bảng mã khác nên trình duyệt không đọc được. Hãy tải tệp về máy rồi mở từ đó.";
const NOT_STARTED = `Bậc Thang không khởi động được. Những gì bạn đã nhập vẫn được giữ trong trình duyệt này. ${NEWER_BROWSER} Nếu vẫn không được: ${ANOTHER_COPY}`;
const OPENING = "Đang mở…";

const html = document.documentElement;
const app = document.getElementById("app");
const opening = beforeStart();

async function start() {
  forgetLastRun();
  say(OPENING);
  // A server's word on what letters a page is in counts for more than the page's own.
  if (document.characterSet !== "windows-1252") return say(SERVED_OTHERWISE);
  if (!window.WebAssembly || !window.DecompressionStream) return say(OLD_BROWSER);
  try {
    const { script, styles, program } = await unpack(document.getElementById("program")).catch(saying(DAMAGED));
    const compiled = await WebAssembly.compile(program).catch(saying(OLD_BROWSER));
    add("style", styles).id = "styles";
    add("script", script).remove(); // it has run: it made `bacThang` of run.js
    app.replaceChildren();
    await window.bacThang({ html, app, opening, notStarted: () => say(NOT_STARTED) }, compiled).catch(saying(NOT_STARTED));
  } catch (error) {
    console.error(error);
  }
}

const saying = (text) => (error) => {
  say(text);
  throw error;
};

// What stands in the page's file before it starts. A copy that the browser wrote out no longer has it all.
function beforeStart() {
  if (app.querySelector(":scope > .opening")) return app.cloneNode(true);
  const empty = app.cloneNode(false);
  empty.append(line(OPENING));
  return empty;
}

function forgetLastRun() {
  delete html.dataset.started;
  for (const left of document.querySelectorAll(".stopped, #styles")) left.remove();
}

function say(text) {
  app.replaceChildren(line(text));
}

function line(text) {
  const line = document.createElement("p");
  line.className = "opening";
  line.textContent = text;
  return line;
}

// The policy knows the hash of what is added so.
function add(kind, text) {
  const added = document.createElement(kind);
  added.textContent = text;
  document.head.append(added);
  return added;
}

// letters → gzip → the script's text, the styles' and the program, one behind the other. gzip carries a checksum, so damage does
// not go unnoticed.
async function unpack({ textContent, dataset }) {
  const packed = bytesOf(textContent, Number(dataset.bytes));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const all = await new Response(stream).arrayBuffer();
  const [script, styles] = [Number(dataset.script), Number(dataset.styles)];
  const text = (start, length) => new TextDecoder().decode(new Uint8Array(all, start, length));
  return { script: text(0, script), styles: text(script, styles), program: new Uint8Array(all, script + styles) };
}

// What letters.mjs writes: the first letters that a page may hold say seven bits, the others eight.
function bytesOf(text, length) {
  const UNSAFE = [0, 8, 9, 10, 13, 26, 27, 60];
  const places = new Uint8Array(65536);
  const letters = new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  let safe = 0;
  for (let byte = 0; byte < 256; byte++) {
    if (!UNSAFE.includes(byte)) places[letters.charCodeAt(byte)] = safe++;
  }
  const bytes = new Uint8Array(length);
  let bits = 0;
  let count = 0;
  let end = 0;
  for (let i = 0; i < text.length; i++) {
    const place = places[text.charCodeAt(i)];
    const isSeven = place < UNSAFE.length;
    bits = isSeven ? (bits << 7) | place : (bits << 8) | (place + UNSAFE.length);
    count += isSeven ? 7 : 8;
    if (count < 8) continue;
    count -= 8;
    bytes[end++] = bits >> count; // of which an array of bytes takes the last eight bits, and nothing past its end
  }
  return bytes;
}

start();
