import { describe, expect, it } from 'vitest'
import type { SimulatorServer } from '../../../src/simulator/http/simulator.ts'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { deliveryKinds, deliveryPlaces, kinds } from '../../../src/simulator/state/fault-kinds.ts'
import { createMachine, type Machine } from '../../support/cli.ts'
import { allowedCode, answerConsent, askForConsent, authorizeUrl, exchange, postForm } from '../../support/consent.ts'

/** Creates a machine with both tokens of the simulated app. */
async function installed(): Promise<Machine> {
  const machine = createMachine()
  const { code, stderr } = await machine.run(['login', '--sim', '--approve', '--port', '0'])
  expect(code, stderr).toBe(0)
  return machine
}

describe('sim fail', () => {
  it('makes the next request to auth.test fail once with fatal_error, although another command sends the request', async () => {
    using machine = await installed()
    const staged = await machine.run(['sim', 'fail', 'auth.test', 'fatal_error'])
    expect([staged.code, staged.stdout]).toEqual([0, ''])
    expect(staged.stderr).toContain('The next request to auth.test gets fatal_error')
    const call = ['call', 'auth.test', '--as', 'bot', '--json']
    expect((await machine.run(call)).json).toMatchObject({ ok: false, error: 'fatal_error' })
    expect((await machine.run(call)).json).toMatchObject({ ok: true })
  })

  it.each([
    ['html', 1, /consent page can’t be read[\s\S]*slack-tokens sim fail --list/],
    ['cut', 1, /consent page can’t be read[\s\S]*slack-tokens sim fail --list/],
    ['500', 6, /shows an error page/],
    ['access_denied', 6, /access_denied/],
  ])(
    'with the fault %s of the consent page, makes login --approve exit with %d and print the reason',
    async (what, code, words) => {
      using machine = createMachine()
      await machine.run(['sim', 'fail', 'page', what])
      const login = await machine.run(['login', '--sim', '--approve', '--port', '0'])
      expect([login.code, login.stderr]).toEqual([code, expect.stringMatching(words) as string])
      expect(login.stderr).not.toContain('bug')
      expect((await machine.run(['login', '--sim', '--approve', '--port', '0'])).code).toBe(0)
    },
  )

  it('lists the remaining faults with --list, and removes those of one place or of one kind with --clear', async () => {
    using machine = createMachine()
    for (const order of [
      ['chat.postMessage', '429', '--times', '3', '--after', '2', '--retry-after', '7'],
      ['page', 'require-approval'],
      ['*', 'slow:50'],
      ['webhook', '500'],
    ])
      expect((await machine.run(['sim', 'fail', ...order])).code).toBe(0)
    const { stdout } = await machine.run(['sim', 'fail', '--list'])
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^WHERE +WHAT +LEFT +AFTER$/),
      expect.stringMatching(/^chat\.postMessage +429 +3 +2 +Retry-After 7$/),
      expect.stringMatching(/^page +require-approval +1 +-$/),
      expect.stringMatching(/^\* +slow:50 +1 +-$/),
      expect.stringMatching(/^webhook +500 +1 +-$/),
    ])
    expect((await machine.run(['sim', 'fail', '--clear', 'page', '--json'])).json).toEqual({ lifted: 1 })
    expect((await machine.run(['sim', 'fail', '--clear', 'slow:50', '--json'])).json).toEqual({ lifted: 1 })
    expect((await machine.run(['sim', 'fail', '--list', '--json'])).json).toMatchObject([
      { what: '429' },
      { what: '500' },
    ])
    expect((await machine.run(['sim', 'fail', '--clear'])).stderr).toContain('Removed 2 faults')
    expect((await machine.run(['sim', 'fail'])).stderr).toContain('There are no faults')
    expect((await machine.run(['sim', 'fail', '--clear', 'page'])).stderr).toContain('No faults of page')
  })

  it('removes every fault with --clear all', async () => {
    using machine = createMachine()
    for (const where of ['chat.postMessage', 'page', '*'])
      expect((await machine.run(['sim', 'fail', where, '500'])).code).toBe(0)
    expect((await machine.run(['sim', 'fail', '--clear', 'all', '--json'])).json).toEqual({ lifted: 3 })
    expect((await machine.run(['sim', 'fail', '--list', '--json'])).json).toEqual([])
  })

  it.each([
    [['chat.postMesage', '429'], /neither a method/, /chat\.postMessage/],
    [['hook', '429'], /neither a method/, /webhook/],
    [['auth.test', 'ratelimted'], /not a known error code/, /ratelimited.*--force/],
    [['auth.test', 'drop-after-comit'], /not a known error code/, /drop-after-commit/],
    [['auth.test', 'slow'], /no way to fail/, /--help/],
    [['auth.test'], /way to fail for auth\.test/, /sim fail auth\.test 429/],
    [['page', 'expire-token'], /a method alone/, /--help/],
    [['auth.test', 'require-approval'], /the page alone/, /--help/],
    [['auth.test', '500', '--times', '0'], /times is a whole number, from 1/, /--help/],
    [['auth.test', '500', '--after', 'x'], /whole number/, /--help/],
    [['event', '429'], /no way in which a delivery fails/, /--help/],
    [['event', 'twise'], /no way in which a delivery fails/, /twice/],
    [['app_mentoin', 'twice'], /neither a method, an event/, /app_mention/],
    [['chat.postMessage', 'twice'], /alone, not to chat\.postMessage/, /--help/],
    [['*', 'wrong-signature'], /alone, not to \*/, /--help/],
    [['command', 'retry'], /an event alone/, /--help/],
    [['auth.test', '--list'], /no other arguments/, /--clear/],
    [['--list', '--clear'], /no other arguments/, /--clear/],
  ])('exits with 2, stages no fault and names what is possible for the arguments %j', async (argv, message, hint) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['sim', 'fail', ...argv])
    expect(code).toBe(2)
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(hint)
    expect((await machine.run(['sim', 'fail', '--list', '--json'])).json).toEqual([])
  })

  it.each([
    ['event', 'twice'],
    ['app_mention', 'wrong-signature'],
    ['message.channels', 'out-of-order'],
    ['message', 'retry'],
    ['command', 'slow:50'],
    ['interaction', 'drop-socket'],
    ['event', 'disconnect:warning'],
  ])('for deliveries in the place %s, stages the fault %s, and removes it with --clear', async (on, what) => {
    using machine = createMachine()
    const { code, stderr, json } = await machine.run(['sim', 'fail', on, what, '--json'])
    expect(code, stderr).toBe(0)
    expect(json).toEqual({ on, what, times: 1, after: 0 })
    expect((await machine.run(['sim', 'fail', '--clear', on, '--json'])).json).toEqual({ lifted: 1 })
  })

  it('lists every kind of fault, and every place for faults of deliveries, in its help', async () => {
    using machine = createMachine()
    const { stdout } = await machine.run(['sim', 'fail', '--help'])
    for (const name of [...Object.keys(kinds), ...Object.keys(deliveryKinds), ...Object.keys(deliveryPlaces)])
      expect(stdout).toContain(`  ${name} `)
  })

  it('accepts with --force an error code that Slack’s lists do not have', async () => {
    using machine = await installed()
    await machine.run(['sim', 'fail', 'auth.test', 'brand_new_code', '--force'])
    expect((await machine.run(['call', 'auth.test', '--json'])).json).toMatchObject({ error: 'brand_new_code' })
  })

  it('makes the token of the next call invalid with expire-token (token_expired) or revoke-token (token_revoked)', async () => {
    using machine = await installed()
    await machine.run(['sim', 'fail', 'auth.test', 'expire-token'])
    expect(await machine.run(['call', 'auth.test', '--as', 'bot', '--json'])).toMatchObject({
      code: 4,
      json: { error: 'token_expired' },
    })
    await machine.run(['sim', 'fail', '*', 'revoke-token'])
    const revoked = ['call', 'auth.test', '--as', 'user', '--json']
    expect(await machine.run(revoked)).toMatchObject({ code: 4, json: { error: 'token_revoked' } })
    expect(await machine.run(revoked)).toMatchObject({ code: 4, json: { error: 'token_revoked' } })
  })
})

