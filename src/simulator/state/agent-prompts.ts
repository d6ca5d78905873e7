import { isRecord } from '../../shape/record.ts'
import type { AgentPrompts } from './agent-types.ts'
import type { App } from './app-types.ts'
import type { World } from './types.ts'

/** Maximum number of conversations whose prompts are stored; the oldest prompts are removed. */
const mostRemembered = 500

/**
 * Whether an app is an agent, which means that its manifest has `agent_view`. People write to an agent in its messages
 * tab, and an agent has no assistant threads (docs.slack.dev/ai/migrating-to-agent-messaging).
 */
export function isAgent({ manifest }: App): boolean {
  const features = manifest?.['features']
  return isRecord(features) && isRecord(features['agent_view'])
}

/**
 * Stores the prompts that an agent shows in its messages tab, in place of the earlier ones in the same conversation.
 */
export function setAgentPrompts(world: World, prompts: AgentPrompts): void {
  const others = (world.state.agentPrompts ?? []).filter(({ channelId }) => channelId !== prompts.channelId)
  world.state.agentPrompts = [...others.slice(1 - mostRemembered), prompts]
  world.changed()
}
