// The office: thirty communes' files under each of four decisions, among them late, hand-edited, truncated, copied, working copies,
// of another edition and for practice; the reasons found are those put in, and the ranking is what the points say.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { strToU8, zipSync } from 'fflate'
import readExcel from 'read-excel-file/node'
import { Audit } from './audit.mjs'
import { openChromium } from './browsers.mjs'
import { communes, handedIn, sealed } from './handed-in.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import { DISCLOSURE, HA_TINH_COMMUNE, LAPTOP, VIEWS, WORDS, choose, openView, pick, practiceUnit, seen, type, typePoints, waitForText } from './sheet.mjs'

const FILES = '#office-files'

// Where, in which year, and on which days files are in time and late.
const DECISIONS = [
  { folder: 'song-hinh/96-kh-ubnd-2021', year: 2021, on: '2021-11-04', late: '2021-11-05' },
  { folder: 'huong-tra/1872-kh-ubnd-2015', year: 2015, on: '2015-12-12', late: '2015-12-13' },
  { folder: 'ha-tinh/2878-qd-ubnd-2023', year: 2024, on: '2024-11-25', late: '2024-11-26' },
  { folder: 'an-giang/1040-qd-ubnd-2018', year: 2024, on: '2024-11-30', late: '2024-12-01' },
]

const unit = (index) => `UBND xã Số ${index}`

// Shares of the maximum by unit: 5 and 6 are equals, as are 0 and 1.
function points(kind, index) {
  const share = { 0: 97, 1: 97, 6: 92 }[index] ?? 97 - index
  return Object.fromEntries(kind.groups.map(({ id, max }) => [id, Math.floor(((max ?? 100) * share) / 100)]))
}

// Thirty files, and for each that is to be set aside or refused a word of its reason.
function batch(kind, { year, on, late }) {
  const file = (index, more = {}) => handedIn(kind, { unit: unit(index), year, on, points: points(kind, index), ...more })
  const files = new Map()
  const expected = new Map()
  const put = (name, json, reason) => {
    files.set(name, typeof json === 'string' ? json : JSON.stringify(json))
    if (reason) expected.set(name, reason)
  }
  for (let index = 0; index < 20; index += 1) put(`xa-${index}.json`, file(index))
  const group = kind.groups[0]
  put('muon.json', file(20, { on: late }), /Nộp muộn/)
  const edited = file(21)
  edited.answers[0].points.value = String(Number(edited.answers[0].points.value) - 1)
  put('sua-tay.json', edited, new RegExp(`đã bị sửa sau khi kết xuất, ở: ${group.called}\\..*tính lại`, 's'))
  put('ghi-khong.json', file(22, { change: ({ claims }) => (claims.result.whole.points = String(Number(claims.result.whole.points) + 7)) }), /các mục đều khớp, chỉ tổng ghi trong tệp là sai/)
  put('ban-khac.json', file(23, { change: ({ framework }) => Object.assign(framework, { edition: 2, digest: '0'.repeat(64) }) }), /bộ tiêu chí bản 2/)
  put('tap-huan.json', readFileSync(practiceUnit('len-bac'), 'utf8'))
  put('lam-viec.json', file(24, { change: ({ claims }) => delete claims.official }), /Tệp làm việc/)
  put('cut.json', JSON.stringify(file(25)).slice(0, 900), /cụt/)
  put('trung.json', file(3), /Trùng nội dung với tệp .*xa-3\.json/)
  put('ma-sai.json', { ...file(26), seal: { ...file(26).seal, receipt: '0000-0000-0000-0001' } }, /Mã biên nhận ghi trong tệp đã bị sửa/)
  put('anh.json', '\u0000\u0001', /không phải tệp JSON/)
  return { files, expected }
}

