import { type Finding, finding } from './findings/finding.ts'

/** Watches the states of all links to Slack in a drive. */
export interface StateWatch {
  /** Adds the state of a link. @param visitor the browser that got the link; each browser is one person */
  saw(state: string | null, visitor: object): void
  /** Returns the findings since the last call. Each kind is reported once in a drive. */
  take(): readonly Finding[]
}

interface SeenState {
  readonly state: string
  readonly visitor: object
}

/** A shorter state can be found by trying. RFC 6749, 10.10, asks for 128 bits: 22 characters of base64. */
const shortest = 8

export function watchStates(): StateWatch {
  const seen: SeenState[] = []
  const reported = new Set<string>()
  return {
    saw(state, visitor) {
      if (state) seen.push({ state, visitor })
    },
    take() {
      const [found] = judgeStates(seen)
      if (!found || reported.has(found.id)) return []
      reported.add(found.id)
      return [found]
    },
  }
}

/** Judges the states that several people got, in their order. */
function judgeStates(seen: readonly SeenState[]): readonly Finding[] {
  const repeated = seen.find(({ state, visitor }) => seen.some((one) => one.state === state && one.visitor !== visitor))
  if (repeated) {
    const times = new Set(seen.filter(({ state }) => state === repeated.state).map(({ visitor }) => visitor)).size
    return [finding('state-repeated', `${times} browsers got the same state, of ${repeated.state.length} characters`)]
  }
  const states = [...new Set(seen.map(({ state }) => state))]
  const short = states.find(({ length }) => length < shortest)
  const kind = countedKind(states)
  if (kind) return [finding('state-guessable', `${states.length} states in a row were ${kind}`)]
  return short === undefined ? [] : [finding('state-short', `a state of ${short.length} characters`)]
}

/** The largest step between the numbers in two successive states. For a time, it is one hour in milliseconds. */
const largestStep = 3_600_000

/** Returns the kind of states that differ only in a number that grows a little; undefined for other states. */
function countedKind(states: readonly string[]): string | undefined {
  if (states.length < 2) return undefined
  const readings = states.map(readable)
  const [first = ''] = readings
  const frame = (text: string) => text.replace(/\d+/g, '#')
  if (!/\d/.test(first)) return undefined
  if (readings.some((one) => frame(one) !== frame(first))) return undefined
  const numbers = readings.map((one) => [...one.matchAll(/\d+/g)].map(([digits]) => Number(digits)))
  const steps = numbers.slice(1).map((own, at) => own.map((value, index) => value - (numbers[at]?.[index] ?? 0)))
  if (!steps.every((own) => own.every((step) => step >= 0 && step <= largestStep))) return undefined
  return steps.every((own) => own.every((step) => step <= 10)) ? 'a counter' : 'a time'
}

/** Returns a state with its base64 decoded, if that is readable text. */
function readable(state: string): string {
  const decoded = Buffer.from(state, 'base64url').toString('utf8')
  return /^[\x20-\x7e]{4,}$/.test(decoded) && /[{}":,=&|]/.test(decoded) ? decoded : state
}
