import { CliError } from '../errors.ts'
import { checkAppToken, checkClientSecret, checkSigningSecret, cleanPasted } from '../oauth/credentials.ts'
import { parsePasted } from '../paste/parse.ts'
import { withHiddenCredentials } from '../responses/hidden-credentials.ts'
import { readPasted } from '../responses/read-pasted.ts'
import type { Context, Prompter } from '../runtime/context.ts'
import type { Settings } from '../runtime/settings.ts'
import { credentialFacts } from '../slack/facts/credential-names.ts'
import { isPlaceholder } from '../slack/facts/placeholders.ts'
import { aToken, tokenKind, tokenKinds } from '../slack/facts/token-kinds.ts'
import { capital } from '../terminal/capital.ts'
import { takeCredentials } from './take-credentials.ts'

/** The secrets of an app that a person gave. */
export interface AppSecrets {
  readonly clientSecret?: string
  readonly signingSecret?: string
  readonly appToken?: string
}

export interface SecretFacts {
  readonly flag: string
  /** The option with the line of a credential command. */
  readonly commandFlag: string
  readonly variable: string
  readonly label: string
  /** Where the app settings show the secret. */
  readonly where: string
  /**
   * Checks the format of the secret.
   * @throws CliError with the exit reason `usage` when the value is not a secret of this kind.
   */
  readonly check: (value: string) => void
}

export type SecretName = keyof AppSecrets

export const secretFacts: Readonly<Record<SecretName, SecretFacts>> = {
  clientSecret: {
    flag: '--client-secret',
    commandFlag: '--client-secret-command',
    variable: 'SLACK_CLIENT_SECRET',
    label: 'client secret',
    where: 'Basic Information → App Credentials',
    check: checkClientSecret,
  },
  signingSecret: {
    flag: '--signing-secret',
    commandFlag: '--signing-secret-command',
    variable: 'SLACK_SIGNING_SECRET',
    label: 'signing secret',
    where: 'Basic Information → App Credentials',
    check: checkSigningSecret,
  },
  appToken: {
    flag: '--app-token',
    commandFlag: '--app-token-command',
    variable: 'SLACK_APP_TOKEN',
    label: 'app-level token',
    where: 'Basic Information → App-Level Tokens',
    check: checkAppToken,
  },
}

export const secretNames = Object.keys(secretFacts) as SecretName[]

type SecretInputs = Pick<Context, 'terminal' | 'settings' | 'readInput' | 'ask'>

/**
 * Returns the wanted secrets, never from argv. At a terminal, prompts for each secret. Otherwise reads standard input
 * (one secret alone, or several as lines `SLACK_CLIENT_SECRET=…`), and then the environment.
 * @throws CliError with the exit reason `usage`: no source has a wanted secret, or a value has the wrong format.
 */
export async function readSecrets(wanted: readonly SecretName[], sources: SecretInputs): Promise<AppSecrets> {
  if (wanted.length === 0) return {}
  const { terminal, settings } = sources
  const found: Partial<Record<SecretName, string>> = {}
  if (terminal.interactive) {
    const ask = await sources.ask()
    for (const name of wanted) found[name] = await askSecret(name, ask)
  } else {
    const text = await sources.readInput()
    const lines = namedLines(text)
    const alone = wanted.length === 1 && Object.keys(lines).length === 0 ? (text.trim().split('\n')[0] ?? '') : ''
    for (const name of wanted) {
      const value = lines[name] ?? (alone || environment(name, settings))
      if (value === undefined) throw missing(name, text.trim() !== '')
      found[name] = value
    }
  }
  return checked(found, sources)
}

/** The credentials that `--secrets` read from standard input. */
export interface PastedSecrets {
  readonly clientId: string | null
  readonly secrets: AppSecrets
}

/**
 * Reads the credentials of one app from standard input, in any file format and under any names, and returns them.
 * Prints the names of values that are not used.
 * @throws CliError with the exit reason `usage` when there are no credentials, or when a value has the wrong format for
 * its kind of secret.
 */
