import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AppName, apps, type DriveReport, driveApp, found, subjects } from '../support/drive.ts'
import { type Mutant, makeMutants } from './make-mutants.ts'

/** The healthy apps of which mutants are made. */
export const mutatedApps = [
  'express',
  'hono',
  'states on the server',
  'slack-edge',
  'passport',
  'Auth.js',
  'lifecycle',
] as const satisfies readonly AppName[]

export type MutatedApp = (typeof mutatedApps)[number]

/** What `drive` reported about a mutant. */
export interface Verdict {
  /** Findings that the healthy app has not, as `scenario: finding`, or the code of an error; nothing for a survivor. */
  readonly found: readonly string[]
  /** Whether the app answered at all. A mutant that does not start says nothing about `drive`. */
  readonly ran: boolean
}

/** Returns all mutants of a healthy app. */
export function mutantsOf(app: MutatedApp): readonly Mutant[] {
  return makeMutants(readFileSync(join(subjects, apps[app].file), 'utf8'))
}

const baselines = new Map<MutatedApp, Promise<Verdict>>()

/** Drives a mutant, whose source text is `text`, in all scenarios. */
export async function driveMutant(app: MutatedApp, text: string): Promise<Verdict> {
  const baseline = baselines.get(app) ?? driveText(app, readFileSync(join(subjects, apps[app].file), 'utf8'))
  baselines.set(app, baseline)
  const [{ found: usual }, verdict] = [await baseline, await driveText(app, text)]
  return { ...verdict, found: verdict.found.filter((one) => !usual.includes(one)) }
}

/** Drives an app whose source text is `text`, from a folder of its own. */
async function driveText(app: MutatedApp, text: string): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-mutant-'))
  try {
    symlinkSync(join(subjects, '..', '..', 'node_modules'), join(folder, 'node_modules'), 'junction')
    const store = 'lifecycle-store.mjs'
    writeFileSync(join(folder, store), readFileSync(join(subjects, store)))
    writeFileSync(join(folder, apps[app].file), text)
    const drove = await driveApp({ app, folder, more: ['--wait', '6'] })
    if (drove.code > 1 || !('scenarios' in (drove.json as Partial<DriveReport>))) {
      const { error } = drove.json as { readonly error: string }
      return { found: [error], ran: !/^app_|^nothing_there|^no_answer/.test(error) }
    }
    return { found: [...new Set([...found(drove), ...found(drove, 'remark')])], ran: true }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
