// The report as Chromium prints it: its paper, what stands on which page, and what is copied.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import test from 'node:test'
import { Key } from 'selenium-webdriver'
import { openChromium } from './browsers.mjs'
import { A4, printed, readPdf } from './pdf.mjs'
import { newHome } from './places.mjs'
import { DISCLOSURE, VIEWS, WORDS, exportJson, openFilledCommune, openSheet, openView, seen, sheetIsOpen, type } from './sheet.mjs'

const PRACTICE = 'BÀI TẬP HUẤN, KHÔNG CÓ GIÁ TRỊ NỘP'
const LANDSCAPE = [...A4].reverse()

// Kept where BAC_THANG_SHOTS names a folder.
async function pages(page, name) {
  const bytes = await printed(page)
  const folder = process.env.BAC_THANG_SHOTS
  if (folder) writeFileSync(join(folder, `${name}.pdf`), bytes)
  return readPdf(bytes)
}

const whole = (pages) => pages.map(({ text }) => text).join(' ')

test('An Giang: A4, the head as the decree lays it out, blanks left blank, nothing of the page itself', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await type(page, 'report-dau-dia-danh', 'Bình Hòa')
  await type(page, 'report-cuoi-chuc-vu-nguoi-ky', 'TM. Ủy ban nhân dân')
  await type(page, 'report-chung-kho-khan', 'Thiếu máy tính.')
  const all = await pages(page, 'an-giang')
  assert.deepEqual(all.map(({ size }) => size), [...all.slice(1).map(() => A4), LANDSCAPE])
  const [first] = all
  const at = (words) => first.words.find(({ text }) => text.includes(words))
  const [committee, state, place, title] = ['ỦY BAN NHÂN DÂN', 'CỘNG HÒA', 'Bình Hòa, ngày', 'BÁO CÁO'].map(at)
  assert.ok(committee.x < A4[0] / 2 && state.x > committee.x + committee.width, 'two columns')
  assert.ok(Math.abs(committee.y - state.y) < 3, 'that begin on one line')
  assert.ok(place.y > state.y && title.y > place.y)
  assert.ok(Math.abs(title.x + title.width / 2 - (85 + 553) / 2) < 4, 'the title stands in the middle of the text')
  assert.ok(first.words.every(({ x, width }) => x >= 84 && x + width <= 555), 'within margins of 30 and 15 mm')
  const text = whole(all)
  assert.match(text, /XÃ BÌNH HÒA/)
  assert.match(text, /Số: …+\/BC-UBND/)
  assert.match(text, /ngày … tháng … năm …/)
  assert.match(text, /Căn cứ Quyết định số 1040\/QĐ-UBND ngày 11 tháng 5 năm 2018 của UBND tỉnh An Giang/)
  assert.match(text, /Mức tự đánh giá: Mức IV \(Kém\)/)
  assert.match(text, /Hiện diện 270 229,4 ≈ 84,96%/)
  assert.match(text, /Hiện diện 85% 229,4 229,5 còn thiếu 0,1/)
  assert.match(text, /III\. KHÓ KHĂN, VƯỚNG MẮC Thiếu máy tính\./)
  assert.match(text, /của UBND xã Bình Hòa\.\/\. Nơi nhận: - Sở Thông tin và Truyền thông; - Lưu: VT\. TM\. ỦY BAN NHÂN DÂN/)
  assert.doesNotMatch(text, /Chạy ngay trên máy này|Chọn bộ tiêu chí khác|Về văn bản này|In báo cáo|TẬP HUẤN/)
  assert.deepEqual(all.slice(1).map(({ words }) => words.some(({ text, y }) => /^\d+$/.test(text) && y < 55)), all.slice(1).map(() => true))
  assert.doesNotMatch(first.text, /^1 /, 'no number on the first page')
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
  for (const { text } of all) assert.ok(text.includes(PRACTICE), text)
  const wide = all.filter(({ size }) => size[0] === LANDSCAPE[0])
  assert.ok(wide.length > 2, `${wide.length} pages of the table`)
  for (const { text } of wide) assert.match(text, /STT Tiêu chí Điểm tối đa Số liệu kê khai Điểm tự chấm/)
  assert.equal(rows.length, 52, '43 items and 9 groups')
  // A row that were cut would have the first of its words on one page and the last on another.
  const bare = (text) => text.replace(/\s+/g, '')
  const marked = wide.map(({ text }) => bare(text.replace(PRACTICE, '')))
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
  const order = [
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
  ]
  let from = 0
  for (const words of order) {
    const found = text.indexOf(words, from)
    assert.ok(found >= 0, `${words} does not follow in: ${text.slice(from, from + 300)}`)
    from = found + words.length
  }
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
  assert.match(asked, /Số điện thoại cố định: 0234 355 7777 - Số điện thoại di động: 0912 345 678 - Hộp thư điện tử: tuha@thuathienhue/)
  assert.match(asked, /\(Ký tên, đóng dấu\)/)
  assert.doesNotMatch(asked, /Đào/)
  const notAsked = await fill(await openFilledCommune(t))
  assert.doesNotMatch(notAsked, /Đào|0234|0912|tuha|đóng dấu/)
})

test('copied, it is rich text with its layout and plain text', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await page.cdp('Browser.grantPermissions', { permissions: ['clipboardReadWrite', 'clipboardSanitizedWrite'] })
  await page.click('button', 'Sao chép')
  await page.until('it is copied', async () => /Đã sao chép/.test(await seen(page, '.report__tools [role=status]')))
  // Pasted as into a word processor, which knows no style sheet of ours.
  await page.script(`
    const target = document.createElement('div')
    target.id = 'pasted'
    target.contentEditable = 'true'
    document.body.append(target)
    target.focus()
  `)
  await page.driver.actions().keyDown(Key.CONTROL).sendKeys('v').keyUp(Key.CONTROL).perform()
  await page.until('it is pasted', () => page.script('return document.getElementById("pasted").innerText.includes("BÁO CÁO")'))
  const { tables, bold, centred, border, cells } = await page.script(`
    const pasted = document.getElementById('pasted')
    const has = (words) => [...pasted.querySelectorAll('p, h2, td')].find((element) => element.textContent === words)
    return {
      tables: pasted.querySelectorAll('table').length,
      bold: has('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').style.fontWeight,
      centred: has('BÁO CÁO').style.textAlign,
      border: has('Hạ tầng').style.borderTopStyle,
      cells: [...has('Hạ tầng').parentElement.cells].map((cell) => cell.textContent),
    }
  `)
  assert.deepEqual([tables, bold, centred, border], [6, '700', 'center', 'solid'])
  assert.deepEqual(cells, ['1', 'Hạ tầng', '300', '262,5', '87,5%'])
})

test('the button prints', async (t) => {
  const page = await openFilledCommune(t)
  await openView(page, VIEWS.report)
  await page.script('window.print = () => { document.body.dataset.printed = "yes" }')
  await page.click('button', 'In báo cáo')
  assert.equal(await page.script('return document.body.dataset.printed'), 'yes')
})
