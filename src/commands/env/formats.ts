import { CliError } from '../../errors.ts'
import { safeJson } from '../../terminal/terminal.ts'
import type { EnvVariable } from './variables.ts'

/** Lines as a `.env` has them, which a shell reads alike. @throws CliError usage, code `unfit_value`. */
export function dotenv(variables: readonly EnvVariable[], head: string): string {
  return [`# ${head}`, ...variables.map((one) => `${one.name}=${dotenvValue(one)}`)].join('\n')
}

/**
 * Bare where that is safe, as `docker run --env-file` keeps quotes; else in single quotes, in which every reader of
 * `.env` files takes all literally. There is no escape in those that all readers share.
 */
function dotenvValue({ name, value }: EnvVariable): string {
  if (/^[\w./:@%+,=-]+$/.test(value)) return value
  if (!value.includes("'") && !value.endsWith('\\')) return `'${value}'`
  throw new CliError('usage', `What is kept for ${name} holds a quote, which .env files have no common way to write`, {
    code: 'unfit_value',
    hint: 'Another format can: slack-tokens env --format shell, or --format json',
  })
}

/** `export` lines for sh, bash and zsh. */
export function shell(variables: readonly EnvVariable[], head: string): string {
  return [
    `# ${head}`,
    ...variables.map(({ name, value }) => `export ${name}='${value.replaceAll("'", "'\\''")}'`),
  ].join('\n')
}

// PowerShell takes typographic quotes for plain ones (about_Quoting_Rules); two stand for one.
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

/** What is appended to the file that `GITHUB_ENV` names; a value goes to the end of its line, taken as it is. */
export function githubEnv(variables: readonly EnvVariable[]): string {
  return variables.map(({ name, value }) => `${name}=${value}\n`).join('')
}

/** Commands to the runner that mask the secrets in every later line of its log. */
export function githubMasks(variables: readonly EnvVariable[]): string {
  return variables
    .filter(({ secret }) => secret)
    .map(({ value }) => `::add-mask::${value.replaceAll('%', '%25')}`)
    .join('\n')
}
