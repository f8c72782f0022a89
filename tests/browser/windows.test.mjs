// Two windows on one assessment: noticed, and nothing is overwritten.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { newHome } from './places.mjs'
import { LAPTOP, entered, fillCommune, points, sheetIsOpen, type, waitForText } from './sheet.mjs'

const DIALOG = 'main [role=alertdialog]'
const BOX = points('hien-dien')
const OTHER_BOX = points('giao-dich')

// What all records together hold, as typed, of one group.
const kept = (page, group) =>
  page.script(
    `return Object.entries({ ...localStorage }).filter(([key]) => key.startsWith('bac-thang/record/'))
       .map(([, text]) => JSON.parse(text).assessment.answers.find(({ of }) => of === arguments[0])?.points.typed)`,
    group,
  )

// Two windows, each with its own handle; the first is on screen.
async function twoWindows(t) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await fillCommune(page)
  await page.until('it is kept', async () => (await kept(page, 'hien-dien')).includes('229,4'))
  const one = await page.driver.getWindowHandle()
  await page.driver.switchTo().newWindow('tab')
  const two = await page.driver.getWindowHandle()
  await page.open()
  await sheetIsOpen(page)
  const go = (window) => page.driver.switchTo().window(window)
  await go(one)
  return { page, one, two, go }
}

// Without events from other windows: the version of the record alone tells.
const DEAF = `window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true)`

test('what one window changes, the other shows and says so', async (t) => {
  const { page, two, go } = await twoWindows(t)
  await type(page, BOX, '230')
  await page.until('it is kept', async () => (await kept(page, 'hien-dien')).includes('230'))
  await go(two)
  await page.until('the other window follows', async () => (await entered(page))[BOX] === '230')
  await waitForText(page, 'main .notices', /vừa được sửa ở một cửa sổ khác/)
  await page.click('button', 'Giữ bản trước đó thành một bài riêng')
  await page.until('both are kept', async () => (await kept(page, 'hien-dien')).sort().join() === '229,4,230')
  assert.equal((await entered(page))[BOX], '230')
  await page.assertQuiet()
})

for (const [side, decide] of [
  ['mine', 'Làm tiếp bản ở đây, thành bài riêng'],
  ['both', 'Mở bản kia, giữ cả hai bài'],
  ['theirs', 'Chỉ lấy bản kia'],
])
  test(`what both windows have changed is there twice, until a person decides: ${side}`, async (t) => {
    const home = newHome(t)
    const page = await openChromium(t, home)
    await page.cdp('Page.addScriptToEvaluateOnNewDocument', { source: DEAF })
    await page.reload()
    await page.setWindow(...LAPTOP)
    await fillCommune(page)
    await page.until('it is kept', async () => (await kept(page, 'hien-dien')).includes('229,4'))
    // Another window has written, and nothing told this one of it.
    await page.script(`
      const [key, text] = Object.entries({ ...localStorage }).find(([key]) => key.startsWith('bac-thang/record/'))
      localStorage.setItem(key, text.replace(/"stamp":"[^"]*"/, '"stamp":"elsewhere.1"').replaceAll('"229,4"', '"231"').replaceAll('"229.4"', '"231"'))
    `)
    await type(page, OTHER_BOX, '12')
    await waitForText(page, DIALOG, /Không bản nào bị ghi đè/)
    assert.ok(await page.script('return document.querySelector(arguments[0]).contains(document.activeElement)', DIALOG))
    await page.until('both are kept', async () => (await kept(page, 'hien-dien')).sort().join() === '229,4,231')
    await page.click('button', decide)
    const shown = await entered(page)
    const mine = ['229,4', '12']
    const theirs = ['231', '80']
    assert.deepEqual([shown[BOX], shown[OTHER_BOX]], side === 'mine' ? mine : theirs)
    const left = side === 'theirs' ? '231' : '229,4,231'
    await page.until(`kept are ${left}`, async () => (await kept(page, 'hien-dien')).sort().join() === left)
    if (side === 'theirs') {
      await page.click('button', 'Hoàn tác')
      await page.until('what was made here is back', async () => (await entered(page))[OTHER_BOX] === '12')
    }
    await page.assertQuiet()
  })
