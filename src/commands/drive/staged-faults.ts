import type { LocalSimulator } from '../../runtime/context.ts'
import { control } from '../../simulator/control/client.ts'

/** A fault that applied to a request or a delivery. */
export interface AppliedFault {
  /** The name of the request or event. */
  readonly on: string
  readonly what: string
}

type ScenarioFault = AppliedFault & { readonly times: number; readonly retryAfter?: number }

/** Tells the faults that a scenario sets in the simulator from those that somebody else has set there. */
export interface StagedFaults {
  /** Sets a fault for a scenario. Returns the function that removes it. */
  set(fault: ScenarioFault): Promise<() => Promise<void>>
  /** Returns a function that returns a fault of somebody else that has applied since then; undefined without one. */
  watch(): Promise<() => Promise<AppliedFault | undefined>>
}

export function createStagedFaults(simulator: LocalSimulator): StagedFaults {
  const own = new Set<string>()
  const key = ({ on, what }: AppliedFault) => `${on} ${what}`
  return {
    async set(fault) {
      own.add(key(fault))
      await control(simulator, 'addFault', fault)
      const { on, what } = fault
      return async () => {
        await control(simulator, 'removeFault', { on, what })
      }
    },
    async watch() {
      const { total: requests } = await control(simulator, 'log', {}, ['total'])
      const { total: sent } = await control(simulator, 'deliveries', {}, ['total'])
      return async () => {
        const { log } = await control(simulator, 'log', { since: requests }, ['log'])
        const { deliveries } = await control(simulator, 'deliveries', { since: sent }, ['deliveries'])
        const applied: { readonly on: string; readonly what: string | undefined }[] = [
          ...log.map(({ what, drill }) => ({ on: what, what: drill })),
          ...deliveries.map(({ what, fault }) => ({ on: what, what: fault })),
        ]
        return applied
          .flatMap(({ on, what }) => (what === undefined ? [] : [{ on, what }]))
          .find((one) => !own.has(key(one)))
      }
    },
  }
}
