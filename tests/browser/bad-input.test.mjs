// What can't be read or doesn't fit: each gets its message, and nothing else changes.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { newHome } from './places.mjs'
import {
  AN_GIANG_COMMUNE,
  AN_GIANG_POINTS,
  WORDS,
  entered,
  everything,
  exportJson,
  fillCommune,
  inView,
  ladder,
  message,
  pick,
  points,
  type,
  waitForText,
} from './sheet.mjs'

const ALERT = 'main [role=alert]'
const DIALOG = 'main [role=alertdialog]'

// Hạ tầng is out of 300.
const BAD_POINTS = [
  ['letters', 'mười', /Không đọc được “mười”/],
  ['a negative number', '-5', /không thể là số âm/],
  ['more than the maximum', '300,5', /300,5 điểm vượt điểm tối đa 300/],
  ['a percentage', '75%', /không ghi phần trăm/],
  ['a fraction', '45/60', /không ghi phân số/],
  ['signs in the wrong places', '1.2.3', /đặt không đúng chỗ/],
]

async function filled(t) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(1366, 768)
  await fillCommune(page)
  return page
}

// Points of the readiness block, as its ladder has them.
const readinessTotal = async (page) => (await ladder(page, 'Điều kiện sẵn sàng')).conditions[0][1]

const isInvalid = async (page, id) => (await page.driver.findElement({ id }).getAttribute('aria-invalid')) === 'true'

test('points that are no points: the text stays, is not counted, and the page says why', async (t) => {
  const page = await filled(t)
  const before = await everything(page)
  const box = points('ha-tang')
  for (const [what, typed, words] of BAD_POINTS) {
    await type(page, box, typed)
    assert.match(await message(page, box), words, what)
    assert.ok(await isInvalid(page, box), what)
    assert.deepEqual(await entered(page), { ...before.entered, [box]: typed }, what)
    assert.equal(await readinessTotal(page), '170', `${what}: only the other groups count`)
  }
  await type(page, box, AN_GIANG_POINTS['ha-tang'])
  assert.deepEqual(await everything(page), before)
  assert.ok(!(await isInvalid(page, box)))
  await page.assertQuiet()
})

test('1.000 where at most 100 fits: the page asks; what was chosen counts, what was typed stays', async (t) => {
  const page = await filled(t)
  const box = points('giao-dich')
  await type(page, box, '1.000')
  assert.match(await message(page, box), /hai cách/)
  assert.ok(await isInvalid(page, box))
  await page.find('button', 'Là 1000')
  await page.click('button', 'Là 1')
  await waitForText(page, `#${box}-message`, /Hiểu là 1$/)
  assert.equal((await entered(page))[box], '1.000')
  assert.ok(!(await isInvalid(page, box)))
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.deepEqual(answers.find(({ group }) => group === 'giao-dich').points, { typed: '1.000', value: '1' })

  const before = await everything(page)
  await page.reload()
  await pick(page, ...AN_GIANG_COMMUNE)
  assert.deepEqual(await everything(page), before, 'the choice is kept')
  await page.assertQuiet()
})

test('what is open is listed, and each point leads to its box', async (t) => {
  const page = await filled(t)
  await type(page, points('ha-tang'), 'mười')
  await page.click('link', /^Hạ tầng: Không đọc được/)
  await page.until('the box has the focus', async () => (await page.script('return document.activeElement.id')) === points('ha-tang'))
})

