import type { Context } from '../runtime/context.ts'

/** Asks a person for the bot scopes and the user scopes. Returns both lists as they were typed. */
export async function promptScopes(context: Pick<Context, 'ask'>): Promise<{ scopes: string; userScopes: string }> {
  const ask = await context.ask()
  const anything = () => undefined
  const scopes = await ask.text('Bot scopes, separated by commas (Enter for none), such as chat:write', anything)
  const userScopes = await ask.text('User scopes (Enter for none), such as search:read', anything)
  return { scopes, userScopes }
}
