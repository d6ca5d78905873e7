import type { Installation } from '../../config/installation.ts'
import type { ParsedResponse, ResponseToken } from '../../responses/types.ts'
import { aToken, tokenKinds } from '../../slack/facts/token-kinds.ts'
import { blank, type Candidate, type ImportCircumstances } from './candidate.ts'

export interface LooseCandidate {
  readonly candidates: readonly Candidate[]
  /** What is none of an installation, each with the reason. */
  readonly skipped: readonly string[]
}

/**
 * Tokens and webhooks that stand by themselves, as in a `.env`: each an installation of its own, until Slack says
 * which of them belong together.
 */
export function fromFoundToken(
  { tokens, webhooks }: Pick<ParsedResponse, 'tokens' | 'webhooks'>,
  circumstances: ImportCircumstances,
): LooseCandidate {
  const refresh = tokens.filter(({ kind }) => kind === 'refresh')
  const access = tokens.filter(({ kind }) => kind === 'bot' || kind === 'user')
  const rotating = access.filter((one) => one.rotating)
  const partner = (one: ResponseToken) =>
    refresh.find(({ path }) => path.toLowerCase().includes(one.kind)) ??
    (rotating.length === 1 && refresh.length === 1 ? refresh[0] : undefined)
  const paired = new Set(rotating.map(partner))
  const others = tokens.filter((one) => !access.includes(one) && one.kind !== 'app' && !paired.has(one))
  return {
    candidates: [
      ...access.map((one) => fromToken(one, one.rotating ? partner(one) : undefined, circumstances)),
      ...webhooks.map(({ path: _path, ...webhook }) => fromWebhook(webhook, circumstances)),
    ],
    skipped: others.map(
      ({ kind, path }) =>
        `${path || 'One'} is ${aToken(kind)}: ${tokenKinds[kind].fromInstall ? 'no token stands beside it' : 'no install yields it'}`,
    ),
  }
}

function fromToken(
  { kind, value, actsAs, scopes, expiresAt }: ResponseToken,
  refresh: ResponseToken | undefined,
  { apiUrl, at, claim }: ImportCircumstances,
): Candidate {
  const token = {
    ...{ token: value, userId: actsAs, userName: null, scopes, asked: null, expiresAt },
    refreshToken: refresh?.value ?? null,
  }
  const plain = blank(apiUrl, new Date(at).toISOString(), claim)
  const installation: Installation =
    kind === 'bot' ? { ...plain, bot: { ...token, botId: null } } : { ...plain, users: [token] }
  return { name: null, installation, claim }
}

/** The first part of a webhook's path is its workspace. */
function fromWebhook(webhook: Installation['webhooks'][number], { apiUrl, at, claim }: ImportCircumstances): Candidate {
  const team = /\/services\/([TE][0-9A-Z]+)\//.exec(webhook.url)?.[1]
  const plain = blank(apiUrl, new Date(at).toISOString(), claim)
  const workspace = team?.startsWith('T') ? { id: team, name: null } : null
  const organization = team?.startsWith('E') ? { id: team, name: null } : null
  return { name: null, installation: { ...plain, workspace, organization, webhooks: [webhook] }, claim }
}
