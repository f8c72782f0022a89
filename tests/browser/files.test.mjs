// Files that are opened: bad ones each get their message and change nothing, good ones change only what a person lets them.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import {
  VIEWS,
  WORDS,
  choose,
  entered,
  everything,
  exportJson,
  inView,
  openFilledCommune,
  openView,
  points,
  reload,
  saved,
  sheetIsOpen,
  type,
  typePoints,
  waitForText,
} from './sheet.mjs'

const ALERT = 'main [role=alert]'
const DIALOG = 'main [role=alertdialog]'

// Each made from a good file's text.
const BAD_FILES = [
  ['an empty file', 'trong.json', () => '', /Tệp trống/],
  ['a picture', 'anh.png', () => Buffer.from('89504e470d0a1a0a0000000d49484452fffefdfc', 'hex'), /không phải tệp JSON/],
  ['text', 'bao-cao.txt', () => 'BÁO CÁO\nKết quả tự đánh giá', /không phải tệp JSON/],
  ['JSON of another kind', 'package.json', () => '{"name":"x","version":"1.0.0"}', /loại khác/],
  ['a list', 'list.json', () => '[1,2]', /loại khác/],
  ['half a file', 'nua.json', (good) => good.slice(0, good.length / 2), /bị cụt/],
  ['50 MB of JSON', 'lon.json', (good) => good.replace('{', `{"note":"${'x'.repeat(50_000_000 - good.length)}",`), /nặng 5[01] MB/],
  ['a newer format', 'moi.json', (good) => good.replace('assessment/2', 'assessment/3'), /mới hơn.*định dạng 3/],
  ['a framework not in this page', 'khac.json', (good) => good.replaceAll('an-giang-1040-2018', 'ca-mau-7-2031'), /“ca-mau-7-2031”/],
  ['a kind of unit not in it', 'khac-khoi.json', (good) => good.replace('"unit_group": "xa"', '"unit_group": "ap"'), /“ap”/],
  ['an unknown field', 'thua.json', (good) => good.replace('{', '{"bonus": 10,'), /Nội dung tệp sai/],
  ['a value that is not what was typed', 'sua.json', (good) => good.replace('"value": "262.5"', '"value": "300"'), /Nội dung tệp sai/],
]

test('a file that cannot be opened changes nothing, and the page says why', async (t) => {
  const page = await openFilledCommune(t)
  const { text: good } = await exportJson(page)
  const before = await everything(page)
  for (const [what, name, content, words] of BAD_FILES) {
    const path = join(page.home.root, name)
    const bad = content(good)
    assert.notEqual(bad, good, what)
    writeFileSync(path, bad)
    await page.upload(path)
    const said = await waitForText(page, ALERT, new RegExp(`${name}.*${words.source}`, 's'))
    assert.doesNotMatch(said, /\b(expected|found|invalid|unknown|field)\b/, `${what}: in Vietnamese`)
    assert.deepEqual(await everything(page), before, what)
  }
  await reload(page)
  assert.deepEqual(await everything(page), before, 'neither did what the browser keeps')
  await page.assertQuiet()
})

test('a file with results changed by hand is opened, computed anew, and the page says that they differ', async (t) => {
  const page = await openFilledCommune(t)
  const { text: good } = await exportJson(page)
  const before = await everything(page)
  const file = JSON.parse(good)
  file.claims.result.final_level = 'i'
  file.claims.result.groups[0].points = '300'
  const path = join(page.home.root, 'sua-ket-qua.json')
  writeFileSync(path, JSON.stringify(file))

  await page.upload(path)
  await waitForText(page, ALERT, /2 kết quả ghi trong tệp khác/)
  assert.deepEqual(await everything(page), before)
})

const OURS = { 'hien-dien': '230', 'giao-dich': '12' }

// A commune whose file was taken away, and two groups changed since.
async function changedSinceExport(t) {
  const page = await openFilledCommune(t)
  const { path } = await exportJson(page)
  const inFile = await everything(page)
  await typePoints(page, OURS)
  const here = await everything(page)
  assert.notDeepEqual(here, inFile)
  return { page, path, inFile, here }
}

// The rows of the comparison: where, here, in the file.
const compared = (page) =>
  page.script(
    'return [...document.querySelectorAll(`${arguments[0]} tbody tr`)].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))',
    DIALOG,
  )

