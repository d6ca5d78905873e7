import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLocalSimulator } from '../../../src/simulator/process/shared-simulator.ts'
import { sweepSockets } from '../../../src/simulator/process/socket-path.ts'
import { leaveSocket } from '../../support/dead-socket.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const hourAgo = new Date(Date.now() - 3_600_000)

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'slack-tokens-sim-'))
}

function age(path: string): void {
  utimesSync(path, hourAgo, hourAgo)
}

describe.skipIf(process.platform === 'win32')('socket folders', () => {
  it('are removed when their process was killed; other folders are not removed', async () => {
    const [empty, fresh, served, filled, other] = [folder(), folder(), folder(), folder(), folder()]
    const named = mkdtempSync(join(tmpdir(), 'slack-tokens-sim-not-ours-'))
    const dead = leaveSocket(folder())
    const server = createServer().listen(join(served, 's'))
    await once(server, 'listening')
    writeFileSync(join(filled, 's.txt'), 'of somebody')
    writeFileSync(join(other, 's'), 'no socket, though a connection to it is refused like one')
    for (const path of [empty, served, filled, other, named, dead]) age(path)
    try {
      await sweepSockets()
      const left = [empty, dead, fresh, served, filled, other, named].map((path) => existsSync(path))
      expect(left).toEqual([false, false, true, true, true, true, true])
    } finally {
      server.close()
      for (const path of [empty, fresh, served, filled, other, named, dead])
        rmSync(path, { recursive: true, force: true })
    }
  })

  it('of killed processes are removed at the next start; a simulator removes its own folder when it stops', async () => {
    using config = temporaryFolder()
    const left = folder()
    age(left)
    const local = await openLocalSimulator({ directory: config.path, now: Date.now })
    const own = join(local.socketPath, '..')
    await expect.poll(() => existsSync(left)).toBe(false)
    expect(readdirSync(own)).toEqual(['s'])
    await local.close()
    expect(existsSync(own)).toBe(false)
  })
})
