import { expect } from 'vitest'
import { scenarioNames } from '../../src/commands/drive/scenarios/names.ts'
import { type AppName, apps, driveApp, found } from './drive.ts'

const isOfSlack = (app: AppName) => /^(?:oauth|bolt)/.test(app)

/** The apps with Slack’s own libraries. */
export const withSlacksLibraries = (Object.keys(apps) as AppName[]).filter(isOfSlack)

/**
 * The apps that play two scenarios only: older versions of a library, and variants of one app that differ in the page
 * or in what a defect needs. The others play all.
 */
const isVariant = (app: AppName) =>
  /^(?:oauth 3|bolt 4|page|leaking|careless|pkce|second install|behind a host|form|sign-in page|by basic|passport-)|silent$/.test(
    app,
  )

/** The apps whose tokens a library of Slack refreshes. They differ from the others only in the scenario `rotation`. */
export const rotatingWithLibraries = (Object.keys(apps) as AppName[]).filter((app) => app.startsWith('rotating '))

/** All other apps: hand-written, or with libraries of others. */
export const handWritten = (Object.keys(apps) as AppName[]).filter(
  (app) => !isOfSlack(app) && !rotatingWithLibraries.includes(app),
)

/** The apps that request scopes for one token only. `drive` skips the scenarios that need a second token. */
const oneToken = /default$|silent$|^passport|^slack-edge$|^Auth\.js$|^states on/

/** The apps that receive no events over HTTP. */
const withoutEvents = /^oauth|Socket Mode|^states on|^rotating|^callback cases|^passport|^Auth/

/** Returns the scenarios that do not fit the link of an app. `drive` skips these scenarios. */
function unfitFor(app: AppName): readonly string[] {
  return [
    ...(/^oauth \d default$|^rotating$/.test(app) ? ['short-grant'] : []),
    // Only one app requests a webhook, and none has a manifest with optional scopes or is a classic app.
    ...['optional-scopes', 'v1', ...(app === 'troubled' ? [] : ['webhook'])],
    ...(withoutEvents.test(app) ? ['forged-events'] : []),
    ...(oneToken.test(app) ? ['user-only', 'bot-only'] : []),
    ...(oneToken.test(app) && app !== 'states on the server' ? ['tokens-revoked', 'installer-leaves'] : []),
    // None of these apps has switched token rotation on.
    'rotation',
  ]
}

/** The remarks about an app without a defect. */
function remarksOn(app: AppName): readonly string[] {
  // Slack’s SDKs answer a denial and a refused code with status 500 by default.
  if (/^(?:oauth|bolt)/.test(app)) return ['deny: denial-500-sdk', 'expired-code: refused-code-500']
  // When Slack refuses a code, Passport and Auth.js answer with a server error.
  if (/^(?:passport|Auth)/.test(app)) return ['expired-code: refused-code-500']
  // These apps set no cookie, so any browser can finish an install.
  return app === 'states on the server' || app === 'rotating' ? ['wrong-state: state-not-bound'] : []
}

/** Drives an app through its scenarios, and expects no defect, the known remarks and the known skipped scenarios. */
export async function expectHealthy(app: AppName): Promise<void> {
  const names = isVariant(app) ? (['allow', 'deny'] as const) : scenarioNames
  const drove = await driveApp({ app, scenarios: isVariant(app) ? names.join() : 'all' })
  expect([drove.code, drove.report.ok, found(drove)], drove.stderr).toEqual([0, true, []])
  expect(found(drove, 'remark')).toEqual(
    remarksOn(app).filter((remark) => names.some((name) => remark.startsWith(`${name}:`))),
  )
  const unfit = unfitFor(app)
  expect(drove.report.scenarios.map(({ scenario, outcome }) => [scenario, outcome === 'skipped'])).toEqual(
    names.map((name) => [name, unfit.includes(name)]),
  )
}
