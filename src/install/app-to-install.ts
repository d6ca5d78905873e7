import type { Context } from '../context.ts'
import { CliError } from '../errors.ts'
import type { AppRecord } from '../installations/installation.ts'
import type { Kept } from '../installations/store.ts'
import { type Settings, slackApiUrl } from '../settings.ts'
import { checkScopes, scopeList } from '../slack/scopes.ts'
import { checkClientId, cleanPasted } from './credentials.ts'
import { readInstallLink } from './install-link.ts'
import { isLoopback } from './redirect.ts'

/** What the command line says about the app; everything may be missing. */
export interface AppWishes {
  readonly link?: string | undefined
  /** Name of a remembered app. */
  readonly app?: string | undefined
  readonly clientId?: string | undefined
  readonly scopes?: string | undefined
  readonly userScopes?: string | undefined
  readonly redirectUri?: string | undefined
  readonly v1?: boolean | undefined
  readonly port?: number | undefined
}

/** An app that is ready to be installed, but for its secret. */
export interface AppToInstall {
  readonly flow: 'v1' | 'v2'
  readonly apiUrl: string
  readonly clientId: string
  readonly botScopes: readonly string[]
  readonly userScopes: readonly string[]
  /** Undefined: the tool's own on localhost. */
  readonly redirectUri: string | undefined
  readonly port: number | undefined
  /** Preselected on Slack's page. */
  readonly team: string | undefined
  readonly remembered: AppRecord | undefined
  /** What a person should know of how this was put together. */
  readonly notes: readonly string[]
}

type Sources = Pick<Context, 'store' | 'settings' | 'cwd'>

/**
 * Puts together what to install, each part from the first that says it: flag, link, remembered app, manifest file,
 * environment. A real app is never asked for scopes that its owner did not choose: Slack cannot take one back.
 * @throws CliError usage: no client id anywhere, no scopes anywhere, or parts that cannot be right.
 */
export async function appToInstall(wishes: AppWishes, { store, settings, cwd }: Sources): Promise<AppToInstall> {
  const kept = await store.read()
  const link = wishes.link === undefined ? undefined : readInstallLink(wishes.link)
  const notes: string[] = []
  const remembered =
    wishes.app === undefined ? findApp(kept, wishes.clientId ?? link?.clientId) : namedApp(kept, wishes.app)
  const clientId =
    link?.clientId ?? cleaned('client id', wishes.clientId, notes) ?? remembered?.clientId ?? settings.clientId
  if (clientId === undefined) throw noApp()
  checkClientId(clientId)
  const flow = wishes.v1 || link?.flow === 'v1' ? 'v1' : link ? 'v2' : (remembered?.flow ?? 'v2')
  const scopes = await chooseScopes(wishes, { said: [link, remembered], cwd, notes })
  warnOrRefuse(checkScopes(scopes.bot, scopes.user, flow), notes)
  return {
    flow,
    apiUrl: chooseApiUrl(link?.apiUrl, remembered, settings),
    clientId,
    botScopes: scopes.bot,
    userScopes: scopes.user,
    redirectUri:
      wishes.redirectUri ??
      settings.redirectUri ??
      fromLink(link?.redirectUri, notes) ??
      remembered?.redirectUri ??
      undefined,
    port: wishes.port ?? remembered?.port,
    team: link?.team ?? undefined,
    remembered,
    notes,
  }
}

function findApp(kept: Kept, clientId: string | undefined): AppRecord | undefined {
  return clientId === undefined ? undefined : Object.values(kept.apps ?? {}).find((one) => one.clientId === clientId)
}

function namedApp(kept: Kept, wanted: string): AppRecord {
  const names = Object.keys(kept.apps ?? {})
  const name = names.find((one) => one.toLowerCase() === wanted.toLowerCase())
  const record = name === undefined ? undefined : kept.apps?.[name]
  if (record) return record
  throw new CliError('usage', `No app called “${wanted}” is remembered`, {
    code: 'unknown_app',
    hint:
      names.length > 0
        ? `There are: ${names.join(', ')}`
        : 'An app is remembered when it is installed: slack-tokens login LINK',
  })
}

