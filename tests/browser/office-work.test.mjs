// The office's work: kept in the browser, in a file and in a page; undone; put beside another officer's; by the day of receipt.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Audit } from './audit.mjs'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import { LAPTOP, seen, type, waitForText } from './sheet.mjs'

const FILES = '#office-files'
const OFFICE = /^Tiếp nhận và xếp hạng/
const kind = communes('ha-tinh/2878-qd-ubnd-2023')
const group = kind.groups[0].id
const mark = `mark-${group}-points`

const points = (share) => Object.fromEntries(kind.groups.map(({ id, max }) => [id, Math.floor((max * share) / 100)]))

// Writes a commune's file and gives its path.
function file(page, unit, share, on = '2024-11-20') {
  const path = join(page.home.root, `${unit}-${share}.json`.replaceAll(/[ <>/!]/g, '-'))
  writeFileSync(path, JSON.stringify(handedIn(kind, { unit: `UBND xã ${unit}`, year: 2024, on, points: points(share) })))
  return path
}

async function atOffice(t, home = newHome(t)) {
  const page = await openChromium(t, home)
  await page.click('button', OFFICE)
  await page.find('heading', OFFICE)
  return page
}

const receive = async (page, ...paths) => page.upload(paths.join('\n'), FILES)
const done = (page, pattern) => waitForText(page, '.office__sum', pattern)
const appraise = async (page, unit, value) => {
  await page.click('button', new RegExp(`^Thẩm định\\s*: UBND xã ${unit}`))
  await type(page, mark, value)
  await page.click('button', /^Xong/)
}
const pointsOf = (page, unit) =>
  page.script(
    `const row = [...document.querySelectorAll('#taken tbody tr')].find((row) => row.cells[0].innerText.includes(arguments[0]))
     return row?.cells[1].innerText`,
    unit,
  )
const isKept = (page) =>
  page.driver.wait(
    () =>
      page.driver.executeAsyncScript(`
        const done = arguments[0]
        const asked = indexedDB.open('bac-thang', 1)
        asked.onsuccess = () => {
          const head = asked.result.transaction('office').objectStore('office').get('head')
          head.onsuccess = () => { asked.result.close(); done(head.result ? JSON.parse(head.result).work : null) }
        }`),
    5000,
  )

test('the work is there again after the page was closed, appraisals and unreadable files too', async (t) => {
  const home = newHome(t)
  const page = await atOffice(t, home)
  await receive(page, file(page, 'Cẩm Bình', 80), file(page, 'Cẩm Hà', 70), import.meta.filename)
  await done(page, /2 đã nhận, 1 không đọc được/)
  await appraise(page, 'Cẩm Bình', '10')
  assert.equal(await pointsOf(page, 'Cẩm Bình'), '730')
  await page.driver.wait(async () => (await isKept(page))?.appraisals.length === 1, 3000)
  await page.reload()
  assert.match(await seen(page, '.pick__office'), /Việc đang làm dở: 3 tệp, sửa lần cuối vừa xong/)
  await page.click('button', OFFICE)
  await done(page, /2 đã nhận, 1 không đọc được/)
  assert.equal(await pointsOf(page, 'Cẩm Bình'), '730')
  assert.match(await seen(page, '#refused'), /office-work\.test\.mjs/)
  assert.match(await seen(page, '.keep-bar'), /chưa lưu ra tệp lần nào/)
  // Begun anew, it is gone there too; undone, it is back.
  await page.click('button', /^Bỏ hết/)
  await page.click('button', 'Đồng ý bỏ hết')
  await page.driver.wait(async () => (await isKept(page))?.files.length === 0, 3000)
  await page.click('button', 'Hoàn tác')
  await waitForText(page, '.keep-bar__said', /Đã hoàn tác: bỏ hết các tệp/)
  await page.driver.wait(async () => (await isKept(page))?.files.length === 3, 3000)
  await page.assertQuiet()
})

test('a letter typed is kept within a second and undone by Ctrl+Z', async (t) => {
  const page = await atOffice(t)
  await receive(page, file(page, 'Cẩm Bình', 80))
  await done(page, /1 đã nhận/)
  await page.driver.wait(async () => (await isKept(page))?.files.length === 1, 3000)
  await page.click('button', /^Thẩm định\s*:/)
  await type(page, 'appraiser', 'Trần Thị B')
  await page.driver.wait(async () => (await isKept(page)).appraiser === 'Trần Thị B', 1000)
  await type(page, mark, '12')
  await waitForText(page, '#appraised-sum', /^732 điểm/)
  await page.hold(Key.CONTROL, 'z')
  await waitForText(page, '#appraised-sum', /^800 điểm/)
  await page.hold(Key.CONTROL, 'y')
  await waitForText(page, '#appraised-sum', /^732 điểm/)
  await page.assertQuiet()
})

