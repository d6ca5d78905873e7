import { control } from '../../simulator/control/client.ts'
import type { DriveStage } from './types.ts'

export interface Settling {
  /** The app has finished when it has sent no request for this number of milliseconds. */
  readonly quiet: number
  /** The longest wait, in milliseconds: an app that polls never stops. */
  readonly most: number
}

/** Waits until the app sends no requests any more. */
export async function settle(
  { simulator, signal }: Pick<DriveStage, 'simulator' | 'signal'>,
  { quiet, most }: Settling,
): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(most)])
  await control({ ...simulator, signal: limit }, 'settled', { quiet }).catch(() => {})
  signal.throwIfAborted()
}
