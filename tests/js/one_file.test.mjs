// The page is one file that needs nothing else and may ask for nothing. BAC_THANG_PAGE says where it is.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

import { letters } from "../../src/page/letters.mjs";

const page = readFileSync(process.env.BAC_THANG_PAGE, "latin1"); // a letter a byte
const policy = page.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/)[1].split("; ");
const texts = (tag) => [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map((found) => found[1]);
const rule = (name) => policy.find((rule) => rule.startsWith(`${name} `));
const boot = readFileSync(new URL("../../src/page/boot.js", import.meta.url), "utf8");
const bytesOf = new Function(`${boot.match(/function bytesOf[\s\S]*?\n}\n/)[0]}; return bytesOf;`)(); // the page's own
const asRead = (bytes) => new TextDecoder("windows-1252").decode(bytes);
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const [, numbers, program] = page.match(/<script type="text\/plain" id="program" ([^>]*)>([^<]*)<\/script>/);
const number = (name) => Number(numbers.match(new RegExp(`data-${name}="(\\d+)"`))[1]);
const packed = bytesOf(asRead(Buffer.from(program, "latin1")), number("bytes"));
const unpacked = gunzipSync(packed);
const [script, styles] = [unpacked.subarray(0, number("script")), unpacked.subarray(number("script")).subarray(0, number("styles"))];

test("the policy lets in exactly the script and the style sheet of the page, and those that it unpacks", () => {
  assert.deepEqual([...texts("script"), script].map(hash), rule("script-src").match(/'sha256-[^']*'/g));
  assert.deepEqual([...texts("style"), styles].map(hash), rule("style-src").match(/'sha256-[^']*'/g));
  assert.equal(texts("script").length, 1);
  assert.equal(texts("style").length, 1);
});

test("the policy forbids all network", () => {
  assert.ok(policy.includes("default-src 'none'"));
  for (const part of policy.flatMap((rule) => rule.split(" ").slice(1))) {
    assert.match(part, /^('none'|'unsafe-inline'|'wasm-unsafe-eval'|'sha256-.*'|data:|blob:)$/);
  }
  assert.match(rule("script-src"), /^script-src 'sha256-[^']*' 'sha256-[^']*' 'wasm-unsafe-eval'$/);
});

test("nothing in the markup points to another file", () => {
  const markup = page.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, "");
  assert.doesNotMatch(markup, /<(link|iframe|object|embed|base)\b(?![^>]*href="data:)/i);
  assert.doesNotMatch(markup, /\s(src|href|srcset|action|poster)\s*=\s*["']?(?!data:|#)/i);
});

test("the style sheets load nothing", () => {
  for (const sheet of [...texts("style"), String(styles)]) assert.doesNotMatch(sheet, /@import|url\((?!["']?data:)/i);
});

test("the policy stands before everything it governs", () => {
  const start = page.indexOf("Content-Security-Policy");
  assert.ok(start < page.indexOf("<style") && start < page.indexOf("<script"));
});

test("what the page is written in is said where a browser looks for it, and only the program makes use of it", () => {
  assert.ok(page.slice(0, 1024).includes('<meta charset="windows-1252">'));
  assert.match(page.replace(program, ""), /^[\0-\x7f]*$/);
});

test("the program is a valid wasm module", () => {
  assert.equal(letters(packed).toString("latin1"), program);
  assert.ok(WebAssembly.validate(unpacked.subarray(script.length + styles.length)));
});

test("whatever the bytes, their letters are safe in a page and say them again", () => {
  const every = Uint8Array.from({ length: 65536 }, (_, i) => (i & 1 ? i >> 9 : i >> 1));
  for (let length = 0; length < 600; length++) {
    for (const bytes of [every.subarray(length * 7, length * 8), new Uint8Array(length), new Uint8Array(length).fill(60)]) {
      const written = letters(bytes);
      assert.doesNotMatch(written.toString("latin1"), /[\0\b\t\n\r\x1a\x1b<]/);
      assert.deepEqual(bytesOf(asRead(written), bytes.length), bytes);
      assert.ok(written.length <= Math.ceil((bytes.length * 8) / 7) + 1);
    }
  }
});
