// A screen of our own (Xvfb) for what can't run headless: WebKit, and Chromium's save dialog.

import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { afterwards } from './places.mjs'

const run = promisify(execFile)

// Starts Xvfb on a display it finds free itself; gives the environment that leads programs there
// (and keeps GTK's dialogs in English, whose keys are pressed below).
export async function newDisplay(t) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  afterwards(t, () => server.kill())
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    server.stdio[3].once('data', (line) => resolve(String(line).trim()))
  })
  return { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: 'x11', LC_ALL: 'C.UTF-8' }
}

// Waits for a window with such a title, gives it the keyboard (no window manager is there to do it), and presses a key.
export const keyToWindow = (env, title, key) => toWindow(env, title, 'key', key)

// The same, with a text.
export const typeToWindow = (env, title, text) => toWindow(env, title, 'type', '--delay', '20', text)

async function toWindow(env, title, ...does) {
  const options = { env, timeout: 30_000 }
  const { stdout } = await run('xdotool', ['search', '--sync', '--onlyvisible', '--name', title], options)
  const window = stdout.trim().split('\n').at(-1)
  await run('xdotool', ['windowfocus', '--sync', window, ...does], options)
}
