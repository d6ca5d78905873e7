import { InvalidArgumentError, Option } from 'commander'

/** Returns the options that every command has. */
export function commonOptions(): Option[] {
  const seconds = (least: number) => (text: string) => {
    const value = text.trim() === '' ? Number.NaN : Number(text)
    if (!(value >= least && value <= 3600))
      throw new InvalidArgumentError('It must be a number of seconds, at most 3600.')
    return value
  }
  return [
    new Option('--profile <name>', 'use this installation instead of the active one'),
    new Option(
      '--user <person>',
      'person whose user token to use, @name or U…, if there are several (default: the last who installed)',
    ),
    new Option('--json', 'print the result, or the failure, as JSON'),
    new Option('--field <path>', 'print one value of that JSON, such as team.id'),
    new Option('--quiet', 'only results, warnings and errors'),
    new Option('--verbose', 'trace the HTTP calls on stderr, secrets masked'),
    new Option('--no-color', 'no colour'),
    new Option('--api-url <url>', 'base URL of the Web API, ends in /api/'),
    new Option('--http-timeout <seconds>', 'longest time for one call (default: 30)').argParser(seconds(0.001)),
    new Option('--max-wait <seconds>', 'longest wait for rate limits in one call (default: 60)').argParser(seconds(0)),
    new Option('--yes', 'skip confirmation prompts'),
    new Option('--no-input', 'never prompt'),
  ]
}
