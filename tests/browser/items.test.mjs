// A sheet whose items are scored by rules: reasons, the way up, evidence, a block from a spreadsheet, the keyboard.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import {
  HEADLINE,
  LAPTOP,
  TRAINING_COMMUNE,
  VIEWS,
  copy,
  isThere,
  openFirst,
  openSheet,
  openView,
  paste,
  practiceUnit,
  reload,
  seen,
  type,
  waitForText,
} from './sheet.mjs'

async function openPractice(t, unit) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await openFirst(page, practiceUnit(unit))
  await page.click('button', 'Đóng thông báo')
  return page
}

const card = (page, item) => seen(page, `#i-${item}`)

async function unfold(page, id) {
  await page.driver.findElement({ id }).click()
}

test('one point short: the shortest way is shown, tried, and taken over; the rung is reached', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  assert.match(await seen(page, HEADLINE), /Khá/)
  await openView(page, VIEWS.climb)
  const plan = await seen(page, '.plan')
  assert.match(plan, /1 thay đổi: đã chứng minh không có cách nào ít hơn/)
  assert.match(plan, /Hồ sơ công việc xử lý trên môi trường điện tử/)
  assert.match(plan, /Hiện nay: Khá, 79\/100 điểm/)
  assert.match(plan, /Nếu làm các việc đã đánh dấu: Tốt, 80\/100 điểm/)

  // What is only tried touches nothing; a figure that is not enough is not enough.
  await type(page, figureBox, '720')
  await waitForText(page, '.plan__outcome', /đã đánh dấu: Khá, 79\/100/)
  await type(page, figureBox, '721')
  await waitForText(page, '.plan__outcome', /đã đánh dấu: Tốt, 80\/100/)
  await openView(page, VIEWS.score)
  assert.match(await seen(page, HEADLINE), /Khá/)

  // What is no figure is said, and not taken over.
  await openView(page, VIEWS.climb)
  const accepts = () => page.script(`return !document.querySelector('.plan__accept button').disabled`)
  for (const [typed, said] of [['abc', /Hồ sơ công việc xử lý trên môi trường điện tử: .*“abc”/], ['9999', /lớn hơn tổng số/]]) {
    await type(page, figureBox, typed)
    await waitForText(page, '#plan-mistakes', said)
    assert.equal(await accepts(), false, typed)
    assert.match(await seen(page, '.plan__edits'), /đường đi cần 721/)
  }
  await type(page, figureBox, '721')
  await page.until('nothing is wrong', accepts)
  await page.click('button', /^Ghi các thay đổi/)
  await openView(page, VIEWS.score)
  await waitForText(page, HEADLINE, /Tốt\s+Tổng điểm\s+80\/100/)
  assert.equal(await page.driver.findElement({ id: 'in-hscv-dt' }).getProperty('value'), '721')
  await page.assertQuiet()
})

const figureBox = 'plan-0-figure'

// The box of what a change costs, by keyboard: a list takes the choice that begins with what is typed.
async function choose(page, id, typed) {
  await page.until(`${id} is there`, () => isThere(page, `#${id}`))
  await page.script('arguments[0].focus()', await page.driver.findElement({ id }))
  await page.press(typed)
}

const chosen = async (page, id) => (await page.driver.findElement({ id })).getProperty('value')
const changes = (page) =>
  page.script(`return [...document.querySelectorAll('.plan__caption ~ tbody label')].filter((label) => !label.className).map((label) => label.innerText)`)