test('a file saved just before the page was opened anew says nothing else than what is kept', async (t) => {
  const page = await atOffice(t)
  await receive(page, file(page, 'Cẩm Bình', 80))
  await done(page, /1 đã nhận/)
  await appraise(page, 'Cẩm Bình', '10')
  const work = await page.download(() => page.click('button', 'Lưu thành tệp'))
  await page.reload()
  await page.click('button', OFFICE)
  await done(page, /1 đã nhận/)
  assert.equal(await pointsOf(page, 'Cẩm Bình'), '730')
  await receive(page, work.path)
  await waitForText(page, '.keep-bar__said', /giống hệt ở đây/)
  assert.equal(await page.script('return document.querySelectorAll("dialog").length'), 0)
  // Where the browser keeps nothing more, the file is given all the same.
  await page.script(`IDBObjectStore.prototype.put = function () {
    Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') })
    this.transaction.abort()
  }`)
  await appraise(page, 'Cẩm Bình', '12')
  const more = await page.download(() => page.click('button', 'Lưu thành tệp'))
  assert.match(more.text, /"12"/)
})

test("another officer's work shows what differs and takes over what is chosen; undone, all is as before", async (t) => {
  const theirs = await atOffice(t)
  const common = [file(theirs, 'Cẩm Bình', 80), file(theirs, 'Cẩm Hà', 70)]
  await receive(theirs, ...common, file(theirs, 'Cẩm Lạc', 60), file(theirs, 'Cẩm Mỹ', 50))
  await done(theirs, /4 đã nhận/)
  await appraise(theirs, 'Cẩm Bình', '20')
  await appraise(theirs, 'Cẩm Hà', '30')
  const work = await theirs.download(() => theirs.click('button', 'Lưu thành tệp'))
  await waitForText(theirs, '.keep-bar__file', /Sau đó chưa sửa gì/)

  const page = await atOffice(t)
  await page.setWindow(...LAPTOP)
  await receive(page, ...common, file(page, 'Cẩm Mỹ', 55))
  await done(page, /3 đã nhận/)
  await appraise(page, 'Cẩm Bình', '10')
  await receive(page, work.path)
  await waitForText(page, '#merge-title', /khác việc đang làm ở đây 4 chỗ\. Chưa có gì bị thay đổi/)
  const rows = await page.script('return [...document.querySelectorAll(".merge__table tbody tr")].map((row) => row.innerText.trim().replace(/\\s+/g, " "))')
  assert.deepEqual(rows.filter((row) => !/\(\d+\)/.test(row)).map((row) => row.replace(/Cẩm-/g, 'Cẩm ')), [
    'UBND xã Cẩm Lạc Cẩm Lạc-60.json',
    'UBND xã Cẩm Mỹ Cẩm Mỹ-55.json Cẩm Mỹ-50.json',
    'UBND xã Cẩm Bình: “1. Nhận thức số” 10 điểm 20 điểm',
    'UBND xã Cẩm Hà: “1. Nhận thức số” chưa thẩm định 30 điểm',
  ])
  const audit = new Audit(page)
  await audit.look('office-merge')
  await audit.assertClean()
  await page.click('button', 'Lấy 2 chỗ đã chọn')
  await done(page, /4 tệp: 4 đã nhận/)
  assert.equal(await pointsOf(page, 'Cẩm Bình'), '730', 'what stands here was not chosen, and stays')
  assert.equal(await pointsOf(page, 'Cẩm Hà'), '660')
  await page.click('button', 'Hoàn tác')
  await done(page, /3 tệp: 3 đã nhận/)
  assert.equal(await pointsOf(page, 'Cẩm Hà'), '700')

  // By keyboard: all of a kind, and Escape, which takes nothing.
  await receive(page, work.path)
  await waitForText(page, '#merge-title', /4 chỗ/)
  await page.tabTo('checkbox', /^Cùng đơn vị/)
  await page.press(Key.SPACE)
  await page.find('button', 'Lấy 3 chỗ đã chọn')
  await page.press(Key.ESCAPE)
  await done(page, /3 tệp: 3 đã nhận/)
  assert.equal(await page.script('return document.querySelectorAll("dialog").length'), 0)
  await page.assertQuiet()
})

