import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { type AppName, type Drove, driveApp } from '../../support/drive.ts'

/** Fields that differ from one run to the next, and the files of `--artifacts`. */
const leftOut = ['output', 'artifacts', 'took']

/** What a drive reports, without the port and without the lines that the app printed. */
function outcome({ code, report, port }: Drove): unknown {
  const text = JSON.stringify(report.scenarios, (key, value: unknown) => (leftOut.includes(key) ? undefined : value))
  return { code, scenarios: JSON.parse(text.replaceAll(String(port), 'PORT')) as unknown }
}

/**
 * An app without an SDK. It is driven through all forms of an install, also for a person, for a second workspace and
 * for an organization.
 */
const whole: readonly AppName[] = ['plain']
const more = 'deny,missing-state,user-only,org,second-workspace'

/** One app for each kind of install page and session. Chromium takes seconds for each, so the others are left out. */
const brief: readonly AppName[] = [...(['form', 'sign-in page', 'bolt 5 default', 'express', 'Auth.js'] as const)]

describe.skipIf(!chromiumPath)('drive --browser', { timeout: 300_000 }, () => {
  it.each([...whole, ...brief])('reports the same as drive without --browser for the app %s', async (app) => {
    const scenarios = whole.includes(app) ? more : 'allow,deny'
    const walked = await driveApp({ app, scenarios })
    const browsed = await driveApp({ app, scenarios, more: ['--browser'] })
    expect(outcome(browsed), browsed.stderr).toEqual(outcome(walked))
    expect(browsed.stderr).not.toContain('would have differed')
  })
})
