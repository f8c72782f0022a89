// A printed page read back: its size, its words and where they stand. Points from the upper left corner, 72 an inch.

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export const A4 = [595, 842]

// What Chromium prints of the page, as from its print dialog with the page's own paper.
export async function printed(page) {
  const { data } = await page.driver.sendAndGetDevToolsCommand('Page.printToPDF', { preferCSSPageSize: true, printBackground: false })
  return Buffer.from(data, 'base64')
}

export async function readPdf(bytes) {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = []
  for (let number = 1; number <= document.numPages; number++) pages.push(await readPage(await document.getPage(number)))
  await document.destroy()
  return pages
}

async function readPage(page) {
  const { width, height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const words = items
    .filter(({ str }) => str.trim())
    .map(({ str, transform: [, , , , x, y], width }) => ({ text: bare(str), x, y: height - y, width }))
  return new Printed([Math.round(width), Math.round(height)], words)
}

class Printed {
  constructor(size, words) {
    Object.assign(this, { size, words, text: words.map(({ text }) => text).join('') })
  }

  // Where these words begin, and how far they reach on their line.
  find(wanted) {
    const place = this.text.indexOf(bare(wanted))
    if (place < 0) return undefined
    let end = 0
    const first = this.words.find(({ text }) => (end += text.length) > place)
    const line = this.words.filter(({ y, x }) => Math.abs(y - first.y) < 2 && x >= first.x)
    return { ...first, right: Math.max(...line.map(({ x, width }) => x + width)) }
  }
}

// Without spaces: what a font lacks is printed from another, piece by piece, and pieces look like words.
export const bare = (text) => text.replace(/\s+/g, '')

// Whether these words stand there one after the other.
export function inOrder(text, all) {
  let from = 0
  return all.filter((words) => {
    const found = text.indexOf(bare(words), from)
    if (found >= 0) from = found + bare(words).length
    return found < 0
  })
}
