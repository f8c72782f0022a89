// A commune in An Giang from the first screen to the file it hands in, and back.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import {
  AN_GIANG_COMMUNE,
  AN_GIANG_POINTS,
  DISCLOSURE,
  VIEWS,
  WORDS,
  everything,
  exportJson,
  ladder,
  pick,
  points,
  reload,
  seen,
  sheetIsOpen,
  type,
  typePoints,
  waitForText,
} from './sheet.mjs'

// Quyết định 1040/QĐ-UBND of An Giang, commune: maxima, and for each level the block's total and each group's share.
const LEVELS = ['Mức I (Tốt)', 'Mức II (Khá)', 'Mức III (Trung bình)', 'Mức IV (Kém)', 'Không xếp hạng']
const READINESS = {
  name: 'Điều kiện sẵn sàng',
  totals: [450, 400, 375, 350],
  groups: {
    'ha-tang': { name: 'Hạ tầng', max: 300, shares: [90, 80, 75, 70] },
    'nhan-luc': { name: 'Nhân lực', max: 120, shares: [90, 80, 75, 70] },
    'moi-truong': { name: 'Môi trường', max: 80, shares: [90, 80, 75, 70] },
  },
}
const RESULTS = {
  name: 'Mức độ đạt được',
  totals: [540, 501, 435, 385],
  groups: {
    'chuyen-doi': { name: 'Chuyển đổi', max: 50, shares: [90, 50, 0, 0] },
    'giao-dich': { name: 'Giao dịch', max: 100, shares: [90, 80, 75, 70] },
    'tuong-tac': { name: 'Tương tác', max: 180, shares: [90, 85, 80, 70] },
    'hien-dien': { name: 'Hiện diện', max: 270, shares: [90, 90, 85, 80] },
  },
}
const GROUPS = { ...READINESS.groups, ...RESULTS.groups }

const TYPED = AN_GIANG_POINTS
const [PLACE, KIND] = AN_GIANG_COMMUNE
const UNIT = 'UBND xã Bình Hòa'
const YEAR = '2025'
const PREPARER = 'Nguyễn Thị Đào'
const POST = 'Công chức Văn hóa – Xã hội'

// Hundredths of a point: every number here is a whole number of them, so nothing is rounded.
function hundredths(text) {
  const [whole, decimals = ''] = text.split(',')
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
}

function print(hundredths) {
  const decimals = String(hundredths % 100).padStart(2, '0').replace(/0+$/, '')
  return Math.floor(hundredths / 100) + (decimals && `,${decimals}`)
}

function conditions(block, level, typed) {
  const have = Object.keys(block.groups).map((group) => hundredths(typed[group]))
  const total = { measure: 'Tổng khối', have: have.reduce((a, b) => a + b), need: block.totals[level] * 100 }
  const groups = Object.values(block.groups).map(({ name, max, shares }, i) => {
    return { measure: `${name} ${shares[level]}%`, have: have[i], need: max * shares[level] }
  })
  return [total, ...groups]
}

// What the ladder of a block must show, worked out from the table above.
function expectedLadder(block, typed) {
  const reached = (level) => conditions(block, level, typed).every(({ have, need }) => have >= need)
  const here = [0, 1, 2, 3].find(reached) ?? 4
  const row = ({ measure, have, need }) => [measure, print(have), print(need), have >= need ? WORDS.met : print(need - have)]
  return { rungs: LEVELS, here: LEVELS[here], next: LEVELS[here - 1], conditions: conditions(block, here - 1, typed).map(row) }
}

async function assertLadders(page, typed) {
  for (const block of [READINESS, RESULTS]) assert.deepEqual(await ladder(page, block.name), expectedLadder(block, typed))
}

const level = (page) => seen(page, '#result .headline__level')

async function fillIn(page, typed = TYPED) {
  await pick(page, PLACE, KIND)
  await type(page, 'unit-name', UNIT)
  await (await page.find('combobox', WORDS.year)).sendKeys(YEAR)
  await page.click(DISCLOSURE, WORDS.preparer)
  await type(page, 'preparer-name', PREPARER)
  await type(page, 'preparer-post', POST)
  await typePoints(page, typed)
}

