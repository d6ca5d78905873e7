import type { Readable, Writable } from 'node:stream'
import type { Prompter } from '../runtime/context.ts'
import { isAccessible } from './accessible.ts'

/**
 * Returns the prompts of a command: drawn ones, or plain lines for a screen reader. Loads only the module for this kind
 * of prompts.
 */
export async function openPrompter(host: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  readonly promptOutput: Writable
  readonly signal: AbortSignal
}): Promise<Prompter> {
  const streams = { stdin: host.stdin, stderr: host.promptOutput }
  if (!isAccessible(host.env)) return (await import('./prompts.ts')).createPrompter(streams, host.signal)
  return (await import('./accessible-prompts.ts')).createAccessiblePrompter(streams, host.signal)
}
