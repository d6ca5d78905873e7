import { maskSecrets } from '../../slack/facts/mask.ts'
import { mask, maskWebhook } from '../../slack/facts/token-kinds.ts'
import type { Request } from '../http/http.ts'
import type { PerformedFault } from './faults.ts'
import type { World } from './world.ts'

/** How many requests are kept, the newest. */
export const logLength = 500

const longestValue = 1000
const secretNames = new Set([
  'token',
  'client_secret',
  'code',
  'refresh_token',
  'code_verifier',
  'assertion',
  'request',
])

export interface RequestRecord {
  /** Milliseconds since 1970. */
  at: number
  verb: string
  /** API method, `authorize`, `webhook`, `upload` or the path. */
  what: string
  /** Who the token acts as, `bot:U…`, `user:U…`, `configuration:U…` or `app:A…`; null without a valid one. */
  as: string | null
  args: Record<string, string>
  status: number
  ok: boolean
  error: string | null
  /** The staged failure that it met. */
  drill?: string
}

export interface Handled {
  readonly request: Request
  readonly what: string
  readonly args: Readonly<Record<string, string>>
  readonly done: PerformedFault
  /** The staged failure that it met. */
  readonly drill: string | undefined
}

/** Notes a request and how it was answered. Nothing secret gets into the log in clear. */
export function logRequest(world: World, { request, what, args, done, drill: fault }: Handled): void {
  const { log } = world.state
  world.state.requests += 1
  const { status } = done.reply
  log.push({
    at: world.now(),
    verb: request.verb,
    // A path that is none of Slack's, as somebody typed it.
    what: what.startsWith('/') ? maskedText(maskWebhook(what)) : what,
    as: done.as,
    args: masked(args),
    status,
    ok: done.error === null && status < 400,
    error: done.error,
    ...(fault !== undefined && { drill: fault }),
  })
  // In one go for many: moving the array at every request would cost more than the request.
  if (log.length >= 2 * logLength) log.splice(0, log.length - logLength)
  world.changed()
}

/** The newest requests, oldest first. */
export function newestRequests(world: World): readonly RequestRecord[] {
  return world.state.log.slice(-logLength)
}

function masked(args: Readonly<Record<string, string>>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name in args) {
    const value = args[name] ?? ''
    // A body that is no form has all of it in the name of its only field.
    shown[maskedText(name)] = secretNames.has(name) ? mask(value) : maskedText(value)
  }
  return shown
}

/** The shortest secret is longer than most values, and looking is cheaper than matching. */
function maskedText(value: string): string {
  const clear = value.length < 8 ? value : maskSecrets(value)
  return clear.length > longestValue ? `${clear.slice(0, longestValue)}…` : clear
}
