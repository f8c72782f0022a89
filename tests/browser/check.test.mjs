// Checking before handing in: what is of concern leads to its field, and the official file is written only without errors.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import test from 'node:test'
import { By } from 'selenium-webdriver'
import { openChromium } from './browsers.mjs'
import { newHome } from './places.mjs'
import {
  DISCLOSURE,
  HA_TINH_COMMUNE,
  VIEWS,
  WORDS,
  isThere,
  openFilledCommune,
  openMore,
  openSheet,
  openView,
  points,
  choose,
  seen,
  sheetIsOpen,
  type,
  typePoints,
} from './sheet.mjs'

const SUMMARY = '.error-summary'
const focused = (page) => page.script('return document.activeElement.id')

// Every line of the list, as its kind and its words.
async function concerns(page) {
  await openView(page, VIEWS.check)
  return page.script(`
    return [...document.querySelectorAll('.concern')].map((line) => [...line.children].map((part) => part.innerText))
  `)
}

const follow = (page, line) => page.script('document.querySelectorAll(".concern")[arguments[0]].querySelector("a").click()', line)

// Follows each link of the list in turn: its words, and the field that then has the focus.
async function landings(page) {
  const landed = []
  for (const [line, [, words]] of (await concerns(page)).entries()) {
    await openView(page, VIEWS.check)
    await follow(page, line)
    await page.until('a field has the focus', async () => !['', 'main', 'view'].includes(await focused(page)))
    landed.push([words, await focused(page)])
  }
  return landed
}

test('what is missing on a blank sheet, in its order, each leading to its field', async (t) => {
  const page = await openSheet(t, 'Hương Trà', 'Phường, xã')
  await type(page, 'g-ha-tang-max', '10')
  await type(page, points('ha-tang'), '20')
  const landed = await landings(page)
  assert.deepEqual(landed.map(([, field]) => field), [
    'unit-name',
    'preparer-landline',
    'preparer-mobile',
    'preparer-email',
    'appendix',
    points('ha-tang'),
    points('ung-dung'),
    points('cung-cap-thong-tin'),
    points('trang-don-vi'),
    points('nhan-luc'),
    points('moi-truong'),
    points('dau-tu'),
    'year',
  ])
  assert.match(landed[0][0], /Chưa ghi tên đơn vị/)
  assert.match(landed.at(-1)[0], /từ 06\/12\/2015 đến 12\/12\/2015: đã hết hạn/)
  await page.assertQuiet()
})

test('a mailbox that is not the official one stops handing in, the official one does not', async (t) => {
  const page = await openSheet(t, 'Hương Trà', 'Phường, xã')
  await page.click(DISCLOSURE, WORDS.preparer)
  await type(page, 'preparer-email', 'tu.ha@gmail.com')
  const of = (all) => all.filter(([, words]) => /Hộp thư|hộp thư/.test(words))
  assert.deepEqual(of(await concerns(page)), [
    ['Phải sửa', 'Hộp thư tu.ha@gmail.com không phải hộp thư công vụ thuộc tên miền @thuathienhue.gov.vn mà văn bản yêu cầu.'],
  ])
  assert.match(await seen(page, '.check-view'), /bằng văn bản giấy; qua phần mềm quản lý văn bản/)
  await openView(page, VIEWS.score)
  await page.click(DISCLOSURE, WORDS.preparer)
  await type(page, 'preparer-email', 'tuha@thuathienhue.gov.vn')
  assert.deepEqual(of(await concerns(page)), [])
})

test('the official file is refused with the errors, which take the focus; the working copy is not', async (t) => {
  const page = await openFilledCommune(t)
  await type(page, 'unit-name', '')
  await type(page, points('giao-dich'), '100,5')
  await openView(page, VIEWS.check)
  await page.click('button', WORDS.official)
  await page.until('the summary has the focus', () =>
    page.script('return document.activeElement === document.querySelector(arguments[0])', SUMMARY),
  )
  const said = await seen(page, SUMMARY)
  assert.match(said, /^Chưa kết xuất tệp nộp chính thức/)
  assert.match(said, /Chưa ghi tên đơn vị/)
  assert.match(said, /Giao dịch: 100,5 điểm vượt điểm tối đa 100/)
  const { text } = await page.download(() => page.click('button', WORDS.export))
  assert.equal(JSON.parse(text).claims.official, undefined)

  await page.script('document.querySelector(".error-summary a").click()')
  await page.until('the field has the focus', async () => (await focused(page)) === 'unit-name')
  await type(page, 'unit-name', 'UBND xã Bình Hòa')
  await type(page, points('giao-dich'), '80')
  await openView(page, VIEWS.check)
  assert.equal(await isThere(page, SUMMARY), false)
  const file = await page.download(() => page.click('button', WORDS.official))
  assert.match(JSON.parse(file.text).claims.official.on, /^\d{4}-\d\d-\d\d$/)
  await page.assertQuiet()
})

