import { type AppCredentialOptions, takeCredentials } from '../../apps/take-credentials.ts'
import type { Ownership } from '../../config/merge.ts'
import { recoveryDamage } from '../../config/recovery-file.ts'
import { parseConfig } from '../../config/schema.ts'
import type { Config } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import { parsePasted } from '../../paste/parse.ts'
import { fieldsOf, isFields, own, type ResponseFields, text } from '../../responses/fields.ts'
import { plainKey } from '../../responses/flat-record.ts'
import { withHiddenCredentials } from '../../responses/hidden-credentials.ts'
import { readIdToken } from '../../responses/id-token.ts'
import { readPasted } from '../../responses/read-pasted.ts'
import { loneToken } from '../../responses/token.ts'
import type { ParsedResponse } from '../../responses/types.ts'
import { nameIn } from '../../slack/facts/one-line.ts'
import { isRedactedWebhook, isWhole, type TokenKind, tokenInQuery, tokenKind } from '../../slack/facts/token-kinds.ts'
import { type Candidate, fromConfig, fromResponse, type ImportCircumstances } from './candidate.ts'
import { explaining, type Input } from './input.ts'
import { fromFoundToken } from './loose.ts'
import { type Skipped, skippedAddress, skippedAnswer, skippedCredential, skippedToken } from './skipped.ts'

/** Everything found in the input. */
export interface FoundCandidates {
  readonly candidates: readonly Candidate[]
  readonly apps: readonly AppCredentialOptions[]
  /** The whole content of an export; null for any other text. */
  readonly config: Config | null
  /** Values that were found and are not stored. */
  readonly skipped: readonly Skipped[]
  /** The paths of redacted or cut tokens and webhooks, for example `bot.bot_access_token`. */
  readonly redacted: readonly string[]
}

export interface ImportRequest {
  readonly apiUrl: string
  readonly own: boolean
  /** Whether Slack is called to find out which tokens belong together. */
  readonly online: boolean
  /** The current time in milliseconds since 1970. */
  readonly now: number
}

/**
 * Reads one text: an export of this tool, or any pasted text. Sends nothing.
 * @throws CliError with the exit reason `failed`: the export is from a newer version, or the recovery file is damaged.
 */
export async function readCandidates({ from, text: given }: Input, requested: ImportRequest): Promise<FoundCandidates> {
  const reading = parseConfig(given)
  if (reading.state === 'read') {
    const skipped = reading.empty.map((name) => skippedAnswer(name, `“${name}” holds no token and no webhook.`))
    return { candidates: fromConfig(reading.config, requested.own), apps: [], config: reading.config, ...none, skipped }
  }
  if (reading.state === 'newer' && given.includes('"profiles"')) {
    throw new CliError('failed', `It was exported by a newer slack-tokens: its version is ${reading.version}`, {
      code: 'config_newer',
      hint: 'Update this tool: npm install --global slack-tokens@latest',
    })
  }
  const damage = recoveryDamage(given, reading)
  if (damage !== undefined) {
    throw new CliError('failed', `${from} is a damaged recovery file or export, and nothing was stored: ${damage}`, {
      code: 'damaged_recovery',
      hint: `See what is left in it: ${explaining(from)}   Import a whole copy, or install again: slack-tokens login`,
    })
  }
  const pasted = withHiddenCredentials(await parsePasted(given))
  const { materials: responses, bare, notes } = readPasted(pasted)
  if (bare !== undefined) return readBareToken(bare, notes, requested)
  const { given: app, left, from: taken } = takeCredentials(responses)
  // Without a client id, nothing shows to which app a secret or an app-level token belongs.
  const whole = app !== null && app.clientId !== null
  const ownerless = whole
    ? []
    : (['clientSecret', 'signingSecret'] as const).flatMap((kind) =>
        taken[kind] ? [skippedCredential(taken[kind], kind, noClientId)] : [],
      )
  const found = responses.map((parsed) => readOne(parsed, pasted.values[0], requested))
  const isTaken = ({ path, kind }: Skipped) => kind === 'app' && whole && path === taken.appToken
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    apps: whole ? [app] : [],
    config: null,
    skipped: [
      ...found.flatMap(({ skipped }) => skipped).filter((one) => !(isTaken(one) || (one.kind === 'answer' && whole))),
      ...ownerless,
      ...left.map(({ path, kind, why }) => skippedCredential(path, kind, why)),
    ],
    redacted: found.flatMap(({ redacted }) => redacted),
  }
}

const noClientId =
  'no client id stands with it that says which app it is of: slack-tokens app add --client-id ID --secrets'

const none = { skipped: [], redacted: [] } as const

function readBareToken(bare: string, notes: readonly string[], requested: ImportRequest): FoundCandidates {
  const circumstances = circumstancesOf(requested, undefined)
  // If an address has a token in its query, that token is imported and the rest of the address is ignored.
  const inQuery = tokenKind(bare) ? undefined : tokenInQuery(bare)
  const value = inQuery ?? bare
  const token = tokenKind(value) ? [loneToken(value, '', null)] : []
  const webhook = { url: bare, path: '', channel: null, channelId: null, configurationUrl: null }
  const address = skippedAddress('', bare)
  const webhooks = isWebhook(bare) && !address ? [webhook] : []
  const { candidates, skipped } = fromFoundToken({ tokens: token, webhooks }, circumstances, requested.online)
  const nothing = candidates.length + skipped.length === 0
  const what = readIdToken(bare)
    ? 'It is a signed token (JWT): it says who signed in, and no API token is in it.'
    : ['It is no token and no webhook.', ...notes].join(' ')
  return {
    ...{ candidates, apps: [], config: null },
    skipped: address ? [address] : nothing ? [skippedAnswer('', what)] : skipped,
    redacted: redactedIn({ tokens: token, webhooks }),
  }
}

