import { neededAdvice } from '../../config/needed-scopes.ts'
import { problemsIn, type ReportedProblem } from '../../responses/reported-problems.ts'
import { findKnownError, readablePart } from '../../slack/facts/known-errors/find.ts'
import { scopesNamed } from '../../slack/facts/known-errors/scopes-in-text.ts'
import { allMeanings } from '../../slack/facts/known-errors/tables.ts'
import { plain as plainLine } from '../../terminal/one-line.ts'
import { shellWord } from '../../terminal/shell-word.ts'
import type { Explanation } from './explanation.ts'

/**
 * Returns a function that adds facts from the surrounding text to an explanation: at which place the refusal occurred,
 * which scopes are missing, or that the text contains an error but no install. Searches the text once for all
 * explanations.
 */
export function errorsOf({ text, file }: ExplainedText): (explanation: Explanation) => Explanation {
  const plain = readablePart(text)
  const found = findKnownError(plain)
  return (explanation) => {
    if (!found) return explanation
    const { refusal, error, shape, tokens, remarks } = explanation
    if (refusal && error === found.code) return { ...explanation, refusal: refusalFrom(found, { refusal, plain }) }
    if (refusal || shape !== 'not-an-install' || tokens.length > 0) return explanation
    return {
      ...explanation,
      remarks: [...remarks, `The text names an error; what it means: ${whyCommand(file)}`],
    }
  }
}

/** A text and the name of its file; the name is null when the text cannot be read again. */
interface ExplainedText {
  readonly text: string
  readonly file: string | null
}

/** Returns the command that explains an error in a text. */
export function whyCommand(file: string | null): string {
  return file === null ? 'pbpaste | slack-tokens why' : `slack-tokens why ${shellWord(file)}`
}

/** Whether `why` finds an error in the text. */
export function namesError(text: string): boolean {
  return findKnownError(readablePart(text)) !== undefined
}

function problemText({ key, message, cure }: ReportedProblem): string {
  return `${key}: ${plainLine(message, 200)} → ${cure}`
}

type Refusal = NonNullable<Explanation['refusal']>

function refusalFrom(
  { code, place }: { readonly code: string; readonly place?: string },
  { refusal, plain }: { readonly refusal: Refusal; readonly plain: string },
): Refusal {
  const needed = code === 'missing_scope' ? scopesNamed(plain, 'needed') : undefined
  if (needed !== undefined && (place ?? 'api') === 'api')
    return { ...refusal, next: neededAdvice({ needed, provided: scopesNamed(plain, 'provided') }) }
  const problems = problemsIn(plain, code)
  if (problems.length > 0) return { ...refusal, next: problems.map(problemText).join('. ') }
  const meanings = allMeanings(code)
  const there = meanings.find((one) => one.place === place)
  if (there) return { means: there.means, next: there.next }
  return meanings.length > 1
    ? { ...refusal, next: `${refusal.next}; what it means elsewhere: slack-tokens why ${code}` }
    : refusal
}
