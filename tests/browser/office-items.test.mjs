// What the office is shown of single items. None of the decisions in the page has any, so the units hand in under a framework of
// their own, which travels in their files: the one for practice, made official. What is expected is counted here by hand.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { digestOf, sealed, training } from './handed-in.mjs'
import { newHome } from './places.mjs'
import { type, waitForText } from './sheet.mjs'

const FRAMEWORK = { ...training(), id: 'thu-nghiem', kind: 'official' }

// What three units answer, and what each answer is worth by the framework's rules, of 2 points each.
const ANSWERED = [
  { item: '1-1', input: 'ke-hoach', choices: ['yes', 'no', 'no'], points: [2, 0, 0] },
  { item: '1-2', input: 'truong-ban', choices: ['bi-thu-chu-tich', 'pho-chu-tich', 'chua-co'], points: [2, 1, 0] },
  { item: '1-3', input: 'hop', numbers: ['4', '3', '1'], points: [2, 1.5, 0.5] },
  { item: '2-2', input: 'quy-che', numbers: ['3', '1', '0'], points: [1.5, 0.5, 0] },
  { item: '2-3', input: 'phoi-hop', choices: ['day-du', 'cham', 'khong'], points: [2, 1, 0] },
]

function file(index) {
  const inputs = ANSWERED.map(({ input, choices, numbers }) => ({ input, ...(choices ? { choice: choices[index] } : { number: { value: numbers[index] } }) }))
  return sealed({
    format: 'bac-thang/assessment/2',
    kind: 'official',
    framework: { id: FRAMEWORK.id, edition: FRAMEWORK.edition, digest: digestOf(FRAMEWORK) },
    framework_document: FRAMEWORK,
    unit_group: 'xa',
    year: 2026,
    unit: `UBND xã Số ${index}`,
    inputs,
  })
}

// The rows of the table of items by their codes: how many have less than half of how many, and which share of all.
const shown = (page) =>
  page.script(`
    const table = [...document.querySelectorAll('.analysis .bars:not(.tenths)')].at(1)
    const rows = [...table.querySelectorAll('tbody tr')].map((row) => [...row.cells].map(({ innerText }) => innerText.trim()))
    return rows.map(([name, low, share]) => [name.match(/^\\d+[.]\\d+/)?.[0].replace('.', '-'), low, Number.parseFloat(share.replace(/[≈ ]/g, '').replace(',', '.'))])
  `)

function expected(points) {
  const low = points.filter((one) => one < 1).length
  const share = (points.reduce((all, one) => all + one, 0) / (2 * points.length)) * 100
  return [`${low}/${points.length}`, share]
}

test('each item: how many units have less than half of it, which share they have of it', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  const paths = [0, 1, 2].map((index) => {
    const path = join(page.home.root, `${index}.json`)
    writeFileSync(path, JSON.stringify(file(index)))
    return path
  })
  await page.upload(paths.join('\n'), '#office-files')
  await waitForText(page, '.office__sum', /0 đã nhận, 3 để riêng/)
  // Working copies, as they claim no results: that is for a person to decide.
  for (const index of [0, 1, 2]) await page.click('button', new RegExp(`^Vẫn nhận\\s*: UBND xã Số ${index}`))
  await waitForText(page, '.office__sum', /3 đã nhận\./)
  const check = async (answered) => {
    await page.click('button', 'Phân tích')
    await waitForText(page, '.analysis', /Từng mục/)
    const rows = new Map((await shown(page)).map(([item, ...rest]) => [item, rest]))
    const scored = FRAMEWORK.sheets[0].blocks.flatMap(({ groups }) => groups).filter(({ role }) => !role || role === 'scored')
    assert.deepEqual([...rows.keys()], scored.flatMap(({ items }) => items.map(({ id }) => id)))
    for (const { item, points } of answered) {
      const [low, share] = expected(points)
      assert.equal(rows.get(item)[0], low, item)
      assert.ok(Math.abs(rows.get(item)[1] - share) < 0.01, `${item}: ${rows.get(item)[1]}, expected ${share}`)
    }
    // Of what nobody answered nobody has anything.
    assert.deepEqual(rows.get('1-5'), ['3/3', 0])
  }
  await check(ANSWERED)
  const needs = await page.script('return [...document.querySelectorAll("#needs li")].map((item) => item.innerText).join("\\n")')
  assert.match(needs, /1\.5\. .*tất cả 3 đơn vị/)
  assert.match(needs, /1\.1\. .*2\/3 đơn vị/)
  assert.doesNotMatch(needs, /1\.2\. /)

  // What the Council makes of it counts.
  await page.click('button', 'Tiếp nhận')
  await page.click('button', /^Thẩm định\s*: UBND xã Số 1/)
  await type(page, 'mark-1-1-points', '2')
  await check([{ item: '1-1', points: [2, 2, 0] }, ...ANSWERED.slice(1)])
  await page.assertQuiet()
})
