import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findChromium, type Machine } from '../../src/browser/chromium/find-chromium.ts'

function machine(programs: readonly string[], more: Partial<Machine> = {}): Machine {
  return { environment: {}, platform: 'linux', isProgram: (path) => programs.includes(path), ...more }
}

describe('the search for Chromium', () => {
  it.each(['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH', 'CHROME_BIN'])(
    'takes the program that %s names first',
    (name) => {
      const environment = { [name]: '/opt/chrome/chrome', PATH: '/usr/bin' }
      expect(findChromium(machine(['/opt/chrome/chrome', '/usr/bin/chromium'], { environment }))).toBe(
        '/opt/chrome/chrome',
      )
    },
  )

  it('fails when a variable names no program, even when another Chromium is on the PATH', () => {
    const environment = { CHROME_PATH: '/gone', PATH: '/usr/bin' }
    expect(() => findChromium(machine(['/usr/bin/chromium'], { environment }))).toThrow(
      expect.objectContaining({ failure: 'usage', code: 'no_browser' }),
    )
  })

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'msedge', 'microsoft-edge'])(
    'finds %s in a folder of the PATH',
    (name) => {
      const path = join('/usr/local/bin', name)
      expect(findChromium(machine([path], { environment: { PATH: `/usr/bin:/usr/local/bin` } }))).toBe(path)
    },
  )

  it('finds the program on macOS, also among the applications of one account', () => {
    const own = '/Users/dana/Applications/Chromium.app/Contents/MacOS/Chromium'
    const environment = { HOME: '/Users/dana' }
    expect(findChromium(machine([own], { environment, platform: 'darwin' }))).toBe(own)
    const all = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
    expect(findChromium(machine([own, all], { environment, platform: 'darwin' }))).toBe(all)
  })

  it('finds the program on Windows', () => {
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const environment = { ProgramFiles: 'C:\\Program Files', 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }
    expect(findChromium(machine([edge], { environment, platform: 'win32' }))).toBe(edge)
  })

  it.each(['linux', 'darwin', 'win32'] as const)('says on %s how to get Chromium when there is none', (platform) => {
    expect(() => findChromium(machine([], { platform }))).toThrow(
      expect.objectContaining({ code: 'no_browser', hint: expect.stringContaining('CHROME_PATH') as string }),
    )
  })
})
