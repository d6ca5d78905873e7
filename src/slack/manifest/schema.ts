import {
  also,
  anything,
  flag,
  like,
  listOf,
  object,
  optional,
  plain,
  type Shape,
  sizedText,
  wholeNumber,
} from '../../shape/shape.ts'
import { scopeFacts } from '../facts/scopes.ts'

type Keys = Readonly<Record<string, Shape<unknown>>>

interface GroupRules {
  /** The key that must be there; every other may be left out. */
  readonly needs?: string
  /** Whether Slack refuses any other key. */
  readonly closed?: boolean
}

function group(keys: Keys, { needs, closed = false }: GroupRules = {}): Shape<object> {
  const fields = Object.entries(keys).map(([key, shape]) => [key, key === needs ? shape : optional(shape)] as const)
  return object<Record<string, unknown>>(Object.fromEntries(fields), closed ? 'closed' : 'open', 'a group of keys')
}

const text = (least: number, most: number, form?: Shape<string>) => {
  const sized = sizedText({ least, most }, form?.means)
  return form ? also(sized, form) : sized
}
const list = (entry: Shape<unknown>, most: number, unique = false) => listOf(entry, { most, unique })

/** The longest redirect URL, in characters. */
export const longestRedirectUrl = 2500

/** What the places for scopes take, in words: who reports a wrong scope knows it by them. */
export const scopeMeans = { bot: 'a bot scope', user: 'a user scope' } as const

/** A scope that this kind of token can hold in an app of today. */
const scope = (kind: 'bot' | 'user') =>
  also(
    sizedText({ least: 1, most: 50 }, scopeMeans[kind]),
    plain<string>(scopeMeans[kind], (value) => {
      const facts = scopeFacts(String(value))
      return facts?.[kind] === true && !facts.classic
    }),
  )
const scopes = (kind: 'bot' | 'user') => list(scope(kind), 255, true)

const redirectUrl = also(
  text(1, longestRedirectUrl),
  also(
    plain<string>('an address such as https://example.com/slack/callback', (value) => URL.canParse(String(value))),
    like(/^[^#]*$/, 'an address without a fragment (#…)'),
  ),
)

const webAddress = text(1, 3500, like(/^https?:\/\//, 'an http or https address'))
const colour = like(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'a colour such as "#4a154b", in quotes')
const eventNames = list(text(1, 50), 100, true)

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
    redirect_urls: list(redirectUrl, 1000, true),
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
export const manifestSchema: Shape<object> = group(
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
