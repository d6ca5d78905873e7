import type { Command } from 'commander'
import { type AsOptions, asOption } from '../as-option.ts'
import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { Identity } from '../installations/installation.ts'
import { identify, type Who } from '../who/identify.ts'
import { table } from '../who/table.ts'

interface WhoamiOptions extends AsOptions {
  readonly channel?: string
}

const examples = `
Both tokens are asked unless --as names one. The scopes are those that Slack
names in its answer, not those that were kept.

Examples:
  slack-tokens whoami                     both tokens
  slack-tokens whoami --as user
  slack-tokens whoami --channel "#ops"    which of them sees it, or is in it
  slack-tokens whoami --json | jq '.[].scopes'`

export function define(command: Command, context: () => Context): void {
  asOption(command)
    .option('--channel <channel>', 'say what each identity sees of this channel, #name or C…')
    .addHelpText('after', examples)
    .action((options: WhoamiOptions) => whoami(options, context()))
}

/** Who each token acts as: `auth.test`, the scopes that Slack names in its header, the app, and what a token reaches. */
export async function whoami(options: WhoamiOptions, context: Context): Promise<void> {
  const { terminal, settings, clock } = context
  const { channel } = options
  const picked = settings.user === undefined ? undefined : 'user'
  const asked = options.as ?? (options.asUser ? 'user' : options.asBot ? 'bot' : picked)
  if (asked) {
    const who = await identify(asked, channel, context)
    terminal.result(who, () => table([who], { now: clock.now(), width: terminal.width }))
    return
  }
  const tried = await Promise.all((['bot', 'user'] as const).map((identity) => attempt(identity, channel, context)))
  const found = tried.filter((one): one is Who => 'identity' in one)
  const failures = tried.filter((one): one is CliError => one instanceof CliError)
  const [failure] = failures.filter(({ code }) => !/^no_(bot|user)_token$/.test(code))
  if (found.length === 0) throw failure ?? failures[0]
  terminal.result(found, () => table(found, { now: clock.now(), width: terminal.width }))
  if (failure) throw failure
}

async function attempt(identity: Identity, channel: string | undefined, context: Context): Promise<Who | CliError> {
  try {
    return await identify(identity, channel, context)
  } catch (error) {
    if (error instanceof CliError && error.failure !== 'usage') return error
    throw error
  }
}
