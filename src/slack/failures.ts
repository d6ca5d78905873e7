import { CliError } from '../errors.ts'
import { errorFacts, type Place } from './errors.ts'

/** `ok: false` in words: what the code means, the next command, and the exit code that its row names. */
export function slackError(
  method: string,
  body: Readonly<Record<string, unknown>>,
  { answered = false, place = 'api' }: { answered?: boolean; place?: Place } = {},
): CliError {
  const code = typeof body['error'] === 'string' ? body['error'] : 'unknown_error'
  const facts = errorFacts(code, place)
  const missing = missingScopes(body)
  return new CliError(
    facts?.ending ?? 'slack',
    `${method}: ${code}${facts ? `. ${facts.means}` : ''}${missing ? ` ${missing.text}` : ''}`,
    {
      code,
      hint: facts?.next,
      details: { method, ...missing?.details },
      answered,
    },
  )
}

function missingScopes(body: Readonly<Record<string, unknown>>) {
  const { needed, provided } = body
  if (typeof needed !== 'string') return undefined
  const held = typeof provided === 'string' ? provided : ''
  return { text: `Needed: ${needed}. Provided: ${held || 'none'}.`, details: { needed, provided: held } }
}
