import { CliError, foreignCode } from '../../errors.ts'
import { type ErrorPlace, errorFacts } from '../facts/errors.ts'
import { longestSentence, nameIn, oneLine } from '../facts/one-line.ts'
import { scopeList } from '../facts/scopes.ts'

/** What is known of a refusal besides its code, in place of the row's own words. */
export interface ApiRefusal {
  /** One sentence, with its full stop. */
  readonly explanation?: string
  /** In the imperative, no full stop. */
  readonly next?: string
  readonly details?: Readonly<Record<string, unknown>>
}

/** `ok: false` in words: what the code means, the next command, and the exit code that its row names. */
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
      hint: refusal?.next ?? facts?.next,
      details: { method, ...missing?.details, ...refusal?.details },
    },
  )
}

/** What Slack found wrong with the request, each with its place, as sentences. */
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