function readOne(
  parsed: ParsedResponse,
  whole: unknown,
  requested: ImportRequest,
): Omit<FoundCandidates, 'config' | 'apps'> {
  const circumstances = circumstancesOf(requested, whole)
  const addresses = parsed.addresses.flatMap(({ path, url }) => skippedAddress(path, url) ?? [])
  const installed = fromResponse(parsed, circumstances)
  if (installed) {
    const others = parsed.tokens.filter(({ kind }) => !isStored(kind))
    return {
      candidates: [installed],
      skipped: [...others.map(skippedToken), ...addresses],
      redacted: redactedIn(parsed),
    }
  }
  const { shape, value, notes, error, at, known } = parsed
  const nothing = (why: string) => ({ candidates: [], ...none, skipped: [skippedAnswer(at, why), ...addresses] })
  if (shape === 'error' && parsed.tokens.length + parsed.webhooks.length === 0)
    return nothing(`It is a refusal of Slack’s: ${error}.`)
  if (shape === 'openid') return nothing('It is a sign-in, which installs nothing.')
  if (shape === 'config' && known !== 'apps.manifest.create') {
    return nothing('It is a configuration token: slack-tokens app config-token')
  }
  const webhooks = [...parsed.webhooks, ...(isFields(value) ? webhooksByName(value, parsed) : [])]
  const separate = fromFoundToken({ tokens: parsed.tokens, webhooks }, circumstances, requested.online)
  const loose = known === 'auth.test' ? { ...separate, candidates: ofAuthTest(separate.candidates, value) } : separate
  const skipped = [...loose.skipped, ...addresses]
  const empty = loose.candidates.length + skipped.length === 0
  const redacted = redactedIn({ tokens: parsed.tokens, webhooks })
  return { ...loose, skipped: empty ? notes.map((note) => skippedAnswer(at, note)) : skipped, redacted }
}

/**
 * Adds the user and workspace of an auth.test answer to the candidate. If there are several candidates, returns them
 * unchanged.
 */
function ofAuthTest(candidates: readonly Candidate[], answer: unknown): readonly Candidate[] {
  const [only, ...others] = candidates
  const field = (...names: readonly string[]) =>
    names.map((name) => text(own(fieldsOf(answer), name))).find((one) => one !== undefined) ?? null
  const id = field('team_id', 'teamId', 'TeamID')
  if (!only || others.length > 0 || id === null || only.installation.workspace !== null) return candidates
  const { bot, users } = only.installation
  const userId = field('user_id', 'userId', 'UserID')
  const botId = field('bot_id', 'botId', 'BotID')
  // auth.test answers with a bot_id only for a bot token. An answer about the other kind of token does not fit this
  // candidate.
  const isOfBot = botId !== null
  if ((bot !== null) !== isOfBot || users.length > 1) return candidates
  const installation = {
    ...only.installation,
    workspace: id.startsWith('T') ? { id, name: nameIn(field('team', 'Team')) } : null,
    organization: id.startsWith('E') ? { id, name: nameIn(field('team', 'Team')) } : null,
    bot: bot && { ...bot, userId: bot.userId ?? userId, botId },
    users: users.map((one) => ({ ...one, userId: one.userId ?? userId })),
  }
  return [{ ...only, installation }]
}

/** Whether an installation can store this kind of token. The import reports any other token as skipped. */
function isStored(kind: TokenKind): boolean {
  return kind === 'bot' || kind === 'user' || kind === 'refresh'
}

/** Returns the paths of redacted or cut secrets, which cannot be stored. */
function redactedIn({ tokens, webhooks }: Pick<ParsedResponse, 'tokens' | 'webhooks'>): string[] {
  return [
    ...tokens.filter(({ kind, value }) => isStored(kind) && !isWhole(value)).map(({ path }) => path || 'The token'),
    ...webhooks.filter(({ url }) => isRedactedWebhook(url)).map(({ path }) => path || 'The webhook'),
  ]
}

/**
 * Returns further webhooks, whose URLs are not Slack's: only the names of their variables show that they are webhooks.
 */
function webhooksByName(value: ResponseFields, { webhooks }: ParsedResponse): ParsedResponse['webhooks'] {
  return Object.keys(value).flatMap((path) => {
    const url = text(own(value, path)) ?? ''
    const meant = /^(?:incoming)?webhookurl$/.test(plainKey(path)) && isWebhook(url)
    return meant && !webhooks.some((one) => one.url === url)
      ? [{ path, url, channel: null, channelId: null, configurationUrl: null }]
      : []
  })
}

function isWebhook(url: string): boolean {
  return /^https?:\/\/[^\s]+\/services\//.test(url)
}

/**
 * Returns when the tokens were received, and who owns them. The tokens in a recovery file are this tool's own, and the
 * file contains their time.
 */
function circumstancesOf({ apiUrl, own: owned, now }: ImportRequest, whole: unknown): ImportCircumstances {
  const recovered = isFields(whole) && isFields(own(whole, 'body')) && text(own(whole, 'method')) !== undefined
  const at = recovered ? Date.parse(text(own(whole, 'at')) ?? '') : Number.NaN
  const claim: Ownership = owned ? 'own' : recovered && !Number.isNaN(at) ? 'as stored' : 'borrowed'
  return { apiUrl, at: Number.isNaN(at) ? now : at, claim }
}
