import { startExecution } from '../../src/simulator/state/function-executions.ts'
import type { Example } from './examples.ts'
import { dana } from './installed-world.ts'
import type { Stage } from './staged-world.ts'

/** Starts an execution whose function has to give the output `answer`. */
function start({ world }: Stage): void {
  const appId = world.state.apps[0]?.id ?? ''
  startExecution(world, { appId, callbackId: 'ask', userId: dana, inputs: {}, required: ['answer'] })
}

// The coverage table reads the arguments from prepared data that has no execution.
const id = ({ world }: Stage) => world.state.functionExecutions?.at(-1)?.id ?? 'Fx0NONE'

/** Examples of the `functions.*` methods. */
export const functionExamples: Readonly<Record<string, Example>> = {
  'functions.completeSuccess': {
    as: 'bot',
    prepare: start,
    args: (stage) => ({ function_execution_id: id(stage), outputs: { answer: 'yes' } }),
    answers: () => ({ ok: true }),
    after: (stage) => [
      'functions.completeError',
      { function_execution_id: id(stage), error: 'It is broken' },
      { error: 'execution_not_in_running_state' },
    ],
    errors: () => [
      ['function_execution_not_found', { function_execution_id: 'Fx0NONE' }],
      ['parameter_validation_failed', { outputs: {} }],
      ['parameter_validation_failed', { outputs: { answer: null } }],
      ['invalid_arguments', { outputs: 'yes' }],
      ['invalid_arguments', { outputs: ['yes'] }],
    ],
  },
  'functions.completeError': {
    as: 'bot',
    prepare: start,
    args: (stage) => ({ function_execution_id: id(stage), error: 'It is broken' }),
    answers: () => ({ ok: true }),
    after: (stage) => [
      'functions.completeError',
      { function_execution_id: id(stage), error: 'It is broken' },
      { error: 'execution_not_in_running_state' },
    ],
    errors: () => [['function_execution_not_found', { function_execution_id: 'Fx0NONE' }]],
  },
}
