import { isProfileName } from '../config/profile-name.ts'
import { flag, listOf, object, optional, plain, type Shape, text } from '../shape/shape.ts'
import { notOneLine } from '../slack/facts/one-line.ts'
import type { ProjectContent, ProjectDrive } from './types.ts'

/** Returns the shape of a text of one line in which every character is visible, so that what is printed is what runs. */
function line(means: string, fits: (text: string) => boolean = () => true, most = 2000): Shape<string> {
  return plain(means, (value) => {
    if (typeof value !== 'string' || value.trim() === '' || value.length > most) return false
    return !notOneLine.test(value) && fits(value)
  })
}

const name = line('a name of letters, digits, dots, dashes and underscores', isProfileName)
const path = line('a path inside the project, such as manifest.json', (value) => isInnerPath(value))
const address = line('an http or https URL', isAddress)
const addressOrPath = line('an http or https URL, or a path such as /hello', (value) =>
  value.startsWith('/') ? !value.startsWith('//') && !/[\s\\]/.test(value) : isAddress(value),
)
const word = line('a name of lower-case letters, digits and dashes', (value) => /^[a-z0-9-]{1,60}$/.test(value))
const host = line('a host name, such as app.test', (value) => /^[A-Za-z0-9.:[\]-]{1,253}$/.test(value))

const drive = object<ProjectDrive>(
  {
    start: optional(line('a command in one line, such as npm start')),
    url: optional(address),
    scenarios: optional(listOf(word, { least: 1, unique: true })),
    use: optional(addressOrPath),
    eventsUrl: optional(addressOrPath),
    redirectUrl: optional(address),
    allowHosts: optional(listOf(host, { unique: true })),
    wait: optional(
      plain<number>(
        'a number of seconds, up to 3600',
        (value) => typeof value === 'number' && value > 0 && value <= 3600,
      ),
    ),
    seed: optional(path),
    browser: optional(flag),
    artifacts: optional(line('a path inside the project, such as drive-artifacts', (value) => isInnerPath(value))),
    allow: optional(listOf(word, { unique: true })),
  },
  'closed',
)

/** The shape of `.slack-tokens.json`. The JSON Schema beside this file describes the same shape. */
export const projectShape = object<ProjectContent>(
  {
    $schema: optional(text),
    profile: optional(name),
    app: optional(name),
    port: optional(plain<number>('a port, 1 to 65535', isPort)),
    manifest: optional(path),
    drive: optional(drive),
  },
  'closed',
)

function isPort(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65_535
}

function isAddress(value: string): boolean {
  return /^https?:\/\/[^\s/\\@]+(?:\/[^\s\\]*)?$/.test(value) && URL.canParse(value)
}

/** Whether a path is relative and has no `..`, on every operating system. */
function isInnerPath(value: string): boolean {
  return !/^(?:[/\\~]|[A-Za-z]:)/.test(value) && !value.split(/[/\\]/).includes('..')
}