interface ScopeSources {
  readonly said: readonly (Pick<AppRecord, 'botScopes' | 'userScopes'> | undefined)[]
  readonly cwd: string
  readonly notes: string[]
}

async function chooseScopes(
  wishes: AppWishes,
  { said, cwd, notes }: ScopeSources,
): Promise<{ bot: readonly string[]; user: readonly string[] }> {
  if (wishes.scopes !== undefined || wishes.userScopes !== undefined) {
    const bot = scopeList(wishes.scopes ?? '')
    const user = scopeList(wishes.userScopes ?? '')
    if (bot.length + user.length > 0) return { bot, user }
    throw noScopes('No scopes are asked for')
  }
  const source = said.find((one) => one && one.botScopes.length + one.userScopes.length > 0)
  if (source) return { bot: source.botScopes, user: source.userScopes }
  const manifest = (await import('./manifest.ts')).readManifest(cwd)
  if (!manifest || manifest.botScopes.length + manifest.userScopes.length === 0)
    throw noScopes('It is not known which scopes to ask for')
  notes.push(`Scopes are those of ${manifest.file}`)
  return { bot: manifest.botScopes, user: manifest.userScopes }
}

/** A scope that the table does not know may just be newer than it; everything else Slack would refuse on its page. */
export function warnOrRefuse(problems: ReturnType<typeof checkScopes>, notes: string[]): void {
  const certain = problems.find(({ kind }) => kind !== 'unknown')
  if (certain) throw new CliError('usage', certain.problem, { code: 'invalid_scope', hint: certain.suggestion })
  for (const { problem, suggestion } of problems)
    notes.push(`${problem}${suggestion ? `. ${suggestion}` : ''}. It is asked for as it stands`)
}

function chooseApiUrl(fromLinkUrl: string | undefined, remembered: AppRecord | undefined, settings: Settings): string {
  const asked = settings.apiUrl
  if (fromLinkUrl === undefined) return asked?.url ?? remembered?.apiUrl ?? slackApiUrl
  if (asked?.source === '--api-url' && asked.url !== fromLinkUrl) {
    throw new CliError('usage', `The link belongs to ${fromLinkUrl}, not to ${asked.url}`, {
      hint: 'Leave out --api-url',
    })
  }
  return fromLinkUrl
}

/** The link's own redirect URL leads to the running app, which would take the code first; on localhost it is for us. */
function fromLink(redirectUri: string | null | undefined, notes: string[]): string | undefined {
  if (!redirectUri || !URL.canParse(redirectUri)) return undefined
  if (isLoopback(new URL(redirectUri).hostname)) return redirectUri
  notes.push(
    `The link’s own redirect URL ${redirectUri} belongs to the running app, which would take the code, so it is not used. To use it and paste the address: --redirect-uri ${redirectUri}`,
  )
  return undefined
}

function cleaned(what: string, text: string | undefined, notes: string[]): string | undefined {
  if (text === undefined) return undefined
  const { value, removed } = cleanPasted(text)
  if (removed) notes.push(`The ${what} came with ${removed}, which were taken off`)
  return value
}

function noApp(): CliError {
  return new CliError('usage', 'Which app is to be installed?', {
    code: 'no_app',
    hint: "Paste its install link: slack-tokens login 'https://slack.com/oauth/v2/authorize?client_id=…'   or --client-id, --app NAME, a token: --with-token, the simulator: --sim",
  })
}

function noScopes(message: string): CliError {
  return new CliError('usage', message, {
    code: 'no_scopes',
    hint: 'Name them: --scopes chat:write (bot) --user-scopes search:read (user), paste an install link, or run it where the app’s manifest.json is',
  })
}
