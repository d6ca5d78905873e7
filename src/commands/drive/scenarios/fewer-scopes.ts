import type { End } from '../../../browser/hop.ts'
import type { InstallLink } from '../../../oauth/install-link.ts'
import { control, type LoggedRequest } from '../../../simulator/control/client.ts'
import { methodFacts } from '../../../slack/facts/methods.ts'
import { exchangesIn } from '../app-calls.ts'
import type { ConsentChoice } from '../consent-step.ts'
import type { ScopesByToken } from '../declared-manifest.ts'
import { type Finding, type FindingId, finding } from '../findings/finding.ts'
import { isBroken, reportEnd } from '../judge.ts'
import { judgeLater } from '../later-install.ts'
import { uninstallWithEvents } from '../lifecycle/removal.ts'
import { useShows } from '../lifecycle/tokens-seen.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import { type InstalledOnce, installOnce } from './install-once.ts'
import { played } from './scenario.ts'

/** Lets Slack grant fewer scopes than the link requests, although nobody unticks one. */
export async function shortGrant(stage: DriveStage): Promise<PlayedScenario> {
  return await grantFewer(stage, {
    crash: 'short-grant-crash',
    unfit: ({ flow, botScopes, userScopes }) => {
      if (flow === 'v1') return 'a classic app gets every scope of its link'
      return Math.max(botScopes.length, userScopes.length) < 2
        ? 'the link requests one scope for each token'
        : undefined
    },
    choose(link, calls) {
      const withheldScopes = withheld(link, calls)
      return { scopes: withheldScopes, choice: { settings: () => ({ withheldScopes }) } }
    },
    after: { withheldScopes: { bot: [], user: [] } },
  })
}

/** Unticks every optional scope on the consent page. */
export async function optionalScopes(stage: DriveStage): Promise<PlayedScenario> {
  const optional = await optionalScopesOf(stage)
  return await grantFewer(stage, {
    crash: 'optional-scopes-crash',
    unfit({ botScopes, userScopes, flow }) {
      const listed = { bot: both(optional.bot, botScopes), user: both(optional.user, userScopes) }
      const count = listed.bot.length + listed.user.length
      if (flow === 'v1' || count === 0) return 'the link has no optional scope of the manifest'
      return count === botScopes.length + userScopes.length ? 'every scope of the link is optional' : undefined
    },
    choose({ botScopes, userScopes }) {
      const scopes = { bot: both(optional.bot, botScopes), user: both(optional.user, userScopes) }
      const unticked = [...new Set([...scopes.bot, ...scopes.user])]
      return { scopes, choice: { unticked, settings: () => ({ optionalScopes: scopes }) } }
    },
    after: { optionalScopes: optional },
  })
}

/** Returns the optional scopes in the app's manifest, otherwise those in the settings of the simulated app. */
async function optionalScopesOf({ simulator, declared }: DriveStage): Promise<ScopesByToken> {
  if (declared) return declared.optional
  const { app } = await control(simulator, 'describe', {}, ['app'])
  return app.optionalScopes
}

const both = (some: readonly string[], others: readonly string[]) => some.filter((one) => others.includes(one))

/**
 * Chooses the scopes to withhold: those of the methods that the app called after a full grant, so that these calls are
 * refused. Without such calls: all but the first scope of each token. Each token keeps at least one scope.
 */
function withheld({ botScopes, userScopes }: InstallLink, calls: readonly LoggedRequest[]): ScopesByToken {
  const choose = (kind: 'bot' | 'user', list: readonly string[]) => {
    const used = calls
      .filter(({ as }) => as?.startsWith(`${kind}:`))
      .flatMap(({ what }) => methodFacts(what)?.[kind] ?? [])
    const needed = list.filter((scope) => used.includes(scope))
    return (needed.length > 0 ? needed : list.slice(1)).slice(0, Math.max(0, list.length - 1))
  }
  return { bot: choose('bot', botScopes), user: choose('user', userScopes) }
}

interface FewerScopes {
  readonly crash: FindingId
  readonly unfit: NonNullable<ConsentChoice['unfit']>
  /** Chooses the scopes that are not granted. @param calls the app's calls after a full grant */
  choose(
    link: InstallLink,
    calls: readonly LoggedRequest[],
  ): { readonly scopes: ScopesByToken; readonly choice: Omit<ConsentChoice, 'decision'> }
  /** The settings of the app after the scenario. */
  readonly after: { readonly withheldScopes?: ScopesByToken; readonly optionalScopes?: ScopesByToken }
}

