import { findExecution } from '../../state/function-executions.ts'
import { triggerId, type Visit } from './common.ts'

/**
 * Returns the fields that an app gets in addition when the person acts in a message that a function of a workflow
 * posted, or in a view that was opened from such a message (docs.slack.dev/tools/bolt-js/concepts/custom-steps).
 * @param executionId the id of the function's execution; when it is undefined, the result has no fields
 */
export function functionFields(visit: Visit, executionId: string | undefined) {
  const { world, person } = visit
  const execution = executionId === undefined ? undefined : findExecution(world, executionId)
  if (!execution) return {}
  const { id, callbackId, inputs, token } = execution
  return {
    function_data: { execution_id: id, function: { callback_id: callbackId }, inputs },
    interactivity: {
      interactor: { id: person.id, secret: 'simulated' },
      interactivity_pointer: triggerId(visit, { executionId: id }),
    },
    bot_access_token: token,
  }
}
