import { shellWord } from '../../terminal/shell-word.ts'
import type { ChosenReporter } from './reporters/names.ts'
import type { ScenarioWord } from './scenarios/names.ts'

/** Files of the project, relative to the working directory. */
export interface DriveWorld {
  readonly seed: string | undefined
  readonly manifest: string | undefined
}

/** The options of the command line. */
export interface DriveOptions {
  readonly use?: string
  readonly eventsUrl?: string
  /** The file with the app’s manifest. */
  readonly manifest?: string
  readonly redirectUrl?: string
  readonly allowHost?: readonly string[]
  readonly url?: string | undefined
  readonly start?: string
  /** Names and groups of scenarios, as the user wrote them. */
  readonly scenario?: readonly ScenarioWord[]
  /** The time limit in seconds until the app listens. */
  readonly wait?: number
  /**
   * The options that the project's file set. Hints leave them out, because the next drive reads them from the file
   * again.
   */
  readonly fromProject?: Partial<DriveOptions>
  /** The path of the project's file, for messages. */
  readonly projectFile?: string
  /** Whether `--yes` confirmed the command of the project's file. */
  readonly yes?: boolean
  /** The data with which the simulator of a started app begins. The project's file names this data. */
  readonly world?: DriveWorld
  readonly reporter?: readonly ChosenReporter[]
  /** The ids of findings that do not fail the run. */
  readonly allow?: readonly string[]
  /** Whether Chromium opens the pages. */
  readonly browser?: boolean
  /** The folder for the artifacts. */
  readonly artifacts?: string
}

/** A function that returns this drive's command line with some options changed, for a hint. */
export interface CommandLine {
  (changes?: Partial<DriveOptions>): string
  /**
   * Returns how to give another install address: as a line of the project's file when the file has the address or the
   * command, otherwise as a command line.
   */
  install(url: URL): string
}

/** Returns a function that builds the command line with every option that the user gave. */
export function commandLine(options: DriveOptions): CommandLine {
  const line = (changes: Partial<DriveOptions> = {}) => {
    const {
      url,
      start,
      scenario,
      use,
      eventsUrl,
      manifest,
      redirectUrl,
      allowHost = [],
      wait,
      allow,
      artifacts,
      browser,
      reporter = [],
      yes,
    } = leftOut({ ...options, ...changes })
    const flags: readonly (readonly [string, string | undefined])[] = [
      ['start', start],
      ['scenario', scenario?.join(',')],
      ['use', use],
      ['manifest', manifest],
      ['events-url', eventsUrl],
      ['redirect-url', redirectUrl],
      // Each host gets its own flag, because the flag takes all following words.
      ...allowHost.map((host) => ['allow-host', host] as const),
      ['allow', allow === undefined || allow.length === 0 ? undefined : allow.join(',')],
      ['wait', wait === undefined ? undefined : String(wait)],
      ['artifacts', artifacts],
      ...reporter.map(({ name, file }) => ['reporter', file === undefined ? name : `${name}=${file}`] as const),
    ]
    // The address comes first, so that --allow-host does not take the address as another host.
    const words = flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, shellWord(value)]))
    const own = browser === undefined ? [] : [browser ? '--browser' : '--no-browser']
    return [
      'slack-tokens',
      'drive',
      ...(url === undefined ? [] : [shellWord(url)]),
      ...own,
      ...(yes ? ['--yes'] : []),
      ...words,
    ].join(' ')
  }
  const { fromProject, projectFile } = options
  return Object.assign(line, {
    install: ({ href }: URL) =>
      projectFile !== undefined && (fromProject?.start !== undefined || fromProject?.url !== undefined)
        ? `"url": ${JSON.stringify(href)} in "drive" of ${projectFile}`
        : line({ url: href }),
  })
}

/** Returns the options without those that come unchanged from the project's file. */
function leftOut({ fromProject = {}, ...options }: DriveOptions): DriveOptions {
  const file: Readonly<Record<string, unknown>> = { ...fromProject }
  const given: Readonly<Record<string, unknown>> = { ...options }
  const isSame = (name: string) => file[name] !== undefined && file[name] === given[name]
  // An address or a command on the command line replaces both the address and the command of the file, so both are kept
  // together.
  const keepsTarget = ['start', 'url'].some((name) => given[name] !== undefined && !isSame(name))
  const isKept = (name: string) => !isSame(name) || (keepsTarget && (name === 'start' || name === 'url'))
  return Object.fromEntries(Object.entries(options).filter(([name]) => isKept(name)))
}
