import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../src/simulator/state/fault-spec.ts'
import type { WorldState } from '../../src/simulator/state/types.ts'

/** Adds a fault to the state file of a simulator. The fault takes effect in the next run of the simulator. */
export function stageFault(directory: string, fault: Fault): void {
  const path = join(directory, 'simulator.json')
  const state = JSON.parse(readFileSync(path, 'utf8')) as WorldState
  state.faults.push(fault)
  writeFileSync(path, JSON.stringify(state), { mode: 0o600 })
}