describe('a simulator, for a fault that a program stages', () => {
  async function tokens(simulator: SimulatorServer) {
    const requested = { scope: 'chat:write', user_scope: 'search:read' }
    const granted = await exchange(simulator, 'oauth.v2.access', { code: await allowedCode(simulator, requested) })
    return { bot: String(granted['access_token']), granted }
  }

  it('answers a refresh with invalid_refresh_token after expire-token', async () => {
    await using simulator = await startSimulator({ tokenLifetime: 60 })
    const { granted } = await tokens(simulator)
    simulator.fail({ on: 'oauth.v2.access', what: 'expire-token' })
    const refresh = { grant_type: 'refresh_token', refresh_token: String(granted['refresh_token']) }
    expect(await exchange(simulator, 'oauth.v2.access', refresh)).toEqual({ ok: false, error: 'invalid_refresh_token' })
  })

  it('applies revoke-token only to a request with a valid token, and until then leaves the fault staged', async () => {
    await using simulator = await startSimulator()
    const { bot } = await tokens(simulator)
    simulator.fail({ on: '*', what: 'revoke-token' })
    expect(await postForm(simulator, 'api.test', {})).toMatchObject({ ok: true })
    expect(await postForm(simulator, 'auth.test', { token: 'xoxb-sim-unknown' })).toMatchObject({
      error: 'invalid_auth',
    })
    expect(simulator.world.state.faults).toHaveLength(1)
    expect(await postForm(simulator, 'auth.test', { token: bot })).toMatchObject({ error: 'account_inactive' })
    expect(simulator.log().at(-1)).toMatchObject({ drill: 'revoke-token', error: 'account_inactive' })
  })

  it('shows one consent page that needs the approval of an admin after require-approval', async () => {
    await using simulator = await startSimulator()
    simulator.fail({ on: 'page', what: 'require-approval' })
    const shown = await fetch(authorizeUrl(simulator, { scope: 'chat:write' }))
    const text = await shown.text()
    expect(text).toContain('Request to install')
    const request = /name="request" value="([^"]+)"/.exec(text)?.[1] ?? ''
    expect(await answerConsent(simulator, { request, decision: 'allow' })).toMatchObject({ callback: null })
    const sent = await answerConsent(simulator, { request, decision: 'request' })
    expect([sent.callback, sent.text]).toEqual([null, expect.stringContaining('Request sent')])
    expect((await askForConsent(simulator, { scope: 'chat:write' })).botScopes).toEqual(['chat:write'])
  })

  it('throws an error with the nearest method when the method is misspelt', async () => {
    await using simulator = await startSimulator()
    expect(() => simulator.fail({ on: 'chat.postMesage', what: '500' })).toThrow(/Did you mean: chat\.postMessage/)
  })
})
