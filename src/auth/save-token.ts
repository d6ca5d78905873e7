import type { AccessToken } from '../config/installation.ts'
import { savedOrRecovered } from '../config/recovery.ts'
import { recovered } from '../config/recovery-file.ts'
import type { LockedStore } from '../config/store.ts'
import { replaceStoredToken, type StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import { type GrantedToken, readRefreshed } from '../responses/grant.ts'
import type { Context } from '../runtime/context.ts'
import type { Answer } from '../slack/client/client.ts'

export interface NewToken {
  readonly locked: LockedStore
  readonly answer: Answer
  readonly method: string
}

/**
 * Saves the tokens of a refresh or exchange in the place of the old token, and returns the stored token.
 * @throws CliError with the exit reason `failed` and the code `save_failed`; the hint names the recovery file with the
 * new tokens (R12).
 */
export async function saveNewToken(
  storedToken: StoredToken,
  { locked, answer, method }: NewToken,
  context: Context,
): Promise<StoredToken> {
  const { body } = answer
  const received = context.clock.now()
  const refreshed = readRefreshed(body)
  for (const secret of [refreshed?.token.token, refreshed?.token.refreshToken])
    if (secret) context.terminal.conceal(secret)
  const access =
    refreshed?.identity === storedToken.identity
      ? withNewToken(storedToken.access, refreshed.token, received)
      : undefined
  const save = () => {
    if (!access) throw new CliError('failed', `Slack’s answer to ${method} has no ${storedToken.identity} token`)
    const { profiles } = locked.save((now) => replaceStoredToken(now, storedToken, access))
    return { ...storedToken, access, installation: profiles[storedToken.name] ?? storedToken.installation }
  }
  const recovery = () => {
    // If the answer has no token of this kind, it is unknown to which token the answer belongs, so save the whole
    // answer.
    if (!access) return { method, at: new Date(received).toISOString(), body }
    const profiles = { [storedToken.name]: locked.config.profiles[storedToken.name] ?? storedToken.installation }
    return recovered(replaceStoredToken(recovered({ profiles }), storedToken, access))
  }
  const again = 'then install again: the old refresh token is used up'
  return await savedOrRecovered(save, { what: 'tokens', recovery, again }, context)
}

/**
 * Returns the access token with the granted values. Its expiry is computed from `at`, the time when the answer arrived
 * by this computer's clock, in milliseconds since 1970.
 */
function withNewToken(before: AccessToken, granted: GrantedToken, at: number): AccessToken {
  const { refreshTrouble: _settled, dead: _ended, lifetime: _before, ...rest } = before
  return {
    ...rest,
    token: granted.token,
    userId: granted.userId ?? before.userId,
    scopes: granted.scopes.length > 0 ? granted.scopes : before.scopes,
    refreshToken: granted.refreshToken,
    expiresAt: granted.expiresIn === null ? null : new Date(at + granted.expiresIn * 1000).toISOString(),
    ...(granted.expiresIn !== null && { lifetime: granted.expiresIn }),
  }
}
