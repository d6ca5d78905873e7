import { describe, expect, it } from 'vitest'
import { createMachine, type Machine, watch } from '../../support/cli.ts'

async function withMessages(): Promise<Machine> {
  const machine = createMachine()
  await machine.run(['login', '--sim', '--approve', '--port', '0'])
  for (const [as, text] of [
    ['bot', 'deployed 1.2'],
    ['bot', 'deployed 1.3'],
    ['user', 'thanks'],
  ] as const)
    expect((await machine.run(['post', '#general', text, '--as', as])).code).toBe(0)
  return machine
}

const message = ['sim', 'log', '--expect', 'chat.postMessage']

describe('sim log --expect', () => {
  it.each([
    ['at least one call', []],
    ['three calls', ['--count', '3']],
    ['one call with an argument', ['text=deployed 1.3', '--count', '1']],
    ['calls in a channel by its name', ['channel=#general', '--count', '3']],
    ['calls in a channel by its id', ['channel=C0SIMGENL', '--count', '3']],
    ['no call in another channel', ['channel=#random', '--count', '0']],
    ['one call with a user token', ['--as', 'user', '--count', '1']],
    ['no call', ['text=deployed 2.0', '--count', '0']],
  ])('exits with 0 when the requests match what is expected: %s', async (_name, argv) => {
    using machine = await withMessages()
    const { code, stderr, stdout } = await machine.run([...message, ...argv])
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/✓ chat\.postMessage.*arrived/)
  })

  it('exits with 1 when fewer calls arrived than expected, and prints the calls of the method that arrived', async () => {
    using machine = await withMessages()
    const { code, stderr } = await machine.run([...message, 'text=deployed 2.0', '--count', '2'])
    expect(code).toBe(1)
    expect(stderr).toContain('expected 2 requests, none arrived. Other requests:')
    expect(stderr).toMatch(/chat\.postMessage +bot:U\S+ +200 ok +channel=\S+ text=deployed 1\.3/)
    expect(stderr).not.toMatch(/auth\.test/)
    const json = (await machine.run([...message, 'text=deployed 2.0', '--json'])).json
    expect(json).toMatchObject({ ok: false, error: 'not_met', expected: null, arrived: 0, instead: [{}, {}, {}] })
  })

  it('does not count a call that the simulator refused', async () => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    await machine.run(['sim', 'fail', 'chat.postMessage', 'fatal_error'])
    await machine.run(['post', '#general', 'lost'])
    const { code, stderr } = await machine.run(message)
    expect(code).toBe(1)
    expect(stderr).toMatch(/200 fatal_error \(fault\)/)
  })

  it('prints “No request arrived” when the simulator received nothing', async () => {
    using machine = createMachine()
    expect((await machine.run(message)).stderr).toContain('No request arrived')
  })

  it.each([
    [['--expect', 'chat.postMesage'], /Did you mean chat\.postMessage/],
    [['--expect', 'chat.postMessage', 'channel'], /is not name=value/],
    [['channel=C1'], /need --expect/],
    [['--count', '1'], /need --expect/],
    [['--expect', 'auth.test', '--follow'], /with --follow/],
    [['--expect', 'auth.test', '--count', '-1'], /whole number/],
    [['--method', 'auth.tst'], /Did you mean auth\.test/],
    [['--as', 'app'], /bot, user/],
  ])('exits with 2 and names the mistake for the arguments %j', async (argv, said) => {
    using machine = createMachine()
    const { code, stderr } = await machine.run(['sim', 'log', ...argv])
    expect(code).toBe(2)
    expect(stderr).toMatch(said)
  })
})

describe('sim log', () => {
  it('shows only the requests of the method in --method and of the kind of token in --as', async () => {
    using machine = await withMessages()
    const posts = await machine.run(['sim', 'log', '--method', 'chat.postMessage', '--json'])
    expect(posts.json).toMatchObject([{ what: 'chat.postMessage' }, {}, {}])
    const { stdout } = await machine.run(['sim', 'log', '--method', 'chat.postMessage', '--as', 'user'])
    expect(stdout.trimEnd().split('\n')).toHaveLength(2)
    expect((await machine.run(['sim', 'log', '--method', 'webhook'])).stderr).toMatch(/None of the \d+ requests/)
    expect((await machine.run(['sim', 'log', '--method', 'page', '--json'])).json).toMatchObject([
      { what: 'authorize' },
      { what: 'authorize' },
    ])
  })

  it.each([
    ['lines', [], /chat\.postMessage +bot:U\S+ +200 ok/],
    ['one JSON object in each line', ['--json'], /\{"at":\d+,"verb":"POST","what":"chat\.postMessage"/],
  ])('prints each new request with --follow until its AbortSignal aborts, as %s', async (_name, argv, line) => {
    using machine = createMachine()
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
    const ending = new AbortController()
    const seen = watch(line)
    const following = machine.run(['sim', 'log', '--follow', '--method', 'chat.postMessage', ...argv], {
      stdout: seen.stream,
      signal: ending.signal,
    })
    expect((await machine.run(['post', '#general', 'while it looks'])).code).toBe(0)
    await seen.found
    ending.abort()
    expect((await following).code).toBe(0)
    expect(seen.text().trimEnd().split('\n')).toHaveLength(1)
  })
})
