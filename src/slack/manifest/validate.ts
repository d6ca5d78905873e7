import { join, nameOf, type Problem, problemsOf, quote } from '../../shape/problems.ts'
import type { Fault, Shape } from '../../shape/shape.ts'
import { lettersApart, nearest } from '../facts/nearest.ts'
import { type ScopeFacts, scopeFacts, scopes } from '../facts/scopes.ts'
import { scopeMeans } from './schema.ts'

/** One thing in a manifest that does not fit. */
export interface ManifestProblem {
  /** Where, as people write it: `oauth_config.scopes.bot[2]`; empty for the manifest itself. */
  readonly path: string
  /** What was expected there and what stands there, no full stop. */
  readonly problem: string
  /** False where Slack may know better than the tables here: a newer scope, a newer key. */
  readonly certain: boolean
}

export type ProblemReporter = (path: string, problem: string, certain?: boolean) => void
export type Group = Readonly<Record<string, unknown>>

/** The strings of a list; empty when it is none. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}

/** Reports what does not fit the shape, in words for whoever wrote the manifest. */
export function reportProblems(shape: Shape<unknown>, value: unknown, report: ProblemReporter): void {
  for (const problem of problemsOf(shape, value)) report(problem.path, ...described(problem))
}

function described({ steps, fault }: Problem): [problem: string, certain: boolean] {
  switch (fault.is) {
    case 'missing':
      return ['is missing', true]
    case 'twice':
      return [`stands there twice, first at ${steps.slice(0, -1).reduce<string>(join, '')}[${fault.first}]`, true]
    case 'size':
      return [wrongSize(fault), true]
    case 'name':
      return [`has a key that is not ${fault.means}`, true]
    case 'unknown key':
      return unknownKey(fault)
    case 'other': {
      const { value, means } = fault
      const kind = (['bot', 'user'] as const).find((one) => scopeMeans[one] === means)
      if (kind && typeof value === 'string') return wrongScope(kind, value)
      return [`expected ${means}, found ${nameOf(value)}`, true]
    }
  }
}

type FaultOf<Is> = Extract<Fault, { readonly is: Is }>

function wrongSize({ found, value, sizes: { least, most } }: FaultOf<'size'>): string {
  if (value === '') return 'expected a text, found an empty one'
  if (found === 0) return 'expected at least one entry, found none'
  const wanted = least > 1 ? `${least} to ${most}` : `at most ${most}`
  return `expected ${wanted} ${typeof value === 'string' ? 'characters' : 'entries'}, found ${found}`
}

function wrongScope(kind: 'bot' | 'user', scope: string): [problem: string, certain: boolean] {
  const facts = scopeFacts(scope)
  if (facts) return [`expected a ${kind} scope, ${misplaced(scope, facts, kind)}`, true]
  const near = nearest(scope, Object.keys(scopes)).find((one) => scopeFacts(one)?.[kind])
  const slip = near !== undefined && lettersApart(scope, near) <= 2
  return [`expected a ${kind} scope, ${quote(scope)} is none${near ? ` – did you mean ${near}?` : ''}`, slip]
}

function misplaced(scope: string, facts: ScopeFacts, kind: 'bot' | 'user'): string {
  const other = kind === 'bot' ? 'user' : 'bot'
  if (facts.classic) {
    return `${scope} belongs to classic apps${facts.successor ? ` – today: ${facts.successor.join(', ')}` : ''}`
  }
  if (!facts[other]) return `no install grants ${scope}`
  const instead = facts.counterpart ? `${facts.counterpart} covers it here, or move it` : 'move it'
  return `${scope} is one of ${other} tokens – ${instead} to oauth_config.scopes.${other}`
}

/** Certain in a group that Slack keeps closed, and else only where the key looks like a slip: the schema grows. */
function unknownKey({ key, known, closed }: FaultOf<'unknown key'>): [problem: string, certain: boolean] {
  const near = nearest(key, known)[0] ?? known.find((one) => key.length > 3 && one.startsWith(key))
  const hint = near ? ` – did you mean ${near}?` : closed ? ` – there are ${known.join(', ')}` : ''
  const slip = near !== undefined && lettersApart(key, near) <= 2
  return [`is no key of Slack’s${hint}`, closed || slip]
}