test('a commune is scored from the keyboard alone: each condition of the next level, with exactly what is lacking', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.tabTo('button', new RegExp(`^${KIND}`))
  assert.equal(await page.script('return document.activeElement.closest("section").querySelector("h3").innerText'), PLACE)
  await page.press(Key.ENTER)

  await page.tabTo('textbox', WORDS.unit)
  await page.press(UNIT)
  await page.tabTo('combobox', WORDS.year)
  await page.press(YEAR)
  await page.tabTo(DISCLOSURE, WORDS.preparer)
  await page.press(Key.ENTER)
  await page.tabTo('textbox', WORDS.preparerName)
  await page.press(PREPARER)
  for (const [group, text] of Object.entries(TYPED)) {
    await page.tabTo('textbox', new RegExp(GROUPS[group].name))
    await page.press(text)
  }
  await assertLadders(page, TYPED)
  const [readiness, results] = [await ladder(page, READINESS.name), await ladder(page, RESULTS.name)]
  assert.equal(readiness.here, 'Mức II (Khá)')
  assert.equal(results.here, 'Mức IV (Kém)')
  const lacking = results.conditions.filter(([, , , lack]) => lack !== WORDS.met)
  assert.deepEqual(lacking, [['Hiện diện 85%', '229,4', '229,5', '0,1']])
  assert.equal(await level(page), 'Mức IV (Kém)')

  await page.press(Key.BACK_SPACE, '5')
  const corrected = { ...TYPED, 'hien-dien': '229,5' }
  await assertLadders(page, corrected)
  assert.equal((await ladder(page, RESULTS.name)).here, 'Mức III (Trung bình)')
  assert.equal(await level(page), 'Mức III (Trung bình)')

  await page.tabTo('button', VIEWS.check, { back: true })
  await page.press(Key.ENTER)
  await page.tabTo('button', WORDS.official)
  const file = await page.download(() => page.press(Key.ENTER))
  const { unit, year, preparer } = JSON.parse(file.text)
  assert.deepEqual([unit, String(year), preparer.name], [UNIT, YEAR, PREPARER])
  await page.assertQuiet()
})

test('the file holds all that was entered, under which edition, and what came out', async (t) => {
  const page = await openChromium(t, newHome(t))
  await fillIn(page)
  const { name, text } = await exportJson(page)
  assert.equal(name, `bac-thang_an-giang-1040-2018_xa_ubnd-xa-binh-hoa_${YEAR}_lam-viec.json`)
  const { framework, answers, claims, preparer, ...file } = JSON.parse(text)
  assert.equal(file.format, 'bac-thang/assessment/2')
  assert.equal(file.kind, 'official')
  assert.deepEqual([file.unit_group, file.unit, String(file.year), file.reporting], ['xa', UNIT, YEAR, 'in_time'])
  assert.deepEqual([preparer.name, preparer.post], [PREPARER, POST])
  assert.deepEqual([framework.id, framework.edition], ['an-giang-1040-2018', 1])
  assert.match(framework.digest, /^[0-9a-f]{64}$/)
  assert.match(await seen(page, 'main'), new RegExp(framework.digest), 'the page says the same edition')
  const typed = answers.map(({ of, points }) => [of, points.typed])
  assert.deepEqual(Object.fromEntries(typed), TYPED)

  const decimal = (hundredths) => print(hundredths).replace(',', '.')
  const blocks = Object.fromEntries(claims.result.blocks.map(({ id, points, max }) => [id, `${points}/${max}`]))
  const total = ({ groups }) => Object.keys(groups).reduce((sum, group) => sum + hundredths(TYPED[group]), 0)
  assert.deepEqual(blocks, { 'san-sang': `${decimal(total(READINESS))}/500`, 'dat-duoc': `${decimal(total(RESULTS))}/600` })
  assert.deepEqual(claims.result.ladders, [
    { ladder: 'xa-san-sang', place: 'ii' },
    { ladder: 'xa-dat-duoc', place: 'iv' },
  ])
  assert.deepEqual([claims.answered, claims.of, claims.result.final_level], [7, 7, 'iv'])
  await page.assertQuiet()
})

test('nothing is lost: by a reload, by a restart of the browser, on another machine', async (t) => {
  const home = newHome(t)
  const page = await openChromium(t, home)
  await fillIn(page)
  const before = await everything(page)
  assert.deepEqual(Object.entries(TYPED).map(([group]) => before.entered[points(group)]), Object.values(TYPED))
  const { path } = await exportJson(page)

  await reload(page)
  assert.deepEqual(await everything(page), before)
  await page.assertQuiet()
  await page.quit()

  const restarted = await openChromium(t, home)
  await sheetIsOpen(restarted)
  assert.deepEqual(await everything(restarted), before)
  await restarted.click('button', 'Chọn bộ tiêu chí khác')
  await waitForText(restarted, 'main', new RegExp(`${UNIT}.*${YEAR}`, 's'))
  await restarted.quit()

  const elsewhere = await openChromium(t, newHome(t))
  await elsewhere.upload(path)
  await waitForText(elsewhere, 'main', new RegExp(`Đã mở tệp`))
  assert.deepEqual(await everything(elsewhere), before)
  await elsewhere.assertQuiet()
})
