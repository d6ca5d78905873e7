import type { CheckFindings, CheckVerdict } from '../../auth/check/types.ts'
import type { AccessToken, DeadToken, Installation, Webhook } from '../../config/installation.ts'
import type { Config } from '../../config/store.ts'
import { findStoredToken, replaceToken } from '../../config/stored-token.ts'
import { CliError } from '../../errors.ts'
import type { Context } from '../../runtime/context.ts'

/**
 * Marks dead tokens and webhooks in the config file, and removes the mark from tokens and webhooks that work again.
 * Warns when the file cannot be written.
 * @param all the findings with news
 */
export async function markDeadTokens(
  all: readonly CheckFindings[],
  { store, terminal, clock }: Context,
): Promise<void> {
  const at = new Date(clock.now()).toISOString()
  if (all.length === 0) return
  try {
    await store.update((config) => withDeadMarks(config, all, at))
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    terminal.warn(`Dead tokens and webhooks could not be marked: ${error.message}`)
  }
}

/** Returns the config with marks set and removed. Skips tokens that were replaced meanwhile. @param at ISO 8601. */
export function withDeadMarks(before: Config, all: readonly CheckFindings[], at: string): Config {
  // One copy for all marks: a copy for each mark would take minutes for thousands of installations.
  const profiles: Record<string, Installation> = { ...before.profiles }
  const config = { ...before, profiles }
  for (const { subject, tokens, webhooks } of all) {
    for (const finding of tokens) {
      const now = findStoredToken(config, finding.storedToken)
      if (now?.access.token === finding.storedToken.access.token)
        profiles[now.name] = replaceToken(now.installation, now, marked<AccessToken>(now.access, finding, at))
    }
    const installation = profiles[subject.name]
    if (!installation || webhooks.length === 0) continue
    const next = installation.webhooks.map((webhook) => {
      const finding = webhooks.find((one) => one.webhook.url === webhook.url)
      return finding ? marked<Webhook>(webhook, finding, at) : webhook
    })
    profiles[subject.name] = { ...installation, webhooks: next }
  }
  return config
}

function marked<T extends { readonly dead?: DeadToken }>(one: T, { state, code }: CheckVerdict, at: string): T {
  if (state === 'dead' && code !== null) return one.dead?.code === code ? one : { ...one, dead: { code, at } }
  if (state !== 'ok' || !one.dead) return one
  const { dead: _gone, ...rest } = one
  return rest as T
}

/** Whether a mark has to be set or removed. */
export function hasNews({ tokens, webhooks }: CheckFindings): boolean {
  const changes = ({ state, code }: CheckVerdict, dead: DeadToken | undefined) =>
    state === 'dead' ? dead?.code !== code : state === 'ok' && dead !== undefined
  return (
    tokens.some((one) => changes(one, one.storedToken.access.dead)) ||
    webhooks.some((one) => changes(one, one.webhook.dead))
  )
}
