import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../../support/chromium.ts'
import { type AppName, apps, type Drove, driveApp } from '../../support/drive.ts'

/** What a drive reports, without the port and without the lines that the app printed. */
function outcome({ code, report, port }: Drove): unknown {
  const text = JSON.stringify(report.scenarios, (key, value: unknown) =>
    key === 'output' || key === 'artifacts' ? undefined : value,
  )
  return { code, scenarios: JSON.parse(text.replaceAll(String(port), 'PORT')) as unknown }
}

describe.skipIf(!chromiumPath)('drive --browser', { timeout: 240_000 }, () => {
  it.each(Object.keys(apps) as AppName[])('reports the same as drive without --browser for the app %s', async (app) => {
    const walked = await driveApp({ app })
    const browsed = await driveApp({ app, more: ['--browser'] })
    expect(outcome(browsed), browsed.stderr).toEqual(outcome(walked))
    expect(browsed.stderr).not.toContain('would have differed')
  })
})
