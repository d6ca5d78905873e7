import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answers } from '../../support/answers.ts'
import { createMachine } from '../../support/cli.ts'
import { explainedText } from '../../support/explained.ts'
import { clientId, hook, json, secret } from '../../support/forms/types.ts'

describe('the first sentence of explain', () => {
  // The input, and the patterns that the sentence must match.
  it.each<[string, string, readonly RegExp[]]>([
    [
      'v1 with both',
      json(answers.founding),
      [/^access_token \(user token\) acts as the person/, /bot\.bot_access_token \(bot token\) acts as the app/],
    ],
    [
      'v2 with both',
      json(answers.v2Both),
      [/^access_token \(bot token\) acts as the app \(U0BOT\)/, /U0DANA/, /Acme \(T0SAMPLE\)\.$/],
    ],
    ['v2 with a bot', json(answers.v2Bot), [/^access_token is a bot token: it acts as the app \(U0BOT\) in Acme/]],
    [
      'v2 with a user',
      json(answers.v2User),
      [/^authed_user\.access_token is a user token: it acts as the person U0DANA/],
    ],
    [
      'v2 rotating',
      json(answers.v2Rotating),
      [/^access_token \(bot token\)/, /authed_user\.access_token \(user token\)/],
    ],
    ['v2 org-wide', json(answers.v2Org), [/Acme Group \(E0SAMPLE\)\.$/]],
    ['v2_user', json(answers.v2UserFlat), [/^access_token is a user token: it acts as the person U0DANA/]],
    ['a refreshed pair', json(answers.refreshedBot), [/^access_token is a bot token/]],
    ['a sign-in', json(answers.signIn), [/token of a sign-in/, /nothing else/]],
    ['a configuration pair', json(answers.configuration), [/edits the apps/, /acts as nobody/]],
    ['auth.test', json(answers.authTest), [/acts as @dana \(U0DANA\)/, /Acme \(T0SAMPLE\)\.$/]],
    [
      'a webhook in a file',
      `SLACK_WEBHOOK_URL=${hook}\nA=1`,
      [/^SLACK_WEBHOOK_URL is an incoming webhook/, /no token/],
    ],
    [
      'credentials',
      `SLACK_CLIENT_ID=${clientId}\nSLACK_CLIENT_SECRET=${secret}`,
      [/credentials of an app/, /no token/],
    ],
    [
      'tokens of several installs',
      json({ a: { token: 'xoxb-sim-a1b2' }, b: { token: 'xoxb-sim-c3d4' }, c: 'xoxp-sim-e5f6' }),
      [/^It holds 2 bot tokens and a user token\.$/],
    ],
  ])('is one sentence about what each token is for: %s', async (_what, text, parts) => {
    const { answer } = await explainedText(text)
    for (const part of parts) expect(answer).toMatch(part)
    // The answer is one sentence.
    expect(String(answer).match(/[.!?](?:\s|$)/g)).toHaveLength(1)
  })

  it.each([
    ['a refusal', json(answers.refusal)],
    ['a value that is no install', '{"a":1}'],
  ])('is absent (null in JSON) for %s', async (_what, text) => {
    expect((await explainedText(text))['answer']).toBeNull()
  })

  it('is the first line on the screen, and the import command comes before SLACK_USER_TOKEN', async () => {
    using machine = createMachine()
    const path = join(machine.directory, '..', 'install.json')
    writeFileSync(path, json(answers.v2Both))
    const { stdout } = await machine.run(['explain', path])
    const lines = stdout.split('\n')
    expect(lines[0]).toMatch(/^access_token \(bot token\) acts as the app/)
    const keep = stdout.indexOf(`slack-tokens import ${path}\n`)
    expect(keep).toBeGreaterThan(0)
    expect(keep).toBeLessThan(stdout.indexOf('SLACK_USER_TOKEN'))
  })

  it.each([
    ['redacted', json(answers.founding)],
    ['cut off', json(answers.v2Both).slice(0, -80)],
    ['those of a sign-in', json(answers.signIn)],
  ])('is not followed by an import command when the tokens are %s', async (_what, input) => {
    using machine = createMachine()
    const { stdout } = await machine.run(['explain', '-'], { input })
    expect(stdout).not.toContain('slack-tokens import')
  })
})
