import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'
import { keep, startApp } from '../../support/people-app.ts'

const red = '\u001b[31m'
const block = `title; touch x${red}`
const form = {
  type: 'modal',
  title: { type: 'plain_text', text: `Deploy${red}` },
  submit: { type: 'plain_text', text: 'Go' },
  blocks: [
    {
      type: 'input',
      block_id: block,
      label: { type: 'plain_text', text: 'Title' },
      element: { type: 'plain_text_input', action_id: 'value' },
    },
  ],
}

describe('texts of an app in the output of sim (threat S7)', () => {
  let machine: Machine
  let app: Awaited<ReturnType<typeof startApp>>
  let simulator: Awaited<ReturnType<typeof keep>>

  beforeAll(async () => {
    machine = createMachine()
    app = await startApp()
    const file = join(machine.directory, '..', 'manifest.json')
    const { url } = app
    const manifest = {
      display_information: { name: 'Painter' },
      features: {
        bot_user: { display_name: 'painter' },
        slash_commands: [
          { command: '/deploy', url, description: 'deploys' },
          { command: `/red${red}`, url, description: 'is red' },
        ],
        shortcuts: [{ name: 'Red', type: 'message', callback_id: `red${red}`, description: 'is red' }],
      },
      oauth_config: { scopes: { bot: ['commands'] } },
      settings: { interactivity: { is_enabled: true, request_url: url } },
    }
    writeFileSync(file, JSON.stringify(manifest))
    simulator = await keep(machine, ['--manifest', file])
    await machine.run(['login', '--sim', '--approve', '--port', '0'])
  })
  afterAll(async () => {
    await simulator.stop()
    app.close()
    machine[Symbol.dispose]()
  })

  it.each([
    { argv: ['sim', 'command', '/nothing'], named: '/red' },
    { argv: ['sim', 'shortcut', 'nothing'], named: '(message)' },
    { argv: ['sim', 'say', '#general', 'x', '--thread', red], named: '#general' },
  ])('are printed without their colours in the error of the command $argv', async ({ argv, named }) => {
    const { code, stderr } = await machine.run(argv)
    expect(code).toBe(2)
    expect(stderr).toContain(named)
    expect(stderr).not.toContain('\u001b')
  })

  it('are printed without their colours and line breaks when a modal is open and when the app refuses it', async () => {
    const { json } = await machine.run(['sim', 'command', '/deploy', '--json'])
    const { deliveries } = json as { deliveries: [{ payload: { trigger_id: string } }] }
    const view = JSON.stringify(form)
    const trigger = `trigger_id=${deliveries[0].payload.trigger_id}`
    expect(await machine.run(['call', 'views.open', trigger, `view=${view}`, '--as', 'bot'])).toMatchObject({ code: 0 })
    const open = await machine.run(['sim', 'command', '/deploy'])
    expect(open.stderr).toContain("sim submit 'title; touch x.value'=…")
    expect(open.stderr).not.toContain('\u001b')
    const empty = await machine.run(['sim', 'submit', '--user', 'dana'])
    const fill = "sim submit 'title; touch x.value'=… --user dana"
    expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining(fill) })
    expect(empty.stderr).not.toContain('\u001b')
    const errors = { [block]: `bad${red}\n✓ Forged` }
    app.answers.push({ status: 200, body: JSON.stringify({ response_action: 'errors', errors }) })
    const refused = await machine.run(['sim', 'submit', 'value=x'])
    expect(refused.code).toBe(3)
    expect(refused.stderr).not.toContain('\u001b')
    expect(refused.stderr).not.toMatch(/^✓ Forged/m)
  })
})
