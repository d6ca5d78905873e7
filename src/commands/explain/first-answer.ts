import { fieldsOf, own, text } from '../../responses/fields.ts'
import { mostFound } from '../../responses/find-tokens.ts'
import type { ResponseToken } from '../../responses/types.ts'
import { credentialFacts } from '../../slack/facts/credential-names.ts'
import { otherHook } from '../../slack/facts/hook-addresses.ts'
import { aToken } from '../../slack/facts/token-kinds.ts'
import { plain } from '../../terminal/one-line.ts'
import type { Explanation } from './explanation.ts'
import { knownSentence } from './known-sentence.ts'

/**
 * Returns the most important sentence of the explanation: which token this is, and as which user it acts. Null when the
 * answer contains nothing to name.
 */
export function firstAnswer(explanation: Explanation): string | null {
  const { error, shape, known, tokens, webhooks, addresses, credentials } = explanation
  if (error !== null) return null
  const place = placeOf(explanation)
  if (shape === 'openid') return signIn(explanation)
  const sentence = knownSentence(explanation)
  if (sentence !== undefined) return sentence
  if (tokens.length > 0) return tokensSentence(tokens, { place, least: leastOf([explanation]) })
  const [hook] = webhooks
  if (hook) {
    const channel = hook.channel === null ? 'one channel' : plain(hook.channel, 60)
    return `${label(hook.path, 'This')} is an incoming webhook: it posts to ${channel}${place} with no token.`
  }
  const [address] = addresses
  if (address) {
    const facts = otherHook(address.url)
    return `${label(address.path, 'This')} is ${facts?.label ?? 'an address of Slack’s'}, not an incoming webhook.`
  }
  if (known === null && credentials.length > 0) return credentialsSentence(explanation)
  return null
}

/** Maximum number of workspaces to name in one sentence. */
const mostPlaces = 3

/** Returns the most important sentence about several answers or records: their tokens and their workspaces. */
export function answerOfAll(items: readonly Explanation[]): string {
  const all = items.flatMap((one) => one.tokens)
  const access = all.filter(({ kind }) => kind !== 'refresh')
  const tokens = access.length > 0 ? access : all
  const places = [...new Set(items.map(placeOf).filter((place) => place !== ''))].map((place) => place.slice(4))
  if (tokens.length === 0) return `It holds ${items.length} answers or records, and no token.`
  const shown = places.slice(0, mostPlaces)
  const rest = places.length - shown.length
  const named = rest > 0 ? [...shown, `${rest} more`] : shown
  return `It holds ${leastOf(items)}${counted(tokens)}${named.length > 0 ? ` in ${list(named)}` : ''}.`
}

const label = (path: string, otherwise: string) => (path === '' ? otherwise : plain(path, 80))

function placeOf({ workspace, organization, isOrgInstall }: Explanation): string {
  const place = isOrgInstall ? organization : (workspace ?? organization)
  if (!place) return ''
  return ` in ${plain(place.name ? `${place.name} (${place.id})` : place.id, 100)}`
}

/** Returns the words before a number of tokens that may not be all, because reading ended at a maximum. */
function leastOf(items: readonly Explanation[]): string {
  const isCut = items.some((one) => one.tokens.length + one.webhooks.length + one.addresses.length >= mostFound)
  return isCut ? 'at least ' : ''
}

interface TokensAt {
  readonly place: string
  readonly least: string
}

function tokensSentence(tokens: readonly ResponseToken[], { place, least }: TokensAt): string {
  const access = tokens.filter(({ kind }) => kind !== 'refresh')
  const [first] = access
  if (!first)
    return `${label(tokens[0]?.path ?? '', 'This')} is a refresh token: it calls nothing, and buys a new pair once.`
  const acting = access.filter(({ kind }) => kind === 'bot' || kind === 'user')
  const one = access.length === 1 ? access : acting
  // Several tokens of the same kind come from several installs. To be short, the sentence only counts them.
  if (one.length > 2 || (one.length === 2 && one[0]?.kind === one[1]?.kind) || one.length === 0) {
    return `It holds ${least}${counted(access)}${place}.`
  }
  const [only] = one
  const clauses =
    one.length === 1 && only
      ? [`${label(only.path, 'This')} is ${aToken(only.kind)}: it ${actsAs(only)}`]
      : one.map((token) => `${label(token.path, 'the other')} (${token.kind} token) ${actsAs(token)}`)
  const others = access.filter((token) => !one.includes(token))
  const beside =
    others.length > 0
      ? `; beside ${one.length > 1 ? 'them' : 'it'} ${others.length > 1 ? 'stand' : 'stands'} ${counted(others)}`
      : ''
  return `${clauses.join('; ')}${place}${beside}.`
}

function counted(tokens: readonly ResponseToken[]): string {
  const kinds = [...new Set(tokens.map(({ kind }) => kind))]
  return list(
    kinds.map((kind) => {
      const count = tokens.filter((one) => one.kind === kind).length
      return count === 1 ? aToken(kind) : `${count} ${aToken(kind).replace(/^an? /, '')}s`
    }),
  )
}

function actsAs({ kind, actsAs: id, userName }: ResponseToken): string {
  const who = [userName && `@${plain(userName, 40)}`, id && plain(id, 40)].filter((one) => one).join(' ')
  switch (kind) {
    case 'bot':
      return `acts as the app${who && ` (${who})`}`
    case 'user':
      return who ? `acts as the person ${who}` : 'acts as the person who installed'
    case 'app':
      return 'opens Socket Mode for the app and acts as nobody'
    case 'config':
      return `edits the apps${id ? ` of ${plain(id, 40)}` : ''} and acts as nobody`
    case 'workflow':
      return 'acts for one step of a workflow'
    case 'session':
      return 'is of a person’s browser and not for apps'
    case 'workspace':
      return 'nobody can use since 2021'
    case 'refresh':
      return 'calls nothing'
  }
}

function signIn(explanation: Explanation): string {
  const { tokens, installerId } = explanation
  const [token] = tokens.filter(({ kind }) => kind !== 'refresh')
  const who = installerId ?? token?.actsAs
  const person = who ? `${plain(who, 40)}${placeOf(explanation)}` : 'the person'
  return token
    ? `${label(token.path, 'This')} is the token of a sign-in${who ? ` of ${person}` : ''}: it reads who ${who ? 'that' : 'the'} person is, and nothing else.`
    : `This is a sign-in of ${person}: no API token is in it.`
}

function credentialsSentence({ credentials, value }: Explanation): string {
  const whole = credentials.filter(({ state }) => state !== 'empty' && state !== 'placeholder' && state !== 'odd')
  const kinds = [...new Set((whole.length > 0 ? whole : credentials).flatMap(({ kind }) => kind ?? []))]
  const labels = kinds.map((kind) => credentialFacts[kind].label)
  if (labels.length === 0) return 'It names something of Slack’s that is not known here.'
  const app = text(own(fieldsOf(value), 'app_id'))
  const whose = app ? `of the app ${plain(app, 40)}` : 'of an app'
  if (whole.length === 0 && credentials.some(({ state }) => state === 'placeholder')) {
    const one = credentials.length === 1 ? 'a placeholder' : 'placeholders'
    return `${credentials.length === 1 ? 'This is' : 'These are'} ${one} for the ${list(labels)} ${whose}: no real value is filled in.`
  }
  if (whole.length === 0) return `These are the names for the ${list(labels)} ${whose}, with nothing filled in.`
  return `These are credentials ${whose} (${list(labels)}): with them it can be installed, and no token is among them.`
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
