import type { Command } from 'commander'
import { type AsOptions, actAs, asOption, callAs } from '../actor.ts'
import { entries } from '../columns.ts'
import type { Context } from '../context.ts'
import { type CliError, CliError as Failure } from '../errors.ts'
import { endsIn } from '../installations/expiry.ts'
import type { Identity } from '../installations/installation.ts'
import { scopesOf } from '../slack/client.ts'
import { mask } from '../slack/tokens.ts'

interface Who {
  readonly ok: true
  readonly identity: Identity
  readonly user: unknown
  readonly userId: unknown
  readonly botId?: unknown
  readonly team: unknown
  readonly teamId: unknown
  readonly url: unknown
  readonly scopes: readonly string[]
  readonly token: string
  /** ISO 8601; only of a token that ends by itself. */
  readonly expiresAt?: string
}

export function define(command: Command, context: () => Context): void {
  asOption(command)
    .addHelpText(
      'after',
      '\nExamples:\n  slack-tokens whoami              both tokens\n  slack-tokens whoami --as user',
    )
    .action((options: AsOptions) => whoami(options, context()))
}

/** `auth.test` with each token, and the scopes that Slack names in a header of its answer. */
export async function whoami(options: AsOptions, context: Context): Promise<void> {
  const picked = context.settings.user === undefined ? undefined : 'user'
  const asked = options.as ?? (options.asUser ? 'user' : options.asBot ? 'bot' : picked)
  if (asked) {
    const who = await identify(asked, context)
    context.terminal.result(who, () => table([who], context.clock.now()))
    return
  }
  const tried = await Promise.all((['bot', 'user'] as const).map((identity) => attempt(identity, context)))
  const found = tried.filter((one): one is Who => 'identity' in one)
  const failures = tried.filter((one): one is CliError => one instanceof Failure)
  const [failure] = failures.filter(({ code }) => !/^no_(bot|user)_token$/.test(code))
  if (found.length === 0) throw failure ?? failures[0]
  context.terminal.result(found, () => table(found, context.clock.now()))
  if (failure) throw failure
}

async function attempt(identity: Identity, context: Context): Promise<Who | CliError> {
  try {
    return await identify(identity, context)
  } catch (error) {
    if (error instanceof Failure && error.failure !== 'usage') return error
    throw error
  }
}

async function identify(identity: Identity, context: Context): Promise<Who> {
  const actor = await actAs(identity, context)
  const answer = await callAs(actor, 'auth.test')
  const { body } = answer
  return {
    ok: true,
    identity,
    user: body['user'],
    userId: body['user_id'],
    ...(body['bot_id'] !== undefined && { botId: body['bot_id'] }),
    team: body['team'],
    teamId: body['team_id'],
    url: body['url'],
    scopes: scopesOf(answer),
    token: mask(actor.chosen.token),
    ...endOfToken(body['expires_in'], context),
  }
}

/** Slack tells how many seconds are left of a rotating token. */
function endOfToken(seconds: unknown, { clock }: Context): { expiresAt?: string } {
  return typeof seconds === 'number' ? { expiresAt: new Date(clock.now() + seconds * 1000).toISOString() } : {}
}

function table(whos: readonly Who[], now: number): string {
  return entries(
    whos.map((who) => ({
      cells: [
        who.identity,
        `@${String(who.user)} (${String(who.userId)})`,
        `in ${String(who.team)} (${String(who.teamId)})`,
        who.token,
        who.expiresAt === undefined ? '' : endsIn(who.expiresAt, now),
      ],
      below: who.scopes.length > 0 ? who.scopes : ['no scopes'],
    })),
  )
}
