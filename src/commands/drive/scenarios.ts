import { control, type LoggedRequest } from '../../simulator/control/client.ts'
import { exchangesIn } from './app-calls.ts'
import type { ConsentChoice } from './consent-step.ts'
import { type Finding, finding } from './findings.ts'
import { isBroken, isHappy, isSdkPage, judgeInstall, reportEnd, twice } from './judge.ts'
import type { ScenarioName } from './scenario-names.ts'
import type { DriveStage, PlayedScenario } from './types.ts'
import { uninstall } from './uninstall-scenario.ts'
import type { Walked } from './walk.ts'

export interface Scenario {
  readonly says: string
  /** Whether the scenario is skipped when a plain install does not work. */
  readonly needsInstall: boolean
  play(stage: DriveStage): Promise<PlayedScenario>
}

/** How long to wait for further calls of the app after its answer to the browser, in milliseconds. */
const afterthought = 1500
const shortAfterthought = 200

export const scenarios = {
  allow: { says: 'a person presses Allow', needsInstall: false, play: (stage) => installs(stage, {}) },
  deny: { says: 'a person presses Cancel', needsInstall: false, play: deny },
  'wrong-state': { says: 'the callback comes with another state than the app’s', needsInstall: true, play: wrongState },
  'double-callback': { says: 'the callback is opened a second time', needsInstall: true, play: doubleCallback },
  'user-only': {
    says: 'only user scopes are granted, so no bot token comes',
    needsInstall: true,
    play: (stage) => installs(stage, { without: 'scope' }),
  },
  'bot-only': {
    says: 'only bot scopes are granted, so no user token comes',
    needsInstall: true,
    play: (stage) => installs(stage, { without: 'user_scope' }),
  },
  uninstall: { says: 'an admin removes the app, then it is installed again', needsInstall: true, play: uninstall },
  // This scenario is last: the app then stores an organization's installation, which the other scenarios do not expect.
  org: { says: 'an admin installs on the whole organization', needsInstall: true, play: organization },
} as const satisfies Readonly<Record<ScenarioName, Scenario>>

const breaks = { scope: 'user-only-crash', user_scope: 'bot-only-crash' } as const

async function installs(stage: DriveStage, choice: Omit<ConsentChoice, 'decision'>): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walked = await stage.newWalker().walk({ decision: 'allow', ...choice })
  const calls = await watch.until(
    (seen) => !walked.callback || !isHappy(walked.end) || exchangesIn(seen).length > 0,
    afterthought,
  )
  const broken = choice.organization ? 'org-crash' : choice.without ? breaks[choice.without] : 'callback-crash'
  const findings = judgeInstall(walked, calls, broken)
  const { end } = walked
  // An unreachable last page is no defect of the app. It is reported only for the plain install.
  const isStranded = end.kind === 'unreachable' && findings.length === 0 && Object.keys(choice).length === 0
  return played(walked, calls, isStranded ? [finding('landing-unreachable', reportEnd(end))] : findings)
}

async function organization(stage: DriveStage): Promise<PlayedScenario> {
  const { simulator } = stage
  const { organization: before } = await control(simulator, 'describe', {}, ['organization'])
  const one = { id: 'E0SIMDRIVE', name: 'Sandbox Corp', domain: 'sandbox-corp' }
  await control(simulator, 'setOrganization', { organization: one })
  try {
    return await installs(stage, { organization: one.id })
  } finally {
    await control(simulator, 'setOrganization', { organization: before })
  }
}

async function deny(stage: DriveStage): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walked = await stage.newWalker().walk({ decision: 'cancel' })
  const { end } = walked
  const findings = !walked.callback
    ? judgeInstall(walked, [])
    : isBroken(end)
      ? [finding(isSdkPage(end) ? 'denial-500-sdk' : 'denial-500', reportEnd(end))]
      : []
  return played(walked, await watch.calls(), findings)
}

/** Tries an invented state, no state, and the right state in a browser that never opened the install address. */
async function wrongState(stage: DriveStage): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  const walked = await walker.walkToCallback({ decision: 'allow' })
  const { callback, query: requested } = walked
  if (!callback) return played(walked, [], judgeInstall(walked, []))
  const seen = () => watch.until((calls) => exchangesIn(calls).length > 0, shortAfterthought)
  const findings: Finding[] = []
  for (const state of ['made-up-by-somebody-else', null]) {
    const end = await walker.comeBack(withState(callback, state))
    const calls = await seen()
    const evidence = `${state === null ? 'no state' : 'another state'}${requested?.state === null ? ', and the link has none' : ''}: `
    if (exchangesIn(calls).length > 0) findings.push(finding('state-not-checked', evidence + reportEnd(end)))
    else if (isBroken(end) && !isSdkPage(end)) findings.push(finding('wrong-state-crash', evidence + reportEnd(end)))
    if (findings.length > 0) return played({ ...walked, hops: walker.hops, end }, calls, findings)
  }
  const other = stage.newWalker()
  const end = await other.comeBack(callback)
  const calls = await seen()
  if (exchangesIn(calls).length > 0) findings.push(finding('state-not-bound', `another browser: ${reportEnd(end)}`))
  return played({ ...walked, hops: [...walker.hops, ...other.hops], end }, calls, findings)
}

function withState(callback: URL, state: string | null): URL {
  const bent = new URL(callback)
  if (state === null) bent.searchParams.delete('state')
  else bent.searchParams.set('state', state)
  return bent
}

async function doubleCallback(stage: DriveStage): Promise<PlayedScenario> {
  const watch = await stage.watch()
  const walker = stage.newWalker()
  const walked = await walker.walk({ decision: 'allow' })
  const first = judgeInstall(walked, await watch.calls())
  if (!walked.callback || first.length > 0) return played(walked, await watch.calls(), first)
  const end = await walker.comeBack(walked.callback)
  const calls = await watch.until((seen) => exchangesIn(seen).length > 1, shortAfterthought)
  const exchanges = exchangesIn(calls)
  const findings =
    isBroken(end) && !isSdkPage(end)
      ? [finding('reload-crash', reportEnd(end))]
      : exchanges.length > 1
        ? [finding('reload-exchanged', `${twice(exchanges)}; ${reportEnd(end)}`)]
        : []
  return played({ ...walked, hops: walker.hops, end }, calls, findings)
}

/** Returns the result of a scenario. @param walked the last install of the scenario. */
export function played(walked: Walked, calls: readonly LoggedRequest[], findings: readonly Finding[]): PlayedScenario {
  return { says: reportEnd(walked.end), hops: walked.hops, calls, findings }
}
