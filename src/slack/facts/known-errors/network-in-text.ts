import type { CodeCandidate } from './candidate.ts'
import { bareWord } from './codes-in-text.ts'
import { type Folded, findFirst, type Wording, wordingOf } from './fold.ts'
import { hostOf, isCallToSlack } from './hosts.ts'
import { statusesIn } from './http-status.ts'
import { networkWordings } from './network.ts'

let wordings: readonly { readonly code: string; readonly texts: readonly Wording[] }[] | undefined

/**
 * Returns the failures between a program and Slack in a text: a missing answer, or an answer with an HTTP status.
 * Ignores calls to other hosts. Accepts a single word, such as ECONNREFUSED, without a host.
 */
export function networkErrorsIn(plain: string, folded: Folded): CodeCandidate[] {
  // A text can have a line break instead of any space. The replacement does not shift positions.
  const line = plain.replaceAll('\n', ' ')
  const isBare = bareWord(plain) !== undefined
  if (!isBare && !isCallToSlack(line)) return []
  const failures = failuresIn(folded)
  if (isBare) return failures
  return [...failures, ...statusesIn(line)].flatMap((one): CodeCandidate[] => {
    const host = hostOf(line, one)
    if (!isCallToSlack(line, host)) return []
    return [{ ...one, place: 'network', ...(host && !host.slack && { host: host.name }) }]
  })
}

/** Returns the code of the first failure in a text, for a call to any host. */
export function networkCodeIn(folded: Folded): string | undefined {
  return failuresIn(folded).toSorted((one, other) => one.start - other.start)[0]?.code
}

function failuresIn(folded: Folded): CodeCandidate[] {
  wordings ??= networkWordings.map(({ code, texts }) => ({ code, texts: texts.map(wordingOf) }))
  return wordings.flatMap(({ code, texts }): CodeCandidate[] => {
    const span = findFirst(folded, texts)
    return span ? [{ code, place: 'network', start: span[0], end: span[1] }] : []
  })
}