test('a page saved with the work inside opens with it on another machine', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source: 'delete window.showSaveFilePicker' })
  await page.reload()
  await page.click('button', OFFICE)
  await receive(page, file(page, 'Cẩm Bình', 80), file(page, 'Cẩm Hà </script><!-- <script>', 70))
  await done(page, /2 đã nhận/)
  await appraise(page, 'Cẩm Bình', '10')
  const saved = await page.download(() => page.click('button', 'Lưu trang kèm dữ liệu'))
  assert.match(saved.name, /^bac-thang_tiep-nhan_\d{4}-\d\d-\d\d_\d\d-\d\d\.html$/)
  await waitForText(page, 'main .notices', /Đã gửi tệp .* chưa kiểm tra/)
  assert.match(await seen(page, '.keep-bar'), /Gửi ra tệp/)

  const other = await openChromium(t, newHome(t, saved.path))
  await done(other, /2 đã nhận/)
  assert.equal(await pointsOf(other, 'Cẩm Bình'), '730')
  await appraise(other, 'Cẩm Bình', '15')
  await other.driver.wait(async () => JSON.stringify((await isKept(other))?.appraisals).includes('"15"'), 3000)
  // Opened again, the page is older than what the browser keeps of it.
  await other.reload()
  await done(other, /2 đã nhận/)
  assert.equal(await pointsOf(other, 'Cẩm Bình'), '735')
  assert.equal(await other.script('return document.querySelectorAll("dialog").length'), 0)
  // And the page can be dropped where there is other work.
  await page.quit()
  const third = await atOffice(t)
  await receive(third, file(third, 'Cẩm Bình', 80))
  await done(third, /1 đã nhận/)
  await receive(third, saved.path)
  await waitForText(third, '#merge-title', /2 chỗ/)
  await third.click('button', 'Lấy 2 chỗ đã chọn')
  await done(third, /2 đã nhận/)
  assert.equal(await pointsOf(third, 'Cẩm Bình'), '730')
  await third.assertQuiet()
})

test('two windows do not overwrite each other', async (t) => {
  const page = await atOffice(t)
  await receive(page, file(page, 'Cẩm Bình', 80))
  await done(page, /1 đã nhận/)
  await page.driver.wait(async () => (await isKept(page))?.files.length === 1, 3000)
  const first = await page.driver.getWindowHandle()
  await page.driver.switchTo().newWindow('tab')
  const second = await page.driver.getWindowHandle()
  await page.open()
  await page.click('button', OFFICE)
  await done(page, /1 đã nhận/)
  await appraise(page, 'Cẩm Bình', '20')
  await page.driver.wait(async () => (await isKept(page)).appraisals.length === 1, 3000)
  await page.driver.switchTo().window(first)
  await receive(page, file(page, 'Cẩm Hà', 70))
  await done(page, /2 đã nhận/)
  await waitForText(page, '.office .notice', /Một cửa sổ khác đã sửa/)
  assert.equal((await isKept(page)).files.length, 1, 'what the other window did is not written over')
  await page.click('button', /^Xem hai bản khác nhau/)
  await waitForText(page, '#merge-title', /Bản ở cửa sổ khác .*2 chỗ/)
  await page.click('button', 'Lấy 1 chỗ đã chọn')
  assert.equal(await pointsOf(page, 'Cẩm Bình'), '740')
  await page.driver.wait(async () => {
    const kept = await isKept(page)
    return kept.files.length === 2 && kept.appraisals.length === 1
  }, 3000)
  assert.equal(await page.script('return document.querySelectorAll(".office .notice").length'), 0)
  await page.driver.switchTo().window(second)
})

test('where the browser keeps nothing that is said, and leaving is warned of', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', {
    source: `IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError') }
      window.warned = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }))`,
  })
  await page.reload()
  await page.click('button', OFFICE)
  await waitForText(page, '.office .notice', /Trình duyệt này không cho giữ việc đang làm/)
  assert.equal(await page.script('return window.warned()'), false)
  await receive(page, file(page, 'Cẩm Bình', 80))
  await done(page, /1 đã nhận/)
  assert.equal(await page.script('return window.warned()'), true)
  await page.download(() => page.click('button', 'Lưu thành tệp'))
  await waitForText(page, '.keep-bar', /Lưu ra tệp: vừa xong\. Sau đó chưa sửa gì/)
  assert.equal(await page.script('return window.warned()'), false)
})

