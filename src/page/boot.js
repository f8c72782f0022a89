// Starts the app. It stands below the glue of wasm-bindgen (`wasm_bindgen`), in the page's one script.
//
// For tests: <html data-started="1"> once the app is mounted.
// The page may carry data (file.js), and it may be a copy that the browser wrote out while the app ran (“Save page as”): then what the app had drawn stands in
// it, and goes before the app is mounted anew.

const NEWER_BROWSER = "Hãy mở tệp này bằng Chrome, Edge hoặc Firefox bản mới.";
const ANOTHER_COPY = "Hãy lấy lại tệp từ nơi đã gửi cho bạn rồi mở lại.";
const OLD_BROWSER = `Trình duyệt này quá cũ nên không mở được Bậc Thang. ${NEWER_BROWSER}`;
const DAMAGED = `Tệp này đã bị hỏng, có thể do tải về chưa trọn vẹn. ${ANOTHER_COPY}`;
const NOT_STARTED = `Bậc Thang không khởi động được. Những gì bạn đã nhập vẫn được giữ trong trình duyệt này. ${NEWER_BROWSER} Nếu vẫn không được: ${ANOTHER_COPY}`;
const STOPPED = "Bậc Thang gặp lỗi và đã dừng. Những gì bạn đã nhập, trừ giây cuối cùng, được giữ trong trình duyệt này. Hãy tải lại trang.";
const RELOAD = "Tải lại trang";
const OPENING = "Đang mở…";

const html = document.documentElement;
const app = document.getElementById("app");
const opening = beforeStart();

async function start() {
  forgetLastRun();
  say(OPENING);
  if (!window.WebAssembly || !window.DecompressionStream) return say(OLD_BROWSER);
  try {
    const bytes = await unpack(document.getElementById("program")).catch(saying(DAMAGED));
    const program = await WebAssembly.compile(bytes).catch(saying(OLD_BROWSER));
    app.replaceChildren();
    watchForErrors();
    await wasm_bindgen({ module_or_path: program }).catch(saying(NOT_STARTED));
  } catch (error) {
    return console.error(error);
  }
  // The app draws itself in a microtask; this comes after it.
  setTimeout(() => {
    if (!stopped) html.dataset.started = "1";
  });
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
  for (const banner of document.querySelectorAll(".stopped")) banner.remove();
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

// letters → gzip → bytes. gzip carries a checksum, so damage does not go unnoticed.
async function unpack(program) {
  const packed = bytesOf(program.textContent, Number(program.dataset.bytes));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

// What letters.mjs writes: 7 bits a letter; one from U+0100 on stands for two, the first of which a page may not hold.
function bytesOf(text, length) {
  const UNSAFE = [0, 8, 9, 10, 13, 26, 27, 60];
  const bytes = new Uint8Array(length);
  let bits = 0;
  let count = 0;
  let end = 0;
  function add(seven) {
    bits = (bits << 7) | seven;
    count += 7;
    if (count < 8) return;
    count -= 8;
    bytes[end++] = bits >> count; // of which an array of bytes takes the last eight bits, and nothing past its end
  }
  for (let i = 0; i < text.length; i++) {
    const letter = text.charCodeAt(i);
    if (letter > 255) add(UNSAFE[(letter >> 7) - 2]);
    add(letter & 127);
  }
  return bytes;
}

// A panic leaves the page drawn but dead, or not drawn at all; so it must be said.
function watchForErrors() {
  window.addEventListener("error", (event) => {
    // Browsers report a harmless delay of an observer as an error.
    if (!String(event.message).startsWith("ResizeObserver")) stop();
  });
  window.addEventListener("unhandledrejection", (event) => {
    // A DOMException is the browser's refusal of one request, such as a cancelled dialog; the app goes on.
    if (!(event.reason instanceof DOMException)) stop();
  });
}

let stopped = false;

function stop() {
  if (stopped) return;
  stopped = true;
  if (html.dataset.started) showBanner();
  else say(NOT_STARTED);
}

function showBanner() {
  const reload = document.createElement("button");
  reload.className = "stopped__reload";
  reload.textContent = RELOAD;
  reload.addEventListener("click", () => location.reload());
  const banner = document.createElement("div");
  banner.className = "stopped";
  banner.setAttribute("role", "alert");
  banner.append(STOPPED, reload);
  app.before(banner); // not after the script, which would not yet see it in a saved page
}

start();
