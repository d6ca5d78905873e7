import { type Actor, checkScopesFor } from '../../auth/actor.ts'
import { loginFor } from '../../config/login-for.ts'
import { CliError } from '../../errors.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { PostPlan } from './plan.ts'

const need = { what: 'another name or icon', scopes: ['chat:write.customize'] }

/**
 * Checks `--name` and `--icon`. Only an app can use them, and its token needs the scope chat:write.customize; without
 * that scope Slack silently ignores both.
 * @throws CliError with the exit reason `usage`: the token is a user token; `wrongToken` and the code `missing_scope`,
 * with the login that requests the scope.
 */
export function checkAuthor({ chosen }: Actor, { author }: PostPlan, force: boolean): void {
  if (Object.keys(author).length === 0) return
  if (chosen.identity === 'user') {
    throw new CliError(
      'usage',
      '--name and --icon change how the app is shown, and the user token posts as the person',
      {
        hint: 'Post as the app: --as bot',
      },
    )
  }
  if (!force) checkScopesFor(chosen, need)
}

/**
 * Warns when Slack's answer shows that Slack ignored `--name`. That happens when the token's scopes were not known
 * before the call.
 */
export function noteAuthor(actor: Actor, { author }: PostPlan, message: unknown, terminal: Terminal): void {
  const wanted = author['username']
  if (wanted === undefined || typeof message !== 'object' || message === null) return
  if ('username' in message && message.username === wanted) return
  terminal.warn(
    `Slack ignored --name: the token lacks ${need.scopes[0]}. Request it: ${loginFor(actor.chosen.stored?.installation, 'bot', need.scopes)}`,
  )
}
