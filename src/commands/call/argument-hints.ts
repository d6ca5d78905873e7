import type { Values } from '../../input/arguments.ts'
import { methodFacts } from '../../slack/facts/methods.ts'
import { nearest } from '../../slack/facts/nearest.ts'
import type { Payload } from './request.ts'

/**
 * Returns warnings about missing and unknown arguments. The call is sent anyway, because Slack may
 * have added an argument after this tool's list was written.
 * @param known all known arguments of the method; undefined when none are known.
 */
export function adviceOn(method: string, values: Values, known: readonly string[] | undefined): string[] {
  // api.test accepts any argument and echoes it.
  if (method === 'api.test') return []
  const given = Object.keys(values)
  const required = methodFacts(method)?.required ?? []
  const missing = required.filter((name) => !given.includes(name))
  const all = known && [...new Set([...known, ...required, 'team_id', 'pretty'])]
  // For a misspelt required argument, only the spelling is reported. It is not also reported as missing.
  const slips = missing.filter((name) => given.some((one) => !all?.includes(one) && nearest(one, [name]).length > 0))
  const lacking = missing.filter((name) => !slips.includes(name))
  return [
    ...(lacking.length > 0 ? [`${method} also needs ${lacking.join(' and ')}`] : []),
    ...unknownNames(method, given, all ?? (slips.length > 0 ? required : undefined)),
  ]
}

function unknownNames(method: string, given: readonly string[], all: readonly string[] | undefined): string[] {
  if (!all) return []
  return given
    .filter((name) => !all.includes(name))
    .map((name) => {
      const near = nearest(name, all)
      return `${method} has no known argument ${name}${near.length > 0 ? `. Did you mean ${near.join(', ')}?` : ''}`
    })
}

/** Returns warnings about values that a form can't represent. */
export function lostInForm(values: Values, { args }: Payload): string[] {
  const lost = args ? Object.keys(values).filter((key) => values[key] === null) : []
  return lost.length > 0 ? [`${lost.join(', ')}: null is left out, because a form can’t carry it`] : []
}
