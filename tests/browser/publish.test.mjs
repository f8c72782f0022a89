// What the office does with a ranking: marks it final, shows it under alias, looks at what it shows, puts another year beside it,
// prints the record of an appraisal. What is expected is counted here, by other code than the page's.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import test from 'node:test'
import readExcel from 'read-excel-file/node'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { Key } from './page.mjs'
import { A4, bare, inOrder, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import { isThere, seen, type, waitForText } from './sheet.mjs'

const HA_TINH = communes('ha-tinh/2878-qd-ubnd-2023')
const NAMES = ['Thạch Hà', 'Thạch Kim', 'Thạch Sơn', 'Thạch Mỹ', 'Thạch Bằng']
const unit = (index) => `UBND xã ${NAMES[index]}`

// Whole numbers, fewer in each next group and for each next unit; the years differ.
const points = (index, year) =>
  Object.fromEntries(HA_TINH.groups.map(({ id, max }, group) => [id, Math.max(0, Math.floor((max * (96 - 11 * group - 6 * index - 2 * (2024 - year) * (index % 3))) / 100))]))

const commune = (index, year = 2024, more = {}) =>
  handedIn(HA_TINH, { unit: unit(index), year, on: `${year}-11-20`, points: points(index, year), ...more })

async function atOffice(t, files) {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await give(page, files)
  return page
}

async function give(page, files) {
  const paths = files.map((file, index) => {
    const path = join(page.home.root, `nop-${file.year}-${index}-${bare(file.unit)}.json`)
    writeFileSync(path, JSON.stringify(file))
    return path
  })
  await page.upload(paths.join('\n'), '#office-files')
  await waitForText(page, '.office__sum', /đã nhận/)
}

const five = (year) => NAMES.map((_, index) => commune(index, year))
const side = (page, name) => page.click('button', name)
const rows = (page, css) =>
  page.script('return [...document.querySelectorAll(`${arguments[0]} tbody tr`)].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))', css)

// All that leaves the page, with the names of the files.
async function copies(page) {
  const book = await page.download(() => page.click('button', /^Tải Excel/))
  const sheets = await readExcel(readFileSync(book.path))
  const csv = await page.download(() => page.click('button', 'Tải CSV'))
  const json = await page.download(() => page.click('button', 'Tải JSON'))
  const pages = await readPdf(await printed(page))
  return {
    names: [book, csv, json].map(({ path }) => basename(path)),
    sheet: sheets[0].sheet,
    cells: sheets[0].data,
    csv: csv.text,
    json: JSON.parse(json.text),
    printed: pages.map(({ text }) => text),
    pages,
  }
}

test('a draft says so on every copy, says what is open, is marked final, and falls back when it changes', async (t) => {
  const late = commune(4, 2024, { on: '2024-11-26' })
  const page = await atOffice(t, [commune(0), commune(1), { ...late }])
  await side(page, 'Xếp hạng')
  assert.match(await seen(page, '.ranking__status'), /Bảng này là dự thảo\.[^]*Tệp để riêng chưa quyết định nhận hay không, của 1 đơn vị \(UBND xã Thạch Bằng\)/)
  const draft = await copies(page)
  for (const name of draft.names) assert.match(name, /^bac-thang_xep-hang_du-thao_ha-tinh/)
  assert.match(draft.sheet, /^Dự thảo/)
  assert.deepEqual(draft.cells.map((row) => row.at(-1)), ['Tình trạng', 'Dự thảo', 'Dự thảo'])
  for (const line of draft.csv.trimEnd().split('\r\n').slice(1)) assert.match(line, /;Dự thảo$/)
  assert.deepEqual([draft.json.status, draft.json.final_on], ['draft', null])
  for (const text of draft.printed) assert.ok(text.includes(bare('DỰ THẢO')), text)
  assert.ok(draft.printed[0].includes(bare('Dự thảo xếp hạng')))
  assert.ok(!draft.printed[0].includes(bare('Trước khi chốt')), 'what is open is not printed')

  await side(page, 'Tiếp nhận')
  await page.click('button', /^Không nhận\s*: UBND xã Thạch Bằng/)
  await waitForText(page, '#aside', /Đã quyết định không nhận\./)
  await side(page, 'Xếp hạng')
  await waitForText(page, '.ranking__status', /Không còn việc gì để ngỏ/)
  await page.click('button', 'Chốt là chính thức')
  await waitForText(page, '.ranking__status', /Bảng này là bản chính thức, chốt ngày \d\d\/\d\d\/\d{4}\./)
  const final = await copies(page)
  for (const name of final.names) assert.match(name, /^bac-thang_xep-hang_chinh-thuc_ha-tinh/)
  assert.match(final.sheet, /^Chính thức/)
  assert.deepEqual(final.cells.map((row) => row.at(-1)), ['Tình trạng', 'Chính thức', 'Chính thức'])
  assert.equal(final.json.status, 'final')
  assert.match(final.json.final_on, /^\d{4}-\d\d-\d\d$/)
  for (const text of final.printed) assert.ok(!text.includes(bare('DỰ THẢO')), text)
  assert.ok(final.printed[0].includes(bare('Kết quả xếp hạng chính thức')))

  // What is kept in the file is final there as well.
  await side(page, 'Tiếp nhận')
  const work = await page.download(() => page.click('button', 'Lưu thành tệp'))
  await page.click('button', /^Vẫn nhận/)
  await side(page, 'Xếp hạng')
  await waitForText(page, '.ranking__status', /trở lại là dự thảo: đã chốt ngày[^]*Nhận thêm 1 đơn vị \(UBND xã Thạch Bằng\)\./)
  assert.equal((await copies(page)).json.status, 'draft')
  // The browser kept what was done since; undone, or begun anew with the file, it is as it was.
  await page.reload()
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await waitForText(page, '.office__sum', /3 tệp: 3 đã nhận/)
  await page.click('button', /^Bỏ hết/)
  await page.click('button', 'Đồng ý bỏ hết')
  await page.upload(work.path, '#office-files')
  await waitForText(page, '.office__sum', /2 đã nhận, 1 để riêng/)
  await page.click('button', /^Thẩm định\s*: UBND xã Thạch Kim/)
  await type(page, `mark-${HA_TINH.groups[0].id}-points`, '1')
  await side(page, 'Xếp hạng')
  await waitForText(page, '.ranking__status', /Thẩm định UBND xã Thạch Kim: điểm từ \d+ thành \d+\.[^]*chưa ghi lý do, của 1 đơn vị \(UBND xã Thạch Kim\)/)
  await page.assertQuiet()
})

test('under alias nothing on screen, on paper or in a file tells who it is', async (t) => {
  const files = NAMES.map((name, index) => commune(index, 2024, { change: (file) => Object.assign(file, { preparer: { name: `Người lập ${name}` } }) }))
  files[4].claims.official.on = '2024-11-20'
  const page = await atOffice(t, [...files, commune(0, 2024, { points: points(3, 2024) })])
  await page.click('button', /^Vẫn nhận\s*: UBND xã Thạch Hà, tệp nop-2024-0-/)
  await side(page, 'Xếp hạng')
  const before = await rows(page, '#ranking')
  assert.deepEqual(before.map(([, name]) => name).sort(), NAMES.map((_, index) => unit(index)).sort())
  const box = await page.find('checkbox', /^Ẩn tên đơn vị/)
  await box.click()
  const hidden = await rows(page, '#ranking')
  const given = hidden.map(([, name]) => name)
  assert.deepEqual(given.toSorted(), ['01', '02', '03', '04', '05'].map((number) => `Đơn vị ${number}`))
  assert.deepEqual(hidden.map(([rank]) => rank), before.map(([rank]) => rank))
  const screen = await seen(page, '.ranking')
  const { names, cells, csv, json, printed } = await copies(page)
  for (const text of [screen, names.join(), JSON.stringify(cells), csv, JSON.stringify(json), ...printed]) {
    for (const secret of [...NAMES, 'Người lập', 'nop-2024', '.json"']) assert.ok(!text.includes(secret) && !bare(text).includes(bare(secret)), `${secret}: ${text}`)
  }
  // What is said to the office alone is on no copy.
  assert.match(screen, /Tên chỉ ẩn ở bảng này/)
  for (const text of printed) assert.ok(!bare(text).includes(bare('Tên chỉ ẩn ở bảng này')), text)
  for (const { unit, receipt } of json.units) assert.ok(/^Đơn vị 0\d$/.test(unit) && receipt === undefined)
  assert.deepEqual(cells.slice(1).map((row) => row[1]), given)
  // Names again, and the same numbers after that.
  await box.click()
  assert.deepEqual(await rows(page, '#ranking'), before)
  await box.click()
  assert.deepEqual(await rows(page, '#ranking'), hidden)
  await page.assertQuiet()
})

test('what most units miss, how groups stand, how far the units lie apart', async (t) => {
  const page = await atOffice(t, five(2024))
  await side(page, 'Phân tích')
  await waitForText(page, '.analysis', /Từng nhóm/)
  const sheets = NAMES.map((_, index) => points(index, 2024))
  const groups = HA_TINH.groups.map(({ id, name, max }) => {
    const of = sheets.map((sheet) => sheet[id])
    return { name, low: of.filter((points) => points * 2 < max).length, share: of.reduce((all, one) => all + one, 0) / (max * 5) }
  })
  const shown = await rows(page, '.analysis .bars:not(.tenths)')
  assert.deepEqual(shown.map(([name]) => name.replace(/^\d+\. /, '')), groups.map(({ name }) => name))
  assert.deepEqual(shown.map(([, low]) => low), groups.map(({ low }) => `${low}/5`))
  shown.forEach(([, , share], index) => assert.ok(Math.abs(Number.parseFloat(share.replace('≈', '').trim().replace(',', '.')) / 100 - groups[index].share) < 0.0001, share))
  const missed = groups.filter(({ low }) => low * 2 > 5)
  const needs = await page.script('return [...document.querySelectorAll("#needs li")].map((item) => item.innerText)')
  assert.equal(needs.length, missed.length)
  for (const { name, low } of missed) assert.ok(needs.some((need) => need.includes(name) && need.includes(low === 5 ? 'tất cả 5 đơn vị' : `${low}/5 đơn vị`)), `${name}: ${needs.join(' | ')}`)
  const text = await seen(page, '.analysis')
  const [best, worst] = [groups[0], groups.at(-1)]
  assert.match(text, new RegExp(`Cao nhất: 1\\. ${best.name} \\(.*\\)\\. Thấp nhất: 8\\. ${worst.name} \\(`))

  const totals = sheets.map((sheet) => Object.values(sheet).reduce((all, one) => all + one, 0)).toSorted((one, other) => one - other)
  // Of five the quarters' limits are the second, the third and the fourth.
  assert.equal((await seen(page, '#spread')).replace(/[^\d]+/g, ' ').trim(), totals.join(' '))
  const tenths = await rows(page, '#tenths')
  const counts = Array.from({ length: 10 }, (_, tenth) => totals.filter((total) => Math.min(9, Math.floor(total / 100)) === tenth).length)
  assert.deepEqual(tenths.map(([, count]) => Number(count)), counts)
  assert.match(text, /Chưa có danh sách của năm khác/)
  await page.assertQuiet()
})

test('another year is put beside, where the two can be compared', async (t) => {
  const songHinh = communes('song-hinh/96-kh-ubnd-2021')
  const other = handedIn(songHinh, { unit: unit(0), year: 2021, on: '2021-11-04', points: Object.fromEntries(songHinh.groups.map(({ id }) => [id, 10])) })
  const page = await atOffice(t, [...five(2024), ...five(2023).slice(0, 4), other])
  // The longest list is looked at first.
  await side(page, 'Phân tích')
  await page.click('button', /^So với Sông Hinh/)
  await waitForText(page, '.analysis', /Không so được: hai danh sách chấm theo hai văn bản khác nhau/)
  assert.ok(!(await isThere(page, '#years')))
  await page.click('button', /^So với Hà Tĩnh: .* năm 2023/)
  await waitForText(page, '#years', /Tỷ lệ đạt của từng nhóm/)
  const total = (index, year) => Object.values(points(index, year)).reduce((all, one) => all + one, 0)
  const more = [0, 1, 2, 3].map((index) => total(index, 2024) - total(index, 2023))
  const count = (is) => more.filter(is).length
  const text = await seen(page, '#years')
  assert.match(text, new RegExp(`4 đơn vị có ở cả hai năm: ${count((one) => one > 0)} tăng điểm, ${count((one) => one < 0)} giảm, ${count((one) => one === 0)} giữ nguyên\\.`))
  assert.match(text, /1 đơn vị chỉ có năm 2024\./)
  const shown = (await rows(page, '#years')).filter(([name]) => name.startsWith('UBND'))
  const signed = (number) => (number > 0 ? `+${number}` : String(number).replace('-', '−'))
  assert.deepEqual(
    shown.map((cells) => cells.slice(0, 4)),
    [0, 1, 2, 3].map((index) => [unit(index), String(total(index, 2023)), String(total(index, 2024)), signed(more[index])]),
  )
  // From the other side it is the same.
  await page.click('button', /^Hà Tĩnh: .* năm 2023/)
  await page.click('button', /^So với Hà Tĩnh: .* năm 2024/)
  await waitForText(page, '#years', /Tỷ lệ đạt của từng nhóm/)
  assert.deepEqual((await rows(page, '#years')).filter(([name]) => name.startsWith('UBND')).map((cells) => cells.slice(0, 4)), shown.map((cells) => cells.slice(0, 4)))
  await page.assertQuiet()
})

test('the record of an appraisal prints as papers are laid out', async (t) => {
  const page = await atOffice(t, [commune(0)])
  const [first, second] = HA_TINH.groups
  await page.click('button', /^Thẩm định\s*: UBND xã Thạch Hà/)
  await type(page, 'appraiser', 'Trần Thị B')
  await type(page, `mark-${first.id}-points`, '50')
  await type(page, `mark-${first.id}-reason`, `Thiếu văn bản, xem https://${'khongngat'.repeat(11)}`)
  await page.click('button', 'Biên bản thẩm định')
  const all = await readPdf(await printed(page))
  const folder = process.env.BAC_THANG_SHOTS
  if (folder) writeFileSync(join(folder, 'bien-ban.pdf'), await printed(page))
  for (const { size } of all) assert.deepEqual(size, A4)
  for (const { words } of all) for (const { text, x, width } of words) assert.ok(x > 84 && x + width < 554, `${text} is within margins of 30 and 15 mm`)
  const text = all.map(({ text }) => text).join('')
  const own = Object.values(points(0, 2024)).reduce((one, other) => one + other, 0)
  const after = own - points(0, 2024)[first.id] + 50
  assert.deepEqual(
    inOrder(text, [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'BIÊN BẢN',
      'Thẩm định kết quả tự đánh giá năm 2024 của UBND xã Thạch Hà theo Quyết định số 2878/QĐ-UBND',
      'Thời gian bắt đầu: …… giờ ……, ngày …… tháng …… năm',
      'I. THÀNH PHẦN',
      'II. KẾT QUẢ THẨM ĐỊNH',
      'Đơn vị được thẩm định: UBND xã Thạch Hà',
      'Mã biên nhận của tệp nộp kèm',
      `${first.name}`,
      '50',
      'Thiếu văn bản',
      'Trần Thị B',
      'Đơn vị tự chấm',
      String(own),
      'Chỉ tính mục có minh chứng hoặc giải trình',
      'Sau thẩm định',
      String(after),
      'III. Ý KIẾN CỦA ĐƠN VỊ ĐƯỢC THẨM ĐỊNH',
      'IV. KẾT LUẬN, KIẾN NGHỊ',
      'ĐẠI DIỆN ĐƠN VỊ',
      '(Ký, ghi rõ họ tên)',
    ]),
    [],
    text,
  )
  assert.ok(text.includes(bare('Số: ………/BB-………')))
  for (const words of [second.name, 'Xong, về danh sách tệp', 'In biên bản', 'Phân tích', 'Tiếp nhận và xếp hạng']) assert.ok(!text.includes(bare(words)), words)
  await page.click('button', 'Biên bản thẩm định')
  await waitForText(page, '#appraised-sum', new RegExp(`^${after} điểm`))
  await page.assertQuiet()
})

test('where the decision has no levels nothing is said of them', async (t) => {
  const kind = communes('huong-tra/1872-kh-ubnd-2015')
  const file = (name, share) => handedIn(kind, { unit: name, year: 2015, on: '2015-12-12', points: Object.fromEntries(kind.groups.map(({ id }) => [id, share])) })
  const page = await atOffice(t, [file('UBND phường A', 80), file('UBND phường B', 70)])
  const heads = (css) => page.script('return [...document.querySelectorAll(`${arguments[0]} thead th`)].map((head) => head.innerText)', css)
  assert.deepEqual(await heads('#taken'), ['Đơn vị, tệp', 'Điểm', 'Mã biên nhận', 'Quyết định'])
  await side(page, 'Xếp hạng')
  assert.ok(!(await heads('#ranking')).includes('Mức'))
  const { cells, csv, json } = await copies(page)
  assert.ok(!cells[0].includes('Mức') && !csv.split('\r\n')[0].includes('Mức'))
  for (const one of json.units) assert.ok(!('level' in one))
  await page.assertQuiet()
})

test('all of it by the keyboard alone', async (t) => {
  const page = await atOffice(t, [commune(0), commune(1), ...five(2023).slice(0, 1)])
  await page.tabTo('button', 'Xếp hạng', { back: true })
  await page.press(Key.ENTER)
  await page.tabTo('button', 'Chốt là chính thức')
  await page.press(Key.ENTER)
  await waitForText(page, '.ranking__status', /bản chính thức/)
  await page.tabTo('checkbox', /^Ẩn tên đơn vị/)
  await page.press(Key.SPACE)
  await waitForText(page, '#ranking', /Đơn vị 0[12]/)
  await page.press(Key.SPACE)
  await waitForText(page, '#ranking', /UBND xã Thạch Hà/)
  await page.tabTo('button', 'Phân tích', { back: true })
  await page.press(Key.ENTER)
  await page.tabTo('button', /^So với Hà Tĩnh/)
  await page.press(Key.ENTER)
  await waitForText(page, '#years', /1 đơn vị có ở cả hai năm/)
  await page.tabTo('button', 'Tiếp nhận', { back: true })
  await page.press(Key.ENTER)
  await page.tabTo('button', /^Thẩm định\s*: UBND xã Thạch Hà/)
  await page.press(Key.ENTER)
  await page.tabTo('button', 'Biên bản thẩm định')
  await page.press(Key.ENTER)
  await waitForText(page, '#paper', /BIÊN BẢN/)
  await page.press(Key.ENTER)
  await waitForText(page, '#appraise', /Nội dung/)
  await page.assertQuiet()
})