// The ranking that the points give, or the levels where the decision has no total: competition ranks, equals by name, last those
// on no level, whom the decision does not rank.
function ranking(kind, files, expected) {
  const taken = [...files].filter(([name]) => !expected.has(name) && name !== 'tap-huan.json')
  const [ladder] = kind.ladders
  const order = (result) => (hasTotal(kind) ? -Number(result.whole.points) : ladder.rungs.findIndex(({ id }) => id === result.final_level))
  const rows = taken.map(([, text]) => JSON.parse(text)).map(({ unit, claims: { result } }) => ({
    unit,
    totals: (hasTotal(kind) ? [result.whole] : result.blocks).map(({ points }) => Number(points)),
    level: result.final_level,
    order: result.final_level === 'below' ? Infinity : order(result),
  }))
  const name = ({ unit }) => unit.replace('UBND ', '').toLowerCase()
  // Numbers in names by their value.
  const { compare } = new Intl.Collator('vi', { numeric: true })
  rows.sort((one, other) => (one.order === other.order ? 0 : one.order - other.order) || compare(name(one), name(other)))
  return rows.map((row) => ({ ...row, rank: row.level === 'below' ? null : 1 + rows.findIndex(({ order }) => order === row.order) }))
}

const hasTotal = ({ ladders }) => ladders.length < 2

const rows = (page, id) =>
  page.script('return [...document.querySelectorAll(`#${arguments[0]} tbody tr`)].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))', id)

async function atOffice(t) {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await page.find('heading', /^Tiếp nhận và xếp hạng/)
  return page
}

const done = (page, pattern) => waitForText(page, '.office__sum', pattern)

