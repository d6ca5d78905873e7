import { handleOrId, type Installation } from '../../config/installation.ts'
import { workspaceLabel } from '../../config/place.ts'
import type { Config } from '../../config/store.ts'
import type { Context } from '../../runtime/context.ts'
import { subcommandOf } from '../../runtime/tree-lookup.ts'
import type { TreeNode } from '../../runtime/tree-types.ts'
import { oneLine } from '../../slack/facts/one-line.ts'
import type { OfferedWord, Taker, ValueSource } from './complete.ts'

/**
 * The kinds of known values. Each pattern matches the options and arguments of one kind, as a text of `path`, option
 * and placeholder, in this order.
 */
const kinds: readonly (readonly [kind: Kind, taker: RegExp])[] = [
  [
    'installations',
    /--profile |^(?:use|show|rename|logout|export|check) name$|^app uninstall installation$|^explain what$/,
  ],
  ['apps', /^(?!sim ).*--app |^app (?:check|manifest|pull|push|remove|rename|show) name$/],
  ['userScopes', /--(?:add-)?user-scopes? /],
  ['botScopes', /--(?:add-scope|scopes) /],
  ['scopeSets', /--scope-set /],
  ['scopes', /--scope |^scopes name$/],
  ['methods', /--(?:needs|expect|filter) |--method name$|^(?:call|which) method$/],
  ['errors', /^why text$/],
  ['events', /^sim event type$/],
  ['faultPlaces', /^sim fail (?:where|--clear which)$/],
  ['faultWays', /^sim fail what$/],
  ['channels', /--channel |^post channel$|^sim say channel$/],
  ['people', /--user /],
  ['topics', /^help topic$/],
  ['files', / (?:file|dir|folder)$|^explain what$/],
]

type Kind = keyof typeof readers | 'files'

interface CompletionQuery {
  readonly tree: TreeNode
  readonly typed: readonly string[]
}

type Reader = (context: Pick<Context, 'store'>, given: CompletionQuery) => Promise<readonly OfferedWord[]>

const readers = {
  installations: async (context) =>
    Object.entries((await stored(context)).profiles).map(([value, one]) => ({ value, description: placeOf(one) })),
  apps: async (context) =>
    Object.entries((await stored(context)).apps ?? {}).map(([value, one]) => ({
      value,
      description: one.appName ?? one.appId ?? '',
    })),
  botScopes: async () => await scopesOf(({ bot }) => bot),
  userScopes: async () => await scopesOf(({ user }) => user),
  scopes: async () => await scopesOf(() => true),
  scopeSets: async () => {
    const { scopeSets } = await import('../../slack/facts/scope-sets.ts')
    return Object.entries(scopeSets).map(([value, { means }]) => ({ value, description: means }))
  },
  methods: methodWords,
  errors: errorWords,
  events: eventWords,
  faultPlaces: async () => {
    const { faultHelp } = await import('../../simulator/control/client.ts')
    const { places, deliveryPlaces } = faultHelp
    return [...meant(places), ...meant(deliveryPlaces), ...(await methodWords()), ...(await eventWords())]
  },
  faultWays: async (_context, { typed: [where = ''] }) => {
    const { faultRules } = await import('../../simulator/control/client.ts')
    const ways = (await faultRules()).waysToFail(where)
    return [...meant(ways.kinds), ...(ways.codes ? await errorWords() : [])]
  },
  channels: async (context) => {
    const installations = Object.values((await stored(context)).profiles)
    return installations.flatMap((one) => {
      const granted = one.webhooks.flatMap(({ channel }) => channel ?? [])
      const description = placeOf(one)
      return [
        ...granted.map((value) => ({ value, description: `of a webhook in ${description}` })),
        ...(one.seenChannels ?? []).map((value) => ({ value, description })),
      ]
    })
  },
  people: async (context) =>
    Object.values((await stored(context)).profiles).flatMap((one) =>
      one.users.map((user) => ({ value: handleOrId(user, ''), description: placeOf(one) })),
    ),
  topics: async (_context, { tree, typed }) => {
    const named = typed.reduce<TreeNode | undefined>((parent, word) => parent && subcommandOf(parent, word), tree)
    const commands = (named?.commands ?? []).map(({ name, description }) => ({ value: name, description }))
    return typed.length > 0 ? commands : [...commands, ...(subcommandOf(tree, 'help')?.arguments[0]?.values ?? [])]
  },
} as const satisfies Readonly<Record<string, Reader>>

/** Creates the source of values. It reads the store only when it is needed; a damaged store gives no values. */
export function valueSource(context: Pick<Context, 'store'>, tree: TreeNode): ValueSource {
  return async (taker) => {
    const text = textOf(taker)
    const matching = kinds.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)
    const [kind] = matching.filter((one) => one !== 'files')
    const found = kind ? await readers[kind](context, { tree, typed: taker.typed }) : []
    return {
      // A name from Slack with a line break would be two candidates for the shell.
      candidates: found.filter(({ value }) => value !== '' && oneLine(value) === value),
      files: matching.includes('files'),
    }
  }
}

function textOf({ path, option, placeholder }: Taker): string {
  return [path, option, placeholder].filter(Boolean).join(' ')
}

/** Returns the stored configuration; an empty one if the file cannot be read, so that completion never fails. */
async function stored({ store }: Pick<Context, 'store'>): Promise<Pick<Config, 'profiles' | 'apps'>> {
  return await store.read().catch(() => ({ profiles: {} }))
}

function placeOf(installation: Installation): string {
  return workspaceLabel(installation) + (installation.simulator ? ', simulator' : '')
}

async function scopesOf(fits: (facts: { bot: boolean; user: boolean }) => boolean): Promise<readonly OfferedWord[]> {
  const { scopes } = await import('../../slack/facts/scopes.ts')
  return Object.entries(scopes)
    .filter(([, facts]) => fits(facts))
    .map(([value, { means }]) => ({ value, description: means }))
}

function takenBy(bot: unknown, user: unknown): string {
  const kindsOf = [bot !== null && 'bot', user !== null && 'user'].filter(Boolean)
  return kindsOf.length > 0 ? `${kindsOf.join(' or ')} token` : 'neither bot nor user token'
}

async function methodWords(): Promise<readonly OfferedWord[]> {
  const { methods } = await import('../../slack/facts/methods.ts')
  return Object.entries(methods).map(([value, { bot, user }]) => ({ value, description: takenBy(bot, user) }))
}

async function eventWords(): Promise<readonly OfferedWord[]> {
  const { events } = await import('../../slack/facts/events.ts')
  return Object.entries(events).map(([value, { scopes }]) => ({ value, description: scopes.join(' or ') }))
}

async function errorWords(): Promise<readonly OfferedWord[]> {
  const { errorCodes, errorMeanings } = await import('../../slack/facts/errors.ts')
  return errorCodes().map((value) => ({ value, description: errorMeanings(value)[0]?.means ?? '' }))
}

/** Returns the words of a table of meanings. `slow:MS` is offered up to the number. */
function meant(table: Readonly<Record<string, string>>): readonly OfferedWord[] {
  return Object.entries(table).map(([value, description]) => ({ value: value.replace(/MS$/, ''), description }))
}
