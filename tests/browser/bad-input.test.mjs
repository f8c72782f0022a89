// Points that can't be read or don't fit: each gets its message, and nothing else changes.

import assert from 'node:assert/strict'
import test from 'node:test'
import {
  AN_GIANG_POINTS,
  VIEWS,
  entered,
  everything,
  exportJson,
  ladder,
  message,
  openFilledCommune,
  openView,
  points,
  reload,
  type,
  waitForText,
} from './sheet.mjs'

// Hạ tầng is out of 300.
const BAD_POINTS = [
  ['letters', 'mười', /Không đọc được “mười”/],
  ['a negative number', '-5', /không thể là số âm/],
  ['more than the maximum', '300,5', /300,5 điểm vượt điểm tối đa 300/],
  ['a percentage', '75%', /không ghi phần trăm/],
  ['a fraction', '45/60', /không ghi phân số/],
  ['signs in the wrong places', '1.2.3', /đặt không đúng chỗ/],
]

// Points of the readiness block, as its ladder has them.
const readinessTotal = async (page) => (await ladder(page, 'Điều kiện sẵn sàng')).conditions[0][1]

const isInvalid = async (page, id) => (await page.driver.findElement({ id }).getAttribute('aria-invalid')) === 'true'

test('points that are no points: the text stays, is not counted, and the page says why', async (t) => {
  const page = await openFilledCommune(t)
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
  const page = await openFilledCommune(t)
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
  assert.deepEqual(answers.find(({ of }) => of === 'giao-dich').points, { typed: '1.000', value: '1' })

  const before = await everything(page)
  await reload(page)
  assert.deepEqual(await everything(page), before, 'the choice is kept')
  await page.assertQuiet()
})

test('what is open is listed, and each point leads to its box', async (t) => {
  const page = await openFilledCommune(t)
  await type(page, points('ha-tang'), 'mười')
  await openView(page, VIEWS.check)
  await page.click('link', /^Hạ tầng: Không đọc được/)
  await page.until('the box has the focus', async () => (await page.script('return document.activeElement.id')) === points('ha-tang'))
})
