import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMachine } from '../support/cli.ts'
import { sampleInstallation } from '../support/sample.ts'
import { smallDisk } from '../support/temporary.ts'

describe('a config folder that is read-only (fault R19)', () => {
  it('allows list and call, while commands that write fail before they send anything', async ({ skip }) => {
    using disk = smallDisk('256k')
    if (!disk) return skip('no tmpfs can be mounted here')
    const requested: string[] = []
    const server = createServer((request, response) => {
      requested.push(request.url ?? '')
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ok: false, error: 'account_inactive' }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
    const acme = { ...sampleInstallation('acme'), simulator: false, apiUrl, webhooks: [] }
    const path = join(disk.path, 'config.json')
    writeFileSync(path, JSON.stringify({ version: 1, active: 'acme', profiles: { acme } }), { mode: 0o600 })
    disk.remount('ro')
    const before = readFileSync(path, 'utf8')
    using machine = createMachine({ SLACK_TOKENS_CONFIG_DIR: disk.path })
    const run = (...argv: string[]) => machine.run([...argv, '--json'], { input: 'xoxb-sim-other\n' })
    expect(await run('list')).toMatchObject({ code: 0, json: [{ name: 'acme' }] })
    expect((await machine.run(['token', '--as', 'bot'])).stdout).toBe('xoxb-sim-acme-bot\n')
    expect((await run('show')).code).toBe(0)
    expect((await run('export')).json).toMatchObject({ profiles: { acme } })
    const checked = await run('check')
    expect(checked).toMatchObject({ code: 4, json: [{ name: 'acme', state: 'dead' }] })
    expect(checked.stderr).toContain('could not be marked')
    const calls = requested.length
    for (const argv of [
      ['use', 'acme'],
      ['rename', 'acme', 'beta'],
      ['logout', '--yes'],
      ['import', '--api-url', apiUrl],
    ]) {
      const done = await run(...argv)
      expect(done.json, argv.join(' ')).toMatchObject({ ok: false, message: expect.stringContaining('read-only') })
      expect(done.code).toBe(1)
    }
    expect([requested.length, readFileSync(path, 'utf8')]).toEqual([calls, before])
    server.closeAllConnections()
    server.close()
  })
})
