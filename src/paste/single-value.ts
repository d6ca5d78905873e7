import { invisible } from './literal/cursor.ts'
import { isBrokenToken } from './literal/string.ts'
import { withoutTail } from './literal/word.ts'

/** Maximum number of characters. A token, or an address with a full query, has fewer. */
const longest = 10_000

export interface SingleValue {
  readonly text: string
  readonly notes: readonly string[]
}

const unseen = new RegExp(`[${invisible}]`, 'g')
const opening = /^(?:[bBuUrR]{0,2}["'`“”„‘’«]+|[<(](?=https?:|x[oaw]))/
const ending = '"\'`“”‘’»,;>'
const assigned =
  /^(?:(?:export|set|const|let|var|ENV|-e|--env)\s+)?((?!x(?:ox|app|wfp))[A-Za-z_][\w.-]{0,80})["']?\s{0,20}(?:=>|=(?!=)|:(?!\/\/))\s{0,20}(?=\S)/
const bearer = /^(?:token\s+)?Bearer\s+/i

/**
 * Returns a single token, URL or id without the characters that were copied with it: quotes, its name, `Bearer`,
 * invisible characters. Undefined when the text is more than one word. The notes name what was removed, and never quote
 * a value.
 */
export function readBare(text: string): SingleValue | undefined {
  if (text.length > longest) return undefined
  const notes: string[] = []
  let rest = strip(text, unseen, '', () => notes.push('Invisible characters were in it; they were left out.')).trim()
  for (let round = 0; round < 4; round += 1) {
    const before = rest
    rest = strip(rest, assigned, '', (name) => notes.push(noteOfName(name)))
    rest = strip(rest, bearer, '', () => notes.push('The word Bearer stood in front of it.')).trim()
    const inside = withoutTail(rest.replace(opening, ''), rest.startsWith('(') ? `${ending})` : ending).trim()
    if (inside !== rest && inside !== '') {
      const quoted = opening.test(rest)
      notes.push(
        quoted ? 'Quotes stood around it; they were left out.' : 'Punctuation stood behind it; it was left out.',
      )
      rest = inside
    }
    if (rest === before) break
  }
  if (isBrokenToken(rest)) {
    notes.push('It ran over more than one line; the parts were joined.')
    rest = rest.replace(/\s+/g, '')
  }
  return rest === '' || /\s/.test(rest) ? undefined : { text: rest, notes: [...new Set(notes)] }
}

/** Returns a note about the name before a value. Repeats the name only if the name cannot be a secret. */
function noteOfName(name: string): string {
  return `${/^[A-Za-z][A-Za-z_.-]{0,60}\d?$/.test(name) ? `The name ${name}` : 'A name'} stood in front of it.`
}

function strip(text: string, pattern: RegExp, by: string, told: (group: string) => unknown): string {
  return text.replace(pattern, (_all, group: unknown) => {
    told(typeof group === 'string' ? group : '')
    return by
  })
}

/**
 * Whether the only word of a text belongs to this secret: it is the secret, an address that contains the secret, or the
 * start of a secret that a line break cut.
 */
export function isAbout(word: string, secret: string): boolean {
  if (word.startsWith(secret)) {
    const rest = word.slice(secret.length)
    // The full stop after a sentence and a line break in a query do not belong to the secret.
    return /^(?!(?:\.|%0[AD])+$)[\w.%…*-]*$/i.test(rest) || secret.startsWith('http')
  }
  return URL.canParse(word) && [...new URL(word).searchParams.values()].includes(secret)
}
