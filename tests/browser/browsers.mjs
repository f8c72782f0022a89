// Starts a browser on a home (see places.mjs), with the home's page open and started.
// The same home again is the same profile: what the page kept is there. A new home is a fresh machine.

import { Builder, Capabilities, logging } from 'selenium-webdriver'
import chrome from 'selenium-webdriver/chrome.js'
import firefox from 'selenium-webdriver/firefox.js'
import { DriverService } from 'selenium-webdriver/remote/index.js'
import { ChromiumPage } from './chromium-page.mjs'
import { Page } from './page.mjs'
import { afterwards, place } from './places.mjs'

// `display`: an environment from newDisplay for a browser with a window; without it, headless.
export async function openChromium(t, home, { display } = {}) {
  const logs = new logging.Preferences()
  logs.setLevel(logging.Type.BROWSER, logging.Level.ALL)
  logs.setLevel(logging.Type.PERFORMANCE, logging.Level.ALL)
  const options = new chrome.Options()
    .setBinaryPath(place('BAC_THANG_CHROMIUM'))
    .addArguments(`--user-data-dir=${home.profile}`, ...(display ? ['--ozone-platform=x11'] : ['--headless']))
    .addArguments('--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--lang=vi')
    .addArguments('--disable-background-networking', '--disable-component-update', '--disable-sync')
    .setUserPreferences({
      'download.default_directory': home.downloads,
      'savefile.default_directory': home.downloads,
      'savefile.type': 1, // "Webpage, Complete"
    })
    .setLoggingPrefs(logs)
  // It leaves things behind in TMPDIR.
  const environment = { ...process.env, ...display, TMPDIR: home.root }
  const service = new chrome.ServiceBuilder(place('BAC_THANG_CHROMEDRIVER')).setEnvironment(environment)
  const driver = await new Builder().forBrowser('chrome').setChromeOptions(options).setChromeService(service).build()
  return opened(t, new ChromiumPage(driver, home))
}

export async function openFirefox(t, home) {
  const options = new firefox.Options()
    .setBinary(place('BAC_THANG_FIREFOX'))
    .addArguments('-headless', '-profile', home.profile)
    .setPreference('browser.download.folderList', 2)
    .setPreference('browser.download.dir', home.downloads)
    .setPreference('browser.helperApps.neverAsk.saveToDisk', 'application/json')
  const service = new firefox.ServiceBuilder(place('BAC_THANG_GECKODRIVER'))
  const driver = await new Builder().forBrowser('firefox').setFirefoxOptions(options).setFirefoxService(service).build()
  return opened(t, new Page(driver, home))
}

// MiniBrowser can't be headless. It downloads into HOME, without asking.
export async function openWebKit(t, home, display) {
  const service = new DriverService.Builder(place('BAC_THANG_WEBKIT_DRIVER'))
    .setLoopback(true)
    .setEnvironment({ ...display, HOME: home.downloads })
    .build()
  afterwards(t, () => service.kill())
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary: place('BAC_THANG_MINIBROWSER'), args: ['--automation'] },
  })
  const driver = await new Builder().usingServer(await service.start()).withCapabilities(capabilities).build()
  return opened(t, new Page(driver, home))
}

async function opened(t, page) {
  afterwards(t, () => page.quit())
  await page.open()
  return page
}
