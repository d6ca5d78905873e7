import type { Context } from './context.ts'

/**
 * Runs work that uses up a single-use secret. The first Ctrl-C lets the work finish, so that its tokens are not lost
 * (R14).
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
