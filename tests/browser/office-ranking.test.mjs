// A ranking on a narrow screen and on paper, and what is decided of a unit's corrected file.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { bare, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import { waitForText } from './sheet.mjs'

const KIND = communes('ha-tinh/2878-qd-ubnd-2023')

function file(unit, share, change = () => {}) {
  const points = Object.fromEntries(KIND.groups.map(({ id, max }) => [id, Math.floor((max * share) / 100)]))
  return handedIn(KIND, { unit, year: 2024, on: '2024-11-20', points, change })
}

async function give(page, ...files) {
  const paths = files.map((one, index) => {
    const path = join(page.home.root, `${bare(one.unit)}-${index}-${one.seal.receipt}.json`)
    writeFileSync(path, JSON.stringify(one))
    return path
  })
  await page.upload(paths.join('\n'), '#office-files')
}

async function atOffice(t, ...files) {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await give(page, ...files)
  await waitForText(page, '.office__sum', new RegExp(`^${files.length} tệp`))
  return page
}

const fill = (page, css, text) =>
  page.script('const box = document.querySelector(arguments[0]); box.value = arguments[1]; box.dispatchEvent(new Event("input", { bubbles: true }))', css, text)

test('on a narrow screen rank and unit stay while a ranking is scrolled sideways', async (t) => {
  const page = await atOffice(t, file('UBND xã Thạch Hà', 80), file('UBND thị trấn Nghèn', 60))
  await page.setWindow(360, 740)
  await page.click('button', 'Xếp hạng')
  await page.find('button', 'In bảng xếp hạng')
  const places = await page.script(`
    const region = document.querySelector('#ranking').parentElement
    region.scrollLeft = 400
    const { left, right } = region.getBoundingClientRect()
    const [rank, unit, ...points] = document.querySelector('#ranking tbody tr').cells
    const at = (cell) => cell.getBoundingClientRect()
    return { scrolled: region.scrollLeft, left, right, rank: at(rank).left, between: at(unit).left - at(rank).right, unit: at(unit).right, last: at(points[0]).right }
  `)
  assert.ok(places.scrolled > 200 && places.last < places.left, JSON.stringify(places))
  assert.ok(Math.abs(places.rank - places.left) <= 1 && places.between <= 0, JSON.stringify(places))
  // More than half is left for what is scrolled.
  assert.ok(places.unit < (places.left + places.right) / 2 + 24, JSON.stringify(places))
  await page.assertQuiet()
})

test('on a narrow screen it is seen of what points are typed', async (t) => {
  const page = await atOffice(t, file('UBND xã Thạch Hà', 80))
  await page.setWindow(360, 740)
  await page.click('button', /^Thẩm định/)
  const places = await page.script(`
    const region = document.querySelector('#appraise').parentElement
    region.scrollLeft = 400
    const { left, right } = region.getBoundingClientRect()
    const [item, max] = document.querySelector('#appraise tbody tr').cells
    const at = (cell) => cell.getBoundingClientRect()
    return { scrolled: region.scrollLeft, left, right, item: at(item).left, end: at(item).right, max: at(max).right }
  `)
  assert.ok(places.scrolled > 200 && places.max < places.left, JSON.stringify(places))
  assert.ok(Math.abs(places.item - places.left) <= 1, JSON.stringify(places))
  assert.ok(places.end < (places.left + places.right) / 2, JSON.stringify(places))
  await page.assertQuiet()
})

test('a row that is longer than a page is printed to its end', async (t) => {
  const page = await atOffice(t, file('UBND xã Thạch Hà', 80))
  await page.click('button', /^Thẩm định/)
  // A word is on one page, whatever the place where a row goes on.
  const last = (index) => `hết${index}`
  for (const [index, { id }] of KIND.groups.entries()) {
    await fill(page, `#mark-${id}-points`, '10')
    await fill(page, `#mark-${id}-reason`, `${'thiếu văn bản kiểm chứng '.repeat(20)}${last(index)}`)
  }
  await page.click('button', 'Xếp hạng')
  await page.find('button', 'In bảng xếp hạng')
  const sheets = await readPdf(await printed(page))
  const text = sheets.map(({ text }) => text).join('')
  for (const index of KIND.groups.keys()) assert.ok(text.includes(bare(last(index))), last(index))
  // Nothing stands below the paper's edge.
  for (const { words, size } of sheets) for (const { y, text } of words) assert.ok(y < size[1], text)
  await page.assertQuiet()
})

