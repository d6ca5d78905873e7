import { describe, expect, it } from 'vitest'
import { createMachine } from '../../support/cli.ts'

describe('post on the simulator, to a channel that the app is not in', () => {
  it('prints a command by which a member invites the app, and after which post works', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const refused = await machine.run(['post', '#design', 'hi'])
    expect(refused.code).toBe(3)
    const [, channel = '', text = '', user = ''] =
      /slack-tokens sim say "(#design)" "([^"]+)" --user (\w+)/.exec(refused.stderr) ?? []
    await machine.run(['sim', 'say', channel, text, '--user', user])
    const posted = await machine.run(['post', '#design', 'hi'])
    expect(posted.code, posted.stderr).toBe(0)
    expect(posted.stderr).toContain('slack-tokens sim start --detach')
  })

  it('names the channels that exist, when there is none of that name', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const { code, stderr } = await machine.run(['post', '#zzz', 'hi'])
    expect(code).toBe(3)
    expect(stderr).toMatch(/#general.*#design/)
    expect(stderr).toContain('slack-tokens call conversations.list')
  })

  it('says who can act there, when a person is no member', async () => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['sim', 'say', '#design', 'hi', '--user', 'dana'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/dana is not in #design; members, for --user: lee, sam/)
  })
})
