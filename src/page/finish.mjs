// Trunk's last step: puts the page, its styles, the glue and the program into one file, dist/bac-thang.html,
// which needs no other file and, by its own policy, may not ask for one.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

import { letters } from "./letters.mjs";

const { TRUNK_PROFILE, TRUNK_STAGING_DIR: staging, TRUNK_DIST_DIR: dist, TRUNK_HTML_FILE: source } = process.env;
const read = (path) => readFileSync(path, "utf8").replaceAll("\r\n", "\n"); // as a browser reads it, and so hashes it

async function main() {
  everyStylesheetIsLinked();
  const isRelease = TRUNK_PROFILE === "release";
  const program = join(staging, "bac-thang_bg.wasm");
  let glue = read(join(staging, "bac-thang.js"));
  if (isRelease) glue = optimised(program, glue);
  const wasm = readFileSync(program);
  const page = await assemble(read(join(staging, "index.html")), glue, wasm, isRelease);

  for (const file of readdirSync(staging)) rmSync(join(staging, file), { recursive: true });
  writeFileSync(join(staging, "bac-thang.html"), page);
  writeFileSync(join(staging, "index.html"), page); // what `trunk serve` shows at /

  const path = join(dist, "bac-thang.html");
  console.log(`wasm ${kb(wasm.length)}, page ${kb(page.length)}`);
  console.log(`${path}\n${new URL(`file://${path}`)}`);
}

const kb = (bytes) => `${Math.round(bytes / 1000)} kB`;

// Functions of like names are made from the same source and look alike, and gzip sees no further back than 32 KB: side by
// side they take 2 % less. Their names are dropped then: the release profile may not strip the program before, or nobody
// knows any more which features of wasm it uses. -lmu: nothing lies in the first kilobyte of memory, where the stack ends.
const SMALLER = ["-O2", "-lmu", "--reorder-functions-by-name", "--strip-producers", "--strip-target-features"];

// What the program and the glue call each other by has a hash in it, of which nothing comes twice: it gets short names, and is said.
const SHORT_NAMES = "--minify-imports-and-exports-and-modules";

function optimised(wasm, glue) {
  const names = JSON.parse(execFileSync("wasm-opt", [...SMALLER, SHORT_NAMES, wasm, "-o", wasm]));
  const asked = new Map(names.imports.map(([, name, short]) => [name, short]));
  const given = new Map(names.exports);
  return glue
    .replace(/"\.\/bac-thang_bg\.js"/g, '"a"')
    .replace(/\b__wb[a-z]*_\w+\b/g, (name) => asked.get(name) ?? name)
    .replace(/\bwasm\.(\w+)/g, (text, name) => (given.has(name) ? `wasm.${given.get(name)}` : text));
}

// gzip as every browser reads it, written by someone who takes the time, in as many blocks as are worth it: 5 % less.
async function zopfli(bytes) {
  const { gzip } = createRequire(import.meta.url)(process.env.BAC_THANG_ZOPFLI);
  return Buffer.from(await promisify(gzip)(bytes, { blocksplittingmax: 0 }));
}

// Without comments, layout and long names, that is without half of it; and in ASCII, which says the same whatever a page is in.
function minify(text, kind) {
  return execFileSync("esbuild", ["--minify", "--charset=ascii", `--loader=${kind}`], { input: text, encoding: "utf8" });
}

// What shows before the app runs stands in the page; what only the app needs is packed with it.
async function assemble(trunksPage, glue, wasm, isRelease) {
  const source = (name) => read(`src/page/${name}`);
  const scripts = [glue, ...["file.js", "copied.js", "dropped.js", "kept.js", "run.js"].map(source)];
  const script = minify(
    `window.bacThang = ({ html, app, opening, notStarted }, program) => {\n${scripts.join("\n")}\nreturn run(program);\n};`,
    "js",
  );
  const boot = minify(`(function () {\n${source("boot.js")}})();\n`, "js");
  let page = trunksPage
    .replace(/<link rel="(?:module)?preload"[^>]*>/g, "")
    .replace(/<script[\s\S]*?<\/script>/g, ""); // trunk's own start, which loads files
  const [first, ...others] = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>\s*/g)].map((found) => found[1].trim());
  page = page.replace(/<style[\s\S]*?<\/style>\s*/g, "");
  const [opening, styles] = [first, others.join("\n\n")].map((text) => minify(text, "css"));
  staysInside(page, opening + styles);

  const packed = await (isRelease ? zopfli : gzipSync)(Buffer.concat([Buffer.from(script + styles), wasm]));
  const numbers = `data-bytes="${packed.length}" data-script="${script.length}" data-styles="${styles.length}"`;
  const program = `<script type="text/plain" id="program" ${numbers}>`;
  page = before(page, "</head>", `<style>${opening}</style>\n`);
  page = page.replace(
    '<meta charset="utf-8">',
    `<meta charset="windows-1252">\n${policy([inert(boot), script], [opening, styles])}`,
  );
  page = before(page, "</body>", `${program}</script>\n<script>${boot}</script>\n`);
  page = page.replace(/[^\0-\x7f]/gu, (letter) => `&#${letter.codePointAt()};`);
  const [start, end] = page.split(program);
  return Buffer.concat([Buffer.from(start + program), letters(packed), Buffer.from(end)]);
}

// The page may run these scripts and use these style sheets; it may load nothing, from anywhere.
function policy(scripts, styles) {
  const hashes = (texts) => texts.map(hash).join(" ");
  const rules = [
    "default-src 'none'",
    `script-src ${hashes(scripts)} 'wasm-unsafe-eval'`,
    `style-src ${hashes(styles)}`,
    "style-src-attr 'unsafe-inline'", // the width of a bar is a style attribute
    "img-src data: blob:",
    "form-action 'none'",
    "base-uri 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">`;
}

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

// Text that would end the script, or make the parser read it otherwise, may not be in it.
function inert(script) {
  const found = /<\/script|<script|<!--/i.exec(script);
  if (found) fail(`the script holds “${found[0]}”, which would end it too early: write it otherwise, e.g. "<\\/script"`);
  return script;
}

function staysInside(page, style) {
  const found =
    /<(?:iframe|object|embed|base|script)\b[^>]*>|<[^>]+\s(?:src|href|srcset|action|poster)\s*=\s*["']?(?!data:|#)[^>]*>/i.exec(page) ??
    /@import[^;]*;|url\((?!["']?data:)[^)]*\)/i.exec(style);
  if (found) fail(`one file cannot refer to another: ${found[0]}`);
}

function everyStylesheetIsLinked() {
  const index = read(source);
  for (const file of readdirSync("src", { recursive: true })) {
    if (file.endsWith(".css") && !index.includes(`href="src/${file}"`)) fail(`src/${file} is not linked in index.html`);
  }
}

function before(page, mark, text) {
  if (page.split(mark).length !== 2) fail(`index.html must hold ${mark} once`);
  return page.replace(mark, () => text + mark);
}

function fail(why) {
  console.error(`the page cannot be finished: ${why}`);
  process.exit(1);
}

await main();
