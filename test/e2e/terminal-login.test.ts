import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { decide } from '../support/login.ts'
import { createPlace, freePort } from '../support/program.ts'
import { hasPty, startAtTerminal } from '../support/pty.ts'

if (!hasPty) console.log('Skipped: no script(1) of util-linux on this machine, which gives a program a terminal')

describe.skipIf(!hasPty)('login at a real terminal', () => {
  it('asks for the install link and, without showing it, for the client secret, and accepts the pasted callback', async () => {
    using place = createPlace()
    await using slack = await startSimulator({ port: 0, redirectUrls: ['https://elsewhere.example/back'] })
    const env = { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'), BROWSER: 'none' }
    const port = String(await freePort())
    const login = startAtTerminal(['login', '--redirect-uri', 'https://elsewhere.example/back', '--port', port], env)
    await login.said(/What do you want to log in with/)
    login.type('\r')
    await login.said(/Its install link/)
    login.type(`${slack.authorizeUrl}?client_id=${slack.app.clientId}&scope=chat:write&user_scope=search:read\r`)
    await login.said(/Client secret/)
    login.type(`${slack.app.clientSecret}\r`)
    const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\/v2\/authorize\S+(?=\s)/)
    await login.said(/Paste the address you land on/)
    login.type(`${await decide(url)}\r`)
    expect(await login.ended, login.screen()).toBe(0)
    expect(login.screen()).toMatch(/installed by @dana/)
    expect(login.screen()).not.toContain(slack.app.clientSecret)
    const again = startAtTerminal(
      ['login', '--redirect-uri', 'https://elsewhere.example/back', '--port', port, '--app', 'A0SIMAPP1'],
      env,
    )
    const [url2] = await again.said(/http:\/\/localhost:\d+\/oauth\/v2\/authorize\S+(?=\s)/)
    await again.said(/Paste the address you land on/)
    again.type(`${await decide(url2)}\r`)
    expect(await again.ended, again.screen()).toBe(0)
    expect(again.screen()).toMatch(/bot token: same token/)
  })

  it('exits with 130 after Ctrl-C, in a prompt and while login waits (fault R14)', async () => {
    using place = createPlace()
    const env = { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'), BROWSER: 'none' }
    const requested = startAtTerminal(['login'], env)
    await requested.said(/What do you want to log in with/)
    requested.type('\u0003')
    expect(await requested.ended, requested.screen()).toBe(130)
    const waiting = startAtTerminal(['login', '--sim', '--port', String(await freePort())], env)
    await waiting.said(/authorize/)
    waiting.type('\u0003')
    expect(await waiting.ended, waiting.screen()).toBe(130)
  })

  it('is not needed for post with an exported token; post asks for confirmation, and sends nothing after the answer no', async () => {
    using place = createPlace()
    await using slack = await startSimulator({ port: 0 })
    const env = {
      HOME: place.directory,
      SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
      SLACK_BOT_TOKEN: 'xoxb-sim-1-exported',
      SLACK_API_URL: slack.apiUrl,
    }
    const post = startAtTerminal(['post', '#general', 'hello'], env)
    await post.said(/Send it with the token from SLACK_BOT_TOKEN/)
    post.type('\u001b[B\r')
    expect(await post.ended, post.screen()).toBe(2)
    expect(post.screen()).toMatch(/Nothing was sent/)
    expect(slack.log()).toEqual([])
    const sure = startAtTerminal(['post', '#general', 'hello', '--yes'], env)
    expect(await sure.ended, sure.screen()).toBe(4)
    expect(slack.log().map(({ what }) => what)).toEqual(['chat.postMessage'])
  })

  it('offers the simulator as a choice', async () => {
    using place = createPlace()
    const env = { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'), BROWSER: 'none' }
    const login = startAtTerminal(['login', '--port', String(await freePort())], env)
    await login.said(/What do you want to log in with/)
    for (const _step of [1, 2, 3]) login.type('\u001b[B')
    login.type('\r')
    const [url] = await login.said(/http:\/\/localhost:\d+\/oauth\/v2\/authorize\S+(?=\s)/)
    await fetch(await decide(url))
    expect(await login.ended, login.screen()).toBe(0)
    expect(login.screen()).toMatch(/installed by @dana/)
  })
})
