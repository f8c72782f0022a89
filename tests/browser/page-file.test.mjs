// "Lưu trang kèm dữ liệu": the page writes itself out with what was entered, and says it is saved once it was read back.

import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { keyToWindow, newDisplay, typeToWindow } from './display.mjs'
import { newHome } from './places.mjs'
import {
  HA_TINH_COMMUNE,
  LAPTOP,
  entered,
  everything,
  fillCommune,
  isThere,
  pick,
  points,
  saved,
  seen,
  sheetIsOpen,
  type,
  waitForText,
} from './sheet.mjs'

const SAVE = 'Lưu trang kèm dữ liệu'
const NASTY = 'UBND xã </script><!-- <script>document.title=1</script> "\\u2028'

// A page is not in UTF-8: a letter a byte.
const letters = (path) => readFileSync(path, 'latin1')
const carried = (path) => JSON.parse(letters(path).match(/<script type="application\/json" id="data">([^<]*)<\/script>/)[1])

// A browser in which a page may not write to disk by itself, as Firefox is: it can only hand out a download.
const DOWNLOADS_ONLY = 'delete window.showSaveFilePicker'

async function openWith(t, home, source) {
  const page = await openChromium(t, home)
  await page.setWindow(...LAPTOP)
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source })
  await page.reload()
  return page
}

test('a saved page has everything in it, in a profile that knows nothing of it', async (t) => {
  const page = await openWith(t, newHome(t), DOWNLOADS_ONLY)
  await fillCommune(page)
  await type(page, 'unit-name', NASTY)
  const before = await everything(page)
  const original = letters(page.home.page)
  const { name, path } = await page.download(() => page.click('button', SAVE))
  assert.match(name, /^bac-thang_an-giang-1040-2018_xa_ubnd-xa-.*_\d{4}_\d{4}-\d\d-\d\d_\d\d-\d\d\.html$/)
  const withoutData = letters(path).replace(/<script type="application\/json" id="data">[^<]*<\/script>/, '')
  const packed = (html) => html.replace(/\s/g, '')
  assert.ok(packed(withoutData) === packed(original), 'nothing else is in it than what this page was made of')
  await page.quit()

  const fresh = await openChromium(t, newHome(t, path))
  await sheetIsOpen(fresh)
  assert.deepEqual(await everything(fresh), before)
  await type(fresh, points('hien-dien'), '230')
  const changed = await everything(fresh)
  await fresh.reload()
  await sheetIsOpen(fresh)
  assert.deepEqual(await everything(fresh), changed, 'what was changed since is not taken back by the older page')
  await fresh.assertQuiet()
})

test('a page saved again holds what is new and nothing of the old', async (t) => {
  const page = await openWith(t, newHome(t), DOWNLOADS_ONLY)
  await fillCommune(page)
  const { path: first } = await page.download(() => page.click('button', SAVE))
  const fresh = await openWith(t, newHome(t, first), DOWNLOADS_ONLY)
  await sheetIsOpen(fresh)
  await type(fresh, 'unit-name', 'UBND xã Bình Thủy')
  const { path: second } = await fresh.download(() => fresh.click('button', SAVE))
  assert.equal(letters(second).split('id="data"').length, 1 + letters(page.home.page).split('id="data"').length)
  const data = JSON.stringify(carried(second))
  assert.ok(data.includes('Bình Thủy') && !data.includes('Bình Hòa'))
})

test('what was downloaded is not called saved before it was looked at', async (t) => {
  const page = await openWith(t, newHome(t), DOWNLOADS_ONLY)
  await fillCommune(page)
  assert.match(await seen(page, '.keep-bar'), /chưa lưu ra tệp lần nào/)
  const { path } = await page.download(() => page.click('button', SAVE))
  await waitForText(page, 'main .notices', /Đã gửi tệp .* cho trình duyệt, chưa kiểm tra/)
  assert.doesNotMatch(await seen(page, 'main'), /Đã lưu/)

  const cut = join(page.home.root, 'cut.html')
  writeFileSync(cut, readFileSync(path).subarray(0, -1000))
  await page.upload(cut, '#check-file')
  await waitForText(page, 'main [role=alert]', /không giống/)
  assert.match(await seen(page, '.keep-bar'), /chưa kiểm tra tệp/)

  await page.upload(path, '#check-file')
  await waitForText(page, 'main .notices', /^Đã lưu: .*Đã đọc lại tệp và thấy đúng/)
  assert.match(await seen(page, '.keep-bar'), /đã kiểm tra tệp/)
  await type(page, points('hien-dien'), '230')
  await waitForText(page, '.keep-bar', /1 lần sửa sau đó chỉ có trong trình duyệt này/)
  await page.assertQuiet()
})

