import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import type { Finding } from '../findings/finding.ts'
import { type AppReaction, refreshesIn } from '../lifecycle/actions.ts'
import { afterInstall, type Life, type LifeVerdict, peopleOf } from '../lifecycle/life.ts'
import { actsFor, lostOwners, ownersIn } from '../lifecycle/owners.ts'
import { judgeRace, judgeRound } from '../lifecycle/refreshes.ts'
import { type ChangedSettings, keepingSettings, simulatedApp } from '../lifecycle/simulated-app.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { doesNotFit, nameUse } from './does-not-fit.ts'

/**
 * The lifetime of an access token in seconds; Slack's is 43200. An app computes the expiry from `expires_in` and its
 * own clock, which no simulator can move, so the lifetime is as short as possible. Most apps refresh a token some
 * minutes or hours before it expires, so they refresh this token at once. The other apps refresh it after a second.
 */
const lifetime = 1

/** The fault that lets a refresh take longer, so that two refreshes overlap on a slow machine, too. */
const slowRefresh = { on: 'oauth.v2.access', what: 'slow:421' } as const

/**
 * Lets the tokens expire under the running app: once, a second time, and a third time while the app is used twice at the
 * same time. Slack rotates the tokens of an app only when its developer has switched that on, so the scenario is skipped
 * for other apps, unless the user names it.
 */
export async function rotation(stage: DriveStage): Promise<PlayedScenario> {
  const { simulator, declared } = stage
  const { clients } = await control(simulator, 'describe', {}, ['clients'])
  const isNamed = stage.isNamed('rotation')
  const isDeclared = declared?.rotation ?? false
  if (!isNamed && !isDeclared && !clients.some((client) => client.rotation)) throw notSwitchedOn(stage)
  const [person] = await peopleOf(stage)
  return await afterInstall(stage, {}, async (life) => {
    const { rotation: isSet } = await simulatedApp(simulator, life.clientId)
    const isOn = isSet || isDeclared
    if (!isNamed && !isOn) throw notSwitchedOn(stage)
    if (life.link.flow === 'v1') throw doesNotFit('the tokens of a classic app do not expire')
    const act: Rotated['act'] = (browser, enough) =>
      stage.use ? life.use(browser, enough) : life.event(person.id, enough)
    // It is not known yet how long the app takes after an event, so the first call is enough.
    const usual = await act(life.first.walker, (calls) => calls.length > 0)
    if (!usual || ownersIn(usual).length === 0) {
      throw stage.use
        ? doesNotFit(`the app made no call to Slack with a token when GET ${stage.use.pathname} was opened`)
        : doesNotFit('it needs an address that makes the app call Slack with its tokens: --use PATH', nameUse(stage))
    }
    return await keepingSettings(simulator, life.clientId, (change) =>
      rotate(stage, { life, isOn, usual, act, change }),
    )
  })
}

interface Rotated {
  readonly life: Life
  /** Whether the developer has switched token rotation on. */
  readonly isOn: boolean
  /** What the app does while its tokens are valid. */
  readonly usual: AppReaction
  act(
    browser: Life['first']['walker'],
    enough?: (calls: readonly LoggedRequest[]) => boolean,
  ): Promise<AppReaction | undefined>
  change(settings: ChangedSettings): Promise<void>
}

async function rotate(stage: DriveStage, { life, isOn, usual, act, change }: Rotated): Promise<LifeVerdict> {
  const { simulator, clock, signal } = stage
  await change({ rotation: true, tokenLifetime: lifetime, refreshGrace: 0 })
  const { walker, findings: failed } = await life.install({})
  if (failed.length > 0) return { says: 'the install with token rotation failed', findings: failed }
  /** Whether the app refreshes a token only when it has expired by the app's own clock. */
  let isExact = false
  const expire = async () => {
    await control(simulator, 'expireTokens', { clientId: life.clientId })
    if (isExact) await clock.sleep(lifetime * 1000, signal)
  }
  const round = async (): Promise<AppReaction> => {
    await expire()
    const actions = [await act(walker, actsFor(usual))]
    if (actions.every((action) => action?.refreshes.length === 0)) {
      isExact = true
      await clock.sleep(lifetime * 1000, signal)
      actions.push(await act(walker, actsFor(usual)))
    }
    const done = joined(usual, actions)
    // An app may need a refused call to see that a token has expired.
    return lostOwners(usual, done).length === 0 ? done : joined(done, [done, await act(walker, actsFor(usual))])
  }
  const first = await round()
  const [problem] = judgeRound(usual, first, { isOn })
  if (problem) return { says: 'the tokens expired', findings: [problem] }
  const second = await round()
  const [again] = judgeRound(usual, second, { earlier: first, isOn })
  if (again) return { says: 'the tokens expired twice', findings: [again] }
  const raced = await race(stage, { expire, act: () => act(walker, actsFor(usual, 2)) })
  const findings: readonly Finding[] = judgeRace(usual, raced)
  const says = `refreshed ${refreshed(first)}, each time the tokens expired`
  const isShared = refreshesIn(raced.calls).length > 0
  const notSeen = isShared ? undefined : 'two refreshes at once: two uses at the same time refreshed nothing'
  return { says, notSeen, findings }
}

/** Uses the app twice at the same time, with expired tokens. */
async function race(
  stage: DriveStage,
  { expire, act }: { expire(): Promise<void>; act(): Promise<AppReaction | undefined> },
): Promise<{ readonly actions: readonly (AppReaction | undefined)[]; readonly calls: readonly LoggedRequest[] }> {
  await expire()
  const watch = await stage.watch()
  const remove = await stage.faults.set({ ...slowRefresh, times: 8 })
  try {
    const actions = await Promise.all([act(), act()])
    return { actions, calls: await watch.calls() }
  } finally {
    await remove()
  }
}

function joined(first: AppReaction, actions: readonly (AppReaction | undefined)[]): AppReaction {
  const all = actions.filter((action) => action !== undefined)
  return {
    ...first,
    ...all.at(-1),
    calls: all.flatMap(({ calls }) => calls),
    refreshes: all.flatMap(({ refreshes }) => refreshes),
  }
}

function refreshed({ refreshes }: AppReaction): string {
  const kinds = new Set(refreshes.map(({ owner = '' }) => owner.split(':')[0]))
  return `the pair of the ${[...kinds].join(' and of the ')}`
}

function notSwitchedOn({ declared }: DriveStage) {
  const why = declared ? 'the manifest has no token_rotation_enabled' : 'no manifest says token_rotation_enabled'
  return doesNotFit(`token rotation is not switched on (${why}); to try it: --scenario rotation`)
}
