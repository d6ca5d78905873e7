import { maskSecrets } from '../slack/facts/mask.ts'

/** A key as a step of a path: `.bot`, `[2]`; one that is no plain word in quotes, secrets in it masked. */
export function step(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  if (/^[\w$-]{1,60}$/.test(key) && maskSecrets(key) === key) return path === '' ? key : `${path}.${key}`
  const shown = maskSecrets(key.slice(0, 60)).replace(/[\s\p{Cc}\p{Cf}"]+/gu, ' ')
  return `${path}["${shown}"]`
}

/** A path inside a part, changed to a path of the whole. */
export function joinPath(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner
  return inner.startsWith('[') ? outer + inner : `${outer}.${inner}`
}
