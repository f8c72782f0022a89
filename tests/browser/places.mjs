// Where things are: programs and the page come from the environment, with Debian's paths as defaults.
// A missing program is an error, never a skipped test.

import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const DEFAULTS = {
  BAC_THANG_PAGE: resolve(import.meta.dirname, '../../dist/bac-thang.html'),
  BAC_THANG_CHROMIUM: '/usr/bin/chromium',
  BAC_THANG_CHROMEDRIVER: '/usr/bin/chromedriver',
  BAC_THANG_FIREFOX: '/usr/bin/firefox-esr',
  BAC_THANG_GECKODRIVER: '/usr/bin/geckodriver',
  BAC_THANG_WEBKIT_DRIVER: '/usr/bin/WebKitWebDriver',
  BAC_THANG_MINIBROWSER: '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
}

export function place(name) {
  const path = process.env[name] ?? DEFAULTS[name]
  if (!existsSync(path)) throw new Error(`${path} is missing; say with ${name} where it is`)
  return path
}

// Runs `undo` when the test ends, last begun first undone (t.after alone would remove a profile under a running browser).
const undos = new WeakMap()
export function afterwards(t, undo) {
  if (!undos.has(t)) {
    undos.set(t, [])
    t.after(async () => {
      let failure
      for (const each of undos.get(t).reverse()) {
        try {
          await each()
        } catch (error) {
          failure ??= error
        }
      }
      if (failure) throw failure
    })
  }
  undos.get(t).push(undo)
}

// A machine of an official's: a copy of the page in a folder named as people name folders,
// a browser profile and a download folder. Removed when the test `t` ends.
export function newHome(t, page = place('BAC_THANG_PAGE')) {
  const root = mkdtempSync(join(tmpdir(), 'bac-thang-'))
  afterwards(t, () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))
  const home = {
    folder: join(root, 'Chuyển đổi số 2024 (bản gửi xã)'),
    profile: join(root, 'profile'),
    downloads: join(root, 'downloads'),
  }
  for (const folder of Object.values(home)) mkdirSync(folder)
  home.root = root
  home.page = join(home.folder, 'Bậc Thang – chấm điểm.html')
  copyFileSync(page, home.page)
  return home
}
