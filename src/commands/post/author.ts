import { type Actor, checkScopesFor } from '../../auth/actor.ts'
import { loginFor } from '../../config/login-for.ts'
import { CliError } from '../../errors.ts'
import type { Terminal } from '../../terminal/terminal.ts'
import type { PostPlan } from './plan.ts'

const need = { what: 'another name or icon', scopes: ['chat:write.customize'] }

/**
 * Another name and picture are for an app's messages, with a scope of their own: without it Slack passes them over and
 * says nothing.
 * @throws CliError usage: for a person; wrongToken, code `missing_scope`, with the login that asks for it.
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

/** Of a token whose scopes were not known before, the answer tells whether the name was taken. */
export function noteAuthor(actor: Actor, { author }: PostPlan, message: unknown, terminal: Terminal): void {
  const wanted = author['username']
  if (wanted === undefined || typeof message !== 'object' || message === null) return
  if ('username' in message && message.username === wanted) return
  terminal.warn(
    `Slack passed --name over: the token lacks ${need.scopes[0]}. Ask for it: ${loginFor(actor.chosen.stored?.installation, 'bot', need.scopes)}`,
  )
}
