// What a person drops on the page, as the browser tells of it: a page that is opened as a file is given no entry's file.

import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { Key } from './page.mjs'
import { bare, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import { waitForText } from './sheet.mjs'

const KIND = communes('ha-tinh/2878-qd-ubnd-2023')

const file = (unit, share = 80) => {
  const points = Object.fromEntries(KIND.groups.map(({ id, max }) => [id, Math.floor(((max ?? 100) * share) / 100)]))
  return JSON.stringify(handedIn(KIND, { unit, year: 2024, on: '2024-11-20', points }))
}

async function atOffice(t) {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  return page
}

async function drop(page, ...files) {
  const place = await page.script(`const { x, y, width } = document.querySelector('.office__drop').getBoundingClientRect(); return { x: x + width / 2, y: y + 20 }`)
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await page.cdp('Input.dispatchDragEvent', { type, ...place, data: { items: [], files, dragOperationsMask: 1 } })
  }
}

test('files that a person drops are read, and of a folder it is said how to choose it', async (t) => {
  const page = await atOffice(t)
  assert.match(await page.script('return location.protocol'), /^file:/)
  const at = (name) => join(page.home.root, name)
  writeFileSync(at('mot.json'), file('UBND xã Một'))
  writeFileSync(at('xa.zip'), zipSync({ 'hai.json': strToU8(file('UBND xã Hai')), 'anh.png': strToU8('x') }))
  writeFileSync(at('bang.xlsx'), zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }))
  mkdirSync(at('thu-muc'))
  writeFileSync(at('thu-muc/ba.json'), file('UBND xã Ba'))
  await drop(page, at('mot.json'))
  await waitForText(page, '.office__sum', /^1 tệp: 1 đã nhận\./)
  await drop(page, at('xa.zip'), at('bang.xlsx'))
  await waitForText(page, '.office__sum', /^3 tệp: 2 đã nhận, 1 không đọc được\./)
  await waitForText(page, '#passed', /xa\.zip có 1 tệp không phải tệp \.json nên không đọc \(1 tệp \.png\)/)
  await waitForText(page, '#refused', /bang\.xlsx.*không phải tệp JSON/s)
  await drop(page, at('thu-muc'))
  await waitForText(page, '#passed', /thu-muc\. Hãy bấm “Chọn thư mục”/)
  await page.assertQuiet()
})

test('what looks the same is one unit until the office tells two apart, and what is no file says what it is', async (t) => {
  const page = await atOffice(t)
  const at = (name) => join(page.home.root, name)
  const put = (name, text) => {
    writeFileSync(at(name), text)
    return at(name)
  }
  const files = [put('mot.json', file('UBND xã Đất Đỏ')), put('hai.json', file('ＵＢＮＤ xã Đất\u200b Đỏ', 70))]
  const odd = [put('trang.html', '<!doctype html><html></html>'), put('lon.json', file('UBND xã Lớn') + ' '.repeat(5_000_000))]
  await page.upload([...files, ...odd].join('\n'), '#office-files')
  await waitForText(page, '.office__sum', /^4 tệp: 0 đã nhận, 2 để riêng chờ xem, 2 không đọc được\./)
  await waitForText(page, '#refused', /trang\.html.*là một trang \(\.html\)/s)
  await waitForText(page, '#refused', /lon\.json.*lớn hơn 5 MB/s)
  // Enter is the button behind the box, and the focus goes where the row does.
  await (await page.driver.findElement({ css: '#apart-1' })).sendKeys('huyện A', Key.ENTER)
  await waitForText(page, '.office__sum', /^4 tệp: 2 đã nhận, 2 không đọc được\./)
  assert.equal(await page.script(`return document.activeElement.closest('#taken tr')?.id`), 'file-1')
  await waitForText(page, '#taken', /xã Đất.? Đỏ \(huyện A\)/)
  await page.assertQuiet()
})

// An archive of communes' files.
function archive(page, count) {
  const packed = Array.from({ length: count }, (_, index) => [`${index}.json`, strToU8(file(`UBND xã Số ${index}`, 50 + (index % 40)))])
  const path = join(page.home.root, 'xa.zip')
  writeFileSync(path, zipSync(Object.fromEntries(packed)))
  return path
}

test('what is dropped while files are read comes after them, a step of its own', async (t) => {
  const page = await atOffice(t)
  const one = join(page.home.root, 'mot.json')
  writeFileSync(one, file('UBND xã Một'))
  await page.upload(archive(page, 400), '#office-files')
  await page.upload(one, '#office-files')
  await waitForText(page, '.office__sum', /^401 tệp: 401 đã nhận\./)
  await page.click('button', 'Hoàn tác')
  await waitForText(page, '.office__sum', /^400 tệp: 400 đã nhận\./)
  await page.assertQuiet()
})

test('a long ranking is printed whole', async (t) => {
  const page = await atOffice(t)
  await page.upload(archive(page, 130), '#office-files')
  await waitForText(page, '.office__sum', /^130 tệp: 130 đã nhận\./)
  await page.click('button', 'Xếp hạng')
  const count = () => page.script(`return document.querySelectorAll('#ranking tbody tr').length`)
  await page.find('button', 'In bảng xếp hạng')
  assert.equal(await count(), 100)
  await page.script(`window.print = () => { window.printedRows = document.querySelectorAll('#ranking tbody tr').length }`)
  await page.click('button', 'In bảng xếp hạng')
  await page.until('all rows are printed', async () => (await page.script('return window.printedRows')) === 130)
  // By the browser's own menu; and who was received is on paper too.
  await page.click('button', 'Tiếp nhận')
  await page.find('button', 'Bỏ hết các tệp đã nhận, làm lại')
  const sheets = await readPdf(await printed(page))
  const text = sheets.map(({ text }) => text).join('')
  assert.ok(text.includes(bare('UBND xã Số 129')))
  await page.assertQuiet()
})
