import type { Terminal } from '../terminal/terminal.ts'
import type { Context } from './context.ts'
import type { Host } from './process-host.ts'

/** Returns a function that runs each credential command once, and masks what it prints in all later output. */
export function credentialReader(
  { runCredential, signal }: Pick<Host, 'runCredential' | 'signal'>,
  terminal: Pick<Terminal, 'conceal'>,
): Context['credential'] {
  const printed = new Map<string, Promise<string>>()
  return async (words) => {
    const key = JSON.stringify(words)
    const running = printed.get(key) ?? runCredential(words, signal)
    printed.set(key, running)
    const secret = await running
    terminal.conceal(secret)
    return secret
  }
}
