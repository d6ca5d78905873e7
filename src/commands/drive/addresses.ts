import { checkHost } from '../../browser/browser.ts'
import { isSlackHost } from '../../browser/urls.ts'
import { CliError } from '../../errors.ts'
import { commandLine, type DriveOptions } from './command-line.ts'

/** The options of a drive that are addresses. `url` is the argument. */
type AddressOption = 'url' | 'redirectUrl' | 'use' | 'eventsUrl'

interface AddressFacts {
  /** How messages name the option. */
  readonly name: string
  /** Whether the user may give a path of the app in place of the whole address. */
  readonly orPath: boolean
  /** A valid value. */
  readonly example: string
}

const facts: Readonly<Record<AddressOption, AddressFacts>> = {
  url: { name: 'The install address', orPath: false, example: 'http://localhost:3000/slack/install' },
  redirectUrl: { name: '--redirect-url', orPath: false, example: 'http://localhost:3000/slack/oauth_redirect' },
  use: { name: '--use', orPath: true, example: '/hello' },
  eventsUrl: { name: '--events-url', orPath: true, example: '/slack/events' },
}

/** A placeholder for the app's address, used while the address is unknown. */
const sampleApp = new URL('http://localhost:3000/')

/**
 * Checks every address and host of the options, before anything is started or printed.
 * @returns the install address; undefined when the user gave none
 * @throws CliError with the exit reason `usage`: an address is not a URL (`not_a_url`), or has a password
 * (`credentials_in_url`); a host is not a host name (`not_a_host`); the host of an address is not allowed
 */
export function checkAddresses(options: DriveOptions): URL | undefined {
  const names = Object.keys(facts) as AddressOption[]
  // The hint of an error repeats every option, so this check for passwords must come before all other errors.
  for (const option of names) checkCredentials(option, options)
  for (const host of options.allowHost ?? []) checkHostName(host, options)
  for (const option of names) {
    const one = parse(option, sampleApp, options)
    if (one && option !== 'redirectUrl') checkHost(one, options.allowHost ?? [], otherHost(options))
  }
  return parse('url', sampleApp, options)
}

/** Returns the address of an option, which can be a path of the app; undefined when the option was not given. */
export function addressOf(option: 'use' | 'eventsUrl', app: URL, options: DriveOptions): URL | undefined {
  const url = parse(option, app, options)
  if (url) checkHost(url, options.allowHost ?? [], otherHost(options))
  return url
}

/** Returns a function that builds the hint for a URL whose host is not allowed. */
export function otherHost(options: DriveOptions): (url: URL) => string {
  return ({ hostname }) =>
    hostname === ''
      ? 'A redirect into another program cannot be followed: give the app a redirect URL on localhost'
      : `If it is your host: ${commandLine(options)({ allowHost: [...(options.allowHost ?? []), hostname] })}`
}

function parse(option: AddressOption, app: URL, options: DriveOptions): URL | undefined {
  const text = options[option]
  if (text === undefined) return undefined
  const { name, orPath, example } = facts[option]
  if (orPath && text.startsWith('/')) return new URL(text, app)
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text)
  const forms = orPath ? 'a path of the app such as /hello, or an http or https URL' : 'an http or https URL'
  throw new CliError('usage', `${name} is ${forms}, not “${text.replace(/^.*@/s, '…@')}”`, {
    code: 'not_a_url',
    hint: `Write it in full: ${commandLine(options)({ [option]: meant(text, orPath) ?? example })}`,
  })
}

/** Returns the address that a text without scheme or slash most likely means; undefined when that is unknown. */
function meant(text: string, orPath: boolean): string | undefined {
  const isAddress = /^(?:localhost|[\w-]+(?:\.[\w-]+)+|\[[\da-f:]+\])(?::\d{1,5})?(?:[/?#]|$)/i.test(text)
  if (isAddress && URL.canParse(`http://${text}`)) return `http://${text}`
  return orPath && /^[\w.~-][\w.~/?=&-]*$/.test(text) ? `/${text}` : undefined
}

/** Matches a name and a password: they are before the first @, and before any path. */
const userInfo = /^((?:[a-z][\w+.-]*:(?=[/\\]))?[/\\]{0,9})[^/\\?#\s]*@/i

/** Returns a text without the name and the password of an address. A path can have an @ of its own. */
function withoutUserInfo(text: string): string {
  return /^\/(?![/\\])/.test(text) ? text : text.replace(userInfo, '$1')
}

function inFull(text: string): string {
  return meant(text, false) ?? text
}

/** Refuses an address with a name or a password: a report would show them. */
function checkCredentials(option: AddressOption, options: DriveOptions): void {
  const text = options[option]
  if (text === undefined || withoutUserInfo(text) === text) return
  const cleaned: DriveOptions = Object.fromEntries(
    Object.entries(options).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' && key in facts ? inFull(withoutUserInfo(value)) : value,
    ]),
  )
  throw new CliError('usage', `${facts[option].name} has a name or a password in it, and drive sends none`, {
    code: 'credentials_in_url',
    hint: `Let the app answer without them while it is driven: ${commandLine(cleaned)()}`,
  })
}

/** Checks a value of `--allow-host`. */
function checkHostName(host: string, options: DriveOptions): void {
  if (isSlackHost(host)) throw realSlack(host)
  if (URL.canParse(`http://${host}`) && new URL(`http://${host}`).hostname === host) return
  const own = withoutUserInfo(host)
  const isUrl = /^https?:\/\//i.test(own)
  const others = (options.allowHost ?? []).filter((one) => one !== host)
  const text = isUrl ? own : `http://${own}`
  const name = URL.canParse(text) ? new URL(text).hostname : 'app.test'
  // The option takes all words that follow, so the install address can be among its values.
  const isTaken = isUrl && others.length > 0 && options.url === undefined && options.start === undefined
  throw new CliError('usage', `--allow-host is the name of a host, such as app.test, not “${own}”`, {
    code: 'not_a_host',
    hint: isTaken
      ? `Write the install address first: ${commandLine(options)({ url: own, allowHost: others })}`
      : `Write the name alone: ${commandLine(options)({ allowHost: [...others, name] })}`,
  })
}

function realSlack(host: string): CliError {
  return new CliError('usage', `drive never visits the real Slack, so ${host} can’t be allowed`, {
    code: 'slack_host',
    hint: 'Leave it out: what the app sends to Slack goes to the local Slack simulator',
  })
}
