import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPlace, freePort, launcher, node } from '../support/program.ts'

describe('the built program, when it writes output', () => {
  it('exits with 0 when the next program of the pipe (head -n 1) stops reading (fault R16)', async () => {
    using place = createPlace()
    const shell = spawnSync('bash', ['-c', `set -o pipefail; "${node}" "${launcher}" --help | head -n 1`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: place.directory },
    })
    expect([shell.status, shell.stderr]).toEqual([0, ''])
  })

  it.runIf(process.platform === 'linux')('exits with 1 when stdout is on a full disk (fault R16)', async () => {
    using place = createPlace()
    const child = spawn(node, [launcher, 'help', 'tokens'], {
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      env: { HOME: place.directory, SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config') },
    })
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr += chunk.toString()
    })
    const [code] = await once(child, 'close')
    expect(code).toBe(1)
    expect(stderr).toMatch(/could not be written: no space left/)
  })

  it('writes a long answer completely when the next program of the pipe reads slowly (fault R17)', async () => {
    using place = createPlace()
    const port = await freePort()
    const login = place.start(['login', '--sim', '--approve', '--port', String(port)])
    expect(await login.ended, login.stderr()).toBe(0)
    const shell = spawnSync(
      'bash',
      [
        '-c',
        `"${node}" "${launcher}" call api.test long="$(head -c 100000 /dev/zero | tr '\\0' x)" --force | { sleep 0.5; wc -c; }`,
      ],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: place.directory,
          SLACK_TOKENS_CONFIG_DIR: join(place.directory, 'config'),
        },
      },
    )
    expect(Number(shell.stdout)).toBeGreaterThan(100_000)
  })
})
