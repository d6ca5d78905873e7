import { expect, it } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { createMachine } from '../../support/cli.ts'
import { driveApp } from '../../support/drive.ts'
import { startPlain, startSim } from '../../support/running-app.ts'

/** Both browsers. Chromium is used only where it is installed. */
const browsers: readonly (readonly [name: string, flags: readonly string[]])[] = [
  ['drive’s own browser', []],
  ...(chromiumPath ? [['Chromium', ['--browser']] as const] : []),
]

/**
 * Failures of Slack's pages that say nothing about the app. Each row: how the page fails, and the code of the error.
 */
const pages = [
  ['require-approval', 'approval_required'],
  ['consent_expired', 'choice_refused'],
  ['invalid_choice', 'choice_refused'],
  // Slack answers a wrong link with these codes, too.
  ['invalid_scope', 'fault_staged'],
] as const

/** Drives the app plain.mjs on a simulator with a fault. Returns the exit code and the JSON. */
async function driveWithFault(fault: { readonly on: string; readonly what: string }, flags: readonly string[]) {
  using machine = createMachine()
  await using sim = await startSim(machine)
  await using app = await startPlain(sim.api)
  const headers = { authorization: `Bearer ${sim.controlToken}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ ...fault, times: 99, force: true })
  const set = await fetch(new URL('/_sim/fail', sim.api), { method: 'POST', headers, body })
  expect(set.status).toBe(200)
  const argv = ['drive', `${app.url}/install`, '--scenario', 'allow', '--json', ...flags]
  const { code, json } = await machine.run(argv, { env: { PATH: process.env['PATH'] ?? '' } })
  return [code, json]
}

it.each(browsers.flatMap(([name, flags]) => pages.map(([what, code]) => [what, name, code, flags] as const)))(
  'exits with 2 for the page %s of the simulator in %s, with the code %s',
  { timeout: 60_000 },
  async (what, _name, code, flags) =>
    expect(await driveWithFault({ on: 'page', what }, flags)).toMatchObject([2, { error: code }]),
)

it('exits with 2 and names the fault when a fault that somebody set refuses the exchange', async () => {
  const refused = await driveWithFault({ on: 'oauth.v2.access', what: 'invalid_code' }, [])
  expect(refused).toMatchObject([2, { error: 'fault_staged', message: /oauth\.v2\.access invalid_code/ }])
})

it.skipIf(!chromiumPath)(
  'also in Chromium, chooses a person of the right workspace when the app is installed in another workspace',
  { timeout: 90_000 },
  async () => {
    const scenarios = 'second-workspace'
    const drove = await driveApp({ app: 'lifecycle', scenarios, more: ['--browser'] })
    expect([drove.code, drove.report.scenarios[0]], drove.stderr).toMatchObject([0, { outcome: 'ok', notSeen: null }])
    expect(drove.report.scenarios[0]?.says).toContain('T0SIMDRIVE')
  },
)
