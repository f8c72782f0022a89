// "Lưu trang kèm dữ liệu": the page writes itself out with what was entered, and says it is saved once it was read back.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
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
  const original = readFileSync(page.home.page, 'utf8')
  const { name, path, text } = await page.download(() => page.click('button', SAVE))
  assert.match(name, /^bac-thang_an-giang-1040-2018_xa_ubnd-xa-.*_\d{4}_\d{4}-\d\d-\d\d_\d\d-\d\d\.html$/)
  const withoutData = text.replace(/<script type="application\/json" id="data">[^<]*<\/script>/, '')
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
  const { text } = await fresh.download(() => fresh.click('button', SAVE))
  assert.equal(text.match(/id="data"/g).length, 1 + readFileSync(page.home.page, 'utf8').split('id="data"').length - 1)
  assert.ok(text.includes('Bình Thủy') && !text.includes('Bình Hòa'))
})

test('what was downloaded is not called saved before it was looked at', async (t) => {
  const page = await openWith(t, newHome(t), DOWNLOADS_ONLY)
  await fillCommune(page)
  assert.match(await seen(page, '.keep-bar'), /chưa lưu ra tệp lần nào/)
  const { path, text } = await page.download(() => page.click('button', SAVE))
  await waitForText(page, 'main .notices', /Đã gửi tệp .* cho trình duyệt, chưa kiểm tra/)
  assert.doesNotMatch(await seen(page, 'main'), /Đã lưu/)

  const cut = join(page.home.root, 'cut.html')
  writeFileSync(cut, text.slice(0, -1000))
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

// Where a page may write to disk, the person chooses where in a dialog of the browser's own; this stands for it.
const WRITES = `
  window.showSaveFilePicker = async ({ suggestedName }) => {
    if (window.isCalledOff) throw new DOMException('called off', 'AbortError')
    let text = ''
    return {
      name: suggestedName,
      createWritable: async () => ({ write: async (part) => void (text += part), close: async () => {} }),
      getFile: async () => new Blob([window.isFaulty ? text.slice(1) : text]),
    }
  }`

test('what was written is read back before it is called saved', async (t) => {
  const page = await openWith(t, newHome(t), WRITES)
  await fillCommune(page)
  await page.script('window.isCalledOff = true')
  await page.click('button', SAVE)
  await page.script('window.isCalledOff = false; window.isFaulty = true')
  assert.match(await seen(page, '.keep-bar'), /chưa lưu ra tệp lần nào/)
  await page.click('button', SAVE)
  await waitForText(page, 'main [role=alert]', /không giống/)
  assert.match(await seen(page, '.keep-bar'), /chưa lưu ra tệp lần nào/)
  await page.script('window.isFaulty = false')
  await page.click('button', SAVE)
  await waitForText(page, 'main .notices', /^Đã lưu: bac-thang_.*\.html/)
  assert.match(await seen(page, '.keep-bar'), /Lưu ra tệp: .*, đã kiểm tra tệp/)
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

  const empty = join(page.home.root, 'khac.html')
  writeFileSync(empty, '<!doctype html><p>Trang khác</p>')
  await fresh.upload(empty)
  await waitForText(fresh, 'main [role=alert]', /không kèm dữ liệu/)
  const damaged = join(page.home.root, 'hong.html')
  writeFileSync(damaged, readFileSync(path, 'utf8').replace('"records":', '"recor'))
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
