import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine, type Machine } from '../../support/cli.ts'

function fileIn({ directory }: Machine, name: string, text: string): string {
  mkdirSync(directory, { recursive: true })
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

const log = 'worker started\nslack answered {"ok":false,"error":"not_in_channel"}\n'

describe('why, for a file', () => {
  it.each(['app.log', 'an error.log'])('finds the code in the file %s', async (name) => {
    using machine = createMachine()
    const { code, json } = await machine.run(['why', fileIn(machine, name, log), '--json'])
    expect([code, json]).toEqual([0, expect.objectContaining({ code: 'not_in_channel' })])
  })

  it('exits with 2 for a text together with --list', async () => {
    using machine = createMachine()
    const { code, json } = await machine.run(['why', '--list', 'webhook', 'missing_scope', '--json'])
    expect([code, json]).toEqual([2, expect.objectContaining({ error: 'usage' })])
  })

  it('uses the word as an error code when no file has this name', async () => {
    using machine = createMachine()
    const { code, json } = await machine.run(['why', 'not_in_channel', '--json'])
    expect([code, json]).toEqual([0, expect.objectContaining({ code: 'not_in_channel' })])
  })

  it('exits with 0 for the file in the why command that explain prints', async () => {
    using machine = createMachine()
    const path = fileIn(machine, 'app.log', '{"level":"error","error":"oauth2: server response missing access_token"}')
    const { json } = await machine.run(['explain', path, '--json'])
    const notes = (json as { notes: readonly string[] }).notes.join('\n')
    expect(notes).toContain(`slack-tokens why ${path}`)
    expect((await machine.run(['why', path])).code).toBe(0)
  })
})
