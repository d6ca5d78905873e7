import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'
import { installed, logged, messagesIn } from '../../support/installed.ts'
import { stageFault } from '../../support/stage.ts'
import { startWeb } from '../../support/web.ts'

const seeing = 'chat:write,channels:read,groups:read'

describe('post, for a channel where the token cannot write', () => {
  it('prints the /invite text and the call that invites the bot when the person sees the private channel', async () => {
    using machine = await installed(seeing, `${seeing},groups:write`)
    const { code, stderr } = await machine.run(['post', '#secret-ops', 'done'])
    expect(code).toBe(3)
    expect(stderr).toMatch(
      /channel_not_found\. @dana sees #secret-ops \(C0SIMSECR, private\): @sim-app is not a member/,
    )
    expect(stderr).toMatch(/Type in #secret-ops: \/invite @sim-app {3}or:/)
    const [, told = ''] = /slack-tokens (call conversations\.invite .*)\n/.exec(stderr) ?? []
    expect((await machine.run(told.split(' '))).code).toBe(0)
    expect((await machine.run(['post', '#secret-ops', 'done'])).code).toBe(0)
    expect(messagesIn(machine, 'secret-ops').filter(({ subtype }) => !subtype)).toMatchObject([{ text: 'done' }])
  })

  it('prints only the /invite text when the user token cannot invite the bot', async () => {
    using machine = await installed(seeing, seeing)
    const { code, stderr } = await machine.run(['post', 'C0SIMSECR', 'done'])
    expect([code, stderr]).toEqual([3, expect.stringMatching(/@dana sees #secret-ops/) as string])
    expect(stderr).toMatch(/! Type in #secret-ops: \/invite @sim-app\n/)
  })

  it('names the scope chat:write.public, or the call that joins the public channel', async () => {
    using machine = await installed(seeing)
    const { code, stderr } = await machine.run(['post', '#random', 'hi'])
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/not_in_channel\. @sim-app sees #random \(C0SIMRAND\) but is no/) as string,
    ])
    expect(stderr).toMatch(
      /\/invite @sim-app {3}or avoid the invite: slack-tokens login --sim --add-scope chat:write\.public\n/,
    )
    using joining = await installed(`${seeing},channels:join`)
    const refused = await joining.run(['post', '#random', 'hi'])
    expect(refused.stderr).toMatch(/Join it: slack-tokens call conversations\.join channel=C0SIMRAND\n/)
    expect((await joining.run(['call', 'conversations.join', 'channel=C0SIMRAND'])).code).toBe(0)
    expect((await joining.run(['post', '#random', 'hi'])).code).toBe(0)
  })

  it('prints the call that invites the person to a channel that only the bot is in', async () => {
    using machine = await installed(`${seeing},channels:manage,channels:join`, seeing)
    await machine.run(['call', 'conversations.join', 'channel=C0SIMDSGN'])
    const { code, stderr } = await machine.run(['post', '#design', 'hi', '--as', 'user'])
    expect([code, stderr]).toEqual([3, expect.stringMatching(/not_in_channel\. @dana sees #design/) as string])
    expect(stderr).toMatch(/! Join #design in Slack {3}or:/)
    const [, told = ''] = /slack-tokens (call conversations\.invite .*)\n/.exec(stderr) ?? []
    expect(told).toBe('call conversations.invite channel=C0SIMDSGN users=U0SIMDANA')
    expect((await machine.run(told.split(' '))).code).toBe(0)
    expect((await machine.run(['post', '#design', 'hi', '--as', 'user'])).code).toBe(0)
  })

  it('suggests the nearest channel name when neither the bot nor the person sees the channel', async () => {
    using machine = await installed(seeing, seeing)
    const slip = await machine.run(['post', '#genral', 'hi'])
    expect([slip.code, slip.stderr]).toEqual([
      3,
      expect.stringMatching(/Neither @sim-app nor @dana sees #genral\.\n! Did you mean #general\?/) as string,
    ])
    const nowhere = await machine.run(['post', 'somewhere-else', 'hi', '--json'])
    expect([nowhere.code, nowhere.json]).toMatchObject([
      3,
      { error: 'channel_not_found', hint: expect.stringMatching(/slack-tokens list/) as string },
    ])
    using blind = await installed('chat:write,channels:read', 'chat:write,channels:read')
    const { stderr } = await blind.run(['post', '#secret-ops', 'hi'])
    expect(stderr).toMatch(/Listing private channels needs groups:read/)
  })

  it('prints channel_not_found and the scope that the tokens lack to look up the channel', async () => {
    using machine = await installed('chat:write', 'chat:write')
    const { code, stderr } = await machine.run(['post', '#secret-ops', 'hi'])
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/channel_not_found\..*@dana can't check: its token lacks channels:read/) as string,
    ])
    expect(stderr).toMatch(/\/invite/)
  })

  it('prints not_in_channel when the list of channels cannot be read', async () => {
    using machine = await installed(seeing, seeing)
    stageFault(machine.directory, { on: 'conversations.list', what: 'html', times: 9, after: 0 })
    const { code, stderr } = await machine.run(['post', '#random', 'hi'])
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/chat\.postMessage: not_in_channel\. The token sees/) as string,
    ])
  })

  it('calls no other method than methods that send the message or read channels', async () => {
    using machine = await installed(seeing, seeing)
    const before = logged(machine).length
    await machine.run(['post', '#secret-ops', 'hi'])
    expect(new Set(logged(machine).slice(before))).toEqual(
      new Set(['chat.postMessage', 'conversations.list', 'conversations.members']),
    )
  })

  it('names the bot or the person who sees the private channel, with stored tokens and with tokens from the environment', async () => {
    using machine = await installed(`${seeing},groups:write`, seeing)
    const made = await machine.run(['call', 'conversations.create', 'name=bots-only', 'is_private=true', '--json'])
    expect(made.code).toBe(0)
    const outside = await machine.run(['post', 'bots-only', 'hi', '--as', 'user'])
    expect(outside.stderr).toMatch(/@sim-app sees #bots-only .*private\): @dana is not a member/)
    expect(outside.stderr).toMatch(/! Have a member type in #bots-only: \/invite @dana {3}or:/)
    await using web = await startWeb(({ path, headers }, response) => {
      const mine = headers.authorization === 'Bearer xoxb-sim-exported'
      const channel = { id: 'C0OPS1234', name: 'ops', is_private: true, is_member: true }
      const list = { ok: true, channels: mine ? [] : [channel] }
      response.end(JSON.stringify(path.endsWith('.list') ? list : { ok: false, error: 'channel_not_found' }))
    })
    using exported = createMachine({
      SLACK_BOT_TOKEN: 'xoxb-sim-exported',
      SLACK_USER_TOKEN: 'xoxp-sim-exported',
      SLACK_API_URL: `${web.url}/api/`,
    })
    const { code, stderr } = await exported.run(['post', '#ops', 'hi', '--yes'])
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/\. The user of SLACK_USER_TOKEN sees #ops \(C0OPS1234, private\)/) as string,
    ])
    expect(stderr).toMatch(/Type in #ops: \/invite and the app’s name\n/)
  })
})
