// Both screens on a laptop and on a phone, light and dark: how they fit, where the keyboard is, what axe finds.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import { DISCLOSURE, LAPTOP, PHONE, VIEWS, WORDS, fillCommune, openView, pick, points, type } from './sheet.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function inEachLook(page, look) {
  for (const size of [LAPTOP, PHONE]) {
    await page.setWindow(...size)
    for (const scheme of ['light', 'dark']) {
      await page.setScheme(scheme)
      await page.script('scrollTo(0, 0)')
      await look(`${size[0]}-${scheme}`)
    }
  }
}

test('both screens fit, and axe finds nothing serious', async (t) => {
  const page = await openChromium(t, newHome(t))
  const faults = []
  const look = (screen) =>
    inEachLook(page, async (how) => {
      await page.assertNoOverflow()
      await page.shot(`${screen}-${how}`)
      faults.push(...(await seriousFaults(page)).map((fault) => `${screen}-${how}: ${fault}`))
    })
  await look('pick')
  await fillCommune(page)
  await look('sheet')
  await type(page, points('ha-tang'), 'mười')
  await type(page, points('giao-dich'), '1.000')
  await page.upload(import.meta.filename)
  await page.find('alert')
  await look('faulty')
  await page.click('button', 'Đóng thông báo')
  await openView(page, VIEWS.check)
  await page.click('button', WORDS.official)
  await page.find('alert', /^Chưa kết xuất/)
  await look('check')
  await openView(page, VIEWS.report)
  await look('report')
  await page.assertQuiet()
  assert.deepEqual(faults, [])
})

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

async function seriousFaults(page) {
  await page.script(`if (!window.axe) { ${AXE} }`)
  const violations = await page.driver.executeAsyncScript(
    'const done = arguments[0]; axe.run().then(({ violations }) => done(violations), (error) => done(String(error)))',
  )
  const serious = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
  return serious.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}

// Where the focus is, and whether any of it can be seen: something sticky may lie over it.
const FOCUS = `
  const element = document.activeElement
  const target = element.type === 'file' ? element.labels[0] : element
  const { top, bottom, left, right } = target.getBoundingClientRect()
  const heights = [top + 2, (top + bottom) / 2, bottom - 2]
  const seen = heights.some((y) => target.contains(document.elementFromPoint((left + right) / 2, y)))
  return { name: element.id || element.innerText, seen: seen || element === document.body }
`

for (const [device, size] of [['laptop', LAPTOP], ['phone', PHONE]])
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
