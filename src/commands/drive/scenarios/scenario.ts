import type { LoggedRequest } from '../../../simulator/control/client.ts'
import type { Finding } from '../findings/finding.ts'
import { reportEnd } from '../judge.ts'
import type { DriveStage, PlayedScenario } from '../types.ts'
import type { Walked } from '../walk.ts'

export interface Scenario {
  /** `install`: one visit to the app’s install. `lifecycle`: what happens afterwards. */
  readonly group: 'install' | 'lifecycle'
  /** What happens in the scenario. */
  readonly says: string
  /** What a healthy app does. */
  readonly expects: string
  /** Whether the scenario is skipped when a plain install does not work. */
  readonly needsInstall: boolean
  play(stage: DriveStage): Promise<PlayedScenario>
}

/** How long to wait for further calls of the app after its answer to the browser, in milliseconds. */
export const afterthought = 1500
/** How long to wait for calls of an app that has shown its page and should call nothing more. */
export const soon = { quiet: 80, most: 200 } as const

/** Returns the result of a scenario. @param walked the last install of the scenario. */
export function played(walked: Walked, calls: readonly LoggedRequest[], findings: readonly Finding[]): PlayedScenario {
  return { says: reportEnd(walked.end), hops: walked.hops, calls, findings }
}
