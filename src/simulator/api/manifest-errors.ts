import { type Problem, problemsOf } from '../../shape/problems.ts'
import { isRecord } from '../../shape/record.ts'
import type { ShapeFault, Sizes } from '../../shape/shape.ts'
import { parseJson } from '../../slack/facts/json-depth.ts'
import { pointerOf } from '../../slack/manifest/pointer.ts'
import { brokenRules, type RuleBreak } from '../../slack/manifest/rules.ts'
import { manifestSchema, scopeMeans } from '../../slack/manifest/schema.ts'
import type { Manifest } from '../state/app-types.ts'
import { fitsList } from '../state/scopes.ts'

/**
 * One entry in the `errors` of `invalid_manifest`. `pointer` is the JSON pointer of the wrong value in the manifest.
 */
export interface SimulatedManifestError {
  readonly message: string
  readonly pointer: string
}

type SimulatedManifestErrors = SimulatedManifestError[]

/** Parses a manifest from JSON text; returns undefined when the text is not a JSON object. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = parseJson(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Returns the errors with which Slack refuses a manifest; an empty list when the manifest is valid. Limits and keys are
 * from Slack's schema. The text of a
 * message is Slack's own if its documentation quotes it; the other texts were written for the simulator.
 */
export function checkManifest(manifest: Manifest): SimulatedManifestError[] {
  const problems: SimulatedManifestErrors = []
  const found = problemsOf(manifestSchema, manifest)
  const tooLong = found.filter(isTooLong).map(({ path }) => `${path}[`)
  for (const problem of found) {
    // For a list that is too long, Slack reports only its length, and no errors inside the list.
    if (!tooLong.some((list) => problem.path.startsWith(list))) report(problem, problems)
  }
  return [...problems, ...brokenRules(manifest).flatMap(ruleErrors)]
}

function isTooLong({ fault }: Problem): boolean {
  return fault.is === 'size' && Array.isArray(fault.value)
}

function report({ steps, fault }: Problem, problems: SimulatedManifestErrors): void {
  const pointer = pointerOf(steps)
  const list = pointerOf(steps.slice(0, -1))
  switch (fault.is) {
    case 'missing':
      problems.push({ message: `Missing required field: ${steps.at(-1)}`, pointer: list || '/' })
      break
    case 'twice':
      if (!problems.some((one) => one.message === twice && one.pointer === list))
        problems.push({ message: twice, pointer: list })
      break
    case 'name':
      problems.push({ message: `Keys must be ${fault.means}`, pointer })
      break
    case 'unknown key':
      if (fault.closed) problems.push({ message: `Unknown key. Allowed are ${fault.known.join(', ')}`, pointer })
      break
    case 'size':
      problems.push({ message: sizeMessage(Array.isArray(fault.value), fault.sizes), pointer })
      break
    case 'other':
      problems.push({ message: expectation(fault), pointer })
  }
}

const jsonWords: Readonly<Record<string, string>> = { 'a group of keys': 'an object', 'a whole number': 'an integer' }

const twice = 'Must have no entry twice'

function sizeMessage(isList: boolean, { least, most }: Sizes): string {
  if (isList && least > 0) return `Must be a list of ${least} to ${most} entries`
  return isList ? `Must be a list with at most ${most} entries` : `Must be a text of ${least} to ${most} characters`
}

function expectation({ value, means, sizes }: Extract<ShapeFault, { readonly is: 'other' }>): string {
  if (sizes) return sizeMessage(means.startsWith('a list'), sizes)
  const kind = (['bot', 'user'] as const).find((one) => scopeMeans[one] === means)
  if (kind) return `Invalid ${kind} scope: ${String(value)}`
  return `Must be ${jsonWords[means] ?? means}`
}

/** Returns the errors for a broken rule about several keys, in Slack's words where they are known. */
function ruleErrors(broken: RuleBreak): SimulatedManifestError[] {
  const pointer = pointerOf(broken.steps)
  const above = pointerOf(broken.steps.slice(0, -1))
  switch (broken.rule) {
    case 'bot_user':
      return [{ message: 'Bot scopes require a bot user', pointer }]
    case 'optional_scope':
      if (!fitsList(broken.scope, broken.kind)) return []
      return [{ message: `Optional scope ${broken.scope} must also be in ${broken.kind}`, pointer }]
    case 'events_url':
      return [{ message: 'Event Subscription requires either Request URL or Socket Mode Enabled', pointer: above }]
    case 'interactivity_url':
      return [
        { message: 'Interactivity requires a Request URL', pointer: above },
        { message: 'Interactivity requires Socket Mode enabled', pointer: above },
      ]
    case 'commands_scope':
      return [{ message: 'Slash Commands requires `commands` bot scope', pointer }]
    case 'function_key':
      return [{ message: `Missing required field: ${broken.steps.at(-1)}`, pointer: above }]
    case 'parameter_properties':
      return broken.certain ? [{ message: 'Missing required field: properties', pointer }] : []
    case 'parameter_type':
      return [{ message: 'Missing required field: type', pointer }]
    case 'parameters':
      return [{ message: 'Must be an object', pointer }]
    case 'parameter_list':
      return [{ message: 'Must be a list of names', pointer }]
    case 'command_url':
      return [{ message: 'Slash Commands requires a Request URL or Socket Mode enabled', pointer }]
    case 'event_scope':
      return [{ message: `Event ${broken.event} requires scope ${broken.scopes.join(' or ')}`, pointer }]
    case 'event_unknown':
      return broken.certain ? [{ message: `Invalid event type: ${broken.event}`, pointer }] : []
    // No report says that Slack refuses an event in the wrong list, `bot_events` or `user_events`.
    case 'event_kind':
      return []
  }
}
