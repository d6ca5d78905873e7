import { isRecord } from '../../../shape/record.ts'
import { parseJson } from '../../../slack/facts/json-depth.ts'
import type { FunctionExecution } from '../../state/agent-types.ts'
import { findExecution } from '../../state/function-executions.ts'
import { refuse, refuseArguments } from '../../state/refusal.ts'
import type { Call, Handlers } from '../method.ts'

/** Methods with which an app ends the execution of its function (docs.slack.dev/workflows/workflow-steps). */
export const functions = {
  'functions.completeSuccess': (call) => {
    const execution = requireRunning(call)
    const outputs = readOutputs(call.args['outputs'] ?? '')
    const missing = execution.required.filter((name) => outputs[name] === undefined || outputs[name] === null)
    if (missing.length > 0) refuse('parameter_validation_failed')
    Object.assign(execution, { state: 'completed', outputs })
    call.world.changed()
    return { ok: true }
  },

  'functions.completeError': (call) => {
    Object.assign(requireRunning(call), { state: 'failed', error: call.args['error'] ?? '' })
    call.world.changed()
    return { ok: true }
  },
} satisfies Handlers

/**
 * Returns the execution that the call names.
 * @throws Refused `function_execution_not_found` when it is unknown or belongs to another app,
 * `execution_not_in_running_state` when it has ended
 */
function requireRunning({ world, args, token }: Call): FunctionExecution {
  const execution = findExecution(world, args['function_execution_id'] ?? '')
  if (execution?.appId !== token.appId) refuse('function_execution_not_found')
  return execution.state === 'running' ? execution : refuse('execution_not_in_running_state')
}

function readOutputs(json: string): Readonly<Record<string, unknown>> {
  let outputs: unknown
  try {
    outputs = parseJson(json)
  } catch {
    outputs = undefined
  }
  return isRecord(outputs) ? outputs : refuseArguments('must be an object [json-pointer:/outputs]')
}
