// The office by keys: where the focus is once the button that was pressed is gone, and whose Ctrl+Z is.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import test from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import { waitForText } from './sheet.mjs'

const KIND = communes('ha-tinh/2878-qd-ubnd-2023')
const points = Object.fromEntries(KIND.groups.map(({ id, max }) => [id, Math.floor(max / 2)]))

async function atOffice(t) {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  return page
}

const done = (page, words) => waitForText(page, '.office__sum', words)

async function receive(page, count) {
  const paths = Array.from({ length: count }, (_, index) => {
    const path = join(page.home.root, `${index}.json`)
    writeFileSync(path, JSON.stringify(handedIn(KIND, { unit: `UBND xã Số ${index}`, year: 2024, on: '2024-11-20', points })))
    return path
  })
  await page.upload(paths.join('\n'), '#office-files')
  await done(page, new RegExp(`^${count} tệp: ${count} đã nhận`))
}

// What the focus is on: its table or section, and its words.
const focus = (page) =>
  page.script(
    `const it = document.activeElement
     const row = it.closest('tr')
     return [row ? row.closest('table').id : it.id || it.tagName, row ? row.cells[0].innerText.split('\\n')[0] : it.innerText]`,
  )

const press = async (page, name) => {
  const button = await page.find('button', name)
  await page.script('arguments[0].focus()', button)
  await page.press(Key.ENTER)
}

async function focusIs(page, expected) {
  let found
  await page.until(`the focus is on ${expected}`, async () => {
    found = await focus(page)
    return JSON.stringify(found) === JSON.stringify(expected)
  }).catch((error) => {
    error.message += `; it is on ${found}`
    throw error
  })
}

test('the focus stays where the button was that was pressed', async (t) => {
  const page = await atOffice(t)
  await receive(page, 3)
  await press(page, /^Để riêng\s*: UBND xã Số 1/)
  await focusIs(page, ['taken', 'UBND xã Số 2'])
  await press(page, /^Vẫn nhận\s*: UBND xã Số 1/)
  await focusIs(page, ['taken', 'UBND xã Số 1'])
  await press(page, /^Thẩm định\s*: UBND xã Số 1/)
  await focusIs(page, ['appraise-title', 'Thẩm định: UBND xã Số 1'])
  await press(page, /^Xong/)
  await focusIs(page, ['taken', 'UBND xã Số 1'])
  await press(page, 'Xếp hạng')
  await press(page, 'Chốt là chính thức')
  await focusIs(page, ['BUTTON', 'Đưa về dự thảo'])
  await press(page, 'Tiếp nhận')
  await press(page, /^Bỏ hết/)
  await press(page, 'Giữ lại')
  await done(page, /^3 tệp/)
  await press(page, /^Bỏ hết/)
  await press(page, 'Đồng ý bỏ hết')
  await focusIs(page, ['H1', 'Tiếp nhận và xếp hạng'])
  await page.assertQuiet()
})

test('Ctrl+Z in a box that is no part of the work leaves the work alone', async (t) => {
  const page = await atOffice(t)
  await receive(page, 2)
  for (const [id, typed] of [['came', '26/11/2024'], ['receipt', 'ABC']]) {
    const box = await page.script('return document.getElementById(arguments[0])', id)
    await page.script('arguments[0].focus()', box)
    await page.press(typed)
    await page.hold(Key.CONTROL, 'z')
  }
  await done(page, /^2 tệp: 2 đã nhận/)
  await page.assertQuiet()
})

test('saved work in an archive is opened', async (t) => {
  const page = await atOffice(t)
  const path = join(page.home.root, 'viec.zip')
  const work = readFileSync(resolve(import.meta.dirname, '../files/office-2.json'), 'utf8')
  writeFileSync(path, zipSync({ 'bac-thang_tiep-nhan.json': strToU8(work) }))
  await page.upload(path, '#office-files')
  await done(page, /^\d+ tệp/)
  await waitForText(page, '.keep-bar', /Hoàn tác/)
  assert.ok(!(await page.script('return document.body.innerText')).includes('loại khác'))
  await page.assertQuiet()
})
