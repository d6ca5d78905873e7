import { checkAll } from '../../auth/check/check-all.ts'
import { type CheckFindings, type CheckVerdict, subjectOf, type TokenFinding } from '../../auth/check/types.ts'
import {
  type AccessToken,
  type DeadToken,
  holdsSomething,
  type Installation,
  type NamedInstallation,
} from '../../config/installation.ts'
import { CliError, foreignCode } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import type { Candidate } from './candidate.ts'

/** A token or webhook that Slack refuses. */
export interface RefusedToken {
  /** The kind of the token or webhook and its secret, for example `bot token xoxb-…`. The terminal masks the secret. */
  readonly what: string
  readonly code: string
  readonly message: string
}

export interface Verified {
  readonly candidates: readonly Candidate[]
  /** The refused tokens and webhooks. They are stored only if `force` is true, and then marked as dead. */
  readonly dead: readonly RefusedToken[]
}

/**
 * Verifies every token and webhook at Slack, and adds the facts from Slack's answers: user, workspace, app and scopes.
 * @param force whether to store dead tokens too, marked as dead.
 * @throws CliError with the exit reason `failed`: a token or webhook could not be verified.
 * @throws Interruption after Ctrl-C.
 */
export async function verify(candidates: readonly Candidate[], force: boolean, context: Context): Promise<Verified> {
  // The value `borrowed: true` prevents a refresh of these tokens, because new tokens could not be saved yet.
  const subjects = candidates.map(({ name, installation }) =>
    subjectOf(name ?? '', { ...installation, borrowed: true }),
  )
  const checked = await checkAll(subjects, context, (findings) => findings)
  if (context.signal.aborted) throw context.signal.reason
  const all = checked.map((findings, index) => withRefreshable(findings, candidates[index]))
  const verdicts = all.flatMap(({ tokens, webhooks }) => [...tokens, ...webhooks])
  const unasked = verdicts.find(({ state }) => state !== 'ok' && state !== 'dead')
  if (unasked) throw notAsked(unasked)
  const at = new Date(context.clock.now()).toISOString()
  const filled = candidates.map((candidate, index) => fill(candidate, all[index] as CheckFindings, { force, at }))
  return { candidates: filled.filter(({ installation }) => holdsSomething(installation)), dead: all.flatMap(deadOf) }
}

/** Changes an expired token's state to `ok` when it has a refresh token that this tool may use. */
function withRefreshable(findings: CheckFindings, candidate: Candidate | undefined): CheckFindings {
  if (!candidate || candidate.claim === 'borrowed' || candidate.installation.borrowed) return findings
  const tokens = findings.tokens.map((one) =>
    one.code === 'token_expired' && one.storedToken.access.refreshToken !== null
      ? { ...one, state: 'ok' as const }
      : one,
  )
  return { ...findings, tokens }
}

function notAsked({ message, code }: CheckVerdict): CliError {
  return new CliError('failed', `Nothing was stored, as not all could be verified. ${message ?? ''}`.trim(), {
    code: foreignCode(code, 'unverified'),
    hint: 'Try again, or store it unverified: --offline',
  })
}

function deadOf({ tokens, webhooks }: CheckFindings): RefusedToken[] {
  const named = [
    ...tokens.map((one) => ({ ...one, what: `${one.storedToken.identity} token ${one.storedToken.access.token}` })),
    ...webhooks.map((one) => ({ ...one, what: `webhook ${one.webhook.url}` })),
  ]
  return named.flatMap(({ what, state, code, message }) =>
    state === 'dead' ? [{ what, code: code ?? '', message: message ?? '' }] : [],
  )
}

interface How {
  readonly force: boolean
  readonly at: string
}

function fill(candidate: Candidate, { tokens, webhooks }: CheckFindings, { force, at }: How): Candidate {
  const { installation } = candidate
  const mark = ({ state, code }: CheckVerdict): { readonly dead?: DeadToken } =>
    state === 'dead' ? { dead: { code: code ?? '', at } } : {}
  const stays = ({ state }: CheckVerdict) => state === 'ok' || force
  const known = (access: AccessToken) => {
    const finding = tokens.find(({ storedToken }) => storedToken.access.token === access.token)
    return finding && stays(finding) ? { ...withAnswer(access, finding, at), ...mark(finding) } : null
  }
  const bot = installation.bot && known(installation.bot)
  const botWho = tokens.find(({ storedToken, who }) => storedToken.identity === 'bot' && who)?.who ?? null
  const who = botWho ?? tokens.find((one) => one.who)?.who ?? null
  return {
    ...candidate,
    installation: {
      ...withPlace(installation, who),
      bot: bot && { ...bot, botId: installation.bot?.botId ?? nameIn(botWho?.['bot_id']) },
      users: installation.users.flatMap((user) => known(user) ?? []),
      webhooks: installation.webhooks.flatMap((webhook) => {
        const finding = webhooks.find((one) => one.webhook.url === webhook.url)
        return finding && stays(finding) ? [{ ...webhook, ...mark(finding) }] : []
      }),
    },
  }
}

function withAnswer<T extends AccessToken>(access: T, { who, scopes }: TokenFinding, at: string): T {
  if (!who) return access
  const left = who['expires_in']
  const end = typeof left === 'number' ? new Date(Date.parse(at) + left * 1000).toISOString() : null
  return {
    ...access,
    userId: access.userId ?? nameIn(who['user_id']),
    userName: access.userName ?? nameIn(who['user']),
    scopes: scopes && scopes.length > 0 ? scopes : access.scopes,
    expiresAt: access.expiresAt ?? end,
  }
}

function withPlace(installation: Installation, who: Readonly<Record<string, unknown>> | null): Installation {
  if (!who) return installation
  const org = who['is_enterprise_install'] === true
  const workspace = org ? null : named(who['team_id'], who['team'])
  const organization = named(who['enterprise_id'], org ? who['team'] : null)
  return {
    ...installation,
    appId: installation.appId ?? nameIn(who['app_id']),
    appName: installation.appName ?? nameIn(who['app_name']),
    workspace: installation.workspace?.name ? installation.workspace : (workspace ?? installation.workspace),
    organization: installation.organization ?? organization,
  }
}

function named(id: unknown, name: unknown): NamedInstallation | null {
  const known = nameIn(id)
  return known === null ? null : { id: known, name: nameIn(name) }
}
