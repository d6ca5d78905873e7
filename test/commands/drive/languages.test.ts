import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import type { DriveReport } from '../../support/drive.ts'

const app = fileURLToPath(new URL('../../subjects/plain.py', import.meta.url))
const hasPython = spawnSync('python3', ['--version']).status === 0

/** Drives the Python app, which drive starts. */
async function drive(env: Readonly<Record<string, string>>) {
  using machine = createMachine()
  const ran = await machine.run(['drive', '--start', `python3 "${app}"`, '--json'], {
    cwd: process.cwd(),
    env: { PATH: process.env['PATH'] ?? '', HOME: machine.directory, ...env },
  })
  return { code: ran.code, report: ran.json as DriveReport, stderr: ran.stderr }
}

describe.skipIf(!hasPython)('drive --start, for an unchanged app in Python', () => {
  it('passes every scenario of a correct app', async () => {
    const { code, report, stderr } = await drive({})
    expect(
      report.scenarios.map(({ outcome }) => outcome),
      stderr,
    ).toEqual(Array(8).fill('ok'))
    expect(code).toBe(0)
  })

  it('finds that the app does not check the state', async () => {
    const { code, report } = await drive({ DEFECT: 'no-state-check' })
    const findings = report.scenarios.flatMap((scenario) => scenario.findings.map(({ id }) => id))
    expect([code, findings]).toEqual([1, expect.arrayContaining(['state-not-checked'])])
  })
})
