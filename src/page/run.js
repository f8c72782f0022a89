// Runs the app. It stands below the glue of wasm-bindgen (`wasm_bindgen`), in the script that is packed with the program: the body
// of a function that boot.js calls, with { html, app, opening, notStarted }
// and the program.

const STOPPED = "Bậc Thang gặp lỗi và đã dừng. Những gì bạn đã nhập, trừ giây cuối cùng, được giữ trong trình duyệt này. Hãy tải lại trang.";
const RELOAD = "Tải lại trang";

async function run(program) {
  watchForErrors();
  await wasm_bindgen({ module_or_path: program });
  // The app draws itself in a microtask; this comes after it.
  setTimeout(() => {
    if (!stopped) html.dataset.started = "1";
  });
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
  else notStarted();
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
