import type { AssistantThread } from '../state/agent-types.ts'
import { threadStatus } from '../state/thread-status.ts'
import type { World } from '../state/types.ts'
import type { SimulatedAgentPrompts, SimulatedExecution, SimulatedThread } from './types.ts'

/** Returns a thread with an assistant as tests and the control interface get it. */
export function simulatedThread(world: World, thread: AssistantThread): SimulatedThread {
  const { appId, userId, channelId, ts, context, title, prompts } = thread
  return {
    appId,
    userId,
    channel: channelId,
    ts,
    contextChannel: context['channel_id'] ?? null,
    title,
    status: threadStatus(world, { channelId, ts })?.text ?? null,
    prompts: structuredClone(prompts?.prompts ?? []),
  }
}

/** Returns the prompts that agents show in their messages tabs, as tests get them. */
export function agentPrompts({ state }: World): SimulatedAgentPrompts[] {
  return (state.agentPrompts ?? []).map(({ appId, channelId: channel, title, prompts }) => ({
    ...{ appId, channel, title },
    prompts: structuredClone(prompts),
  }))
}

/** Returns the executions of functions of apps, as the library and the control interface show them. */
export function simulatedExecutions({ state }: World): SimulatedExecution[] {
  return (state.functionExecutions ?? []).map(({ id, appId, callbackId, state: now, outputs, error }) => ({
    ...{ id, appId, callbackId, state: now },
    outputs: structuredClone(outputs ?? null),
    error: error ?? null,
  }))
}
