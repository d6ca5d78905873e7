import type { Command } from 'commander'
import { readConfigToken, whereConfigTokens, workspaceWords } from '../../apps/config-token/read.ts'
import { goodUntil, saveConfigToken } from '../../apps/config-token/save.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'
import { flagRefused } from '../../runtime/global-flags.ts'
import { mask } from '../../slack/facts/token-kinds.ts'

const examples = `
Create the two tokens at https://api.slack.com/apps (Your App Configuration Tokens). Give both tokens in any order, or
the answer of tooling.tokens.rotate. A refresh token works once: this command uses it at once and stores the new pair.

Examples:
  slack-tokens app config-token                    asks, without showing what is typed
  printf '%s\\n' "$ACCESS" "$REFRESH" | slack-tokens app config-token
  slack-tokens app config-token --remove T0123456789`

/** Adds the subcommand `app config-token` with its options, help and action. */
export function defineConfigToken(app: Command, context: () => Context): void {
  app
    .command('config-token')
    .description('store an app configuration token, to create, read and change apps from here')
    .option('--remove [team]', 'remove the token of this workspace (default: the only token)')
    .addHelpText('after', examples)
    .action(async (options: { remove?: string | boolean }) => {
      const { remove } = options
      if (remove === undefined) await giveConfigToken(context())
      else await forgetConfigToken(typeof remove === 'string' ? remove : undefined, context())
    })
}

/**
 * Reads a configuration token and its refresh token from standard input or a prompt. Verifies and stores them, and
 * prints when they expire.
 */
export async function giveConfigToken(context: Context): Promise<void> {
  const { terminal } = context
  const storedToken = await saveConfigToken(readConfigToken(await readGiven(context)), context)
  const rotates = storedToken.refreshToken !== ''
  const { teamId, userId, expiresAt } = storedToken
  if (terminal.json)
    terminal.result({ ok: true, teamId, userId, expiresAt, rotates, token: mask(storedToken.token) }, () => '')
  terminal.done(`The app configuration token of ${workspaceWords(teamId)} is stored: ${goodUntil(storedToken)}`)
  terminal.note('\nNext:\n  slack-tokens app create --name "My app"\n  slack-tokens app push NAME')
}

/** Reads the tokens from standard input or a prompt, without asking Slack whether they are valid. */
export async function readGiven(context: Context): Promise<string> {
  if (!context.terminal.interactive) return await context.readInput()
  const ask = await context.ask()
  const check = (answer: string) => {
    try {
      readConfigToken(answer)
      return undefined
    } catch (error) {
      return error instanceof CliError ? error.message : 'That is not a configuration token'
    }
  }
  const first = await ask.secret('Access token (xoxe.xoxp-…), or both', check)
  const { token, refreshToken } = readConfigToken(first)
  if (token !== null && refreshToken !== null) return first
  const other = token === null ? 'Access token (xoxe.xoxp-…)' : 'Refresh token (xoxe-…)'
  const second = await ask.secret(`${other}; press Enter if you have none`, (answer) =>
    answer.trim() === '' ? undefined : check(answer),
  )
  return `${first}\n${second}`
}

/**
 * Removes a configuration token from the config.
 * @throws CliError with the exit reason `usage`: none is stored, or several are stored and `team` is undefined.
 */
export async function forgetConfigToken(team: string | undefined, context: Context): Promise<void> {
  const { store, terminal, settings } = context
  if (settings.apiUrl?.source === '--api-url') {
    throw flagRefused('--api-url', 'a configuration token is removed by its workspace', 'Leave it out')
  }
  let removed = ''
  await store.update((config) => {
    const names = Object.keys(config.configTokens ?? {})
    const name = team === undefined && names.length === 1 ? names[0] : names.find((one) => one === team)
    if (name === undefined)
      throw new CliError('usage', `No app configuration token of ${team ?? 'that workspace'} is stored`, {
        code: 'no_config_token',
        hint: names.length > 0 ? `Tokens are stored for: ${names.join(', ')}` : whereConfigTokens,
      })
    removed = name
    const { [name]: _gone, ...configTokens } = config.configTokens ?? {}
    return { ...config, configTokens }
  })
  if (terminal.json) terminal.result({ ok: true, removed }, () => '')
  terminal.done(`The app configuration token of ${workspaceWords(removed)} is no longer stored`)
  terminal.note('  It stays valid at Slack until it expires; revoke it at https://api.slack.com/apps')
}
