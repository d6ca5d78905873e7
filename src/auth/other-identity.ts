import { handleOrId } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { type Actor, actAs } from './actor.ts'

/**
 * The other identity of the same installation, ready to be asked something that only reads; undefined when there is
 * none. With `--user` the bot is still the bot.
 * @throws CliError failed: its token could not be refreshed.
 */
export async function otherActor({ chosen }: Actor, context: Context): Promise<Actor | undefined> {
  const other = chosen.identity === 'bot' ? 'user' : 'bot'
  const settings = other === 'bot' ? { ...context.settings, user: undefined } : context.settings
  try {
    const actor = await actAs(other, { ...context, settings })
    return actor.chosen.stored?.name === chosen.stored?.name && actor.chosen.apiUrl === chosen.apiUrl
      ? actor
      : undefined
  } catch (error) {
    if (error instanceof CliError && ['noToken', 'usage'].includes(error.failure)) return undefined
    throw error
  }
}

/** What a token's identity is called within a sentence: `@dana`, `the bot of SLACK_BOT_TOKEN`. */
export function handleOf({ chosen: { stored, identity, source } }: Actor): string {
  return stored ? handleOrId(stored.access, 'unknown') : `the ${identity} of ${source}`
}
