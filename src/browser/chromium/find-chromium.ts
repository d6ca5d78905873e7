import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CliError } from '../../errors.ts'

export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  /** Whether a path is a file that this account can run. */
  readonly isProgram: (path: string) => boolean
}

/** The variables in which people name their Chromium, for Karma, Lighthouse and Puppeteer. */
const variables = ['CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH', 'CHROME_BIN'] as const

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
] as const

const macPrograms = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
] as const

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
] as const

/**
 * Returns the path of a Chromium on this computer: the one that a variable names, then one on the PATH, then one in
 * the usual folders of macOS and Windows.
 * @throws CliError with the exit reason `usage` and the code `no_browser`: there is none, or the variable names a file
 * that cannot be run
 */
export function findChromium(machine: Machine): string {
  const { environment, isProgram, platform } = machine
  for (const name of variables) {
    const path = environment[name]
    if (!path) continue
    if (isProgram(path)) return path
    throw new CliError('usage', `${name} names a program that can’t be run: ${path}`, {
      code: 'no_browser',
      hint: `Set ${name} to the path of Chromium, Google Chrome or Microsoft Edge, or unset it`,
    })
  }
  const found = candidates(machine).find(isProgram)
  if (found !== undefined) return found
  throw new CliError('usage', 'No Chromium was found on this computer: no Chromium, Google Chrome or Microsoft Edge', {
    code: 'no_browser',
    hint: `${howToGet(platform)}, or set CHROME_PATH to the path of one`,
  })
}

function candidates({ environment, platform }: Machine): readonly string[] {
  const isWindows = platform === 'win32'
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((one) => one !== '')
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, isWindows ? `${name}.exe` : name)))
  if (platform === 'darwin') {
    const roots = ['/Applications', join(environment['HOME'] ?? '', 'Applications')]
    return [...macPrograms.flatMap((one) => roots.map((root) => join(root, one))), ...onPath]
  }
  if (!isWindows) return onPath
  const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] || [])
  return [...windowsPrograms.flatMap((one) => roots.map((root) => `${root}\\${one}`)), ...onPath]
}

function howToGet(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Install one: brew install --cask chromium'
  if (platform === 'win32') return 'Install one: winget install Google.Chrome'
  return 'Install one, on Debian and Ubuntu: sudo apt-get install chromium'
}

/** Whether a path is a file that this account can run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
