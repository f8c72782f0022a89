// What a preparer does with the page and sees on it. Labels of the page's that several tests look for stand in WORDS;
// boxes are found by their ids, which are made of the framework's ids of groups.

import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { By, Key } from 'selenium-webdriver'
import { openChromium } from './browsers.mjs'
import { newHome } from './places.mjs'

export const WORDS = {
  firstHeading: /^Đơn vị đang đứng ở bậc nào/,
  unit: 'Tên đơn vị',
  year: 'Năm đánh giá',
  preparer: /^Người lập biểu/,
  preparerName: 'Họ và tên',
  export: 'Tải tệp làm việc',
  official: 'Tải tệp nộp chính thức',
  met: 'Đạt',
  exported: /đọc lại đúng/,
  undo: /^Lấy lại/,
}

export const VIEWS = { score: 'Chấm điểm', climb: 'Đường lên bậc', check: 'Kiểm tra và nộp', report: 'Báo cáo' }

// The level, the points and the completeness.
export const HEADLINE = '.headline'

// What opens and closes a part of the page, as Chromium says its role.
export const DISCLOSURE = 'DisclosureTriangle'

// The card of a kind of unit, under the heading of its place: several places have cards of the same name.
export async function card(page, place, unit) {
  const section = await page.find('region', place)
  const cards = await section.findElements(By.css('button'))
  const names = await Promise.all(cards.map((each) => each.getAccessibleName()))
  const index = names.findIndex((name) => name.startsWith(unit))
  assert.ok(index >= 0, `${place} has no card ${unit}: ${names.join(' | ')}`)
  return cards[index]
}

export async function pick(page, place, unit) {
  await (await card(page, place, unit)).click()
  await sheetIsOpen(page)
}

// The card of an assessment on the first screen, by its unit.
export const saved = (page, unit) => page.find('button', new RegExp(`^${unit}, `))

// The page takes up by itself what was open when it was left.
export async function reload(page) {
  await page.reload()
  await sheetIsOpen(page)
}

// A file opened from the first screen.
export async function openFirst(page, path) {
  await page.upload(path)
  await sheetIsOpen(page)
}

// A commune to practise on, as a file.
export const practiceUnit = (name) =>
  resolve(import.meta.dirname, `../../frameworks/tap-huan/bo-tieu-chi-2026/units/${name}.json`)

export function sheetIsOpen(page) {
  return page.until('the sheet is open', () => isThere(page, '#unit-name'))
}

export const LAPTOP = [1366, 768]
export const PHONE = [360, 740]
export const TRAINING_COMMUNE = ['Tập huấn', 'Xã, phường, đặc khu']
export const HA_TINH_COMMUNE = ['Hà Tĩnh', 'Xã, phường, thị trấn']

// A commune in An Giang with each group scored.
export const AN_GIANG_COMMUNE = ['An Giang', 'Xã, phường, thị trấn']
export const AN_GIANG_POINTS = {
  'ha-tang': '262,5',
  'nhan-luc': '100',
  'moi-truong': '70',
  'chuyen-doi': '20',
  'giao-dich': '80',
  'tuong-tac': '150',
  'hien-dien': '229,4',
}

// A sheet opened on a laptop.
export async function openSheet(t, place, kind) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await pick(page, place, kind)
  return page
}

export async function openFilledCommune(t) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await fillCommune(page)
  return page
}

