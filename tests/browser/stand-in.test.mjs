// The harness tried on the stand-in: that it sees faults, and that each browser does what the tests of the real page rely on.

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'node:test'
import { openChromium, openFirefox, openWebKit } from './browsers.mjs'
import { newDisplay } from './display.mjs'
import { Key } from './page.mjs'
import { afterwards, newHome } from './places.mjs'
import { writeStandIn } from './stand-in.mjs'

function standInHome(t, options) {
  const folder = mkdtempSync(join(tmpdir(), 'bac-thang-'))
  afterwards(t, () => rmSync(folder, { recursive: true }))
  return newHome(t, writeStandIn(folder, options))
}

async function fillAndExport(page) {
  await page.tabTo('textbox', /^Hiện diện/)
  await page.press('229,5', Key.TAB, '3')
  assert.equal(await page.text('status', 'Kết quả'), 'Tổng điểm: 232,5')
  const { name, path, text } = await page.download(() => page.click('button', 'Tải tệp JSON'))
  assert.equal(name, 'bậc thang.json')
  assert.deepEqual(JSON.parse(text), { 'Hiện diện': '229,5', 'Dữ liệu số': '3', 'Nhân lực': '' })
  return path
}

test('Chromium: enter, export, restart, open in a fresh profile, ask nothing of the network', async (t) => {
  const home = standInHome(t)
  const page = await openChromium(t, home)
  const file = await fillAndExport(page)
  await page.tabTo('textbox', /^Hiện diện/, { back: true })
  for (const size of [[1366, 768], [360, 740]]) {
    await page.setWindow(...size)
    await page.assertNoOverflow()
    for (const scheme of ['light', 'dark']) {
      await page.setScheme(scheme)
      await page.shot(`stand-in-${size[0]}-${scheme}`)
    }
  }
  await page.assertQuiet()
  await page.quit()

  const again = await openChromium(t, home)
  assert.equal(await again.text('status', 'Kết quả'), 'Tổng điểm: 232,5')

  const fresh = await openChromium(t, standInHome(t))
  assert.equal(await fresh.text('status', 'Kết quả'), 'Tổng điểm: 0')
  await fresh.upload(file)
  await fresh.until('the file is read', async () => (await fresh.text('status', 'Kết quả')) === 'Tổng điểm: 232,5')
})

test('Chromium writes the page out half filled; what it wrote starts under its policy', async (t) => {
  const display = await newDisplay(t)
  const page = await openChromium(t, standInHome(t), { display })
  await page.tabTo('textbox', /^Hiện diện/)
  await page.press('229,5')
  const saved = await page.savePage(display)
  assert.match(saved.text, /data-started.*Content-Security-Policy.*Tổng điểm: 229,5/s)

  const fresh = await openChromium(t, newHome(t, saved.path))
  assert.equal(await fresh.text('status', 'Kết quả'), 'Tổng điểm: 0')
  await fillAndExport(fresh)
  await fresh.assertQuiet()
})

test('Firefox: enter and export', async (t) => {
  await fillAndExport(await openFirefox(t, standInHome(t)))
})

test('WebKit: enter and export', async (t) => {
  await fillAndExport(await openWebKit(t, standInHome(t), await newDisplay(t)))
})

test('faults are seen', async (t) => {
  const open = (fault, policy) => openChromium(t, standInHome(t, { fault, policy }))
  const refused = await open(`fetch('http://127.0.0.1:9/refused').catch(() => {})`)
  await assert.rejects(refused.assertQuiet(), /Content Security Policy/)
  const asking = await open(`new Image().src = 'http://127.0.0.1:9/asked'`, false)
  await assert.rejects(asking.assertQuiet(), /127\.0\.0\.1:9\/asked/)
  const wide = await open(`app.style.width = '2000px'`)
  await assert.rejects(wide.assertNoOverflow(), /2\d\d\d px/)
})
