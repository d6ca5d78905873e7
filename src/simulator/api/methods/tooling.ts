import { rotateConfigToken } from '../../state/config-tokens.ts'
import type { OpenHandlers } from '../method.ts'

export const tooling = {
  'tooling.tokens.rotate': ({ world, args }) => rotateConfigToken(world, args['refresh_token'] ?? ''),
} satisfies OpenHandlers
