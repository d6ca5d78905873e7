import { fail } from '../../state/refusal.ts'
import type { OpenHandlers } from '../method.ts'

export const api = {
  'api.test': ({ args }) => {
    const echo = Object.keys(args).length > 0 ? { args } : {}
    const error = args['error'] ?? ''
    return error === '' ? { ok: true, ...echo } : fail(error, echo)
  },
} satisfies OpenHandlers
