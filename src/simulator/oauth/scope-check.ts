import { scopeFacts } from '../../slack/facts/scopes.ts'
import type { ConsentFlow } from '../state/app-types.ts'
import { fitsList } from '../state/scopes.ts'

export interface RequestedScopes {
  readonly flow: ConsentFlow
  /** Scopes for the bot token. v2: all of `scope`. v1: `bot`, `commands` and `incoming-webhook` from `scope`. */
  readonly bot: readonly string[]
  /** Scopes for the user token. v2: all of `user_scope`. v2_user: all of `scope`. v1: the other scopes in `scope`. */
  readonly user: readonly string[]
}

export interface ScopeRefusal {
  readonly code: string
  readonly message: string
}

// The scopes of Slack's first years, which Slack refuses together with `bot` (Slack's documentation of 2016).
const beforeObjects = ['read', 'post', 'client']
const forTheApp = ['bot', 'commands', 'incoming-webhook']

/** Splits the one list of the v1 flow into the scopes for the bot token and for the user token. */
export function splitClassic(scopes: readonly string[]): { bot: string[]; user: string[] } {
  return {
    bot: scopes.filter((scope) => forTheApp.includes(scope)),
    user: scopes.filter((scope) => !forTheApp.includes(scope)),
  }
}

/** Returns Slack's error for wrong scopes; undefined when the scopes are valid. The error codes are Slack's. */
export function refuseScopes({ flow, bot, user }: RequestedScopes): ScopeRefusal | undefined {
  const all = [...bot, ...user]
  if (all.length === 0) {
    if (flow === 'v2_user') return { code: 'no_user_scopes', message: 'No scopes requested' }
    return { code: 'blank_scope', message: 'No scopes requested: Requested scopes cannot be blank' }
  }
  const signIn = all.filter((scope) => scopeFacts(scope)?.signIn)
  if (signIn.length > 0 && signIn.length < all.length) {
    return { code: 'invalid_scope', message: 'Cannot request both identity scopes and other scopes at the same time' }
  }
  const wrong = flow === 'v1' ? wrongInV1(all) : wrongInV2(bot, user)
  return wrong === undefined
    ? undefined
    : { code: 'invalid_scope', message: `Invalid permissions requested. Invalid scope: ${wrong}` }
}

function wrongInV2(bot: readonly string[], user: readonly string[]): string | undefined {
  return bot.find((scope) => !fitsList(scope, 'bot')) ?? user.find((scope) => !fitsList(scope, 'user'))
}

function wrongInV1(all: readonly string[]): string | undefined {
  const mixed = all.includes('bot') ? all.find((scope) => beforeObjects.includes(scope)) : undefined
  return (
    mixed ?? all.find((scope) => !forTheApp.includes(scope) && !scopeFacts(scope)?.user && !scopeFacts(scope)?.classic)
  )
}
