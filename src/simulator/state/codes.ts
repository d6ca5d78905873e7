import type { World } from './types.ts'

/** Lifetime of a code in milliseconds (docs.slack.dev/authentication/installing-with-oauth). */
export const codeLifetime = 10 * 60_000

/**
 * Ends a code that no app has exchanged yet. `body.do` names the action: `expire` ends the code's lifetime now, and
 * `use` marks the code as exchanged, as if another program had exchanged it.
 * @returns the action
 * @throws TypeError when there is no such code or no such action
 */
export function endCode(world: World, body: Readonly<Record<string, unknown>>): { readonly do: string } {
  const action = (['expire', 'use'] as const).find((one) => one === body['do'])
  if (!action) throw new TypeError('do is one of expire, use')
  const code = world.state.codes.find(({ value }) => value === body['code'])
  if (!code) throw new TypeError('There is no such code')
  if (action === 'use') code.used = true
  else code.issuedAt = Math.min(code.issuedAt, world.now() - codeLifetime)
  world.changed()
  return { do: action }
}
