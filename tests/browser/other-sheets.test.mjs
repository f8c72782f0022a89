// The other decisions, each by what only it has.

import assert from 'node:assert/strict'
import test from 'node:test'
import {
  AN_GIANG_COMMUNE,
  HA_TINH_COMMUNE,
  VIEWS,
  WORDS,
  choose,
  HEADLINE,
  exportJson,
  ladder,
  message,
  openMore,
  openSheet,
  openView,
  points,
  seen,
  shown,
  type,
  typePoints,
} from './sheet.mjs'

// Quyết định 2878/QĐ-UBND of Hà Tĩnh, commune: maxima, 1.000 together; Tốt from 90%, Khá from 70%.
const HA_TINH = {
  'nhan-thuc-so': 100,
  'the-che-so': 100,
  'ha-tang-so': 120,
  'nhan-luc-so': 100,
  'an-toan-thong-tin': 100,
  'chinh-quyen-so': 250,
  'kinh-te-so': 110,
  'xa-hoi-so': 120,
}
const ALL = Object.fromEntries(Object.entries(HA_TINH).map(([group, max]) => [group, String(max)]))
const LADDER = 'Thang mức'

test('Hà Tĩnh: 899,99 of 1.000 is Khá, 900 is Tốt, and late is Yếu with the reason', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await typePoints(page, { ...ALL, 'nhan-thuc-so': '0,99', 'ha-tang-so': '119', 'chinh-quyen-so': '250' })
  assert.match(await seen(page, HEADLINE), /899,99\/1\.000 điểm/)
  const short = await ladder(page, LADDER)
  assert.deepEqual([short.here, short.next], ['Khá', 'Tốt'])
  assert.deepEqual(short.conditions.map((row) => row.slice(1)), [['899,99', '900', '0,01']])

  await type(page, points('nhan-thuc-so'), '1')
  assert.equal((await ladder(page, LADDER)).here, 'Tốt')
  assert.match(await seen(page, HEADLINE), /Tốt/)

  await openView(page, VIEWS.check)
  await page.click('checkbox', /không tự báo cáo, đánh giá đúng thời hạn/)
  await openView(page, VIEWS.score)
  assert.match(await seen(page, HEADLINE), /Yếu/)
  assert.match(await shown(page), /Theo điểm thì đạt “Tốt”, nhưng xếp “Yếu” vì:\s*Không tự báo cáo, đánh giá đúng thời hạn/)
  const { reporting, claims } = JSON.parse((await exportJson(page)).text)
  assert.deepEqual([reporting, claims.result.level, claims.result.final_level], ['late', 'tot', 'yeu'])
  await page.assertQuiet()
})

// Without Kinh tế số (110): 801 of 1.000 is Khá; of 890 it is exactly 90%, Tốt.
test('Hà Tĩnh: what does not apply is proposed, then decided', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await typePoints(page, { ...ALL, 'kinh-te-so': '0', 'chinh-quyen-so': '161' })
  assert.match(await seen(page, HEADLINE), /801\/1\.000 điểm \(80,1%\)/)

  await openMore(page, 'kinh-te-so')
  await choose(page, 'g-kinh-te-so-silence', 'Không áp dụng')
  assert.match(await seen(page, '#g-kinh-te-so'), /Chưa nêu lý do/)
  await type(page, 'g-kinh-te-so-silence-reason', 'Xã không có doanh nghiệp')
  assert.doesNotMatch(await seen(page, '#g-kinh-te-so'), /Chưa nêu lý do/)
  assert.match(await seen(page, HEADLINE), /801\/1\.000 điểm/)
  assert.equal((await ladder(page, LADDER)).here, 'Khá')
  assert.match(await shown(page), /Nếu đề nghị không chấm được chấp thuận: 801\/890 điểm \(90%\), Tốt\./)

  assert.doesNotMatch(await seen(page, '#g-kinh-te-so'), /số và ngày của quyết định/)
  await page.click('checkbox', /Hội đồng .* đã quyết định không chấm/)
  assert.match(await seen(page, '#g-kinh-te-so'), /Lý do, kèm số và ngày của quyết định không chấm/)
  assert.match(await seen(page, HEADLINE), /801\/890 điểm \(90%\)/)
  assert.equal((await ladder(page, LADDER)).here, 'Tốt')
  assert.doesNotMatch(await shown(page), /Nếu đề nghị/)

  await choose(page, 'g-kinh-te-so-silence', 'Chấm điểm')
  assert.equal((await page.driver.findElement({ id: points('kinh-te-so') }).getProperty('value')), '0', 'what was typed before is there again')
  await page.assertQuiet()
})

