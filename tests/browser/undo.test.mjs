// Undo and redo: by keyboard and by button, over the whole sheet.

import assert from 'node:assert/strict'
import test from 'node:test'
import { Key } from './page.mjs'
import {
  HA_TINH_COMMUNE,
  choose,
  entered,
  everything,
  openMore,
  openSheet,
  points,
  seen,
  type,
  waitForText,
} from './sheet.mjs'

const undo = (page) => page.hold(Key.CONTROL, 'z')
const redo = (page) => page.hold(Key.CONTROL, 'y')
const redoShifted = (page) => page.hold(Key.CONTROL, Key.SHIFT, 'z')
const focused = (page) => page.script('return document.activeElement.id')

test('each field is one step, back and forward by keyboard, and the focus goes where it happens', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  const states = [await everything(page)]
  const done = async (act) => {
    await act()
    states.push(await everything(page))
  }
  await done(() => type(page, 'unit-name', 'UBND xã Cẩm Bình'))
  await done(() => type(page, points('ha-tang-so'), '77,5'))
  await done(() => choose(page, 'year', '2024'))
  await openMore(page, 'kinh-te-so')
  await done(() => choose(page, 'g-kinh-te-so-silence', 'Không áp dụng'))
  await done(() => type(page, 'g-kinh-te-so-silence-reason', 'Xã không có doanh nghiệp'))

  const fields = ['unit-name', points('ha-tang-so'), 'year', 'g-kinh-te-so-silence', 'g-kinh-te-so-silence']
  for (let step = states.length - 2; step >= 0; step -= 1) {
    await undo(page)
    await page.until(`step ${step} is undone`, async () => JSON.stringify(await everything(page)) === JSON.stringify(states[step]))
    await page.until('the focus is where it happened', async () => (await focused(page)).startsWith(fields[step]))
  }
  await undo(page)
  assert.deepEqual(await everything(page), states[0], 'there is nothing more to undo')
  for (let step = 1; step < states.length; step += 1) {
    await (step % 2 ? redo : redoShifted)(page)
    await page.until(`step ${step} is done again`, async () => JSON.stringify(await everything(page)) === JSON.stringify(states[step]))
  }
  await page.assertQuiet()
})

test('in the box itself, text comes back whole and typing goes on', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  const box = points('ha-tang-so')
  await type(page, box, '77,5')
  await page.press(Key.TAB)
  await type(page, box, '12')
  await undo(page)
  await page.until('it is as before', async () => (await entered(page))[box] === '77,5')
  assert.equal(await focused(page), box)
  await page.press('5')
  assert.equal((await entered(page))[box], '77,55')
  await undo(page)
  await page.until('only the typing since is undone', async () => (await entered(page))[box] === '77,5')
  await page.assertQuiet()
})

test('the buttons say what they did, and stay in reach', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, points('ha-tang-so'), '77,5')
  await page.click('button', 'Hoàn tác')
  await waitForText(page, '.keep-bar', /Đã hoàn tác: Hạ tầng số: điểm tự chấm\./)
  assert.equal((await entered(page))[points('ha-tang-so')], '')
  await page.click('button', 'Làm lại')
  await waitForText(page, '.keep-bar', /Đã làm lại: Hạ tầng số: điểm tự chấm\./)
  assert.equal((await entered(page))[points('ha-tang-so')], '77,5')
  await type(page, points('ha-tang-so'), '78')
  assert.doesNotMatch(await seen(page, '.keep-bar'), /Đã làm lại/)
  assert.equal(await (await page.find('button', 'Làm lại')).getAttribute('aria-disabled'), 'true')
})

test('a text is undone about a sentence at a time, and comes back', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await openMore(page, 'ha-tang-so')
  const box = 'g-ha-tang-so-explanation'
  const text = 'Xã đã trang bị đủ máy tính cho cán bộ, công chức; hai thôn vùng cao chưa có sóng 4G nên nộp hồ sơ trực tuyến còn chậm.'
  await type(page, box, text)
  const held = async () => (await entered(page))[box]
  const states = [text]
  while (states.at(-1) !== '') {
    await undo(page)
    await page.until('something is undone', async () => (await held()) !== states.at(-1))
    states.push(await held())
    const [before, now] = states.slice(-2)
    assert.ok(before.startsWith(now) && before.length - now.length <= 80, `${before} → ${now}`)
  }
  assert.ok(states.length > 2)
  for (const state of states.slice(0, -1).reverse()) {
    await redo(page)
    await page.until('it is done again', async () => (await held()) === state)
  }
  await page.assertQuiet()
})
