import { CliError } from '../../errors.ts'
import { safeJson } from '../../terminal/safe-text.ts'
import { quoted } from '../../terminal/shell-word.ts'
import type { EnvVariable } from './variables.ts'

/** The formats that a shell evaluates. */
export type ShellName = 'sh' | 'fish' | 'powershell'

/** Lines that a shell evaluates: a comment, variables that are removed, variables that are set. */
export interface ShellScript {
  readonly head: string
  readonly removed?: readonly string[]
  readonly variables: readonly Pick<EnvVariable, 'name' | 'value'>[]
}

/**
 * Returns lines for a `.env` file. A shell that reads the file gets the same values.
 * @param otherFormats how to get another format, for the hint
 * @throws CliError with the exit reason `usage` and the code `unfit_value`: a value contains a quote.
 */
export function dotenv(
  variables: readonly Pick<EnvVariable, 'name' | 'value'>[],
  head: string,
  otherFormats = 'slack-tokens env --format shell, or --format json',
): string {
  return [`# ${head}`, ...variables.map((one) => `${one.name}=${dotenvValue(one, otherFormats)}`)].join('\n')
}

/**
 * Returns a value without quotes where that is safe, because `docker run --env-file` does not remove quotes. Otherwise
 * uses single quotes: every reader of `.env` files takes their content literally, and no escape works in every reader.
 */
function dotenvValue({ name, value }: Pick<EnvVariable, 'name' | 'value'>, otherFormats: string): string {
  if (/^[\w./:@%+,=-]+$/.test(value)) return value
  if (!value.includes("'") && !value.endsWith('\\')) return `'${value}'`
  throw new CliError('usage', `The value of ${name} contains a quote, which .env files cannot express portably`, {
    code: 'unfit_value',
    hint: `Use another format: ${otherFormats}`,
  })
}

// PowerShell treats typographic quotes as straight quotes (about_Quoting_Rules). Two quotes in a row mean one literal
// quote.
const powershellQuotes = /['\u2018\u2019\u201a\u201b]/g

/** How each shell removes and sets a variable. `sh` is also for bash and zsh. */
const shells: Readonly<
  Record<
    ShellName,
    { readonly remove: (name: string) => string; readonly set: (name: string, value: string) => string }
  >
> = {
  sh: { remove: (name) => `unset ${name}`, set: (name, value) => `export ${name}=${quoted(value)}` },
  fish: {
    remove: (name) => `set -e ${name}`,
    // In single quotes, fish reads only `\\` and `\'` as escapes.
    set: (name, value) => `set -gx ${name} '${value.replaceAll(/['\\]/g, '\\$&')}'`,
  },
  powershell: {
    remove: (name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`,
    set: (name, value) => `$env:${name} = '${value.replace(powershellQuotes, '$&$&')}'`,
  },
}

/** Returns lines that a shell evaluates. */
export function shellLines(shell: ShellName, { head, removed = [], variables }: ShellScript): string {
  const { remove, set } = shells[shell]
  return [`# ${head}`, ...removed.map(remove), ...variables.map(({ name, value }) => set(name, value))].join('\n')
}

/** Returns an object with the value of each variable by its name. */
export function asObject(variables: readonly EnvVariable[]): Readonly<Record<string, string>> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]))
}

/** Returns the variables as a JSON object, with control characters escaped. */
export function json(variables: readonly EnvVariable[]): string {
  return safeJson(asObject(variables), 2)
}

/** Returns lines for the file in `GITHUB_ENV`. A value extends to the end of its line and has no quotes. */
export function githubEnv(variables: readonly EnvVariable[]): string {
  return variables.map(({ name, value }) => `${name}=${value}\n`).join('')
}

/** Returns commands that make the GitHub runner mask the secrets in later log lines. */
export function githubMasks(variables: readonly EnvVariable[]): string {
  return variables
    .filter(({ secret }) => secret)
    .map(({ value }) => `::add-mask::${value.replaceAll('%', '%25')}`)
    .join('\n')
}
