import { handleOrId } from '../config/installation.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { type Actor, actAs } from './actor.ts'

/**
 * Returns the other identity of the same installation, for read-only calls: the bot for a user, and a user for the bot.
 * Undefined when the installation has no such token.
 * @throws CliError with the exit reason `failed`: the token could not be refreshed.
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

/** Returns the name of a token's identity for a sentence: `@dana`, `the bot of SLACK_BOT_TOKEN`. */
export function handleOf({ chosen: { stored, identity, source } }: Actor): string {
  return stored ? handleOrId(stored.access, 'unknown') : `the ${identity} of ${source}`
}
