import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FindingId, findingFacts } from '../../src/commands/drive/findings/finding.ts'
import type { FindingFacts } from '../../src/commands/drive/findings/types.ts'
import { type AppName, apps, type DriveReport, driveApp, found, subjects } from '../support/drive.ts'
import { type Mutant, makeMutants, probeMark, withProbes } from './make-mutants.ts'

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
  /**
   * Findings that the healthy app does not have, as `scenario: finding`, or the code of an error. Empty for a survivor.
   */
  readonly found: readonly string[]
  /** Whether the app answered at all. A mutant that does not start says nothing about `drive`. */
  readonly ran: boolean
  /** How many scenarios execute the changed part. */
  readonly seenBy: number
}

/** The result of driving a healthy app through all scenarios. */
interface Healthy {
  readonly found: readonly string[]
  /** The scenarios that fit the app, in their order. */
  readonly scenarios: readonly string[]
  /** A map from the number of a statement in `withProbes` to the scenarios that execute the statement. */
  readonly seenBy: ReadonlyMap<number, readonly string[]>
}

/** Returns all mutants of a healthy app. */
export function mutantsOf(app: MutatedApp): readonly Mutant[] {
  return makeMutants(sourceOf(app))
}

const sourceOf = (app: MutatedApp) => readFileSync(join(subjects, apps[app].file), 'utf8')

const healthy = new Map<MutatedApp, Promise<Healthy>>()

/**
 * Drives a mutant in the scenarios that execute its changed part, until one of them finds a defect. The plain install is
 * played alone at first, because it finds the most.
 */
export async function driveMutant(app: MutatedApp, { text, probe }: Mutant): Promise<Verdict> {
  const known = healthy.get(app) ?? driveHealthy(app)
  healthy.set(app, known)
  const { scenarios, seenBy, found: usual } = await known
  const names = probe === null ? scenarios : (seenBy.get(probe) ?? [])
  const isUsual = (one: string) =>
    usual.includes(one) || (isReportedOnce(one) && usual.some((other) => idIn(other) === idIn(one)))
  for (const some of [names.slice(0, 1), names.slice(1, 8), names.slice(8)]) {
    if (some.length === 0) continue
    const { ran, found: fresh } = await confirmed(async () => {
      const drove = await driveText(app, text, some)
      return { ran: drove.ran, found: drove.found.filter((one) => !isUsual(one)) }
    })
    if (!ran || fresh.length > 0) return { found: fresh, ran, seenBy: names.length }
  }
  return { found: [], ran: true, seenBy: names.length }
}

/**
 * The findings about something that the app sent, or about an answer of Slack, and the errors for an app that ended or
 * whose link is wrong. A slow computer cannot cause them.
 */
const certain: ReadonlySet<string> = new Set([
  ...['app_ended', 'install_url_wrong', 'not_a_client_id', 'redirect_url_missing'],
  ...([
    'callback-refused',
    'challenge-not-answered',
    'signed-event-refused',
    'client-id-differs',
    'code-exchanged-twice',
    'denial-exchanged',
    'exchange-refused',
    'failure-as-success',
    'old-event-accepted',
    'pkce-verifier-missing',
    'redirect-uri-differs',
    'reload-exchanged',
    'slack-refuses',
    'state-not-checked',
    'state-repeated',
    'stored-token-refused',
    'unsigned-event-accepted',
    'wrong-secret',
  ] satisfies readonly FindingId[]),
])

/**
 * Drives until a second drive finds the same. On a busy computer a drive can find that an app is late although it is
 * not, so one drive proves only the findings that do not depend on time.
 */
export async function confirmed(drive: () => Promise<Omit<Verdict, 'seenBy'>>): Promise<Omit<Verdict, 'seenBy'>> {
  for (let before = await drive(), drives = 2; drives <= 4; drives++) {
    if (before.found.length === 0 || before.found.some((one) => certain.has(idIn(one)))) return before
    const again = await drive()
    const both = again.found.filter((one) => before.found.includes(one))
    if (both.length > 0 && again.ran === before.ran) return { ...again, found: both }
    before = again
  }
  throw new Error('Each of four drives found something else')
}

const idIn = (one: string) => one.split(': ').at(-1) as FindingId

/** Whether a drive reports the finding only in the first scenario that sees it. */
function isReportedOnce(one: string): boolean {
  const { once }: Partial<FindingFacts> = findingFacts[idIn(one)] ?? {}
  return once === true
}

/** Drives a healthy app whose statements print when they run. */
async function driveHealthy(app: MutatedApp): Promise<Healthy> {
  const artifacts = mkdtempSync(join(tmpdir(), 'slack-tokens-healthy-'))
  try {
    // If an app has not switched on token rotation, the scenario `rotation` is played only when it is named.
    const words = app === 'lifecycle' ? ['all', 'rotation'] : ['all']
    const { report, ...verdict } = await driveText(app, withProbes(sourceOf(app)), words, ['--artifacts', artifacts])
    const scenarios = (report?.scenarios ?? []).filter(({ outcome }) => outcome !== 'skipped')
    const seenBy = new Map<number, string[]>()
    for (const { scenario, artifacts: files = [] } of scenarios) {
      const output = files.filter((file) => file.endsWith('/output.txt'))
      const lines = output.flatMap((file) => readFileSync(join(artifacts, file), 'utf8').split('\n'))
      const own = lines.filter((line) => line.startsWith(probeMark)).map((line) => Number(line.slice(probeMark.length)))
      for (const probe of new Set(own)) seenBy.set(probe, [...(seenBy.get(probe) ?? []), scenario])
    }
    if (seenBy.size === 0) throw new Error(`The healthy app ${app} does not run: ${verdict.found.join(', ')}`)
    return { found: verdict.found, scenarios: scenarios.map(({ scenario }) => scenario), seenBy }
  } finally {
    rmSync(artifacts, { recursive: true, force: true })
  }
}

interface DrivenText extends Pick<Verdict, 'found' | 'ran'> {
  /** Undefined when the app could not be driven. */
  readonly report: DriveReport | undefined
}

/** Drives an app whose source text is `text`, from a folder of its own. @param more further arguments of drive */
export async function driveText(
  app: MutatedApp,
  text: string,
  scenarios: readonly string[],
  more: readonly string[] = [],
): Promise<DrivenText> {
  const folder = mkdtempSync(join(tmpdir(), 'slack-tokens-mutant-'))
  try {
    symlinkSync(join(subjects, '..', '..', 'node_modules'), join(folder, 'node_modules'), 'junction')
    const store = 'lifecycle-store.mjs'
    writeFileSync(join(folder, store), readFileSync(join(subjects, store)))
    writeFileSync(join(folder, apps[app].file), text)
    const order = {
      app,
      folder,
      scenarios: scenarios.join(','),
      more: ['--wait', '20', '--http-timeout', '10', ...more],
    }
    const drove = await driveApp(order)
    if (!('scenarios' in (drove.json as Partial<DriveReport>))) {
      const { error } = drove.json as { readonly error: string }
      // A bug of drive says nothing about the app.
      if (error === 'internal') throw new Error(drove.stderr)
      return { found: [error], ran: !/^app_|^nothing_there|^no_answer/.test(error), report: undefined }
    }
    return { found: [...new Set([...found(drove), ...found(drove, 'remark')])], ran: true, report: drove.report }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
