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
    .map(({ str, transform: [, , , , x, y], width, height: size }) => ({ text: str, x, y: height - y, width, size }))
  const text = items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join('')
  return { size: [Math.round(width), Math.round(height)], words, text: text.replace(/\s+/g, ' ').trim() }
}