/**
 * Installs the app with all scopes and makes it call Slack, removes it, installs it with fewer scopes and makes it call
 * Slack again. Then a plain install must work. The app is removed in between, because Slack adds scopes to those that
 * were granted earlier.
 */
async function grantFewer(stage: DriveStage, fewer: FewerScopes): Promise<PlayedScenario> {
  const full = await useAfter(stage, await installOnce(stage, { unfit: fewer.unfit }))
  const { walked, findings } = full.installed
  const { query } = walked
  if (!query || findings.length > 0) return played(walked, full.calls, findings)
  const { clientId } = query.link
  const removed = await uninstallWithEvents(stage, { clientId, appId: query.appId })
  const { scopes, choice } = fewer.choose(query.link, full.calls)
  try {
    const short = await useAfter(stage, await installOnce(stage, choice, { broken: fewer.crash }))
    await reset(stage, clientId, fewer)
    const found = judgeShort(short, full, { crash: fewer.crash, scopes })
    const later = short.installed.walked.end.kind === 'nobody' ? undefined : await installOnce(stage)
    const hops = [...walked.hops, ...full.hops, ...removed, ...short.installed.walked.hops, ...short.hops]
    return {
      says: `${tell(scopes)}: ${reportEnd(short.installed.walked.end)}`,
      notSeen: [...full.calls, ...short.calls].some((call) => needsOneOf(scopes, call)) ? undefined : unneeded(stage),
      hops: [...hops, ...(later?.walked.hops ?? [])],
      calls: short.calls,
      findings: later ? [...found, ...judgeLater(later)] : found,
    }
  } finally {
    await reset(stage, clientId, fewer)
  }
}

async function reset({ simulator }: DriveStage, clientId: string, { after }: FewerScopes): Promise<void> {
  await control(simulator, 'registerApp', { clientId, ...after })
}

/** Whether a call needs one of the scopes that were not granted. */
function needsOneOf({ bot, user }: ScopesByToken, { what, error }: LoggedRequest): boolean {
  if (error === 'missing_scope') return true
  const facts = methodFacts(what)
  const needed = [facts?.bot, facts?.user].flatMap((scopes) => scopes ?? [])
  return [...bot, ...user].some((scope) => needed.includes(scope))
}

function unneeded({ use }: DriveStage): string {
  const made = use ? `${use.pathname} (--use) made none` : useShows
  return `a call that needs the missing scopes; ${made}`
}

interface Used {
  readonly installed: InstalledOnce
  /** The app's answer to the address of `--use`; undefined without that option. */
  readonly end: End | undefined
  readonly hops: PlayedScenario['hops']
  /** The app's calls during the install and afterwards. */
  readonly calls: readonly LoggedRequest[]
}

/** Opens the address of `--use` after an install. */
async function useAfter(stage: DriveStage, installed: InstalledOnce): Promise<Used> {
  const { use } = stage
  if (!use || !installed.walked.callback) return { installed, end: undefined, hops: [], calls: installed.calls }
  const watch = await stage.watch()
  const visitor = stage.newWalker()
  const end = await visitor.comeBack(use)
  return { installed, end, hops: visitor.hops, calls: [...installed.calls, ...(await watch.calls())] }
}

function judgeShort(
  short: Used,
  full: Used,
  { crash, scopes }: { readonly crash: FindingId; readonly scopes: ScopesByToken },
): readonly Finding[] {
  const { walked, calls, findings } = short.installed
  const { end } = walked
  const lacks = short.calls.findLast(({ error }) => error === 'missing_scope')
  const why = lacks ? `; ${lacks.what} was refused: missing_scope` : ''
  const crashed = (last: End, hop: (typeof short.hops)[number] | undefined): Finding => {
    const made = finding(crash, `${tell(scopes)}; ${reportEnd(last)}${why}`, lacks?.error ?? '')
    return { ...made, at: hop ?? made.at }
  }
  if (end.kind === 'refused' || !walked.callback || !exchangesIn(calls).some(({ ok }) => ok)) return findings
  if (isBroken(end)) return [crashed(end, walked.hops.at(-1))]
  // If the app breaks only after this install, the missing scopes are the cause.
  if (short.end && isBroken(short.end) && !(full.end && isBroken(full.end)))
    return [crashed(short.end, short.hops.at(-1))]
  return []
}

/** Names the scopes that were not granted, for example `without chat:write (bot), search:read (user)`. */
function tell({ bot, user }: ScopesByToken): string {
  const lists = [bot.length > 0 && `${bot.join(',')} (bot)`, user.length > 0 && `${user.join(',')} (user)`]
  return `without ${lists.filter(Boolean).join(', ')}`
}
