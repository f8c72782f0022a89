// What axe finds on a screen: every rule of WCAG 2.0 to 2.2, A and AA, and its best practices; on a laptop and on the
// narrowest phone, light and dark.

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { LAPTOP } from './sheet.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']
// As wide as a laptop's window at 400%.
const NARROW = [320, 640]

// Both are off, or could be, unless asked for.
const RULES = { 'color-contrast': { enabled: true }, 'target-size': { enabled: true } }

// Looks at what is on screen in each of the four ways; what is wrong is in `faults`, each with where it was seen.
export class Audit {
  faults = []

  constructor(page) {
    this.page = page
  }

  async look(screen) {
    for (const size of [LAPTOP, NARROW]) {
      await this.page.setWindow(...size)
      for (const scheme of ['light', 'dark']) {
        await this.page.setScheme(scheme)
        const how = `${screen}-${size[0]}-${scheme}`
        await this.page.assertNoOverflow()
        await this.page.shot(how)
        for (const fault of await faults(this.page)) this.faults.push(`${how}: ${fault}`)
      }
    }
    await this.page.setWindow(...LAPTOP)
  }

  async assertClean() {
    await this.page.assertQuiet()
    assert.deepEqual(this.faults, [])
  }
}

async function faults(page) {
  // What lies outside the window is left out of the layout, and axe would know nothing of its colours.
  await page.script(`
    if (!window.axe) {
      ${AXE}
      const all = new CSSStyleSheet()
      all.replaceSync('* { content-visibility: visible !important }')
      document.adoptedStyleSheets.push(all)
    }
  `)
  const violations = await page.driver.executeAsyncScript(
    `
    const [values, rules, done] = arguments
    const options = { runOnly: { type: 'tag', values }, rules, resultTypes: ['violations'] }
    axe.run(document, options).then(({ violations }) => done(violations), (error) => done(String(error)))
  `,
    TAGS,
    RULES,
  )
  assert.ok(Array.isArray(violations), `axe ran: ${violations}`)
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`))
}