export async function fillCommune(page) {
  await pick(page, ...AN_GIANG_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Bình Hòa')
  await typePoints(page, AN_GIANG_POINTS)
}

export async function isThere(page, css) {
  return (await page.driver.findElements(By.css(css))).length > 0
}

// Replaces what a box holds, as a person does: scroll there, select all, type.
export async function type(page, id, text) {
  const box = await page.driver.findElement(By.id(id))
  await page.script('arguments[0].scrollIntoView({ block: "center" })', box)
  await box.click()
  if (await box.getProperty('value')) {
    await page.driver.actions().keyDown(Key.CONTROL).sendKeys('a').keyUp(Key.CONTROL).sendKeys(Key.DELETE).perform()
  }
  if (text) await box.sendKeys(text)
}

export const points = (group) => `g-${group}-points`

export async function typePoints(page, typed) {
  for (const [group, text] of Object.entries(typed)) await type(page, points(group), text)
}

// Every box of the sheet with what it holds, by id.
export function entered(page) {
  return page.script(`
    const boxes = [...document.querySelectorAll('main :is(input:not([type=file]), select, textarea)')]
    return Object.fromEntries(boxes.map((box) => [box.id, box.type === 'checkbox' ? box.checked : box.value]))
  `)
}

// The result as shown; without what is only said to screen readers, which comes later.
export function shown(page) {
  return page.script(`
    const result = document.getElementById('result').cloneNode(true)
    for (const said of result.querySelectorAll('[role=status]')) said.remove()
    return result.textContent.replaceAll('\\u00a0', ' ')
  `)
}

// Everything a person could lose.
export async function everything(page) {
  return { entered: await entered(page), shown: await shown(page) }
}

// A ladder as shown: the rung one stands on, the one whose conditions lie open, and these conditions.
export async function ladder(page, name) {
  const region = await page.find('region', name)
  return page.script(
    `
    const [ladder] = arguments
    const text = (element) => element?.innerText.trim().replaceAll('\\u00a0', ' ')
    const rungName = (item) => item && text(item).split('\\n')[0]
    const items = [...ladder.querySelectorAll('ol > li')]
    const next = items.find((item) => item.querySelector('details[open] table'))
    return {
      rungs: items.map(rungName),
      here: items.filter((item) => item.getAttribute('aria-current') === 'step').map(rungName).join(),
      next: rungName(next),
      conditions: [...(next?.querySelectorAll('tbody tr') ?? [])].map((row) => [...row.cells].map(text)),
    }
  `,
    region,
  )
}

// The text of one part of the page, as seen.
export async function seen(page, css) {
  return (await page.driver.findElement(By.css(css)).getText()).replaceAll('\u00a0', ' ')
}

export const message = (page, id) => seen(page, `#${id}-message`)

export async function waitForText(page, css, words) {
  let text
  try {
    await page.until(`${css} says ${words}`, async () => (await isThere(page, css)) && words.test((text = await seen(page, css))))
  } catch (error) {
    error.message += `; it says: ${text}`
    throw error
  }
  return text
}

// The sides of a sheet: VIEWS names them.
export async function openView(page, name) {
  const buttons = await page.driver.findElements(By.css('.views button'))
  const names = await Promise.all(buttons.map((button) => button.getText()))
  assert.ok(names.includes(name), `no view ${name} among ${names}`)
  const button = buttons[names.indexOf(name)]
  // As a person does: WebKit's driver leaves what is just above the window where it is, and cannot click it there.
  await page.script('arguments[0].scrollIntoView({ block: "center" })', button)
  await button.click()
}

// The working copy as taken away; afterwards the form is on screen again.
export async function exportJson(page) {
  await openView(page, VIEWS.check)
  const file = await page.download(() => page.click('button', WORDS.export))
  await waitForText(page, 'main .notices', WORDS.exported)
  await openView(page, VIEWS.score)
  return file
}

// Whether all of it is inside the window, with nothing else over its middle.
export async function inView(page, css) {
  return page.script(
    `
    const element = document.querySelector(arguments[0])
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
    return top >= 0 && bottom <= innerHeight && (element === there || element.contains(there))
  `,
    css,
  )
}

// What stands folded below a group: other cases, lines, sources.
export async function openMore(page, group) {
  await page.driver.findElement(By.css(`#g-${group} summary`)).click()
}

// By typing the name, as a keyboard user does; the list must keep the focus.
export async function choose(page, id, name) {
  const list = await page.driver.findElement(By.id(id))
  await list.sendKeys(name)
  assert.equal(await page.script('return document.activeElement.id'), id, 'the list has the focus after choosing')
}

// As a person copies: from another document, by the clipboard.
export async function copy(page, text) {
  await page.script(
    `
    const area = document.body.appendChild(document.createElement('textarea'))
    area.value = arguments[0]
    area.select()
    document.execCommand('copy')
    area.remove()
  `,
    text,
  )
}

export async function paste(page, id) {
  await page.driver.findElement({ id }).click()
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys('v').keyUp(Key.CONTROL).perform()
}
