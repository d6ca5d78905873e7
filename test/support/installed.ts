import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { WorldState } from '../../src/simulator/state/types.ts'
import { createMachine, type Machine } from './cli.ts'

/** The arguments of a login to the simulator that needs no browser. */
export const approve = ['login', '--sim', '--approve', '--port', '0']

/** Login arguments that request fewer scopes than the default, so that commands report missing scopes. */
export const fewScopes = [
  ...['--scopes', 'chat:write,channels:read,users:read,incoming-webhook'],
  ...['--user-scopes', 'chat:write,search:read'],
]

/** Creates a machine and logs in to its simulator, with `argv` as further arguments. */
export async function approved(argv: readonly string[] = []): Promise<Machine> {
  const machine = createMachine()
  const { code, stderr } = await machine.run([...approve, ...argv])
  expect(code, stderr).toBe(0)
  return machine
}

/** Creates a machine and installs the simulated app as dana, with these bot and user scopes. */
export async function installed(bot: string, user = 'chat:write', more: readonly string[] = []): Promise<Machine> {
  return await approved(['--scopes', bot, '--user-scopes', user, ...more])
}

/** Reads the state file of the machine's simulator. */
export function worldOf({ directory }: Machine): WorldState {
  return JSON.parse(readFileSync(join(directory, 'simulator.json'), 'utf8')) as WorldState
}

/** Returns the methods that the simulator received, oldest first. */
export function logged(machine: Machine): string[] {
  return worldOf(machine).log.map(({ what }) => what)
}

export function messagesIn(machine: Machine, channel: string) {
  return worldOf(machine).channels.find(({ name }) => name === channel)?.messages ?? []
}

/** Returns the texts of the messages in a channel, oldest first. */
export function textsIn(machine: Machine, channel: string): string[] {
  return messagesIn(machine, channel).map(({ text }) => text)
}
