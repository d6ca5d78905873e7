import { isRecord } from '../../../shape/record.ts'
import { nearest } from '../../../slack/facts/nearest.ts'
import type { App } from '../../state/app-types.ts'
import { startExecution } from '../../state/function-executions.ts'
import { newTs } from '../../state/ids.ts'
import type { Person, World } from '../../state/types.ts'
import { issueTrigger } from '../../state/views.ts'
import { channelsIn } from '../../state/workspaces.ts'
import type { EventDraft } from '../types.ts'
import { withField } from './fields.ts'
import type { HandFields } from './types.ts'

interface Parameter {
  readonly name: string
  readonly type: string
  readonly required: boolean
}

/** A function that an app declares in its manifest (docs.slack.dev/reference/app-manifest, `functions`). */
interface DeclaredFunction {
  readonly app: App
  readonly callbackId: string
  readonly title: string
  readonly description: string
  readonly inputs: readonly Parameter[]
  readonly outputs: readonly Parameter[]
}

interface Run {
  readonly person: Person
  /**
   * The fields to set: `callback_id`; inputs as `inputs.NAME`, or all of them as the object `inputs`; other fields of
   * the event by their path.
   */
  readonly fields: HandFields
}

/**
 * Builds `function_executed` for a function that an app declares: by default the first one. The execution starts when
 * the app gets the event. Returns undefined when no app declares a function.
 * @throws TypeError when the function or an input is unknown, or an input is missing
 */
export function functionDraft(world: World, { person, fields }: Run): EventDraft | undefined {
  const declared = world.state.apps.flatMap(declaredBy)
  if (declared.length === 0) return undefined
  const { callback_id: short, 'function.callback_id': long, inputs: whole, ...rest } = fields
  const wanted = short ?? long
  const chosen = wanted === undefined ? declared[0] : declared.find(({ callbackId }) => callbackId === wanted)
  if (!chosen) throw new TypeError(unknownFunction(String(wanted), declared))
  const given: Record<string, unknown> = { ...(isRecord(whole) && whole) }
  const others: [string, unknown][] = []
  for (const [path, value] of Object.entries(rest)) {
    if (path.startsWith('inputs.')) given[path.slice('inputs.'.length)] = value
    else if (path !== 'function.callback_id') others.push([path, value])
  }
  const inputs = inputsOf(world, { chosen, person, given })
  // Applying the other paths once reports a wrong path before the app gets the event.
  const change = (payload: HandFields) => others.reduce((all, [path, value]) => withField(all, path, value), payload)
  change({ function: {} })
  return {
    name: 'function_executed',
    appId: chosen.app.id,
    event() {
      const required = chosen.outputs.filter((one) => one.required).map(({ name }) => name)
      const execution = startExecution(world, {
        ...{ appId: chosen.app.id, callbackId: chosen.callbackId, userId: person.id, inputs, required },
      })
      execution.inputs = { ...interactivityOf(world, { chosen, person, executionId: execution.id }), ...inputs }
      const payload = change({
        function: functionField(world, chosen),
        inputs: execution.inputs,
        function_execution_id: execution.id,
        workflow_execution_id: execution.workflowId,
        bot_access_token: execution.token,
      })
      return { ...payload, type: 'function_executed', event_ts: newTs(world) }
    },
  }
}

function functionField(world: World, { app, callbackId, title, description, inputs, outputs }: DeclaredFunction) {
  const now = Math.floor(world.now() / 1000)
  const list = (parameters: readonly Parameter[]) =>
    parameters.map(({ name, type, required }) => ({ type, name, title: name, is_required: required }))
  return {
    // In Slack, the id of a function never changes. Here, the id is made from the app id and the callback id, so that
    // it does not change either.
    id: `Fn0${Buffer.from(`${app.id}${callbackId}`).toString('hex').toUpperCase().slice(-10)}`,
    ...{ callback_id: callbackId, title, description, type: 'app' },
    ...{ input_parameters: list(inputs), output_parameters: list(outputs) },
    ...{ app_id: app.id, date_created: now, date_updated: now, date_deleted: 0, form_enabled: false },
  }
}

function declaredBy(app: App): DeclaredFunction[] {
  const functions = app.manifest?.['functions']
  if (!isRecord(functions)) return []
  return Object.entries(functions).flatMap(([callbackId, one]) => {
    if (!isRecord(one)) return []
    const { title, description } = one
    return [
      {
        ...{ app, callbackId, title: textOf(title) || callbackId, description: textOf(description) },
        inputs: parametersOf(one['input_parameters']),
        outputs: parametersOf(one['output_parameters']),
      },
    ]
  })
}

function parametersOf(list: unknown): Parameter[] {
  if (!isRecord(list)) return []
  return Object.entries(list).flatMap(([name, one]) =>
    isRecord(one) ? [{ name, type: textOf(one['type']), required: one['is_required'] === true }] : [],
  )
}

interface Given {
  readonly chosen: DeclaredFunction
  readonly person: Person
  readonly given: Readonly<Record<string, unknown>>
}

function inputsOf(world: World, { chosen, person, given }: Given): HandFields {
  const unknown = Object.keys(given).find((name) => !chosen.inputs.some((one) => one.name === name))
  if (unknown !== undefined) {
    const names = chosen.inputs.map(({ name }) => `inputs.${name}`)
    throw new TypeError(`${chosen.callbackId} has no input ${unknown}; it takes ${names.join(', ') || 'none'}`)
  }
  return Object.fromEntries(
    chosen.inputs.flatMap(({ name, type, required }): [string, unknown][] => {
      const value = given[name] === undefined ? usual(world, person, type) : ofType(type, given[name])
      if (value !== undefined) return [[name, value]]
      if (!required || type === interactivity) return []
      throw new TypeError(`${chosen.callbackId} requires the input ${name} (${type}): inputs.${name}=…`)
    }),
  )
}

const interactivity = 'slack#/types/interactivity'

/**
 * Returns the inputs with which an app can open a view for the person who started the workflow
 * (docs.slack.dev/tools/deno-slack-sdk/reference/slack-types#interactivity).
 */
function interactivityOf(
  world: World,
  { chosen, person, executionId }: Omit<Given, 'given'> & { readonly executionId: string },
): HandFields {
  const order = { app_id: chosen.app.id, user_id: person.id }
  const names = chosen.inputs.filter(({ type }) => type === interactivity).map(({ name }) => name)
  return Object.fromEntries(
    names.map((name) => {
      const { id } = issueTrigger(world, order, { executionId })
      return [name, { interactor: userContext(person.id), interactivity_pointer: id }]
    }),
  )
}

/** Returns the value that an input has by default: the person who runs the workflow, or a channel. */
function usual(world: World, person: Person, type: string): unknown {
  if (type === 'slack#/types/user_id') return person.id
  if (type === 'slack#/types/user_context') return userContext(person.id)
  if (type === 'slack#/types/channel_id') return channelsIn(world).find(({ kind }) => kind === 'public')?.id
  return undefined
}

function ofType(type: string, value: unknown): unknown {
  if (type === 'string') return typeof value === 'string' ? value : JSON.stringify(value)
  if (type === 'slack#/types/user_context' && typeof value === 'string') return userContext(value)
  return value
}

function userContext(id: string): HandFields {
  return { id, secret: 'simulated' }
}

function unknownFunction(wanted: string, declared: readonly DeclaredFunction[]): string {
  const all = declared.map(({ callbackId }) => callbackId)
  const near = nearest(wanted, all)
  return `No app declares the function ${wanted}; there are ${(near.length > 0 ? near : all).join(', ')}`
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
