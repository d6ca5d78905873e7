import { fitsList } from './scope-check.ts'

/** A JSON object that describes an app (docs.slack.dev/reference/app-manifest). */
export type Manifest = Readonly<Record<string, unknown>>

/** One thing that is wrong, as `errors` of `invalid_manifest` has it. `pointer` is a JSON pointer into the manifest. */
export interface ManifestProblem {
  readonly message: string
  readonly pointer: string
}

type Problems = ManifestProblem[]

// Of Slack's schema, slackapi/manifest-schema 2.0.0: these two groups take no other keys.
const oauthKeys = ['redirect_urls', 'scopes', 'token_management_enabled', 'pkce_enabled']
const settingKeys = [
  'allowed_ip_address_ranges',
  'event_subscriptions',
  'incoming_webhooks',
  'interactivity',
  'org_deploy_enabled',
  'socket_mode_enabled',
  'is_hosted',
  'token_rotation_enabled',
  'siws_links',
  'hermes_app_type',
  'function_runtime',
  'is_mcp_enabled',
]
const scopeKeys = ['bot', 'user', 'bot_optional', 'user_optional']
const switches = ['org_deploy_enabled', 'socket_mode_enabled', 'is_hosted', 'token_rotation_enabled', 'is_mcp_enabled']

/** The manifest of an argument, JSON text as an SDK or a form sends it; undefined when it is no object. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isGroup(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * What Slack would refuse the manifest for; empty when it fits. Limits and keys are those of Slack's schema; messages
 * are Slack's where its documentation quotes them. What a simulated app has no use for (commands, shortcuts,
 * functions) is not looked at.
 */
export function checkManifest(manifest: Manifest): ManifestProblem[] {
  const problems: Problems = []
  checkInformation(manifest['display_information'], problems)
  const features = group(manifest, '/features', problems)
  checkBotUser(features['bot_user'], problems)
  const oauth = group(manifest, '/oauth_config', problems)
  unknownKeys(oauth, { known: oauthKeys, pointer: '/oauth_config' }, problems)
  checkFlags(oauth, { names: ['pkce_enabled', 'token_management_enabled'], pointer: '/oauth_config' }, problems)
  checkRedirectUrls(oauth['redirect_urls'], problems)
  checkScopes(group(oauth, '/oauth_config/scopes', problems), features, problems)
  checkSettings(group(manifest, '/settings', problems), problems)
  return problems
}

