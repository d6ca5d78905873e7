import { shellWord } from '../../terminal/shell-word.ts'
import type { ScenarioName } from './scenario-names.ts'

/** What was said on the command line. */
export interface DriveOptions {
  readonly use?: string
  readonly eventsUrl?: string
  readonly redirectUrl?: string
  readonly allowHost?: readonly string[]
  readonly url?: string | undefined
  readonly start?: string
  readonly scenario?: readonly ScenarioName[]
  /** Seconds. */
  readonly wait?: number
}

/** The command line of this drive with some of it changed, for a hint to name. */
export type CommandLine = (changes?: Partial<DriveOptions>) => string

/** The whole command: nothing that was given is lost in it. */
export function commandLine(options: DriveOptions): CommandLine {
  return (changes = {}) => {
    const { url, start, scenario, use, eventsUrl, redirectUrl, allowHost = [], wait } = { ...options, ...changes }
    const flags: readonly (readonly [string, string | undefined])[] = [
      ['start', start],
      ['scenario', scenario?.join(',')],
      ['use', use],
      ['events-url', eventsUrl],
      ['redirect-url', redirectUrl],
      // One each: the flag takes all words that follow.
      ...allowHost.map((host) => ['allow-host', host] as const),
      ['wait', wait === undefined ? undefined : String(wait)],
    ]
    // The address stands first, where no flag takes it for another host.
    const words = flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, shellWord(value)]))
    return ['slack-tokens', 'drive', ...(url === undefined ? [] : [shellWord(url)]), ...words].join(' ')
  }
}
