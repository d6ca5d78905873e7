import { describe, expect, it } from 'vitest'
import { findRefusal } from '../../../src/commands/why/error-text.ts'
import { httpCodes } from '../../../src/slack/facts/known-errors/http-status.ts'
import { createMachine } from '../../support/cli.ts'

interface Answer {
  readonly meanings: readonly { readonly means: string; readonly next: string }[]
}

const statuses = Object.keys(httpCodes).map((code) => code.slice('http_'.length))

describe('why, for an HTTP status alone', () => {
  it.each(statuses)('explains the number %s, with the next command', async (status) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['why', status, '--json'])
    expect(code).toBe(0)
    expect((json as Answer).meanings[0]?.next).toMatch(/slack-tokens |try again/)
  })

  it.each([
    ['HTTP 429', 'http_429'],
    ['429 Too Many Requests', 'http_429'],
    ['status code: 429', 'http_429'],
    ['Error 503', 'http_503'],
    ['“404”', 'http_404'],
    ['Too Many Requests', 'http_429'],
    ['Bad Gateway', 'http_502'],
    ['407', 'network_proxy_login'],
    ['service unavailable', 'service_unavailable'],
  ])('finds in %j the code %s', (text, code) => expect(findRefusal(text)).toEqual({ code, known: true }))

  it.each(['0429', '4294', '42', '429 xoxb-1-2-3', 'C429'])('takes %j for no status', (text) =>
    expect(findRefusal(text)?.code ?? '').not.toMatch(/^(?:http_)?429$/),
  )

  it('exits with 2 for a status that Slack is not known to answer with, and names the list', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['why', '418'])
    expect(code).toBe(2)
    expect(stderr).toContain('418')
    expect(stderr).toContain('slack-tokens why --list network')
  })

  it.each(['Request failed with status code 429', 'HTTP/1.1 429 Too Many Requests'])(
    'names the command for the status in a text that does not name Slack: %s',
    async (text) => {
      using machine = createMachine()
      const { code, stderr } = await machine.run(['why', text])
      expect(code).toBe(2)
      expect(stderr).toContain('slack-tokens why 429')
    },
  )
})

describe('explain, for an HTTP status alone', () => {
  it.each(['429', 'HTTP 429', '429 Too Many Requests'])('gives %j the meaning that why gives', async (text) => {
    using machine = createMachine()
    const why = await machine.run(['why', '429', '--json'])
    const { code, json, stderr } = await machine.run(['explain', text, '--json'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    const [meaning] = (why.json as Answer).meanings
    expect(json).toMatchObject({ answer: 'HTTP status 429', notes: [meaning?.means, `Next: ${meaning?.next}`] })
  })
})
