// Every view as axe sees it: nothing at all is found.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { Audit } from './audit.mjs'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { Key } from './page.mjs'
import { newHome } from './places.mjs'
import {
  DISCLOSURE,
  HA_TINH_COMMUNE,
  LAPTOP,
  TRAINING_COMMUNE,
  VIEWS,
  WORDS,
  copy,
  exportJson,
  fillCommune,
  openFirst,
  openMore,
  openView,
  paste,
  pick,
  points,
  practiceUnit,
  type,
  waitForText,
} from './sheet.mjs'

async function begin(t) {
  const page = await openChromium(t, newHome(t))
  await page.setWindow(...LAPTOP)
  return { page, audit: new Audit(page) }
}

const unfold = (page, id) => page.driver.findElement({ id }).click()

test('the first screen: blank, searched, with what is kept', async (t) => {
  const { page, audit } = await begin(t)
  await audit.look('first')
  await page.script(`document.querySelectorAll('.decision__lacks').forEach((part) => { part.open = true })`)
  await type(page, 'search', 'không đâu có')
  await audit.look('first-nothing-found')
  await type(page, 'search', '')
  await fillCommune(page)
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await audit.look('first-saved')
  await page.click('button', /^Bỏ bài này/)
  await waitForText(page, 'dialog', /Bỏ bài “/)
  await audit.look('first-asked')
  await page.click('button', 'Bỏ bài')
  await waitForText(page, 'main .notices', /Đã bỏ bài/)
  await audit.look('first-removed')
  await audit.assertClean()
})

test('groups with points: right, wrong, unfolded', async (t) => {
  const { page, audit } = await begin(t)
  await fillCommune(page)
  await page.click(DISCLOSURE, WORDS.preparer)
  await openMore(page, 'ha-tang')
  await audit.look('groups')
  await type(page, points('ha-tang'), 'mười')
  await type(page, points('giao-dich'), '1.000')
  await page.upload(import.meta.filename)
  await page.find('alert')
  await audit.look('groups-faulty')
  await audit.assertClean()
})

test('groups without maxima; groups whose evidence is asked for', async (t) => {
  const { page, audit } = await begin(t)
  await pick(page, 'Hương Trà', 'Phường, xã')
  await type(page, 'g-ha-tang-max', '10')
  await type(page, points('ha-tang'), '20')
  await audit.look('maxima')
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await pick(page, ...HA_TINH_COMMUNE)
  await openMore(page, 'kinh-te-so')
  await page.script(`document.querySelector('#g-kinh-te-so .evidence > button').click()`)
  await page.script(`[...document.querySelectorAll('#g-kinh-te-so button')].find((button) => /dòng/.test(button.innerText)).click()`)
  await audit.look('lines')
  await audit.assertClean()
})

test('items: blank, with reasons, evidence and other cases open, found by words, pasted over', async (t) => {
  const { page, audit } = await begin(t)
  await pick(page, ...TRAINING_COMMUNE)
  await audit.look('items-blank')
  await type(page, 'find', 'zzz')
  await audit.look('items-not-found')
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await openFirst(page, practiceUnit('thieu-mot-diem'))
  await page.click('button', 'Đóng thông báo')
  await type(page, 'find', '3.')
  for (const part of ['why', 'evidence', 'other']) await unfold(page, `i-3-1-${part}`)
  await type(page, 'in-tt-cong', '90')
  await audit.look('items')
  await type(page, 'find', '')
  await copy(page, 'Có\r\nBí thư\r\n4\r\n3')
  await paste(page, 'in-ke-hoach-yes')
  await waitForText(page, 'dialog', /vào bảng chấm/)
  await audit.look('paste')
  await page.press(Key.ESCAPE)
  await audit.assertClean()
})

test('the way up: tried, pinned, nowhere to go', async (t) => {
  const { page, audit } = await begin(t)
  await openFirst(page, practiceUnit('thieu-mot-diem'))
  await openView(page, VIEWS.climb)
  await waitForText(page, '.plan__outcome', /Nếu làm/)
  await page.script(`document.getElementById('plan-effort-hscv-dt').focus()`)
  await page.press('G')
  await page.click(DISCLOSURE, /^Giữ nguyên/)
  const before = JSON.parse(readFileSync(practiceUnit('thieu-mot-diem'), 'utf8'))
  const path = join(page.home.root, 'nam-truoc.json')
  writeFileSync(path, JSON.stringify({ ...before, year: 2024, inputs: before.inputs.slice(0, 20) }))
  await page.upload(path, '#last-year-file')
  await waitForText(page, '.beside', /không phải năm liền trước/)
  await page.script(`document.querySelectorAll('.climb details').forEach((part) => { part.open = true })`)
  await audit.look('climb')
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await pick(page, ...TRAINING_COMMUNE)
  await openView(page, VIEWS.climb)
  await audit.look('climb-blank')
  await audit.assertClean()
})

