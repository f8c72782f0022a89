// Whole afternoons with nothing but keys: no click, and nothing that gives a field the focus but Tab, Enter, arrows and the
// sheet's own keys.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { bare, inOrder, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import {
  AN_GIANG_COMMUNE,
  AN_GIANG_POINTS,
  HEADLINE,
  LAPTOP,
  TRAINING_COMMUNE,
  WORDS,
  points,
  seen,
  waitForText,
} from './sheet.mjs'

const PRACTICE = 'BÀI TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ NỘP'
const TRAINING = resolve(import.meta.dirname, '../../frameworks/tap-huan/bo-tieu-chi-2026')
const [COMMUNE] = JSON.parse(readFileSync(join(TRAINING, 'cases.json'), 'utf8'))
const [{ inputs: ASKED }] = JSON.parse(readFileSync(join(TRAINING, 'framework.json'), 'utf8')).sheets

// Group by group as that case was worked out by hand, in hundredths of a point.
const GROUPS = {
  'lanh-dao': 1108,
  'the-che': 750,
  'thu-tuc': 1705,
  'ha-tang': 1173,
  'nhan-luc': 702,
  'chinh-quyen-so': 1685,
  'ket-qua': 702,
  'diem-thuong': 500,
}
const DEDUCTED = 100
// Only where the item it stands for is not scored.
const NOT_SCORED = 'luu-dong'

const decimal = (hundredths) => {
  const decimals = String(hundredths % 100).padStart(2, '0').replace(/0+$/, '')
  return Math.floor(hundredths / 100) + (decimals && `,${decimals}`)
}

async function begin(t) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  return page
}

// From the first screen to the sheet, by what is looked for.
async function choose(page, words, [place, unit]) {
  await page.tabTo('searchbox', /^Tìm/)
  await page.press(words)
  await page.tabTo('button', new RegExp(`^${unit}`))
  assert.equal(await page.script('return document.activeElement.closest("section").querySelector("h3").innerText'), place)
  await page.press(Key.ENTER)
  await page.until('the focus is at the beginning of the sheet', async () => (await at(page)).id === 'view')
}

// Where the focus is: the box, whether it is in sight, and what it holds.
const at = (page) =>
  page.script(`
    const element = document.activeElement
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return {
      id: element.id,
      type: element.type,
      value: element.value,
      question: element.closest('.options')?.id,
      chosen: Boolean(element.closest('.options')?.querySelector(':checked')),
      isSeen: element === there || element.contains(there),
    }
  `)

// What is entered in a box of the training sheet; a box that asks for an input once more has its item's id behind it.
function wanted(id) {
  const points = Object.entries(COMMUNE.points).find(([item]) => id === `i-${item}-points`)
  if (points) return { text: points[1].replace('.', ',') }
  const fits = ({ id: input }) => id === `in-${input}` || new RegExp(`^in-${input}-\\d-\\d$`).test(id)
  const input = ASKED.find(fits)
  assert.ok(input, `there is an input for ${id}`)
  const answer = COMMUNE.inputs[input.id]
  if (input.id === NOT_SCORED) return {}
  assert.ok(answer, `the case answers ${input.id}`)
  if (input.kind === 'yes_no') return { option: ['yes', 'no'].indexOf(answer) }
  if (input.kind.choice) return { option: input.kind.choice.findIndex(({ id }) => id === answer) }
  return { text: answer.replace('.', ',') }
}

// Answers box after box, each reached from the one before by Enter, until Enter leads no further. Which boxes these were.
async function answerAll(page) {
  const answered = new Set()
  const hidden = []
  for (let here = await at(page), last; here.id !== last; ) {
    const box = here.question ?? here.id
    if (!here.isSeen) hidden.push(here.id)
    const { text, option } = wanted(box)
    if (text !== undefined && !here.value) await page.press(text)
    if (option !== undefined && !here.chosen) await page.press(Key.SPACE, ...Array(option).fill(Key.ARROW_DOWN))
    answered.add(box)
    last = (await at(page)).id
    await page.press(Key.ENTER)
    here = await at(page)
  }
  assert.deepEqual(hidden, [], 'every box that had the focus was in sight')
  return answered
}

async function print(page, name) {
  const bytes = await printed(page)
  const folder = process.env.BAC_THANG_SHOTS
  if (folder) writeFileSync(join(folder, `${name}.pdf`), bytes)
  return readPdf(bytes)
}

const says = (pages, ...all) => assert.deepEqual(inOrder(pages.map(({ text }) => text).join(''), all), [])

const turnView = async (page, key, heading) => {
  await page.hold(Key.ALT, key)
  await page.find('heading', heading)
  assert.equal((await at(page)).id, 'view', 'the focus is where the work goes on')
}

