// The report as Chromium prints it: its paper, what stands on which page, and what is copied.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import test from 'node:test'
import { openChromium } from './browsers.mjs'
import { A4, bare, inOrder, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import { DISCLOSURE, VIEWS, WORDS, exportJson, openFilledCommune, openSheet, openView, seen, sheetIsOpen, type } from './sheet.mjs'

const PRACTICE = 'BÀI TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ NỘP'
const LANDSCAPE = [...A4].reverse()
// 30 mm from the left edge, 15 from the right one.
const MARGINS = { left: 85, right: 553 }

// Kept where BAC_THANG_SHOTS names a folder.
async function pages(page, name) {
  const bytes = await printed(page)
  const folder = process.env.BAC_THANG_SHOTS
  if (folder) writeFileSync(join(folder, `${name}.pdf`), bytes)
  return readPdf(bytes)
}

const whole = (pages) => pages.map(({ text }) => text).join('')
const says = (text, ...all) => assert.deepEqual(inOrder(text, all), [], text)

test('An Giang: A4, the head as the decree lays it out, blanks left blank, nothing of the page itself', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await type(page, 'report-dau-dia-danh', 'Bình Hòa')
  await type(page, 'report-cuoi-chuc-vu-nguoi-ky', 'TM. Ủy ban nhân dân')
  await type(page, 'report-chung-kho-khan', 'Thiếu máy tính.')
  const all = await pages(page, 'an-giang')
  assert.deepEqual(all.map(({ size }) => size), [...all.slice(1).map(() => A4), LANDSCAPE])

  const [first] = all
  const [committee, state, motto, place, title] = [
    'ỦY BAN NHÂN DÂN',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Bình Hòa, ngày',
    'BÁO CÁO',
  ].map((words) => first.find(words))
  assert.ok(committee.x < A4[0] / 2 && state.x > A4[0] / 2 - 60, 'two columns')
  assert.ok(Math.abs(committee.y - state.y) < 3, 'that begin on one line')
  assert.ok(state.y < motto.y && motto.y < place.y && place.y < title.y, 'one below the other')
  const middle = (MARGINS.left + MARGINS.right) / 2
  assert.ok(Math.abs((title.x + title.right) / 2 - middle) < 4, 'the title stands in the middle of the text')
  for (const { text, x, width } of first.words)
    assert.ok(x > MARGINS.left - 1 && x + width < MARGINS.right + 1, `${text} is within margins of 30 and 15 mm`)

  const isNumber = ({ text, y }) => /^\d+$/.test(text) && y < 50
  assert.deepEqual(all.map(({ words }) => words.filter(isNumber).map(({ text }) => text)), [[], ...all.slice(1).map((_, index) => [`${index + 2}`])])
  const text = whole(all)
  says(
    text,
    'XÃ BÌNH HÒA',
    'Số: ………/BC-UBND',
    'ngày … tháng … năm ……',
    'Căn cứ Quyết định số 1040/QĐ-UBND ngày 11 tháng 5 năm 2018 của UBND tỉnh An Giang',
    'Mức tự đánh giá: Mức IV (Kém)',
    'Hiện diện 270 229,4 ≈ 84,96%',
    'Hiện diện 85% 229,4 229,5 còn thiếu 0,1',
    'II. KHÓ KHĂN, VƯỚNG MẮC Thiếu máy tính.',
    'của UBND xã Bình Hòa./.',
    'Nơi nhận: - Sở Thông tin và Truyền thông; - Lưu: VT.',
    'TM. ỦY BAN NHÂN DÂN',
    'PHỤ LỤC',
  )
  for (const words of ['GIẢI TRÌNH', 'Số liệu kê khai', 'giải trình', 'Bản tạm tính', 'Chạy ngay trên máy này', 'Chọn bộ tiêu chí khác', 'Mở tệp', 'Về văn bản này', 'In báo cáo', 'TẬP HUẤN'])
    assert.ok(!text.includes(bare(words)), words)
  await page.assertQuiet()
})

test('a sheet that is not filled in says so on paper, and the signature stands with what it signs', async (t) => {
  const page = await openSheet(t, 'Hà Tĩnh', 'Xã')
  await type(page, 'g-nhan-thuc-so-points', '60')
  await openView(page, VIEWS.report)
  const all = await pages(page, 'ha-tinh-half')
  says(whole(all), '(Bản tạm tính, chưa chấm đủ)', 'Mức tự đánh giá, tạm tính trên phần đã chấm: Yếu.', 'Đã chấm 1/8 nhóm.')
  const [end] = all.filter(({ text }) => text.includes(bare('Nơi nhận:')))
  says(end.text, 'Trên đây là báo cáo', 'Nơi nhận:')
  await page.assertQuiet()
})

