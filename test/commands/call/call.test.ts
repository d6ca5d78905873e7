import { describe, expect, it } from 'vitest'
import { onlyReads } from '../../../src/slack/facts/methods.ts'
import { approved } from '../../support/installed.ts'

describe('call', () => {
  it('prints the body of the answer of Slack', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['call', 'api.test', 'a=1', 'b=two=2'])
    expect([code, json]).toMatchObject([0, { ok: true, args: { a: '1', b: 'two=2' } }])
  })

  it('exits with 5 and does not call the method when the method does not accept a bot token', async () => {
    using machine = await approved()
    const { code, stdout, stderr } = await machine.run(['call', 'search.messages', 'query=x', '--as', 'bot'])
    expect([code, stdout]).toEqual([5, ''])
    expect(stderr).toMatch(/Not sent: search.messages accepts no bot token, only a user token with search:read/)
    expect(stderr).toMatch(/--as user/)
    const log = (await machine.run(['sim', 'log', '--json'])).json as { what: string }[]
    expect(log.filter(({ what }) => what === 'search.messages')).toEqual([])
  })

  it('sends the call with --force, and exits with 5 when Slack refuses the token', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['call', 'search.messages', 'query=x', '--as', 'bot', '--force'])
    expect([code, json]).toMatchObject([5, { ok: false, error: 'not_allowed_token_type' }])
  })

  it('exits with 5 for a missing scope, and names the needed and the granted scopes', async () => {
    using machine = await approved(['--scopes', 'chat:write'])
    const { code, stderr } = await machine.run(['call', 'users.list'])
    expect(code).toBe(5)
    expect(stderr).toMatch(/missing_scope.*Needed: users:read\. Provided: chat:write/)
  })

  it('exits with 3 and prints the body on stdout when Slack answers ok: false', async () => {
    using machine = await approved()
    const { code, json } = await machine.run(['call', 'api.test', 'error=my_error', '--json'])
    expect([code, json]).toMatchObject([3, { ok: false, error: 'my_error' }])
  })

  it.each([
    ['https://evil.example/api'],
    ['//evil.example/x'],
    ['../admin'],
    ['chat.postMessage/../x'],
    ['chat'],
    ['chat..x'],
  ])('exits with 2 for an invalid method name: %s (threat H1)', async (method) => {
    using machine = await approved()
    const { code, stdout } = await machine.run(['call', method])
    expect([code, stdout]).toEqual([2, ''])
  })

  it('exits with 2 for a token in the arguments, and does not print the token (threat S1)', async () => {
    using machine = await approved()
    const { code, stderr } = await machine.run(['call', 'auth.test', `token=xoxb-sim-${'9'.repeat(14)}`])
    expect(code).toBe(2)
    expect(stderr).not.toContain('999')
  })

  it('calls a method that the tool does not know, with a warning that names the nearest method', async () => {
    using machine = await approved()
    const { code, stderr, json } = await machine.run(['call', 'chat.postMesage'])
    expect(stderr).toMatch(/chat\.postMessage/)
    expect([code, json]).toMatchObject([3, { error: 'unknown_method' }])
  })
})

describe('the note that call prints before it changes something', () => {
  it('names the workspace, the identity and the method, and is not printed for conversations.list', async () => {
    using machine = await approved()
    const join = await machine.run(['call', 'conversations.open', 'users=U0SIMLEE', '--force'])
    expect(join.stderr).toMatch(/^→ Sandbox Inc \(T0SIM0001\) as @sim-app \(the app\), conversations\.open\n/)
    expect((await machine.run(['call', 'conversations.list'])).stderr).toBe('')
  })

  it.each([
    ['auth.test', true],
    ['conversations.history', true],
    ['search.messages', true],
    ['users.lookupByEmail', true],
    ['chat.postMessage', false],
    ['auth.revoke', false],
    ['users.deletePhoto', false],
    ['files.getUploadURLExternal', false],
    ['conversations.requestSharedInvite.list', true],
    ['some.method.list', false],
  ])('is left out for a method that only reads: onlyReads(%j) is %s', (method, reads) =>
    expect(onlyReads(method)).toBe(reads),
  )
})
