// The page is one file that needs nothing else and may ask for nothing. BAC_THANG_PAGE says where it is.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";

const page = readFileSync(process.env.BAC_THANG_PAGE, "utf8");
const policy = page.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/)[1].split("; ");
const texts = (tag) => [...page.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map((found) => found[1]);
const rule = (name) => policy.find((rule) => rule.startsWith(`${name} `));
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

test("the policy lets exactly the page's one script and one style sheet in", () => {
  assert.deepEqual(texts("script").map(hash), rule("script-src").match(/'sha256-[^']*'/g));
  assert.deepEqual(texts("style").map(hash), rule("style-src").match(/'sha256-[^']*'/g));
  assert.equal(texts("script").length, 1);
  assert.equal(texts("style").length, 1);
});

test("the policy forbids all network", () => {
  assert.ok(policy.includes("default-src 'none'"));
  for (const part of policy.flatMap((rule) => rule.split(" ").slice(1))) {
    assert.match(part, /^('none'|'unsafe-inline'|'wasm-unsafe-eval'|'sha256-.*'|data:|blob:)$/);
  }
  assert.match(rule("script-src"), /^script-src 'sha256-[^']*' 'wasm-unsafe-eval'$/);
});

test("nothing in the markup points to another file", () => {
  const markup = page.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, "");
  assert.doesNotMatch(markup, /<(link|iframe|object|embed|base)\b(?![^>]*href="data:)/i);
  assert.doesNotMatch(markup, /\s(src|href|srcset|action|poster)\s*=\s*["']?(?!data:|#)/i);
});

test("the style sheet loads nothing", () => {
  assert.doesNotMatch(texts("style")[0], /@import|url\((?!["']?data:)/i);
});

test("the policy stands before everything it governs", () => {
  const start = page.indexOf("Content-Security-Policy");
  assert.ok(start < page.indexOf("<style") && start < page.indexOf("<script"));
});

test("the program is a valid wasm module", () => {
  const packed = page.match(/<script type="application\/octet-stream;base64" id="program">([^<]*)<\/script>/)[1];
  assert.ok(WebAssembly.validate(gunzipSync(Buffer.from(packed, "base64"))));
});
