// What a person does with the page: find by role and name as a screen reader says them, press keys, read, download.
// Every wait is for a condition, with a deadline; nothing sleeps.

import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Key, error } from 'selenium-webdriver'

export { Key }

const DEADLINE = 30_000
const MOST_STOPS = 300

// The elements that can have a role without saying it; a `role` attribute is always looked at as well.
const BY_ROLE = {
  DisclosureTriangle: 'summary', // so Chromium calls what opens and closes <details>
  button: 'button, summary, input[type=button], input[type=submit]',
  checkbox: 'input[type=checkbox]',
  combobox: 'select, input[list]',
  group: 'fieldset, details',
  heading: 'h1, h2, h3, h4, h5, h6',
  link: 'a[href]',
  list: 'ol, ul',
  radio: 'input[type=radio]',
  region: 'section',
  searchbox: 'input[type=search]',
  status: 'output',
  table: 'table',
  textbox: 'textarea, input:not([type]), input[type=text], input[type=url], input[type=email]',
}

const matches = (name, wanted) => (wanted instanceof RegExp ? wanted.test(name) : wanted === undefined || name === wanted)

export class Page {
  constructor(driver, home) {
    Object.assign(this, { driver, home })
  }

  // The page sets data-started once it is mounted.
  async open(file = this.home.page) {
    this.url = pathToFileURL(file).href
    await this.driver.get(this.url)
    await this.started()
  }

  async reload() {
    await this.driver.navigate().refresh()
    await this.started()
  }

  started() {
    return this.until('the page has started', () => this.script('return "started" in document.documentElement.dataset'))
  }

  async quit() {
    await this.driver?.quit()
    this.driver = undefined
  }

  script(code, ...args) {
    return this.driver.executeScript(code, ...args)
  }

  // An element that is redrawn while it is looked at is looked for again.
  until(what, condition) {
    const patient = async () => {
      try {
        return await condition()
      } catch (failure) {
        if (failure instanceof error.StaleElementReferenceError) return false
        throw failure
      }
    }
    return this.driver.wait(patient, DEADLINE, `waited in vain until ${what}`, 50)
  }

  // The one visible element with this role and this name (string: exactly; RegExp: matches; none: any).
  async find(role, name) {
    const css = [BY_ROLE[role], `[role=${role}]`].filter(Boolean).join()
    let names
    const one = async () => {
      const elements = await this.#likely(css, name)
      names = await Promise.all(elements.map((element) => element.getAccessibleName()))
      const found = []
      for (const element of elements.filter((_, i) => matches(names[i], name)))
        if ((await element.getAriaRole()) === role && (await element.isDisplayed())) found.push(element)
      return found.length === 1 && found[0]
    }
    try {
      return await this.until(`there is one visible ${role} named ${name}`, one)
    } catch (failure) {
      failure.message += `; names seen: ${names?.join(' | ')}`
      throw failure
    }
  }

  // Asking the browser for a name takes a message each, and a sheet has hundreds of buttons: those whose text already says
  // that they are called otherwise are not asked. A name from elsewhere than the text, as that of a box, is always asked for.
  async #likely(css, name) {
    const [source, flags] = name instanceof RegExp ? [name.source, name.flags] : [name, undefined]
    return this.script(
      `
      const [css, source, flags] = arguments
      const tight = (text) => text.replace(/\\s+/g, '')
      const says = (element) => {
        if (source === null || element.matches('input, select, textarea, table, section, [aria-label], [aria-labelledby]')) return true
        const text = element.textContent.replace(/\\s+/g, ' ').trim()
        return flags === null ? tight(text) === tight(source) : new RegExp(source, flags).test(text)
      }
      const all = [...document.querySelectorAll(css)]
      const likely = all.filter(says)
      return likely.length > 0 ? likely : all
    `,
      css,
      source ?? null,
      flags ?? null,
    )
  }

  async click(role, name) {
    await (await this.find(role, name)).click()
  }

  async text(role, name) {
    return (await this.find(role, name)).getText()
  }

  async value(role, name) {
    return (await this.find(role, name)).getProperty('value')
  }

  // Keys and text to whatever has the focus.
  async press(...keys) {
    await this.driver.actions().sendKeys(...keys).perform()
  }

  // The last key, while the others are held.
  async hold(...keys) {
    const key = keys.pop()
    let actions = this.driver.actions()
    for (const held of keys) actions = actions.keyDown(held)
    actions = actions.sendKeys(key)
    for (const held of keys) actions = actions.keyUp(held)
    await actions.perform()
  }

  async focused() {
    const element = await this.driver.switchTo().activeElement()
    return { role: await element.getAriaRole(), name: await element.getAccessibleName() }
  }

  // Tab (or Shift+Tab, with `back`) until the focus is there: proof that the keyboard alone gets there.
  async tabTo(role, name, { back = false } = {}) {
    const passed = []
    while (passed.length < MOST_STOPS) {
      if (back) await this.hold(Key.SHIFT, Key.TAB)
      else await this.press(Key.TAB)
      const at = await this.focused()
      if (at.role === role && matches(at.name, name)) return
      passed.push(`${at.role} ${at.name}`)
    }
    assert.fail(`${MOST_STOPS} stops of Tab led to no ${role} named ${name}: ${[...new Set(passed)].join(' | ')}`)
  }

  // The file that `action` makes the browser write into its download folder.
  async download(action) {
    const folder = this.home.downloads
    const before = readdirSync(folder)
    await action()
    // Until all is there, browsers write to another name, and may hold the name with an empty file.
    const name = await this.until('a file is downloaded', () => {
      const size = (file) => statSync(join(folder, file), { throwIfNoEntry: false })?.size
      const whole = (file) => !/^\.|\.(crdownload|part|wkdownload)$/.test(file) && size(file) > 0
      const files = readdirSync(folder).filter((file) => !before.includes(file) && whole(file))
      assert.ok(files.length <= 1, `one download gave ${files.length} files: ${files}`)
      return files[0]
    })
    const path = join(folder, name)
    return { name, path, text: readFileSync(path, 'utf8') }
  }

  async upload(path, css = 'input[type=file]') {
    await this.driver.findElement({ css }).sendKeys(path)
  }

  async assertNoOverflow() {
    const [wanted, given] = await this.script(
      'const { scrollWidth, clientWidth } = document.documentElement; return [scrollWidth, clientWidth]',
    )
    assert.ok(wanted <= given, `the page is ${wanted} px wide in a window of ${given} px`)
  }

  // Written only if BAC_THANG_SHOTS names a folder.
  async shot(name) {
    const folder = process.env.BAC_THANG_SHOTS
    if (!folder) return
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${name}.png`), await this.driver.takeScreenshot(), 'base64')
  }
}
