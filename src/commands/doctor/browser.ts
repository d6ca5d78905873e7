import { execFile } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import { promisify } from 'node:util'
import { systemCode } from '../../errors.ts'
import { inspectFile } from '../../fs/private-folder.ts'
import { forwarding, type MachineKind } from '../../runtime/machine-kind.ts'
import type { Settings } from '../../runtime/settings.ts'
import { check, type DoctorCheck, failedCheck } from './check-result.ts'

/** Checks whether a browser opens on this machine, and whether the browser can reach the callback. */
export function judgeSurroundings(machineKind: MachineKind, port: number): DoctorCheck[] {
  const { kind, opens, sameLocalhost } = machineKind
  const browser = opens
    ? check('browser', 'ok', `this machine opens a browser (${kind})`)
    : check('browser', 'ok', `this machine opens no browser (${kind}); login prints the link`)
  const forward = forwarding(machineKind, port)
  const callback = sameLocalhost
    ? check('callback', 'ok', `the browser reaches localhost:${port}`)
    : check(
        'callback',
        'ok',
        'the browser runs on another machine, so its localhost is not this one: paste the address of its last page into the terminal',
        forward ? `or ${forward.label}: ${forward.how}` : 'or give a public URL: slack-tokens login --redirect-uri URL',
      )
  return [browser, callback]
}

/** The browsers that xdg-open tries on Linux. macOS and Windows need no such list. */
const browsers = [
  'x-www-browser',
  'firefox',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge',
  'brave-browser',
  'epiphany',
  'konqueror',
  'www-browser',
]

/**
 * Returns the program that would open a page: the program in BROWSER, otherwise a known browser. Null when no such
 * program is on the path.
 */
export function findLauncher({ browser, searchPath }: Pick<Settings, 'browser' | 'searchPath'>): string | null {
  const folders = (searchPath ?? '').split(delimiter).filter(Boolean)
  const runs = (path: string) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    } catch {
      return false
    }
  }
  const named = (browser?.split(delimiter) ?? browsers).map((command) => command.trim().split(/\s+/)[0] ?? '')
  const found = named.find((name) =>
    isAbsolute(name) ? runs(name) : name !== '' && folders.some((folder) => runs(join(folder, name))),
  )
  return found ?? null
}

/** Checks that the program which opens pages exists. Call this function only when the machine can open pages. */
export function judgeLauncher(launcher: string | null, browser: string | undefined): DoctorCheck {
  if (launcher !== null) return check('launcher', 'ok', browser ? `BROWSER is ${launcher}` : `found ${launcher}`)
  return browser
    ? check('launcher', 'warn', `BROWSER is ${browser}, which is not on the path`, 'unset BROWSER, or BROWSER=none')
    : check(
        'launcher',
        'warn',
        'no browser is on the path; login prints the link',
        'BROWSER=/path/to/browser, or BROWSER=none',
      )
}

const millisecondsADay = 86_400_000

/** Checks the certificate for localhost in the config folder. */
export function checkCertificate(folder: string, now: number): DoctorCheck {
  const name = 'certificate'
  const path = join(folder, 'localhost-cert.pem')
  try {
    if (!inspectFile(path)) return check(name, 'ok', 'none yet; the first login that needs one creates it')
    const { validTo } = new X509Certificate(readFileSync(path, 'utf8'))
    return judgeCertificate(Math.floor((Date.parse(validTo) - now) / millisecondsADay))
  } catch (error) {
    if (systemCode(error) === 'config_refused') return failedCheck(name, error)
    return check(name, 'warn', `${path} is not a certificate`, 'slack-tokens login makes a new one')
  }
}

/**
 * Reports how long the certificate is valid.
 * @param days days until the certificate expires; below seven, login replaces the certificate.
 */
export function judgeCertificate(days: number): DoctorCheck {
  if (days < 7)
    return check(
      'certificate',
      'warn',
      days < 0 ? 'expired' : `${days} days left`,
      'slack-tokens login makes a new one',
    )
  return check('certificate', 'ok', `${days} days left`)
}

/**
 * Checks whether mkcert is installed and has a CA. Browsers trust a certificate that this CA signed. Changes nothing.
 */
export async function checkMkcert(): Promise<DoctorCheck> {
  try {
    const { stdout } = await promisify(execFile)('mkcert', ['-CAROOT'], { timeout: 1500 })
    return judgeMkcert(existsSync(join(stdout.trim(), 'rootCA-key.pem')) ? 'with a CA' : 'without a CA')
  } catch {
    return judgeMkcert('not here')
  }
}

/** Returns the check of mkcert. The state of the check is always `ok`, because an install works without mkcert. */
export function judgeMkcert(found: 'with a CA' | 'without a CA' | 'not here'): DoctorCheck {
  if (found === 'with a CA') return check('mkcert', 'ok', 'its CA signs the certificate, and browsers do not warn')
  if (found === 'without a CA')
    return check('mkcert', 'ok', 'installed, but it has no CA', 'mkcert -install, so that browsers do not warn')
  return check('mkcert', 'ok', 'not installed; the browser warns once about the certificate that login creates')
}