test('a file that says something else than the draft: shown place by place, kept or taken over as told, undone', async (t) => {
  const { page, path, inFile, here } = await changedSinceExport(t)
  await page.upload(path)
  await waitForText(page, DIALOG, /khác bài đó ở 2 chỗ/)
  assert.deepEqual(await compared(page), [
    ['Giao dịch: điểm tự chấm', '12', '80'],
    ['Hiện diện: điểm tự chấm', '230', '229,4'],
  ])
  await page.click('button', 'Giữ tất cả ở đây')
  assert.deepEqual(await everything(page), here)

  await page.upload(path)
  await page.click('button', 'Lấy tất cả từ tệp')
  await waitForText(page, '#g-hien-dien', /đạt ≈ 84,96%/i)
  assert.deepEqual(await everything(page), inFile)
  await page.click('button', WORDS.undo)
  assert.deepEqual(await everything(page), here)

  await page.upload(path)
  await page.click('checkbox', 'Giao dịch: điểm tự chấm')
  await page.click('button', 'Lấy 1 chỗ đã chọn')
  await waitForText(page, '#g-giao-dich', /đạt 80%/i)
  const { [points('giao-dich')]: taken, [points('hien-dien')]: left } = await entered(page)
  assert.deepEqual([taken, left], ['80', '230'])
  await page.assertQuiet()
})

test('a file of another unit or year is put beside what is here', async (t) => {
  const { page, path, inFile } = await changedSinceExport(t)
  await type(page, 'unit-name', 'UBND xã Bình Thủy')
  const draft = await everything(page)
  await page.upload(path)
  await page.until('the file is open', async () => (await entered(page))['unit-name'] === 'UBND xã Bình Hòa')
  assert.deepEqual(await everything(page), inFile)
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await (await saved(page, 'UBND xã Bình Thủy')).click()
  await sheetIsOpen(page)
  assert.deepEqual(await everything(page), draft)
  await page.assertQuiet()
})

test('lists show what the file says, whatever was chosen before', async (t) => {
  const page = await openFilledCommune(t)
  await choose(page, 'year', '2024')
  const { path, text } = await exportJson(page)
  assert.equal(JSON.parse(text).year, 2024)
  await choose(page, 'year', '2022')
  await page.upload(path)
  await waitForText(page, 'main', /trước ngày 01\/12\/2024/)
  assert.equal((await entered(page)).year, '2024')
})

test('the question what to take from a file takes the focus', async (t) => {
  const { page, path } = await changedSinceExport(t)
  await page.upload(path)
  await waitForText(page, DIALOG, /khác bài đó ở 2 chỗ/)
  assert.ok(await page.script('return document.querySelector(arguments[0]).contains(document.activeElement)', DIALOG))
})

test('what the page says of a file is in sight of whoever chose it, at the foot of the sheet', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.check)
  const { path } = await page.download(() => page.click('button', WORDS.export))
  await waitForText(page, 'main .notices', WORDS.exported)
  assert.ok(await inView(page, 'main .notice'), 'that it was written')
  await openView(page, VIEWS.score)
  const empty = join(page.home.root, 'trong.json')
  writeFileSync(empty, '')
  await page.upload(empty)
  await waitForText(page, ALERT, /Tệp trống/)
  assert.ok(await inView(page, ALERT), 'that it cannot be opened')
  await type(page, points('hien-dien'), '230')
  await page.upload(path)
  await waitForText(page, DIALOG, /khác bài đó ở 1 chỗ/)
  assert.ok(await inView(page, DIALOG), 'the question what to take from it')
})

test('markup in a file is text', async (t) => {
  const page = await openFilledCommune(t)
  const { text: good } = await exportJson(page)
  const markup = '<img src=x onerror="document.title=1"><b>xã</b>'
  const path = join(page.home.root, 'danh-dau.json')
  const file = JSON.parse(good)
  writeFileSync(path, JSON.stringify({ ...file, unit: markup, preparer: { ...file.preparer, name: markup } }))
  await reload(page)
  await page.upload(path)
  await waitForText(page, 'main', /<b>xã<\/b>/)
  assert.equal((await entered(page))['unit-name'], markup)
  await page.assertQuiet()
})
