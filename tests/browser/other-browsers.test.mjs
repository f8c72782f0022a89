// The same file in Firefox and in WebKit: it starts, scores and gives its JSON away.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openFirefox, openWebKit } from './browsers.mjs'
import { newDisplay } from './display.mjs'
import { newHome } from './places.mjs'
import { exportJson, ladder, pick, type, typePoints } from './sheet.mjs'

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

test('Firefox', async (t) => {
  await scoresAndExports(await openFirefox(t, newHome(t)))
})

test('WebKit', async (t) => {
  await scoresAndExports(await openWebKit(t, newHome(t), await newDisplay(t)))
})
