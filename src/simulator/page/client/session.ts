import { Refusal, send } from './api.ts'

/**
 * Exchanges the key in the fragment of the URL for a cookie, and removes the key from the URL. `sim start` and `sim
 * open` print URLs with such a key. Returns `opened` for a valid key, `stale` for an invalid key, and `no key` without
 * a key.
 */
export async function unlock(): Promise<'opened' | 'stale' | 'no key'> {
  const key = /^#control=([\w-]+)$/.exec(location.hash)?.[1]
  if (key === undefined) return 'no key'
  history.replaceState(null, '', location.pathname)
  try {
    await send('session', { key })
    return 'opened'
  } catch (error) {
    if (error instanceof Refusal) return 'stale'
    throw error
  }
}