for (const decision of DECISIONS) {
  test(`thirty communes hand in: ${decision.folder}`, async (t) => {
    const kind = communes(decision.folder)
    const { files, expected } = batch(kind, decision)
    assert.equal(files.size, 30)
    const page = await atOffice(t)
    const archive = join(page.home.root, 'nop.zip')
    writeFileSync(archive, zipSync(Object.fromEntries([...files].map(([name, text]) => [`dot-1/${name}`, strToU8(text)]))))
    await page.upload(archive, FILES)
    await done(page, /20 đã nhận, 7 để riêng chờ xem, 2 không đọc được/)
    const said = new Map()
    for (const id of ['aside', 'refused'])
      for (const cells of await rows(page, id)) said.set(cells[0].match(/([^/\n]+\.json)$/)[1], cells.slice(1).join(' '))
    for (const [name, reason] of expected) assert.match(said.get(name) ?? `${name} is not set aside`, reason, name)
    assert.deepEqual([...said.keys()].sort(), [...expected.keys()].sort())

    await page.click('button', 'Xếp hạng')
    const wanted = ranking(kind, files, expected)
    const shown = await rows(page, 'ranking')
    assert.deepEqual(shown.map(([rank, unit]) => [rank === '' ? null : Number(rank), unit]), wanted.map(({ rank, unit }) => [rank, unit]))
    if (!hasTotal(kind)) {
      // II asks for as much of its last group as I, so that nobody with the same share of all groups stands there.
      assert.deepEqual([...new Set(wanted.map(({ level }) => level))], ['i', 'iii', 'iv', 'below'])
      assert.match(await seen(page, 'main'), /không nêu thứ tự trong cùng một mức/)
    }
    const remarks = shown.map((cells) => cells.at(-1))
    wanted.forEach(({ rank }, index) => {
      const isTied = hasTotal(kind) && wanted.filter((other) => other.rank === rank).length > 1
      assert.equal(remarks[index].includes('Đồng hạng'), isTied, shown[index].join(' '))
    })
    if (kind.ladders.length > 0) {
      const names = Object.fromEntries(kind.ladders[0].rungs.map(({ id, name }) => [id, name.value]))
      wanted.forEach(({ level }, index) => level === 'below' || assert.ok(shown[index].includes(names[level]), shown[index].join(' ')))
    }
    if (kind.unitGroup.awards) {
      const awards = shown.map((cells) => cells.at(-2))
      assert.deepEqual(awards.slice(0, 5).map((award) => award.replace(/ \(.*/, '')), [
        'Hội đồng quyết định: Giải nhất hoặc Giải nhì',
        'Hội đồng quyết định: Giải nhất hoặc Giải nhì',
        'Giải ba',
        'Giải khuyến khích',
        '',
      ])
    }

    const book = await page.download(() => page.click('button', /^Tải Excel/))
    const sheet = await readExcel(readFileSync(book.path))
    const cells = sheet.data ?? sheet[0]?.data ?? sheet
    assert.equal(cells.length, 21)
    assert.deepEqual(cells.slice(1).map(([rank, unit]) => [rank, unit]), wanted.map(({ rank, unit }) => [rank, unit]))
    const names = hasTotal(kind) ? ['Tổng điểm'] : kind.sheet.blocks.map(({ name }) => name.value)
    const columns = names.map((name) => cells[0].indexOf(name))
    assert.deepEqual(cells.slice(1).map((row) => columns.map((column) => row[column])), wanted.map(({ totals }) => totals))
    const csv = await page.download(() => page.click('button', 'Tải CSV'))
    assert.match(csv.text, /^\uFEFFThứ hạng;Tên đơn vị;/)
    const json = JSON.parse((await page.download(() => page.click('button', 'Tải JSON'))).text)
    const totals = ({ points, blocks }) => (hasTotal(kind) ? [points] : kind.sheet.blocks.map(({ id }) => blocks[id].points)).map(Number)
    assert.deepEqual(json.units.map((one) => [one.rank, one.unit, totals(one)]), wanted.map(({ rank, unit, totals }) => [rank, unit, totals]))
    await page.assertQuiet()
  })
}

test('the code on the paper: that of a file, mistyped, of none, of a file changed since', async (t) => {
  const kind = communes(DECISIONS[0].folder)
  const file = (index) => handedIn(kind, { unit: unit(index), ...DECISIONS[0], points: points(kind, index) })
  const [one, other] = [file(1), file(2)]
  other.unit = 'UBND xã Khác'
  const page = await atOffice(t)
  for (const [index, json] of [one, other].entries()) {
    const path = join(page.home.root, `${index}.json`)
    writeFileSync(path, JSON.stringify(json))
    await page.upload(path, FILES)
  }
  await done(page, /1 đã nhận, 1 để riêng/)
  const box = await page.find('textbox', /^Mã biên nhận/)
  const typed = async (code, said) => {
    await box.clear()
    await box.sendKeys(code)
    await waitForText(page, '#receipt-said', said)
  }
  const code = one.seal.receipt
  await typed(code.toLowerCase().replaceAll('-', ' '), /Khớp: đúng là mã của UBND xã Số 1/)
  await typed(code.slice(0, -1) + (code.endsWith('7') ? '8' : '7'), /Gõ nhầm/)
  await typed(code.slice(0, 9), /16 ký tự, ở đây có 8/)
  await typed(other.seal.receipt, /UBND xã Khác.*nội dung tệp đã khác/)
  await typed(sealed({ ...one, unit: 'x' }).seal.receipt, /không phải mã của tệp nào/)
})

test('who is missing, and what a person decides', async (t) => {
  const decision = DECISIONS[2]
  const kind = communes(decision.folder)
  const page = await atOffice(t)
  const late = join(page.home.root, 'muon.json')
  writeFileSync(late, JSON.stringify(handedIn(kind, { unit: unit(1), ...decision, on: decision.late, points: points(kind, 1) })))
  await page.upload(late, FILES)
  await done(page, /0 đã nhận, 1 để riêng/)
  await page.click('button', /^Vẫn nhận/)
  await done(page, /1 tệp: 1 đã nhận\./)
  await page.click(DISCLOSURE, /^Danh sách đơn vị/)
  const box = await page.find('textbox', /^Tên các đơn vị/)
  await box.sendKeys('1; Xã Số 1\n2; Xã Vắng')
  await waitForText(page, '.office__expected', /Chưa có tệp của 1\/2 đơn vị:\s+Xã Vắng/)
  assert.match(await seen(page, '.office__expected'), /xếp “Yếu”/)
  await page.click('button', 'Xếp hạng')
  const [row] = await rows(page, 'ranking')
  assert.ok(row.includes('Yếu'), row.join(' '))
  assert.match(row.at(-1), /Nộp muộn/)
  await page.assertQuiet()
})

// The whole way of one file: filled in, checked, handed in with the report, received, appraised, ranked.
test('from a commune to the draft ranking', async (t) => {
  const page = await openChromium(t, newHome(t))
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', {
    source: 'window.Date = class extends Date { constructor(...given) { super(...(given.length ? given : ["2024-11-20T08:00:00"])) } }',
  })
  await page.reload()
  await pick(page, ...HA_TINH_COMMUNE)
  await type(page, 'unit-name', 'UBND xã Cẩm Bình')
  await choose(page, 'year', '2024')
  const kind = communes('ha-tinh/2878-qd-ubnd-2023')
  await typePoints(page, Object.fromEntries(kind.groups.map(({ id, max }) => [id, String((max * 8) / 10)])))
  await openView(page, VIEWS.check)
  const receipt = await seen(page, '.hand-in__receipt strong')
  assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  const official = await page.download(() => page.click('button', WORDS.official))
  await openView(page, VIEWS.report)
  assert.match(await seen(page, '.paper__receipt'), new RegExp(`nộp kèm: ${receipt}$`))
  // What is written after that is in another file: the page says so until it is taken back.
  const outdated = new RegExp(`mang mã ${receipt}; từ đó nội dung đã thay đổi`)
  assert.doesNotMatch(await seen(page, '.report__tools'), outdated)
  await type(page, 'report-chung-de-xuat', 'Tập huấn')
  assert.match(await seen(page, '.report__tools'), outdated)
  await page.click('button', 'Hoàn tác')
  assert.doesNotMatch(await seen(page, '.report__tools'), outdated)

  await page.click('button', 'Bậc Thang')
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  const other = join(page.home.root, 'khac.json')
  const seventy = Object.fromEntries(kind.groups.map(({ id, max }) => [id, Math.floor((max * 75) / 100)]))
  writeFileSync(other, JSON.stringify(handedIn(kind, { unit: 'UBND xã Khác', year: 2024, on: '2024-11-25', points: seventy })))
  await page.upload([official.path, other].join('\n'), FILES)
  await done(page, /2 tệp: 2 đã nhận\./)
  await (await page.find('textbox', /^Mã biên nhận/)).sendKeys(receipt)
  await waitForText(page, '#receipt-said', /Khớp: đúng là mã của UBND xã Cẩm Bình/)
  await page.click('button', /^Thẩm định\s*: UBND xã Cẩm Bình/)
  await type(page, 'appraiser', 'Trần Thị B')
  await waitForText(page, '#appraised-sum', /^800 điểm, Khá$/)
  await type(page, `mark-${kind.groups[0].id}-points`, '0')
  await type(page, `mark-${kind.groups[0].id}-reason`, 'Không có minh chứng')
  await type(page, `mark-${kind.groups[1].id}-points`, '50')
  await waitForText(page, '#appraised-sum', /^690 điểm, Trung bình$/)
  await page.shot('appraise')
  await page.click('button', /^Xong/)

  await page.click('button', 'Xếp hạng')
  const shown = await rows(page, 'ranking')
  assert.deepEqual(shown.map(([rank, unit]) => [rank, unit]), [['1', 'UBND xã Khác'], ['2', 'UBND xã Cẩm Bình']])
  assert.match(shown[1].at(-1), /“1\. Nhận thức số” 0 điểm \(Không có minh chứng\).*tổng điểm từ 800 thành 690; mức từ “Khá” thành “Trung bình”/)

  // The work taken away as a file, and gone on with.
  await page.click('button', 'Tiếp nhận')
  const work = await page.download(() => page.click('button', 'Lưu thành tệp'))
  await page.reload()
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  // The browser kept it as well: begun anew, it comes out of the file.
  await done(page, /2 tệp: 2 đã nhận\./)
  await page.click('button', /^Bỏ hết/)
  await page.click('button', 'Đồng ý bỏ hết')
  await page.upload(work.path, FILES)
  await done(page, /2 tệp: 2 đã nhận\./)
  await page.click('button', 'Xếp hạng')
  assert.deepEqual(await rows(page, 'ranking'), shown)
  await page.assertQuiet()
})

