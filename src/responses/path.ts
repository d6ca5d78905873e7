import { maskSecrets } from '../slack/facts/mask.ts'

/**
 * Appends a key or index to a path: `.bot`, `[2]`. A key that is no plain word is quoted, and secrets in it are masked.
 */
export function step(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  const isPlain = noSecret.test(key) || (/^[\w$-]{1,60}$/.test(key) && maskSecrets(key) === key)
  if (isPlain) return path === '' ? key : `${path}.${key}`
  const shown = maskSecrets(key.slice(0, 60)).replace(/[\s\p{Cc}\p{Cf}"]+/gu, ' ')
  return `${path}["${shown}"]`
}

/** Matches a key that is too short for a secret, or has only small letters: in any encoding, a secret has other signs. */
const noSecret = /^(?:[\w$]{1,5}|[a-z_]{1,60})$/

/** Prepends the path of a part to a path inside that part. */
export function joinPath(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner
  return inner.startsWith('[') ? outer + inner : `${outer}.${inner}`
}