test('checking: with errors refused, without any', async (t) => {
  const { page, audit } = await begin(t)
  await fillCommune(page)
  await type(page, 'unit-name', '')
  await openView(page, VIEWS.check)
  await page.click('button', WORDS.official)
  await page.find('alert', /^Chưa kết xuất/)
  await audit.look('check-refused')
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await openFirst(page, practiceUnit('rot-minh-chung'))
  await openView(page, VIEWS.check)
  await page.download(() => page.click('button', WORDS.export))
  await audit.look('check-training')
  await audit.assertClean()
})

test('the report, and what the unit writes in it', async (t) => {
  const { page, audit } = await begin(t)
  await fillCommune(page)
  await openView(page, VIEWS.report)
  await audit.look('report')
  await page.click('button', 'Chọn bộ tiêu chí khác')
  await openFirst(page, practiceUnit('len-bac'))
  await openView(page, VIEWS.report)
  await audit.look('report-training')
  await audit.assertClean()
})

test('the office: draft, final, under alias, analysed beside another year, what a unit is asked for, the record of an appraisal', async (t) => {
  const { page, audit } = await begin(t)
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  const kind = communes('ha-tinh/2878-qd-ubnd-2023')
  const files = [2024, 2023].flatMap((year) =>
    ['A', 'B', 'C'].map((name, index) => {
      const points = Object.fromEntries(kind.groups.map(({ id, max }, group) => [id, Math.floor((max * (90 - 10 * group - 5 * index)) / 100)]))
      const path = join(page.home.root, `${year}-${name}.json`)
      writeFileSync(path, JSON.stringify(handedIn(kind, { unit: `UBND xã ${name}`, year, on: index === 2 ? `${year}-11-30` : `${year}-11-20`, points })))
      return path
    }),
  )
  await page.upload(files.join('\n'), '#office-files')
  await waitForText(page, '.office__sum', /2 đã nhận, 1 để riêng/)
  await page.click('button', /^Không nhận/)
  await waitForText(page, '#aside', /Đã quyết định/)
  await audit.look('office-decided')
  await page.click('button', /^Thẩm định\s*: UBND xã A/)
  await type(page, `mark-${kind.groups[0].id}-points`, '1')
  await page.click('checkbox', /^Cần đơn vị bổ sung\s*: 1\./)
  await page.click('button', 'Đề nghị bổ sung')
  await audit.look('request')
  await page.click('button', 'Biên bản thẩm định')
  await audit.look('record')
  await page.click('button', 'Xếp hạng')
  await audit.look('ranking-draft')
  await page.click('button', 'Chốt là chính thức')
  await audit.look('ranking-final')
  await page.click('checkbox', /^Ẩn tên đơn vị/)
  await audit.look('ranking-alias')
  await page.click('button', 'Phân tích')
  await page.click('button', /^So với/)
  await waitForText(page, '#years', /Tỷ lệ đạt của từng nhóm/)
  await audit.look('analysis')
  await audit.assertClean()
})

test('what the page says and asks of files, of what it keeps, of other windows', async (t) => {
  const { page, audit } = await begin(t)
  await fillCommune(page)
  const { path, text } = await exportJson(page)
  await type(page, points('hien-dien'), '230')
  await page.upload(path)
  await waitForText(page, 'main [role=alertdialog]', /khác bài đó ở 1 chỗ/)
  await audit.look('merge')
  await page.click('button', 'Giữ tất cả ở đây')

  const changed = join(page.home.root, 'sua.json')
  writeFileSync(changed, text.replace('"points": "262.5"', '"points": "300"').replace('Bình Hòa', 'Bình Thủy'))
  await page.upload(changed)
  await waitForText(page, 'main [role=alert]', /ghi trong tệp khác/)
  await audit.look('claims-differ')
  await page.click('button', 'Đóng thông báo')

  // Another window has written, and one record is damaged.
  await page.script(`
    const [key, text] = Object.entries({ ...localStorage }).find(([key, text]) => key.startsWith('bac-thang/record/') && /Thủy/.test(text))
    localStorage.setItem(key, text.replace(/"stamp":"[^"]*"/, '"stamp":"elsewhere.1"').replaceAll('"80"', '"81"'))
    localStorage.setItem('bac-thang/record/x', '{"format": "bac-thang/record/1", "stamp')
  `)
  await type(page, points('hien-dien'), '231')
  await waitForText(page, 'main [role=alertdialog]', /Không bản nào bị ghi đè/)
  await audit.look('clash')
  await page.click('button', 'Mở bản kia, giữ cả hai bài')
  await page.cdp('Page.addScriptToEvaluateOnNewDocument', {
    source: `delete window.showSaveFilePicker
      Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`,
  })
  await page.reload()
  await waitForText(page, 'main', /không đọc được/)
  await type(page, points('hien-dien'), '232')
  await waitForText(page, 'main', /đã đầy/)
  await page.download(() => page.click('button', 'Lưu trang kèm dữ liệu'))
  await waitForText(page, 'main .notices', /chưa kiểm tra/)
  await audit.look('storage')
  await audit.assertClean()
})