test('files that are dropped are read', async (t) => {
  const kind = communes(DECISIONS[0].folder)
  const page = await atOffice(t)
  const texts = [1, 2, 3].map((index) => JSON.stringify(handedIn(kind, { unit: unit(index), ...DECISIONS[0], points: points(kind, index) })))
  await page.script(
    `const transfer = new DataTransfer()
     arguments[0].forEach((text, index) => transfer.items.add(new File([text], index + '.json')))
     document.querySelector('.office__drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))`,
    texts,
  )
  await done(page, /3 tệp: 3 đã nhận\./)
  await page.assertQuiet()
})

test('the office fits on every screen, and axe finds nothing', async (t) => {
  const page = await openChromium(t, newHome(t))
  const audit = new Audit(page)
  await page.setWindow(...LAPTOP)
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await audit.look('office-empty')
  const kind = communes('huong-tra/1872-kh-ubnd-2015')
  const files = [12, 12, 13, 14].map((day, index) => {
    const points = Object.fromEntries(kind.groups.map(({ id }) => [id, 90 - 3 * Math.max(index, 1)]))
    const path = join(page.home.root, `phuong-so-${index}-bao-cao-tu-danh-gia-nam-2015.json`)
    writeFileSync(path, JSON.stringify(handedIn(kind, { unit: `UBND phường Số ${index}`, year: 2015, on: `2015-12-${day}`, points })))
    return path
  })
  await page.upload([...files, import.meta.filename].join('\n'), FILES)
  await done(page, /2 đã nhận, 2 để riêng chờ xem, 1 không đọc được/)
  await page.click(DISCLOSURE, /^Danh sách đơn vị/)
  await audit.look('office')
  await page.click('button', /^Thẩm định\s*: UBND phường Số 0/)
  await type(page, `mark-${kind.groups[0].id}-points`, '120')
  await waitForText(page, '#appraise', /vượt điểm tối đa/)
  await audit.look('appraise')
  await page.click('button', 'Xếp hạng')
  await audit.look('ranking')
  await audit.assertClean()
})

