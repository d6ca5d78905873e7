import type { End, Page } from '../../../browser/hop.ts'
import { plain } from '../../../browser/page.ts'
import type { RefusedBySlack } from '../walk.ts'

type AnyEnd = End | RefusedBySlack

/**
 * Whether a person sees the same at the end of two installs, apart from names and ids. Returns false when a script of
 * the page can change what the person sees, because the answer is then unknown.
 */
export function isSameEnd(one: AnyEnd, other: AnyEnd): boolean {
  if (one.kind === 'page' && other.kind === 'page') return isSamePage(one, other)
  if (one.kind === 'refused' || other.kind === 'refused' || one.kind !== other.kind) return false
  return ['slack', 'elsewhere', 'unreachable'].includes(one.kind) && address(one.url) === address(other.url)
}

function isSamePage(one: Page, other: Page): boolean {
  if (one.status !== other.status || address(one.url) !== address(other.url)) return false
  if (/<script\b/i.test(one.text) || /<script\b/i.test(other.text)) return false
  return isSameText(one.text, other.text)
}

/** Whether two pages, or parts of pages, have the same words. A text without words is the same as none. */
export function isSameText(one: string, other: string): boolean {
  const [words, expected] = [wordsOf(one), wordsOf(other)]
  if (words.length === 0) return false
  if (words.join(' ') === expected.join(' ')) return true
  // A page about an install that does not exist shows “undefined” in place of a name.
  const named = words.filter((word) => word !== 'undefined' && word !== 'null')
  const known = new Set(expected)
  return named.length > 0 && named.length < words.length && named.every((word) => known.has(word))
}

/** Returns an address without the values of `code` and `state`, which differ in each install. */
function address(url: URL): string {
  const same = new URL(url)
  for (const name of ['code', 'state']) if (same.searchParams.has(name)) same.searchParams.set(name, '')
  return same.href
}

/** Returns the words of a page in lower case, without those that contain a digit, such as ids and times. */
function wordsOf(html: string): readonly string[] {
  const text = plain(html.slice(0, 100_000)).toLowerCase()
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/\p{N}/u.test(word))
}