test('what cannot be changed stays as it is, and another way is found', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await openView(page, VIEWS.climb)
  assert.deepEqual(await changes(page), ['Hồ sơ công việc xử lý trên môi trường điện tử'])
  await choose(page, 'plan-effort-hscv-dt', 'G')
  await waitForText(page, '.plan', /Giữ nguyên 19 số liệu/)
  await waitForText(page, '.plan__outcome', /Nếu làm các việc đã đánh dấu: Tốt/)
  assert.doesNotMatch((await changes(page)).join(), /Hồ sơ công việc/)
  assert.equal(await page.script('return document.activeElement.id'), 'plan', 'its row is gone, and the focus is at the plan')

  await openView(page, VIEWS.score)
  await page.hold(Key.CONTROL, 'z')
  await waitForText(page, '.keep-bar__said', /Đã hoàn tác: công sức của “Hồ sơ công việc xử lý trên môi trường điện tử”/)
  await page.until('where it was chosen, it can be again', () => page.script(`return document.activeElement.id === 'plan-effort-hscv-dt'`))
  assert.deepEqual(await changes(page), ['Hồ sơ công việc xử lý trên môi trường điện tử'])
  await page.hold(Key.CONTROL, 'y')
  await waitForText(page, '.plan', /Giữ nguyên 19 số liệu/)
  await page.assertQuiet()
})

test('of an item, all it asks stays as it is or is dearer at once; that outlasts the window', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await openView(page, VIEWS.climb)
  await unfold(page, 'plan-efforts')
  await choose(page, 'plan-of-6-2', '3')
  await waitForText(page, '.plan__outcome', /Nếu làm các việc đã đánh dấu: Tốt/)
  assert.doesNotMatch((await changes(page)).join(), /Hồ sơ công việc/, 'something else is less work')
  assert.equal(await page.script('return document.activeElement.id'), 'plan-of-6-2', 'the focus stays')
  assert.equal(await chosen(page, 'plan-of-6-2-hscv'), '0', 'what it is measured against stays as it is')
  // 1.7 asks three things.
  await choose(page, 'plan-of-1-7', 'G')
  for (const part of ['kt-ke-hoach', 'kt-lam', 'kt-ket-luan']) assert.equal(await chosen(page, `plan-of-1-7-${part}`), '0', part)
  await choose(page, 'plan-of-1-7-kt-lam', '2')
  assert.equal(await chosen(page, 'plan-of-1-7'), '', 'not all of it is the same')

  await page.until('it is kept', () =>
    page.script(`return Object.values(localStorage).some((text) => text.includes('"kt-lam":2') && text.includes('record/2'))`),
  )
  await reload(page)
  await openView(page, VIEWS.climb)
  await unfold(page, 'plan-efforts')
  await page.until('the list is there', () => isThere(page, '#plan-of-6-2'))
  assert.equal(await chosen(page, 'plan-of-6-2'), '3')
  assert.equal(await chosen(page, 'plan-of-1-7-kt-lam'), '2')
  assert.doesNotMatch((await changes(page)).join(), /Hồ sơ công việc/)
  await page.assertQuiet()
})

test('every point says why, and what would give more', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await unfold(page, 'i-3-1-why')
  const why = await waitForText(page, '#i-3-1', /Muốn thêm điểm/)
  for (const step of ['Tỷ lệ: 840 / 1.200 = 70%', 'So với mức yêu cầu: 70% / 80% = 87,5%', '4 điểm × 87,5% = 3,5 điểm']) {
    assert.ok(why.includes(step), `${step} is not in ${why}`)
  }
  assert.match(why, /840 → 959 hồ sơ. Được 4 điểm \(thêm 0,5\)/)
  await page.assertQuiet()
})

test('evidence withdrawn from items lowers what is backed by evidence, and says where', async (t) => {
  const page = await openPractice(t, 'len-bac')
  await openView(page, VIEWS.climb)
  const rows = () =>
    page.script(`return [...document.querySelectorAll('#results-title + table tbody tr')].map((row) => row.innerText.replaceAll('\\u00a0', ' '))`)
  const [claimed, backed] = await rows()
  assert.equal(level(claimed), level(backed))
  const safe = await page.script(`return [...document.querySelectorAll('#fragility-title ~ ul a')].map((link) => link.hash.slice(1))`)
  assert.ok(safe.length > 0, 'a set of items whose rejection lowers the rung')

  await openView(page, VIEWS.score)
  for (const item of safe) {
    await unfold(page, `${item}-evidence`)
    await page.until('the evidence is there', async () => (await page.driver.findElements({ css: `#${item} .evidence__record` })).length > 0)
    while ((await page.driver.findElements({ css: `#${item} .evidence__record` })).length > 0) {
      await page.driver.findElement({ css: `#${item} .evidence__record > button` }).click()
    }
    const explanation = await page.driver.findElement({ id: `${item}-explanation` })
    if (await explanation.getProperty('value')) await type(page, `${item}-explanation`, '')
  }
  await openView(page, VIEWS.climb)
  const [stillClaimed, nowBacked] = await rows()
  assert.equal(level(stillClaimed), level(claimed))
  assert.notEqual(level(nowBacked), level(backed))
  await openView(page, VIEWS.score)
  await page.click('button', /^Thiếu minh chứng/)
  const shown = await page.script(`return [...document.querySelectorAll('.item')].map((item) => item.id)`)
  assert.deepEqual(shown.sort(), [...safe].sort())
  await page.assertQuiet()
})

