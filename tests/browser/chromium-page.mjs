// What only Chromium lets us do: see every request and complaint, set the window to the pixel, choose light or dark.

import assert from 'node:assert/strict'
import { keyToWindow } from './display.mjs'
import { Page } from './page.mjs'

export class ChromiumPage extends Page {
  requests = []
  complaints = []

  // Everything the page asked for since the browser was opened, and everything the browser had to complain about.
  async #readLogs() {
    const logs = this.driver.manage().logs()
    for (const entry of await logs.get('performance')) {
      const { method, params } = JSON.parse(entry.message).message
      if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url)
      if (method === 'Network.webSocketCreated') this.requests.push(params.url)
    }
    for (const entry of await logs.get('browser')) this.complaints.push(`${entry.level.name}: ${entry.message}`)
  }

  async started() {
    try {
      await super.started()
    } catch (error) {
      await this.#readLogs()
      error.message += `\n${this.complaints.join('\n')}`
      throw error
    }
  }

  async assertQuiet() {
    await this.#readLogs()
    // chrome: and chrome-untrusted: are the browser's own new tab, seen before ours.
    const outside = this.requests.filter((url) => url !== this.url && !/^(chrome|chrome-untrusted|data|blob):/.test(url))
    assert.deepEqual(outside, [], 'the page asked for something')
    assert.deepEqual(this.complaints, [], 'the browser complained')
  }

  cdp(command, params) {
    return this.driver.sendDevToolsCommand(command, params)
  }

  async setWindow(width, height) {
    await this.cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    assert.deepEqual(await this.script('return [innerWidth, innerHeight]'), [width, height])
  }

  async setScheme(value) {
    await this.cdp('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }

  // Chromium's own "Save page as… > Webpage, Complete", into the download folder, as <title>.html. Nothing but the
  // save dialog leads there (DevTools can only write MHTML, in which scripts don't run), so this needs a display.
  // The preferences set in browsers.mjs choose folder and kind; Enter does nothing in this dialog, Alt+S saves.
  //
  // What Chromium 156 writes: the DOM as it is, attributes but not what was typed, with the text of <style> and <script>
  // byte for byte (so hashes in the policy hold), a comment that names where it was saved from, and its own
  // <meta charset> first in <head>; what was inside a <template> is lost.
  // `data-started` is written too: the page must remove it first thing when it starts.
  savePage(display) {
    return this.download(async () => {
      await keyToWindow(display, ' - Chromium$', 'ctrl+s')
      await keyToWindow(display, '^Save File$', 'alt+s')
    })
  }
}
