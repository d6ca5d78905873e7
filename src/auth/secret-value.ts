import type { ChosenToken } from '../config/choose-token.ts'
import type { Identity } from '../config/installation.ts'
import { nameOf, type StoredToken } from '../config/stored-token.ts'
import { CliError } from '../errors.ts'
import type { Context } from '../runtime/context.ts'
import { commandOf } from '../runtime/credential-command.ts'
import { isStorable, tokenKind } from '../slack/facts/token-kinds.ts'

type Credentials = Pick<Context, 'credential'>

/**
 * Returns a stored secret, from its credential command if it has one.
 * @throws CliError with the exit reason `failed` when the command fails or prints nothing
 */
export async function secretValue(secret: string, { credential }: Credentials): Promise<string> {
  const words = commandOf(secret)
  return words ? await credential(words) : secret
}

/** Returns a stored secret like `secretValue`, and null for a secret that is not stored. */
export async function secretOrNull(secret: string | null | undefined, context: Credentials): Promise<string | null> {
  return secret ? await secretValue(secret, context) : null
}

/**
 * Returns a stored token, from its credential command if it has one.
 * @throws CliError with the exit reason `failed`, also with the code `credential_unfit` when the command prints anything
 * else than a token of this identity
 */
export async function tokenValue(token: string, identity: Identity, context: Credentials): Promise<string> {
  const words = commandOf(token)
  if (!words) return token
  const value = await context.credential(words)
  if (tokenKind(value) === identity && isStorable(value)) return value
  throw new CliError(
    'failed',
    `The credential command ${words[0] ?? ''} printed something that is no ${identity} token`,
    {
      code: 'credential_unfit',
      hint: `It must print a token that begins with ${identity === 'bot' ? 'xoxb-' : 'xoxp-'} on its first line. Its output is not shown here`,
    },
  )
}

/** Returns the chosen token with the value to send to Slack. */
export async function withTokenValue(chosen: ChosenToken, context: Credentials): Promise<ChosenToken> {
  const token = await tokenValue(chosen.token, chosen.identity, context)
  return token === chosen.token ? chosen : { ...chosen, token }
}

/**
 * Refuses to replace a token that comes from a credential command: the new token could only be stored in the file, while
 * the command would go on printing the old one.
 * @throws CliError with the exit reason `usage` and the code `from_command`
 */
export function checkReplaceable(storedToken: StoredToken): void {
  const words = commandOf(storedToken.access.token)
  if (!words) return
  throw new CliError(
    'usage',
    `${nameOf(storedToken).replace(/^t/, 'T')} comes from a command, so a new token cannot be saved where it is`,
    {
      code: 'from_command',
      hint: `Rotate it where ${words[0] ?? 'the command'} reads it. To store the tokens here instead, install again: slack-tokens login`,
    },
  )
}
