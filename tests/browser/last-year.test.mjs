// This year beside last year's file, and what is lost as a waterfall.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { Key } from './page.mjs'
import { A4, bare, inOrder, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import {
  LAPTOP,
  VIEWS,
  WORDS,
  entered,
  fillCommune,
  openFirst,
  openView,
  practiceUnit,
  seen,
  type,
  waitForText,
} from './sheet.mjs'

const PANEL = '.beside'
const LAST_YEAR = '#last-year-file'

async function openPractice(t, unit) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  await openFirst(page, practiceUnit(unit))
  await page.press(Key.ESCAPE)
  return page
}

// The same commune a year earlier, with fewer dossiers online and another rank.
function aYearBefore(page, change = {}) {
  const unit = JSON.parse(readFileSync(practiceUnit('thieu-mot-diem'), 'utf8'))
  const figure = (id, typed) => unit.inputs.find(({ input }) => input === id) ?? unit.inputs.push({ input: id, number: { typed } })
  const set = (id, typed) => (figure(id, typed).number = { typed })
  set('hs-truc-tuyen', '600')
  set('hang-cds', '31')
  const path = join(page.home.root, 'nam-truoc.json')
  writeFileSync(path, JSON.stringify({ ...unit, year: 2025, ...change }))
  return path
}

// The rows of a table as seen.
const rows = (page, css) =>
  page.script(
    `
    const tidy = (cell) => cell.innerText.replaceAll('\\u00a0', ' ').replace(/\\s+/g, ' ').trim()
    return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) => [...row.cells].map(tidy))
  `,
    css,
  )

test('each group and item beside what it had, and last year’s figures taken over as far as they are asked for', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await openView(page, VIEWS.climb)
  await page.upload(aYearBefore(page), LAST_YEAR)
  await waitForText(page, PANEL, /Năm 2025, theo tệp nam-truoc\.json/)
  assert.equal((await page.driver.findElements({ css: `${PANEL} .notice` })).length, 0, 'nothing stands in the way')
  const groups = await rows(page, '.beside__table')
  // 3.1: 600 of 1.200 is 50%, 2,5 of 4 points; 840 is 70%, 3,5. Nothing else of the group has changed.
  const dossiers = groups.find(([name]) => name.startsWith('III.'))
  assert.equal(dossiers[3], '+1')
  await page.click('DisclosureTriangle', /^Từng mục: /)
  const items = await rows(page, 'details .beside__table')
  assert.equal(items.length, 44)
  assert.deepEqual(items.find(([name]) => name.startsWith('3.1.')).slice(1, 4), ['2,5/4', '3,5/4', '+1'])

  await page.click('button', 'Lấy 4 số liệu năm trước mà bảng chấm hỏi')
  const preview = await waitForText(page, 'dialog', /Ghi 4 số liệu năm trước vào bảng chấm/)
  assert.match(preview, /Thứ hạng chỉ số chuyển đổi số năm trước\s+\S*\s*31/)
  assert.match(preview, /Hồ sơ nộp trực tuyến năm trước\s+\S*\s*600/)
  await page.click('button', 'Ghi vào bảng')
  await openView(page, VIEWS.score)
  const after = await entered(page)
  assert.deepEqual([after['in-hang-cds-truoc'], after['in-hs-truc-tuyen-truoc']], ['31', '600'])
  await page.click('button', 'Hoàn tác')
  await page.until('both are as before', async () => (await entered(page))['in-hs-truc-tuyen-truoc'] !== '600')
  await page.assertQuiet()
})

test('what differs is said, and what cannot be compared is not', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await openView(page, VIEWS.climb)
  await page.upload(aYearBefore(page, { year: 2024, unit: 'UBND xã Khác' }), LAST_YEAR)
  await waitForText(page, PANEL, /Tệp là của UBND xã Khác/)
  await waitForText(page, PANEL, /Tệp là của năm 2024, không phải năm liền trước năm 2026/)
  await page.click('button', 'Thôi so sánh')
  await waitForText(page, PANEL, /Tệp chỉ được đọc/)
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await fillCommune(page)
  await openView(page, VIEWS.climb)
  await page.upload(aYearBefore(page), LAST_YEAR)
  await waitForText(page, PANEL, /Tệp chấm theo văn bản khác/)
  assert.equal((await page.driver.findElements({ css: '.beside__table' })).length, 0)
  const [before, now] = await rows(page, `${PANEL} .conditions`)
  assert.match(before.join(), /Khá/)
  assert.match(now.join(), /Mức IV/)
  await page.upload(import.meta.filename, LAST_YEAR)
  await waitForText(page, 'main [role=alert]', /Không mở được tệp/)
  await waitForText(page, PANEL, /Tệp chấm theo văn bản khác/)
  await page.assertQuiet()
})

const number = (text) => Number(text.replace('−', '-').replace('+', '').replace(',', '.').split(' ')[0])

