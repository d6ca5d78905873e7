import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { events, eventsFor, isEventName } from '../../../src/slack/facts/events.ts'
import { scopeFacts } from '../../../src/slack/facts/scopes.ts'

const rows = Object.entries(events)

/** Names in the manifest types of Slack’s SDK that Slack no longer sends, or that cannot be subscribed to. */
const retired =
  /^(?:resources_|scope_|user_resource_|workflow_|file_comment_|call_rejected|url_verification|message$|app_rate_limited)/

describe('the table of events', () => {
  it('includes every event that Slack’s SDK lists for manifests', () => {
    const types = readFileSync('node_modules/@slack/web-api/dist/types/request/manifest.d.ts', 'utf8')
    const listed = [...(/type ManifestEvent = ([^;]+);/.exec(types)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(
      ([, name]) => name ?? '',
    )
    expect(listed.length).toBeGreaterThan(80)
    expect(listed.filter((name) => !retired.test(name) && !isEventName(name))).toEqual([])
  })

  it('names only known scopes, for the kinds of tokens that can have them', () => {
    const wrong = rows.flatMap(([name, fact]) =>
      fact.scopes
        .filter((scope) => {
          const facts = scopeFacts(scope)
          return !facts || (fact.for === 'bot' && !facts.bot) || (fact.for === 'user' && !facts.user)
        })
        .map((scope) => `${name}: ${scope}`),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['bot', ['channels:history'], 'message.channels', true],
    ['bot', ['im:history'], 'message.channels', false],
    ['user', ['app_mentions:read'], 'app_mention', false],
    ['bot', ['groups:read'], 'member_joined_channel', true],
    ['bot', [], 'app_uninstalled', true],
    ['bot', ['stars:read'], 'star_added', false],
  ] as const)('decides whether a %s token with %j receives %s: %s', (kind, granted, name, expected) => {
    expect(eventsFor(kind, granted).includes(name)).toBe(expected)
  })
})