export async function readPastedSecrets(sources: SecretInputs): Promise<PastedSecrets> {
  const { terminal } = sources
  const text = await sources.readInput()
  const { materials, bare } = readPasted(withHiddenCredentials(await parsePasted(text)))
  const { given, from, left } = takeCredentials(materials)
  const found: Partial<Record<SecretName, string>> = {}
  for (const name of secretNames) if (given?.[name]) found[name] = given[name]
  // Skip a name whose redacted value is already in `left`.
  const isLeft = (name: string) => left.some(({ kind }) => kind === name) && given !== null
  for (const [name, value] of Object.entries(namedLines(text))) if (!isLeft(name)) found[name as SecretName] ??= value
  if (bare !== undefined && tokenKind(bare) === 'app') found.appToken ??= bare
  for (const { path, kind, why } of left) {
    terminal.warn(`Not used: ${path}${kind === null ? '' : `, the ${credentialFacts[kind].label}`}: ${why}`)
  }
  const others = materials.flatMap(({ tokens, webhooks }) => [
    ...tokens
      .filter(({ kind }) => tokenKinds[kind].fromInstall)
      .map(({ path, kind }) => `${path || 'one'} (${tokenKinds[kind].label})`),
    ...webhooks.map(({ path }) => `${path || 'one'} (incoming webhook)`),
  ])
  const foreign = materials.flatMap(({ tokens }) =>
    tokens.filter(({ kind }) => kind !== 'app' && !tokenKinds[kind].fromInstall),
  )
  for (const { path, kind } of foreign.slice(0, 10)) {
    terminal.warn(`Not used: ${path || 'one'} is ${aToken(kind)}, and not a secret of an app`)
  }
  if (others.length > 0) {
    terminal.warn(
      `Not used, because import stores the tokens and webhooks of an install: ${others.slice(0, 10).join(', ')}`,
    )
  }
  if (Object.keys(found).length > 0) {
    const names = secretNames.flatMap((name) =>
      from[name] && !isUsual(name, from[name]) ? `${secretFacts[name].label} from ${from[name]}` : [],
    )
    if (names.length > 0) terminal.note(`Taken: ${names.join(', ')}`)
    return { clientId: given?.clientId ?? null, secrets: checked(found, sources) }
  }
  throw new CliError('usage', 'Standard input has no secret of an app', {
    code: 'no_secrets',
    hint: `--secrets reads a .env and other files with the credentials of an app, such as ${secretFacts.clientSecret.variable}=…, ${secretFacts.signingSecret.variable}=… and ${secretFacts.appToken.variable}=…: slack-tokens app add --name my-app --secrets < .env   To see what a file contains: slack-tokens explain FILE`,
  })
}

function isUsual(name: SecretName, path: string): boolean {
  return path.toUpperCase().replace(/^(?!SLACK_)/, 'SLACK_') === secretFacts[name].variable
}

/** Prompts for an optional secret and returns it; empty when the person presses Enter. */
export async function offerSecret(name: SecretName, sources: SecretInputs): Promise<AppSecrets> {
  const { label, where, check } = secretFacts[name]
  const ask = await sources.ask()
  const answer = await ask.secret(`${capital(label)} (${where}); Enter for later`, (value) =>
    cleanPasted(value).value === '' ? undefined : problemOf(check, value),
  )
  return cleanPasted(answer).value === '' ? {} : checked({ [name]: answer }, sources)
}

async function askSecret(name: SecretName, ask: Prompter): Promise<string> {
  const { label, where, check } = secretFacts[name]
  return await ask.secret(`${capital(label)} (${where})`, (answer) => problemOf(check, answer))
}

function problemOf(check: (value: string) => void, answer: string): string | undefined {
  try {
    check(cleanPasted(answer).value)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : 'This is not the secret'
  }
}

function checked(found: Partial<Record<SecretName, string>>, { terminal }: SecretInputs): AppSecrets {
  const secrets: Partial<Record<SecretName, string>> = {}
  for (const name of secretNames) {
    const given = found[name]
    if (given === undefined) continue
    const { label, check } = secretFacts[name]
    const { value, removed } = cleanPasted(given)
    if (removed) terminal.warn(`The ${label} came with ${removed}, which were removed`)
    // Conceal the value before the check, so that an error of the check does not print it.
    terminal.conceal(value)
    check(value)
    secrets[name] = value
  }
  return secrets
}

/** Returns the values of lines `NAME=value` with known names, as in a `.env` file; `export` and quotes are allowed. */
function namedLines(text: string): Partial<Record<SecretName, string>> {
  const found: Partial<Record<SecretName, string>> = {}
  for (const line of text.split(/\r?\n/)) {
    const [, key = '', value = ''] = /^(?:export\s+)?([A-Za-z_]+)\s*=\s*([\s\S]*)$/.exec(line.trim()) ?? []
    const plain = key.toUpperCase().replace(/^(?!SLACK_)/, 'SLACK_')
    const name = secretNames.find((one) => secretFacts[one].variable === plain)
    const bare = value.replace(/^(["'])(.*)\1$/, '$2')
    if (name && bare !== '' && !isPlaceholder(bare)) found[name] = bare
  }
  return found
}

function environment(name: SecretName, settings: Settings): string | undefined {
  return settings[name]
}

function missing(name: SecretName, something: boolean): CliError {
  const { flag, variable, label } = secretFacts[name]
  return new CliError('usage', `The ${label} is missing`, {
    code: 'no_secret',
    hint: something
      ? `To give several secrets on standard input, write lines with their names: ${secretNames.map((one) => `${secretFacts[one].variable}=…`).join(', ')}`
      : `Pipe it in: … | slack-tokens app add … ${flag}, or set ${variable}`,
  })
}
