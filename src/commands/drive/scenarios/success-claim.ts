import { headingOf, readableText } from '../../../browser/page.ts'
import { hasWayOn } from '../failure-page.ts'
import type { Walked } from '../walk.ts'
import { isSameText } from './same-page.ts'

/** Matches a word that only the page of an install that succeeded has in its heading. */
const success = /\b(?:installed|connected|added|success|successful|successfully|congratulations)\b/i

/**
 * Matches whatever may tell of a failure: a word, an error code such as `invalid_code`, a sign. It matches too much
 * rather than too little, because a healthy page must not count as a claim.
 */
const failure =
  /\b(?:no|not|never|cannot|without|(?!undefined\b)un\w+|in(?:valid|complete|correct)\w*|again|already|later|please|contact|support|back)\b|n[’']t\b|fail|error|expire|refus|reject|den(?:y|ied)|cancel|declin|problem|wrong|issue|sorry|oops|abort|retry|missing|lost|timed? out|[a-z]_[a-z]|[❌✗✘✖⚠🚫⛔]/iu

/**
 * Whether the page after a refused exchange claims success: it has the heading of the page that the same app showed
 * after an install that succeeded, this heading reports success, and the page has no word of a failure and no way on.
 * A heading alone would prove nothing, because many apps have their name there on every page.
 */
export function claimsSuccess(end: Walked['end'], succeeded: Walked['end']): boolean {
  if (end.kind !== 'page' || succeeded.kind !== 'page' || end.status >= 400 || hasWayOn(end)) return false
  const heading = headingOf(end.text)
  return (
    success.test(heading) &&
    isSameText(heading, headingOf(succeeded.text)) &&
    !failure.test(`${heading} ${readableText(end.text)}`)
  )
}
