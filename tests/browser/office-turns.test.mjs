// What takes long at the office goes on while the page answers, and can be stopped; here on a machine made slow.

import assert from 'node:assert/strict'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { Audit } from './audit.mjs'
import { openChromium } from './browsers.mjs'
import { communes, handedIn } from './handed-in.mjs'
import { newHome } from './places.mjs'
import { isThere, waitForText } from './sheet.mjs'

const UNITS = 600
const kind = communes('ha-tinh/2878-qd-ubnd-2023')
const points = Object.fromEntries(kind.groups.map(({ id, max }) => [id, Math.floor(max / 2)]))
// Long enough for all of them to take a while, however fast the machine.
function filledIn(file) {
  file.preparer = { name: 'Trần Thị B' }
  for (const answer of file.answers) answer.explanation = 'Số liệu theo báo cáo của bộ phận chuyên môn, đã rà soát. '.repeat(20)
}
const file = (index) => handedIn(kind, { unit: `UBND xã Số ${index}`, year: 2024, on: '2024-11-20', points, change: filledIn })
const slowly = (page, rate) => page.cdp('Emulation.setCPUThrottlingRate', { rate })
const takes = (page) => page.script('const begun = performance.now(); JSON.stringify(Array.from({ length: 1e5 }, Math.sqrt)); return performance.now() - begun')
const all = new RegExp(`${UNITS} đã nhận`)

async function received(t) {
  const page = await openChromium(t, newHome(t))
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  const archive = join(page.home.root, 'nop.zip')
  const files = Array.from({ length: UNITS }, (_, index) => [`xa-${index}.json`, strToU8(JSON.stringify(file(index)))])
  writeFileSync(archive, zipSync(Object.fromEntries(files)))
  await page.upload(archive, '#office-files')
  await waitForText(page, '.office__sum', all)
  return page
}

// Does what takes long, and stops it by the button beside what the page then says: at once, in the page, which is slow to be asked.
async function stopped(page, act, says) {
  await page.script(
    `
    window.said = undefined
    new MutationObserver((_, observer) => {
      const progress = document.querySelector('.office__progress')
      if (!progress?.textContent.includes(arguments[0])) return
      observer.disconnect()
      window.said = progress.textContent
      progress.querySelector('button').click()
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  `,
    says,
  )
  const before = await takes(page)
  await slowly(page, 20)
  // The browser says so before it is.
  await page.until('the machine is slow', async () => (await takes(page)) > 4 * before)
  await act()
  await page.until(`the page says ${says}`, () => page.script('return window.said !== undefined'))
  await slowly(page, 1)
  await page.until('it has stopped', async () => !(await isThere(page, '.office__progress')))
}

const ARCHIVE = /^Tải các tệp/

test('a file that is being written can be stopped, and asked for again', async (t) => {
  const page = await received(t)

  const button = await page.find('button', ARCHIVE)
  const asked = () => page.script('arguments[0].click()', button)
  await stopped(page, asked, 'Đang lập tệp')
  assert.deepEqual(readdirSync(page.home.downloads), [])

  const given = await page.download(() => page.click('button', ARCHIVE))
  const files = Object.values(unzipSync(readFileSync(given.path))).map((bytes) => JSON.parse(strFromU8(bytes)))
  assert.equal(files.length, UNITS)
  const { preparer, ...shared } = file(0)
  assert.deepEqual(files[0], shared)
  assert.equal(preparer.name, 'Trần Thị B')
  await page.assertQuiet()
})

test('saved work that is being opened can be stopped, and nothing has changed then', async (t) => {
  const page = await received(t)
  const work = await page.download(() => page.click('button', 'Lưu thành tệp'))
  await page.click('button', /^Bỏ hết/)
  await page.click('button', 'Đồng ý bỏ hết')
  await page.until('nothing is left', async () => !(await isThere(page, '#taken')))

  await stopped(page, () => page.upload(work.path, '#office-files'), 'Đang mở việc đã lưu')
  assert.ok(!(await isThere(page, '#taken')) && !(await isThere(page, '.office .notice')))

  await page.upload(work.path, '#office-files')
  await waitForText(page, '.office__sum', all)
  const audit = new Audit(page)
  await audit.look('office-many')
  await audit.assertClean()
})