async function typeLine(page, group, index, { name, max, points }) {
  const line = `g-${group}-line-${index}`
  await type(page, `${line}-name`, name)
  await type(page, `${line}-max`, max)
  await type(page, `${line}-points`, points)
}

const hasFocus = (page, id) => page.until(`${id} has the focus`, () => page.script('return document.activeElement.id === arguments[0]', id))

test('a group broken down into lines of the appendix: they must add up', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await openMore(page, 'the-che-so')
  await page.click('button', 'Chia nhóm thành các dòng của phụ lục')
  await hasFocus(page, 'g-the-che-so-line-0-name')
  await typeLine(page, 'the-che-so', 0, { name: 'Kế hoạch năm', max: '60', points: '45' })
  await page.click('button', 'Thêm dòng')
  await hasFocus(page, 'g-the-che-so-line-1-name')
  await typeLine(page, 'the-che-so', 1, { name: 'Ban chỉ đạo', max: '30', points: '30' })
  assert.match(await seen(page, '#g-the-che-so'), /cộng lại mới là 90, còn thiếu so với 100/)
  assert.match(await seen(page, '#g-the-che-so'), /nêu 6 chỉ số thành phần, ở đây có 2 dòng/)

  await type(page, 'g-the-che-so-line-1-max', '50')
  assert.match(await seen(page, '#g-the-che-so'), /cộng lại là 110, vượt 100/)
  assert.match(await seen(page, HEADLINE), /0\/1\.000 điểm/)

  await type(page, 'g-the-che-so-line-1-max', '40')
  assert.doesNotMatch(await seen(page, '#g-the-che-so'), /cộng lại (mới )?là 1?[019]0,/)
  assert.match(await seen(page, HEADLINE), /75\/1\.000 điểm/)
  await page.assertQuiet()
})

test('a line taken away can be brought back without losing what was typed since', async (t) => {
  const page = await openSheet(t, ...HA_TINH_COMMUNE)
  await openMore(page, 'the-che-so')
  await page.click('button', 'Chia nhóm thành các dòng của phụ lục')
  await typeLine(page, 'the-che-so', 0, { name: 'Kế hoạch năm', max: '100', points: '45' })
  await page.click('button', 'Bỏ dòng 1')
  await type(page, points('ha-tang-so'), '77')
  await page.click('button', WORDS.undo)
  const { answers } = JSON.parse((await exportJson(page)).text)
  const typed = ({ of, points, lines }) => [of, lines?.map(({ name }) => name) ?? points.typed]
  assert.deepEqual(Object.fromEntries(answers.map(typed)), { 'the-che-so': ['Kế hoạch năm'], 'ha-tang-so': '77' })
})

