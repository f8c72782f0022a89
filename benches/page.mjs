// How long the page takes to show what was typed, and to start: Chromium, the built file, from file://, on a sheet of 85 items in 8
// groups, filled in; beside an empty page in the same run, which is what the browser itself takes. `./dev build`, then
// `node benches/page.mjs`. Times in ms: median and 95th percentile. The sheet is the engine's benchmarks' own (`benches/sheet`),
// opened from a file that carries its framework.
//
// From a key to its paint: from the event's own time to the frame after the one it was drawn in, as the page sees it.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openChromium } from '../tests/browser/browsers.mjs'
import { newHome } from '../tests/browser/places.mjs'
import { openFirst } from '../tests/browser/sheet.mjs'

const KEYS = 60
const STARTS = 9
const SLOWED = [1, 4, 6]

const WATCH = `
  window.paints = []
  addEventListener('keydown', (event) => {
    const begun = event.timeStamp
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => window.paints.push(performance.now() - begun)
      port2.postMessage(0)
    })
  }, true)
  window.long = []
  new PerformanceObserver((list) => window.long.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' })
`

const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))])
const summed = (times) => {
  const sorted = [...times].sort((a, b) => a - b)
  return `${at(sorted, 0.5)}/${at(sorted, 0.95)}`
}

const undos = []
const test = { after: (undo) => undos.push(undo) }
const folder = mkdtempSync(join(tmpdir(), 'bac-thang-empty-'))
const empty = join(folder, 'empty.html')
const sheet = join(folder, 'sheet.json')
writeFileSync(sheet, execFileSync('cargo', ['run', '--quiet', '--locked', '--example', 'measured']))
writeFileSync(empty, '<!doctype html><title>empty</title><input id="box"><script>document.documentElement.dataset.started = ""</script>')

async function typed(page, box) {
  await page.script(WATCH)
  await page.script('document.getElementById(arguments[0]).focus()', box)
  for (let key = 0; key < KEYS; key++) await page.press(String(1 + (key % 2)), '\uE003')
  await page.until('all keys are painted', () => page.script('return window.paints.length >= arguments[0]', KEYS * 2))
  const [paints, long] = await page.script('return [window.paints, window.long]')
  return { keys: summed(paints.slice(4)), longest: Math.round(Math.max(0, ...long)) }
}

async function started(page, url) {
  const times = []
  for (let start = 0; start < STARTS; start++) {
    await page.driver.get('about:blank')
    await page.driver.get(url)
    await page.started()
    times.push(await page.script('return new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))'))
  }
  return summed(times)
}

try {
  const page = await openChromium(test, newHome(test))
  const ours = pathToFileURL(page.home.page).href
  const rows = []
  for (const rate of SLOWED) {
    await page.cdp('Emulation.setCPUThrottlingRate', { rate })
    const row = { CPU: rate === 1 ? 'as it is' : `slowed ${rate} times` }
    await page.driver.get(pathToFileURL(empty).href)
    row['empty: key to paint'] = (await typed(page, 'box')).keys
    row['empty: start'] = await started(page, pathToFileURL(empty).href)
    await page.driver.get(ours)
    await page.started()
    if (rate === SLOWED[0]) await openFirst(page, sheet)
    await page.until('the sheet is open', () => page.script('return document.getElementById("in-a0") !== null'))
    const here = await typed(page, 'in-a0')
    row['page: key to paint'] = here.keys
    row['longest task'] = here.longest
    row['page: start with the sheet'] = await started(page, ours)
    rows.push(row)
  }
  console.table(rows)
} finally {
  for (const undo of undos.reverse()) await undo()
  rmSync(folder, { recursive: true })
}
