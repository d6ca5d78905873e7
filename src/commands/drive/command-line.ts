import { shellWord } from '../../terminal/shell-word.ts'
import type { ChosenReporter } from './reporters/names.ts'
import type { ScenarioName } from './scenarios/names.ts'

/** The options of the command line. */
export interface DriveOptions {
  readonly use?: string
  readonly eventsUrl?: string
  readonly redirectUrl?: string
  readonly allowHost?: readonly string[]
  readonly url?: string | undefined
  readonly start?: string
  readonly scenario?: readonly ScenarioName[]
  /** The time limit in seconds until the app listens. */
  readonly wait?: number
  readonly reporter?: readonly ChosenReporter[]
  /** The ids of findings that do not fail the run. */
  readonly allow?: readonly string[]
}

/** A function that returns this drive's command line with some options changed, for a hint. */
export type CommandLine = (changes?: Partial<DriveOptions>) => string

/** Returns a function that builds the command line with every option that the user gave. */
export function commandLine(options: DriveOptions): CommandLine {
  return (changes = {}) => {
    const {
      url,
      start,
      scenario,
      use,
      eventsUrl,
      redirectUrl,
      allowHost = [],
      wait,
      allow,
    } = { ...options, ...changes }
    const flags: readonly (readonly [string, string | undefined])[] = [
      ['start', start],
      ['scenario', scenario?.join(',')],
      ['use', use],
      ['events-url', eventsUrl],
      ['redirect-url', redirectUrl],
      // Each host gets its own flag, because the flag takes all following words.
      ...allowHost.map((host) => ['allow-host', host] as const),
      ['allow', allow === undefined || allow.length === 0 ? undefined : allow.join(',')],
      ['wait', wait === undefined ? undefined : String(wait)],
    ]
    // The address comes first, so that --allow-host does not take the address as another host.
    const words = flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, shellWord(value)]))
    return ['slack-tokens', 'drive', ...(url === undefined ? [] : [shellWord(url)]), ...words].join(' ')
  }
}
