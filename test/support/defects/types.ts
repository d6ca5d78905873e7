import type { FindingId } from '../../../src/commands/drive/findings/finding.ts'
import type { ScenarioName } from '../../../src/commands/drive/scenarios/names.ts'
import type { AppName, DriveCase } from '../drive.ts'

/** An app that shows a finding. */
export interface DefectiveApp extends Pick<DriveCase, 'use' | 'more'> {
  readonly app: AppName
  /** What the app does wrong, in its variable DEFECT; absent for an app that needs no variable. */
  readonly defect?: string
  /** The scenario that reports the finding. */
  readonly scenario: ScenarioName
  readonly env?: Readonly<Record<string, string>>
  /** The app’s manifest, which the project file of the working directory names. */
  readonly manifest?: object
}

/** For each of some findings, the apps that show it. The compiler requires at least one app for each finding. */
export type ShownBy<Id extends string> = Readonly<Record<Id, readonly [DefectiveApp, ...DefectiveApp[]]>>

/** For every finding of `drive`, the apps that show it. The compiler rejects a finding without an app. */
export type ShownFindings = ShownBy<FindingId>