test('what is written in the report is kept, in the browser and in the file', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await type(page, 'report-chung-de-xuat', 'Đề nghị tập huấn.')
  const { text } = await exportJson(page)
  assert.deepEqual(JSON.parse(text).report_texts, [{ place: 'chung.de-xuat', text: 'Đề nghị tập huấn.' }])
  await page.reload()
  await sheetIsOpen(page)
  await openView(page, VIEWS.report)
  assert.equal(await page.driver.findElement({ id: 'report-chung-de-xuat' }).getProperty('value'), 'Đề nghị tập huấn.')
})

test('training: marked on every page; the head of the long table on each of its pages, no row cut', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.upload(resolve(import.meta.dirname, '../../frameworks/tap-huan/bo-tieu-chi-2026/units/thieu-mot-diem.json'))
  await sheetIsOpen(page)
  await page.script('[...document.querySelectorAll(".views button")].find((b) => b.innerText === arguments[0]).click()', VIEWS.report)
  const rows = await page.script(`
    const rows = [...document.querySelectorAll('.paper__table--wide tbody tr')]
    return rows.map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\\s+/g, ' ').trim()))
  `)
  const all = await pages(page, 'tap-huan')
  for (const { text } of all) assert.ok(text.includes(bare(PRACTICE)), text)
  const wide = all.filter(({ size }) => size[0] === LANDSCAPE[0])
  assert.ok(wide.length > 2, `${wide.length} pages of the table`)
  for (const { text } of wide) says(text, 'STT Nội dung đánh giá Điểm tối đa Số liệu kê khai Điểm tự chấm Tài liệu kiểm chứng, giải trình')
  assert.equal(rows.length, 53, '44 items and 9 groups')
  // A row that were cut would have the first of its words on one page and the last on another.
  const marked = wide.map(({ text }) => text.replace(bare(PRACTICE), ''))
  for (const row of rows) {
    const [code, name] = row
    const proof = bare(row.at(-1))
    const here = marked.filter((text) => text.includes(bare(code + name)))
    assert.equal(here.length, 1, name)
    assert.ok(here[0].includes(proof), `${name}: ${proof}`)
  }
  await page.assertQuiet()
})

test('Bắc Kạn: the outline of Phụ lục 2, with what is asked beside each box', async (t) => {
  const page = await openSheet(t, 'Bắc Kạn', 'Xã, phường, thị trấn')
  await type(page, 'g-ha-tang-max', '50')
  await type(page, 'g-ha-tang-points', '40')
  await openView(page, VIEWS.report)
  assert.match(await seen(page, '#report-tinh-hinh-hint'), /đảm bảo hạ tầng, nhân lực/)
  await type(page, 'report-tinh-hinh', 'Hạ tầng cơ bản đủ.')
  await type(page, 'report-ha-tang', 'Có 12 máy tính.')
  const text = whole(await pages(page, 'bac-kan'))
  says(
    text,
    'Kiểm tra, đánh giá mức độ xây dựng Chính quyền điện tử năm 2019',
    'I. ĐÁNH GIÁ VỀ TÌNH HÌNH ỨNG DỤNG CNTT, XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ',
    'Hạ tầng cơ bản đủ.',
    'II. TÌNH HÌNH TRIỂN KHAI XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ',
    '1. Công tác chỉ đạo, triển khai xây dựng Chính quyền điện tử tại đơn vị',
    '2. Kết quả triển khai',
    '2.1. Về điều kiện sẵn sàng CQĐT',
    '- Cơ sở hạ tầng CNTT: Điểm tự chấm: 40/50 điểm (80%). Có 12 máy tính.',
    '- Mức độ chuyển đổi: Điểm tự chấm: chưa chấm.',
    'III. ĐÁNH GIÁ CHUNG',
    '1. Kết quả đạt được',
    '2. Khó khăn, hạn chế',
    '3. Nguyên nhân',
    'IV. ĐỀ XUẤT, KIẾN NGHỊ',
  )
})

test('of the preparer only what the decision asks for is printed', async (t) => {
  const fill = async (page) => {
    await page.click(DISCLOSURE, WORDS.preparer)
    await type(page, 'preparer-name', 'Nguyễn Thị Đào')
    await type(page, 'preparer-landline', '0234 355 7777')
    await type(page, 'preparer-mobile', '0912 345 678')
    await type(page, 'preparer-email', 'tuha@thuathienhue.gov.vn')
    await openView(page, VIEWS.report)
    return whole(await readPdf(await printed(page)))
  }
  const asked = await fill(await openSheet(t, 'Hương Trà', 'Phường, xã'))
  says(asked, 'Số điện thoại cố định: 0234 355 7777 - Số điện thoại di động: 0912 345 678 - Hộp thư điện tử: tuha@thuathienhue', '(Ký tên, đóng dấu)')
  assert.doesNotMatch(asked, /Đào/)
  const notAsked = await fill(await openFilledCommune(t))
  assert.doesNotMatch(notAsked, /Đào|0234|0912|tuha|đóngdấu/)
})