const level = (row) => row.split('\t')[1]

test('a block of 30 cells goes over the sheet, shown before', async (t) => {
  const page = await openSheet(t, ...TRAINING_COMMUNE)
  // As boxes follow each other on the sheet: figures, shares and answers.
  const column = ['Có', 'Bí thư Đảng ủy hoặc Chủ tịch UBND xã', '4', '3', '12', '10', '0', 'x', 'x', 'Không', '20', '20', 'không', '3']
  const more = ['Phối hợp đầy đủ, đúng hạn', 'có', 'có', 'có', '1200', '840', '60%', '75%', '64%', '780', '24', '12', '0', '', '92%', '30']
  const cells = [...column, ...more]
  assert.equal(cells.length, 30)
  await copy(page, cells.join('\r\n') + '\r\n')
  await paste(page, 'in-ke-hoach-yes')
  const preview = await waitForText(page, 'dialog', /Dán 29 ô vào bảng chấm/)
  assert.match(preview, /Tổng số hồ sơ tiếp nhận\s+1200/)
  assert.equal(await page.driver.findElement({ id: 'in-hop' }).getProperty('value'), '', 'nothing has changed yet')

  await page.driver.actions().sendKeys(Key.ESCAPE).perform()
  await page.until('the preview is gone', async () => (await page.driver.findElements({ css: 'dialog' })).length === 0)
  assert.equal(await page.driver.findElement({ id: 'in-hop' }).getProperty('value'), '')
  assert.equal(await page.script('return document.activeElement.id'), 'in-ke-hoach-yes', 'the focus is back')

  await paste(page, 'in-ke-hoach-yes')
  await waitForText(page, 'dialog', /Dán 29 ô/)
  await page.click('button', 'Ghi vào bảng')
  await waitForText(page, '#i-3-1', /3,5\/4 điểm/)
  const held = await page.script(`return ['in-hop', 'in-hs-tong', 'in-tt-cong', 'in-hai-long'].map((id) => document.getElementById(id).value)`)
  assert.deepEqual(held, ['4', '1200', '60%', '92%'])
  assert.match(await card(page, '1-2'), /2\/2 điểm/)
  await page.assertQuiet()
})

test('numbers as officials type them: a fraction goes into two boxes, a percentage without its sign is asked', async (t) => {
  const page = await openSheet(t, ...TRAINING_COMMUNE)
  await type(page, 'in-hop-chu-tri', '3/4')
  await page.click('button', /^Ghi 3 vào ô này, 4 vào ô/)
  await waitForText(page, '#i-1-4', /1,5\/2 điểm/)
  await type(page, 'in-hai-long', '90')
  await page.click('button', 'Là 90%')
  await waitForText(page, '#i-3-6', /3\/3 điểm/)
  await type(page, 'in-hai-long', '0,9')
  await waitForText(page, '#in-hai-long-message', /Hiểu là 90%/)
  await page.assertQuiet()
})

