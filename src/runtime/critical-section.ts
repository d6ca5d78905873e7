import type { Context } from './context.ts'

/**
 * Runs work that uses up a single-use secret, and returns its result. The work gets a signal that never aborts, so that
 * the first Ctrl-C does not lose the tokens.
 * @param what names the work, as in "Finishing the exchange so that …".
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
