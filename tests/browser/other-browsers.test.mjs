// The same file in Firefox and in WebKit: it starts, scores, gives its JSON away and keeps what was entered; what an office received
// is there again after the page was opened anew.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { openFirefox, openWebKit } from './browsers.mjs'
import { newDisplay } from './display.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { newHome } from './places.mjs'
import { everything, exportJson, isThere, ladder, pick, points, reload, sheetIsOpen, type, typePoints, waitForText } from './sheet.mjs'

// An Giang, commune: Giao dịch needs 75 of 100 for level III, 70 for IV; nothing else is lacking for III.
const TYPED = {
  'ha-tang': '270',
  'nhan-luc': '108',
  'moi-truong': '72',
  'chuyen-doi': '0',
  'giao-dich': '74,75',
  'tuong-tac': '180',
  'hien-dien': '270',
}

async function scoresAndExports(page) {
  await pick(page, 'An Giang', 'Xã, phường, thị trấn')
  await type(page, 'unit-name', 'UBND xã Đất Đỏ')
  await typePoints(page, TYPED)
  assert.equal((await ladder(page, 'Điều kiện sẵn sàng')).here, 'Mức I (Tốt)')
  const results = await ladder(page, 'Mức độ đạt được')
  assert.deepEqual([results.here, results.next], ['Mức IV (Kém)', 'Mức III (Trung bình)'])
  assert.deepEqual(results.conditions[2], ['Giao dịch 75%', '74,75', '75', '0,25'])

  const { name, text } = await exportJson(page)
  assert.match(name, /^bac-thang_an-giang-1040-2018_xa_ubnd-xa-dat-do_\d{4}_lam-viec\.json$/)
  const { format, unit, answers, claims } = JSON.parse(text)
  assert.deepEqual([format, unit], ['bac-thang/assessment/2', 'UBND xã Đất Đỏ'])
  assert.deepEqual(Object.fromEntries(answers.map(({ of, points }) => [of, points.typed])), TYPED)
  assert.deepEqual(claims.result.ladders.map(({ place }) => place), ['i', 'iv'])
}

// From file://, where a browser may have its own mind about storage. Gives what is there.
async function keepsItOverReloading(page) {
  await type(page, points('giao-dich'), '75')
  const before = await everything(page)
  await page.until('the browser keeps it', () =>
    page.script(`
      const records = Object.entries(localStorage).filter(([key]) => key.startsWith('bac-thang/record/'))
      return location.protocol === 'file:' && records.length === 1 && records[0][1].includes('"typed":"75"')
    `),
  )
  await reload(page)
  assert.deepEqual(await everything(page), before)
  return before
}

const HA_TINH = communes('ha-tinh/2878-qd-ubnd-2023')

function handIn(page, index) {
  const points = Object.fromEntries(HA_TINH.groups.map(({ id, max }) => [id, Math.floor((max * (9 - index)) / 10)]))
  const path = join(page.home.root, `xa-${index}.json`)
  writeFileSync(path, JSON.stringify(handedIn(HA_TINH, { unit: `UBND xã Số ${index}`, year: 2024, on: '2024-11-20', points })))
  return path
}

async function receivesAndKeeps(page) {
  const officeIs = (said) => waitForText(page, '.office__sum', said)
  await page.click('button', 'Bậc Thang')
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await page.upload([0, 1, 2].map((index) => handIn(page, index)).join('\n'), '#office-files')
  await officeIs(/3 tệp: 3 đã nhận\./)
  // The file is given once the browser holds the work.
  const { text } = await page.download(() => page.click('button', 'Lưu thành tệp'))
  assert.equal(JSON.parse(text).files.length, 3)
  assert.ok(!(await isThere(page, '.office .notice')), 'the browser keeps it')
  await page.reload()
  await waitForText(page, '.pick__office', /Việc đang làm dở: 3 tệp/)
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await officeIs(/3 tệp: 3 đã nhận\./)
  await page.click('button', 'Xếp hạng')
  await waitForText(page, '#ranking', /UBND xã Số 0[^]*UBND xã Số 1[^]*UBND xã Số 2/)
}

test('Firefox', async (t) => {
  const home = newHome(t)
  const page = await openFirefox(t, home)
  await scoresAndExports(page)
  const before = await keepsItOverReloading(page)
  await page.quit()

  const again = await openFirefox(t, home)
  await sheetIsOpen(again)
  assert.deepEqual(await everything(again), before)
  const { answers } = JSON.parse((await exportJson(again)).text)
  assert.deepEqual(Object.fromEntries(answers.map(({ of, points }) => [of, points.typed])), { ...TYPED, 'giao-dich': '75' })
  await receivesAndKeeps(again)
})

// MiniBrowser keeps nothing beyond itself.
test('WebKit', async (t) => {
  const page = await openWebKit(t, newHome(t), await newDisplay(t))
  await scoresAndExports(page)
  await keepsItOverReloading(page)
  await receivesAndKeeps(page)
})
