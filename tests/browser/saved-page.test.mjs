// The page as Chromium's own "save page" writes it out again, with the sheet half filled.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { newDisplay } from './display.mjs'
import { newHome } from './places.mjs'
import { everything, exportJson, ladder, pick, sheetIsOpen, type, typePoints } from './sheet.mjs'

const PLACE = 'An Giang'
const KIND = 'Xã, phường, thị trấn'
const HALF = { 'ha-tang': '262,5', 'nhan-luc': '100' }
const REST = { 'moi-truong': '56', 'chuyen-doi': '0', 'giao-dich': '0', 'tuong-tac': '0', 'hien-dien': '0' }

test('a saved page starts under its policy, scores and exports; where it was saved, it takes up the draft', async (t) => {
  const display = await newDisplay(t)
  const home = newHome(t)
  const page = await openChromium(t, home, { display })
  await pick(page, PLACE, KIND)
  await type(page, 'unit-name', 'UBND xã Bình Hòa')
  await typePoints(page, HALF)
  const before = await everything(page)
  const saved = await page.savePage(display)
  assert.match(saved.text, /Content-Security-Policy/)
  await page.quit()

  const again = await openChromium(t, { ...home, page: saved.path })
  await sheetIsOpen(again)
  assert.deepEqual(await everything(again), before)
  await again.assertQuiet()
  await again.quit()

  const fresh = await openChromium(t, newHome(t, saved.path))
  assert.equal((await fresh.driver.findElements({ css: 'h1' })).length, 1, 'nothing of the saved screen is left over')
  await pick(fresh, PLACE, KIND)
  await typePoints(fresh, { ...HALF, ...REST })
  assert.equal((await ladder(fresh, 'Điều kiện sẵn sàng')).here, 'Mức IV (Kém)')
  const { answers, claims } = JSON.parse((await exportJson(fresh)).text)
  assert.deepEqual(Object.fromEntries(answers.map(({ of, points }) => [of, points.typed])), { ...HALF, ...REST })
  assert.equal(claims.result.ladders[0].place, 'iv')
  await fresh.assertQuiet()
})
