import type { Context } from './context.ts'

/**
 * Runs work that uses a secret which is valid only once, and returns the result. The work gets a signal that never
 * aborts: if the first Ctrl-C stopped the work, the tokens would be lost.
 * @param what names the work in a message such as "Finishing the exchange so that …".
 */
export async function withoutInterruption<T>(
  { signal, terminal }: Pick<Context, 'signal' | 'terminal'>,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const warn = () => terminal.warn(`Finishing ${what} so that the tokens are not lost (again to force)`)
  signal.addEventListener('abort', warn, { once: true })
  try {
    return await work(new AbortController().signal)
  } finally {
    signal.removeEventListener('abort', warn)
  }
}
