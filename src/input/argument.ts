import { CliError } from '../errors.ts'

/** One `key=value` argument of a command line. */
export interface Argument {
  readonly key: string
  /** The source of the value; `text` means that the value is in the argument itself. */
  readonly from: 'text' | 'file' | 'stdin'
  /** The value, or the path of a file; empty for standard input. */
  readonly text: string
  /** Whether the value is JSON: `key:=…`. */
  readonly json: boolean
}

/** Whether an argument is a secret. It is refused on the command line, which other programs can read. */
export function isSecretKey(key: string): boolean {
  return /^(client_secret|refresh_token|code_verifier|assertion)$/.test(key)
}

/**
 * Reads `key=text` and `key:=json`. The value can also come from a file or from standard input: `key=@file`,
 * `key:=@file`, `key=-`, `key:=-`.
 * @param method the method to call, for hints.
 * @throws CliError with the exit reason `usage` when the argument has another form, or its text is a secret.
 */
export function readArgument(word: string, method = 'METHOD'): Argument {
  const [, key, colon, value] = /^([^=:]+)(:?)=(.*)$/s.exec(word) ?? []
  if (key === undefined || value === undefined) throw notAPair(word, method)
  if (key === 'token') {
    throw new CliError('usage', 'A token is not given as an argument: other programs can read the command line', {
      hint: 'Choose a stored one with --as and --profile, or set SLACK_BOT_TOKEN or SLACK_USER_TOKEN',
    })
  }
  const json = colon === ':'
  if (value === '-') return { key, from: 'stdin', text: '', json }
  if (value.startsWith('@')) return { key, from: 'file', text: value.slice(1), json }
  if (isSecretKey(key)) {
    throw new CliError('usage', `${key} is not given on the command line: other programs can read that`, {
      hint: `Read it from a file, ${key}=@FILE, or from standard input, ${key}=-`,
    })
  }
  return { key, from: 'text', text: value, json }
}

function notAPair(word: string, method: string): CliError {
  // An argument without `=` can be a secret that was pasted in the wrong place, so it is not repeated.
  const shown = /^[\w.-]{1,30}$/.test(word) ? `“${word}”` : 'One of the arguments'
  const hints = word.startsWith('{')
    ? `A JSON object comes first and alone: slack-tokens call ${method} '{"channel":"C012AB3CD"}'`
    : "Write arguments as: slack-tokens call users.info user=U012AB3CD   JSON as: blocks:='[…]'"
  return new CliError('usage', `${shown} is not key=value`, { hint: hints })
}