test('warnings stop nothing and stand in the official file', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  await choose(page, 'year', '2024')
  const groups = ['nhan-thuc-so', 'the-che-so', 'ha-tang-so', 'nhan-luc-so', 'an-toan-thong-tin', 'chinh-quyen-so', 'xa-hoi-so']
  await typePoints(page, Object.fromEntries(groups.map((group, index) => [group, index === 0 ? '50' : '0'])))
  await openMore(page, 'kinh-te-so')
  await choose(page, 'g-kinh-te-so-silence', 'Không tính được')
  const reason = 'g-kinh-te-so-silence-reason'
  const unexplained = await concerns(page)
  assert.deepEqual(unexplained.filter(([kind]) => kind === 'Phải sửa').length, 1, JSON.stringify(unexplained))
  await openView(page, VIEWS.score)
  await openMore(page, 'kinh-te-so')
  await type(page, reason, 'Chưa có số liệu của huyện')
  const all = await concerns(page)
  assert.deepEqual(all.map(([kind]) => kind), ['Lưu ý', 'Lưu ý', 'Lưu ý'])
  const { name, text } = await page.download(() => page.click('button', WORDS.official))
  assert.equal(name, 'bac-thang_ha-tinh-2878-2023_xa_ubnd-xa-cam-binh_2024.json')
  const { warnings } = JSON.parse(text).claims.official
  assert.deepEqual(
    warnings.map(({ at, kind }) => [at, kind]),
    [
      ['answers.nhan-thuc-so', 'no_evidence'],
      ['answers.kinh-te-so', 'undefined'],
      ['calendar[1]', 'overdue'],
    ],
  )
  assert.deepEqual(warnings.map(({ what }) => what), all.map(([, words]) => words))

  await follow(page, 0)
  await page.until('the explanation has the focus', async () => (await focused(page)) === 'g-nhan-thuc-so-explanation')
  await page.press('Theo sổ theo dõi của xã.')
  assert.deepEqual((await concerns(page)).map(([, words]) => /chưa có tài liệu/.test(words)), [false, false])
  await page.assertQuiet()
})

test('training: items without evidence are named and lead to where it goes; there is no official file', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.upload(resolve(import.meta.dirname, '../../frameworks/tap-huan/bo-tieu-chi-2026/units/rot-minh-chung.json'))
  await sheetIsOpen(page)
  const all = await concerns(page)
  const unproven = all.filter(([, words]) => /chưa có tài liệu kiểm chứng/.test(words))
  assert.ok(unproven.length >= 2, JSON.stringify(all))
  assert.ok(unproven.every(([kind]) => kind === 'Lưu ý'))
  assert.equal((await page.driver.findElements(By.css('.hand-in .button--main'))).length, 0)
  assert.match(await seen(page, '.hand-in'), /Bài tập huấn/)
  await follow(page, all.indexOf(unproven[0]))
  await page.until('its evidence has the focus', async () => /^i-.*-evidence$/.test(await focused(page)))
  await page.assertQuiet()
})

test('what keeps a unit off the rung its points would reach is said before it hands in', async (t) => {
  const home = newHome(t)
  const unit = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json'), 'utf8'))
  const fewOnline = { 'hs-truc-tuyen': '0', 'hs-qua-han': '60', 'chu-ky-so': '42' }
  for (const id of ['tap-huan-mat', 'kt-ket-luan', 'mang-du-phong', 'chuyen-trach']) fewOnline[id] = 'yes'
  unit.inputs = unit.inputs.filter(({ input }) => !(input in fewOnline))
  for (const [input, said] of Object.entries(fewOnline)) {
    unit.inputs.push(said === 'yes' ? { input, choice: said } : { input, number: { typed: said } })
  }
  const file = join(home.root, 'it-truc-tuyen.json')
  writeFileSync(file, JSON.stringify(unit))
  const page = await openChromium(t, home)
  await page.upload(file)
  await sheetIsOpen(page)
  await openView(page, VIEWS.check)
  assert.match(
    await seen(page, '.check-view .panel'),
    /Tổng điểm đủ để xếp “Tốt”, nhưng chưa đạt điều kiện: Thủ tục hành chính và dịch vụ công trực tuyến 70%\./,
  )
  await page.assertQuiet()
})

