import { answerMethod } from '../../src/simulator/api/dispatch.ts'
import type { ApiAnswer } from '../../src/simulator/api/method.ts'
import type { Token } from '../../src/simulator/state/app-types.ts'
import type { Channel } from '../../src/simulator/state/content-types.ts'
import { createWorld } from '../../src/simulator/state/create-world.ts'
import type { World } from '../../src/simulator/state/types.ts'

export const dana = 'U0SIMDANA'
export const bot = { user: 'U0SIMBOT1', id: 'B0SIMBOT1' }

/** The constant time of the world’s clock: noon on 5 January 2026, UTC. */
export const noon = Date.UTC(2026, 0, 5, 12)

export interface Installed {
  readonly world: World
  readonly bot: Token
  readonly user: Token
  /** Returns how often the world reported a change. */
  readonly changes: () => number
}

/** Creates a world whose app dana has installed, with the bot in #general and a webhook for #general. */
export function installedWorld(scopes: { bot?: string[]; user?: string[] } = {}): Installed {
  let changes = 0
  const changed = () => {
    changes += 1
  }
  const world = createWorld({ seed: 'test', now: () => noon, changed })
  const { state } = world
  const [app, general] = [state.apps[0], state.channels[0]]
  if (!app || !general) throw new Error('The seed has no app or no channel')
  state.installs.push({ appId: app.id, botUserId: bot.user, botId: bot.id })
  state.people.push({
    id: bot.user,
    name: 'sim-app',
    realName: 'Sim App',
    email: '',
    isAdmin: false,
    bot: { id: bot.id, appId: app.id },
  })
  general.members.push(bot.user)
  state.webhooks.push({ path: 'T0SIM0001/B0SIMHOOK/sim-secret', appId: app.id, channelId: general.id, userId: dana })
  const tokens: [Token, Token] = [
    { value: 'xoxb-sim-1', kind: 'bot', appId: app.id, userId: bot.user, scopes: scopes.bot ?? [] },
    { value: 'xoxp-sim-2', kind: 'user', appId: app.id, userId: dana, scopes: scopes.user ?? [] },
  ]
  state.tokens.push(...tokens)
  return { world, bot: tokens[0], user: tokens[1], changes: () => changes }
}

/** Scopes for all methods that these tests call. */
export const everyScope = {
  bot: ['chat:write', 'channels:read', 'channels:history', 'channels:join', 'im:write', 'users:read', 'team:read'],
  user: [
    'chat:write',
    'channels:read',
    'channels:history',
    'channels:write',
    'search:read',
    'users:read',
    'im:history',
  ],
}

export function channelNamed(name: string, kind: Channel['kind']): Channel {
  return { id: '', name, kind, topic: '', created: 0, creator: dana, members: [], messages: [] }
}

/** Calls a method of a world without HTTP, like a request with the token in its header. Returns the answer. */
export function callMethod(
  world: World,
  method: string,
  token: Token | string | undefined,
  args: Record<string, string> = {},
): ApiAnswer {
  const value = typeof token === 'string' ? token : token?.value
  return answerMethod(world, {
    method,
    token: value,
    tokenInQuery: false,
    args,
    url: 'http://localhost:4717',
    contentType: undefined,
  })
}
