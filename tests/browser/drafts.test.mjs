// What the browser keeps between visits, and what the page does where it does not.

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
  saved,
  seen,
  sheetIsOpen,
  type,
  typePoints,
  waitForText,
} from './sheet.mjs'

const RECORD = 'bac-thang/record/'
const BEFORE_RECORDS = 'bac-thang/1/ha-tinh-2878-2023/xa'
const UNIT = 'UBND xã Cẩm Bình'

// What the browser keeps, by key.
const kept = (page) => page.script('return { ...localStorage }')
const keep = (page, key, text) => page.script('localStorage.setItem(...arguments)', key, text)

// The key of the one record there is, once what was typed last is in it.
async function record(page, typed) {
  let key
  await page.until(`the browser keeps ${typed}`, async () => {
    const all = Object.entries(await kept(page)).filter(([name]) => name.startsWith(RECORD))
    key = all.find(([, text]) => text.includes(typed))?.[0]
    return key
  })
  return key
}

const value = (page, id) => page.driver.findElement({ id }).getProperty('value')

test('what is typed is kept within a second, without leaving the page', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', UNIT)
  const before = Date.now()
  await record(page, UNIT)
  assert.ok(Date.now() - before < 1000)
})

test('a record that cannot be read is said, stays, and can be taken out as a file; the page works on', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', UNIT)
  const key = await record(page, UNIT)
  const broken = '{"format": "bac-thang/record/1", "stamp'
  await keep(page, key, broken)
  await page.reload()
  await waitForText(page, 'main', /không đọc được/)
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, points('ha-tang-so'), '77')
  assert.equal((await kept(page))[key], broken, 'the unreadable text is still there')
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.equal(answers[0].points.typed, '77')

  await reload(page)
  assert.equal(await value(page, points('ha-tang-so')), '77')
  const { text } = await page.download(() => page.click('button', 'Tải bản hỏng về'))
  assert.equal(text, broken)
  await page.click('button', 'Bỏ khỏi trình duyệt')
  await page.until('it is gone', async () => !Object.keys(await kept(page)).includes(key))
  assert.doesNotMatch(await seen(page, 'main'), /không đọc được/)
  await page.assertQuiet()
})

test('a record that is damaged while the page is open is put aside before the page writes its own', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', UNIT)
  const key = await record(page, UNIT)
  const broken = '{"format": "bac-thang/record/1", "stamp": "x", "unit'
  await keep(page, key, broken)
  await type(page, points('ha-tang-so'), '77')
  assert.equal(await record(page, '"typed":"77"'), key)
  assert.ok(Object.values(await kept(page)).includes(broken))
  await page.assertQuiet()
})

test('a record of a newer page is said, not opened and not touched', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', UNIT)
  const key = await record(page, UNIT)
  const newer = (await kept(page))[key].replace('record/1', 'record/3')
  await keep(page, key, newer)
  await page.reload()
  await waitForText(page, 'main', /do bản Bậc Thang mới hơn lập/)
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Thạch Hà')
  await record(page, 'Thạch Hà')
  assert.equal((await kept(page))[key], newer)
  await page.assertQuiet()
})

test('what an earlier version of the page kept goes on', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', UNIT)
  const { text } = await exportJson(page)
  await page.click('button', 'Chọn bộ tiêu chí khác')
  // Nothing is written any more: that there is a file was the last.
  await record(page, '"file":{')
  await page.script('localStorage.clear(); sessionStorage.clear()')
  await keep(page, BEFORE_RECORDS, text)
  await keep(page, 'bac-thang/1/an-giang-1040-2018/xa', '{"format')
  await page.driver.navigate().to('about:blank')
  await page.open()
  await waitForText(page, 'main', /không đọc được/)
  await (await saved(page, UNIT)).click()
  await sheetIsOpen(page)
  assert.equal(await value(page, 'unit-name'), UNIT)
  await page.until('the earlier text has become a record', async () => !(BEFORE_RECORDS in (await kept(page))))
  await record(page, UNIT)
  assert.equal((await kept(page))['bac-thang/1/an-giang-1040-2018/xa'], '{"format', 'what was damaged stays')
  await page.assertQuiet()
})

// What `code` changes in a page before any of its own code runs.
async function openChanged(t, source) {
  const page = await openChromium(t, newHome(t))
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source })
  await page.reload()
  return page
}

test('a browser that keeps nothing: the page says so and works on', async (t) => {
  const page = await openChanged(
    t,
    `for (const name of ['localStorage', 'sessionStorage'])
       Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })`,
  )
  await waitForText(page, 'main', /không cho lưu/)
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, points('ha-tang-so'), '77')
  assert.match(await seen(page, 'main'), /không cho lưu/)
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.equal(answers[0].points.typed, '77')
  await page.assertQuiet()
})

test('a browser that is full: the page says so, works on, and keeps all once there is room', async (t) => {
  const page = await openChanged(
    t,
    `window.isFull = true
     const { setItem } = Storage.prototype
     Storage.prototype.setItem = function (key, text) {
       if (window.isFull && key.startsWith('${RECORD}')) throw new DOMException('full', 'QuotaExceededError')
       setItem.call(this, key, text)
     }`,
  )
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, points('ha-tang-so'), '77')
  await waitForText(page, 'main', /đã đầy/)
  await type(page, 'unit-name', UNIT)
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.equal(answers[0].points.typed, '77')
  await page.script('window.isFull = false')
  await type(page, 'unit-name', `${UNIT} 2`)
  await record(page, `${UNIT} 2`)
  await page.until('it no longer says so', async () => !/đã đầy/.test(await seen(page, 'main')))
  await page.assertQuiet()
})

test('all deleted stays deleted', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  const blank = await everything(page)
  await type(page, 'unit-name', UNIT)
  await typePoints(page, { 'nhan-thuc-so': '90', 'ha-tang-so': '77' })
  const full = await everything(page)
  const startOver = async () => {
    await openView(page, VIEWS.check)
    await page.click('button', /^Xóa hết, làm lại/)
    await waitForText(page, 'dialog', /Nút Hoàn tác lấy lại được cho đến khi đóng/)
    await page.click('button', 'Không xóa')
    await page.click('button', /^Xóa hết, làm lại/)
    await page.click('button', 'Xóa hết')
    await openView(page, VIEWS.score)
  }
  await startOver()
  assert.deepEqual(await everything(page), blank)
  await page.click('button', WORDS.undo)
  assert.deepEqual(await everything(page), full)
  await startOver()
  await reload(page)
  assert.deepEqual(await everything(page), blank)
})

test('a box emptied again stays empty', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', UNIT)
  await type(page, 'unit-name', '')
  await reload(page)
  assert.equal(await value(page, 'unit-name'), '')
})

test('each single thing entered is kept', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await page.click(DISCLOSURE, /^Người lập biểu/)
  await type(page, 'preparer-mobile', '0912 345 678')
  await reload(page)
  assert.equal(await value(page, 'preparer-mobile'), '0912 345 678')
  await page.click(DISCLOSURE, /^Người lập biểu/)
  await type(page, 'preparer-mobile', '')
  await openView(page, VIEWS.check)
  await page.click('checkbox', /đúng thời hạn/)
  await reload(page)
  await openView(page, VIEWS.check)
  assert.equal(await page.driver.findElement({ id: 'late' }).isSelected(), true)
})
