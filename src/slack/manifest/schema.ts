/** What may stand at a place of an app manifest; how many characters or entries, both ends included. */
export type ManifestField =
  | { readonly is: 'anything' | 'flag' | 'whole number' | 'redirect URL' }
  | { readonly is: 'scope'; readonly of: 'bot' | 'user' }
  | { readonly is: 'text'; readonly least: number; readonly most: number; readonly form?: TextForm }
  | { readonly is: 'list'; readonly of: ManifestField; readonly most: number; readonly unique?: boolean }
  | ManifestGroup

export interface ManifestGroup {
  readonly is: 'group'
  readonly keys: Readonly<Record<string, ManifestField>>
  /** The key that must be there. */
  readonly needs?: string
  /** Whether Slack refuses any other key. */
  readonly closed?: boolean
}

/** What else a text must be; `means` says it in words. */
export interface TextForm {
  readonly pattern: RegExp
  readonly means: string
}

const anything = { is: 'anything' } as const
const flag = { is: 'flag' } as const
const wholeNumber = { is: 'whole number' } as const

const text = (least: number, most: number, form?: TextForm): ManifestField => ({
  is: 'text',
  least,
  most,
  ...(form && { form }),
})
const list = (of: ManifestField, most: number, unique = false): ManifestField => ({ is: 'list', of, most, unique })
const group = (keys: ManifestGroup['keys'], more: Omit<ManifestGroup, 'is' | 'keys'> = {}): ManifestGroup => ({
  is: 'group',
  keys,
  ...more,
})

const webAddress = text(1, 3500, { pattern: /^https?:\/\//, means: 'an http or https address' })
const colour = { pattern: /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, means: 'a colour such as "#4a154b", in quotes' }
const eventNames = list(text(1, 50), 100, true)
const scopes = (of: 'bot' | 'user') => list({ is: 'scope', of }, 255, true)

const displayInformation = group(
  {
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4000),
    background_color: text(4, 7, colour),
  },
  { needs: 'name', closed: true },
)

const features = group({
  app_home: group(
    { home_tab_enabled: flag, messages_tab_enabled: flag, messages_tab_read_only_enabled: flag },
    { closed: true },
  ),
  bot_user: group({ display_name: text(1, 80), always_online: flag }, { needs: 'display_name', closed: true }),
  slash_commands: list(anything, 50),
  shortcuts: list(anything, 10),
  workflow_steps: list(anything, 10),
  unfurl_domains: list(text(1, 255), 5, true),
  functions: anything,
  assistant_view: anything,
  agent_view: anything,
  code_channels: anything,
})

const oauthConfig = group(
  {
    redirect_urls: list({ is: 'redirect URL' }, 1000, true),
    scopes: group(
      { bot: scopes('bot'), user: scopes('user'), bot_optional: scopes('bot'), user_optional: scopes('user') },
      { closed: true },
    ),
    pkce_enabled: flag,
    token_management_enabled: flag,
  },
  { closed: true },
)

const settings = group(
  {
    allowed_ip_address_ranges: list(text(1, 50), 50, true),
    event_subscriptions: group({
      request_url: webAddress,
      bot_events: eventNames,
      user_events: eventNames,
      metadata_subscriptions: list(anything, 20),
    }),
    incoming_webhooks: group({ incoming_webhooks_enabled: flag }, { closed: true }),
    interactivity: group(
      { is_enabled: flag, request_url: webAddress, message_menu_options_url: webAddress },
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

/**
 * The keys and limits of an app manifest: slackapi/manifest-schema 2.0.0 and docs.slack.dev/reference/app-manifest. What
 * an install does not depend on (functions, workflows, datastores, …) is only known by name.
 */
export const manifestSchema: ManifestGroup = group(
  {
    $schema: anything,
    _metadata: group({
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

/** The longest redirect URL, in characters. */
export const longestRedirectUrl = 2500
