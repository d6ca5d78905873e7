import { nameOf, problemsOf, quote } from '../../shape/problems.ts'
import {
  anything,
  count,
  flag,
  listOf,
  object,
  oneOf,
  optional,
  plain,
  record,
  type Shape,
  text,
} from '../../shape/shape.ts'
import type { Consent, Failure, SimulatorOptions } from './types.ts'

const call = plain<(text: string) => void>('a function', (value) => typeof value === 'function')

const options = object<SimulatorOptions>(
  {
    port: optional(count),
    seed: optional(text),
    startAt: optional(anything as Shape<Date | number | string>),
    redirectUrls: optional(listOf(text)),
    content: optional(record),
    tokenLifetime: optional(count),
    onWarning: optional(call),
  },
  'closed',
)

const failure = object<Failure>(
  { on: text, what: text, times: optional(count), after: optional(count), retryAfter: optional(count) },
  'closed',
)

const consent = object<Consent>(
  {
    user: optional(text),
    workspace: optional(text),
    channel: optional(text),
    without: optional(listOf(text)),
    decision: optional(oneOf('allow', 'cancel')),
  },
  'closed',
)

const settling = object<{ readonly quiet?: number }>({ quiet: optional(count) }, 'closed')
const saying = object<{ readonly thread?: string }>({ thread: optional(text) }, 'closed')
const typing = object<{ readonly in?: string }>({ in: optional(text) }, 'closed')
const clicking = object<{
  readonly message?: string
  readonly view?: string
  readonly value?: string
  readonly values?: Readonly<Record<string, unknown>>
}>({ message: optional(text), view: optional(text), value: optional(text), values: optional(record) }, 'closed')
const closing = object<{ readonly all?: boolean }>({ all: optional(flag) }, 'closed')
const onMessage = object<{ readonly message?: string }>({ message: optional(text) }, 'closed')
const reacting = object<{ readonly remove?: boolean }>({ remove: optional(flag) }, 'closed')
const opening = object<{ readonly app?: string; readonly tab?: 'home' | 'messages' }>(
  { app: optional(text), tab: optional(oneOf('home', 'messages')) },
  'closed',
)
const creating = object<{ readonly private?: boolean }>({ private: optional(flag) }, 'closed')
const assisting = object<{ readonly app?: string; readonly in?: string; readonly thread?: string }>(
  { app: optional(text), in: optional(text), thread: optional(text) },
  'closed',
)

/** The shape of each argument of the library, in order. Programs in JavaScript have no compiler that checks them. */
const argumentShapes = {
  startSimulator: [optional(options)],
  as: [optional(text)],
  view: [optional(text)],
  messages: [text],
  fail: [failure],
  settled: [optional(settling)],
  consent: [optional(consent)],
  useManifest: [record],
  say: [text, text, optional(saying)],
  command: [text, optional(typing)],
  click: [text, optional(clicking)],
  submit: [optional(record)],
  close: [optional(closing)],
  shortcut: [text, optional(onMessage)],
  openHome: [optional(opening)],
  openAssistant: [optional(assisting)],
  react: [text, text, optional(reacting)],
  join: [text],
  kick: [text, text],
  createChannel: [text, optional(creating)],
  runFunction: [text, optional(record)],
} as const satisfies Readonly<Record<string, readonly Shape<unknown>[]>>

export type CheckedCall = keyof typeof argumentShapes

/**
 * Checks the arguments of a function of the library.
 * @throws TypeError with the first argument or option that is unknown, missing or of another type
 */
export function checkArguments(name: CheckedCall, ...values: readonly unknown[]): void {
  const shapes: readonly Shape<unknown>[] = argumentShapes[name]
  for (const [index, shape] of shapes.entries()) {
    const value = values[index]
    if (value === undefined && shape.optional) continue
    const [problem] = problemsOf(shape, value)
    if (!problem) continue
    const { fault, path } = problem
    const where = `${name}: ${path === '' ? `argument ${index + 1}` : path}`
    if (fault.is === 'unknown key')
      throw new TypeError(`${name} has no option ${quote(fault.key)}; its options: ${fault.known.join(', ')}`)
    if (fault.is === 'missing') throw new TypeError(`${where} is missing`)
    throw new TypeError(
      `${where} has to be ${'means' in fault ? fault.means : shape.means}; found ${nameOf('value' in fault ? fault.value : value)}`,
    )
  }
}
