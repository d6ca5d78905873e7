import { CliError, foreignCode } from '../../errors.ts'
import { type ErrorPlace, errorFacts } from '../facts/errors.ts'
import { longestSentence, nameIn, oneLine } from '../facts/one-line.ts'
import { scopeList } from '../facts/scopes.ts'

/** Facts about a refused call that Slack's error code does not show. */
export interface ApiRefusal {
  /** A sentence with a full stop, printed after the meaning of the code. */
  readonly explanation?: string
  /** What to do next, in the imperative, without a full stop. It replaces the next step in the row of the code. */
  readonly next?: string
  readonly details?: Readonly<Record<string, unknown>>
}

/**
 * Returns the error for `ok: false`. Meaning, next command and exit code come from the row of the code in
 * `facts/errors.ts`.
 */
export function slackError(
  method: string,
  body: Readonly<Record<string, unknown>>,
  { place = 'api', refusal }: { place?: ErrorPlace; refusal?: ApiRefusal } = {},
): CliError {
  const code = nameIn(body['error']) ?? 'unknown_error'
  const facts = errorFacts(code, place)
  const missing = missingScopes(body)
  return new CliError(
    facts?.ending ?? 'slack',
    [`${method}: ${code}${facts ? `. ${facts.means}` : ''}`, refusal?.explanation, missing?.text, ...problemsOf(body)]
      .filter(Boolean)
      .join(' '),
    {
      code: foreignCode(code),
      hint: (refusal?.next ?? facts?.next)?.replaceAll('METHOD', method),
      details: { method, ...missing?.details, ...refusal?.details },
    },
  )
}

/** Returns the problems in `response_metadata.messages` as sentences. */
function problemsOf(body: Readonly<Record<string, unknown>>): readonly string[] {
  const metadata = body['response_metadata']
  const messages = typeof metadata === 'object' && metadata !== null && 'messages' in metadata ? metadata.messages : []
  return (Array.isArray(messages) ? messages : [])
    .filter((message) => typeof message === 'string')
    .map((message) => `${oneLine(message.replace(/^\[ERROR\] /, ''), longestSentence)}.`)
}

function missingScopes(body: Readonly<Record<string, unknown>>) {
  if (typeof body['needed'] !== 'string') return undefined
  const scopes = (value: unknown) =>
    typeof value === 'string'
      ? scopeList(value)
          .map((scope) => oneLine(scope))
          .join(',')
      : ''
  const [needed, held] = [scopes(body['needed']), scopes(body['provided'])]
  return { text: `Needed: ${needed}. Provided: ${held || 'none'}.`, details: { needed, provided: held } }
}