test('copied, it is rich text with its layout and plain text', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await page.cdp('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] })
  await page.click('button', 'Sao chép')
  await page.until('it is copied', async () => /Đã sao chép/.test(await seen(page, '.report__tools [role=status]')))
  const { html, plain } = await page.driver.executeAsyncScript(`
    const done = arguments[0]
    const text = async (item, type) => (await item.getType(type)).text()
    navigator.clipboard.read().then(async ([item]) => done({ html: await text(item, 'text/html'), plain: await text(item, 'text/plain') }), (error) => done(String(error)))
  `)
  // What Word and LibreOffice made of it, tried by hand: they know no classes and no `section`, heed no width or vertical place
  // in a style, no `text-decoration-line` and no `break-before`, give headings a colour and a font of their own, and drop the
  // style of a `caption`.
  const found = await page.script(
    `
    const copied = new DOMParser().parseFromString(arguments[0], 'text/html')
    const all = (css) => [...copied.querySelectorAll(css)]
    const has = (words) => all('p, h2, h3, td').find((element) => element.textContent === words)
    const written = (element, name) => element.getAttribute('style').match('(?:^|;)' + name + ':([^;]*)')?.[1]
    const widths = (row) => [...row.cells].map((cell) => parseInt(cell.width))
    const tables = all('table')
    return {
      classes: all('[class], [id], caption').length,
      tables: tables.map((table) => [table.width, table.cellSpacing, widths(table.rows[0]).reduce((sum, width) => sum + width, 0)]),
      fonts: [...new Set(all('p, td, th, h2, h3').map((element) => [written(element, 'font-family'), written(element, 'color')].join()))],
      sizes: [...new Set(all('p, td, th, h2, h3').map((element) => Math.round(parseFloat(written(element, 'font-size')) * 7.5) / 10))].sort((a, b) => a - b),
      head: [...tables[0].rows[0].cells].map((cell) => [cell.width, written(cell, 'border'), written(cell, 'text-align'), cell.vAlign]),
      state: written(has('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'), 'font-weight'),
      motto: written(has('Độc lập - Tự do - Hạnh phúc'), 'text-decoration'),
      title: written(has('BÁO CÁO'), 'text-align'),
      rule: has('BÁO CÁO').nextElementSibling.nextElementSibling.textContent,
      above: [tables[1].previousElementSibling.textContent, written(tables[1].previousElementSibling, 'font-style')],
      border: written(has('Hạ tầng'), 'border'),
      valigns: [...has('Hạ tầng').closest('table').rows].map((row) => row.cells[0].vAlign).slice(0, 2),
      heads: tables.filter((table) => table.tHead).length,
      cut: all('tr').filter((row) => row.closest('table').tHead && written(row, 'page-break-inside') !== 'avoid').length,
      appendix: written(all('h3').at(-1), 'page-break-before'),
      cells: [...has('Hạ tầng').parentElement.cells].map((cell) => cell.textContent),
    }
  `,
    html,
  )
  const { tables, border, ...rest } = found
  assert.equal(tables.length, 6)
  for (const [width, spacing, columns] of tables) {
    assert.deepEqual([width, spacing], ['100%', '0'])
    assert.ok(Math.abs(columns - 100) <= 3, `${columns}% of columns`)
  }
  assert.match(border, /^0\.\d+px solid|^1px solid/)
  assert.deepEqual(rest, {
    classes: 0,
    fonts: ["'Times New Roman',serif,black"],
    sizes: [11, 12, 12.5, 13, 14],
    head: [
      ['40%', null, 'center', 'top'],
      ['60%', null, 'center', 'top'],
    ],
    state: '700',
    motto: 'underline',
    title: 'center',
    rule: '_______',
    above: ['Bảng tổng hợp kết quả tự chấm điểm', 'italic'],
    valigns: ['middle', 'top'],
    heads: 4,
    cut: 0,
    appendix: 'always',
    cells: ['1', 'Hạ tầng', '300', '262,5', '87,5%'],
  })
  assert.match(plain, /BÁO CÁO[^]*Hạ tầng\t300\t262,5\t87,5%/)
})

test('the button prints', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await page.script('window.print = () => { document.body.dataset.printed = "yes" }')
  await page.click('button', 'In báo cáo')
  assert.equal(await page.script('return document.body.dataset.printed'), 'yes')
})
