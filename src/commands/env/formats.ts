import type { EnvVariable } from '../../auth/environment/variables.ts'
import { CliError } from '../../errors.ts'
import { safeJson } from '../../terminal/terminal.ts'

/**
 * Returns lines for a `.env` file. A shell that reads the file gets the same values.
 * @throws CliError usage, code `unfit_value`: a value contains a quote.
 */
export function dotenv(variables: readonly EnvVariable[], head: string): string {
  return [`# ${head}`, ...variables.map((one) => `${one.name}=${dotenvValue(one)}`)].join('\n')
}

/**
 * Returns a value without quotes where that is safe, because `docker run --env-file` does not remove quotes. Otherwise
 * uses single quotes: every reader of `.env` files takes their content literally, and no escape works in every reader.
 */
function dotenvValue({ name, value }: EnvVariable): string {
  if (/^[\w./:@%+,=-]+$/.test(value)) return value
  if (!value.includes("'") && !value.endsWith('\\')) return `'${value}'`
  throw new CliError('usage', `The stored ${name} contains a quote, which .env files cannot express portably`, {
    code: 'unfit_value',
    hint: 'Use another format: slack-tokens env --format shell, or --format json',
  })
}

/** Returns `export` lines for sh, bash and zsh. */
export function shell(variables: readonly EnvVariable[], head: string): string {
  return [
    `# ${head}`,
    ...variables.map(({ name, value }) => `export ${name}='${value.replaceAll("'", "'\\''")}'`),
  ].join('\n')
}

// PowerShell treats typographic quotes as straight quotes (about_Quoting_Rules). Two quotes in a row mean one literal
// quote.
const powershellQuotes = /['\u2018\u2019\u201a\u201b]/g

/** Returns assignments to `$env:` variables for PowerShell. */
export function powershell(variables: readonly EnvVariable[], head: string): string {
  return [
    `# ${head}`,
    ...variables.map(({ name, value }) => `$env:${name} = '${value.replace(powershellQuotes, '$&$&')}'`),
  ].join('\n')
}

export function asObject(variables: readonly EnvVariable[]): Readonly<Record<string, string>> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]))
}

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
