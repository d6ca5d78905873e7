import { describe, expect, it } from 'vitest'
import { exitReasons } from '../../../src/errors.ts'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { errors } from '../../../src/slack/facts/errors.ts'
import { createMachine } from '../../support/cli.ts'
import { approved, textsIn } from '../../support/installed.ts'
import { stageFault } from '../../support/stage.ts'
import { startWeb } from '../../support/web.ts'

const secretPath = '/services/T0TEST/B0TEST/the-secret-part-of-it'
describe('webhook, when it gets another answer than ok', () => {
  it.each(Object.entries(errors.webhook).filter(([code]) => !code.startsWith('rate')))(
    'prints the meaning and the next step of the error %s, and exits with its exit code',
    async (body, facts) => {
      await using web = await startWeb((_request, response) => response.writeHead(404).end(`${body}\n`))
      using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
      const { code, stdout, stderr } = await machine.run(['webhook', 'hi'])
      expect([code, stdout]).toEqual([exitReasons[facts.ending].code, ''])
      expect(stderr).toContain(`✗ The webhook answered 404 ${body}. ${facts.means}\n! ${facts.next}\n`)
    },
  )

  it.each([
    ['channel_is_archived', 'channel_is_archived', 410, 3],
    ['no_service', 'no_service', 404, 3],
    ['invalid_token', 'invalid_token', 403, 3],
    ['something_new', 'something_new', 400, 3],
    ['500', 'internal_error', 500, 3],
    ['html', 'unreadable_answer', 502, 1],
  ])(
    'after the staged fault %s, reports the error %s with the status %i and exits with %i',
    async (what, error, status, exit) => {
      using machine = await approved()
      stageFault(machine.directory, { on: 'webhook', what, times: 1, after: 0 })
      const { code, json } = await machine.run(['webhook', 'hi', '--json'])
      expect([code, json]).toMatchObject([exit, { ok: false, error, status }])
    },
  )

  it('exits with 2 and prints “The text is empty” for an empty text', async () => {
    using machine = await approved()
    const { code, stderr } = await machine.run(['webhook', ''])
    expect(code).toBe(2)
    expect(stderr).toMatch(/The text is empty/)
  })

  it.each([
    ['<html>signed out</html>', 'text/html'],
    ['', 'text/plain'],
  ])('exits with 1 and does not print the body for the status 200 with the body %j', async (body, type) => {
    await using web = await startWeb((_request, response) => response.setHeader('content-type', type).end(body))
    using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
    const { code, stderr } = await machine.run(['webhook', 'hi'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/instead of a webhook’s plain text/)
    expect(stderr).not.toMatch(/signed out/)
  })

  it('exits with 1 for a redirect, and does not follow the redirect (threat H3)', async () => {
    await using web = await startWeb((_request, response) =>
      response.writeHead(302, { location: '/elsewhere?the-secret-part-of-it' }).end(),
    )
    using machine = createMachine({ SLACK_WEBHOOK_URL: `${web.url}${secretPath}` })
    const { code, stderr } = await machine.run(['webhook', 'hi', '--verbose'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/answered 302, a redirect, which is never followed/)
    expect(web.arrived.map(({ path }) => path)).toEqual([secretPath])
  })

  it('waits for a rate limit and sends the message again (fault R7)', async () => {
    using machine = await approved()
    stageFault(machine.directory, { on: 'webhook', what: '429', times: 2, after: 0, retryAfter: 7 })
    const slept: number[] = []
    const clock = {
      ...systemClock,
      sleep: (ms: number) => {
        slept.push(ms)
        return Promise.resolve()
      },
    }
    const { code, stderr } = await machine.run(['webhook', 'hi'], { clock })
    expect(code, stderr).toBe(0)
    expect(slept).toEqual([7000, 7000])
    expect(stderr).toMatch(/Slack limits the webhook: waiting 7 s/)
    expect(textsIn(machine, 'general')).toEqual(['hi'])
  })

  it('exits with 3 (ratelimited) with the seconds in retryAfter for a rate limit of more than one minute (fault R7)', async () => {
    using machine = await approved()
    stageFault(machine.directory, { on: 'webhook', what: '429', times: 1, after: 0, retryAfter: 99_999 })
    const { code, json } = await machine.run(['webhook', 'hi', '--json'])
    expect([code, json]).toMatchObject([3, { error: 'ratelimited', retryAfter: 99_999 }])
  })

  it('exits with 1 when the connection is cut, when no answer comes in time, and when nothing listens (faults R9, R10)', async () => {
    using machine = await approved()
    stageFault(machine.directory, { on: 'webhook', what: 'drop-after-commit', times: 1, after: 0 })
    expect((await machine.run(['webhook', 'hi'])).stderr).toMatch(/the connection was cut/)
    stageFault(machine.directory, { on: 'webhook', what: 'slow:3000', times: 1, after: 0 })
    const late = await machine.run(['webhook', 'hi', '--http-timeout', '0.3'])
    expect([late.code, late.stderr]).toEqual([1, expect.stringMatching(/no answer within 0\.3 s/) as string])
    using other = createMachine({ SLACK_WEBHOOK_URL: `http://127.0.0.1:1${secretPath}` })
    const nobody = await other.run(['webhook', 'hi'])
    expect([nobody.code, nobody.stderr]).toEqual([
      1,
      expect.stringMatching(/127\.0\.0\.1:1: nothing listens/) as string,
    ])
  })
})
