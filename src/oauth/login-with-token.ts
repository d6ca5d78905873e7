import { httpFor } from '../auth/http-for-token.ts'
import type { Identity, Installation, NamedInstallation } from '../config/installation.ts'
import { withInstallation } from '../config/merge.ts'
import { profileNameFor } from '../config/profile-name.ts'
import { sharesToken } from '../config/same-installation.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { commandReference, parseCredentialCommand } from '../runtime/credential-command.ts'
import { slackApiUrl } from '../runtime/settings.ts'
import { slackError } from '../slack/client/api-error.ts'
import { callMethod, scopesOf } from '../slack/client/client.ts'
import { nameIn } from '../slack/facts/one-line.ts'
import { aToken, isCut, isRedacted, tokenKind } from '../slack/facts/token-kinds.ts'
import { cleanPasted } from './credentials.ts'
import type { LoginProfile } from './login-profile.ts'

export interface LoginWithTokenResult {
  readonly name: string
  readonly installation: Installation
  readonly identity: Identity
  readonly active: boolean
}

export interface TokenLogin {
  readonly names: LoginProfile
  /** The line of `--token-command`; undefined to read the token itself. */
  readonly command?: string | undefined
}

/**
 * Reads a token from standard input, a prompt or a credential command, checks it with auth.test, and stores it. The token is stored as
 * external: this tool refreshes or revokes it only on request, because a running app may use it.
 * @throws CliError with the exit reason `usage` when the text is not a bot or user token, or `noToken` when Slack
 * refuses the token.
 */
export async function loginWithToken(
  context: Context,
  { names: { profile, profileIfNew }, command }: TokenLogin,
): Promise<LoginWithTokenResult> {
  const { terminal, settings, store } = context
  const words = command === undefined ? undefined : parseCredentialCommand(command, '--token-command')
  const token = words ? await context.credential(words) : await readToken(context)
  terminal.conceal(token)
  const identity = identityOf(token)
  await store.proveWritable()
  const apiUrl = settings.apiUrl?.url ?? slackApiUrl
  const wire = {
    ...context,
    http: await httpFor(false, context),
    timeout: settings.httpTimeout,
    maxWait: settings.maxWait,
  }
  const answer = await callMethod({ apiUrl, method: 'auth.test', token }, wire)
  const { body } = answer
  if (body['ok'] !== true) throw slackError('auth.test', body)
  const stored = words ? commandReference(words) : token
  const found = describe({ token: stored, identity, apiUrl, scopes: scopesOf(answer), body, at: context.clock.now() })
  // Merge the token only into an installation that also came from a token. Without a profile name, an installation that
  // already has this token is allowed too. Any other installation that came from a consent stays unchanged.
  const into = (one: Installation) => one.flow === 'token' || (profile === undefined && sharesToken(one, found))
  let name = ''
  const config = await store.update((before) => {
    const merged = withInstallation(before, { found, source: 'borrowed', into }, (existing) =>
      profileNameFor(before, found, {
        wanted: existing === undefined ? profile : undefined,
        ifNew: profileIfNew,
        existing,
      }),
    )
    name = merged.name
    return { ...merged.config, active: before.active ?? name }
  })
  return { name, installation: config.profiles[name] ?? found, identity, active: config.active === name }
}

async function readToken(context: Context): Promise<string> {
  const typed = context.terminal.interactive
    ? await (await context.ask()).secret('Token (xoxb-… or xoxp-…)', (answer) =>
        tokenKind(cleanPasted(answer).value) ? undefined : 'A token begins with xoxb- or xoxp-',
      )
    : ((await context.readInput()).split('\n').find((line) => line.trim() !== '') ?? '')
  const { value, removed } = cleanPasted(typed)
  if (removed) context.terminal.warn(`The token came with ${removed}, which were removed`)
  return value
}

function identityOf(token: string): Identity {
  const kind = tokenKind(token)
  if (kind && isRedacted(token)) {
    throw new CliError('usage', `This is a redacted copy of ${aToken(kind)}: the whole token is needed`, {
      code: 'redacted',
      hint: 'Copy it from where it is stored: printf %s "$TOKEN" | slack-tokens login --with-token',
    })
  }
  if (kind && isCut(token)) {
    throw new CliError('usage', `This is ${aToken(kind)} whose last part is missing`, {
      code: 'shortened',
      hint: 'Copy the whole token from where it is stored: printf %s "$TOKEN" | slack-tokens login --with-token',
    })
  }
  const wellFormed = /^[a-z]{4}[A-Za-z0-9.%_-]+$/.test(token) && token.length <= 1024
  if ((kind === 'bot' || kind === 'user') && wellFormed) return kind
  throw new CliError(
    'usage',
    kind && wellFormed
      ? `This is ${aToken(kind)}, which cannot call methods as a bot or a user`
      : 'This is not a Slack token',
    {
      code: 'not_a_token',
      hint: 'Give a bot token (xoxb-…) or a user token (xoxp-…): printf %s "$TOKEN" | slack-tokens login --with-token',
    },
  )
}

interface TokenOwner {
  readonly token: string
  readonly identity: Identity
  readonly apiUrl: string
  readonly scopes: readonly string[]
  readonly body: Readonly<Record<string, unknown>>
  readonly at: number
}

function describe({ token, identity, apiUrl, scopes, body, at }: TokenOwner): Installation {
  const named = (id: unknown, name: unknown): NamedInstallation | null => {
    const known = nameIn(id)
    return known === null ? null : { id: known, name: nameIn(name) }
  }
  const access = {
    token,
    userId: nameIn(body['user_id']),
    userName: nameIn(body['user']),
    scopes,
    asked: null,
    expiresAt: endOf(body['expires_in'], at),
    refreshToken: null,
  }
  const org = body['is_enterprise_install'] === true
  return {
    flow: 'token',
    apiUrl,
    simulator: false,
    appId: nameIn(body['app_id']),
    appName: nameIn(body['app_name']),
    clientId: null,
    workspace: org ? null : named(body['team_id'], body['team']),
    organization: named(body['enterprise_id'], org ? body['team'] : null),
    bot: identity === 'bot' ? { ...access, botId: nameIn(body['bot_id']) } : null,
    users: identity === 'user' ? [access] : [],
    webhooks: [],
    responses: [{ method: 'auth.test', at: new Date(at).toISOString(), userId: access.userId, body }],
    installedAt: new Date(at).toISOString(),
    borrowed: true,
  }
}

/** Returns the expiry from the remaining seconds, which auth.test returns only for a rotating token. */
function endOf(seconds: unknown, at: number): string | null {
  return typeof seconds === 'number' ? new Date(at + seconds * 1000).toISOString() : null
}
