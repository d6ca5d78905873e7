import type { Installation } from '../../config/installation.ts'
import type { ParsedResponse, ResponseToken } from '../../responses/types.ts'
import { blank, type Candidate, type ImportCircumstances } from './candidate.ts'
import { type Skipped, skippedToken } from './skipped.ts'

export interface LooseCandidate {
  readonly candidates: readonly Candidate[]
  /** Values that belong to no installation, each with the reason. */
  readonly skipped: readonly Skipped[]
}

/**
 * Creates candidates from tokens and webhooks that are not part of an answer or a record, for example from a `.env`
 * file. If Slack is called, each token becomes one candidate, and auth.test later shows which tokens belong together.
 * Otherwise, the tokens of one object become one candidate, unless the object has two tokens of the same kind.
 * @param apart whether each token becomes its own candidate, because Slack is called.
 */
export function fromFoundToken(
  { tokens, webhooks }: Pick<ParsedResponse, 'tokens' | 'webhooks'>,
  circumstances: ImportCircumstances,
  apart: boolean,
): LooseCandidate {
  const refresh = tokens.filter(({ kind }) => kind === 'refresh')
  const access = tokens.filter(({ kind }) => kind === 'bot' || kind === 'user')
  const rotating = access.filter((one) => one.rotating)
  const partner = (one: ResponseToken) =>
    refresh.find(({ path }) => path.toLowerCase().includes(one.kind)) ??
    (rotating.length === 1 && refresh.length === 1 ? refresh[0] : undefined)
  const paired = new Set(rotating.map(partner))
  // The refresh token of a configuration token is stored with that configuration token, so it is not skipped.
  const isConfiguration = access.length === 0 && tokens.some(({ kind }) => kind === 'config')
  if (isConfiguration && refresh.length === 1) paired.add(refresh[0])
  const others = tokens.filter((one) => !access.includes(one) && !paired.has(one))
  const found: readonly LoosePart[] = [
    ...access.map((one) => ({
      path: one.path,
      team: teamNumber(one.value),
      candidate: fromToken(one, one.rotating ? partner(one) : undefined, circumstances),
    })),
    ...webhooks.map(({ path, ...webhook }) => ({ path, team: null, candidate: fromWebhook(webhook, circumstances) })),
  ]
  const candidates = apart ? found.map(({ candidate }) => candidate) : together(found)
  return { candidates, skipped: others.map(skippedToken) }
}

interface LoosePart {
  readonly path: string
  /** The workspace number in the token; null for a token without one. */
  readonly team: string | null
  readonly candidate: Candidate
}

/**
 * Returns the number of the workspace at the start of a token; null for a token without such a number. Tokens with
 * different numbers belong to different workspaces.
 */
function teamNumber(token: string): string | null {
  return /^xox[bp]-(\d{9,})-/.exec(token)?.[1] ?? null
}

/**
 * Merges the parts of each object into one candidate. The parts stay separate if the object has two tokens of the same
 * kind or tokens of two workspaces.
 */
function together(parts: readonly LoosePart[]): readonly Candidate[] {
  const folders = new Map<string, LoosePart[]>()
  for (const part of parts) {
    const folder = part.path.slice(0, Math.max(part.path.lastIndexOf('.'), part.path.lastIndexOf('['), 0))
    folders.set(folder, [...(folders.get(folder) ?? []), part])
  }
  return [...folders.values()].flatMap((group) => {
    const all = group.map(({ candidate }) => candidate)
    const bots = all.filter(({ installation }) => installation.bot)
    const users = all.filter(({ installation }) => installation.users.length > 0)
    const teams = new Set(group.flatMap(({ team }) => team ?? []))
    const places = new Set(
      all.flatMap(({ installation: { workspace, organization } }) => (workspace ?? organization)?.id ?? []),
    )
    const [first] = all
    if (!first || bots.length > 1 || users.length > 1 || teams.size > 1 || places.size > 1) return all
    const placed = all.find(({ installation }) => installation.workspace ?? installation.organization) ?? first
    const installation: Installation = {
      ...placed.installation,
      bot: bots[0]?.installation.bot ?? null,
      users: users[0]?.installation.users ?? [],
      webhooks: all.flatMap((one) => one.installation.webhooks),
    }
    return [{ ...first, installation }]
  })
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

/** Creates a candidate from a webhook. The first part of the webhook's path is its workspace. */
function fromWebhook(webhook: Installation['webhooks'][number], { apiUrl, at, claim }: ImportCircumstances): Candidate {
  const team = /\/services\/([TE][0-9A-Z]+)\//.exec(webhook.url)?.[1]
  const plain = blank(apiUrl, new Date(at).toISOString(), claim)
  const workspace = team?.startsWith('T') ? { id: team, name: null } : null
  const organization = team?.startsWith('E') ? { id: team, name: null } : null
  return { name: null, installation: { ...plain, workspace, organization, webhooks: [webhook] }, claim }
}