test('from the maximum down to the result, each step where the one before ended, in words and in the picture', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await openView(page, VIEWS.climb)
  const steps = await rows(page, '.waterfall')
  assert.deepEqual(steps[0].slice(0, 3), ['Tối đa', '', '100'])
  assert.deepEqual(steps.at(-1).slice(0, 3), ['Kết quả', '', '79'])
  let at = 100
  for (const [name, change, left] of steps.slice(1, -1)) {
    at += number(change)
    assert.ok(Math.abs(at - number(left)) < 0.02, `${name}: ${left}`)
  }
  // Each bar begins where the one above it ends.
  const bars = await page.script(`
    return [...document.querySelectorAll('.waterfall .bar')].map((bar) => {
      const { left, right } = bar.querySelector('.bar__fill').getBoundingClientRect()
      return [left, right, bar.classList.contains('bar--gained')]
    })
  `)
  for (let index = 2; index < bars.length - 1; index++) {
    const [[left, right, rose], [, above, roseAbove]] = [bars[index], bars[index - 1]]
    const end = roseAbove || index === 1 ? above : bars[index - 1][0]
    assert.ok(Math.abs((rose ? left : right) - end) < 3, `bar ${index}`)
  }
  await page.assertQuiet()
})

// What stands in each part of the view, as seen.
const PARTS = ['.plan__edits tbody th', '.plan__outcome', '.climb__side > .panel:first-child tbody', '.climb__side > .panel:last-child ul', '.waterfall tbody', '.groups tbody']

test('the way up on paper: whose it is, every part whole, nothing that is only chosen on the screen', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  await openView(page, VIEWS.climb)
  await page.upload(aYearBefore(page), LAST_YEAR)
  await waitForText(page, PANEL, /Năm 2025/)
  const rows = await page.script(`
    const [parts] = arguments
    return parts.map((part) => [...document.querySelectorAll(part + (/tbody$/.test(part) ? ' tr' : ''))].map((row) => row.innerText))
  `, PARTS)
  const bytes = await printed(page)
  if (process.env.BAC_THANG_SHOTS) writeFileSync(join(process.env.BAC_THANG_SHOTS, 'duong-len-bac.pdf'), bytes)
  const pages = await readPdf(bytes)
  for (const { size, words } of pages) {
    assert.deepEqual(size, A4)
    for (const { text, x, width } of words) assert.ok(x >= 84 && x + width < 554, `${text} is within the margins`)
  }
  const whole = pages.map(({ text }) => text).join('')
  const order = [
    'Tập huấn: Xã, phường, đặc khu',
    'Quyết định số 00/QĐ-TH',
    'Đơn vị: Xã Tập Huấn Ba. Năm đánh giá: 2026.',
    'Đường ngắn nhất lên bậc trên',
    'Hồ sơ công việc xử lý trên môi trường điện tử',
    'Nếu làm các việc đã đánh dấu: Tốt, 80/100 điểm',
    'Kết quả nhìn từ các phía',
    'Điểm rơi',
    'Điểm còn mất ở đâu',
    'Các nhóm so với ngưỡng',
    'So với năm trước',
    'Năm 2025, theo tệp nam-truoc.json',
  ]
  assert.deepEqual(inOrder(whole, order), [])
  for (const row of rows.flat()) {
    const cells = row.split(/[\t\n]/).map(bare).filter(Boolean)
    const here = pages.filter(({ text }) => cells.every((cell) => text.includes(cell)))
    assert.ok(here.length > 0, `${row} stands on one page`)
  }
  for (const words of ['Chấm điểm Đường lên bậc', 'Sang bước sau', 'Công sức', 'Giữ nguyên', 'Ghi các thay đổi', 'Chọn tệp', 'Về văn bản này', 'Lưu trang', 'Hoàn tác'])
    assert.ok(!whole.includes(bare(words)), words)
  await page.assertQuiet()
})

test('a file of evidence is known by its digest, and stays where it is', async (t) => {
  const page = await openPractice(t, 'thieu-mot-diem')
  const content = Buffer.from('Kế hoạch số 7\n'.repeat(400_000))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const path = join(page.home.root, 'Kế hoạch 7.pdf')
  writeFileSync(path, content)
  const box = 'i-1-1-evidence-0-file'
  await page.driver.findElement({ id: 'i-1-1-evidence' }).click()
  await page.until('the record is there', async () => (await page.driver.findElements({ id: box })).length === 1)
  await page.upload(path, `#${box}-input`)
  await waitForText(page, `#${box}`, new RegExp(`Tệp Kế hoạch 7\\.pdf, mã SHA-256: ${sha256}`))
  await page.upload(path, `#${box}-input`)
  await waitForText(page, `#${box}`, /Khớp: tệp vừa chọn đúng là tệp đã ghi/)
  writeFileSync(path, 'khác')
  await page.upload(path, `#${box}-input`)
  await waitForText(page, `#${box}`, /Không khớp/)

  await openView(page, VIEWS.check)
  const { text } = await page.download(() => page.click('button', WORDS.export))
  assert.deepEqual(JSON.parse(text).answers.find(({ of }) => of === '1-1').evidence[0].file, { name: 'Kế hoạch 7.pdf', sha256 })
  assert.ok(!text.includes('Kế hoạch số 7\\n'), 'nothing of what is in it')
  await openView(page, VIEWS.score)
  await page.driver.findElement({ id: 'i-1-1-evidence' }).click()
  await page.click('button', 'Bỏ tệp của tài liệu 1')
  await page.until('it is gone', async () => !(await seen(page, `#${box}`)).includes(sha256))
  await page.click('button', 'Hoàn tác')
  await waitForText(page, `#${box}`, new RegExp(sha256))
  await page.assertQuiet()
})
