import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { WorldState } from '../../src/simulator/state/types.ts'
import { createMachine, type Machine } from './cli.ts'

/** A login that needs no browser. */
export const approve = ['login', '--sim', '--approve', '--port', '0']

/** Fewer scopes than the simulator grants by default, so that commands report missing ones. */
export const fewScopes = [
  ...['--scopes', 'chat:write,channels:read,users:read,incoming-webhook'],
  ...['--user-scopes', 'chat:write,search:read'],
]

/** A machine that was logged in to the simulator, with these options. */
export async function approved(argv: readonly string[] = []): Promise<Machine> {
  const machine = createMachine()
  const { code, stderr } = await machine.run([...approve, ...argv])
  expect(code, stderr).toBe(0)
  return machine
}

/** A machine with the simulated app installed by dana, each token with these scopes. */
export async function installed(bot: string, user = 'chat:write', more: readonly string[] = []): Promise<Machine> {
  return await approved(['--scopes', bot, '--user-scopes', user, ...more])
}

/** The state of this machine's simulator. */
export function worldOf({ directory }: Machine): WorldState {
  return JSON.parse(readFileSync(join(directory, 'simulator.json'), 'utf8')) as WorldState
}

/** The methods that were called, in turn. */
export function logged(machine: Machine): string[] {
  return worldOf(machine).log.map(({ what }) => what)
}

export function messagesIn(machine: Machine, channel: string) {
  return worldOf(machine).channels.find(({ name }) => name === channel)?.messages ?? []
}

/** The texts of a channel's messages, in turn. */
export function textsIn(machine: Machine, channel: string): string[] {
  return messagesIn(machine, channel).map(({ text }) => text)
}
