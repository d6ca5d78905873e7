import type { Claim } from '../../config/kin.ts'
import { parseKept } from '../../config/schema.ts'
import type { Kept } from '../../config/store.ts'
import { CliError } from '../../errors.ts'
import { parsePasted } from '../../paste/parse.ts'
import { type Fields, isFields, own, text } from '../../responses/fields.ts'
import { plainKey } from '../../responses/flat-record.ts'
import { readPasted } from '../../responses/read.ts'
import { loneToken } from '../../responses/token.ts'
import type { Material } from '../../responses/types.ts'
import { isRedacted, tokenKind } from '../../slack/facts/token-kinds.ts'
import { type AppGiven, appIn } from './app-credentials.ts'
import { type Candidate, type Circumstances, fromKept, fromMaterial } from './candidate.ts'
import type { Input } from './input.ts'
import { fromLoose } from './loose.ts'

/** Everything that was found in what was handed in. */
export interface Found {
  readonly candidates: readonly Candidate[]
  readonly apps: readonly AppGiven[]
  /** An export, with what it holds besides installations. */
  readonly kept: Kept | null
  /** Sentences about what is not kept, and why. */
  readonly skipped: readonly string[]
  /** Where a token or webhook stands that is only a redacted copy, `bot.bot_access_token`. */
  readonly redacted: readonly string[]
}

export interface Asked {
  readonly apiUrl: string
  readonly own: boolean
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Reads one text: an export of this tool, else anything that is pasted. Sends nothing.
 * @throws CliError failed: an export of a newer version.
 */
export async function readCandidates({ text: given }: Input, asked: Asked): Promise<Found> {
  const reading = parseKept(given)
  if (reading.state === 'kept') {
    const skipped = reading.empty.map((name) => `“${name}” holds no token and no webhook.`)
    return { candidates: fromKept(reading.kept, asked.own), apps: [], kept: reading.kept, ...none, skipped }
  }
  if (reading.state === 'newer' && given.includes('"profiles"')) {
    throw new CliError('failed', `It was exported by a newer slack-tokens: its version is ${reading.version}`, {
      code: 'config_newer',
      hint: 'Update this tool: npm install --global slack-tokens@latest',
    })
  }
  const pasted = await parsePasted(given)
  if (pasted.bare !== undefined) return readBareToken(pasted.bare, pasted.notes, asked)
  const { materials } = readPasted(pasted)
  const found = materials.map((material) => readOne(material, pasted.values[0], asked))
  return {
    candidates: found.flatMap(({ candidates }) => candidates),
    apps: found.flatMap(({ apps }) => apps),
    kept: null,
    skipped: found.flatMap(({ skipped }) => skipped),
    redacted: found.flatMap(({ redacted }) => redacted),
  }
}

const none = { skipped: [], redacted: [] } as const

function readBareToken(bare: string, notes: readonly string[], asked: Asked): Found {
  const circumstances = circumstancesOf(asked, undefined)
  const token = tokenKind(bare) ? [loneToken(bare, '', null)] : []
  const webhook = { url: bare, path: '', channel: null, channelId: null, configurationUrl: null }
  const webhooks = isWebhook(bare) ? [webhook] : []
  const { candidates, skipped } = fromLoose({ tokens: token, webhooks }, circumstances)
  const nothing = candidates.length + skipped.length === 0
  return {
    ...{ candidates, apps: [], kept: null },
    skipped: nothing ? ['It is no token and no webhook.', ...notes] : skipped,
    redacted: redactedIn({ tokens: token, webhooks }),
  }
}

function readOne(material: Material, whole: unknown, asked: Asked): Omit<Found, 'kept'> {
  const circumstances = circumstancesOf(asked, whole)
  const installed = fromMaterial(material, circumstances)
  if (installed) return { candidates: [installed], apps: [], skipped: [], redacted: redactedIn(material) }
  const { shape, value, notes, error } = material
  if (shape === 'error')
    return { candidates: [], apps: [], ...none, skipped: [`It is a refusal of Slack’s: ${error}.`] }
  if (shape === 'openid' || shape === 'config') {
    const what =
      shape === 'openid' ? 'a sign-in, which installs nothing' : 'a configuration token: slack-tokens app create'
    return { candidates: [], apps: [], ...none, skipped: [`It is ${what}.`] }
  }
  const webhooks = [...material.webhooks, ...(isFields(value) ? webhooksByName(value, material) : [])]
  const loose = fromLoose({ tokens: material.tokens, webhooks }, circumstances)
  const app = isFields(value) ? appIn(value) : null
  const nothing = loose.candidates.length + loose.skipped.length === 0 && !app
  const redacted = redactedIn({ tokens: material.tokens, webhooks })
  return { ...loose, apps: app ? [app] : [], skipped: nothing ? notes : loose.skipped, redacted }
}

/** Places of what cannot be kept, as the secret itself was taken out of this copy. */
function redactedIn({ tokens, webhooks }: Pick<Material, 'tokens' | 'webhooks'>): string[] {
  return [
    ...tokens.filter(({ value }) => isRedacted(value)).map(({ path }) => path || 'The token'),
    ...webhooks.filter(({ url }) => isRedactedWebhook(url)).map(({ path }) => path || 'The webhook'),
  ]
}

/** Whether the last part of a webhook's path, which is its secret, was taken out. */
export function isRedactedWebhook(url: string): boolean {
  return !URL.canParse(url) || /[…*]|%E2%80%A6/i.test(url) || isRedacted(url.split('/').at(-1) ?? '')
}

/** Those of another Slack than the real one are known by the name of their variable alone. */
function webhooksByName(value: Fields, { webhooks }: Material): Material['webhooks'] {
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

/** What this tool put into a recovery file is its own, and says when it came. */
function circumstancesOf({ apiUrl, own: owned, now }: Asked, whole: unknown): Circumstances {
  const recovered = isFields(whole) && isFields(own(whole, 'body')) && text(own(whole, 'method')) !== undefined
  const at = recovered ? Date.parse(text(own(whole, 'at')) ?? '') : Number.NaN
  const claim: Claim = owned ? 'own' : recovered && !Number.isNaN(at) ? 'as kept' : 'borrowed'
  return { apiUrl, at: Number.isNaN(at) ? now : at, claim }
}