test('figures of two items that do not fit together are named with the decision’s words and lead to the last of them', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.upload(resolve(import.meta.dirname, '../../frameworks/tap-huan/bo-tieu-chi-2026/units/len-bac.json'))
  await sheetIsOpen(page)
  const disagreeing = async () => (await concerns(page)).filter(([, words]) => /chưa khớp nhau/.test(words))
  await openView(page, VIEWS.score)
  await type(page, 'in-nvh', '16')
  assert.deepEqual(await disagreeing(), [])
  await openView(page, VIEWS.score)
  await type(page, 'in-nvh', '17')
  const [[kind, words], ...others] = await disagreeing()
  assert.equal(others.length, 0)
  assert.equal(kind, 'Lưu ý')
  assert.match(words, /Mỗi thôn, tổ dân phố tính không quá 01 nhà văn hóa\./)
  await follow(page, (await concerns(page)).findIndex(([, said]) => said === words))
  await page.until('the figure has the focus', async () => (await focused(page)) === 'in-nvh')
  await page.assertQuiet()
})

test('the summary of a sheet that has nothing to put right says so', async (t) => {
  const page = await openFilledCommune(t)
  const errors = (await concerns(page)).filter(([kind]) => kind === 'Phải sửa')
  assert.deepEqual(errors, [])
  assert.match(await seen(page, '.concerns'), /Không còn nội dung/)
})

// Hà Tĩnh, Điều 8.4a: each component has its documents, or an explanation.
test('a line without documents leads to where they are entered, and counts nothing until they are', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await openMore(page, 'the-che-so')
  await page.click('button', 'Chia nhóm thành các dòng của phụ lục')
  for (const [line, name, max, of] of [[0, 'Kế hoạch năm', '60', '45'], [1, 'Ban chỉ đạo', '40', '30']]) {
    if (line > 0) await page.click('button', 'Thêm dòng')
    await type(page, `g-the-che-so-line-${line}-name`, name)
    await type(page, `g-the-che-so-line-${line}-max`, max)
    await type(page, `g-the-che-so-line-${line}-points`, of)
  }
  const unproven = async () => (await concerns(page)).map(([, words]) => words).filter((words) => /chưa có tài liệu kiểm chứng/.test(words))
  assert.deepEqual((await unproven()).map((words) => words.match(/dòng \d/)[0]), ['dòng 1', 'dòng 2'])
  const lines = (await concerns(page)).map(([, words]) => words)
  await follow(page, lines.findIndex((words) => /dòng 2: Có điểm nhưng/.test(words)))
  await page.until('the line has the focus', async () => (await focused(page)) === 'g-the-che-so-line-1-evidence')
  await page.until('it is unfolded', () => isThere(page, '#g-the-che-so-line-1-explanation'))
  await type(page, 'g-the-che-so-line-1-explanation', 'Theo quyết định thành lập')
  assert.match(await seen(page, '#g-the-che-so-line-1-evidence'), /Minh chứng: có giải trình/)
  assert.match(await seen(page, '#g-the-che-so-line-0-evidence'), /Thiếu minh chứng/)
  await page.script(`document.querySelector('#g-the-che-so-line-1-evidence').parentElement.querySelector('button').click()`)
  await page.until('a document is there', () => isThere(page, '#g-the-che-so-line-1-evidence-0-date'))
  await type(page, 'g-the-che-so-line-1-evidence-0-date', '31/02/2026')
  assert.deepEqual((await unproven()).map((words) => words.match(/dòng \d/)[0]), ['dòng 1'])
  // A day that is none: its box is not there until what it lies in is unfolded.
  const dates = (await concerns(page)).map(([, words]) => words)
  await follow(page, dates.findIndex((words) => /dòng 2: Ngày ban hành/.test(words)))
  await page.until('the day has the focus', async () => (await focused(page)) === 'g-the-che-so-line-1-evidence-0-date')
  await openView(page, VIEWS.climb)
  assert.match(await seen(page, '#view'), /30\/1\.000 điểm/)
  await page.assertQuiet()
})
