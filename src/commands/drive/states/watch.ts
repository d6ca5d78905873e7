import { type Finding, finding } from '../findings/finding.ts'
import { guessableKind, holdsTime, type SeenState } from './guess.ts'
import { createHashCheck, type HashCheck } from './hashes.ts'

/** Watches the states of all links to Slack in a drive. */
export interface StateWatch {
  /** Adds the state of a link that was just read. @param visitor the browser that got it; each browser is one person */
  saw(state: string | null, visitor: object): void
  /** Returns the findings since the last call. Each kind is reported once in a drive. */
  take(): readonly Finding[]
}

interface VisitorState extends SeenState {
  readonly visitor: object
}

/** A shorter state can be found by trying. RFC 6749, 10.10, asks for 128 bits: 22 characters of base64. */
const shortest = 8

/** @param now returns the time in milliseconds since 1970 */
export function watchStates(now: () => number): StateWatch {
  const seen: VisitorState[] = []
  const isHashOfTime = createHashCheck()
  const reported = new Set<string>()
  return {
    saw(state, visitor) {
      if (state) seen.push({ state, visitor, at: now() })
    },
    take() {
      const [found] = judgeStates(seen, isHashOfTime)
      if (!found || reported.has(found.id)) return []
      reported.add(found.id)
      return [found]
    },
  }
}

/** The app may put the time in seconds into a signed state: then two states of one second are the same. */
const sameSecond = 2000

/** Judges the states that several people got, in their order. */
function judgeStates(seen: readonly VisitorState[], isHashOfTime: HashCheck): readonly Finding[] {
  const repeated = seen.find((first) => seen.some((later) => isRepeated(first, later)))
  if (repeated) {
    const times = new Set(seen.filter(({ state }) => state === repeated.state).map(({ visitor }) => visitor)).size
    return [finding('state-repeated', `${times} browsers got the same state, of ${repeated.state.length} characters`)]
  }
  const different = seen.filter((one, index) => seen.findIndex(({ state }) => state === one.state) === index)
  const kind = guessableKind(different, isHashOfTime)
  if (kind) return [finding('state-guessable', `${different.length} states in a row were ${kind}`)]
  const short = different.find(({ state }) => state.length < shortest)
  return short ? [finding('state-short', `a state of ${short.state.length} characters`)] : []
}

function isRepeated(first: VisitorState, later: VisitorState): boolean {
  if (first.state !== later.state || first.visitor === later.visitor) return false
  return Math.abs(later.at - first.at) >= sameSecond || !holdsTime(first)
}
