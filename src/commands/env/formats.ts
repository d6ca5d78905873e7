import { CliError } from '../../errors.ts'
import { safeJson } from '../../terminal/terminal.ts'
import type { EnvVariable } from './variables.ts'

/** Lines for a `.env` file, which shells read the same way. @throws CliError usage, code `unfit_value`. */
export function dotenv(variables: readonly EnvVariable[], head: string): string {
  return [`# ${head}`, ...variables.map((one) => `${one.name}=${dotenvValue(one)}`)].join('\n')
}

/**
 * Unquoted where that is safe, because `docker run --env-file` keeps quotes. Else in single quotes, which every reader of
 * `.env` files takes literally; no escape inside them works everywhere.
 */
function dotenvValue({ name, value }: EnvVariable): string {
  if (/^[\w./:@%+,=-]+$/.test(value)) return value
  if (!value.includes("'") && !value.endsWith('\\')) return `'${value}'`
  throw new CliError('usage', `The stored ${name} contains a quote, which .env files cannot express portably`, {
    code: 'unfit_value',
    hint: 'Use another format: slack-tokens env --format shell, or --format json',
  })
}

/** `export` lines for sh, bash and zsh. */
export function shell(variables: readonly EnvVariable[], head: string): string {
  return [
    `# ${head}`,
    ...variables.map(({ name, value }) => `export ${name}='${value.replaceAll("'", "'\\''")}'`),
  ].join('\n')
}

// PowerShell treats typographic quotes as plain ones (about_Quoting_Rules); a doubled quote is one literal quote.
const powershellQuotes = /['\u2018\u2019\u201a\u201b]/g

/** Assignments to `$env:` */
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

/** Lines for the file in `GITHUB_ENV`; a value extends to the end of its line, without quoting. */
export function githubEnv(variables: readonly EnvVariable[]): string {
  return variables.map(({ name, value }) => `${name}=${value}\n`).join('')
}

/** Commands that make the runner mask the secrets in its later log lines. */
export function githubMasks(variables: readonly EnvVariable[]): string {
  return variables
    .filter(({ secret }) => secret)
    .map(({ value }) => `::add-mask::${value.replaceAll('%', '%25')}`)
    .join('\n')
}
