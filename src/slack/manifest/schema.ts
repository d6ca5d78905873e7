import { also, anything, flag, like, named, plain, type Shape, sizedText, wholeNumber } from '../../shape/shape.ts'
import { scopeFacts } from '../facts/scopes.ts'
import { features } from './features.ts'
import { filled, group, httpAddress, isAddress, list, text } from './shapes.ts'

/** Maximum length of a redirect URL, in characters. */
export const longestRedirectUrl = 2500

/**
 * The texts that say what a list of scopes accepts. The code that reports a wrong scope recognizes the two lists by
 * these texts.
 */
export const scopeMeans = { bot: 'a bot scope', user: 'a user scope' } as const

/** Returns the shape of a scope that a token of this kind can have in a current app. */
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
    plain<string>('an address such as https://example.com/slack/callback', (value) => isAddress(String(value))),
    like(/^[^#]*$/, 'an address without a fragment (#…)'),
  ),
)

const webAddress = text(1, 3500, httpAddress)
const colour = like(/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i, 'a colour such as "#4a154b", in quotes')
const eventNames = list(text(1, 50), 100, true)

const displayInformation = group(
  {
    name: text(1, 35),
    description: text(1, 140),
    long_description: text(175, 4000),
    background_color: text(4, 7, colour),
  },
  { needs: ['name'], closed: true },
)

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

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const addressRange = like(
  new RegExp(`^${byte}(?:\\.${byte}){3}(?:/(?:3[0-2]|[12]?\\d))?$`),
  'an IPv4 address or range such as 203.0.113.0/24',
)

const settings = group(
  {
    allowed_ip_address_ranges: filled(text(1, 50, addressRange), 50, true),
    event_subscriptions: group({
      request_url: webAddress,
      bot_events: eventNames,
      user_events: eventNames,
      metadata_subscriptions: filled(
        group({ app_id: text(1, 255), event_type: text(1, 50) }, { needs: ['app_id', 'event_type'], closed: true }),
        20,
      ),
    }),
    incoming_webhooks: group({ incoming_webhooks_enabled: flag }, { closed: true }),
    interactivity: group(
      { is_enabled: flag, request_url: webAddress, message_menu_options_url: webAddress },
      { needs: ['is_enabled'] },
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

const mcpServer = group(
  {
    url: text(1, 500, also(like(/^https:\/\//, 'an https address'), httpAddress)),
    headers: anything,
    auth_provider_key: text(1, 255),
    auth_type: text(1, 255),
  },
  { needs: ['url', 'auth_type'] },
)

/**
 * The keys and limits of an app manifest. Sources: slackapi/manifest-schema 2.0.0 and
 * docs.slack.dev/reference/app-manifest. Keys that do not affect an install (functions, workflows, datastores, …) have
 * a name only, and no shape.
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
    mcp_servers: named(mcpServer),
  },
  { needs: ['display_information'] },
)
