import {
  anything,
  flag,
  type Group,
  groupOf,
  isGroup,
  listOf,
  type ManifestProblem,
  type Report,
  type Rule,
  scopeOf,
  text,
  texts,
  wholeNumber,
} from './manifest-rules.ts'

// Keys and limits: slackapi/manifest-schema 2.0.0 and docs.slack.dev/reference/app-manifest. What an install does not
// depend on (functions, workflows, datastores, …) is only known by name.

const webAddress = { pattern: /^https?:\/\//, means: 'an http or https address' }

const redirectUrl: Rule = (value, path, report) => {
  text(1, 2500)(value, path, report)
  if (typeof value !== 'string' || value === '') return
  if (!URL.canParse(value)) report(path, `expected an address such as https://example.com/slack/callback`)
  else if (value.includes('#')) report(path, 'expected an address without a fragment (#…)')
}

const scopeList = (kind: 'bot' | 'user') => listOf(scopeOf(kind), { most: 255, unique: true })
const eventNames = listOf(text(1, 50), { most: 100, unique: true })

const displayInformation = groupOf(
  {
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4000),
    background_color: text(4, 7, {
      pattern: /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i,
      means: 'a colour such as "#4a154b", in quotes',
    }),
  },
  { needs: 'name', closed: true },
)

const features = groupOf({
  app_home: groupOf(
    { home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag },
    { closed: true },
  ),
  bot_user: groupOf({ display_name: text(1, 80), always_online: flag }, { needs: 'display_name', closed: true }),
  slash_commands: listOf(anything, { most: 50 }),
  shortcuts: listOf(anything, { most: 10 }),
  workflow_steps: listOf(anything, { most: 10 }),
  unfurl_domains: listOf(text(1, 255), { most: 5, unique: true }),
  functions: anything,
  assistant_view: anything,
  agent_view: anything,
  code_channels: anything,
})

const oauthConfig = groupOf(
  {
    redirect_urls: listOf(redirectUrl, { most: 1000, unique: true }),
    scopes: groupOf(
      {
        bot: scopeList('bot'),
        user: scopeList('user'),
        bot_optional: scopeList('bot'),
        user_optional: scopeList('user'),
      },
      { closed: true },
    ),
    pkce_enabled: flag,
    token_management_enabled: flag,
  },
  { closed: true },
)

const settings = groupOf(
  {
    allowed_ip_address_ranges: listOf(text(1, 50), { most: 50, unique: true }),
    event_subscriptions: groupOf({
      request_url: text(1, 3500, webAddress),
      bot_events: eventNames,
      user_events: eventNames,
      metadata_subscriptions: listOf(anything, { most: 20 }),
    }),
    incoming_webhooks: groupOf({ incoming_webhooks_enabled: flag }, { closed: true }),
    interactivity: groupOf(
      {
        is_enabled: flag,
        request_url: text(1, 3500, webAddress),
        message_menu_options_url: text(1, 3500, webAddress),
      },
      { needs: 'is_enabled' },
    ),
    org_deploy_enabled: flag,
    socket_mode_enabled: flag,
    token_rotation_enabled: flag,
    is_hosted: flag,
    is_mcp_enabled: flag,
    siws_links: anything,
    hermes_app_type: anything,
    function_runtime: anything,
  },
  { closed: true },
)

const whole = groupOf(
  {
    $schema: anything,
    _metadata: groupOf({
      schema_version: wholeNumber,
      min_version: wholeNumber,
      major_version: wholeNumber,
      minor_version: wholeNumber,
    }),
    display_information: displayInformation,
    features,
    oauth_config: oauthConfig,
    settings,
    app_directory: anything,
    functions: anything,
    workflows: anything,
    datastores: anything,
    outgoing_domains: anything,
    types: anything,
    external_auth_providers: anything,
    mcp_servers: anything,
  },
  { needs: 'display_information' },
)

/**
 * What in a manifest Slack would refuse, in the order of the manifest; empty when it fits. Any value is taken, and
 * nothing is thrown.
 */
export function checkManifest(manifest: unknown): ManifestProblem[] {
  const problems: ManifestProblem[] = []
  const report: Report = (path, problem, certain = true) => void problems.push({ path, problem, certain })
  whole(manifest, '', report)
  if (isGroup(manifest)) checkTogether(manifest, report)
  return problems
}

/** What each key allows, but the others do not. */
function checkTogether(manifest: Group, report: Report): void {
  const inside = (value: unknown, key: string): Group => {
    const found = isGroup(value) ? value[key] : undefined
    return isGroup(found) ? found : {}
  }
  const scopes = inside(manifest['oauth_config'], 'scopes')
  if (texts(scopes['bot']).length > 0 && !isGroup(inside(manifest, 'features')['bot_user'])) {
    report('features.bot_user', 'is missing, and bot scopes need a bot user')
  }
  for (const kind of ['bot', 'user'] as const) {
    const main = texts(scopes[kind])
    const optional: unknown = scopes[`${kind}_optional`]
    for (const [index, scope] of (Array.isArray(optional) ? optional : []).entries()) {
      if (typeof scope !== 'string' || main.includes(scope)) continue
      report(`oauth_config.scopes.${kind}_optional[${index}]`, `must also stand in oauth_config.scopes.${kind}`)
    }
  }
  const options = inside(manifest, 'settings')
  if (options['socket_mode_enabled'] === true) return
  const events = inside(options, 'event_subscriptions')
  if ((texts(events['bot_events'])[0] ?? texts(events['user_events'])[0]) && !events['request_url']) {
    report('settings.event_subscriptions.request_url', 'is missing, and events need it or Socket Mode')
  }
  const interactivity = inside(options, 'interactivity')
  if (interactivity['is_enabled'] === true && !interactivity['request_url']) {
    report('settings.interactivity.request_url', 'is missing, and interactivity needs it or Socket Mode')
  }
}
