import type { Context } from './context.ts'

/**
 * For what spends a secret once: a first Ctrl-C lets it finish, so that the tokens it brings are not lost (R14).
 * @param what is being finished, as in “Finishing the exchange so that …”.
 */
export async function withoutInterruption<T>(
  { signal, terminal }: Pick<Context, 'signal' | 'terminal'>,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const tell = () => terminal.warn(`Finishing ${what} so that the tokens are not lost (again to force)`)
  signal.addEventListener('abort', tell, { once: true })
  try {
    return await work(new AbortController().signal)
  } finally {
    signal.removeEventListener('abort', tell)
  }
}