test('from box to box by keyboard, to what is still blank, and group by group', async (t) => {
  const page = await openSheet(t, ...TRAINING_COMMUNE)
  const at = () => page.script('return document.activeElement.id')
  const press = (key, ...held) => {
    const actions = page.driver.actions()
    for (const one of held) actions.keyDown(one)
    actions.sendKeys(key)
    for (const one of held.reverse()) actions.keyUp(one)
    return actions.perform()
  }
  await page.driver.findElement({ id: 'in-hop' }).click()
  await press('4')
  await press(Key.ENTER)
  assert.equal(await at(), 'in-hop-1-4')
  await press(Key.ENTER)
  assert.equal(await at(), 'in-hop-chu-tri')
  await press(Key.ENTER, Key.SHIFT)
  assert.equal(await at(), 'in-hop-1-4')
  await press(Key.ENTER, Key.CONTROL)
  assert.equal(await at(), 'in-nv-giao')
  await press(Key.ARROW_DOWN, Key.CONTROL)
  assert.equal(await at(), 'in-vb-den-ky')
  await press(Key.ARROW_UP, Key.CONTROL)
  assert.equal(await at(), 'in-ke-hoach-yes')
  await page.assertQuiet()
})

test('an item is found by its number and by words without marks', async (t) => {
  const page = await openSheet(t, ...TRAINING_COMMUNE)
  const items = () => page.script(`return [...document.querySelectorAll('.item')].map((item) => item.id)`)
  await type(page, 'find', '3.1')
  assert.deepEqual(await items(), ['i-3-1'])
  await type(page, 'find', 'chu ky so')
  assert.deepEqual(await items(), ['i-5-1'])
  await type(page, 'find', 'zzz')
  assert.match(await seen(page, '.filters'), /Không có mục nào như vậy/)
  await type(page, 'find', '')
  assert.equal((await items()).length, 44)
  await page.assertQuiet()
})

test('what one fills in under a filter stays there, and so does the filter while one looks elsewhere', async (t) => {
  const page = await openSheet(t, ...TRAINING_COMMUNE)
  const items = () => page.script(`return [...document.querySelectorAll('.item')].map((item) => item.id)`)
  const at = () => page.script('return document.activeElement.id')
  await page.click('button', /^Chưa chấm/)
  const blank = await items()
  await page.driver.findElement({ id: 'in-quy-che' }).click()
  await page.driver.actions().sendKeys('12').perform()
  assert.equal(await page.driver.findElement({ id: 'in-quy-che' }).getProperty('value'), '12')
  assert.equal(await at(), 'in-quy-che')
  assert.match(await seen(page, '.filters'), /1 mục vừa sửa .* vẫn hiện/)
  await openView(page, VIEWS.check)
  await openView(page, VIEWS.score)
  assert.deepEqual(await items(), blank)
  await page.click('button', /^Chưa chấm/)
  assert.deepEqual(await items(), blank.filter((item) => item !== 'i-2-2'))

  await page.click('button', /^Thiếu minh chứng/)
  assert.deepEqual(await items(), ['i-2-2'])
  await unfold(page, 'i-2-2-evidence')
  await waitForText(page, '#i-2-2', /Giải trình \(khi/)
  await page.driver.findElement({ id: 'i-2-2-explanation' }).click()
  await page.driver.actions().sendKeys('Theo quy che').perform()
  assert.equal(await page.driver.findElement({ id: 'i-2-2-explanation' }).getProperty('value'), 'Theo quy che')
  await page.assertQuiet()
})

test('a table with a column of maxima: they are left out, and the preview says so', async (t) => {
  const page = await openSheet(t, ...TRAINING_COMMUNE)
  await copy(page, 'TT\tTiêu chí\tĐiểm tối đa\tSố liệu\n1.3\t"Họp Ban Chỉ đạo\nchuyển đổi số"\t2\t4\nx\tKhông có\t3\t9\n2.2\tQuy chế\t2\t3\n')
  await paste(page, 'in-ke-hoach-yes')
  const preview = await waitForText(page, 'dialog', /Dán 2 ô vào bảng chấm/)
  assert.match(preview, /“2 · 2”: không ghi, vì đây là cột điểm tối đa/)
  assert.match(preview, /“x · Không có · 3 · 9”: không ghi, vì tên hoặc số mục/)
  await page.click('button', 'Ghi vào bảng')
  const held = await page.script(`return ['in-hop', 'in-hop-chu-tri', 'in-quy-che'].map((id) => document.getElementById(id).value)`)
  assert.deepEqual(held, ['4', '', '3'])
  await page.assertQuiet()
})
