import { type Command, Option } from 'commander'
import type { Context, Http } from './context.ts'
import { CliError } from './errors.ts'
import { type ChosenToken, chooseToken } from './installations/choose-token.ts'
import type { Identity, Installation } from './installations/installation.ts'
import { callMethod, type Wire } from './slack/client.ts'
import { slackError } from './slack/failures.ts'
import { methodFacts } from './slack/methods.ts'
import type { Terminal } from './terminal.ts'

/** The options of every command that calls Slack as somebody. `--as-user` and `--as-bot` are what other tools call it. */
export interface AsOptions {
  readonly as?: Identity
  readonly asUser?: boolean
  readonly asBot?: boolean
}

export function asOption(command: Command): Command {
  return command
    .addOption(new Option('--as <identity>', 'whose token (default: bot)').choices(['bot', 'user']))
    .addOption(new Option('--as-user').hideHelp().conflicts(['as', 'asBot']))
    .addOption(new Option('--as-bot').hideHelp().conflicts('as'))
}

export function identityOf(options: AsOptions): Identity {
  return options.as ?? (options.asUser ? 'user' : 'bot')
}

/** Says where a token came from, unless it is simply the active profile's. */
export function sourceNote(chosen: ChosenToken, terminal: Terminal): void {
  if (chosen.source === 'active profile') return
  const name = chosen.stored ? ` “${chosen.stored.name}”` : ''
  terminal.note(terminal.paint.dim(`(${chosen.identity} token from ${chosen.source}${name})`))
}

/**
 * Refuses, before anything is sent, a method that is known not to take this kind of token: no scope changes that. Only
 * a certain `null` counts; unknown and newer methods pass.
 * @throws CliError wrongToken.
 */
export function checkMethodTakes(method: string, identity: Identity): void {
  const facts = methodFacts(method)
  if (!facts || facts.auth || facts[identity] !== null) return
  const other: Identity = identity === 'bot' ? 'user' : 'bot'
  const takesOther = facts[other] !== null
  const scopes = facts[other]
  const which = Array.isArray(scopes) && scopes.length > 0 ? ` with ${scopes.join(' or ')}` : ''
  throw new CliError(
    'wrongToken',
    `Not sent: ${method} takes no ${identity} token${takesOther ? `, only a ${other} token${which}` : ''}`,
    {
      code: 'not_allowed_token_type',
      hint: takesOther
        ? `Use the ${other} token: --as ${other}   or --force to see Slack refuse it`
        : `It takes ${facts.other?.app ? 'an app-level token (xapp-)' : 'an app configuration token'}, which no install yields`,
      details: { method },
    },
  )
}

/** The way to where a token belongs: the simulator's socket, or the network. */
export async function httpFor(simulator: boolean, context: Context): Promise<Http> {
  return simulator ? (await context.simulator()).http : await context.http()
}

/** An identity ready to call as: its token, and the wire to its Slack. */
export interface Actor {
  readonly chosen: ChosenToken
  readonly wire: Wire
}

export async function actAs(identity: Identity, context: Context): Promise<Actor> {
  const { terminal, store, settings } = context
  const chosen = chooseToken(await store.read(), settings, identity)
  sourceNote(chosen, terminal)
  terminal.conceal(chosen.token)
  if (chosen.stored && settings.apiUrl?.source === 'SLACK_API_URL' && settings.apiUrl.url !== chosen.apiUrl) {
    terminal.note(`SLACK_API_URL is ignored: “${chosen.stored.name}” belongs to ${chosen.apiUrl}`)
  }
  const http = await httpFor(chosen.simulator, context)
  return { chosen, wire: { ...context, http, timeout: settings.httpTimeout } }
}

/** Calls a method as an actor. @throws CliError for `ok: false`, by the row of its code. */
export async function callAs(actor: Actor, method: string, args: Readonly<Record<string, string>> = {}) {
  const { chosen, wire } = actor
  const answer = await callMethod({ apiUrl: chosen.apiUrl, method, token: chosen.token, args }, wire)
  if (answer.body['ok'] !== true) throw slackError(method, answer.body)
  return answer
}

/** “Acme (T012)”, or the organization after an org-wide install. */
export function placeOf(installation: Installation): string {
  const place = installation.workspace ?? installation.organization
  if (!place) return 'an unknown workspace'
  return place.name ? `${place.name} (${place.id})` : place.id
}
