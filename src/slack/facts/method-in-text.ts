import { methodFacts, retiredFor } from './methods.ts'

/** Matches names with dots or underscores. Matches in the path of an API call, but not in the path of a file. */
const names = /(?<![\w.]|(?<!\/api)\/)[a-z][a-zA-Z]{0,30}(?:[._]\w{2,40}){1,6}/g

/**
 * Returns the method of the Web API that is named nearest to a position in a text, spelt with dots. The method can be a
 * retired one. SDKs spell methods with underscores, after an object and before a field:
 * `client.conversations_list.channels`. Undefined when the text names none. Never throws.
 */
export function methodNear(plain: string, position: number): string | undefined {
  let best: { name: string; apart: number } | undefined
  for (const { 0: word, index } of plain.matchAll(names)) {
    const name = methodOf(word.split('.'))
    const apart = Math.abs(index - position)
    if (name !== undefined && !(best && best.apart <= apart)) best = { name, apart }
  }
  return best?.name
}

/** Returns the longest run of parts that is a method. */
function methodOf(parts: readonly string[]): string | undefined {
  for (let length = parts.length; length > 0; length -= 1) {
    for (let start = 0; start + length <= parts.length; start += 1) {
      const name = parts
        .slice(start, start + length)
        .join('.')
        .replaceAll('_', '.')
      // In a retired group of methods, only a name that has a successor is a method. Any other name is code, such as
      // `channels.map`.
      if (methodFacts(name) || (retiredFor(name) ?? 'conversations.*') !== 'conversations.*') return name
    }
  }
  return undefined
}
