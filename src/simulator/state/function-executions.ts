import type { FunctionExecution } from './agent-types.ts'
import type { Token } from './app-types.ts'
import { draw, newId } from './ids.ts'
import type { World } from './types.ts'
import { findInstall } from './users.ts'

/** Maximum number of executions that are stored; older ones are removed. */
const mostRemembered = 500
/**
 * Lifetime of an execution's token in milliseconds. Slack lets a function run for 15 minutes
 * (docs.slack.dev/workflows/workflow-steps).
 */
const tokenLifetime = 15 * 60_000

/** Starts an execution of a function that an app declares. It is running until the app completes it. */
export function startExecution(
  world: World,
  started: Pick<FunctionExecution, 'appId' | 'callbackId' | 'userId' | 'inputs' | 'required'>,
): FunctionExecution {
  const execution: FunctionExecution = {
    ...started,
    id: newId(world, 'Fx'),
    workflowId: newId(world, 'Wx'),
    token: `xwfp-sim-${draw(world, '0123456789abcdef', 24)}`,
    state: 'running',
    at: world.now(),
  }
  world.state.functionExecutions = [...(world.state.functionExecutions ?? []).slice(1 - mostRemembered), execution]
  world.changed()
  return execution
}

/** Returns an execution by its id; undefined when there is none. */
export function findExecution({ state }: World, id: string): FunctionExecution | undefined {
  return state.functionExecutions?.find((one) => one.id === id)
}

/**
 * Returns the token of an execution; undefined when there is none. The token acts as the bot of the app, with the
 * scopes of the bot token, and is revoked when the app has no valid bot token.
 */
export function findWorkflowToken(world: World, value: string): Token | undefined {
  const execution = world.state.functionExecutions?.find(({ token }) => token === value)
  const install = execution && findInstall(world, execution.appId)
  if (!execution || !install?.botUserId) return undefined
  const { appId, id, at } = execution
  const bot = world.state.tokens.findLast((one) => one.appId === appId && one.kind === 'bot' && !one.revoked)
  return {
    ...{ value, kind: 'bot' as const, appId, userId: install.botUserId, scopes: bot?.scopes ?? [] },
    ...(install.workspaceId !== undefined && { workspaceId: install.workspaceId }),
    ...(bot === undefined && { revoked: true }),
    expiresAt: at + tokenLifetime,
    executionId: id,
  }
}
