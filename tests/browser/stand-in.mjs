// A page of the same build as the real one, small: what the harness itself is tested on.

import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const STYLE = `
  :root { color-scheme: light dark }
  label > b::after { content: "→ <điểm> \\2713" }
  body { font: 1rem system-ui, sans-serif; margin: 1rem }
`

const SCRIPT = `
  const root = document.documentElement
  delete root.dataset.started // the browser's own "save page" wrote it into the file
  const app = document.getElementById('app')
  app.textContent = ''
  const words = JSON.parse(document.getElementById('words').textContent)
  const add = (parent, tag, props) => parent.appendChild(Object.assign(document.createElement(tag), props))
  const answers = JSON.parse(localStorage.getItem('sheet') ?? '{}')
  add(app, 'h1', { textContent: words.title })
  const inputs = words.groups.map((group) => {
    const label = add(app, 'label', {})
    add(label, 'b', { textContent: group })
    return add(label, 'input', { name: group, value: answers[group] ?? '' })
  })
  const output = add(app, 'output', { ariaLabel: 'Kết quả' })
  const show = () => {
    for (const input of inputs) answers[input.name] = input.value
    localStorage.setItem('sheet', JSON.stringify(answers))
    const sum = inputs.reduce((sum, input) => sum + Number(input.value.replace(',', '.')), 0)
    output.textContent = 'Tổng điểm: ' + String(sum).replace('.', ',')
  }
  app.addEventListener('input', show)
  add(app, 'button', { textContent: 'Tải tệp JSON' }).onclick = () => {
    const url = URL.createObjectURL(new Blob([JSON.stringify(answers)], { type: 'application/json' }))
    add(app, 'a', { href: url, download: 'bậc thang.json' }).click()
  }
  const file = add(add(app, 'label', { textContent: 'Mở tệp' }), 'input', { type: 'file' })
  file.onchange = async () => {
    const opened = JSON.parse(await file.files[0].text())
    for (const input of inputs) input.value = opened[input.name] ?? ''
    show()
  }
  show()
  // Starts late, as the real one does, which must first unpack its wasm.
  new Response(new Blob(['{}']).stream()).text().then(() => { root.dataset.started = '' })
`

// `fault`: script that does what the real page must never do; `policy`: false leaves the policy out.
export function writeStandIn(folder, { fault = '', policy = true } = {}) {
  const script = SCRIPT + fault
  const rules = `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(STYLE)}; img-src data: blob:; form-action 'none'; base-uri 'none'`
  const words = { title: 'Bậc Thang: nền tảng số của xã', groups: ['Hiện diện', 'Dữ liệu số', 'Nhân lực'] }
  const page = join(folder, 'stand-in.html')
  writeFileSync(
    page,
    `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
${policy ? `<meta http-equiv="Content-Security-Policy" content="${rules}">` : ''}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bậc Thang</title>
<style>${STYLE}</style>
</head>
<body>
<div id="app"><p>Đang mở…</p></div>
<script type="application/json" id="words">${JSON.stringify(words)}</script>
<script>${script}</script>
</body>
</html>
`,
  )
  return page
}
