import { CliError } from '../errors.ts'
import type { Context, Prompter } from '../runtime/context.ts'
import { promptScopes } from './ask-scopes.ts'
import { checkClientId, cleanPasted } from './credentials.ts'
import { looksLikeLink, readInstallLink } from './install-link.ts'

/** What a person chose to log in with, at the prompt. */
export type LoginChoice =
  | { readonly way: 'link'; readonly link: string }
  | { readonly way: 'client id'; readonly clientId: string; readonly scopes: string; readonly userScopes: string }
  | { readonly way: 'app'; readonly app: string }
  | { readonly way: 'token' }
  | { readonly way: 'new' }
  | { readonly way: 'simulator' }

/**
 * Asks a person what to log in with: an app that exists, a token that exists, a new app, or the simulator. `login`
 * without arguments on a terminal calls it.
 */
export async function promptLoginKind(context: Context): Promise<LoginChoice> {
  const { apps = {} } = await context.store.read()
  const ask = await context.ask()
  const way = await ask.choose('What do you want to log in with?', [
    ...Object.entries(apps).map(([name, { clientId }]) => ({
      value: `app ${name}`,
      label: name,
      hint: `installed before, client id ${clientId}`,
    })),
    { value: 'link', label: 'An existing app', hint: 'its install link or client id' },
    {
      value: 'token',
      label: 'An existing token',
      hint: 'xoxb-… or xoxp-…, stored as external: another app may use it',
    },
    { value: 'new', label: 'A new app', hint: 'opens Slack’s create-app page with everything filled in' },
    { value: 'simulator', label: 'The local Slack simulator', hint: 'no Slack app, no account' },
  ])
  if (way.startsWith('app ')) return { way: 'app', app: way.slice(4) }
  if (way === 'token') return { way: 'token' }
  if (way === 'simulator') return { way: 'simulator' }
  if (way === 'new') return { way: 'new' }
  const given = await promptLinkOrClientId(ask)
  return 'link' in given ? { way: 'link', ...given } : { way: 'client id', ...given, ...(await promptScopes(context)) }
}

/** Prompts until the answer is an install link or a client id. */
export async function promptLinkOrClientId(ask: Prompter): Promise<{ link: string } | { clientId: string }> {
  const given = cleanPasted(await ask.text('Its install link (“Add to Slack”) or client id', problemOf)).value
  return looksLikeLink(given) ? { link: given } : { clientId: given }
}

function problemOf(answer: string): string | undefined {
  try {
    const { value } = cleanPasted(answer)
    if (looksLikeLink(value)) readInstallLink(value)
    else checkClientId(value)
    return undefined
  } catch (error) {
    return error instanceof CliError ? error.message : 'This is not a link and not a client id'
  }
}
