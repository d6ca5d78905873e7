import { CliError, foreignCode } from '../../errors.ts'
import type { LocalSimulator } from '../../runtime/context.ts'
import { firstProblem } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import type { Shape } from '../../shape/shape.ts'
import { deliveryKinds, deliveryPlaces, kinds, places } from '../state/fault-kinds.ts'
import type { FieldShapes } from './answer-shapes.ts'
import type { Route } from './route.ts'
import { type AnswerOf, type BodyOf, controlRoutes, type RouteName } from './route-table.ts'

export type { MissedEvent } from '../events/types.ts'
export type { SeedContent } from '../state/seed-types.ts'
export type {
  LoggedRequest,
  SimulatedDelivery,
  SimulatedThread,
  SimulatedView,
  SimulatedWrongAck,
  Submission,
} from '../testing/types.ts'
export type { ActAnswer } from './people-routes.ts'
export type { AnswerOf, BodyOf, RouteName } from './route-table.ts'
export type { AppDescription, ClientDescription, SimulatorDescription } from './types.ts'

/**
 * The type of the requested fields of a route's answer. Each field is present, even when it is optional in the answer.
 */
export type ControlAnswer<Name extends RouteName, Field extends keyof AnswerOf<Name>> = {
  readonly [One in Field]-?: Exclude<AnswerOf<Name>[One], undefined>
}

/** The URL of a simulator, for messages, and the function that answers for it. */
export interface ControlTarget extends Pick<LocalSimulator, 'url' | 'answerControl'> {
  /** The signal that aborts the requests; undefined when they have no time limit. */
  readonly signal?: AbortSignal
}

/**
 * Calls a route of the simulator's control interface, and returns its answer.
 * @param fields the fields of the answer that the caller needs. Only these fields are checked, so that the call also
 * works with another version of the simulator if it has these fields.
 * @throws CliError with the simulator's own code when it refuses the call, with `simulator_version` when a requested
 * field is missing or has another type, and with `not_a_simulator` when another program answers
 * @throws Error with the system's code when the connection fails
 */
export async function control<Name extends RouteName, Field extends keyof AnswerOf<Name> & string = never>(
  target: ControlTarget,
  name: Name,
  body: BodyOf<Name>,
  fields: readonly Field[] = [],
): Promise<ControlAnswer<Name, Field>> {
  const answer = await send(target, controlRoutes[name], body)
  if (isAnswer(name, answer, fields)) return answer
  throw otherVersion(target, name, wrongField(name, answer, fields))
}

/** Whether a value has these fields of a route's answer, with the right types. */
export function isAnswer<Name extends RouteName, Field extends keyof AnswerOf<Name> & string>(
  name: Name,
  value: unknown,
  fields: readonly Field[],
): value is ControlAnswer<Name, Field> {
  return wrongField(name, value, fields) === undefined
}

/** Returns the path of the first requested field that is missing or has another type; undefined when all are valid. */
function wrongField<Name extends RouteName>(
  name: Name,
  value: unknown,
  fields: readonly (keyof AnswerOf<Name> & string)[],
): string | undefined {
  const shapes: FieldShapes<AnswerOf<Name>> = controlRoutes[name].answer
  if (!isRecord(value)) return ''
  return (
    fields.find((field) => value[field] === undefined) ??
    fields.map((field) => problemPath(field, shapes[field], value[field])).find((path) => path !== undefined)
  )
}

function problemPath(field: string, shape: Shape<unknown>, value: unknown): string | undefined {
  const problem = firstProblem(shape, value)
  return problem && [field, problem.path].filter(Boolean).join('.')
}

/**
 * Sends a request, and returns the JSON object in the answer.
 * @throws CliError when the simulator refuses the request, or another program answers
 */
async function send(
  target: ControlTarget,
  { method, path }: Pick<Route<unknown, unknown>, 'method' | 'path'>,
  body: object,
): Promise<Readonly<Record<string, unknown>>> {
  const fields = Object.entries(body).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)])).toString()
  const hasBody = method !== 'GET'
  const { status, text } = await target.answerControl({
    method,
    path,
    query: hasBody ? '' : query,
    body: hasBody ? JSON.stringify(body) : '',
    signal: target.signal,
  })
  const answer = parseObject(text)
  if (answer?.['ok'] === true && status < 300) return answer
  const { ok, error, message, inputs } = answer ?? {}
  if (ok !== false || typeof error !== 'string') throw noSimulator(target, `${method} ${path}`, status)
  throw new CliError('failed', typeof message === 'string' ? message : `The simulator answers ${error}`, {
    code: foreignCode(error),
    ...(Array.isArray(inputs) && { details: { inputs: inputs.map(String) } }),
    ...(error === 'unknown_control' && { hint: restart }),
  })
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

const restart =
  'Another version may have started it. Stop it, and the next command starts a new one: slack-tokens sim stop'

function otherVersion({ url }: ControlTarget, name: RouteName, field: string | undefined): CliError {
  const { method, path } = controlRoutes[name]
  return new CliError(
    'failed',
    `The simulator at ${url} answers ${method} ${path} without ${field || 'an object'}, or in another form`,
    { code: 'simulator_version', hint: restart },
  )
}

function noSimulator({ url }: ControlTarget, what: string, status: number): CliError {
  return new CliError(
    'failed',
    `What answers at ${url} is no simulator: ${what} brought status ${status} and no answer of one`,
    {
      code: 'not_a_simulator',
      hint: 'See who listens there: slack-tokens doctor; see whether a simulator runs: slack-tokens sim status',
    },
  )
}

/** Returns the secrets of the simulator's app with this client id; undefined when the simulator has no such app. */
export async function simulatedClient(
  simulator: ControlTarget,
  { clientId }: { readonly clientId: string | null },
): Promise<Pick<AnswerOf<'describe'>['clients'][number], 'clientSecret' | 'signingSecret' | 'appToken'> | undefined> {
  const { clients } = await control(simulator, 'describe', {}, ['clients'])
  const found = clients.find((one) => one.clientId === clientId)
  if (!found) return undefined
  const { clientSecret, signingSecret, appToken } = found
  return { clientSecret, signingSecret, appToken }
}

/** The kinds of faults, and the deliveries to which they can apply, for the help of a command. */
export const faultHelp = { deliveryKinds, deliveryPlaces, kinds, places } as const

/**
 * Loads the functions that check a fault, so that a command can check a fault before it finds or starts a simulator.
 */
export async function faultRules(): Promise<typeof import('../state/fault-spec.ts')> {
  return await import('../state/fault-spec.ts')
}

/** Loads the functions that check a seed, so that a command can check a seed before it finds or starts a simulator. */
export async function seedRules(): Promise<typeof import('../state/checked-seed.ts')> {
  return await import('../state/checked-seed.ts')
}
