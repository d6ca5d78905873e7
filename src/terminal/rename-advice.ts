/** The keys of a result whose texts are advice of this program and can contain command lines. */
const adviceKeys: ReadonlySet<string> = new Set(['message', 'hint', 'next', 'login', 'command', 'cure', 'usage'])

/**
 * Returns a result with `rename` applied to its advice, so that its commands can be typed as the same commands on
 * stderr can. Other texts, such as those of messages, are never changed.
 */
export function renameAdvice(value: unknown, rename: (text: string) => string, isAdvice = false): unknown {
  if (typeof value === 'string') return isAdvice ? rename(value) : value
  if (Array.isArray(value)) return value.map((one) => renameAdvice(one, rename, isAdvice))
  // An object such as a URL encodes itself.
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value
  const entries = Object.entries(value).map(([key, one]) => [key, renameAdvice(one, rename, adviceKeys.has(key))])
  return Object.fromEntries(entries) as unknown
}