test('where the browser has no room that is said', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', {
    source: `const put = IDBObjectStore.prototype.put
      IDBObjectStore.prototype.put = function (value, key) {
        if (window.full) {
          Object.defineProperty(this.transaction, 'error', { value: new DOMException('full', 'QuotaExceededError') })
          return this.transaction.abort()
        }
        return put.call(this, value, key)
      }
      window.full = true`,
  })
  await page.reload()
  await page.click('button', OFFICE)
  await receive(page, file(page, 'Cẩm Bình', 80))
  await waitForText(page, '.office .notice', /không đủ chỗ giữ/)
  // Once there is room again, the next change is kept with all before.
  await page.script('window.full = false')
  await receive(page, file(page, 'Cẩm Hà', 70))
  await page.driver.wait(async () => (await isKept(page))?.files.length === 2, 3000)
  await page.driver.wait(() => page.script('return document.querySelectorAll(".office .notice").length === 0'), 3000)
})

test('who is late goes by the day of receipt, where the office states it', async (t) => {
  const page = await atOffice(t)
  await page.setWindow(...LAPTOP)
  await receive(page, file(page, 'Cẩm Bình', 80), file(page, 'Cẩm Hà', 70, '2024-11-26'))
  await done(page, /1 đã nhận, 1 để riêng/)
  await waitForText(page, '#aside', /Nộp muộn: tệp ghi ngày 26\/11\/2024, hạn cuối là 25\/11\/2024/)
  await type(page, 'came', '31/11/2024')
  await waitForText(page, '#came-wrong', /Hãy gõ ngày/)
  await type(page, 'came', '25/11/2024')
  await page.click('button', /^Ghi ngày nhận 25\/11\/2024\s*: UBND xã Cẩm Hà/)
  // A file does not come before it was written.
  await waitForText(page, '#aside', /Ngày cơ quan nhận \(25\/11\/2024\) trước ngày ghi trong tệp \(26\/11\/2024\)/)
  await waitForText(page, '#aside', /Cơ quan nhận ngày 25\/11\/2024/)
  await done(page, /2 tệp: 1 đã nhận, 1 để riêng/)
  await type(page, 'came', '27/11/2024')
  await page.click('button', /^Ghi ngày nhận 27\/11\/2024 cho cả 2 tệp/)
  await done(page, /0 đã nhận, 2 để riêng/)
  await waitForText(page, '#aside', /cơ quan nhận ngày 27\/11\/2024/)
  const audit = new Audit(page)
  await audit.look('office-day')
  await audit.assertClean()
  await type(page, 'came', '')
  await page.click('button', /^Bỏ ngày nhận\s*: UBND xã Cẩm Bình/)
  await done(page, /1 đã nhận, 1 để riêng/)
  // Stated before files come, it is theirs.
  await type(page, 'came', '27/11/2024')
  await receive(page, file(page, 'Cẩm Lạc', 60, '2024-11-20'))
  await done(page, /1 đã nhận, 2 để riêng/)
  await page.assertQuiet()
})

test('a window that was closed while it wrote leaves what can be gone on with', async (t) => {
  const page = await atOffice(t)
  await receive(page, file(page, 'Cẩm Bình', 80))
  await page.driver.wait(async () => (await isKept(page))?.files.length === 1, 3000)
  // As if files had been written and the head had not.
  await page.driver.executeAsyncScript(`
    const done = arguments[0]
    const asked = indexedDB.open('bac-thang', 1)
    asked.onsuccess = () => {
      const change = asked.result.transaction('office', 'readwrite')
      change.objectStore('office').put('later', 'stamp')
      change.objectStore('office').put('{', 1)
      change.oncomplete = () => { asked.result.close(); done() }
    }`)
  await page.reload()
  await page.click('button', OFFICE)
  await done(page, /1 tệp: 1 đã nhận/)
  await receive(page, file(page, 'Cẩm Hà', 70))
  await page.driver.wait(async () => (await isKept(page))?.files.length === 2, 3000)
  assert.equal(await page.script('return document.querySelectorAll(".office .notice").length'), 0)
  await page.reload()
  await page.click('button', OFFICE)
  await done(page, /2 tệp: 2 đã nhận/)
})
