import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../src/simulator/state/fault-spec.ts'
import type { WorldState } from '../../src/simulator/state/types.ts'

/** Adds a fault to the state file of a simulator that is not running, so that its next run has the fault. */
export function stageFault(directory: string, fault: Fault): void {
  const path = join(directory, 'simulator.json')
  const state = JSON.parse(readFileSync(path, 'utf8')) as WorldState
  state.faults.push(fault)
  writeFileSync(path, JSON.stringify(state), { mode: 0o600 })
}