test('the office by the keyboard alone', async (t) => {
  const kind = communes(DECISIONS[0].folder)
  const page = await openChromium(t, newHome(t))
  await page.tabTo('button', /^Tiếp nhận và xếp hạng/)
  await page.press(Key.ENTER)
  await page.find('heading', /^Tiếp nhận và xếp hạng/)
  const path = join(page.home.root, 'a.json')
  writeFileSync(path, JSON.stringify(handedIn(kind, { unit: unit(1), ...DECISIONS[0], points: points(kind, 1) })))
  await page.upload(path, FILES)
  await done(page, /1 tệp: 1 đã nhận\./)
  await page.tabTo('button', /^Thẩm định/)
  await page.press(Key.ENTER)
  await page.tabTo('textbox', /^Điểm thẩm định: 1\. /)
  await page.press('3')
  await waitForText(page, '#appraised-sum', /./)
  await page.tabTo('button', 'Xếp hạng', { back: true })
  await page.press(Key.ENTER)
  await waitForText(page, '#ranking', /Thẩm định: “1\. Hạ tầng/)
  await page.tabTo('button', /^Tải Excel/)
  const book = await page.download(() => page.press(Key.ENTER))
  const [{ data }] = await readExcel(readFileSync(book.path))
  assert.equal(data[1][1], unit(1))
  await waitForText(page, '.keep-bar__said', /Trình duyệt đang tải tệp .*\.xlsx về/)
  await page.assertQuiet()
})
