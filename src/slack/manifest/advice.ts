import { isLoopback } from '../../net/is-loopback.ts'
import { join } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import { inside, isSocketMode } from './rules.ts'
import type { ManifestProblem } from './validate.ts'
import { type Group, texts } from './validate.ts'

/** Advice about a part of a manifest that Slack accepts, but that will not work or cannot be undone. */
export interface ManifestAdvice extends Pick<ManifestProblem, 'path' | 'steps' | 'problem' | 'cure'> {
  /** `warning`: something will not work. `note`: information only. */
  readonly severity: 'warning' | 'note'
}

/**
 * Returns the advice about a manifest. Sources, in docs.slack.dev: reference/app-manifest,
 * authentication/installing-with-oauth, /using-pkce, /using-token-rotation.
 */
export function manifestAdvice(manifest: Group): ManifestAdvice[] {
  const given: ManifestAdvice[] = []
  const add = (
    severity: ManifestAdvice['severity'],
    steps: readonly (string | number)[],
    [problem, cure]: readonly [string, string | null],
  ) => void given.push({ severity, steps, path: steps.reduce<string>(join, ''), problem, cure })
  const oauth = inside(manifest, 'oauth_config')
  const settings = inside(manifest, 'settings')
  const features = inside(manifest, 'features')
  const bot = texts(inside(oauth, 'scopes')['bot'])
  const urls = texts(oauth['redirect_urls'])
  for (const [index, url] of urls.entries())
    adviseRedirect(url, (advice) => add('warning', ['oauth_config', 'redirect_urls', index], advice))
  if (bot.length + texts(inside(oauth, 'scopes')['user']).length > 0 && urls.length === 0) {
    add(
      'note',
      ['oauth_config', 'redirect_urls'],
      [
        'is missing: the app can be installed from its settings alone, not by a link',
        'Add the address that takes the code',
      ],
    )
  }
  if (oauth['pkce_enabled'] === true)
    add(
      'note',
      ['oauth_config', 'pkce_enabled'],
      ['cannot be turned off again, and a redirect to localhost then brings no bot scopes', null],
    )
  if (settings['token_rotation_enabled'] === true)
    add(
      'note',
      ['settings', 'token_rotation_enabled'],
      ['cannot be turned off again; tokens expire after 12 hours', null],
    )
  if (settings['org_deploy_enabled'] === true)
    add('note', ['settings', 'org_deploy_enabled'], ['cannot be turned off again', null])
  const hears = texts(inside(settings, 'event_subscriptions')['bot_events']).includes('message.im')
  if (
    hears &&
    inside(features, 'app_home')['messages_tab_enabled'] !== true &&
    !isRecord(features['assistant_view']) &&
    !isRecord(features['agent_view'])
  ) {
    add(
      'warning',
      ['features', 'app_home'],
      [
        'message.im is subscribed, and nobody can write to the app while its messages tab is off',
        'Set features.app_home.messages_tab_enabled to true',
      ],
    )
  }
  if (Array.isArray(features['shortcuts']) && !bot.includes('commands')) {
    add(
      'warning',
      ['features', 'shortcuts'],
      ['shortcuts need the bot scope commands', 'Add commands to oauth_config.scopes.bot'],
    )
  }
  for (const steps of [
    ['settings', 'event_subscriptions', 'request_url'],
    ['settings', 'interactivity', 'request_url'],
  ] as const) {
    const url = inside(settings, steps[1])[steps[2]]
    if (typeof url !== 'string') continue
    if (isSocketMode(manifest)) add('note', steps, ['is not used while Socket Mode is on', null])
    else if (url.startsWith('http:'))
      add('warning', steps, ['is http: what Slack sends there can be read on the way', 'Serve it by https'])
    else if (URL.canParse(url) && isLoopback(new URL(url)))
      add('warning', steps, ['is on localhost, where Slack cannot reach it', 'Use a tunnel, or Socket Mode'])
  }
  return given
}

function adviseRedirect(url: string, add: (advice: readonly [string, string]) => void): void {
  if (!URL.canParse(url)) return
  const address = new URL(url)
  if (address.protocol === 'http:' && !isLoopback(address))
    add(['is http, and an install by it is refused', 'Write https'])
}