export function isGroup(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The strings of a list; empty when it is none. */
export function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

function checkInformation(information: unknown, problems: Problems): void {
  const at = '/display_information'
  if (!isGroup(information)) {
    problems.push({ message: 'Missing required field: display_information', pointer: '/' })
    return
  }
  if (information['name'] === undefined) {
    problems.push({ message: 'Missing required field: name', pointer: at })
  } else checkText(information['name'], { least: 1, most: 35, pointer: `${at}/name` }, problems)
  const limits = { description: [1, 140], long_description: [175, 4000], background_color: [4, 7] } as const
  for (const [name, [least, most]] of Object.entries(limits)) {
    if (information[name] !== undefined) {
      checkText(information[name], { least, most, pointer: `${at}/${name}` }, problems)
    }
  }
}

function checkBotUser(botUser: unknown, problems: Problems): void {
  if (botUser === undefined) return
  const pointer = '/features/bot_user'
  if (!isGroup(botUser)) problems.push({ message: 'Must be an object', pointer })
  else if (botUser['display_name'] === undefined) {
    problems.push({ message: 'Missing required field: display_name', pointer })
  } else checkText(botUser['display_name'], { least: 1, most: 80, pointer: `${pointer}/display_name` }, problems)
}

function checkRedirectUrls(urls: unknown, problems: Problems): void {
  const pointer = '/oauth_config/redirect_urls'
  if (urls === undefined || !checkList(urls, { most: 1000, pointer }, problems)) return
  for (const [index, url] of urls.entries()) {
    const at = `${pointer}/${index}`
    if (!checkText(url, { least: 1, most: 2500, pointer: at }, problems)) continue
    if (!URL.canParse(url)) problems.push({ message: 'Must be a URL', pointer: at })
    else if (url.includes('#')) problems.push({ message: 'Must have no fragment', pointer: at })
  }
}

function checkScopes(scopes: Manifest, features: Manifest, problems: Problems): void {
  const pointer = '/oauth_config/scopes'
  unknownKeys(scopes, { known: scopeKeys, pointer }, problems)
  for (const name of scopeKeys) {
    const kind = name.startsWith('bot') ? 'bot' : 'user'
    const [list, at] = [scopes[name], `${pointer}/${name}`]
    if (list === undefined || !checkList(list, { most: 255, pointer: at }, problems)) continue
    for (const [index, scope] of list.entries()) {
      const here = `${at}/${index}`
      if (!checkText(scope, { least: 1, most: 50, pointer: here }, problems)) continue
      if (!fitsList(scope, kind)) problems.push({ message: `Invalid ${kind} scope: ${scope}`, pointer: here })
      else if (name !== kind && !stringsOf(scopes[kind]).includes(scope)) {
        problems.push({ message: `Optional scope ${scope} must also be in ${kind}`, pointer: here })
      }
    }
  }
  if (stringsOf(scopes['bot']).length > 0 && !isGroup(features['bot_user'])) {
    problems.push({ message: 'Bot scopes require a bot user', pointer: '/features/bot_user' })
  }
}

function checkSettings(settings: Manifest, problems: Problems): void {
  const pointer = '/settings'
  unknownKeys(settings, { known: settingKeys, pointer }, problems)
  checkFlags(settings, { names: switches, pointer }, problems)
  const socket = settings['socket_mode_enabled'] === true
  const { event_subscriptions: events, interactivity } = settings
  const wantsEvents = isGroup(events) && [events['bot_events'], events['user_events']].some((one) => stringsOf(one)[0])
  if (wantsEvents && !events['request_url'] && !socket) {
    const message = 'Event Subscription requires either Request URL or Socket Mode Enabled'
    problems.push({ message, pointer: `${pointer}/event_subscriptions` })
  }
  if (isGroup(interactivity) && interactivity['is_enabled'] === true && !interactivity['request_url'] && !socket) {
    const at = `${pointer}/interactivity`
    problems.push({ message: 'Interactivity requires a Request URL', pointer: at })
    problems.push({ message: 'Interactivity requires Socket Mode enabled', pointer: at })
  }
}

/** The group at the end of `pointer` in its parent; empty when it is left out or none. */
function group(parent: Manifest, pointer: string, problems: Problems): Manifest {
  const value = parent[pointer.slice(pointer.lastIndexOf('/') + 1)]
  if (isGroup(value)) return value
  if (value !== undefined) problems.push({ message: 'Must be an object', pointer })
  return {}
}

function unknownKeys(value: Manifest, { known, pointer }: { known: string[]; pointer: string }, problems: Problems) {
  for (const key of Object.keys(value).filter((one) => !known.includes(one))) {
    const escaped = key.replaceAll('~', '~0').replaceAll('/', '~1')
    problems.push({ message: `Unknown key. Allowed are ${known.join(', ')}`, pointer: `${pointer}/${escaped}` })
  }
}

function checkFlags(value: Manifest, { names, pointer }: { names: string[]; pointer: string }, problems: Problems) {
  for (const name of names) {
    const flag = value[name]
    if (flag !== undefined && typeof flag !== 'boolean') {
      problems.push({ message: 'Must be true or false', pointer: `${pointer}/${name}` })
    }
  }
}

function checkList(
  value: unknown,
  { most, pointer }: { most: number; pointer: string },
  problems: Problems,
): value is unknown[] {
  const fits = Array.isArray(value) && value.length <= most
  if (!fits) problems.push({ message: `Must be a list with at most ${most} entries`, pointer })
  return fits
}

function checkText(
  value: unknown,
  { least, most, pointer }: { least: number; most: number; pointer: string },
  problems: Problems,
): value is string {
  const fits = typeof value === 'string' && value.length >= least && value.length <= most
  if (!fits) problems.push({ message: `Must be a text of ${least} to ${most} characters`, pointer })
  return fits
}