// Each from the good file's text.
const BAD_FILES = [
  ['an empty file', 'trong.json', () => '', /Tệp trống/],
  ['a picture', 'anh.png', () => Buffer.from('89504e470d0a1a0a0000000d49484452fffefdfc', 'hex'), /không phải tệp JSON/],
  ['text', 'bao-cao.txt', () => 'BÁO CÁO\nKết quả tự đánh giá', /không phải tệp JSON/],
  ['JSON of another kind', 'package.json', () => '{"name":"x","version":"1.0.0"}', /loại khác/],
  ['a list', 'list.json', () => '[1,2]', /loại khác/],
  ['half a file', 'nua.json', (good) => good.slice(0, good.length / 2), /bị cụt/],
  ['50 MB of JSON', 'lon.json', (good) => good.replace('{', `{"note":"${'x'.repeat(50_000_000 - good.length)}",`), /nặng 5[01] MB/],
  ['a newer format', 'moi.json', (good) => good.replace('assessment/1', 'assessment/2'), /mới hơn.*định dạng 2/],
  ['a framework not in this page', 'khac.json', (good) => good.replaceAll('an-giang-1040-2018', 'ca-mau-7-2031'), /“ca-mau-7-2031”/],
  ['a kind of unit not in it', 'khac-khoi.json', (good) => good.replace('"unit_group": "xa"', '"unit_group": "ap"'), /“ap”/],
  ['an unknown field', 'thua.json', (good) => good.replace('{', '{"bonus": 10,'), /Nội dung tệp sai/],
  ['a value that is not what was typed', 'sua.json', (good) => good.replace('"value": "262.5"', '"value": "300"'), /Nội dung tệp sai/],
]

test('a file that cannot be opened changes nothing, and the page says why', async (t) => {
  const page = await filled(t)
  const { text: good } = await exportJson(page)
  const before = await everything(page)
  for (const [what, name, content, words] of BAD_FILES) {
    const path = join(page.home.root, name)
    const bad = content(good)
    assert.notEqual(bad, good, what)
    writeFileSync(path, bad)
    await page.upload(path)
    await waitForText(page, ALERT, new RegExp(`${name}.*${words.source}`, 's'))
    assert.deepEqual(await everything(page), before, what)
  }
  await page.reload()
  await pick(page, ...AN_GIANG_COMMUNE)
  assert.deepEqual(await everything(page), before, 'neither did what the browser keeps')
  await page.assertQuiet()
})

test('a file with results changed by hand is opened, computed anew, and the page says that they differ', async (t) => {
  const page = await filled(t)
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

test('a file that would replace another draft: asked first, kept or replaced as told', async (t) => {
  const page = await filled(t)
  const { path } = await exportJson(page)
  const inFile = await everything(page)
  await type(page, points('hien-dien'), '230')
  await type(page, 'unit-name', 'UBND xã Bình Thủy')
  const draft = await everything(page)
  assert.notDeepEqual(draft, inFile)

  await page.upload(path)
  await waitForText(page, DIALOG, /đang giữ một bản khác/)
  assert.deepEqual(await everything(page), draft)
  await page.click('button', 'Giữ bản đang có')
  assert.deepEqual(await everything(page), draft)

  await page.upload(path)
  await page.click('button', 'Thay bằng tệp')
  await waitForText(page, '#g-hien-dien', /đạt ≈ 84,96%/i)
  assert.deepEqual(await everything(page), inFile)
  await page.assertQuiet()
})

test('what the page says of a file is in sight of whoever chose it, at the foot of the sheet', async (t) => {
  const page = await filled(t)
  const { path } = await exportJson(page)
  assert.ok(await inView(page, 'main .notice'), 'that it was written')
  const empty = join(page.home.root, 'trong.json')
  writeFileSync(empty, '')
  await page.upload(empty)
  await waitForText(page, ALERT, /Tệp trống/)
  assert.ok(await inView(page, ALERT), 'that it cannot be opened')
  await type(page, points('hien-dien'), '230')
  await page.tabTo('button', WORDS.export)
  await page.upload(path)
  await waitForText(page, DIALOG, /đang giữ một bản khác/)
  assert.ok(await inView(page, DIALOG), 'the question whether it may replace the draft')
})

test('markup in a file is text', async (t) => {
  const page = await filled(t)
  const { text: good } = await exportJson(page)
  const markup = '<img src=x onerror="document.title=1"><b>xã</b>'
  const path = join(page.home.root, 'danh-dau.json')
  const file = JSON.parse(good)
  writeFileSync(path, JSON.stringify({ ...file, unit: markup, preparer: { ...file.preparer, name: markup } }))
  await page.reload()
  await page.upload(path)
  await page.click('button', 'Thay bằng tệp')
  await waitForText(page, 'main', /<b>xã<\/b>/)
  assert.equal((await entered(page))['unit-name'], markup)
  await page.assertQuiet()
})
