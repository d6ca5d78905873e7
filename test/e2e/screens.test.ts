import { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/runtime/command-list.ts'
import { createMachine } from '../support/cli.ts'
import { approve, approved } from '../support/installed.ts'
import { acme, keep } from '../support/kept.ts'
import { freePort } from '../support/program.ts'
import { faults, none, type Screen, shown } from '../support/screens.ts'
import { unused } from '../support/unused.ts'

async function everyCommand(): Promise<string[][]> {
  const all: string[][] = [[]]
  for (const { name, load } of commands) {
    const command = new Command(name)
    ;(await load()).define(command, unused, unused)
    all.push([name], ...command.commands.map((one) => [name, one.name()]))
  }
  return all
}

describe('at 80 columns no line is too wide and no word is broken', () => {
  it('in the help of every command', { timeout: 60_000 }, async () => {
    using machine = createMachine()
    const wrong: unknown[] = []
    for (const words of await everyCommand()) {
      const found = await faults(shown(machine, [...words, '--help']))
      if (found.tooWide.length + found.broken.length > 0) wrong.push([words.join(' '), found])
    }
    expect(wrong).toEqual([])
  })

  it.each(['environment', 'exit-codes', 'tokens', 'login', 'nothing'])('in the output of help %s', async (topic) => {
    using machine = createMachine()
    expect(await faults(shown(machine, ['help', topic]))).toEqual(none)
  })

  const installed: readonly (readonly string[])[] = [
    ['list'],
    ['show'],
    ['scopes'],
    ['whoami'],
    ['whoami', '--channel', '#general'],
    ['check'],
    ['check', '--needs', 'chat.postMessage,conversations.history,files.completeUploadExternal'],
    ['doctor', '--port', '0'],
    ['explain'],
    ['call', 'auth.test', '--as', 'both'],
    ['call', 'users.list', '--as', 'bot', '--quiet'],
    ['webhook', '--check'],
    ['webhook', 'hi'],
    ['post', 'general', 'hi'],
    ['post', 'random', 'hi'],
    ['post', 'random'],
    ['upload', '-', 'general', '--filename', 'a.txt'],
    ['refresh'],
    ['rotation', 'enable'],
    ['use', 'nobody'],
    ['app', 'list'],
    ['app', 'show'],
    ['app', 'push'],
    ['app', 'check'],
    ['app', 'uninstall'],
    ['app', 'create', '--name', 'New', '--scopes', 'chat:write', '--link', '--no-input'],
    ['revoke', '--as', 'user'],
    ['logout'],
    ['sim', 'fail'],
    ['sim', 'fail', 'chat.postMesage', '429'],
    ['sim', 'log'],
    ['sim', 'log', '--expect', 'chat.delete'],
    ['sim', 'status'],
    ['import', '-'],
    ['drive'],
    ['login'],
    ['login', '--client-id', 'YOUR_CLIENT_ID'],
    ['login', '--app', 'nothing'],
    ['login', '--client-secret', 'secret'],
    ['nonsense'],
  ]
  it.each(installed.map((argv) => [argv.join(' '), argv] as const))('in the output of %s', async (_line, argv) => {
    using machine = await approved()
    expect(await faults(shown(machine, argv))).toEqual(none)
  })

  it.each(
    [['list'], ['show'], ['check'], ['app', 'list'], ['app', 'show'], ['whoami']].map(
      (argv) => [argv.join(' '), argv] as const,
    ),
  )('in the output of %s, when the stored names are long', async (_line, argv) => {
    using machine = createMachine()
    const { profiles, ...rest } = acme(
      {
        apiUrl: 'http://127.0.0.1:9/api/',
        appName: 'The release announcement bot of the whole company',
        workspace: { id: 'T0ACME0001', name: '株式会社日本語テスト Engineering and Operations 🚀🚀' },
      },
      // Nothing listens at port 9, and no other test can take it.
      { port: 9 },
    )
    const one = profiles?.['acme']
    if (!one) throw new Error('The sample is gone')
    // Two webhooks at one closed port can fail in either order. Each width is a separate run, so the order can differ
    // between them.
    const named = { ...one, webhooks: [] }
    keep(machine.directory, { ...rest, profiles: { acme: named, 'another-long-name-of-an-installation': named } })
    expect(await faults(shown(machine, argv))).toEqual(none)
  })

  it('in the output of doctor, when the port is free', async () => {
    using machine = createMachine()
    const argv = ['doctor', '--port', String(await freePort())]
    expect(await faults(shown(machine, argv))).toEqual(none)
  })

  it.each([
    ['login --sim', [...approve]],
    ['demo', ['demo', '--no-browser']],
    ['login --sim --deny', ['login', '--sim', '--deny', '--port', '0', '--scopes', 'chat:write']],
    ['sim seed', ['sim', 'seed', '--yes', '-']],
    ['sim reset', ['sim', 'reset', '--yes']],
    ['list of nothing', ['list']],
    ['whoami without anything', ['whoami']],
  ])('in a new folder, in the output of %s', async (_name, argv) => {
    const fresh: Screen = async (columns) => {
      using machine = createMachine()
      return await shown(machine, argv)(columns)
    }
    expect(await faults(fresh)).toEqual(none)
  })
})