// Where a page may write to disk, the person chooses where, in a dialog of the browser's own. The dialog, the file and what is
// written are real; what goes wrong on a disk is brought about while the page waits.
const WAITS = `
  const { showSaveFilePicker } = window
  window.showSaveFilePicker = async (options) => {
    const file = await showSaveFilePicker(options)
    await window.afterChoice?.(file)
    return file
  }`

const pause = (page, meanwhile) => page.script(`window.afterChoice = async (file) => { ${meanwhile} }`)

const DIALOG = 'site can see edits you make$'

test('what was written is read back before it is called saved', async (t) => {
  const display = await newDisplay(t)
  const home = newHome(t)
  const page = await openChromium(t, home, { display: { ...display, HOME: home.root } })
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source: WAITS })
  await page.reload()
  await fillCommune(page)
  const files = () => readdirSync(home.root).filter((name) => /html/.test(name))
  // In the dialog the name is marked, up to its ending.
  const save = async (name) => {
    await page.click('button', SAVE)
    await typeToWindow(display, DIALOG, name)
    await keyToWindow(display, DIALOG, 'alt+s')
  }
  const waits = () => page.until('the page waits', () => page.script('return Boolean(window.goOn)'))
  const goOn = () => page.script('window.goOn(); window.goOn = undefined')

  await page.click('button', SAVE)
  await keyToWindow(display, DIALOG, 'Escape')
  await save('mot')
  await waitForText(page, 'main .notices', /^Đã lưu: mot\.html/)
  assert.deepEqual(files(), ['mot.html'])
  assert.match(await seen(page, '.keep-bar'), /Lưu ra tệp: .*, đã kiểm tra tệp/)
  const saved = readFileSync(join(home.root, 'mot.html'), 'latin1')
  assert.ok(saved.includes('id="data"'))

  // What the disk has is not what was written.
  await type(page, points('hien-dien'), '230')
  await pause(page, `
    const { getFile } = file
    file.getFile = async () => (await new Promise((goOn) => { window.goOn = goOn }), getFile.call(file))`)
  await save('hai')
  await waits()
  const cut = join(home.root, 'hai.html')
  truncateSync(cut, readFileSync(cut).length - 1)
  await goOn()
  await waitForText(page, 'main [role=alert]', /không giống/)
  const since = /1 lần sửa sau đó chỉ có trong trình duyệt này/
  assert.match(await seen(page, '.keep-bar'), since)

  // No room: nothing half written is left over.
  await pause(page, `
    const { createWritable } = file
    file.createWritable = async () => {
      const out = await createWritable.call(file)
      const { write } = out
      out.write = async (part) => {
        await write.call(out, part.slice(0, 1000))
        throw new DOMException('no room', 'QuotaExceededError')
      }
      return out
    }`)
  await save('ba')
  await waitForText(page, 'main [role=alert]', /Không ghi được tệp ba\.html: ổ đĩa có thể đã đầy/)
  assert.match(await seen(page, '.keep-bar'), since)
  assert.deepEqual(files().sort(), ['ba.html', 'hai.html', 'mot.html'])
  assert.equal(readFileSync(join(home.root, 'ba.html')).length, 0, 'as the dialog made it')

  // The stick is pulled out after the place was chosen.
  const stick = join(home.root, 'usb')
  mkdirSync(stick)
  await pause(page, 'await new Promise((goOn) => { window.goOn = goOn })')
  await save('usb/bon')
  await waits()
  rmSync(stick, { recursive: true })
  await goOn()
  await waitForText(page, 'main [role=alert]', /Không ghi được tệp bon\.html/)
  assert.match(await seen(page, '.keep-bar'), since)

  await pause(page, '')
  await save('nam')
  await waitForText(page, 'main .notices', /^Đã lưu: nam\.html/)
  assert.notEqual(readFileSync(join(home.root, 'nam.html'), 'latin1'), saved)
  await page.assertQuiet()
})

