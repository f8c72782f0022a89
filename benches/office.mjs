// How long the page takes from files to a ranking: every commune of the country before 2025 hands in one file of 8 to 10 KB, under
// the decision of Hà Tĩnh; as a folder, and in one archive. Chromium, the built file, from file://. `./dev build`, then
// `node benches/office.mjs`. Beside it, in the same browser, what the browser needs to give the files' bytes to a page that does
// nothing with them, and JSON.parse alone on the same files' texts.
//
// Time counts from the event by which the browser hands the files over; to list a folder of so many takes it 1,5 s before, on an empty
// page too. The longest task is the longest time in which the page answered to nothing, as the browser reports it (50 ms and more).
// Memory is the most that a process drawing a page ever had in use (VmHWM; Linux only), and what it had before.
// What the office does with all of it then is measured one by one, and once more after the page was opened anew: how long until it is
// done, and the longest task.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { strToU8, zipSync } from '../tests/browser/node_modules/fflate/esm/index.mjs'
import { openChromium } from '../tests/browser/browsers.mjs'
import { communes, handedIn } from '../tests/browser/handed-in.mjs'
import { newHome } from '../tests/browser/places.mjs'

const UNITS = Number(process.env.BAC_THANG_UNITS ?? 10_598)

const WATCH = `
  window.tasks = []
  window.observer = new PerformanceObserver((list) => window.tasks.push(...list.getEntries()))
  observer.observe({ type: 'longtask' })
  addEventListener('change', () => (window.begun = performance.now()), { capture: true, once: true })
`

const undos = []
const test = { after: (undo) => undos.push(undo) }

// What proves a group's points, as units write it.
const evidence = (group, index) => ({
  number: `${100 + index}/QĐ-UBND`,
  form: 'Quyết định',
  date: `0${1 + (index % 9)}/03/2024`,
  abstract: `Về việc ban hành kế hoạch và kết quả thực hiện nội dung ${group} trên địa bàn xã trong năm 2024, kèm theo phụ lục số liệu`,
})

function file(kind, index) {
  const points = Object.fromEntries(kind.groups.map(({ id, max }, group) => [id, Math.floor((max * (40 + ((index * 7 + group * 13) % 60))) / 100)]))
  const change = ({ answers }) => {
    for (const [group, answer] of answers.entries()) {
      answer.evidence = [0, 1, 2].map((record) => evidence(answer.of, index + group + record))
      answer.explanation = 'Số liệu theo báo cáo của bộ phận chuyên môn, đã được Ủy ban nhân dân xã rà soát trước khi gửi.'
    }
  }
  return JSON.stringify(handedIn(kind, { unit: `UBND xã Số ${index}`, year: 2024, on: '2024-11-20', points, change }), null, 2)
}