test('what was made of a file is taken over to the corrected one where the unit changed nothing', async (t) => {
  const [first, second] = KIND.groups
  const page = await atOffice(t, file('UBND xã Thạch Hà', 80))
  await page.click('button', /^Thẩm định/)
  await fill(page, '#appraiser', 'Trần Thị B')
  for (const { id } of [first, second]) {
    await fill(page, `#mark-${id}-points`, '10')
    await fill(page, `#mark-${id}-reason`, 'Thiếu văn bản')
  }
  await page.click('button', 'Xong, về danh sách tệp')
  const corrected = file('UBND xã Thạch Hà', 80, ({ answers }) => (answers[1].explanation = 'Đã ban hành'))
  await give(page, corrected)
  await waitForText(page, '.office__sum', /^2 tệp: 0 đã nhận, 2 để riêng/)
  await page.script(`[...document.querySelectorAll('#aside tbody tr')].at(1).querySelector('button').click()`)
  await waitForText(page, '.office__sum', /^2 tệp: 1 đã nhận/)
  await page.click('button', /^Thẩm định/)
  await waitForText(page, '#earlier', /không sửa gì ở 1 mục đã thẩm định.*đã sửa 1 mục.*trước đây: 10 điểm \(Thiếu văn bản; Trần Thị B\)/s)
  const points = ({ id }) => page.script('return document.querySelector(arguments[0]).value', `#mark-${id}-points`)
  assert.deepEqual([await points(first), await points(second)], ['', ''])
  await page.click('button', 'Lấy lại thẩm định của 1 mục')
  await page.until('the mark is there', async () => (await points(first)) === '10')
  assert.equal(await points(second), '')
  await page.click('button', 'Hoàn tác')
  await page.until('the mark is gone', async () => (await points(first)) === '')
  await page.click('button', 'Làm lại')
  await page.until('the mark is there again', async () => (await points(first)) === '10')
  // The unit is asked for the rest.
  await page.script(`document.querySelector(arguments[0]).click()`, `#mark-${second.id}-ask`)
  await page.click('button', 'Đề nghị bổ sung')
  await waitForText(page, '#paper', /Kính gửi: UBND xã Thạch Hà.*- 2\. Thể chế số \(tự chấm: 80\): minh chứng, giải trình đã gửi chưa đủ\./s)
  await page.click('button', 'Biên bản thẩm định')
  await waitForText(page, '#paper', /- Trần Thị B: “1\. Nhận thức số”; “2\. Thể chế số”\..*Lấy lại từ thẩm định tệp trước của đơn vị, mã /s)
  await page.assertQuiet()
})

test('a ranking comes to where it is waited for: while files are read, and after all was undone', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  const packed = Array.from({ length: 300 }, (_, index) => [`${index}.json`, strToU8(JSON.stringify(file(`UBND xã Số ${index}`, 50 + (index % 40))))])
  const path = join(page.home.root, 'xa.zip')
  writeFileSync(path, zipSync(Object.fromEntries(packed)))
  // As soon as reading begins, by a person faster than any.
  await page.script(`
    window.said = []
    const seen = new MutationObserver(() => {
      const ranks = [...document.querySelectorAll('.views button')].find((button) => button.innerText === 'Xếp hạng')
      if (document.querySelector('#office-progress') && !ranks.ariaCurrent) ranks.click()
      window.said.push(document.querySelector('.office__sum')?.innerText)
    })
    seen.observe(document.querySelector('.office'), { subtree: true, childList: true, characterData: true })
  `)
  await page.upload(path, '#office-files')
  const isThere = () => page.find('button', 'In bảng xếp hạng')
  await isThere()
  const said = (await page.script('return window.said')).join(' ')
  assert.match(said, /Đã đọc \d+\/\d+ tệp\./)
  assert.doesNotMatch(said, /Chưa có tệp nào/)
  await page.click('button', 'Hoàn tác')
  await waitForText(page, '.office__sum', /^Chưa có tệp nào\./)
  await page.click('button', 'Làm lại')
  await isThere()
  await page.assertQuiet()
})
