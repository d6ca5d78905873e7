import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'

async function notesOf(input: string): Promise<string> {
  using machine = createMachine()
  const { code, json, stderr } = await machine.run(['explain', '-', '--json'], { input })
  expect(code, stderr).toBe(0)
  return (json as { notes: readonly string[] }).notes.join('\n')
}

describe('explain, for a text that contains an error code', () => {
  it('explains invalid_auth for the method that the text names: the error is about the app-level token or the client secret', async () => {
    const socket = await notesOf(
      "Failed to retrieve WSS URL: The request to the Slack API failed. (url: https://slack.com/api/apps.connections.open)\n{'ok': False, 'error': 'invalid_auth'}",
    )
    expect(socket).toContain('xapp-')
    const exchange = await notesOf('oauth.v2.access {"ok":false,"error":"invalid_auth"}')
    expect(exchange).toContain('Basic')
    expect(exchange).not.toContain('slack-tokens why')
  })

  it('names the scope of `needed` in the login command', async () => {
    const notes = await notesOf('{"ok":false,"error":"missing_scope","needed":"files:write","provided":"chat:write"}')
    expect(notes).toContain('--add-scope files:write')
    expect(notes).not.toContain('NAME')
  })

  it('names the command `slack-tokens why` when the text does not name the method that returned the error', async () => {
    const notes = await notesOf('{"ok":false,"error":"invalid_auth"}')
    expect(notes).toContain('slack-tokens why invalid_auth')
  })

  it('names the command `slack-tokens why` when the error is in a log record or on an error page', async () => {
    const notes = await notesOf('{"level":"error","error":"oauth2: server response missing access_token"}')
    expect(notes).toContain('slack-tokens why')
    using machine = createMachine()
    const input = 'Something went wrong when authorizing this app.\nPlease specify `client_id`'
    const { code, stderr } = await machine.run(['explain', '-'], { input })
    expect([code, stderr]).toEqual([2, expect.stringContaining('slack-tokens why')])
  })
})
