// What does not fit as a matter of course, and where the keyboard is.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import {
  DISCLOSURE,
  LAPTOP,
  PHONE,
  VIEWS,
  WORDS,
  fillCommune,
  openFirst,
  openView,
  pick,
  points,
  practiceUnit,
  seen,
  type,
  waitForText,
} from './sheet.mjs'

const NOTICES = 'main .notices'

// The last is a screen of 1280 by 1024 at 400%.
const DEVICES = [
  ['laptop', LAPTOP],
  ['phone', PHONE],
  ['screen enlarged four times', [320, 256]],
]

test('long names and numbers fit on a phone', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...PHONE)
  await pick(page, 'Hương Trà', 'Phường, xã')
  await page.click(DISCLOSURE, WORDS.preparer)
  const long = 'ỦyBanNhânDânPhường'.repeat(12)
  await type(page, 'unit-name', long)
  await type(page, 'preparer-name', long)
  for (const group of ['ha-tang', 'ung-dung']) {
    await type(page, `g-${group}-max`, '999999999999999,123456789')
    await type(page, points(group), '999999999999998,987654321')
  }
  await page.assertNoOverflow()
  await page.script('scrollTo(0, 0)')
  await page.click('button', 'Bậc Thang')
  await page.find('heading', WORDS.firstHeading)
  await page.assertNoOverflow()
})

// Where the focus is, and whether any of it can be seen: something sticky may lie over it.
const FOCUS = `
  const element = document.activeElement
  const target = element.type === 'file' ? element.labels[0] : element
  const { top, bottom, left, right } = target.getBoundingClientRect()
  const heights = [top + 2, (top + bottom) / 2, bottom - 2]
  const seen = heights.some((y) => target.contains(document.elementFromPoint((left + right) / 2, y)))
  return { name: element.id || element.innerText, seen: seen || element === document.body }
`

for (const [device, size] of DEVICES)
  test(`on a ${device} the keyboard never goes where one can't see it`, async (t) => {
    const page = await openChromium(t, newHome(t))
    await fillCommune(page)
    await page.setWindow(...size)
    await page.tabTo('textbox', /Hiện diện/)
    const hidden = []
    for (let at; at?.name !== 'unit-name'; ) {
      await page.driver.actions().keyDown(Key.SHIFT).sendKeys(Key.TAB).keyUp(Key.SHIFT).perform()
      at = await page.script(FOCUS)
      if (!at.seen) hidden.push(at.name)
    }
    assert.deepEqual(hidden, [])
  })

for (const [device, size] of DEVICES)
  test(`on a ${device} what the page says lies over nothing that has the focus`, async (t) => {
    const page = await openChromium(t, newHome(t))
    await page.setWindow(...size)
    await openFirst(page, practiceUnit('thieu-mot-diem'))
    await page.script('document.getElementById("view").focus()')
    const hidden = []
    for (let stop = 0; stop < 60; stop++) {
      await page.press(Key.TAB)
      const at = await page.script(FOCUS)
      if (!at.seen) hidden.push(at.name)
    }
    assert.match(await seen(page, NOTICES), /Đã mở tệp/, 'it was there all the while')
    assert.deepEqual(hidden, [])
  })

test('what the page has said goes when one goes on, or by Escape, and the focus stays where one is', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  const gone = () => page.until('it is gone', async () => (await seen(page, NOTICES)) === '')
  const open = async (path = practiceUnit('thieu-mot-diem')) => {
    await page.upload(path)
    await waitForText(page, NOTICES, /tệp thieu-mot-diem.json|Không mở được/)
  }
  await open()
  await type(page, 'in-hop', '4')
  await gone()

  await page.upload(import.meta.filename)
  await waitForText(page, NOTICES, /Không mở được/)
  await openView(page, VIEWS.check)
  await gone()

  await openView(page, VIEWS.score)
  await page.upload(import.meta.filename)
  await waitForText(page, NOTICES, /Không mở được/)
  const focused = () => page.script('return document.activeElement.id')
  const goTo = async (id) => {
    await page.script('document.getElementById(arguments[0]).scrollIntoView({ block: "center" })', id)
    await page.driver.findElement({ id }).click()
  }
  await goTo('in-hop')
  await page.press(Key.ESCAPE)
  await gone()
  assert.equal(await focused(), 'in-hop')

  await page.upload(import.meta.filename)
  await waitForText(page, NOTICES, /Không mở được/)
  await goTo('in-hop')
  await page.click('button', 'Đóng thông báo')
  await gone()
  assert.equal(await focused(), 'in-hop')
  await page.assertQuiet()
})

test('whoever comes back to the sheet finds what they were reading', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await openFirst(page, practiceUnit('thieu-mot-diem'))
  const turn = (key) => page.driver.actions().keyDown(Key.ALT).sendKeys(key).keyUp(Key.ALT).perform()
  const isHere = (view) =>
    page.until(`${view} is on screen`, () => page.script('return document.getElementById("view-here").innerText === arguments[0]', view))
  const top = (id) => page.script('return document.getElementById(arguments[0]).getBoundingClientRect().top', id)
  const read = await page.script('return document.getElementById("in-hop").closest(".item").id')
  await page.script('document.getElementById(arguments[0]).scrollIntoView()', read)
  await turn(Key.PAGE_DOWN)
  await isHere(VIEWS.climb)
  assert.equal(await page.script('return scrollY'), 0, 'another view begins at its head')
  await turn(Key.PAGE_UP)
  await isHere(VIEWS.score)
  const [there, height] = [await top(read), await page.script('return innerHeight')]
  assert.ok(there >= 0 && there < height / 2, `the item that was read is at ${there} of ${height}`)

  await page.script('scrollTo(0, 0)')
  await turn(Key.PAGE_DOWN)
  await isHere(VIEWS.climb)
  await turn(Key.PAGE_UP)
  await isHere(VIEWS.score)
  assert.equal(await page.script('return scrollY'), 0, 'nothing was being read')
  await page.assertQuiet()
})
