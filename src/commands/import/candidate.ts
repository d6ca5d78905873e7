import type { BotToken, Installation, UserToken, Webhook } from '../../config/installation.ts'
import type { Ownership } from '../../config/merge.ts'
import type { Config } from '../../config/store.ts'
import { type ReadGrant, readGrants } from '../../responses/grant.ts'
import type { ParsedResponse } from '../../responses/types.ts'

/** An installation from the input, before it is verified. */
export interface Candidate {
  /** The name of the installation in the source; null without one. */
  readonly name: string | null
  readonly installation: Installation
  readonly claim: Ownership
}

/** Facts about the import that the imported text does not contain. */
export interface ImportCircumstances {
  readonly apiUrl: string
  /** The time at which the answer arrived, in milliseconds since 1970; the current time if that time is unknown. */
  readonly at: number
  readonly claim: Ownership
}

/**
 * Returns the installations of an export or of another config file.
 * @param own whether to mark the tokens as this tool's own.
 */
export function fromConfig({ profiles }: Config, own: boolean): Candidate[] {
  return Object.entries(profiles).map(([name, installation]) => ({
    name,
    installation: own ? { ...installation, borrowed: false } : installation,
    claim: own ? 'own' : 'as stored',
  }))
}

const methods: Partial<Record<ParsedResponse['shape'], string>> = {
  v1: 'oauth.access',
  v2: 'oauth.v2.access',
  v2_user: 'oauth.v2.user.access',
  refresh: 'oauth.v2.access',
  exchange: 'oauth.v2.exchange',
}

/** Returns the installation in an answer of Slack or in a record of a store; null when there is none. */
export function fromResponse(parsed: ParsedResponse, circumstances: ImportCircumstances): Candidate | null {
  const grants = readGrants(parsed)
  const [first] = grants
  if (!first) return null
  const { apiUrl, at, claim } = circumstances
  const when = new Date(at).toISOString()
  const body = parsed.value as Installation['responses'][number]['body']
  const bot = first.bot && { ...access(first, 'bot', { parsed, at }), botId: null }
  const installation: Installation = {
    ...blank(apiUrl, when, claim),
    flow: first.flow,
    appId: first.appId,
    workspace: first.workspace,
    organization: first.organization,
    bot,
    users: grants.filter(({ user }) => user).map((grant) => access(grant, 'user', { parsed, at })),
    webhooks: parsed.webhooks.map(({ path: _path, ...webhook }): Webhook => webhook),
    responses: [{ method: methods[parsed.shape] ?? 'import', at: when, userId: first.installerId, body }],
  }
  return { name: null, installation, claim }
}

/** Returns an installation in which every fact is unknown. @param when the time of the install in ISO 8601. */
export function blank(apiUrl: string, when: string, claim: Ownership): Installation {
  return {
    flow: 'token',
    apiUrl,
    simulator: false,
    appId: null,
    appName: null,
    clientId: null,
    workspace: null,
    organization: null,
    bot: null,
    users: [],
    webhooks: [],
    responses: [],
    installedAt: when,
    borrowed: claim === 'borrowed',
  }
}

function access(
  grant: ReadGrant,
  identity: 'bot' | 'user',
  { parsed, at }: { readonly parsed: ParsedResponse; readonly at: number },
): UserToken & Partial<BotToken> {
  const granted = grant[identity]
  const token = granted?.token ?? ''
  const lifetime = granted?.expiresIn ?? null
  return {
    token,
    userId: granted?.userId ?? null,
    userName: parsed.tokens.find(({ value }) => value === token)?.userName ?? null,
    scopes: granted?.scopes ?? [],
    asked: null,
    expiresAt: grant.expiresAt[identity] ?? (lifetime === null ? null : new Date(at + lifetime * 1000).toISOString()),
    refreshToken: granted?.refreshToken ?? null,
    ...(lifetime !== null && { lifetime }),
  }
}