test('all assessments in one page; opened as a file, each is there', async (t) => {
  const page = await openWith(t, newHome(t), DOWNLOADS_ONLY)
  await fillCommune(page)
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  await page.click('button', 'Chọn bộ tiêu chí khác')
  const { name, path } = await page.download(() => page.click('button', 'Lưu trang kèm tất cả bài'))
  assert.match(name, /^bac-thang_tat-ca_/)

  const fresh = await openWith(t, newHome(t), '')
  await fresh.upload(path)
  await waitForText(fresh, 'main .notices', /thêm 2 bài/)
  await saved(fresh, 'UBND xã Bình Hòa')
  await (await saved(fresh, 'UBND xã Cẩm Bình')).click()
  await sheetIsOpen(fresh)
  assert.equal((await entered(fresh))['unit-name'], 'UBND xã Cẩm Bình')

  // Pages were in UTF-8 before.
  const old = join(page.home.root, 'cu.html')
  const records = JSON.stringify(carried(path)).replaceAll('Cẩm Bình', 'Cẩm Quan')
  writeFileSync(old, `<!doctype html>\n<script type="application/json" id="data">${records}</script>\n<p>Bậc Thang`)
  await fresh.click('button', 'Chọn bộ tiêu chí khác')
  await fresh.upload(old)
  await waitForText(fresh, 'main [role=alertdialog]', /tên đơn vị\s+UBND xã Cẩm Bình\s+UBND xã Cẩm Quan/)
  await fresh.click('button', 'Giữ tất cả ở đây')

  const empty = join(page.home.root, 'khac.html')
  writeFileSync(empty, '<!doctype html><p>Trang khác</p>')
  await fresh.upload(empty)
  await waitForText(fresh, 'main [role=alert]', /không kèm dữ liệu/)
  const damaged = join(page.home.root, 'hong.html')
  writeFileSync(damaged, letters(path).replace('"records":', '"recor'), 'latin1')
  await fresh.upload(damaged)
  await waitForText(fresh, 'main [role=alert]', /bị hỏng/)
  await fresh.assertQuiet()
})

test('a page with data that was changed elsewhere asks before it changes what the browser keeps', async (t) => {
  const home = newHome(t)
  const page = await openWith(t, home, DOWNLOADS_ONLY)
  await fillCommune(page)
  const { path: sent } = await page.download(() => page.click('button', SAVE))
  const elsewhere = await openWith(t, newHome(t, sent), DOWNLOADS_ONLY)
  await sheetIsOpen(elsewhere)
  await type(elsewhere, points('hien-dien'), '215')
  const { path: back } = await elsewhere.download(() => elsewhere.click('button', SAVE))
  await elsewhere.quit()

  await type(page, points('giao-dich'), '12')
  await page.reload()
  await page.quit()
  const again = await openChromium(t, { ...home, page: back })
  const asked = await waitForText(again, 'main [role=alertdialog]', /khác bài đó ở 2 chỗ/)
  assert.match(asked, /Giao dịch: điểm tự chấm\s+12\s+80/)
  await again.click('checkbox', /^Hiện diện/)
  await again.click('button', 'Lấy 1 chỗ đã chọn')
  const { [points('hien-dien')]: taken, [points('giao-dich')]: left } = await entered(again)
  assert.deepEqual([taken, left], ['215', '12'])
  await again.reload()
  await sheetIsOpen(again)
  assert.ok(!(await isThere(again, 'main [role=alertdialog]')), 'asked once')
  await again.assertQuiet()
})

test('a server that says the page is in UTF-8 is told of; one that does not say serves it well', async (t) => {
  const home = newHome(t)
  let kind
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': kind }).end(readFileSync(home.page)))
  t.after(() => server.close())
  const at = await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(`http://127.0.0.1:${server.address().port}/`))
  })
  const page = await openChromium(t, home)
  kind = 'text/html; charset=utf-8'
  await page.driver.get(at)
  await waitForText(page, 'body', /bảng mã khác/)
  kind = 'text/html'
  await page.driver.get(at)
  await page.started()
})