// The most memory that a process drawing a page of this browser had, in MB.
function peak(home) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const sizes = processes.map((id) => {
    try {
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8')
      if (!command.includes('--type=renderer') || !command.includes(home)) return 0
      return Number(readFileSync(`/proc/${id}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1000
    } catch {
      return 0
    }
  })
  return Math.round(Math.max(...sizes))
}

// How long the page takes for what is chosen at this field.
async function received(chosen, field) {
  const home = newHome(test)
  const page = await openChromium(test, home)
  const until = (what, script) => page.driver.wait(() => page.script(script), 300_000, what, 100)
  const before = peak(home.root)
  await page.click('button', /^Tiếp nhận và xếp hạng/)
  await page.script(WATCH)
  await page.upload(chosen, field)
  const sum = `document.querySelector('.office__sum')?.innerText.startsWith('${UNITS} tệp: ${UNITS} đã nhận')`
  await until('all are read', `return !document.querySelector('#office-progress') && ${sum}`)
  const read = await page.script('return performance.now() - window.begun')
  await page.script(`window.ranking = performance.now(); [...document.querySelectorAll('.views__button')].find(({ innerText }) => innerText === 'Xếp hạng').click()`)
  await until('the ranking is there', `return document.querySelectorAll('#ranking tbody tr').length > 0`)
  const ranked = await page.script('return performance.now() - window.ranking')
  const long = await page.script('return window.tasks.filter(({ startTime }) => startTime >= window.begun).map(({ duration }) => duration)')
  const figures = {
    'read, checked, computed (ms)': Math.round(read),
    'ranked and shown (ms)': Math.round(ranked),
    'longest task (ms)': Math.round(Math.max(0, ...long)),
    'tasks over 50 ms': long.length,
    'memory before (MB)': before,
    'peak memory (MB)': peak(home.root),
  }
  return { page, home, until, figures }
}

// By a real click on the button whose name begins so: without one the browser takes one download, and no more.
const click = (label) => (page) => page.driver.findElement({ xpath: `//button[starts-with(normalize-space(), '${label}')]` }).click()
const type = (id, text) => (page) => page.script(`
  const box = document.getElementById('${id}')
  box.closest('details')?.setAttribute('open', '')
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value').set.call(box, ${text})
  box.dispatchEvent(new Event('input', { bubbles: true }))
`)
const says = (css, words) => `return document.querySelector('${css}')?.innerText.includes('${words}')`
const given = (ending) => says('.keep-bar__said', `${ending} về`)

const aliases = (page) => page.script(`document.getElementById('aliases').click()`)

// What is done, and by which script it is seen to be done.
const STEPS = [
  ['Excel', click('Tải Excel'), given('xlsx')],
  ['CSV', click('Tải CSV'), given('csv')],
  ['JSON', click('Tải JSON'), given('json')],
  ['marked final', click('Chốt là'), says('.ranking__status', 'bản chính thức')],
  ['under alias', aliases, says('#ranking', 'Đơn vị ')],
  ['by name again', aliases, says('#ranking', 'UBND xã')],
  ['received', click('Tiếp nhận'), says('#taken', 'UBND xã')],
  ['archive of the files', click('Tải các tệp'), given('zip')],
  ['one set aside', click('Để riêng'), says('#aside', 'UBND xã')],
  ['a letter of a list of units', type('expected', `'UBND xã Số 1\\nUBND xã Số 2\\n'.repeat(${Math.ceil(UNITS / 2)})`), says('.office__expected', '/')],
  ['a day typed', type('came', `'20/11/2024'`), says('.office__drop', 'cho cả')],
  ['the day of all', click('Ghi ngày nhận 20/11/2024 cho cả'), says('#taken', 'Cơ quan nhận')],
  ['undone', click('Hoàn tác'), says('.keep-bar__said', 'Đã hoàn tác')],
  ['opened to appraise', click('Thẩm định'), `return document.getElementById('appraiser') !== null`],
  ['a letter appraised', type('appraiser', `'A'`), says('.keep-bar__steps', 'Hoàn tác')],
  ['saved as a file', click('Lưu thành tệp'), says('.keep-bar__said', 'Đã gửi tệp')],
]

// How long that takes, and the longest task meanwhile.
async function timed({ page, until }, [what, act, isDone]) {
  await page.script('observer.takeRecords(); tasks.length = 0; window.asked = performance.now()')
  await act(page)
  await until(what, isDone)
  return { what, ...(await since(page)) }
}

const table = (found) => console.table(Object.fromEntries(found.map(({ what, ...figures }) => [what, figures])))

async function since(page) {
  const [ms, tasks] = await page.driver.executeAsyncScript(`
    const done = arguments[0]
    const ms = performance.now() - asked
    setTimeout(() => done([ms, tasks.filter(({ startTime }) => startTime >= asked).map(({ duration }) => duration)]), 200)`)
  return { 'ms': Math.round(ms), 'longest task (ms)': Math.max(0, ...tasks), 'tasks over 50 ms': tasks.length }
}

// What the browser keeps of it: how many files.
const KEPT = `
  const done = arguments[0]
  const asked = indexedDB.open('bac-thang', 1)
  asked.onsuccess = () => {
    const head = asked.result.transaction('office').objectStore('office').get('head')
    head.onsuccess = () => { asked.result.close(); done(head.result?.split('"name"').length - 1) }
  }`

try {
  const kind = communes('ha-tinh/2878-qd-ubnd-2023')
  const texts = Array.from({ length: UNITS }, (_, index) => [`xa-${index}.json`, file(kind, index)])
  const place = newHome(test).root
  const [folder, archive] = [join(place, 'nop'), join(place, 'nop.zip')]
  mkdirSync(folder)
  for (const [name, text] of texts) writeFileSync(join(folder, name), text)
  writeFileSync(archive, zipSync(Object.fromEntries(texts.map(([name, text]) => [name, strToU8(text)]))))
  const bytes = texts.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0)
  console.log(`${UNITS} files of ${(bytes / UNITS / 1000).toFixed(1)} KB`)

  const packed = await received(archive, '#office-files')
  const { page, home, until, figures } = await received(folder, '#office-folder')
  console.table({ 'a folder': figures, 'one archive': packed.figures })

  const found = []
  const office = { page, until }
  const all = `return document.querySelector('.office__sum')?.innerText.startsWith('${UNITS} tệp: ') && !document.querySelector('#office-progress')`
  for (const step of STEPS) found.push(await timed(office, step))
  const saved = await page.driver.wait(() => readdirSync(home.downloads).find((name) => /^bac-thang_tiep-nhan.*json$/.test(name)), 60_000)
  await page.driver.wait(async () => (await page.driver.executeAsyncScript(KEPT)) === UNITS, 300_000, 'all is kept', 500)
  await page.reload()
  await page.script(WATCH)
  found.push(await timed(office, ['what the browser keeps opened', click('Tiếp nhận và xếp hạng'), all]))
  await click('Bỏ hết')(page)
  await click('Đồng ý bỏ hết')(page)
  await until('nothing is left', `return !document.querySelector('#taken')`)
  await page.script(`window.asked = performance.now(); tasks.length = 0`)
  await page.upload(join(home.downloads, saved), '#office-files')
  await until('the file is opened', all)
  found.push({ what: 'the file opened', ...(await since(page)) })
  await page.script(`window.asked = performance.now(); tasks.length = 0`)
  await page.upload(join(home.downloads, saved), '#office-files')
  await until('the file is opened beside', says('.keep-bar__said', 'giống hệt'))
  found.push({ what: 'the same file opened beside', ...(await since(page)) })
  table(found)

  const blank = join(home.root, 'blank.html')
  writeFileSync(blank, '<!doctype html><input type="file" id="files" webkitdirectory multiple>')
  await page.driver.get(pathToFileURL(blank).href)
  await page.upload(folder, '#files')
  await until('the files are listed', `return document.getElementById('files').files.length === ${UNITS}`)
  const [, reading, parsing] = await page.driver.executeAsyncScript(`
    const done = arguments[0]
    const read = async (files) => {
      const begun = performance.now()
      const texts = []
      for (let index = 0; index < files.length; index += 24) texts.push(...(await Promise.all(files.slice(index, index + 24).map((file) => file.text()))))
      const parsing = performance.now()
      let units = 0
      for (const text of texts) units += JSON.parse(text).unit.length > 0
      return [units, parsing - begun, performance.now() - parsing]
    }
    read([...document.getElementById('files').files]).then(done)
  `)
  console.log(`reading the files alone ${Math.round(reading)} ms, JSON.parse alone ${Math.round(parsing)} ms`)
} finally {
  for (const undo of undos.reverse()) await undo()
}