test('An Giang asks for no evidence, yet a unit may say what proves its points, and why', async (t) => {
  const page = await openSheet(t, ...AN_GIANG_COMMUNE)
  await openMore(page, 'ha-tang')
  await page.click('button', 'Thêm văn bản, tài liệu')
  await hasFocus(page, 'g-ha-tang-evidence-0-number')
  await type(page, 'g-ha-tang-evidence-0-number', '12/BC-UBND')
  await page.click('button', 'Thêm văn bản, tài liệu')
  await hasFocus(page, 'g-ha-tang-evidence-1-number')
  await page.click('button', 'Bỏ tài liệu 2')
  await type(page, 'g-ha-tang-explanation', 'Đã đủ máy tính.')
  await type(page, 'g-ha-tang-note', 'Hỏi lại thôn 3.')
  const { answers } = JSON.parse((await exportJson(page)).text)
  assert.deepEqual(answers, [{ of: 'ha-tang', evidence: [{ number: '12/BC-UBND' }], explanation: 'Đã đủ máy tính.', note: 'Hỏi lại thôn 3.' }])
  await page.assertQuiet()
})

test('Sông Hinh: 870 points for units, whose group 4 is not scored, and no levels', async (t) => {
  const page = await openSheet(t, 'Sông Hinh', 'Cơ quan, đơn vị')
  assert.match(await seen(page, '#g-dich-vu-cong'), /Không chấm/)
  await typePoints(page, { 'ha-tang': '100', 'noi-bo': '360', 'phuc-vu': '230', 'nhan-luc': '80', 'co-che': '99,5' })
  assert.match(await seen(page, HEADLINE), /869,5\/870 điểm/)
  assert.match(await seen(page, HEADLINE), /5\/5 nhóm/)
  assert.match(await seen(page, HEADLINE), /không chia mức/i)
  assert.match(await shown(page), /xác định theo thứ tự từ cao xuống thấp/)
  assert.doesNotMatch(await shown(page), /Cách hiểu của trang này: Văn bản nói đến xếp hạng/)
  await page.assertQuiet()
})

test('Hương Trà: maxima come from the unit, and the result says so', async (t) => {
  const page = await openSheet(t, 'Hương Trà', 'Phường, xã')
  assert.match(await shown(page), /Điểm tối đa do đơn vị ghi/)
  assert.match(await shown(page), /Cách hiểu của trang này: Văn bản nói đến xếp hạng mà không nói theo thứ tự nào/)
  await type(page, points('ha-tang'), '15')
  assert.match(await seen(page, '#g-ha-tang'), /Chưa có điểm tối đa/)
  await type(page, 'g-ha-tang-max', '20')
  assert.doesNotMatch(await seen(page, '#g-ha-tang'), /Chưa có điểm tối đa/)
  assert.match(await seen(page, '#g-ha-tang'), /đạt 75%/i)
  await type(page, 'g-ha-tang-max', '10')
  assert.match(await message(page, points('ha-tang')), /vượt điểm tối đa 10/)
  await type(page, 'g-ha-tang-max', '20')
  await openView(page, VIEWS.check)
  assert.match(await seen(page, '.concerns'), /Chưa ghi điểm tối đa lấy từ bản phụ lục nào/)
  await openView(page, VIEWS.score)
  await type(page, 'appendix', 'Phụ lục IV, QĐ 897/2015/QĐ-UBND')
  await openView(page, VIEWS.check)
  assert.doesNotMatch(await seen(page, '.concerns'), /Chưa ghi điểm tối đa lấy từ bản phụ lục nào/)
  const { appendix, answers } = JSON.parse((await exportJson(page)).text)
  assert.equal(appendix, 'Phụ lục IV, QĐ 897/2015/QĐ-UBND')
  assert.deepEqual(answers.find(({ of }) => of === 'ha-tang').max, { typed: '20', value: '20' })
  await page.assertQuiet()
})

test('Bắc Kạn: the text speaks of levels and does not say where they lie', async (t) => {
  const page = await openSheet(t, 'Bắc Kạn', 'Xã, phường, thị trấn')
  assert.match(await shown(page), /QĐ-UBND/)
  assert.match(await shown(page), /không (nêu|quy định|có)/i)
  await type(page, 'g-ha-tang-max', '50')
  await type(page, points('ha-tang'), '40')
  assert.match(await seen(page, '#g-ha-tang'), /đạt 80%/i)
  await page.assertQuiet()
})
