import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startSimulator } from '../../src/simulator/http/simulator.ts'
import { canaries, seenIn, startTalkativeSlack } from '../support/canaries.ts'
import { createMachine } from '../support/cli.ts'
import { postForm } from '../support/consent.ts'
import { driveApp } from '../support/drive.ts'
import { encoders, encodings } from '../support/encodings.ts'
import { approved, worldOf } from '../support/installed.ts'
import { control } from '../support/simulator.ts'

const { typedToken } = canaries
const starts = ['one\n', '%22', '=3D', 'u003d', '_', 'a', '\\n', '😀', '"', '\t', '\u2028']

/** The token in every encoding, after each of these texts. */
const spoiled = encodings.flatMap((name) => starts.map((start) => encoders[name](`${start}${typedToken} `))).join('\n')

describe('a secret, whatever text precedes it and however it is encoded (threats S2, S3)', () => {
  it('is masked after a line break in an argument of call', async () => {
    using machine = await approved(['--scopes', 'chat:write', '--user-scopes', 'chat:write'])
    const text = `text=one\n${typedToken}`
    for (const more of [['--json'], [], ['--dry-run', '--json'], ['--verbose'], ['--curl']]) {
      const done = await machine.run(['call', 'chat.postMessage', 'channel=#general', text, ...more])
      expect(done.code, done.stderr).toBe(0)
      expect(seenIn(done.stdout + done.stderr), more.join()).toEqual([])
    }
  })

  it.each(['', '--json', '--verbose', '--json --verbose'])(
    "is masked when Slack's answer contains the secret, with the options '%s'",
    async (options) => {
      const mode = options.split(' ').filter(Boolean)
      await using slack = await startTalkativeSlack('fine')
      using machine = createMachine({ SLACK_BOT_TOKEN: canaries.exportedBot, SLACK_API_URL: `${slack.url}/api/` })
      writeFileSync(join(machine.directory, '..', 'text'), spoiled)
      for (const argv of [
        ['call', 'chat.postMessage', 'channel=C0', `text=@${join(machine.directory, '..', 'text')}`],
        ['post', 'C0GENERAL', '-'],
        ['explain', '-'],
        ['why', '-'],
      ]) {
        const done = await machine.run([...argv, ...mode], { input: spoiled })
        expect(seenIn(done.stdout + done.stderr), argv.join(' ')).toEqual([])
      }
    },
  )

  it('is masked in the state file, the log and the page of the simulator', async () => {
    using machine = await approved(['--scopes', 'chat:write,channels:manage', '--user-scopes', 'chat:write'])
    const path = join(machine.directory, '..', 'text')
    writeFileSync(path, spoiled)
    for (const argv of [
      ['call', 'chat.postMessage', 'channel=#general', `text=@${path}`],
      ['call', 'conversations.setTopic', 'channel=C0SIMGENL', `topic=a${typedToken}`],
      ['call', 'api.test', `${typedToken}=1`, 'a=1'],
    ]) {
      const done = await machine.run([...argv, '--json'])
      expect([done.code, seenIn(done.stdout + done.stderr)], done.stdout + done.stderr).toEqual([0, []])
    }
    const state = readFileSync(join(machine.directory, 'simulator.json'), 'utf8')
    expect(seenIn(state)).toEqual([])
    expect(state).toContain('xoxp-…4a4a')
    for (const argv of [
      ['sim', 'log'],
      ['sim', 'log', '--json'],
    ]) {
      expect(seenIn((await machine.run(argv)).stdout)).toEqual([])
    }
    await using simulator = await startSimulator({ state: { ...worldOf(machine), channels: spoiledChannels(machine) } })
    await postForm(simulator, 'api.test', { [typedToken]: '', text: spoiled })
    await fetch(`${simulator.url}/a${typedToken}/services/T0SIM/B0SIM/${canaries.typedSecret}`)
    const page = await (await fetch(simulator.url)).text()
    const activity = JSON.stringify((await control(simulator, 'activity')).body)
    expect(activity).toContain('xoxp-…4a4a')
    expect(seenIn(page + activity + JSON.stringify(simulator.log()))).toEqual([])
  })

  it('is masked in the output of an app that drive runs', async () => {
    const scene = { app: 'plain', defect: 'leaks-encoded,bot-only-crash', scenarios: 'bot-only' } as const
    for (const json of [true, false]) {
      const { stdout, stderr } = await driveApp({ ...scene, json })
      expect(stdout + stderr).toMatch(/xoxb-…/)
      expect(decodeURIComponent((stdout + stderr).replace(/%(?![0-9A-F]{2})/g, '%25'))).not.toMatch(/xoxb-[\w-]{8}/)
    }
  })
})

/** Returns the channels with the unmasked token in all texts, as an older version stored them. */
function spoiledChannels(machine: Parameters<typeof worldOf>[0]) {
  return worldOf(machine).channels.map((one) => ({
    ...one,
    topic: spoiled,
    messages: one.messages.map((message) => ({ ...message, text: spoiled, username: `a${typedToken}` })),
  }))
}
