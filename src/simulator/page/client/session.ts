import { Refusal, send } from './api.ts'

/**
 * Exchanges the key in the fragment of the URL, which `sim start` and `sim open` print, for a cookie, and removes the
 * key from the URL. Returns `opened` for a valid key, `stale` for an invalid key, and `no key` without a key.
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
