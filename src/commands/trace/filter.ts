import { isPattern, matching, unknownMethod } from '../../slack/facts/find-methods.ts'
import { methodFacts, retiredFor } from '../../slack/facts/methods.ts'

/** The names of the requests that do not call a method. */
const otherNames = ['webhook', 'response_url', 'workflow', 'upload', 'download', 'page', 'socket'] as const

/**
 * Returns a function that says whether a request is printed: the request's name must be in `names` or match a pattern
 * there, such as `chat.*`. If `names` is empty, every request is printed.
 * @throws CliError with the exit reason `usage` and the code `unknown_method`: a name is neither a method nor a pattern
 */
export function createFilter(names: readonly string[]): (name: string, kind: string) => boolean {
  if (names.length === 0) return () => true
  const tests = names.map(testOf)
  return (name, kind) => tests.some((test) => test(name) || test(kind))
}

function testOf(name: string): (text: string) => boolean {
  const isOther = otherNames.some((one) => one === name)
  if (isOther || methodFacts(name) || retiredFor(name)) return (text) => text === name
  // A pattern need not match a method in the table, because it can match a newer method.
  if (!isPattern(name)) throw unknownMethod(name)
  if (!name.includes('*')) matching(name)
  const pattern = name.includes('*') ? name : `${name.replace(/\.$/, '')}.*`
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'))
  const form = new RegExp(`^${parts.join('.*')}$`, 'i')
  return (text) => form.test(text)
}
