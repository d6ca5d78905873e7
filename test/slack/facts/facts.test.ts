import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { commands as registered } from '../../../src/runtime/command-list.ts'
import {
  type ErrorFacts,
  type ErrorPlace,
  errorCodes,
  errorFacts,
  errorMeanings,
  errors,
} from '../../../src/slack/facts/errors.ts'
import { type MethodFacts, methods } from '../../../src/slack/facts/methods.ts'
import { type ScopeFacts, scopeFacts, scopeList, scopes } from '../../../src/slack/facts/scopes.ts'

const commands = registered.map(({ name }) => name)
const options = [
  '--check',
  '--add-scope',
  '--add-user-scope',
  '--as',
  '--api-url',
  '--client-secret',
  '--http-timeout',
  '--name',
  '--profile',
  '--scopes',
  '--user-scopes',
  '--v1',
  '--verbose',
]
const scopeRows: [string, ScopeFacts][] = Object.entries(scopes)
const methodRows: [string, MethodFacts][] = Object.entries(methods)
const errorRows = Object.entries(errors).flatMap(([place, rows]) =>
  Object.entries(rows).map(([code, facts]): [string, string, ErrorFacts] => [place, code, facts]),
)

describe('the table of scopes', () => {
  // In Slack’s reference, a few methods accept this scope for bot tokens, but the list of scopes names it only for user
  // tokens.
  const contradicted = 'channels:write'

  it.each(['bot', 'user'] as const)('includes every scope that a method accepts from a %s token', (kind) => {
    const named = methodRows.flatMap(([, facts]) => (Array.isArray(facts[kind]) ? facts[kind] : []))
    const lacking = [...new Set(named)].filter((scope) => scope !== contradicted && !scopeFacts(scope)?.[kind])
    expect(named.length).toBeGreaterThan(100)
    expect(lacking).toEqual([])
  })

  it('includes the scopes of app-level tokens and of configuration tokens', () => {
    const named = methodRows.flatMap(([, { other }]) => [...(other?.app ?? []), ...(other?.configuration ?? [])])
    expect(named.length).toBeGreaterThan(2)
    expect(named.filter((scope) => !scopeFacts(scope))).toEqual([])
  })

  it('includes every scope that Slack’s own SDK lists for bot tokens and user tokens', () => {
    const types = readFileSync('node_modules/@slack/web-api/dist/types/request/manifest.d.ts', 'utf8')
    const listed = (name: string) =>
      [...(new RegExp(`type ${name} = ([^;]+);`).exec(types)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
        ([, scope]) => scope ?? '',
      )
    // The scope `none` cannot be requested. In a classic app, `commands` and `incoming-webhook` belong to the user
    // token.
    const known = ['none', 'commands', 'incoming-webhook']
    const differing = (name: string, kind: 'bot' | 'user') => listed(name).filter((scope) => !scopeFacts(scope)?.[kind])
    expect(listed('BotScope').length).toBeGreaterThan(60)
    expect(listed('UserScope').length).toBeGreaterThan(80)
    expect(differing('BotScope', 'bot').filter((scope) => !known.includes(scope))).toEqual([])
    expect(differing('UserScope', 'user').filter((scope) => !known.includes(scope))).toEqual([])
  })

  it.each(scopeRows)('describes %s in one line', (name, { means, note, classic, successor, counterpart }) => {
    expect(means).toMatch(/^[a-z].{5,69}$/)
    expect(means).not.toMatch(/\.$/)
    expect(note ?? 'x').not.toMatch(/\.$/)
    for (const other of [...(successor ?? []), ...(counterpart ? [counterpart] : [])]) {
      expect(scopeFacts(other)?.classic, `${name} → ${other}`).toBeUndefined()
      expect(scopeFacts(other), `${name} → ${other}`).toBeDefined()
    }
    expect(successor === undefined || classic === true).toBe(true)
  })

  it('names only a scope of the other kind of token as the counterpart of a scope', () => {
    const pairs = scopeRows.flatMap(([name, { counterpart }]) => (counterpart ? [[name, counterpart] as const] : []))
    const swapped = ([name, other]: readonly [string, string]) =>
      scopeFacts(name)?.bot === scopeFacts(other)?.user && scopeFacts(name)?.user === scopeFacts(other)?.bot
    expect(pairs.length).toBeGreaterThan(2)
    expect(pairs.filter((pair) => !swapped(pair))).toEqual([])
  })

  it.each(['constructor', '__proto__', 'toString', ''])('has no row for %j', (name) =>
    expect(scopeFacts(name)).toBeUndefined(),
  )

  it.each([
    ['chat:write,users:read', ['chat:write', 'users:read']],
    ['chat:write users:read', ['chat:write', 'users:read']],
    [' chat:write ,\n users:read ,', ['chat:write', 'users:read']],
    ['b,a,b', ['b', 'a']],
    ['', []],
    [' , ', []],
  ])('has the function scopeList, which reads the list %j as %j', (text, list) => expect(scopeList(text)).toEqual(list))
})

describe('the table of errors', () => {
  // The codes of each place; the page errors are tested with their texts below.
  const catalogue: Readonly<Partial<Record<ErrorPlace, string>>> = {
    callback: 'access_denied',
    sdk: 'slack_oauth_missing_code slack_oauth_missing_state slack_oauth_invalid_state invalid_browser slack_oauth_installer_authorization_error slack_oauth_unknown_error slack_webapi_platform_error',
    exchange:
      'invalid_code code_already_used bad_redirect_uri invalid_client_id bad_client_secret oauth_authorization_url_mismatch no_scopes no_user_scopes invalid_grant_type pkce_not_allowed invalid_code_verifier internal_error cannot_install_an_org_installed_app user_email_unverified preview_feature_not_available not_implemented missing_resource invalid_auth invalid_client invalid_grant invalid_request unsupported_grant_type',
    rotation:
      'invalid_refresh_token token_rotation_not_enabled token_already_exchanged authorization_not_found invalid_token',
    api: 'token_expired token_revoked account_inactive invalid_auth not_authed not_bearer_token client_id_token_mismatch no_permission two_factor_setup_required org_login_required team_added_to_org not_allowed_token_type missing_scope access_denied accesslimited is_bot user_is_bot user_is_restricted ura_max_channels not_an_admin not_admin admin_unauthorized app_access_restricted send_on_behalf_not_allowed feature_not_enabled restricted_plan_level plan_upgrade_required free_team_not_allowed enterprise_is_restricted missing_argument team_access_not_granted team_not_found app_management_app_not_installed_on_org forbidden_team insecure_request method_deprecated deprecated_endpoint unknown_method legacy_custom_bots_deprecated ratelimited rate_limited message_limit_exceeded channel_not_found not_in_channel is_archived invalid_channel messages_tab_disabled restricted_action restricted_action_read_only_channel restricted_action_thread_only_channel restricted_action_non_threadable_channel restricted_action_thread_locked posting_to_general_channel_denied posting_to_channel_denied as_user_not_supported invalid_arguments no_text invalid_blocks invalid_blocks_format msg_blocks_too_long msg_too_long too_many_attachments cant_update_message cant_delete_message edit_window_closed message_not_found user_not_found user_not_visible method_not_supported_for_channel_type ekm_access_denied file_not_found storage_limit_reached file_uploads_disabled file_upload_size_restricted file_type_not_allowed external_channel_migrating invalid_form_data invalid_post_type missing_post_type invalid_charset invalid_arg_name invalid_array_arg superfluous_charset missing_charset request_timeout service_unavailable internal_error fatal_error',
    webhook:
      'invalid_payload no_text missing_text_or_fallback_or_attachments invalid_blocks invalid_blocks_format too_many_attachments user_not_found invalid_token action_prohibited posting_to_general_channel_denied channel_not_found no_service no_service_id no_active_hooks no_team team_disabled channel_is_archived rollup_error ratelimited',
  }

  it.each(Object.entries(catalogue))('has a row for each code of the place %s', (place, codes) => {
    const rows = errors[place as ErrorPlace]
    expect(codes.split(' ').filter((code) => !Object.hasOwn(rows, code))).toEqual([])
  })

  it.each(errorRows)('has, for the place %s, a sentence and a next step for %s', (_place, _code, { means, next }) => {
    expect(means).toMatch(/^[A-Za-z][^.].{10,}[^.]\.$/)
    expect(next).toMatch(/^[A-Z].{4,}[^.]$/)
    expect(`${means} ${next}`).not.toMatch(/\s{2}/)
  })

  it('names only existing commands and options in its next steps', () => {
    const hints = errorRows.map(([, , { next }]) => next)
    const called = hints.flatMap((next) => [...next.matchAll(/slack-tokens ([a-z]+)/g)].map(([, command]) => command))
    const given = hints.flatMap((next) => next.match(/--[a-z][a-z0-9-]*/g) ?? [])
    expect(called.length).toBeGreaterThan(40)
    expect(called.filter((command) => !commands.includes(command ?? ''))).toEqual([])
    expect(given.filter((option) => !options.includes(option))).toEqual([])
  })

  it('names only existing methods in its next steps', () => {
    const called = errorRows.flatMap(([, , { next }]) =>
      [...next.matchAll(/slack-tokens call ([a-z]+\.[A-Za-z.]+)/g)].map(([, method]) => method),
    )
    expect(called.length).toBeGreaterThan(3)
    expect(called.filter((method) => !Object.hasOwn(methods, method ?? ''))).toEqual([])
  })

  it.each([
    ['invalid_auth', 'api', 'noToken'],
    ['invalid_auth', 'exchange', 'slack'],
    ['access_denied', 'callback', 'refused'],
    ['access_denied', 'api', 'slack'],
    ['missing_scope', 'api', 'wrongToken'],
    ['not_allowed_token_type', 'api', 'wrongToken'],
    ['token_revoked', 'api', 'noToken'],
    ['token_expired', 'api', 'noToken'],
    ['account_inactive', 'api', 'noToken'],
    ['channel_not_found', 'api', 'slack'],
    ['ratelimited', 'webhook', 'slack'],
    ['invalid_team_for_non_distributed_app', 'callback', 'refused'],
    // These codes have no row for the place, so the row of the nearest place counts.
    ['ratelimited', 'exchange', 'slack'],
    ['bad_client_secret', 'api', 'slack'],
    ['invalid_refresh_token', 'exchange', 'noToken'],
    ['unapproved_scope', 'callback', 'refused'],
  ] as const)('gives the error %s of the place %s the exit reason %s', (code, place, ending) =>
    expect(errorFacts(code, place)?.ending).toBe(ending),
  )

  it('has different meanings of the same code for different places', () => {
    expect(errorFacts('channel_not_found', 'webhook')?.means).not.toBe(errorFacts('channel_not_found', 'api')?.means)
    expect(errorFacts('invalid_token', 'webhook')?.means).not.toBe(errorFacts('invalid_token', 'rotation')?.means)
    expect(errorMeanings('bad_redirect_uri').map(({ place }) => place)).toEqual(['exchange', 'page'])
    expect(errorMeanings('invalid_auth').map(({ place }) => place)).toEqual(['api', 'exchange'])
  })

  it.each(['constructor', '__proto__', 'hasOwnProperty', '', 'no_such_code'])('has no row for the code %j', (code) => {
    expect(errorFacts(code)).toBeUndefined()
    expect(errorMeanings(code)).toEqual([])
  })

  it('lists each code only once', () => {
    expect(errorCodes().length).toBe(new Set(errorCodes()).size)
    expect(errorCodes().length).toBeGreaterThan(150)
  })
})
