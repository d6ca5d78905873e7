import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fault } from '../../src/simulator/state/fault-spec.ts'
import type { WorldState } from '../../src/simulator/state/types.ts'

/** Makes the simulator of a config folder fail in its next run. */
export function stageFault(directory: string, fault: Fault): void {
  const path = join(directory, 'simulator.json')
  const state = JSON.parse(readFileSync(path, 'utf8')) as WorldState
  state.faults.push(fault)
  writeFileSync(path, JSON.stringify(state), { mode: 0o600 })
}
