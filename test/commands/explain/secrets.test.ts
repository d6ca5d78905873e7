import { describe, expect, it } from 'vitest'
import { answers, v2Both, v2Webhook } from '../../support/answers.ts'
import { createMachine } from '../../support/cli.ts'
import { explainedReport, explainedScreen } from '../../support/explained.ts'
import { assertProperty, fc } from '../../support/property.ts'

describe('the secrets in an explained answer', () => {
  it('are masked on the screen and in JSON without --show-secrets', async () => {
    for (const value of Object.values(answers)) {
      expect(await explainedScreen(value)).not.toMatch(/canary/)
      expect(JSON.stringify(await explainedReport(value))).not.toMatch(/canary/)
    }
  })

  it('are masked in a field of another type, in a key and at a path where no secret is expected', async () => {
    const odd = {
      ...v2Webhook,
      refresh_token: ['xoxe-1-sample-canary-0000'],
      client_secret: 'canary-of-no-shape-at-all',
      team: { id: 'T0SAMPLE', name: 'xoxb-sample-canary-00000000' },
      'xoxp-sample-canary-key-0000': 1,
      incoming_webhook: { url: 'not a url canary', channel: 'https://hooks.slack.com/services/T0/B0/canary-canary' },
    }
    expect(await explainedScreen(odd)).not.toMatch(/canary/)
    expect(JSON.stringify(await explainedReport(odd))).not.toMatch(/canary/)
  })

  it('are printed in full with --show-secrets, on the screen and in JSON', async () => {
    using machine = createMachine()
    const { stdout } = await machine.run(['explain', '-', '--show-secrets'], { input: JSON.stringify(v2Webhook) })
    for (const secret of [v2Both.access_token, v2Both.authed_user.access_token, v2Webhook.incoming_webhook.url]) {
      expect(stdout).toContain(secret)
    }
    const { tokens, webhooks } = await explainedReport(v2Webhook, '--show-secrets')
    expect(tokens.map(({ value }) => value)).toEqual([v2Both.access_token, v2Both.authed_user.access_token])
    expect(webhooks.map(({ url }) => url)).toEqual([v2Webhook.incoming_webhook.url])
  })

  it('cannot be imitated by text from Slack, because control characters are removed from the text (threat C9)', async () => {
    const text = await explainedScreen({
      ...v2Both,
      team: { id: 'T0', name: 'A\u001b[2J\r\nUSER TOKEN\u202e' },
      'a\nb': 1,
    })
    expect(text).not.toMatch(/\u001b|\r|\u202e|^USER TOKEN/m)
    expect(text).toMatch(/A USER TOKEN/)
  })
})

describe('explain, for any JSON value', () => {
  const keys = fc.constantFrom(
    ...['ok', 'error', 'access_token', 'token_type', 'scope', 'authed_user', 'bot', 'bot_access_token', 'team', 'id'],
    ...['team_id', 'team_name', 'refresh_token', 'expires_in', 'incoming_webhook', 'url', 'channel', 'enterprise'],
    ...['is_enterprise_install', 'user_id', 'id_token', 'flow', 'users', 'webhooks', 'responses', 'profiles', 'name'],
    ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'],
  )
  const texts = fc.constantFrom(
    'xoxb-sim-1',
    'xoxp-sim-2',
    'xoxe-1-sim',
    'xapp-sim',
    'bot',
    'user',
    'bot,chat:write',
    '',
  )
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      texts,
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(keys, tie('value')), { maxLength: 8 }).map((pairs) => new Map(pairs)),
    ),
  }))
  // The test writes objects as text, so that `__proto__` is an ordinary key, as in a file.
  const json = (one: unknown): string => {
    if (Array.isArray(one)) return `[${one.map(json).join(',')}]`
    if (!(one instanceof Map)) return JSON.stringify(one)
    return `{${[...one].map(([key, part]) => `${JSON.stringify(key)}:${json(part)}`).join(',')}}`
  }

  it('exits with 0 and does not change the prototype of objects', async () => {
    using machine = createMachine()
    const before = Object.getOwnPropertyNames(Object.prototype).join()
    await assertProperty(
      fc.asyncProperty(value, fc.boolean(), async (one, asJson) => {
        // The value is inside an array, because `explain` treats a single string as a word.
        const input = json([one])
        const ran = await machine.run(['explain', '-', ...(asJson ? ['--json'] : [])], { input })
        expect(ran.code, `${input}\n${ran.stderr}`).toBe(0)
        expect(ran.stdout.trim()).not.toBe('')
      }),
      { numRuns: 300 },
    )
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
    expect({}).not.toHaveProperty('access_token')
  })
})
