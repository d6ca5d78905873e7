import { describe, expect, it } from 'vitest'
import { withEvents } from '../../../src/commands/drive/lifecycle/events.ts'
import { withSecondWorkspace } from '../../../src/commands/drive/lifecycle/second-workspace.ts'
import { keepingSettings } from '../../../src/commands/drive/lifecycle/simulated-app.ts'
import { inOrganization } from '../../../src/commands/drive/scenarios/organization.ts'
import type { DriveStage } from '../../../src/commands/drive/types.ts'
import { systemClock } from '../../../src/runtime/process-host.ts'
import { control } from '../../../src/simulator/control/client.ts'
import { startSimulator } from '../../../src/simulator/http/simulator.ts'
import { createMachine } from '../../support/cli.ts'
import type { DriveReport } from '../../support/drive.ts'
import { freePort } from '../../support/program.ts'
import { startPlain, startSim } from '../../support/running-app.ts'

/** The state that a drive must not change, as the control interface returns it. */
async function dataOf(api: string, controlToken: string) {
  const read = async (path: string) => {
    const headers = { authorization: `Bearer ${controlToken}` }
    const answer = await fetch(new URL(`/_sim${path}`, api), { headers })
    return (await answer.json()) as Record<string, unknown>
  }
  const { workspaces, organization, otherWorkspace, clients } = await read('')
  const { people } = (await read('/desk')) as { people: { id: string; appId: string | null; deactivated: boolean }[] }
  const { faults } = await read('/fail')
  // The bot users of the installed apps come and go with the installs.
  const persons = people.filter(({ appId }) => appId === null)
  return { workspaces, organization, otherWorkspace, clients, persons, faults }
}

describe('drive, on a simulator that keeps running', () => {
  it.each(['lifecycle', 'rotation', 'org', 'workspace-in-org', 'approval-later'])(
    'leaves people, workspaces, organization, faults and settings as they were (%s)',
    async (scenario) => {
      using machine = createMachine()
      await using sim = await startSim(machine)
      await using app = await startPlain(sim.api)
      const env = { SLACK_SIGNING_SECRET: 'the-developers-signing-secret' }
      const argv = ['drive', `${app.url}/install`, '--use', '/hello', '--json', '--scenario']
      const known = await machine.run([...argv, 'allow'], { env })
      const before = await dataOf(sim.api, sim.controlToken)
      const ran = await machine.run([...argv, scenario], { env })
      expect([known.code, ran.code], ran.stderr).toEqual([0, 0])
      expect(await dataOf(sim.api, sim.controlToken)).toEqual(before)
    },
  )
})

describe('drive --scenario approval-later, on a simulator that keeps running', () => {
  it('moves no clock, decides no other request, and is skipped when the app has been approved', async () => {
    using machine = createMachine()
    await using sim = await startSim(machine)
    await using app = await startPlain(sim.api)
    const before = Date.now()
    const argv = ['drive', `${app.url}/install`, '--scenario', 'approval-later', '--json']
    const outcomes: unknown[] = []
    for (let run = 0; run < 2; run += 1) {
      const ran = await machine.run(argv)
      outcomes.push([ran.code, (ran.json as DriveReport).scenarios[0]?.outcome])
    }
    expect(outcomes).toEqual([
      [0, 'ok'],
      [2, 'unplayed'],
    ])
    const headers = { authorization: `Bearer ${sim.controlToken}`, 'content-type': 'application/json' }
    const answer = await fetch(new URL('/_sim/clock', sim.api), { method: 'POST', headers, body: '{"ms":0}' })
    const { now } = (await answer.json()) as { now: number }
    // The simulator has the time of this computer, not the time one day later.
    expect(now - before).toBeLessThan(12 * 3_600_000)
  })
})

describe('a change of the simulator for a scenario', () => {
  it('is undone when the scenario fails', async () => {
    await using server = await startSimulator()
    const url = new URL(`http://localhost:${await freePort()}/slack/events`)
    const waiting = { clock: systemClock, signal: new AbortController().signal }
    const stage = { simulator: server, events: { url, isGiven: false }, ...waiting } as unknown as DriveStage
    const { simulator } = stage
    const { clientId } = server.app
    const fail = () => Promise.reject(new Error('the app is gone'))
    const read = async () => {
      const { run: _run, ...data } = await control(simulator, 'describe', {}, ['run', 'clients', 'workspaces'])
      return data
    }
    const before = await read()
    const changed: (() => Promise<unknown>)[] = [
      () => withSecondWorkspace(stage, fail),
      () => inOrganization(stage, fail),
      () => withEvents(stage, clientId, fail),
      () =>
        keepingSettings(simulator, clientId, async (change) => {
          await change({ rotation: true, tokenLifetime: 1 })
          expect((await read()).clients[0]).toMatchObject({ rotation: true, tokenLifetime: 1 })
          await fail()
        }),
    ]
    for (const change of changed) {
      await expect(change()).rejects.toThrow('the app is gone')
      expect(await read()).toEqual(before)
    }
  })
})
