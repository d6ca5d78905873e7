import { type Command, Option } from 'commander'
import { actAs, callAs } from '../../auth/actor.ts'
import { type AvailableTokens, holdingsOf, knownScopes } from '../../config/available-tokens.ts'
import { chooseToken } from '../../config/choose-token.ts'
import type { Identity } from '../../config/installation.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { typedProfile } from '../../runtime/settings.ts'
import { scopesOf } from '../../slack/client/client.ts'
import { isPattern, matching, methodIn, unknownMethod } from '../../slack/facts/find-methods.ts'
import { methods, methodsReadOn, retiredFor } from '../../slack/facts/methods.ts'
import { methodReport } from './report.ts'
import { knownScope } from './scope-report.ts'
import { methodScreen, retiredScreen } from './screen.ts'
import { methodRows, methodsFor, methodsOpenedBy, methodTable } from './table.ts'

export interface WhichOptions {
  readonly as?: Identity
  readonly scope?: string
  readonly have?: boolean
}

/** Adds arguments, options, help and action to the command `which`. */
export function define(command: Command, context: () => Context): void {
  command
    .argument('[method]', 'a method, a family such as chat, or a pattern such as "*.list"')
    .addOption(new Option('--as <identity>', 'about this kind of token only').choices(['bot', 'user']))
    .option('--scope <name>', 'the methods that a scope allows')
    .option('--have', 'the methods that your tokens may call now')
    .addHelpText(
      'after',
      '\nWorks offline and without an installation. Your tokens are those of the active installation.\n\nExamples:\n  slack-tokens which chat.postMessage\n  slack-tokens which "conversations.*"\n  slack-tokens which --scope files:write\n  slack-tokens which --have --as bot',
    )
    .action((method: string | undefined, options: WhichOptions) => which(method, options, context()))
}

/**
 * Prints which token a method accepts, with which scopes, and which scopes are granted. For several methods, prints a
 * table.
 * @throws CliError with the exit reason `usage`: the command line does not have exactly one of method, --scope and
 * --have; code `unknown_method` or `unknown_scope`.
 */
export async function which(wanted: string | undefined, options: WhichOptions, context: Context): Promise<void> {
  const ways = [
    wanted !== undefined && wanted.trim() !== '',
    options.scope !== undefined,
    options.have === true,
  ].filter(Boolean).length
  if (ways !== 1) {
    throw new CliError('usage', ways === 0 ? 'Which method?' : 'A method, --scope and --have exclude each other', {
      hint: 'Name one: slack-tokens which chat.postMessage   or see what your tokens may call: slack-tokens which --have',
    })
  }
  const holdings = holdingsOf(await context.store.read(), context.settings)
  if (options.scope !== undefined) return openedBy(options.scope, { options, holdings }, context)
  if (options.have) return await callable({ options, holdings }, context)
  const method = methodIn(wanted ?? '')
  if (isPattern(method)) return table(matching(method), { options, holdings }, context)
  await one(method, { options, holdings }, context)
}

async function one(
  method: string,
  { options, holdings }: WhichRequest,
  { terminal, settings }: Context,
): Promise<void> {
  const { knownArguments } = await import('../../slack/facts/arguments.ts')
  const profile = typedProfile(settings)
  const suffix = profile ? ` --profile ${profile.name}` : ''
  const report = methodReport(method, { holdings, suffix, arguments: knownArguments(method) ?? null })
  const successor = retiredFor(method)
  if (report) {
    terminal.result(report, (paint) =>
      methodScreen(report, { holdings, identities: kindsOf(options) }, { width: terminal.width, paint }),
    )
  } else if (successor) {
    const retired = { method, factsOf: methodsReadOn, deprecated: 'retired with its family', successors: [successor] }
    terminal.result(retired, (paint) => retiredScreen(method, successor, { width: terminal.width, paint }))
  } else throw unknownMethod(method)
}

function kindsOf({ as }: WhichOptions): readonly Identity[] {
  return as ? [as] : ['bot', 'user']
}

interface WhichRequest {
  readonly options: WhichOptions
  readonly holdings: AvailableTokens
}

function table(
  found: readonly string[],
  { options, holdings }: WhichRequest,
  { terminal }: Context,
  summary?: string,
): void {
  const identities = kindsOf(options)
  const rows = methodRows(found, holdings)
  const count = summary ?? `${found.length} of the ${Object.keys(methods).length} methods known here.`
  terminal.result(rows, (paint) => methodTable(rows, { identities, summary: count }, { width: terminal.width, paint }))
}

function openedBy(scope: string, { options, holdings }: WhichRequest, context: Context): void {
  knownScope(scope)
  const identities = kindsOf(options)
  const opened = new Set(identities.flatMap((identity) => methodsOpenedBy(scope, identity)))
  const found = Object.keys(methods).filter((method) => opened.has(method))
  const many = found.length === 1 ? '1 method takes' : `${found.length} methods take`
  if (found.length === 0 && !context.terminal.json) {
    context.terminal.note(
      `No method takes ${scope}${options.as ? ` from a ${options.as} token` : ''}. What it is for: slack-tokens scopes ${scope}`,
    )
    return
  }
  table(found, { options, holdings }, context, `${many} ${scope}.`)
}

/** Prints all methods that the stored tokens may call. Asks Slack for unknown scopes. */
async function callable({ options, holdings }: WhichRequest, context: Context): Promise<void> {
  const { terminal, store, settings } = context
  const requested = kindsOf(options)
  const identities = requested.filter((identity) => holdings[identity] !== null)
  // Without a token, this call throws an error whose hint says how to get a token.
  if (identities.length === 0) chooseToken(await store.read(), settings, requested[0] ?? 'bot')
  const scopes = await Promise.all(
    identities.map(async (identity) => [identity, await heldScopes(identity, holdings, context)] as const),
  )
  const yours = scopes.map(([identity, granted]) => ({
    identity,
    scopes: granted,
    methods: methodsFor(identity, granted),
  }))
  const found = Object.keys(methods).filter((method) => yours.some((one) => one.methods.includes(method)))
  const rows = methodRows(found, holdings)
  const count = yours.map((one) => `${one.methods.length} with the ${one.identity} token`).join(', ')
  terminal.result(yours, (paint) =>
    methodTable(rows, { identities, summary: `${count}.` }, { width: terminal.width, paint }),
  )
}

async function heldScopes(identity: Identity, holdings: AvailableTokens, context: Context): Promise<readonly string[]> {
  const chosen = holdings[identity]
  const known = chosen && knownScopes(chosen)
  return known ?? scopesOf(await callAs(await actAs(identity, context), 'auth.test'))
}
