// What the browser keeps between visits.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { newHome } from './places.mjs'
import {
  DISCLOSURE,
  HA_TINH_COMMUNE,
  VIEWS,
  WORDS,
  everything,
  exportJson,
  openSheet,
  openView,
  pick,
  points,
  reload,
  seen,
  type,
  typePoints,
  waitForText,
} from './sheet.mjs'

const DRAFT = 'bac-thang/1/ha-tinh-2878-2023/xa'

test('a draft that cannot be read is said and kept aside; the page works on', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  const broken = '{"format": "bac-thang/assessment/1", "unit'
  await page.script('localStorage.setItem(...arguments)', DRAFT, broken)
  await page.reload()
  await waitForText(page, 'main', /không đọc được/)
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, points('ha-tang-so'), '77')
  const kept = await page.script('return Object.values(localStorage)')
  assert.ok(kept.includes(broken), 'the unreadable text is still there')
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.equal(answers[0].points.typed, '77')

  await reload(page)
  assert.equal(await page.driver.findElement({ id: points('ha-tang-so') }).getProperty('value'), '77')
  await page.assertQuiet()
})

test('a browser that keeps nothing: the page says so and works on', async (t) => {
  const page = await openChromium(t, newHome(t))
  const source = `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })`
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source })
  await page.reload()
  await waitForText(page, 'main', /không cho lưu/)
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, points('ha-tang-so'), '77')
  assert.match(await seen(page, 'main'), /không cho lưu/)
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.equal(answers[0].points.typed, '77')
  await page.assertQuiet()
})

test('all deleted stays deleted', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  const blank = await everything(page)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  await typePoints(page, { 'nhan-thuc-so': '90', 'ha-tang-so': '77' })
  const full = await everything(page)
  await openView(page, VIEWS.check)
  await page.click('button', /^Xóa hết/)
  assert.deepEqual(await everything(page), blank)
  await page.click('button', WORDS.undo)
  assert.deepEqual(await everything(page), full)
  await openView(page, VIEWS.check)
  await page.click('button', /^Xóa hết/)
  await reload(page)
  assert.deepEqual(await everything(page), blank)
})

test('a box emptied again stays empty', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  await type(page, 'unit-name', '')
  await reload(page)
  assert.equal(await page.driver.findElement({ id: 'unit-name' }).getProperty('value'), '')
})

test('each single thing entered is kept', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await page.click(DISCLOSURE, /^Người lập biểu/)
  await type(page, 'preparer-mobile', '0912 345 678')
  await reload(page)
  assert.equal(await page.driver.findElement({ id: 'preparer-mobile' }).getProperty('value'), '0912 345 678')
  await page.click(DISCLOSURE, /^Người lập biểu/)
  await type(page, 'preparer-mobile', '')
  await openView(page, VIEWS.check)
  await page.click('checkbox', /đúng thời hạn/)
  await reload(page)
  await openView(page, VIEWS.check)
  assert.equal(await page.driver.findElement({ id: 'late' }).isSelected(), true)
})
