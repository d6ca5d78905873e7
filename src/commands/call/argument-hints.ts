import type { Values } from '../../input/arguments.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import type { Payload } from './request.ts'

/**
 * What is odd about the arguments, in sentences. Only said, never refused: Slack decides, and learns new arguments.
 * @param known every argument the method is known to take; undefined when that is not known.
 */
export function adviceOn(method: string, values: Values, known: readonly string[] | undefined): string[] {
  // It echoes whatever comes.
  if (method === 'api.test') return []
  const given = Object.keys(values)
  const required = methodFacts(method)?.required ?? []
  const missing = required.filter((name) => !given.includes(name))
  const all = known && [...new Set([...known, ...required, 'team_id', 'pretty'])]
  // A slip of a name that is wanted is one thing to say, not two.
  const slips = missing.filter((name) => given.some((one) => !all?.includes(one) && nearest(one, [name]).length > 0))
  const lacking = missing.filter((name) => !slips.includes(name))
  return [
    ...(lacking.length > 0 ? [`${method} wants ${lacking.join(' and ')}, too`] : []),
    ...unknownNames(method, given, all ?? (slips.length > 0 ? required : undefined)),
  ]
}

function unknownNames(method: string, given: readonly string[], all: readonly string[] | undefined): string[] {
  if (!all) return []
  return given
    .filter((name) => !all.includes(name))
    .map((name) => {
      const near = nearest(name, all)
      return `${method} is not known to take ${name}${near.length > 0 ? `. Did you mean ${near.join(', ')}?` : ''}`
    })
}

/** What a form cannot carry. */
export function lostInForm(values: Values, { args }: Payload): string[] {
  const lost = args ? Object.keys(values).filter((key) => values[key] === null) : []
  return lost.length > 0 ? [`${lost.join(', ')}: null is left out, as a form has no word for it`] : []
}