test('training, from the blank first screen to the report on paper and the file, marked throughout', async (t) => {
  const page = await begin(t)
  await choose(page, 'tap huan', TRAINING_COMMUNE)
  await page.tabTo('textbox', WORDS.unit)
  await page.press('UBND xã Mẫu')
  await page.hold(Key.CONTROL, Key.ENTER)
  assert.equal((await at(page)).id, 'in-ke-hoach-yes', 'the first thing that is blank')
  const answered = await answerAll(page)
  assert.ok(answered.size > ASKED.length, `${answered.size} boxes`)

  const sum = Object.values(GROUPS).reduce((sum, points) => sum + points) - DEDUCTED
  assert.equal(decimal(sum), '82,25')
  assert.equal(COMMUNE.expect.total, '82.2', 'tenths, the rest cut off')
  await waitForText(page, HEADLINE, /Tốt\s+Tổng điểm\s+82,2\/100 điểm \(82,2%\)\s+Đã chấm\s+43\/43/)
  for (const [group, points] of Object.entries(GROUPS)) {
    const head = await seen(page, `#g-${group} .section__progress`)
    assert.ok(head.includes(` · ${decimal(points)}/`), `${group}: ${head}`)
  }

  await turnView(page, Key.PAGE_DOWN, 'Đường ngắn nhất lên bậc trên')
  await turnView(page, Key.PAGE_DOWN, 'Kiểm tra trước khi nộp')
  assert.match(await seen(page, '.hand-in'), /Bài tập huấn: không có tệp nộp chính thức/)
  await page.tabTo('button', WORDS.export)
  const { name, text } = await page.download(() => page.press(Key.ENTER))
  await waitForText(page, 'main .notices', WORDS.exported)
  const { kind, unit, claims } = JSON.parse(text)
  assert.deepEqual([kind, unit, claims.official], ['training', 'UBND xã Mẫu', undefined])
  assert.deepEqual([claims.result.whole.points, claims.result.final_level], [COMMUNE.expect.total, COMMUNE.expect.final])
  assert.match(name, /^bac-thang_tap-huan/)

  await turnView(page, Key.PAGE_DOWN, 'Báo cáo tự đánh giá')
  await page.tabTo('textbox', 'Địa danh')
  await page.press('Mẫu')
  await page.tabTo('textbox', /KHÓ KHĂN/)
  await page.press('Thiếu người phụ trách.')
  await waitForText(page, '#paper', /Thiếu người phụ trách\./)
  const pages = await print(page, 'ban-phim-tap-huan')
  for (const { text } of pages) assert.ok(text.includes(bare(PRACTICE)), text)
  says(pages, 'XÃ MẪU', 'Mẫu, ngày', 'Tổng điểm', '82,2', 'Thiếu người phụ trách.')
  await page.assertQuiet()
})

test('An Giang, from the blank first screen to the official file with nothing left to put right, and the report', async (t) => {
  const page = await begin(t)
  await choose(page, 'an giang', AN_GIANG_COMMUNE)
  await page.tabTo('textbox', WORDS.unit)
  await page.press('UBND xã Bình Hòa')
  await page.hold(Key.CONTROL, Key.ENTER)
  assert.equal((await at(page)).id, points('ha-tang'), 'the first group that is blank')
  for (const typed of Object.values(AN_GIANG_POINTS)) await page.press(typed, Key.ENTER)
  await waitForText(page, HEADLINE, /Đã chấm\s+7\/7/)
  // Readiness 262,5 + 100 + 70; results 20 + 80 + 150 + 229,4.
  assert.match(await seen(page, HEADLINE), /432,5\/500 điểm[^]*479,4\/600 điểm/)

  await page.tabTo('button', /^Sang bước sau/)
  await page.press(Key.ENTER)
  await page.find('heading', 'Đường ngắn nhất lên bậc trên')
  await turnView(page, Key.PAGE_DOWN, 'Kiểm tra trước khi nộp')
  assert.match(await seen(page, '.concerns'), /Không còn nội dung nào phải sửa/)
  await page.tabTo('button', WORDS.official)
  const { text } = await page.download(() => page.press(Key.ENTER))
  const { kind, claims } = JSON.parse(text)
  assert.equal(kind, 'official')
  assert.match(claims.official.on, /^\d{4}-\d\d-\d\d$/)
  const blocks = claims.result.blocks.map(({ points, max }) => `${points}/${max}`)
  assert.deepEqual(blocks, ['432.5/500', '479.4/600'])

  await waitForText(page, 'main .notices', WORDS.exported)
  await page.press(Key.ESCAPE)
  await page.until('what was said is gone', async () => (await seen(page, 'main .notices')) === '')
  await turnView(page, Key.PAGE_DOWN, 'Báo cáo tự đánh giá')
  const pages = await print(page, 'ban-phim-an-giang')
  says(pages, 'XÃ BÌNH HÒA', 'Mức tự đánh giá: Mức IV (Kém)', 'Hiện diện 270 229,4')
  assert.ok(pages.every(({ text }) => !text.includes('TẬPHUẤN')))

  await turnView(page, Key.PAGE_UP, 'Kiểm tra trước khi nộp')
  await page.assertQuiet()
})
