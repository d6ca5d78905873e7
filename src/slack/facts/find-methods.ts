import { CliError } from '../../errors.ts'
import { methods, retiredFor } from './methods.ts'
import { nearest } from './nearest.ts'

const names = Object.keys(methods)

/** Returns the method in a copied URL of the Web API or of Slack's reference; any other text unchanged. */
export function methodIn(text: string): string {
  const word = text.trim()
  return (
    /^(?:https?:\/\/[^/?#\s]+)?\/(?:api|reference\/methods|methods)\/([\w.]+)\/?(?:[?#].*)?$/.exec(word)?.[1] ?? word
  )
}

/** Whether the text names several methods: `chat.*`, `*.list`, or a family such as `chat`. */
export function isPattern(text: string): boolean {
  return text.includes('*') || (!Object.hasOwn(methods, text) && familyOf(text).length > 0)
}

/**
 * Returns the methods that match a pattern, without regard to case; `*` matches any letters and dots.
 * @throws CliError with the exit reason `usage` and the code `unknown_method` when no method matches.
 */
export function matching(pattern: string): string[] {
  const family = familyOf(pattern)
  if (family.length > 0) return family
  const parts = pattern.split('*').map((part) => part.replace(/[.\\+?^${}()|[\]]/g, '\\$&'))
  // Several stars in a row count as one; otherwise the search would be slow.
  const form = new RegExp(
    `^${parts.filter((part, at) => part !== '' || at === 0 || at === parts.length - 1).join('.*')}$`,
    'i',
  )
  const found = names.filter((name) => form.test(name))
  if (found.length === 0) throw unknownMethod(pattern)
  return found
}

function familyOf(text: string): string[] {
  const start = `${text.replace(/\.$/, '').toLowerCase()}.`
  return names.filter((name) => name.toLowerCase().startsWith(start))
}

/** Returns the error for a name that is neither known nor retired. */
export function unknownMethod(name: string): CliError {
  const suggestions = nearMethods(name)
  const shown = /^[\w.*:-]{1,80}$/.test(name) ? `“${name}”` : 'That'
  const method = /^[A-Za-z]\w*(?:\.\w+)+$/.test(name) ? name : 'METHOD'
  return new CliError('usage', `${shown} is not among the ${names.length} methods known here`, {
    code: 'unknown_method',
    hint:
      suggestions.length > 0
        ? `Perhaps: slack-tokens which ${suggestions.join(', or ')}`
        : `See a family: slack-tokens which chat   or all of them: slack-tokens which "*"   A newer method can still be called: slack-tokens call ${method}`,
    details: { suggestions },
  })
}

/**
 * Returns suggestions for an unknown name: the successor of a retired method, the name in other case, names that differ
 * only by a typing mistake, then longer names that contain the given name.
 */
function nearMethods(name: string): string[] {
  const retired = retiredFor(name)
  if (retired) return [retired]
  const close = nearest(name, names)
  if (close.length > 0) return close
  const word = name.toLowerCase().split('.').at(-1) ?? ''
  return word.length < 4 ? [] : names.filter((one) => one.toLowerCase().includes(word)).slice(0, 3)
}
