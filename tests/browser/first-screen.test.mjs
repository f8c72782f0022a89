// Finding one's work, and the framework to begin with.

import assert from 'node:assert/strict'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import {
  HA_TINH_COMMUNE,
  LAPTOP,
  WORDS,
  entered,
  fillCommune,
  isThere,
  openSheet,
  pick,
  points,
  reload,
  saved,
  seen,
  sheetIsOpen,
  type,
  waitForText,
} from './sheet.mjs'

const toFirstScreen = async (page) => {
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await page.find('heading', WORDS.firstHeading)
}

// The headings over the cards, in order.
const places = (page) => page.script(`return [...document.querySelectorAll('.decision h3')].map((heading) => heading.innerText)`)
const cards = (page) =>
  page.script(`return [...document.querySelectorAll('.saved .card__name')].map((name) => name.innerText)`)

test('what is looked for is found without its marks', async (t) => {
  const page = await openChromium(t, newHome(t))
  const all = await places(page)
  const box = await page.find('searchbox', /^Tìm/)
  const look = async (words) => {
    await box.clear()
    await box.sendKeys(words)
    await page.until('it was looked for', async () => (await seen(page, '.pick__found')).includes(`“${words}”`))
    return places(page)
  }
  assert.deepEqual(await look('ha tinh'), ['Hà Tĩnh'])
  assert.deepEqual(await look('2878'), ['Hà Tĩnh'])
  assert.deepEqual(await look('Hà Tĩnh phuong'), ['Hà Tĩnh'])
  assert.equal(await page.script(`return document.querySelectorAll('.decision .card').length`), 1)
  const nowhere = await look('không đâu có')
  assert.deepEqual(nowhere, [])
  assert.match(await seen(page, '.pick__found'), /Không có bộ tiêu chí nào khớp/)
  await box.clear()
  await box.sendKeys('x', Key.BACK_SPACE)
  await page.until('all are there again', async () => (await places(page)).join() === all.join())
  await page.assertQuiet()
})

test('training stands apart, at the end', async (t) => {
  const page = await openChromium(t, newHome(t))
  const kinds = await page.script(`
    const training = [...document.querySelectorAll('h2')].find((heading) => /^Tập huấn/.test(heading.innerText))
    return [...document.querySelectorAll('.card')].map((card) => [
      /không dùng để nộp/.test(card.innerText),
      Boolean(training && training.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING),
    ])
  `)
  assert.ok(kinds.every(([isTraining, isBelow]) => isTraining === isBelow))
  assert.ok(kinds.some(([isTraining]) => isTraining) && kinds.some(([isTraining]) => !isTraining))
})

test('several assessments, each with what tells it from the others; each is taken up where it was left', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await fillCommune(page)
  await toFirstScreen(page)
  for (const unit of ['UBND xã Cẩm Bình', 'UBND xã Thạch Hà']) {
    await pick(page, ...HA_TINH_COMMUNE)
    await type(page, 'unit-name', unit)
    await type(page, points('ha-tang-so'), '77')
    await toFirstScreen(page)
  }
  assert.equal((await cards(page)).length, 3)
  const text = await (await saved(page, 'UBND xã Bình Hòa')).getText()
  for (const words of [/An Giang/, /năm 2\d{3}/, /Mức IV|Không xếp/, /đã chấm 7\/7 nhóm/, /vừa xong|phút trước/, /chưa lưu ra tệp lần nào/])
    assert.match(text, words)
  const box = await page.find('searchbox', /^Tìm/)
  await box.sendKeys('thach ha')
  await page.until('it was looked for', async () => (await seen(page, '.pick__found')).includes('“thach ha”'))
  assert.deepEqual((await cards(page)).map((name) => name.split(',')[0]), ['UBND xã Thạch Hà'])
  await (await saved(page, 'UBND xã Thạch Hà')).click()
  await sheetIsOpen(page)
  assert.equal((await entered(page))['unit-name'], 'UBND xã Thạch Hà')
  await reload(page)
  assert.equal((await entered(page))['unit-name'], 'UBND xã Thạch Hà')
  await page.assertQuiet()
})

test('copied for another year, and removed with a way back', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  await type(page, points('ha-tang-so'), '77')
  const { year } = await entered(page)
  await toFirstScreen(page)
  await page.click('button', /^Chép sang năm khác/)
  await waitForText(page, 'dialog', /Chép bài “UBND xã Cẩm Bình, năm \d+” thành một bài mới của năm khác/)
  assert.equal((await entered(page))['copy-year'], String(Number(year) + 1))
  await page.click('button', 'Không chép')
  assert.equal((await cards(page)).length, 1)
  await page.click('button', /^Chép sang năm khác/)
  await page.click('button', 'Chép')
  await sheetIsOpen(page)
  await waitForText(page, 'main', new RegExp(`vẫn là của năm ${year}`))
  const copy = await entered(page)
  assert.equal(copy[points('ha-tang-so')], '77')
  assert.equal(copy.year, String(Number(year) + 1))
  await toFirstScreen(page)
  assert.equal((await cards(page)).length, 2)

  const remove = async (year, answer = 'Bỏ bài') => {
    await page.click('button', new RegExp(`^Bỏ bài này.*năm ${year}$`))
    await waitForText(page, 'dialog', /Bỏ bài “UBND xã Cẩm Bình, năm \d+”\?/)
    await page.click('button', answer)
  }
  await remove(year, 'Giữ lại')
  assert.equal((await cards(page)).length, 2)
  await remove(year)
  await waitForText(page, 'main .notices', /Đã bỏ bài/)
  assert.equal((await cards(page)).length, 1)
  await page.click('button', WORDS.undo)
  assert.equal((await cards(page)).length, 2)
  await remove(copy.year)
  await page.until('the list is shorter', async () => (await cards(page)).length === 1)
  await page.reload()
  assert.deepEqual(await cards(page), [`UBND xã Cẩm Bình, năm ${year}`])
  await page.assertQuiet()
})

test('what was begun and never touched leaves nothing behind', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await toFirstScreen(page)
  assert.ok(!(await isThere(page, '.saved')))
  await page.reload()
  assert.ok(!(await isThere(page, '.saved')))
})

test('a file dropped where nothing takes it does not lead away from the page; text is still dragged into boxes', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  const isCaught = (name, kind) => page.script(
    `const transfer = new DataTransfer()
     if (arguments[1] === 'file') transfer.items.add(new File(['{}'], 'a.json'))
     else transfer.setData('text/plain', '7,5')
     return !document.querySelector('main').dispatchEvent(new DragEvent(arguments[0], { dataTransfer: transfer, bubbles: true, cancelable: true }))`,
    name, kind)
  for (const name of ['dragover', 'drop']) {
    assert.equal(await isCaught(name, 'file'), true, name)
    assert.equal(await isCaught(name, 'text'), false, name)
  }
})
