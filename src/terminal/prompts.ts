import type { Readable, Writable } from 'node:stream'
import { isCancel, password, select, text } from '@clack/prompts'
import { Interruption } from '../errors.ts'
import type { Prompter } from '../runtime/context.ts'

/**
 * Returns prompts that are shown on stderr, because stdout is for results. A prompt throws an Interruption when the
 * person cancels it.
 */
export function createPrompter(streams: { stdin: Readable; stderr: Writable }, signal: AbortSignal): Prompter {
  const common = { input: streams.stdin, output: streams.stderr, signal }
  const answered = (answer: string | symbol): string => {
    if (typeof answer === 'string' && !isCancel(answer)) return answer
    throw signal.aborted ? signal.reason : new Interruption('interrupted')
  }
  return {
    text: async (message, check) =>
      answered(await text({ ...common, message, validate: (value) => check(value ?? '') })),
    secret: async (message, check) =>
      answered(await password({ ...common, message, mask: '•', validate: (value) => check(value ?? '') })),
    async choose(message, choices) {
      const options = choices.map(({ value, label, hint }) => ({ value, label, ...(hint && { hint }) }))
      return answered(await select({ ...common, message, options }))
    },
  }
}
